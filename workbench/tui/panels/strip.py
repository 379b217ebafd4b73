"""The case as a strip of time: where the balancer acted, of which class, and where one is."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from rich.text import Text
from textual.events import Click
from textual.message import Message
from textual.widgets import Static

from workbench.case import Day, Event, span
from workbench.judgement import ACTED, Actor, Findings, periods

from ..kit.theory import Theory

_AIR = 3
"""Columns between two ticks at the least."""
_HEIGHTS = "▁▂▃▄▅▆▇█"
PERIOD = "┼"
"""Where a period of the conditions begins."""
OTHERS = "←↔※"
"""Before the line of those that aren't the balancer's acts."""


class Strip:
    """The slices of a case's time for a strip of a given width."""

    def __init__(self, found: Findings, width: int, theory: Theory) -> None:
        self.theory = theory
        self.acts: dict[int, list[str]] = {}
        """The ids of the events in each slice."""
        self.days = {e.id: days[0] for e in found.case.timeline if (days := span(e.date))}
        if not self.days:
            return
        self.first, self.last = min(self.days.values()), max(self.days.values())
        self.ends = f" {self.first.edtf_month} ", f" {self.last.edtf_month} "
        self.room = max(width - len(self.ends[0]) - len(self.ends[1]), 10)
        self.ticks = self._ticks()
        """The columns in which a month begins, or a year where months are many, with its name."""
        self.slices: dict[int, Counter[str]] = {}
        self.others: Counter[int] = Counter()
        self.whose: dict[int, Actor] = {}
        """Who acted first in a slice, of those whose acts stand apart."""
        begun = (p.begins for p in periods(found)[1:] if p.begins)
        self.begun = {self._at(day) for day in begun if self.first < day <= self.last}
        for finding in found.events:
            event = finding.event
            if event.id not in self.days:
                continue
            at = self._at(self.days[event.id])
            self.acts.setdefault(at, []).append(event.id)
            if finding.counts:
                count = self.slices.setdefault(at, Counter())
                count.update([theory.class_of(t.strategy) for t in event.tags] or [""])
            else:
                self.others[at] += 1
                self.whose.setdefault(at, finding.actor)

    def _at(self, day: Day) -> int:
        wide = max(self.last.number - self.first.number, 1)
        return (day.number - self.first.number) * (self.room - 1) // wide

    def _ticks(self) -> dict[int, str]:
        first, last = self.first, self.last
        months = range(first.year * 12 + first.month, last.year * 12 + last.month)
        starts = [divmod(n, 12) for n in months if -9999 <= n // 12 <= 9999]
        by_year = len(starts) * _AIR > self.room
        if by_year:
            years = [start for start in starts if not start[1]]
            step = max(len(years) * _AIR // self.room, 0) + 1
            starts = [start for start in years if start[0] % step == 0]
        return {
            self._at(Day(year, month + 1, 1)): f"{year}" if not month else f"{month + 1:02}"
            for year, month in starts
        }

    def _cursor(self, here: Event | None) -> int:
        return self._at(self.days[here.id]) if here and here.id in self.days else -1

    def line(self, here: Event | None) -> Text:
        """One line: the commonest class of each slice, the cursor's slice turned round."""
        if len(self.days) < 2:
            return Text("")
        cursor = self._cursor(here)
        said = Text(self.ends[0], style="dim", no_wrap=True)
        for column in range(self.room):
            plain = PERIOD if column in self.begun else "┬" if column in self.ticks else "─"
            mark = Text(ACTED[self.whose[column]] if self.others[column] else plain, style="dim")
            if column in self.slices:
                common = self.slices[column].most_common(1)[0][0]
                mark = self.theory.mark(common) if common else Text("·")
            if column == cursor:
                mark.stylize("reverse")
            said.append_text(mark)
        return said.append(self.ends[1], "dim")

    @staticmethod
    def _height(n: int, most: int) -> str:
        return _HEIGHTS[(n * len(_HEIGHTS) - 1) // most] if n else " "

    def lines(self, here: Event | None) -> Text:
        """A line a class, the taller the more acts of it; others' acts, the cursor's place."""
        if len(self.days) < 2:
            return Text("")
        cursor, indent = self._cursor(here), len(self.ends[0])
        counts = [*(max(count.values()) for count in self.slices.values()), *self.others.values()]
        most = max(counts)
        said = Text(no_wrap=True)
        for each in reversed(self.theory.book.ranked):
            said.append(" " * (indent - 2)).append_text(self.theory.mark(each.id)).append(" ")
            for column in range(self.room):
                n = self.slices.get(column, Counter())[each.id]
                style = self.theory.colour(each) + (
                    " reverse" if column == cursor and not n else ""
                )
                said.append(self._height(n, most), style)
            said.append("\n")
        if self.others:
            said.append(f"{OTHERS:>{indent - 1}} ", "dim")
            for column in range(self.room):
                said.append(self._height(self.others[column], most), "dim")
            said.append("\n")
        return said.append_text(self._axis(cursor)).append(self.ends[1], "dim")

    def _axis(self, cursor: int) -> Text:
        """The line of time with its ticks, named where they have room, and where one is."""
        line = ["─"] * self.room
        places = sorted(self.ticks)
        for place, after in zip(places, [*places[1:], self.room], strict=False):
            name = self.ticks[place]
            line[place] = "┬"
            if after - place > len(name) + 1:
                line[place + 1 : place + 1 + len(name)] = name
        for place in self.begun:
            line[place] = PERIOD
        said = Text(self.ends[0] + "".join(line), "dim")
        if cursor >= 0:
            at = len(self.ends[0]) + cursor
            said = Text.assemble(said[:at], ("▲", "bold"), said[at + 1 :])
        return said

    def event_at(self, column: int) -> str | None:
        """The first event of the slice that is nearest to a column of the strip."""
        column -= len(self.ends[0]) if self.days else 0
        nearest = min(self.acts, key=lambda at: abs(at - column), default=None)
        return None if nearest is None else self.acts[nearest][0]


class StripView(Static):
    """The strip of time; a click chooses the event that is nearest to it."""

    strip: Strip | None = None

    @dataclass
    class Chosen(Message):
        """A place in time was clicked."""

        event: str

    def on_click(self, event: Click) -> None:
        """The nearest event."""
        found = self.strip.event_at(event.x - self.gutter.left) if self.strip else None
        if found:
            self.post_message(self.Chosen(found))
