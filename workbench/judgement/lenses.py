"""The lenses: an event's evidence in, a verdict with its reason out.

THEORY §4 after Chang (2015), §貳.二, §貳.三 and §伍. What a lens reads, and when it says what, are
rows of the codebook (`seeds/codebook/lenses.toml`); here is the one evaluator of them. Pure: no
order of the evidence, no weights.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from operator import attrgetter

from workbench.case import Evidence
from workbench.codebook import LensRow, LensRules, codebook
from workbench.codebook import Verdict as Verdict

from .view import View

VERDICTS: tuple[Verdict, ...] = ("balancing", "contested", "not-balancing", "insufficient")
"""From balancing downwards; wherever verdicts stand beside each other, in this order."""
ADVANTAGE = ("offsets-advantage", "weakens-power", "constrains-action", "raises-cost")
_BY_ID = attrgetter("id")
_Ids = Iterable[str]


def lens_ids() -> tuple[str, ...]:
    """The lenses, in the order in which they stand side by side."""
    return codebook().lens_ids


@dataclass(frozen=True, slots=True)
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
    """The motives that the lens wants tested, and no counted evidence supports or undermines."""

    @property
    def bare(self) -> bool:
        """Whether there is no piece at all on the side that the lens reads, whatever counts."""
        return not (self.counted or self.left_out)


class _Pieces:
    """The counted pieces of one side; the sets of them that a lens can name."""

    def __init__(self, pieces: Sequence[Evidence], view: View) -> None:
        self.pieces = pieces
        self.view = view

    def counted(self) -> _Ids:
        return (p.id for p in self.pieces)

    @cached_property
    def _denied(self) -> dict[str, list[str]]:
        """The claims that are denied, each with the pieces that deny it.

        An absent effect denies what it names; where it names nothing, every observed claim of its
        kind: that an effect was looked for and not seen doesn't show that the act couldn't have it.
        """
        found: dict[str, list[str]] = {}
        for absent in self.pieces:
            if absent.status != "absent" or absent.kind not in ADVANTAGE:
                continue
            for claim in self.pieces:
                if claim.status == "absent":
                    continue
                named = absent.denies is not None and claim.id in absent.denies
                whole = absent.denies is None and claim.status == "observed"
                if named or (whole and claim.kind == absent.kind):
                    found.setdefault(claim.id, []).append(absent.id)
        return found

    @cached_property
    def _shown(self) -> list[str]:
        return [p.id for p in self.pieces if p.kind in ADVANTAGE and self.view.reached(p)]

    def shown(self) -> _Ids:
        return self._shown

    def standing(self) -> _Ids:
        return (i for i in self._shown if i not in self._denied)

    def denying(self) -> _Ids:
        return (i for claim in self._shown for i in self._denied.get(claim, ()))

    def absent(self) -> _Ids:
        return (p.id for p in self.pieces if p.kind in ADVANTAGE and p.status == "absent")

    def outcome(self) -> _Ids:
        return (
            p.id
            for p in self.pieces
            if p.kind is not None and p.kind not in ADVANTAGE and self.view.reached(p)
        )


_NAMED: dict[str, Callable[[_Pieces], _Ids]] = {
    "counted": _Pieces.counted,
    "shown": _Pieces.shown,
    "standing": _Pieces.standing,
    "denying": _Pieces.denying,
    "absent": _Pieces.absent,
    "outcome": _Pieces.outcome,
}
"""What the codebook's `OF_EFFECT` explains."""


_Looks = tuple[object, ...]
"""All that a lens sees of the pieces of a side: where it is the same, so is the verdict."""
_Reason = tuple[LensRow, tuple[int, ...], tuple[str, ...]]
"""The row that fits, the places of the pieces that made it fit, and the motives untested."""
Known = dict[tuple[str, _Looks], dict[str, _Reason]]
"""What each lens said of pieces of a side that look so, under one threshold."""


class _Side:
    """The pieces of a side that count, and the ids of those that don't."""

    def __init__(self, evidence: Iterable[Evidence], side: str, view: View) -> None:
        pieces = sorted([p for p in evidence if p.side == side], key=_BY_ID)
        self.counted = [p for p in pieces if view.counts(p)] if view.chooses else pieces
        self.ids = tuple([p.id for p in self.counted])
        self.left_out: tuple[str, ...] = ()
        if len(self.counted) < len(pieces):
            self.left_out = tuple(p.id for p in pieces if not view.counts(p))
        self.looks = tuple([self._look(p) for p in self.counted])

    def _look(self, piece: Evidence) -> object:
        bearings, denies = piece.bearings, piece.denies
        said = tuple([(b.motive, b.says) for b in bearings]) if bearings else ()
        denied = denies and frozenset(n for n, id_ in enumerate(self.ids) if id_ in denies)
        return piece.kind, piece.status, said, denied


def judge(lens: str, evidence: Iterable[Evidence], view: View) -> Judged:
    """One event's verdict by `lens` (one of `lens_ids`), from all of its evidence."""
    rules = codebook().lens_rules[lens]
    side = _Side(evidence, rules.side, view)
    return _judged(side, _reason(rules, side, view))


def judge_all(evidence: Iterable[Evidence], view: View, known: Known) -> dict[str, Judged]:
    """One event's verdicts by every lens.

    `known` is what was found under this view already, and takes up what is found now.
    """
    sides: dict[str, tuple[_Side, dict[str, _Reason]]] = {}
    found: dict[str, Judged] = {}
    for lens, rules in codebook().lens_rules.items():
        if rules.side not in sides:
            pieces = _Side(evidence, rules.side, view)
            sides[rules.side] = pieces, known.setdefault((rules.side, pieces.looks), {})
        side, reasons = sides[rules.side]
        if lens not in reasons:
            reasons[lens] = _reason(rules, side, view)
        found[lens] = _judged(side, reasons[lens])
    return found


def _judged(side: _Side, reason: _Reason) -> Judged:
    row, places, untested = reason
    decided = tuple([side.ids[place] for place in places])
    return Judged(row.verdict, row.rule, decided, side.ids, side.left_out, untested)


def _reason(rules: LensRules, side: _Side, view: View) -> _Reason:
    sets = _sets(rules, side.counted, view)
    found = sets.__getitem__
    row = next(r for r in rules.rows if all(map(found, r.some)) and not any(map(found, r.none)))
    decided = set().union(*map(found, row.decides))
    untested: tuple[str, ...] = ()
    if rules.tests:
        tested = {b.motive for p in side.counted for b in p.bearings}
        untested = tuple(m for m in rules.tests if m not in tested)
    return row, tuple(n for n, id_ in enumerate(side.ids) if id_ in decided), untested


def _sets(rules: LensRules, counted: Sequence[Evidence], view: View) -> dict[str, set[str]]:
    """The ids in each set that the lens names."""
    sets: dict[str, set[str]] = {name: set() for name in rules.sets}
    if rules.reads:
        for piece in counted:
            for bearing in piece.bearings:
                for name in rules.reads.get((bearing.motive, bearing.says), ()):
                    sets[name].add(piece.id)
    if rules.named:
        pieces = _Pieces(counted, view)
        for name, members in rules.named:
            for member in members:
                sets[name].update(_NAMED[member](pieces))
    return sets
