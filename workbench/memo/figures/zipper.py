"""The zipper: an upper and a lower row of verdicts, teeth between them where they quarrel."""

from __future__ import annotations

from workbench.memo.document import Tooth, Zipper

from .classshapes import draw_verdict
from .pen import Pen, fitted

_LABEL = 104.0
_MOST = 40
"""Columns of a row."""
_UP, _DOWN = 32.0, 11.0
"""Where the two rows stand above the foot of theirs."""
_ROW = 46.0
_RADIUS = 3.1
_SIZE = 8.2
_NUMBER = 8.0


class ZipperDrawing:
    """A row of columns beneath the other where they are many."""

    def __init__(self, figure: Zipper, width: float) -> None:
        """As wide as the text."""
        self.width, self._figure = width, figure
        teeth = figure.teeth
        many = max(-(-len(teeth) // _MOST), 1)
        size = -(-len(teeth) // many)
        self._rows = [teeth[n : n + size] for n in range(0, len(teeth), size)]
        self._step = min((width - _LABEL - 6) / max(size, 1), 16.0)
        self.height = _ROW * len(self._rows)

    def draw(self, pen: Pen) -> None:
        """Row by row from the top."""
        foot = self.height
        for row in self._rows:
            foot -= _ROW
            self._label(pen, foot)
            edge = 0.0
            for n, tooth in enumerate(row):
                x = _LABEL + self._step * (n + 0.5)
                self._tooth(pen, tooth, x, foot)
                edge = self._number(pen, tooth, x, foot, edge)

    def _label(self, pen: Pen, foot: float) -> None:
        for y, said in ((_UP, self._figure.above), (_DOWN, self._figure.below)):
            pen.words(0, foot + y - 2.9, fitted(pen, said, _SIZE, _LABEL - 8), _SIZE)

    def _tooth(self, pen: Pen, tooth: Tooth, x: float, foot: float) -> None:
        up, down = foot + _UP, foot + _DOWN
        if tooth.quarrel == "flat":
            pen.line((x, down + 5), (x, up - 5), "ink", 1.6)
        elif tooth.quarrel == "differ":
            for start in (down + 5, down + 9.5):
                pen.line((x, start), (x, start + 2), "ink", 0.8)
        draw_verdict(pen, tooth.above, x, up, _RADIUS)
        draw_verdict(pen, tooth.below, x, down, _RADIUS)
        if tooth.to:
            half = self._step / 2
            pen.lead(tooth.to, tooth.named, (x - half, down - 5), (x + half, up + 5))

    def _number(self, pen: Pen, tooth: Tooth, x: float, foot: float, edge: float) -> float:
        """The event's number under a flat contradiction, where the one before leaves room."""
        said = str(tooth.number)
        wide = pen.width(said, _NUMBER, bold=True)
        if tooth.quarrel != "flat" or x - wide / 2 < edge:
            return edge
        pen.words(x, foot - 1, said, _NUMBER, bold=True, centred=True)
        return x + wide / 2 + 2
