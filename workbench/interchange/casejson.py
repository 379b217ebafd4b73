"""A case and its verdicts as JSON (RFC 8259)."""

from __future__ import annotations

import json
from typing import Any

from workbench.case import Case, Overruling
from workbench.judgement import Findings


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
            if lens == "motives":
                verdicts[lens]["untested"] = list(judged.untested)
        events.append(
            {
                "key": event.name,
                "id": event.id,
                "date": event.date,
                "title": event.title,
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
        "threshold": findings.threshold,
        "floor": findings.floor,
        "events": events,
        "differ": [finding.event.name for finding in findings.differing],
    }


def _overruled(overruling: Overruling | None) -> dict[str, str] | None:
    return overruling.model_dump() if overruling else None


def write_json(case: Case, findings: Findings) -> str:
    """Every record of the case, and what the lenses say of it."""
    tables: dict[str, list[dict[str, Any]]] = {}
    for record in case.records():
        tables.setdefault(record.table, []).append(record.model_dump(mode="json"))
    whole = {"slug": case.slug, **tables, "judged": judge_json(findings)}
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"
