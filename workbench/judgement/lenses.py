"""The four lenses: an event's evidence in, a verdict with its reason out.

THEORY §4 after Chang (2015), §貳.二, §貳.三 and §伍. Pure: no order of the evidence, no weights.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Literal

from workbench.case import Evidence

from .view import View

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
    "motives": frozenset(
        {
            *_FOR_OR_AGAINST,
            *((rival, says) for rival in RIVALS for says in ("supports", "undermines")),
        }
    ),
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
    """The pieces of the lens's side that count."""
    left_out: tuple[str, ...]
    """Those that don't: below the floor, ungraded under one, or interpretations left out."""
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


def _denying(pieces: tuple[Evidence, ...]) -> dict[str, list[str]]:
    """The claims that are denied, each with the pieces that deny it.

    An absent effect denies what it names; where it names nothing, every observed claim of its
    kind: that an effect was looked for and not seen doesn't show that the act couldn't have it.
    """
    found: dict[str, list[str]] = {}
    for absent in pieces:
        if absent.status != "absent" or absent.kind not in ADVANTAGE:
            continue
        for claim in pieces:
            if claim.status == "absent":
                continue
            named = absent.denies is not None and claim.id in absent.denies
            whole = absent.denies is None and claim.status == "observed"
            if named or (whole and claim.kind == absent.kind):
                found.setdefault(claim.id, []).append(absent.id)
    return found


def _art(pieces: tuple[Evidence, ...], view: View) -> _Row:
    denied = _denying(pieces)
    shown = [p.id for p in pieces if p.kind in ADVANTAGE and view.reached(p)]
    standing = [i for i in shown if i not in denied]
    disputed = [*shown, *(i for claim in shown for i in denied.get(claim, ()))]
    negative = [
        p.id
        for p in pieces
        if (p.kind in ADVANTAGE and p.status == "absent")
        or (p.kind == "issue-outcome-only" and view.reached(p))
    ]
    if not pieces:
        return "insufficient", "art.1", ()
    if standing:
        return "balancing", "art.2", tuple(standing)
    if shown:
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
    tested = seen.saying("undermines", *RIVALS)
    if for_b and not against and not tested:
        return "insufficient", "motives.5", for_b
    if for_b and not against:
        return "balancing", "motives.1", for_b + tested
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


def judge(lens: str, evidence: Iterable[Evidence], view: View) -> Judged:
    """One event's verdict by `lens` (one of `LENSES`), from all of its evidence."""
    side = "effect" if lens == "art" else "intent"
    mine = sorted((p for p in evidence if p.side == side), key=lambda p: p.id)
    counted = tuple(p for p in mine if view.counts(p))
    left_out = tuple(p.id for p in mine if not view.counts(p))
    if lens == "art":
        verdict, rule, decided = _art(counted, view)
    else:
        verdict, rule, decided = _BY_INTENT[lens](_Intent(counted))
    untested: tuple[str, ...] = ()
    if lens == "motives":
        tested = {b.motive for p in counted for b in p.bearings}
        untested = tuple(m for m in RIVALS if m not in tested)
    return Judged(verdict, rule, _once(decided), tuple(p.id for p in counted), left_out, untested)
