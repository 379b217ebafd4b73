"""The profile: how many events carry each strategy, grouped by class."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reportlab.lib.colors import HexColor
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.platypus import Flowable

from .marks import colour_of, draw_mark

_ROW = 15.0
_HEAD = 17.0
_LABEL = 190.0


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

    def __init__(self, groups: Sequence[Group], font: str, bold: str) -> None:
        """One group below the other, in the order given."""
        super().__init__()
        self._groups, self._font, self._bold = groups, font, bold
        self._most = max(bar.count for group in groups for bar in group.bars)

    def counts(self) -> list[tuple[str, int]]:
        """The bars in words, for a memo without figures."""
        return [(bar.label, bar.count) for group in self._groups for bar in group.bars]

    def wrap(self, aw: float, ah: float) -> tuple[float, float]:
        """As wide as there is room."""
        self.width = aw
        self.height = sum(_HEAD + _ROW * len(g.bars) + 4 for g in self._groups)
        return self.width, self.height

    def draw(self) -> None:
        """Groups from the top."""
        y = self.height
        for group in self._groups:
            y -= _HEAD
            draw_mark(self.canv, group.id, 6, y + 6, 3.8)
            self._text(16, y + 3, group.label, self._bold, 8.4)
            for bar in group.bars:
                y -= _ROW
                self._bar(bar, group.id, y)
            y -= 4

    def _bar(self, bar: Bar, group: str, y: float) -> None:
        canvas = self.canv
        wide = (self.width - _LABEL - 30) * bar.count / self._most
        self._text(16, y + 4, self._fitted(bar.label), self._font, 8.4)
        canvas.setFillColor(HexColor("#F0F3F8"))
        canvas.rect(_LABEL, y + 2.5, self.width - _LABEL - 30, 9, stroke=0, fill=1)
        canvas.setFillColor(colour_of(group))
        canvas.rect(_LABEL, y + 2.5, wide, 9, stroke=0, fill=1)
        self._text(self.width - 24, y + 4, str(bar.count), self._bold, 8.4)

    def _fitted(self, label: str) -> str:
        room = _LABEL - 22
        if stringWidth(label, self._font, 8.4) <= room:
            return label
        while label and stringWidth(label + "…", self._font, 8.4) > room:
            label = label[:-1]
        return label.rstrip() + "…"

    def _text(self, x: float, y: float, said: str, font: str, size: float) -> None:
        self.canv.setFillColor(HexColor("#1F2933"))
        self.canv.setFont(font, size)
        self.canv.drawString(x, y, said)
