"""The line of confrontation drawn: a row a level, a column an event, in their order."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from rich.text import Text

from workbench.judgement import ACTED, Line

from ..kit.plain import two_ends, widest
from ..kit.theory import Theory


@dataclass(frozen=True)
class Chart:
    """The chart as it is whichever of its events one stands on."""

    rows: tuple[tuple[Text, list[Text]], ...]
    """What a row is called, and its cells."""
    columns: Mapping[str, int]
    """Where the events stand, by their ids."""
    axis: Text

    def drawn(self, here: str | None) -> Text:
        """The chart with the column of an event marked."""
        cursor = self.columns.get(here or "", -1)
        said = Text(no_wrap=True)
        for head, cells in self.rows:
            said.append_text(head)
            for column, mark in enumerate(cells):
                shown = mark
                if column == cursor:
                    shown = mark.copy()
                    shown.stylize("reverse")
                said.append_text(shown)
            said.append("\n")
        return said.append_text(self.axis)


def chart(line: Line, width: int, theory: Theory, names: dict[str, str]) -> Chart:
    """The levels of the balancer's acts from the highest down, the target's acts, those of others
    where there are any, and where there is a sign.

    `names` says the levels, `target`, `others`, `signs` and what the `axis` is in words.
    """
    gutter = widest(names.values()) + 4
    room = max(width - gutter, 10)
    many = max(len(line.steps), 1)
    spread = min(room, many * 4)

    def at(index: int) -> int:
        return index * spread // many

    long = at(many - 1) + 1
    apart = [step for step in line.steps if not step.finding.counts]
    others = ["others"] if any(step.finding.actor != "target" for step in apart) else []
    rows = [*reversed(line.levels), "target", *others, "signs"]
    marks = {level: theory.mark(level) for level in line.levels[:-1]}
    marks |= {"hard": Text("✖", style="bold")}
    cells: dict[str, list[Text]] = {row: [Text("·", style="dim")] * long for row in rows}
    for row in ("target", *others, "signs"):
        cells[row] = [Text(" ")] * long
    ours = [(at(i), s) for i, s in enumerate(line.steps) if s.level and s.finding.counts]
    between = Text("─", style="dim")
    for number, (column, step) in enumerate(ours):
        assert step.level is not None
        until = ours[number + 1][0] if number + 1 < len(ours) else long
        for place in range(column + 1, until):
            cells[step.level][place] = between
    for column, step in ours:
        assert step.level is not None
        cells[step.level][column] = marks[step.level]
    acted = {sign: Text(sign, style="bold") for sign in ("↩", "!", *ACTED.values())}
    for index, step in enumerate(line.steps):
        column = at(index)
        if not step.finding.counts:
            row = "target" if step.finding.actor == "target" else "others"
            cells[row][column] = acted["↩" if step.reacts_to else ACTED[step.finding.actor]]
        if line.signs_of(step.event.id):
            cells["signs"][column] = acted["!"]
    heads = [Text.assemble(" ", marks.get(row, Text(" ")), " ", names[row]) for row in rows]
    for head in heads:
        head.pad_right(gutter - head.cell_len)
    return Chart(
        tuple((head, cells[row]) for head, row in zip(heads, rows, strict=True)),
        {step.event.id: at(index) for index, step in enumerate(line.steps)},
        _axis(line, names["axis"], gutter, long),
    )


def _month(date: str) -> str:
    first = date.partition("/")[0]
    return first[: 7 + first.startswith("-")]


def _axis(line: Line, name: str, gutter: int, long: int) -> Text:
    """The first date and the last, and that between them is an order, no scale of time."""
    dates = [_month(s.event.date) for s in line.steps if s.event.date]
    if not dates:
        return Text("")
    ends = two_ends(Text(dates[0]), Text(dates[-1] if len(dates) > 1 else ""), max(long, 16))
    head = Text(f"   {name}")
    head.pad_right(max(gutter - head.cell_len, 0))
    return Text.assemble(head, ends, style="dim")
