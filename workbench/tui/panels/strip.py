"""The case as a strip of time: where something happened, of which class, and where one is."""

from __future__ import annotations

from collections import Counter
from datetime import date

from rich.text import Text

from workbench.case import Case, Event, span

from ..theory import Theory


def strip(case: Case, here: Event | None, width: int, theory: Theory) -> Text:
    """One line: the commonest class of each slice of time, the cursor's slice turned round."""
    days = {e.id: found[0] for e in case.timeline if (found := span(e.date))}
    if len(days) < 2:
        return Text("")
    first, last = min(days.values()), max(days.values())
    ends = f" {first:%Y-%m} ", f" {last:%Y-%m} "
    room = max(width - len(ends[0]) - len(ends[1]), 10)
    length = max((last - first).days, 1)

    def at(day: date) -> int:
        return (day - first).days * (room - 1) // length

    slices: dict[int, Counter[str]] = {}
    for event in case.timeline:
        if event.id in days:
            count = slices.setdefault(at(days[event.id]), Counter())
            count.update([theory.class_of(t.strategy) for t in event.tags] or [""])
    cursor = at(days[here.id]) if here and here.id in days else -1
    said = Text(ends[0], style="dim", no_wrap=True)
    for column in range(room):
        mark = Text("─", style="dim")
        if column in slices:
            common = slices[column].most_common(1)[0][0]
            mark = theory.mark(common) if common else Text("·")
        if column == cursor:
            mark.stylize("reverse")
        said.append_text(mark)
    return said.append(ends[1], "dim")
