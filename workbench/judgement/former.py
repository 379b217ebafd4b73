"""Which verdicts of a case the rules of today change, against those before format version 3.

Then an absent effect denied every claim of its kind, one that was only possible too; an outcome on
one issue counted at either threshold; and Brooks and Wohlforth's lens said balancing where no rival
motive had been tested.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from workbench.case import Evidence

from .findings import Findings
from .lenses import ADVANTAGE, Verdict, judge
from .view import View

NEW_RULES = 3
"""The version of the case file's format since which today's rules hold."""


@dataclass(frozen=True)
class Changed:
    """A verdict that is another one under the rules of today."""

    event: str
    """The event's id."""
    lens: str
    was: Verdict
    now: Verdict


def former_verdict(lens: str, evidence: tuple[Evidence, ...], view: View) -> Verdict:
    """What a lens said of an event's evidence under the former rules."""
    judged = judge(lens, _as_read_then(evidence) if lens == "art" else evidence, view)
    return "balancing" if judged.rule == "motives.5" else judged.verdict


def _as_read_then(evidence: Iterable[Evidence]) -> tuple[Evidence, ...]:
    pieces = tuple(p for p in evidence if p.side == "effect")
    of_kind = {kind: tuple(p.id for p in pieces if p.kind == kind) for kind in ADVANTAGE}
    found = []
    for piece in pieces:
        if piece.status == "absent" and piece.kind in ADVANTAGE:
            found.append(piece.model_copy(update={"denies": of_kind[piece.kind]}))
        elif piece.status == "capable" and piece.kind == "issue-outcome-only":
            found.append(piece.model_copy(update={"status": "observed"}))
        else:
            found.append(piece)
    return tuple(found)


def changed_verdicts(found: Findings) -> tuple[Changed, ...]:
    """The verdicts that aren't what they were, along the timeline."""
    return tuple(
        Changed(finding.event.id, lens, was, judged.verdict)
        for finding in found.events
        for lens, judged in finding.verdicts.items()
        if (was := former_verdict(lens, found.case.evidence_of(finding.event.id), found.view))
        != judged.verdict
    )
