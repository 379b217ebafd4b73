"""Counts that move from one lens to another: a line for each way, as thick as it has acts."""

from __future__ import annotations

from workbench.memo.document import Slopes, Strand

from .classshapes import draw_verdict
from .pen import Pen, fitted

_HEAD = 20.0
_STEP = 26.0
_FOOT = 8.0
_SIDE = 148.0
_SIZE = 8.4
_THICK = 0.7
"""Points of a line for each act."""
_MOST = 8.0


class SlopesDrawing:
    """Two rails of verdicts with a line between for each way that acts go."""

    def __init__(self, figure: Slopes, width: float) -> None:
        """As wide as the text, and no wider than a slope is easily followed."""
        self.width, self._figure = width, figure
        self._left, self._right = _SIDE, min(width - _SIDE, _SIDE + 200.0)
        self.height = _HEAD + _STEP * len(figure.ends) + _FOOT

    def _y(self, place: int) -> float:
        return self.height - _HEAD - _STEP * (place + 0.5)

    def draw(self, pen: Pen) -> None:
        """What stays in grey, what moves in ink, and its count on each line."""
        figure, top = self._figure, self.height - 12
        size, room = 8.6, _SIDE
        left = fitted(pen, figure.left, size, room)
        pen.words(self._left - pen.width(left, size, bold=True), top, left, size, bold=True)
        pen.words(self._right, top, fitted(pen, figure.right, size, room), size, bold=True)
        most = max((strand.count for strand in figure.strands), default=1)
        for strand in sorted(figure.strands, key=lambda s: s.from_ != s.to):
            self._strand(pen, strand, min(_THICK, _MOST / most))
        for strand in figure.strands:
            self._count(pen, strand)
        for place, (id_, word, one, two) in enumerate(figure.ends):
            y = self._y(place)
            draw_verdict(pen, id_, self._left - 4, y, 3.4)
            draw_verdict(pen, id_, self._right + 4, y, 3.4)
            told = f"{fitted(pen, word, _SIZE, _SIDE - 44)}  {one}"
            pen.words(self._left - 13 - pen.width(told, _SIZE), y - 3, told, _SIZE)
            pen.words(self._right + 13, y - 3, f"{two}  {word}", _SIZE)

    def _ends(self, strand: Strand) -> tuple[tuple[float, float], tuple[float, float]]:
        return ((self._left + 6, self._y(strand.from_)), (self._right - 6, self._y(strand.to)))

    def _strand(self, pen: Pen, strand: Strand, thick: float) -> None:
        stays = strand.from_ == strand.to
        pen.line(*self._ends(strand), "hair" if stays else "navy", max(strand.count * thick, 0.6))

    def _count(self, pen: Pen, strand: Strand) -> None:
        """On its line, at a place that no other of the same beginning has."""
        (x, y), (to_x, to_y) = self._ends(strand)
        at = 0.16 + 0.07 * strand.to
        said, size = str(strand.count), 8.0
        wide = pen.width(said, size, bold=True)
        middle = x + (to_x - x) * at, y + (to_y - y) * at
        pen.box(middle[0] - wide / 2 - 1, middle[1] - 4, wide + 2, 8, "paper")
        pen.words(middle[0], middle[1] - 2.9, said, size, bold=True, centred=True)
