"""The lenses on one act in every world at once, by operations on bits.

A *world* is a floor with interpretations in or out: what decides which pieces count. A set of
evidence is a number whose bit says of each world whether the set has a piece there, so that one
pass over an act's pieces and a lens's rows gives its verdicts in all worlds.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from workbench.case import Evidence, Interpretations, Threshold, reaches
from workbench.codebook import LensRules, codebook

from ..lenses import ADVANTAGE, Verdict, lens_ids
from ..view import View

_GRADES = tuple(letter + number for letter in "ABCDEF" for number in "123456")


@dataclass(frozen=True, slots=True)
class Stance:
    """A lens at one threshold; at none where it doesn't read effects."""

    lens: str
    threshold: Threshold | None


def stances() -> tuple[Stance, ...]:
    """Every lens, one that reads effects at both thresholds."""
    found: list[Stance] = []
    for lens in lens_ids():
        effect = codebook().lens_rules[lens].side == "effect"
        both: tuple[Threshold | None, ...] = ("capable", "observed") if effect else (None,)
        found += (Stance(lens, threshold) for threshold in both)
    return tuple(found)


class Worlds:
    """The worlds that tell the pieces of some acts apart."""

    def __init__(self, pieces: Sequence[Evidence]) -> None:
        """No floor, and a floor for each distinct set of `pieces` that floors make count, named by
        its laxest grade; interpretations in, and out where any are marked.
        """
        grades = {piece.grade for piece in pieces if piece.grade}
        self._sets: dict[frozenset[str], str] = {}
        for floor in _GRADES:
            # The last one that has the set is the laxest: by reliability, then by credibility.
            self._sets[self._above(grades, floor)] = floor
        self._grades = grades
        self.floors: tuple[str | None, ...] = (None, *sorted(self._sets.values(), reverse=True))
        both: tuple[Interpretations, ...] = ("counted", "left-out")
        marked = any(piece.basis == "interpretation" for piece in pieces)
        self.interpretations = both if marked else both[:1]
        self.all = tuple((f, i) for f in self.floors for i in self.interpretations)
        self.full = (1 << len(self.all)) - 1
        self._masks: dict[tuple[str | None, bool], int] = {}

    @staticmethod
    def _above(grades: Iterable[str], floor: str) -> frozenset[str]:
        return frozenset(grade for grade in grades if reaches(grade, floor))

    def named(self, floor: str | None) -> str | None:
        """The floor among `floors` under which the same pieces count."""
        return None if floor is None else self._sets[self._above(self._grades, floor)]

    def index(self, floor: str | None, interpretations: Interpretations) -> int:
        """The bit of the world in which the same pieces count."""
        # Where none is marked an interpretation, leaving them out changes nothing.
        read = interpretations if interpretations in self.interpretations else "counted"
        return self.all.index((self.named(floor), read))

    def mask(self, piece: Evidence) -> int:
        """The worlds in which a piece counts."""
        key = piece.grade, piece.basis == "interpretation"
        if key not in self._masks:
            views = (View("capable", floor, read) for floor, read in self.all)
            counts = (view.counts(piece) << n for n, view in enumerate(views))
            self._masks[key] = sum(counts)
        return self._masks[key]


@dataclass(frozen=True, slots=True)
class Verdicts:
    """One act under one stance: the worlds in which it has each verdict but insufficient."""

    balancing: int = 0
    not_balancing: int = 0
    contested: int = 0

    def at(self, world: int) -> Verdict:
        """The verdict in a world."""
        bit = 1 << world
        if self.balancing & bit:
            return "balancing"
        if self.not_balancing & bit:
            return "not-balancing"
        return "contested" if self.contested & bit else "insufficient"


_NOTHING = Verdicts()


def verdicts(
    evidence: Sequence[Evidence], worlds: Worlds, asked: Sequence[Stance]
) -> list[Verdicts]:
    """An act's verdicts under each stance, from all of its evidence."""
    if not evidence:
        return [_NOTHING] * len(asked)
    sides: dict[str, list[tuple[Evidence, int]]] = {"intent": [], "effect": []}
    for piece in evidence:
        sides[piece.side].append((piece, worlds.mask(piece)))
    denied = _denied(sides["effect"])
    found = []
    for stance in asked:
        rules = codebook().lens_rules[stance.lens]
        pieces = sides[rules.side]
        sets = _sets(rules, pieces, stance, denied) if pieces else dict.fromkeys(rules.sets, 0)
        found.append(_judged(rules, sets, worlds.full))
    return found


def _judged(rules: LensRules, sets: dict[str, int], full: int) -> Verdicts:
    """The first row that fits, in each world."""
    left = full
    said = {"balancing": 0, "not-balancing": 0, "contested": 0, "insufficient": 0}
    for row in rules.rows:
        fits = left
        for name in row.some:
            fits &= sets[name]
        for name in row.none:
            fits &= ~sets[name]
        said[row.verdict] |= fits
        left &= ~fits
    return Verdicts(said["balancing"], said["not-balancing"], said["contested"])


def _denied(pieces: Sequence[tuple[Evidence, int]]) -> dict[str, int]:
    """The claims that are denied, each with the worlds in which a piece that denies it counts."""
    found: dict[str, int] = {}
    absents = [(p, m) for p, m in pieces if p.status == "absent" and p.kind in ADVANTAGE]
    for absent, mask in absents:
        for claim, _ in pieces:
            if claim.status == "absent":
                continue
            named = absent.denies is not None and claim.id in absent.denies
            whole = absent.denies is None and claim.status == "observed"
            if named or (whole and claim.kind == absent.kind):
                found[claim.id] = found.get(claim.id, 0) | mask
    return found


def _sets(
    rules: LensRules,
    pieces: Sequence[tuple[Evidence, int]],
    stance: Stance,
    denied: dict[str, int],
) -> dict[str, int]:
    """In which worlds each set that the lens names has a piece."""
    sets = dict.fromkeys(rules.sets, 0)
    for piece, mask in pieces if rules.reads else ():
        for bearing in piece.bearings:
            for name in rules.reads.get((bearing.motive, bearing.says), ()):
                sets[name] |= mask
    if rules.named:
        found = _of_effect(pieces, stance, denied)
        for name, members in rules.named:
            for member in members:
                sets[name] |= found[member]
    return sets


def _of_effect(
    pieces: Sequence[tuple[Evidence, int]], stance: Stance, denied: dict[str, int]
) -> dict[str, int]:
    """What the codebook's `OF_EFFECT` explains, as worlds."""
    counted = shown = standing = denying = absent = outcome = 0
    for piece, mask in pieces:
        counted |= mask
        reached = piece.status == "observed" or (
            piece.status == "capable" and stance.threshold == "capable"
        )
        if piece.kind not in ADVANTAGE:
            if reached and piece.kind is not None:
                outcome |= mask
        elif reached:
            by = denied.get(piece.id, 0)
            shown |= mask
            standing |= mask & ~by
            denying |= mask & by
        elif piece.status == "absent":
            absent |= mask
    return {
        "counted": counted, "shown": shown, "standing": standing, "denying": denying,
        "absent": absent, "outcome": outcome,
    }  # fmt: skip


class Counter:
    """How many of the masks added have each bit: numbers written downwards, all bits at once."""

    def __init__(self) -> None:
        self._planes: list[int] = []

    def add(self, mask: int) -> None:
        """Count a mask's bits."""
        for n, plane in enumerate(self._planes):
            if not mask:
                return
            self._planes[n], mask = plane ^ mask, plane & mask
        if mask:
            self._planes.append(mask)

    def at(self, bit: int) -> int:
        """How many of the masks have the bit."""
        return sum((plane >> bit & 1) << n for n, plane in enumerate(self._planes))
