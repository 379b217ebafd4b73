"""Events × lenses: the events on which two lenses differ come first."""

from __future__ import annotations

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.widgets import DataTable, Static

from workbench.case import Event
from workbench.judgement import LENSES, LETTERS, VERDICTS

from ..commands import Command
from ..plain import cell, widest
from ..theory import LENS_LETTER, VERDICT_STYLE
from .panel import DATES, Panel, go_to, row_key, when
from .reasons import change, why
from .verdict import Question, VerdictScreen

_FIRST = 3
"""The column of the first lens."""


class GridView(Panel):
    """A verdict a cell; one key says why, another what would change it."""

    def compose(self) -> ComposeResult:
        """The grid over the counts and, where there is room, the reasons of the cell."""
        w = self.w
        self.install(
            [
                Command("w", "verdict('why')", w.t("why"), w.t("Why the verdict is so")),
                Command("c", "verdict('change')", w.t("what would change it"),
                        w.t("Which single piece would change the verdict")),
                Command("v", "evidence", w.t("evidence"), w.t("Weigh the event's evidence")),
            ]
        )  # fmt: skip
        yield DataTable(id="grid", cursor_type="cell")
        with Horizontal(id="sums"):
            yield Static(id="counts-text")
            with VerticalScroll(id="grid-why"):
                yield Static(id="grid-why-text")

    def enter(self) -> None:
        """The focus on the grid; at its top, where the lenses differ, for who was nowhere yet."""
        table, line = self.query_one("#grid", DataTable), self.case.timeline
        if line and self.of.selected == line[0].id:
            table.move_cursor(row=0, animate=False)
        table.focus()

    @property
    def lens(self) -> str:
        """The lens under the cursor."""
        column = self.query_one("#grid", DataTable).cursor_column
        return LENSES[min(max(column - _FIRST, 0), len(LENSES) - 1)]

    @property
    def chosen(self) -> Event | None:
        """The event under the cursor."""
        return self.case.events.get(row_key(self.query_one("#grid", DataTable)) or "")

    def redraw(self) -> None:
        """Judge the case as it is now."""
        w, theory, table = self.w, self.theory, self.query_one("#grid", DataTable)
        findings, column = self.of.findings, table.cursor_column
        wide = self.of.room.width >= 100
        names = [theory.lens_name(x, short=True) for x in LENSES]
        names = names if wide else [LENS_LETTER[x] for x in LENSES]
        size = widest([theory.say("verdict", v) for v in VERDICTS] + names) if wide else 3
        width = max(self.of.room.width - 4 * (size + 2) - DATES - 2 - 7, 12)
        table.clear(columns=True)
        for label, columns in (("", 2), (w.t("date"), DATES), (w.t("event"), width)):
            table.add_column(Text(label), width=columns)
        for name in names:
            table.add_column(Text(name), width=size)
        for finding in sorted(findings.events, key=lambda f: not f.differs):
            verdicts = [finding.verdicts[lens].verdict for lens in LENSES]
            own = "†" if finding.event.overruled else ""
            table.add_row(
                Text(("≠" if finding.differs else " ") + own, style="bold"),
                when(finding.event),
                cell(finding.event.title, width),
                *(
                    Text(theory.say("verdict", v) if wide else LETTERS[v],
                         style=VERDICT_STYLE[v])
                    for v in verdicts
                ),
                key=finding.event.id,
            )  # fmt: skip
        go_to(table, self.of.selected)
        table.move_cursor(column=max(column, _FIRST), animate=False)
        self._counts()
        self._reasons()

    def _counts(self) -> None:
        w, theory, findings = self.w, self.theory, self.of.findings
        title = w.tn("The lenses differ on {n} event", "The lenses differ on {n} events",
                     len(findings.differing))  # fmt: skip
        wide = self.of.room.width >= 100
        said = Text.assemble((title + "\n", "bold")) if wide else Text()
        words = [f"{LETTERS[v]} {theory.say('verdict', v)}" for v in VERDICTS]
        size = widest(words) + 2
        said.append(" " * size)
        for lens in LENSES:
            said.append_text(self._right(LENS_LETTER[lens], 4))
        said.append("\n")
        for verdict, word in zip(VERDICTS, words, strict=True):
            row = cell(word, style=VERDICT_STYLE[verdict])
            row.pad_right(max(size - row.cell_len, 0))
            for lens in LENSES:
                row.append_text(self._right(str(findings.count(lens)[verdict]), 4))
            said.append_text(row).append("\n")
        names = "  ".join(f"{LENS_LETTER[x]} {theory.lens_name(x, short=True)}" for x in LENSES)
        said.append(names, "dim")
        self.query_one("#counts-text", Static).update(said)

    @staticmethod
    def _right(text: str, width: int) -> Text:
        said = Text(text)
        said.pad_left(max(width - said.cell_len, 0))
        return said

    def _reasons(self) -> None:
        event, said = self.chosen, Text()
        if event:
            said.append_text(cell(event.title, style="bold")).append("\n")
            parts = (self.of.findings, event, self.lens, self)
            said.append_text(change(*parts)).append("\n").append_text(why(*parts))
        self.query_one("#grid-why-text", Static).update(said)

    @on(DataTable.CellHighlighted, "#grid")
    def _moved(self, moved: DataTable.CellHighlighted) -> None:
        table = self.query_one("#grid", DataTable)
        if moved.coordinate.column < _FIRST:
            table.move_cursor(column=_FIRST, animate=False)
        if table.has_focus:
            self.of.selected = row_key(table) or self.of.selected
        self._reasons()

    def action_verdict(self, question: Question) -> None:
        """Answer of the verdict under the cursor: why, or what would change it."""
        if self.chosen:
            self.app.push_screen(VerdictScreen(self.of.findings, self.chosen, self.lens, question))

    @on(DataTable.CellSelected, "#grid")
    def action_evidence(self) -> None:
        """Weigh the event's evidence."""
        self.of.action_tab("evidence")
