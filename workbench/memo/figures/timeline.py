"""The timeline: a lane per class, a numbered mark per event, time from left to right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from reportlab.lib.colors import HexColor, white
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.platypus import Flowable

from .marks import colour_of, draw_mark
from .ticks import ticks

_GUTTER = 104.0
_RADIUS = 6.2
_STEP = 17.0
_CLOSE_STEP = 8.0
"""Between the rows of a lane whose marks carry no numbers."""
_MOST_ROWS = 9
_KEY = 15.0
_HIGHEST = 560.0
"""Of the figure, in points: its heading and its note have room on the same page."""


@dataclass(frozen=True)
class Placed:
    """An event on the timeline."""

    number: int
    lane: str
    first: date
    last: date
    link: str
    apart: bool = False
    """Whether it isn't counted among the balancer's acts."""


@dataclass(frozen=True)
class Lane:
    """A lane and the words beside it."""

    id: str
    label: str


class Timeline(Flowable):
    """The figure; as high as its lanes need, and never higher than most of a page."""

    def __init__(
        self,
        lanes: Sequence[Lane],
        events: Sequence[Placed],
        lang: str,
        font: str,
        bold: str,
        *,
        key: tuple[str, str] | None = None,
    ) -> None:
        """Lay out `events` in `lanes`, which are drawn from the top in the order given.

        `key`: the words for filled marks, and for the hollow ones of what stands apart.
        """
        super().__init__()
        self._lanes, self._events, self._lang = lanes, events, lang
        self._font, self._bold, self._key = font, bold, key
        first = min(e.first for e in events)
        last = max(e.last for e in events)
        days = (last - first).days
        # Never so short a stretch that no month begins in it: the axis would say no date.
        pad = max(days // 25, 4, (34 - days) // 2)
        self._first, self._last = _earlier(first, pad), _later(last, pad)

    def listed(self) -> list[tuple[str, str]]:
        """The lanes with their events' numbers, for a memo without figures."""
        if not self._key:
            return [(lane.label, self._numbers(lane, apart=False)) for lane in self._lanes]
        colon, stop = ("：", "；") if self._lang == "zh-Hant" else (": ", "; ")
        return [
            (
                lane.label,
                stop.join(
                    f"{said}{colon}{self._numbers(lane, apart=apart)}"
                    for said, apart in zip(self._key, (False, True), strict=True)
                ),
            )
            for lane in self._lanes
        ]

    def _numbers(self, lane: Lane, *, apart: bool) -> str:
        mine = (e for e in self._events if e.lane == lane.id and e.apart is apart)
        return " ".join(str(e.number) for e in mine) or "–"

    def wrap(self, aw: float, ah: float) -> tuple[float, float]:
        """As wide as there is room."""
        self.width = aw
        self._pack()
        self.height = sum(self._heights) + 20 + (_KEY if self._key else 0)
        return self.width, self.height

    def _x(self, day: date) -> float:
        room = self.width - _GUTTER - 8
        return _GUTTER + room * (day - self._first).days / (self._last - self._first).days

    def _pack(self) -> None:
        """Give every mark a row of its lane in which it covers no other."""
        self._rows: dict[tuple[str, int], int] = {}
        self._crowded: set[str] = set()
        counts: dict[str, int] = {}
        for lane in self._lanes:
            ends: list[float] = []
            mine = sorted((e for e in self._events if e.lane == lane.id), key=lambda e: e.first)
            for event in mine:
                x = self._x(event.first)
                row = next((i for i, end in enumerate(ends) if end < x), len(ends))
                if row == len(ends):
                    ends.append(0.0)
                ends[row] = max(x + 2 * _RADIUS + 3, self._x(event.last) + _RADIUS)
                self._rows[lane.id, event.number] = row
            if len(ends) > _MOST_ROWS:
                self._crowded.add(lane.id)
            counts[lane.id] = max(min(len(ends), _MOST_ROWS), 1)
        # The fullest lanes give up their numbers first.
        for lane_id in sorted(counts, key=lambda id: -counts[id]):
            if sum(self._height(id, counts[id]) for id in counts) + 20 + _KEY > _HIGHEST:
                self._crowded.add(lane_id)
        self._heights = [self._height(id, rows) for id, rows in counts.items()]

    def _height(self, lane: str, rows: int) -> float:
        return rows * self._step(lane) + 9

    def _step(self, lane: str) -> float:
        return _CLOSE_STEP if lane in self._crowded else _STEP

    def draw(self) -> None:
        """Lanes, axis, marks, and above them the key."""
        canvas, top = self.canv, self.height
        if self._key:
            self._draw_key(self._key)
            top -= _KEY
        lanes = top
        for index, height in enumerate(self._heights):
            if index % 2 == 0:
                canvas.setFillColor(HexColor("#F4F6FA"))
                canvas.rect(_GUTTER, top - height, self.width - _GUTTER, height, stroke=0, fill=1)
            top -= height
        self._axis(lanes)
        top = lanes
        for lane, height in zip(self._lanes, self._heights, strict=True):
            self._label(lane, top - height / 2)
            for event in self._events:
                if event.lane == lane.id:
                    self._mark(event, top)
            top -= height

    def _draw_key(self, key: tuple[str, str]) -> None:
        canvas, x, y = self.canv, _GUTTER + 4, self.height - 6
        for said, hollow in zip(key, (False, True), strict=True):
            for lane in self._lanes:
                draw_mark(canvas, lane.id, x, y, 3.2, hollow=hollow)
                x += 11
            canvas.setFillColor(HexColor("#1F2933"))
            canvas.setFont(self._font, 7.6)
            canvas.drawString(x - 2, y - 2.8, said)
            x += stringWidth(said, self._font, 7.6) + 18

    def _label(self, lane: Lane, y: float) -> None:
        canvas = self.canv
        draw_mark(canvas, lane.id, 6, y, 3.6)
        canvas.setFillColor(HexColor("#1F2933"))
        canvas.setFont(self._font, 8.2)
        canvas.drawString(16, y - 3, lane.label)

    def _mark(self, event: Placed, top: float) -> None:
        canvas = self.canv
        row = self._rows[event.lane, event.number] % _MOST_ROWS
        x, y = self._x(event.first), top - 4.5 - self._step(event.lane) * (row + 0.5)
        if event.last > event.first:
            canvas.setStrokeColor(colour_of(event.lane))
            canvas.setLineWidth(2)
            canvas.line(x, y, self._x(event.last), y)
        if event.lane in self._crowded:
            draw_mark(canvas, event.lane, x, y, 2.6, hollow=event.apart)
            return
        draw_mark(canvas, event.lane, x, y, _RADIUS, hollow=event.apart)
        said = str(event.number)
        size = 6.4 if len(said) < 3 else 4.8
        canvas.setFillColor(HexColor("#1F2933") if event.apart else white)
        canvas.setFont(self._bold, size)
        wide = stringWidth(said, self._bold, size)
        drop = 0.36 * size + (0.9 if event.lane == "offsetting" else 0)
        canvas.drawString(x - wide / 2, y - drop, said)
        box = (x - _RADIUS, y - _RADIUS, x + _RADIUS, y + _RADIUS)
        if event.link:
            canvas.linkRect("", event.link, box, relative=1, Border="[0 0 0]")

    def _axis(self, top: float) -> None:
        canvas = self.canv
        canvas.setFont(self._font, 7.6)
        canvas.setLineWidth(0.4)
        edge = 0.0
        for tick in ticks(self._first, self._last, self._lang):
            x = self._x(tick.day)
            canvas.setStrokeColor(HexColor("#C3CBD6"))
            canvas.line(x, 16, x, top)
            wide = stringWidth(tick.label, self._font, 7.6)
            if x + 3 > edge and x + 3 + wide <= self.width:
                canvas.setFillColor(HexColor("#4A5563"))
                canvas.drawString(x + 3, 6, tick.label)
                edge = x + wide + 9

    @property
    def crowded(self) -> bool:
        """Whether a lane is so full that its marks carry no numbers; known after `wrap`."""
        return bool(self._crowded)


def _earlier(day: date, by: int) -> date:
    return date.min if (day - date.min).days < by else day - timedelta(days=by)


def _later(day: date, by: int) -> date:
    return date.max if (date.max - day).days < by else day + timedelta(days=by)
