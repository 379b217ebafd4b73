"""The four lenses: an event's evidence in, a verdict with its reason out.

THEORY §4 after Chang (2015), §貳.二, §貳.三 and §伍. Pure: no order of the evidence, no weights.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Literal

from workbench.case import Evidence, Threshold, reaches

Verdict = Literal["balancing", "not-balancing", "contested", "insufficient"]
VERDICTS: tuple[Verdict, ...] = ("balancing", "not-balancing", "contested", "insufficient")
LETTERS: dict[Verdict, str] = dict(zip(VERDICTS, "BNC?", strict=True))
"""A verdict where there is no room for its word."""
LENSES = ("art", "intent", "motives", "two-level")
RIVALS = ("economic-gain", "regional-issue", "policy-objection", "domestic-politics")
ADVANTAGE = ("offsets-advantage", "weakens-power", "constrains-action", "raises-cost")
_FOR_OR_AGAINST = (("balancing", "supports"), ("balancing", "undermines"))
READS: dict[str, frozenset[tuple[str, str]]] = {
    "art": frozenset(),
    "intent": frozenset({*_FOR_OR_AGAINST, ("routine-friction", "supports")}),
    "motives": frozenset({*_FOR_OR_AGAINST, *((rival, "supports") for rival in RIVALS)}),
    "two-level": frozenset(_FOR_OR_AGAINST),
}
"""Which bearings a lens reads."""


@dataclass(frozen=True)
class Judged:
    """One lens on one event. Ids are evidence ids; `rule` names a row of the codebook's lens."""

    verdict: Verdict
    rule: str
    decided: tuple[str, ...]
    """The pieces that made this row fit; removing all of them would change the reason."""
    counted: tuple[str, ...]
    """The pieces of the lens's side that reach the floor."""
    left_out: tuple[str, ...]
    """The pieces of the lens's side below the floor or ungraded under one."""
    untested: tuple[str, ...] = ()
    """Rival motives that no counted evidence supports or undermines (the motives lens only)."""


@dataclass(frozen=True)
class _Intent:
    pieces: tuple[Evidence, ...]

    def saying(self, says: str, *motives: str) -> tuple[str, ...]:
        return tuple(
            p.id
            for p in self.pieces
            if any(b.motive in motives and b.says == says for b in p.bearings)
        )


_Row = tuple[Verdict, str, tuple[str, ...]]


def _art(pieces: tuple[Evidence, ...], threshold: Threshold) -> _Row:
    reaching = ("observed",) if threshold == "observed" else ("observed", "capable")
    shown = {k: [p.id for p in pieces if p.kind == k and p.status in reaching] for k in ADVANTAGE}
    denied = {k: [p.id for p in pieces if p.kind == k and p.status == "absent"] for k in ADVANTAGE}
    standing = [i for k in ADVANTAGE if shown[k] and not denied[k] for i in shown[k]]
    disputed = [i for k in ADVANTAGE if shown[k] and denied[k] for i in shown[k] + denied[k]]
    negative = [i for k in ADVANTAGE for i in denied[k]] + [
        p.id for p in pieces if p.kind == "issue-outcome-only" and p.status != "absent"
    ]
    if not pieces:
        return "insufficient", "art.1", ()
    if standing:
        return "balancing", "art.2", tuple(standing)
    if disputed:
        return "contested", "art.3", tuple(disputed)
    if negative:
        return "not-balancing", "art.4", tuple(negative)
    return "insufficient", "art.5", ()


def _intent(seen: _Intent) -> _Row:
    for_b = seen.saying("supports", "balancing")
    against = seen.saying("undermines", "balancing") + seen.saying("supports", "routine-friction")
    if for_b and not against:
        return "balancing", "intent.1", for_b
    if for_b:
        return "contested", "intent.2", for_b + against
    if against:
        return "not-balancing", "intent.3", against
    return "insufficient", "intent.4", ()


def _motives(seen: _Intent) -> _Row:
    for_b = seen.saying("supports", "balancing")
    against = seen.saying("undermines", "balancing") + seen.saying("supports", *RIVALS)
    if for_b and not against:
        return "balancing", "motives.1", for_b
    if for_b:
        return "contested", "motives.2", for_b + against
    if against:
        return "not-balancing", "motives.3", against
    return "insufficient", "motives.4", ()


def _two_level(seen: _Intent) -> _Row:
    for_b = seen.saying("supports", "balancing")
    against = seen.saying("undermines", "balancing")
    if for_b and not against:
        return "balancing", "two-level.1", for_b
    if for_b:
        return "contested", "two-level.2", for_b + against
    if against:
        return "not-balancing", "two-level.3", against
    return "insufficient", "two-level.4", ()


_BY_INTENT: dict[str, Callable[[_Intent], _Row]] = {
    "intent": _intent,
    "motives": _motives,
    "two-level": _two_level,
}


def _once(ids: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(set(ids)))


def judge(
    lens: str, evidence: Iterable[Evidence], threshold: Threshold, floor: str | None
) -> Judged:
    """One event's verdict by `lens` (one of `LENSES`), from all of its evidence."""
    side = "effect" if lens == "art" else "intent"
    mine = sorted((p for p in evidence if p.side == side), key=lambda p: p.id)
    counted = tuple(p for p in mine if reaches(p.grade, floor))
    left_out = tuple(p.id for p in mine if not reaches(p.grade, floor))
    if lens == "art":
        verdict, rule, decided = _art(counted, threshold)
    else:
        verdict, rule, decided = _BY_INTENT[lens](_Intent(counted))
    untested: tuple[str, ...] = ()
    if lens == "motives":
        tested = {b.motive for p in counted for b in p.bearings}
        untested = tuple(m for m in RIVALS if m not in tested)
    return Judged(verdict, rule, _once(decided), tuple(p.id for p in counted), left_out, untested)
