"""The specification curve: a reading a column, from the most acts to the least."""

from __future__ import annotations

from itertools import groupby

from workbench.memo.document import Option, Specification, Specified

from .pen import Pen, fitted

_GUTTER = 132.0
_CURVE = 62.0
_ROW = 9.0
_LINE = 12.0
_BAND = 76.0
"""The most that the options of one choice may take; beyond it they stand closer, without names."""
_APART = 4.0
_SMALL = 7.6
_MOST = 5.0
"""The widest mark, where there are few readings."""


class SpecificationDrawing:
    """Half a page at most, however many readings there are."""

    def __init__(self, figure: Specification, width: float) -> None:
        """Give each option its row."""
        self.width, self._figure = width, figure
        self._rows: list[tuple[Option, float, bool]] = []
        high = 0.0
        for _, group in groupby(figure.options, key=lambda option: option.group):
            options = list(group)
            row = min(_ROW, _BAND / len(options))
            high += _APART
            for n, option in enumerate(options):
                named = row >= _SMALL or n in (0, len(options) - 1)
                self._rows.append((option, high + row / 2, named))
                high += row
        self._met = _LINE if figure.meets else 0.0
        self.height = _LINE + _CURVE + self._met + high + 2
        self._step = (width - _GUTTER - 2) / max(len(figure.readings), 1)

    def draw(self, pen: Pen) -> None:
        """The curve, whether the rule is met, and what is chosen."""
        figure, foot = self._figure, self.height - _LINE - _CURVE
        most = max((r.count for r in figure.readings), default=0)
        pen.words(0, foot + _CURVE - 6, fitted(pen, figure.counted, _SMALL, _GUTTER - 24), _SMALL)
        for count in {0, most}:
            y = foot + (_CURVE - 4) * count / max(most, 1)
            pen.line((_GUTTER - 4, y), (self.width, y), "hair", 0.4)
            pen.words(_GUTTER - 14, y - 2.6, str(count), _SMALL, colour="grey", centred=True)
        top = foot - self._met
        if figure.meets:
            pen.words(0, foot - _LINE + 3, fitted(pen, figure.meets, _SMALL, _GUTTER - 8), _SMALL)
        last = ""
        for option, down, named in self._rows:
            if option.group != last:
                last = option.group
                pen.line((0, top - down + _ROW / 2 + 1), (self.width, top - down + _ROW / 2 + 1),
                         "hair", 0.3)  # fmt: skip
            if named:
                said = fitted(pen, option.label, _SMALL, _GUTTER - 8)
                pen.words(0, top - down - 2.6, said, _SMALL)
        self._draw_chosen(pen, top)
        for n, reading in enumerate(figure.readings):
            self._draw_reading(pen, reading, _GUTTER + self._step * (n + 0.5), foot, most)

    def _draw_reading(self, pen: Pen, reading: Specified, x: float, foot: float, most: int) -> None:
        wide = min(self._step * 0.7, _MOST)
        high = (_CURVE - 4) * reading.count / max(most, 1)
        if high:
            pen.box(x - wide / 2, foot, wide, high, "navy" if reading.met == "met" else "uncoded")
        if reading.own:
            tip = foot + high + 2
            pen.shape([(x, tip), (x - 3, tip + 5), (x + 3, tip + 5)], "weakening")
            said = self._figure.own
            left = min(x + 6, self.width - pen.width(said, _SMALL))
            pen.words(left, foot + _CURVE + 2, said, _SMALL, colour="grey")
            pen.line((x, tip + 5), (x, foot + _CURVE + 2), "hair", 0.5)
        if self._figure.meets:
            self._draw_met(pen, reading, x, foot - _LINE / 2)

    def _draw_chosen(self, pen: Pen, top: float) -> None:
        """What is chosen: readings side by side that choose alike share a bar."""
        chosen = [reading.rows for reading in self._figure.readings]
        for row, (_, down, _) in enumerate(self._rows):
            at = 0
            for has, run in groupby(row in rows for rows in chosen):
                many = len(list(run))
                if has:
                    x, wide = _GUTTER + self._step * (at + 0.1), self._step * (many - 0.2)
                    pen.box(x, top - down - 1.6, wide, 3.2, "navy")
                at += many

    def _draw_met(self, pen: Pen, reading: Specified, x: float, y: float) -> None:
        radius = min(self._step * 0.3, 2.4)
        if reading.met == "met":
            pen.disc(x, y, radius, "navy")
        elif reading.met == "not-met":
            pen.disc(x, y, radius, "paper", edge="navy")
        else:
            pen.line((x - radius, y), (x + radius, y), "grey", 0.8)
