"""What stands on a page, one below the other; lengths in points."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from reportlab.pdfgen.canvas import Canvas


class Block:
    """A part of the page's column; it has no height and shows nothing."""

    above = below = 0.0
    """The room between it and its neighbours, of which the larger counts."""
    height = 0.0

    def wrap(self, wide: float, high: float) -> float:
        """How high it is, `wide` as the column is; one that goes on says only if it has room."""
        return self.height

    def split(self, wide: float, high: float) -> list[Block]:
        """The part that has room, and the rest; nothing where there is no such part."""
        return []

    def draw(self, canvas: Canvas, x: float, y: float) -> None:
        """Show it, its lower left at a place of the page."""


class Gap(Block):
    """Empty room."""

    def __init__(self, height: float) -> None:
        """As high as it is said."""
        self.height = height


class Room(Block):
    """A new page begins here, but where there is so much room."""

    def __init__(self, high: float) -> None:
        """`high` is what is asked for."""
        self.high = high


class Together(Block):
    """What stands on one page, but for what no page has room for: that begins where it is met."""

    def __init__(self, inside: Sequence[Block]) -> None:
        """The parts, from the top down."""
        self.inside = list(inside)
        self.above = self.inside[0].above if inside else 0.0

    def whole(self, wide: float) -> float:
        """How high it is in one."""
        high = last = 0.0
        first = True
        for part in self.inside:
            tall = part.wrap(wide, _ENDLESS)
            if tall <= _HAIR:
                continue
            high += tall + part.below + (0.0 if first else max(part.above - last, 0.0))
            first, last = False, part.below
        return high - last


_ENDLESS = float(0xFFFFFFF)
_HAIR = 1e-6


def stacked(parts: Iterable[Block], wide: float) -> float:
    """How high the parts of a cell are, whose own room is never shared."""
    cell = list(parts)
    if not cell:
        return 0.0
    high = sum(part.wrap(wide, _ENDLESS) + part.above + part.below for part in cell)
    return high - cell[0].above - cell[-1].below
