"""What a figure asks of what it is drawn with."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

Point = tuple[float, float]
_LONGEST = 200
"""Characters beyond which no label has room, whatever they are."""


class Pen(Protocol):
    """Draws in points, y growing upwards; colours go by their names in the palette."""

    def width(self, said: str, size: float, *, bold: bool = False) -> float:
        """How wide `said` is, in points."""

    def box(self, x: float, y: float, wide: float, high: float, fill: str) -> None:
        """A filled rectangle from its lower left."""

    def shape(
        self, points: Sequence[Point], fill: str, *, edge: str = "", dashed: bool = False
    ) -> None:
        """A closed shape."""

    def disc(
        self, x: float, y: float, radius: float, fill: str, *, edge: str = "", dashed: bool = False
    ) -> None:
        """A circle around a point."""

    def line(self, start: Point, end: Point, colour: str, wide: float) -> None:
        """A line."""

    def words(
        self,
        x: float,
        y: float,
        said: str,
        size: float,
        *,
        colour: str = "label",
        bold: bool = False,
        centred: bool = False,
    ) -> None:
        """A label on a baseline; what somebody typed is data."""

    def lead(self, to: str, said: str, low: Point, high: Point) -> None:
        """A field that leads to an anchor, and what stands there in words."""


class Drawing(Protocol):
    """A figure in its size, in points, to be drawn by any pen."""

    @property
    def width(self) -> float:
        """How wide it is."""

    @property
    def height(self) -> float:
        """How high it is."""

    def draw(self, pen: Pen) -> None:
        """From its lower left."""


def fitted(pen: Pen, said: str, size: float, room: float) -> str:
    """A label, cut where there is too little room for it."""
    if len(said) <= _LONGEST and pen.width(said, size) <= room:
        return said
    said = said[:_LONGEST]
    while said and pen.width(said + "…", size) > room:
        said = said[:-1]
    return said.rstrip() + "…"
