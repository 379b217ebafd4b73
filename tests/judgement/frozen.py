"""The rules of the four lenses and of the expectation, written out by hand and frozen.

The program reads them from the codebook; here they stay as they were, so that a change of the data
that changes a verdict is seen. Nothing but tests reads this.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from workbench.case import Evidence
from workbench.judgement import Judged, Verdict, View

RIVALS = ("economic-gain", "regional-issue", "policy-objection", "domestic-politics")
ADVANTAGE = ("offsets-advantage", "weakens-power", "constrains-action", "raises-cost")
FROZEN = ("art", "intent", "motives", "two-level")


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


def frozen_judge(lens: str, evidence: Iterable[Evidence], view: View) -> Judged:
    """One event's verdict by `lens` (one of `FROZEN`), by the rules as they were."""
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


_LEANS = {
    ("shared-interests", "some"),
    ("shared-interests", "deep"),
    ("power-gap", "target-much-stronger"),
    ("power-gap", "target-stronger"),
    ("economic-interdependence", "medium"),
    ("economic-interdependence", "high"),
    ("domestic-opinion", "favours"),
}
_BY_THREAT = {"none": "no-balancing", "latent": "soft", "limited": "soft", "acute": "hard"}
_CONTESTED, _PROPOSED = ("power-gap", "domestic-opinion"), ("economic-interdependence",)
_ASKED = (
    *("threat", "shared-interests", "power-gap", "economic-interdependence", "domestic-opinion"),
    "aggregate-power",
    *("geographic-proximity", "offensive-power", "aggressive-intentions"),
)


def frozen_expectation(
    values: Mapping[str, str],
) -> tuple[str, bool, tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """What is expected, whether shared interests lean, which contested and which proposed ones do,
    what is unrated.
    """
    leaning = {c for c, v in values.items() if (c, v) in _LEANS}
    return (
        _BY_THREAT.get(values.get("threat", ""), "undetermined"),
        "shared-interests" in leaning,
        tuple(c for c in _CONTESTED if c in leaning),
        tuple(c for c in _PROPOSED if c in leaning),
        tuple(c for c in _ASKED if c not in values),
    )
