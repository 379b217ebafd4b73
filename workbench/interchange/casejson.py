"""A case and its verdicts as JSON (RFC 8259)."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from workbench.case import Case, Overruling
from workbench.casebook import denominator
from workbench.codebook import codebook
from workbench.judgement import VERDICTS, Finding, Findings, Period, count_verdicts, lens_ids


def judge_json(findings: Findings) -> dict[str, Any]:
    """What `workbench judge CASE --json` prints."""
    events = []
    for finding in findings.events:
        event = finding.event
        verdicts: dict[str, Any] = {}
        for lens, judged in finding.verdicts.items():
            verdicts[lens] = {
                "verdict": judged.verdict,
                "counted": list(judged.counted),
                "left_out": list(judged.left_out),
                "rule": judged.rule,
            }
            if codebook().lens_rules[lens].tests:
                verdicts[lens]["untested"] = list(judged.untested)
        events.append(
            {
                "key": event.name,
                "id": event.id,
                "date": event.date,
                "title": event.title,
                "initiator": findings.dyad.initiator(event),
                "partners": list(event.partners),
                "target": findings.dyad.target(event),
                "actor": finding.actor,
                "coded": event.coded,
                "strategies": [tag.strategy for tag in event.tags],
                "screening": finding.screening,
                "field": finding.field,
                "verdicts": verdicts,
                "overruled": _overruled(event.overruled),
            }
        )
    return {
        "case": findings.case.slug,
        "threshold": findings.view.threshold,
        "floor": findings.view.floor,
        "interpretations": findings.view.interpretations,
        "joint": findings.view.joint,
        "events": events,
        "differ": [finding.event.name for finding in findings.events if finding.differs],
        "counts": counts_json(findings),
    }


def periods_json(periods: Iterable[Period]) -> list[dict[str, Any]]:
    """What each period of a case leads one to expect, and how many acts begin in it."""
    return [
        {
            "begins": str(part.begins) if part.begins else None,
            "ends": str(part.ends) if part.ends else None,
            "expected": part.expectation.expected,
            "acts": len(part.acts),
        }
        for part in periods
    ]


def searches_json(case: Case) -> list[dict[str, Any]]:
    """How much event data was searched for each question, and what became of what fit."""
    return [
        {
            "dataset": found.dataset,
            "versions": list(found.versions),
            "how": found.how,
            "question": found.question and found.question.model_dump(mode="json"),
            "query": found.searches[-1].query if found.searches else "",
            "query_sha256": found.searches[-1].query_sha256 if found.searches else "",
            "searches": [search.id for search in found.searches],
            "when": [search.when for search in found.searches],
            "files": len(found.files),
            "rows": found.rows,
            "dyad": found.dyad,
            "fit": found.fit,
            "drawn": found.drawn,
            "undated": found.undated,
            "misshapen": found.misshapen,
            "waiting": found.waiting,
            "accepted": found.accepted,
            "merged": found.merged,
            "rejected": dict(found.rejected),
        }
        for found in denominator(case)
    ]


def counts_json(findings: Findings) -> dict[str, Any]:
    """The counts by whose acts they are; an actor without any is left out.

    Joint acts that the case counts are among the balancer's.
    """
    groups = {"balancer": findings.acts, **findings.others}
    return {actor: _counted(acts) for actor, acts in groups.items() if acts}


def _counted(acts: Sequence[Finding]) -> dict[str, Any]:
    by_lens = {lens: count_verdicts(acts, lens) for lens in lens_ids()}
    return {
        "events": len(acts),
        **{lens: {v: n[v] for v in VERDICTS if n[v]} for lens, n in by_lens.items()},
        "differ": sum(found.differs for found in acts),
        "field": dict(Counter(found.field for found in acts)),
    }


def actors_json(case: Case) -> dict[str, Any]:
    """Who is who in the case, with the other names of its actors."""
    info = case.info
    aliases = {name: list(others) for name, others in info.aliases.items()}
    return {"balancer": info.balancer, "target": info.target, "aliases": aliases}


def _overruled(overruling: Overruling | None) -> dict[str, str] | None:
    return overruling.model_dump(exclude={"changed_by"}) if overruling else None


def write_json(case: Case, findings: Findings) -> str:
    """Every record of the case, and what the lenses say of it."""
    tables: dict[str, list[dict[str, Any]]] = {}
    for record in case.records():
        tables.setdefault(record.table, []).append(record.model_dump(mode="json"))
    whole = {"slug": case.slug, **tables, "judged": judge_json(findings)}
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"
