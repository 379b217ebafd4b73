"""The case as a strip of time: where the balancer acted, of which class, and where one is."""

from __future__ import annotations

from collections import Counter
from datetime import date

from rich.text import Text

from workbench.case import Event, span
from workbench.judgement import Findings

from ..theory import Theory

_HEIGHTS = "▁▂▃▄▅▆▇█"
OTHERS = "○"
"""Where only others than the balancer acted."""


class Strip:
    """The slices of a case's time for a strip of a given width."""

    def __init__(self, found: Findings, width: int, theory: Theory) -> None:
        self.theory = theory
        self.days = {e.id: days[0] for e in found.case.timeline if (days := span(e.date))}
        if not self.days:
            return
        self.first, self.last = min(self.days.values()), max(self.days.values())
        self.ends = f" {self.first:%Y-%m} ", f" {self.last:%Y-%m} "
        self.room = max(width - len(self.ends[0]) - len(self.ends[1]), 10)
        self.slices: dict[int, Counter[str]] = {}
        self.others: Counter[int] = Counter()
        for finding in found.events:
            event = finding.event
            if event.id not in self.days:
                continue
            at = self._at(self.days[event.id])
            if finding.counts:
                count = self.slices.setdefault(at, Counter())
                count.update([theory.class_of(t.strategy) for t in event.tags] or [""])
            else:
                self.others[at] += 1

    def _at(self, day: date) -> int:
        return (day - self.first).days * (self.room - 1) // max((self.last - self.first).days, 1)

    def _cursor(self, here: Event | None) -> int:
        return self._at(self.days[here.id]) if here and here.id in self.days else -1

    def line(self, here: Event | None) -> Text:
        """One line: the commonest class of each slice, the cursor's slice turned round."""
        if len(self.days) < 2:
            return Text("")
        cursor = self._cursor(here)
        said = Text(self.ends[0], style="dim", no_wrap=True)
        for column in range(self.room):
            mark = Text(OTHERS if self.others[column] else "─", style="dim")
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
        for each in self.theory.book.classes:
            said.append(" " * (indent - 2)).append_text(self.theory.mark(each.id)).append(" ")
            for column in range(self.room):
                n = self.slices.get(column, Counter())[each.id]
                style = each.colour + (" reverse" if column == cursor and not n else "")
                said.append(self._height(n, most), style)
            said.append("\n")
        if self.others:
            said.append(" " * (indent - 2) + OTHERS + " ", "dim")
            for column in range(self.room):
                said.append(self._height(self.others[column], most), "dim")
            said.append("\n")
        said.append(self.ends[0], "dim")
        if cursor >= 0:
            said.append("─" * cursor, "dim").append("▲", "bold")
            said.append("─" * (self.room - cursor - 1), "dim")
        else:
            said.append("─" * self.room, "dim")
        return said.append(self.ends[1], "dim")
