"""Tables: rows of cells, each of them a stack of blocks; lengths in points."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import accumulate
from typing import Literal, NamedTuple

from reportlab.lib.colors import Color
from reportlab.pdfgen.canvas import Canvas

from .block import Block, stacked
from .ground import Ground

Cell = Sequence[Block]
Parting = Literal["between", "within", "tall"]
"""Between rows; else within one; within one where it is tall, else between."""
TALL = 260.0
"""A row that is higher may be parted rather than leave a page half empty."""


class Padding(NamedTuple):
    """The room around what stands in a cell."""

    left: float = 0.0
    right: float = 0.0
    above: float = 0.0
    below: float = 0.0


@dataclass
class Row:
    """A row of a table."""

    cells: Sequence[Cell]
    pads: Sequence[Padding]
    """Of each cell."""
    shades: Mapping[int, Color] = field(default_factory=dict)
    """The colours behind its cells, by column."""
    height: float = -1.0
    """Below zero as long as nobody measured it."""
    head: bool = False
    """Whether it names the columns."""
    lined: bool = True
    """Whether a line may stand below it."""

    def measured(self, widths: Sequence[float]) -> float:
        """How high it is."""
        if self.height < 0:
            self.height = self.tall(self.cells, widths)
        return self.height

    def tall(self, cells: Sequence[Cell], widths: Sequence[float]) -> float:
        """How high it would be with other cells."""
        return max(
            stacked(cell, wide - pad.left - pad.right) + pad.above + pad.below
            for cell, wide, pad in zip(cells, widths, self.pads, strict=True)
        )

    def parted(self, widths: Sequence[float], high: float) -> tuple[Row, Row] | None:
        """The part that is at most so high, and the rest; both keep the room around them."""
        high = min(high, self.tall(self.cells, widths))
        if high < 0:
            return None
        over, under = [], []
        for cell, wide, pad in zip(self.cells, widths, self.pads, strict=True):
            parts = _parted(cell, wide - pad.left - pad.right, high - pad.above)
            if parts is None:
                return None
            over.append(parts[0])
            under.append(parts[1])
        used = min(high, self.tall(over, widths))
        rest = max(self.tall(under, widths), self.height - used)
        return replace(self, cells=over, height=used), replace(self, cells=under, height=rest)


def _parted(cell: Cell, wide: float, high: float) -> tuple[list[Block], list[Block]] | None:
    over: list[Block] = []
    used = 0.0
    for n, block in enumerate(cell):
        if used + block.height + block.above <= high:
            over.append(block)
            used += block.height + block.above + block.below
            continue
        parts = block.split(wide, high - used - block.above)
        if parts:
            return [*over, parts[0]], [parts[1], *cell[n + 1 :]]
        return (over, list(cell[n:])) if over else None
    return over, []


class Table(Block):
    """Rows one below the other; it is parted between them, or within one."""

    def __init__(
        self,
        rows: Iterable[Row],
        widths: Sequence[float],
        parting: Parting = "between",
        ground: Ground | None = None,
        edging: tuple[float, float] = (0.0, 0.0),
    ) -> None:
        """`parting` says where it may be parted, `ground` what stands behind and over its cells.

        `edging` is the room above and below the rows; every part has it.
        """
        self.rows, self.widths, self._parting, self._ground = list(rows), widths, parting, ground
        self._above, self._below = edging

    def wrap(self, wide: float, high: float) -> float:
        """All of its rows."""
        rows = sum(row.measured(self.widths) for row in self.rows)
        self.height = self._above + rows + self._below
        return self.height

    def split(self, wide: float, high: float) -> list[Block]:
        """Where it may be parted, as late as there is room."""
        self.wrap(wide, high)
        fit = self._fit(high)
        if fit == len(self.rows):
            return [self]
        if self._parting == "tall":
            tall = self.rows[fit].height > TALL
            return (self._inside(fit, high) if tall else []) or self._between(fit)
        within = self._parting == "within"
        return self._between(fit) or (self._inside(fit, high) if within else [])

    def _fit(self, high: float) -> int:
        room = high - self._above - self._below
        feet = accumulate(row.height for row in self.rows)
        return next((n for n, foot in enumerate(feet) if foot > room), len(self.rows))

    def _between(self, fit: int) -> list[Block]:
        return [self._part(self.rows[:fit]), self._part(self.rows[fit:])] if fit else []

    def _inside(self, fit: int, high: float) -> list[Block]:
        used = self._above + sum(row.height for row in self.rows[:fit]) + self._below
        # Of a table that is a hair too high no part would be worth a page.
        hair = self.height - (high - used) < 1
        parts = None if hair else self.rows[fit].parted(self.widths, high - used)
        if parts is None:
            return []
        over, under = parts
        after = self.rows[fit + 1 :]
        return [self._part([*self.rows[:fit], over]), self._part([under, *after])]

    def _part(self, rows: Sequence[Row]) -> Table:
        edging = (self._above, self._below)
        return Table(rows, self.widths, self._parting, self._ground, edging)

    def draw(self, canvas: Canvas, x: float, y: float) -> None:
        """Its ground, its cells, its lines."""
        heights = [row.measured(self.widths) for row in self.rows]
        edges = [y + self._below + sum(heights)]
        for high in heights:
            edges.append(edges[-1] - high)
        sides = list(accumulate(self.widths, initial=x))
        whole = [edges[0] + self._above, *edges[1:-1], y]
        if self._ground:
            self._ground.behind(canvas, self.rows, sides, whole)
        for row, top in zip(self.rows, edges, strict=False):
            for cell, left, pad, wide in zip(row.cells, sides, row.pads, self.widths, strict=False):
                if cell:
                    inner = wide - pad.left - pad.right
                    _set(canvas, cell, left + pad.left, top - pad.above, inner)
        if self._ground:
            self._ground.over(canvas, self.rows, sides, whole)


def _set(canvas: Canvas, cell: Cell, x: float, y: float, wide: float) -> None:
    y += cell[0].above
    for block in cell:
        y -= block.above + block.wrap(wide, 0)
        block.draw(canvas, x, y)
        y -= block.below
