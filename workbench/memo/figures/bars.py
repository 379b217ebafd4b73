"""The profile: how many events carry each strategy, grouped by class."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from workbench.memo.document import Bar, Group

from .classshapes import draw_mark
from .pen import Pen, fitted

_ROW = 15.0
_HEAD = 17.0
_FOOT = 4.0
_LABEL = 190.0
_SIZE = 8.4


class BarsDrawing:
    """Horizontal bars from a common zero, the count at the end of each."""

    def __init__(self, groups: Sequence[Group], width: float, most: int = 0) -> None:
        """One group below the other, in the order given; the longest bar is of `most` events."""
        self.width = width
        self.height = sum(_HEAD + _ROW * len(group.bars) + _FOOT for group in groups)
        self._groups = groups
        self._most = most or max(bar.count for group in groups for bar in group.bars)

    def split(self, room: float) -> tuple[BarsDrawing, BarsDrawing] | None:
        """The bars that fit, and the rest on the same scale; a class goes on under its name."""
        here: list[Group] = []
        for n, group in enumerate(self._groups):
            fit = int((room + 0.01 - _HEAD - _FOOT) // _ROW)
            if fit < len(group.bars):
                rest = list(self._groups[n:])
                if fit > 0:
                    here.append(replace(group, bars=group.bars[:fit]))
                    rest[0] = replace(group, bars=group.bars[fit:])
                if not here:
                    return None
                first, more = (BarsDrawing(g, self.width, self._most) for g in (here, rest))
                return first, more
            here.append(group)
            room -= _HEAD + _ROW * len(group.bars) + _FOOT
        return None

    def draw(self, pen: Pen) -> None:
        """Groups from the top."""
        y = self.height
        for group in self._groups:
            y -= _HEAD
            draw_mark(pen, group.id, 6, y + 6, 3.8)
            pen.words(16, y + 3, group.label, _SIZE, bold=True)
            for bar in group.bars:
                y -= _ROW
                self._bar(pen, bar, group.id, y)
            y -= _FOOT

    def _bar(self, pen: Pen, bar: Bar, group: str, y: float) -> None:
        rail = self.width - _LABEL - 30
        pen.words(16, y + 4, fitted(pen, bar.label, _SIZE, _LABEL - 22), _SIZE)
        pen.box(_LABEL, y + 2.5, rail, 9, "rail")
        pen.box(_LABEL, y + 2.5, rail * bar.count / self._most, 9, group)
        pen.words(self.width - 24, y + 4, str(bar.count), _SIZE, bold=True)
