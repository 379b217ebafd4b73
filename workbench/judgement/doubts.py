"""Where the evidence of a key judgement may not carry it, and what of a case's evidence is bare."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from workbench.case import Evidence, KeyJudgement, reaches

from .findings import Findings

DoubtKind = Literal[
    "no-event",
    "gone",
    "no-evidence",
    "others",
    "differ",
    "no-effect",
    "no-source",
    "one-source",
    "below-floor",
    "ungraded",
    "one-coder",
    "no-likelihood",
    "no-confidence",
]


@dataclass(frozen=True)
class Doubt:
    """One reason to doubt that a judgement's evidence carries it."""

    kind: DoubtKind
    n: int = 0
    """How many events or pieces it concerns."""
    of: int = 0
    """Out of how many."""


def evidence_for(judgement: KeyJudgement, findings: Findings) -> tuple[Evidence, ...]:
    """The pieces that a judgement names; where it names none, all those of its events."""
    case = findings.case
    if judgement.evidence:
        return tuple(case.evidence[i] for i in judgement.evidence if i in case.evidence)
    return tuple(p for e in judgement.events for p in case.evidence_of(e))


def doubts(judgement: KeyJudgement, findings: Findings) -> tuple[Doubt, ...]:
    """What to doubt of a key judgement, from the coding alone."""
    case = findings.case
    pieces = evidence_for(judgement, findings)
    events = [findings.by_id[e] for e in judgement.events if e in findings.by_id]
    sources = {p.source for p in pieces if p.source}
    coders = {name for p in pieces for name in (p.coder, p.changed_by) if name}
    gone = sum(e not in case.events for e in judgement.events)
    gone += sum(p not in case.evidence for p in judgement.evidence)
    acts = [f for f in events if f.counts]
    differ = sum(f.differs for f in acts)
    below = sum(not reaches(p.grade, findings.view.floor) for p in pieces)
    ungraded = sum(p.grade is None for p in pieces)
    bare = sum(p.source is None for p in pieces)
    tried: list[tuple[bool, Doubt]] = [
        (not judgement.events, Doubt("no-event")),
        (gone > 0, Doubt("gone", gone)),
        (bool(judgement.events) and not pieces, Doubt("no-evidence")),
        (len(acts) < len(events), Doubt("others", len(events) - len(acts), len(events))),
        (differ > 0, Doubt("differ", differ, len(acts))),
        (bool(pieces) and all(p.side != "effect" for p in pieces), Doubt("no-effect")),
        (bare > 0, Doubt("no-source", bare, len(pieces))),
        (len(sources) == 1, Doubt("one-source")),
        (below > 0, Doubt("below-floor", below, len(pieces))),
        (ungraded > 0, Doubt("ungraded", ungraded, len(pieces))),
        (len(coders) == 1, Doubt("one-coder")),
        (judgement.likelihood is None, Doubt("no-likelihood")),
        (judgement.confidence is None, Doubt("no-confidence")),
    ]
    return tuple(doubt for applies, doubt in tried if applies)


@dataclass(frozen=True)
class Gaps:
    """What is missing from the coding of the balancer's acts, in counts."""

    uncoded: int
    bare: int
    """Acts without evidence."""
    no_source: int
    no_grade: int
    no_refutation: int
    """Claims of effect that don't say what would refute them."""


def gaps(findings: Findings) -> Gaps:
    """The case's missing parts."""
    pieces = findings.evidence
    return Gaps(
        uncoded=sum(not f.event.coded for f in findings.acts),
        bare=sum(f.bare for f in findings.acts),
        no_source=sum(p.source is None for p in pieces),
        no_grade=sum(p.grade is None for p in pieces),
        no_refutation=sum(p.side == "effect" and not p.refuted_by.strip() for p in pieces),
    )
