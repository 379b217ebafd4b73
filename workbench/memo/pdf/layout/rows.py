"""A long table, each row of which is made and measured once, when a page has come to it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from reportlab.pdfgen.canvas import Canvas

from .block import Block
from .ground import Ground
from .table import TALL, Row, Table


class Rows(Block):
    """Rows below a head that stands on every page; a page costs the same at either end."""

    def __init__(
        self,
        head: Row,
        rows: Iterator[Row],
        many: int,
        widths: Sequence[float],
        ground: Ground,
    ) -> None:
        """`rows` makes the rows, of which there are so `many`."""
        self._head, self._coming, self._many = head, rows, many
        self._widths, self._ground = widths, ground
        self._made: list[Row] = []

    def _fit(self, room: float) -> tuple[int, float]:
        """How many rows have room below the head, and how high head, these and the next are."""
        used = self._head.measured(self._widths)
        for n in range(self._many):
            if n == len(self._made):
                self._made.append(next(self._coming))
            used += self._made[n].measured(self._widths)
            if used > room:
                return n, used
        return self._many, used

    def wrap(self, wide: float, high: float) -> float:
        """Its height; of one that goes on, that of what has room and the next row."""
        _, self.height = self._fit(high)
        return self.height

    def split(self, wide: float, high: float) -> list[Block]:
        """The rows that fit, and a table of the rest; a row that is tall is parted itself."""
        fit, _ = self._fit(high)
        if fit == self._many:
            return [self]
        if self._made[fit].height > TALL:
            used = sum(row.height for row in (self._head, *self._made[:fit]))
            parts = self._made[fit].parted(self._widths, high - used)
            if parts is not None:
                over = replace(parts[0], lined=fit > 0)
                rest = replace(parts[1], height=-1.0)
                return [self._table([*self._made[:fit], over]), self._rest(rest, fit + 1)]
        return [self._table(self._made[:fit]), self._rest(None, fit)] if fit else []

    def _table(self, rows: Sequence[Row]) -> Table:
        return Table([self._head, *rows], self._widths, ground=self._ground)

    def _rest(self, left: Row | None, begin: int) -> Rows:
        many = self._many - begin + (left is not None)
        rest = Rows(self._head, self._coming, many, self._widths, self._ground)
        rest._made = [*([left] if left else []), *self._made[begin:]]
        return rest

    def draw(self, canvas: Canvas, x: float, y: float) -> None:
        """The table itself."""
        self._table(self._made).draw(canvas, x, y)
