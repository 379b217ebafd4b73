"""The zipper: effect against intent, a column an act, teeth where the two quarrel."""

from __future__ import annotations

from dataclasses import dataclass

from .findings import Finding, Findings
from .lenses import lens_ids
from .patterns import Quarrel, quarrel


@dataclass(frozen=True)
class Column:
    """An act, what the two lenses say of it, and how far that is apart."""

    finding: Finding
    quarrel: Quarrel


@dataclass(frozen=True)
class Zipper:
    """The balancer's acts along the timeline between two lenses."""

    above: str
    """The lens of the upper row."""
    below: str
    """The lens of the lower row."""
    columns: tuple[Column, ...]

    def teeth(self, kind: Quarrel) -> tuple[Column, ...]:
        """The columns of one kind."""
        return tuple(column for column in self.columns if column.quarrel == kind)


def zipper(found: Findings, below: str | None = None) -> Zipper:
    """Between the lens that decides the effect half of intent × effect and another.

    Without `below` that is the lens of the intent half. An order of acts, not a scale of time.
    """
    half = found.case.codebook.half
    above, other = half["effect"], below or half["intent"]
    columns = (
        Column(f, quarrel((f.verdicts[above].verdict, f.verdicts[other].verdict)))
        for f in found.acts
    )
    return Zipper(above, other, tuple(columns))


def next_below(found: Findings, below: str | None) -> str:
    """The lens after `below` that can stand in the lower row."""
    below = below or found.case.codebook.half["intent"]
    lenses = [lens for lens in lens_ids() if lens != found.case.codebook.half["effect"]]
    at = lenses.index(below) if below in lenses else -1
    return lenses[(at + 1) % len(lenses)]
