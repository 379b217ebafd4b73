"""What stands behind and over the cells of a table: colours, edges, lines. It says nothing."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Protocol

from reportlab.lib.colors import Color
from reportlab.pdfgen.canvas import Canvas

from workbench.memo.pdf.tagging import marks_of

if TYPE_CHECKING:
    from .table import Row

Marks = Sequence[float]
"""Where columns meet, from the left; where rows do, from the top."""


class Ground(Protocol):
    """Decoration of a table, or of a part of one."""

    def behind(self, canvas: Canvas, rows: Sequence[Row], sides: Marks, edges: Marks) -> None:
        """What its cells stand on."""

    def over(self, canvas: Canvas, rows: Sequence[Row], sides: Marks, edges: Marks) -> None:
        """What parts them."""


class Boxed:
    """On one colour, with a thick edge at the left."""

    def __init__(self, pale: Color, edge: Color) -> None:
        """Its colours."""
        self._pale, self._edge = pale, edge

    def behind(self, canvas: Canvas, rows: Sequence[Row], sides: Marks, edges: Marks) -> None:
        """The colour."""
        with marks_of(canvas).decoration():
            _filled(canvas, self._pale, sides[0], edges[0], sides[-1], edges[-1])

    def over(self, canvas: Canvas, rows: Sequence[Row], sides: Marks, edges: Marks) -> None:
        """The edge."""
        with marks_of(canvas).decoration():
            canvas.setStrokeColor(self._edge)
            canvas.setLineWidth(4)
            canvas.line(sides[0], edges[-1], sides[0], edges[0])


class Ruled:
    """A dark head, and a hair line below every row."""

    def __init__(self, head: Color, hair: Color) -> None:
        """Its colours."""
        self._head, self._hair = head, hair

    def behind(self, canvas: Canvas, rows: Sequence[Row], sides: Marks, edges: Marks) -> None:
        """The head, and the cells that have a colour of their own."""
        with marks_of(canvas).decoration():
            _filled(canvas, self._head, sides[0], edges[0], sides[-1], edges[1])
            _shaded(canvas, rows, sides, edges)

    def over(self, canvas: Canvas, rows: Sequence[Row], sides: Marks, edges: Marks) -> None:
        """The lines."""
        with marks_of(canvas).decoration():
            canvas.setStrokeColor(self._hair)
            canvas.setLineWidth(0.5)
            ends = f"{sides[0]:.4f}", f"{sides[-1]:.4f}"
            lines = (
                f"n {ends[0]} {foot:.4f} m {ends[1]} {foot:.4f} l S"
                for row, foot in zip(rows[1:], edges[2:], strict=True)
                if row.lined
            )
            # One text: the canvas would look at every number by itself.
            canvas.addLiteral("\n".join(lines))


class Squared:
    """Pale fields between white lines; heads above and at the left stand on nothing."""

    def __init__(self, pale: Color, lines: Color) -> None:
        """Its colours."""
        self._pale, self._lines = pale, lines

    def behind(self, canvas: Canvas, rows: Sequence[Row], sides: Marks, edges: Marks) -> None:
        """The fields, some in a colour of their own."""
        with marks_of(canvas).decoration():
            first = int(rows[0].head)
            if first < len(rows):
                _filled(canvas, self._pale, sides[1], edges[first], sides[-1], edges[-1])
            _shaded(canvas, rows, sides, edges)

    def over(self, canvas: Canvas, rows: Sequence[Row], sides: Marks, edges: Marks) -> None:
        """The lines between two fields."""
        with marks_of(canvas).decoration():
            canvas.setStrokeColor(self._lines)
            canvas.setLineWidth(2)
            first = int(rows[0].head)
            for edge in edges[first + 1 : -1]:
                canvas.line(sides[1], edge, sides[-1], edge)
            for side in sides[2:-1]:
                canvas.line(side, edges[-1], side, edges[first])


def _shaded(canvas: Canvas, rows: Sequence[Row], sides: Marks, edges: Marks) -> None:
    for row, (top, foot) in zip(rows, pairwise(edges), strict=True):
        for column, shade in row.shades.items():
            _filled(canvas, shade, sides[column], top, sides[column + 1], foot)


def _filled(
    canvas: Canvas, colour: Color, left: float, top: float, right: float, foot: float
) -> None:
    canvas.setFillColor(colour)
    canvas.addLiteral(f"n {left:.4f} {top:.4f} {right - left:.4f} {foot - top:.4f} re f*")
