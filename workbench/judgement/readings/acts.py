"""What it takes to bring one act into another state, by Art's criterion (THEORY §5).

An act *counts* as soft balancing, has another verdict (it is *judged*), or has none. Exact for the
rows of `art`: to leave balancing every standing claim has to go, and whatever a reversed claim
becomes denies nothing; to reach it one claim has to stand, so all that deny it have to go.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from workbench.case import Evidence

from ..lenses import ADVANTAGE
from ..view import View

State = Literal["counts", "judged", "none"]
How = Literal["removed", "reversed"]


@dataclass(frozen=True, slots=True)
class Step:
    """Pieces that are touched, by id, and how."""

    ids: tuple[str, ...]
    hows: tuple[How, ...]

    @property
    def size(self) -> int:
        """How many pieces."""
        return len(self.ids)

    @property
    def reversals(self) -> int:
        """How many of them are reversed."""
        return self.hows.count("reversed")

    @property
    def order(self) -> tuple[int, int, tuple[str, ...], tuple[How, ...]]:
        """Fewer pieces first, then fewer reversals, then by ids; what is reversed comes late."""
        return self.size, self.reversals, self.ids, self.hows


def step(removed: Iterable[str], reversed: str | None = None) -> Step:
    """Some pieces removed and at most one reversed."""
    hows: dict[str, How] = dict.fromkeys(removed, "removed")
    if reversed is not None:
        hows[reversed] = "reversed"
    ids = tuple(sorted(hows))
    return Step(ids, tuple(hows[id_] for id_ in ids))


NOTHING = step(())


@dataclass(frozen=True)
class Ways:
    """The state of an act, and the least steps into the states that it can reach."""

    now: State
    to: dict[State, Step]


def ways(evidence: Sequence[Evidence], view: View, soft: bool) -> Ways:
    """What an act's effect pieces that count can make of it; `soft` is whether it counts as soft
    where it balances.
    """
    counted = [p for p in evidence if p.side == "effect" and view.counts(p)]
    claims = [p for p in counted if p.kind in ADVANTAGE and p.status in ("observed", "capable")]
    shown = [p for p in claims if view.reached(p)]
    absent = [p for p in counted if p.kind in ADVANTAGE and p.status == "absent"]
    outcome = [p for p in counted if p.kind not in (None, *ADVANTAGE) and view.reached(p)]
    standing = [p for p in shown if not _deniers(p, absent)]
    balancing: State = "counts" if soft else "judged"
    found: list[tuple[State, Step | None]] = [
        ("none", step(p.id for p in (*shown, *absent, *outcome))),
        ("judged", _against(claims, shown, standing, bool(absent or outcome))),
        (balancing, _stands(shown, absent)),
    ]
    to: dict[State, Step] = {}
    for state, least in found:
        if least is not None and (state not in to or least.order < to[state].order):
            to[state] = least
    now = next(state for state, least in to.items() if not least.size)
    return Ways(now, to)


def _deniers(claim: Evidence, absent: Iterable[Evidence]) -> list[str]:
    """Which of the absent effects deny a claim."""
    return [
        piece.id
        for piece in absent
        if piece.id != claim.id
        and (
            claim.id in piece.denies
            if piece.denies is not None
            else claim.status == "observed" and claim.kind == piece.kind
        )
    ]


def _against(
    claims: Sequence[Evidence],
    shown: Sequence[Evidence],
    standing: Sequence[Evidence],
    speaks: bool,
) -> Step | None:
    """The least step to contested or not-balancing: no claim stands, and something speaks.

    `speaks`: whether an absent effect or an outcome is there already.
    """
    gone = sorted(p.id for p in standing)
    if speaks:
        return step(gone)
    if gone:
        # Without either, one of the claims has to turn into an absent effect.
        return step(gone, reversed=gone[-1])
    silent = sorted(p.id for p in claims if p not in shown)
    return step((), reversed=silent[0]) if silent else None


def _stands(shown: Iterable[Evidence], absent: Sequence[Evidence]) -> Step | None:
    """The least step to balancing: a claim, or an absent effect reversed into one, stands."""
    tried = [step(_deniers(claim, absent)) for claim in shown]
    for piece in absent:
        claim = piece.model_copy(update={"status": "observed", "denies": None})
        tried.append(step(_deniers(claim, absent), reversed=piece.id))
    return min(tried, key=lambda each: each.order, default=None)
