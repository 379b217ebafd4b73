"""Which evidence of intent tells the motives apart, and which says nothing.

After the analysis of competing hypotheses: a piece that bears the same way on every motive, or on
none, helps to choose between no two of them. No weights, no scores. The workbench's own reading.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal, get_args

from workbench.case import Evidence, Motive, reaches

Bears = Literal["supports", "undermines", "both", "silent"]
Worth = Literal["parts", "rules-out", "points", "same", "nothing"]
WORTHS: tuple[Worth, ...] = ("parts", "rules-out", "points", "same", "nothing")
MOTIVES: tuple[Motive, ...] = get_args(Motive)


@dataclass(frozen=True)
class Diagnosis:
    """What one piece of intent evidence does to the motives."""

    piece: Evidence
    bears: Mapping[Motive, Bears]

    @property
    def worth(self) -> Worth:
        """`parts` supports one motive and undermines another; `rules-out` only undermines;
        `points` only supports; `same` bears the same way on all; `nothing` bears on none.
        """
        said = set(self.bears.values())
        if said == {"silent"}:
            return "nothing"
        if len(said) == 1:
            return "same"
        supported, undermined = said & {"supports", "both"}, said & {"undermines", "both"}
        if supported and undermined:
            return "parts"
        return "points" if supported else "rules-out"

    @property
    def diagnostic(self) -> bool:
        """Whether it tells any two motives apart."""
        return self.worth not in ("same", "nothing")

    def opposes(self, one: Motive, other: Motive) -> bool:
        """Whether it supports one of the two motives and undermines the other."""
        return {self.bears[one], self.bears[other]} == {"supports", "undermines"}

    def tells(self, one: Motive, other: Motive) -> bool:
        """Whether it bears on the two motives in different ways."""
        return self.bears[one] != self.bears[other]


def bears(piece: Evidence) -> dict[Motive, Bears]:
    """What the piece says of each motive; silence is silence."""
    found: dict[Motive, Bears] = {}
    for motive in MOTIVES:
        said = {b.says for b in piece.bearings if b.motive == motive}
        found[motive] = "both" if len(said) > 1 else next(iter(said), "silent")
    return found


def diagnose(evidence: Iterable[Evidence], floor: str | None) -> tuple[Diagnosis, ...]:
    """Every piece of intent evidence that reaches the floor, the most telling kind first."""
    found = [
        Diagnosis(p, bears(p)) for p in evidence if p.side == "intent" and reaches(p.grade, floor)
    ]
    return tuple(sorted(found, key=lambda d: (WORTHS.index(d.worth), d.piece.id)))


@dataclass(frozen=True)
class Apart:
    """How a case's evidence tells balancing apart from another motive."""

    motive: Motive
    pieces: int
    """The pieces that bear on the two in different ways."""
    opposed: int
    """Those of them that support the one and undermine the other."""


def told_apart(found: Iterable[Diagnosis]) -> tuple[Apart, ...]:
    """Balancing against each of the other motives."""
    many = tuple(found)
    return tuple(
        Apart(
            motive,
            sum(d.tells("balancing", motive) for d in many),
            sum(d.opposes("balancing", motive) for d in many),
        )
        for motive in MOTIVES
        if motive != "balancing"
    )
