"""The case as a strip of time: where something happened, of which class, and where one is."""

from __future__ import annotations

from collections import Counter
from datetime import date

from rich.text import Text

from workbench.case import Case, Event, span

from ..theory import Theory

_HEIGHTS = "▁▂▃▄▅▆▇█"


class Strip:
    """The slices of a case's time for a strip of a given width."""

    def __init__(self, case: Case, width: int, theory: Theory) -> None:
        self.case = case
        self.theory = theory
        self.days = {e.id: found[0] for e in case.timeline if (found := span(e.date))}
        if not self.days:
            return
        self.first, self.last = min(self.days.values()), max(self.days.values())
        self.ends = f" {self.first:%Y-%m} ", f" {self.last:%Y-%m} "
        self.room = max(width - len(self.ends[0]) - len(self.ends[1]), 10)
        self.slices: dict[int, Counter[str]] = {}
        for event in case.timeline:
            if event.id in self.days:
                count = self.slices.setdefault(self._at(self.days[event.id]), Counter())
                count.update([theory.class_of(t.strategy) for t in event.tags] or [""])

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
            mark = Text("─", style="dim")
            if column in self.slices:
                common = self.slices[column].most_common(1)[0][0]
                mark = self.theory.mark(common) if common else Text("·")
            if column == cursor:
                mark.stylize("reverse")
            said.append_text(mark)
        return said.append(self.ends[1], "dim")

    def lines(self, here: Event | None) -> Text:
        """A line a class, the taller the more events of it, and the cursor's place below."""
        if len(self.days) < 2:
            return Text("")
        cursor, indent = self._cursor(here), len(self.ends[0])
        most = max(max(count.values()) for count in self.slices.values())
        said = Text(no_wrap=True)
        for each in self.theory.book.classes:
            said.append(" " * (indent - 2)).append_text(self.theory.mark(each.id)).append(" ")
            for column in range(self.room):
                n = self.slices.get(column, Counter())[each.id]
                sign = _HEIGHTS[(n * len(_HEIGHTS) - 1) // most] if n else " "
                said.append(sign, each.colour + (" reverse" if column == cursor and not n else ""))
            said.append("\n")
        said.append(self.ends[0], "dim")
        if cursor >= 0:
            said.append("─" * cursor, "dim").append("▲", "bold")
            said.append("─" * (self.room - cursor - 1), "dim")
        else:
            said.append("─" * self.room, "dim")
        return said.append(self.ends[1], "dim")
