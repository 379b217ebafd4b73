"""The profile: how many events carry each strategy, grouped by class."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from reportlab.lib.colors import HexColor
from reportlab.platypus import Flowable

from .labels import draw_label, label_width
from .marks import colour_of, draw_mark

_ROW = 15.0
_HEAD = 17.0
_FOOT = 4.0
_LABEL = 190.0
_SIZE = 8.4
_LONGEST = 200
"""Characters beyond which no label has room, whatever they are."""


@dataclass(frozen=True)
class Bar:
    """A strategy and the number of events that carry it."""

    label: str
    count: int


@dataclass(frozen=True)
class Group:
    """A class, the number of events that carry it, and its strategies."""

    id: str
    label: str
    bars: Sequence[Bar]


class Bars(Flowable):
    """Horizontal bars from a common zero, the count at the end of each."""

    def __init__(self, groups: Sequence[Group], most: int = 0) -> None:
        """One group below the other, in the order given; the longest bar is of `most` events."""
        super().__init__()
        self._groups = groups
        self._most = most or max(bar.count for group in groups for bar in group.bars)

    def counts(self) -> list[tuple[str, int]]:
        """The bars in words, for a memo without figures."""
        return [(bar.label, bar.count) for group in self._groups for bar in group.bars]

    def wrap(self, aw: float, ah: float) -> tuple[float, float]:
        """As wide as there is room."""
        self.width = aw
        self.height = sum(_HEAD + _ROW * len(g.bars) + _FOOT for g in self._groups)
        return self.width, self.height

    def split(self, aw: float, ah: float) -> list[Flowable]:
        """The bars that fit, and the rest on the same scale; a class goes on under its name."""
        here: list[Group] = []
        for n, group in enumerate(self._groups):
            fit = int((ah + 0.01 - _HEAD - _FOOT) // _ROW)
            if fit < len(group.bars):
                rest = list(self._groups[n:])
                if fit > 0:
                    here.append(replace(group, bars=group.bars[:fit]))
                    rest[0] = replace(group, bars=group.bars[fit:])
                return [Bars(here, self._most), Bars(rest, self._most)] if here else []
            here.append(group)
            ah -= _HEAD + _ROW * len(group.bars) + _FOOT
        return [self]

    def draw(self) -> None:
        """Groups from the top."""
        y = self.height
        for group in self._groups:
            y -= _HEAD
            draw_mark(self.canv, group.id, 6, y + 6, 3.8)
            draw_label(self.canv, 16, y + 3, group.label, _SIZE, True)
            for bar in group.bars:
                y -= _ROW
                self._bar(bar, group.id, y)
            y -= _FOOT

    def _bar(self, bar: Bar, group: str, y: float) -> None:
        canvas = self.canv
        wide = (self.width - _LABEL - 30) * bar.count / self._most
        draw_label(canvas, 16, y + 4, _fitted(bar.label), _SIZE, False)
        canvas.setFillColor(HexColor("#F0F3F8"))
        canvas.rect(_LABEL, y + 2.5, self.width - _LABEL - 30, 9, stroke=0, fill=1)
        canvas.setFillColor(colour_of(group))
        canvas.rect(_LABEL, y + 2.5, wide, 9, stroke=0, fill=1)
        draw_label(canvas, self.width - 24, y + 4, str(bar.count), _SIZE, True)


def _fitted(label: str) -> str:
    room = _LABEL - 22
    if len(label) <= _LONGEST and label_width(label, _SIZE, False) <= room:
        return label
    label = label[:_LONGEST]
    while label and label_width(label + "…", _SIZE, False) > room:
        label = label[:-1]
    return label.rstrip() + "…"
