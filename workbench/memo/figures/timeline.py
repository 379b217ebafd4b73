"""The timeline: a lane per class, a numbered mark per event, time from left to right."""

from __future__ import annotations

from itertools import pairwise

from workbench.case import Day
from workbench.memo.document import Lane, Mark, Timeline, Whose

from .classshapes import draw_arrow, draw_mark, draw_numbered
from .pen import Pen, Point, fitted

_GUTTER = 104.0
_RADIUS = 7.2
_STEP = 19.0
_CLOSE_STEP = 8.0
"""Between the rows of a lane whose marks carry no numbers."""
_MOST_ROWS = 9
_LINE = 15.0
"""The height of the key, and of what is said of crowded lanes."""
_AXIS = 30.0
_SMALL = 8.0
_HIGHEST = 560.0
"""Of the figure, in points: its heading and its note have room on the same page."""


class TimelineDrawing:
    """As high as its lanes need, and never higher than most of a page."""

    def __init__(self, figure: Timeline, width: float) -> None:
        """Give every mark a row of its lane in which it covers no other."""
        self.width, self._figure = width, figure
        self._rows: dict[tuple[str, int], int] = {}
        self._places: dict[int, Point] = {}
        self._crowded: set[str] = set()
        counts: dict[str, int] = {}
        for lane in figure.lanes:
            ends: list[float] = []
            for mark in sorted(self._of(lane), key=lambda mark: mark.first):
                x = self._x(mark.first)
                row = next((i for i, end in enumerate(ends) if end < x), len(ends))
                if row == len(ends):
                    ends.append(0.0)
                ends[row] = max(x + 2.7 * _RADIUS, self._x(mark.last) + _RADIUS)
                self._rows[lane.id, mark.number] = row
            if len(ends) > _MOST_ROWS:
                self._crowded.add(lane.id)
            counts[lane.id] = max(min(len(ends), _MOST_ROWS), 1)
        # The fullest lanes give up their numbers first.
        for lane_id in sorted(counts, key=lambda id: -counts[id]):
            if sum(self._high(id, counts[id]) for id in counts) + _AXIS + _LINE > _HIGHEST:
                self._crowded.add(lane_id)
        self._heights = [self._high(id, rows) for id, rows in counts.items()]
        self._foot = _LINE if self._crowded else 0.0
        self.height = sum(self._heights) + _AXIS + self._foot + (_LINE if figure.key else 0)

    def _of(self, lane: Lane) -> list[Mark]:
        return [mark for mark in self._figure.marks if mark.lane == lane.id]

    def _x(self, day: Day) -> float:
        axis = self._figure.axis
        room = self.width - _GUTTER - 8
        first, last = axis.first.number, axis.last.number
        return _GUTTER + room * (day.number - first) / (last - first)

    def _high(self, lane: str, rows: int) -> float:
        return rows * self._step(lane) + 9

    def _step(self, lane: str) -> float:
        return _CLOSE_STEP if lane in self._crowded else _STEP

    def draw(self, pen: Pen) -> None:
        """Lanes, axis, marks, and above them the key."""
        figure, top = self._figure, self.height
        if figure.key:
            self._draw_key(pen)
            top -= _LINE
        lanes = top
        for index, height in enumerate(self._heights):
            if index % 2 == 0:
                pen.box(_GUTTER, top - height, self.width - _GUTTER, height, "lane")
            top -= height
        self._draw_axis(pen, lanes)
        top = lanes
        for lane, height in zip(figure.lanes, self._heights, strict=True):
            draw_mark(pen, lane.id, 6, top - height / 2, 3.6)
            label = fitted(pen, lane.label, 8.2, _GUTTER - 20)
            pen.words(16, top - height / 2 - 3, label, 8.2)
            for mark in self._of(lane):
                self._places.setdefault(mark.number, self._place(mark, top))
            top -= height
        for act, answer in figure.arrows:
            draw_arrow(pen, self._places[act], self._places[answer], _RADIUS)
        top = lanes
        for lane, height in zip(figure.lanes, self._heights, strict=True):
            for mark in self._of(lane):
                self._draw_mark(pen, mark, top)
            top -= height
        if self._crowded:
            pen.words(_GUTTER, 4, figure.crowded, _SMALL, colour="grey")

    def _draw_key(self, pen: Pen) -> None:
        figure, y = self._figure, self.height - 6
        shapes = {kind: self._shapes(kind) for kind, _ in figure.key}
        marks = sum(11 * len(lanes) + 14 for lanes in shapes.values())
        wide = [pen.width(said, _SMALL) for _, said in figure.key]
        # A long name gives way, the words for it stay.
        over = max(sum(wide) + marks - self.width, 0)
        x = 6.0
        for (kind, said), long in zip(figure.key, wide, strict=True):
            for lane in shapes[kind]:
                draw_mark(pen, lane, x, y, 3.2, kind)
                x += 11
            said = fitted(pen, said, _SMALL, max(long - over, 30) if long == max(wide) else long)
            pen.words(x - 2, y - 2.8, said, _SMALL)
            x += pen.width(said, _SMALL) + 14

    def _shapes(self, kind: Whose) -> list[str]:
        """The lanes in which acts of a kind stand, so far as the key has room for them."""
        used = {mark.lane for mark in self._figure.marks if mark.whose == kind}
        return [lane.id for lane in self._figure.lanes if lane.id in used][:3] or ["uncoded"]

    def _place(self, mark: Mark, top: float) -> Point:
        row = self._rows[mark.lane, mark.number] % _MOST_ROWS
        return self._x(mark.first), top - 4.5 - self._step(mark.lane) * (row + 0.5)

    def _draw_mark(self, pen: Pen, mark: Mark, top: float) -> None:
        x, y = self._place(mark, top)
        if mark.last > mark.first:
            pen.line((x, y), (self._x(mark.last), y), mark.lane, 2)
        if mark.lane in self._crowded:
            draw_mark(pen, mark.lane, x, y, 2.6, mark.whose)
            return
        draw_numbered(pen, mark.lane, x, y, _RADIUS, mark.number, mark.whose)
        if mark.to:
            r = _RADIUS
            pen.lead(mark.to, mark.named, (x - r, y - r), (x + r, y + r))

    def _labelled(self, pen: Pen, places: list[float]) -> set[int]:
        """Every tick where the labels of all have room; else every second year, third, fourth …

        Of months then none: the years stand below them.
        """
        ticks = self._figure.axis.ticks
        wide = [pen.width(tick.label, _SMALL) for tick in ticks]
        for every in range(1, 2 if any(tick.under for tick in ticks) else len(ticks) + 1):
            some = range(0, len(ticks), every)
            if all(wide[n] <= places[after] - places[n] - 4 for n, after in pairwise(some)):
                return set(some)
        return set()

    def _draw_axis(self, pen: Pen, top: float) -> None:
        foot, ticks = self._foot, self._figure.axis.ticks
        places = [self._x(tick.day) for tick in ticks]
        labelled = self._labelled(pen, places)
        for day in self._figure.periods:
            x = self._x(day)
            pen.line((x, foot + _AXIS - 8), (x, top), "grey", 1.4)
        edge = 0.0
        for n, (x, tick) in enumerate(zip(places, ticks, strict=True)):
            pen.line((x, foot + _AXIS - 4), (x, top), "hair", 0.4)
            if n in labelled and x + 3 + pen.width(tick.label, _SMALL) <= self.width:
                pen.words(x + 3, foot + 17, tick.label, _SMALL, colour="grey")
            wide = pen.width(tick.under, _SMALL)
            if tick.under and x + 3 > edge and x + 3 + wide <= self.width:
                pen.words(x + 3, foot + 6, tick.under, _SMALL, colour="grey")
                edge = x + wide + 9
