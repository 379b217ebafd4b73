"""Events × lenses: the balancer's acts on which two lenses differ come first."""

from __future__ import annotations

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.widgets import DataTable, Static

from workbench.case import Event
from workbench.judgement import LETTERS, VERDICTS, Finding, lens_ids

from ..commands import Command
from ..plain import cell, widest
from ..theory import VERDICT_STYLE
from .apart import ACTORS, counted, heading, style_of, who
from .panel import DATES, Panel, go_to, row_key, when
from .reasons import change, sentences, why
from .verdict import Question, VerdictScreen

_FIRST = 4
"""The column of the first lens."""
_WORDS = 28
"""Columns for each lens from which a verdict has room for its word."""


_COUNTS = 44
"""Columns of the counts, and of the lenses' names under them."""
_SUMS = 7
"""Lines of the counts with one of names."""


def _lines(names: list[str]) -> list[str]:
    """The names of the lenses in as few lines as they need, none of them broken."""
    lines = [""]
    for name in names:
        longer = f"{lines[-1]}  {name}" if lines[-1] else name
        if widest([longer]) <= _COUNTS:
            lines[-1] = longer
        else:
            lines.append(name)
    return lines


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
        yield Static(id="grid-counted")
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
        lenses = lens_ids()
        return lenses[min(max(column - _FIRST, 0), len(lenses) - 1)]

    @property
    def chosen(self) -> Event | None:
        """The event under the cursor; none on a heading."""
        return self.case.events.get(row_key(self.query_one("#grid", DataTable)) or "")

    def redraw(self) -> None:
        """Judge the case as it is now: the balancer's acts, then the others under their heading."""
        w, theory, table = self.w, self.theory, self.query_one("#grid", DataTable)
        findings, column = self.of.findings, table.cursor_column
        lenses, threshold = lens_ids(), findings.view.threshold
        self._wide = self.of.room.width >= _WORDS * len(lenses)
        names = [theory.lens_head(x, threshold) for x in lenses]
        names = names if self._wide else [theory.lens_letter(x, threshold) for x in lenses]
        words = [theory.say("verdict", v) for v in VERDICTS]
        size = widest(words + names) if self._wide else 3
        taken = len(lenses) * (size + 2) + DATES + ACTORS + 4 + 7
        self._width = max(self.of.room.width - taken, 12)
        table.clear(columns=True)
        for label, columns in (
            ("", 2), (w.t("date"), DATES), (w.t("who"), ACTORS), (w.t("event"), self._width),
        ):  # fmt: skip
            table.add_column(Text(label), width=columns)
        for name in names:
            table.add_column(Text(name), width=size)
        for finding in sorted(findings.acts, key=lambda f: not f.differs):
            self._add(table, finding)
        for actor, acts in findings.others.items():
            title = heading(findings, actor, self)
            title.truncate(self._width, overflow="ellipsis")
            blank = [Text("") for _ in lenses]
            table.add_row(Text(""), Text(""), Text(""), title, *blank, key=f"apart:{actor}")
            for finding in acts:
                self._add(table, finding)
        go_to(table, self.of.selected)
        table.move_cursor(column=max(column, _FIRST), animate=False)
        self.query_one("#grid-counted", Static).update(Text(" ") + counted(findings, self))
        self._counts()
        self._reasons()

    def _add(self, table: DataTable[Text], finding: Finding) -> None:
        event, style = finding.event, style_of(finding)
        verdicts = [finding.verdicts[lens].verdict for lens in lens_ids()]
        mark = ("≠" if finding.differs else " ") + ("†" if event.overruled else "")
        date = when(event)
        date.stylize(style)
        table.add_row(
            Text(mark, style=style or "bold"),
            date,
            who(self.of.findings, event, style),
            cell(event.title, self._width, style),
            *(
                Text(self.theory.say("verdict", v) if self._wide else LETTERS[v],
                     style=style or VERDICT_STYLE[v])
                for v in verdicts
            ),
            key=event.id,
        )  # fmt: skip

    def _counts(self) -> None:
        w, theory, findings = self.w, self.theory, self.of.findings
        tell, threshold = sentences(self), findings.view.threshold
        title = w.tn("The lenses differ on {n} of these acts",
                     "The lenses differ on {n} of these acts", len(findings.differing))  # fmt: skip
        said = Text.assemble((title + "\n", "bold")) if self._wide else Text()
        words = [f"{LETTERS[v]} {theory.say('verdict', v)}" for v in VERDICTS]
        size = widest(words) + 2
        said.append(" " * size)
        for lens in lens_ids():
            said.append_text(self._right(theory.lens_letter(lens, threshold), 4))
        said.append("\n")
        for verdict, word in zip(VERDICTS, words, strict=True):
            row = cell(word, style=VERDICT_STYLE[verdict])
            row.pad_right(max(size - row.cell_len, 0))
            for lens in lens_ids():
                row.append_text(self._right(str(findings.count(lens)[verdict]), 4))
            said.append_text(row).append("\n")
        names = [f"{theory.lens_letter(x, threshold)} {tell.lens(x, threshold, short=True)}"
                 for x in lens_ids()]  # fmt: skip
        lines = _lines(names)
        said.append("\n".join(lines), "dim")
        # Where the terminal is low, the names of more lenses take their lines from the grid.
        sums = self.query_one("#sums")
        low = not self.screen.has_class("-wide") and len(lines) > 1
        sums.styles.height = _SUMS + len(lines) - 1 if low else None
        self.query_one("#counts-text", Static).update(said)

    @staticmethod
    def _right(text: str, width: int) -> Text:
        said = Text(text)
        said.pad_left(max(width - said.cell_len, 0))
        return said

    def _reasons(self) -> None:
        event, said = self.chosen, Text()
        if event:
            findings = self.of.findings
            said.append_text(cell(event.title, style="bold")).append("\n")
            said.append_text(cell(sentences(self).who(findings, event), style="dim")).append("\n")
            parts = (findings, event, self.lens, self)
            said.append_text(change(*parts)).append("\n").append_text(why(*parts))
        self.query_one("#grid-why-text", Static).update(said)

    @on(DataTable.CellHighlighted, "#grid")
    def _moved(self, moved: DataTable.CellHighlighted) -> None:
        table = self.query_one("#grid", DataTable)
        if moved.coordinate.column < _FIRST:
            table.move_cursor(column=_FIRST, animate=False)
        if table.has_focus and self.chosen:
            self.of.selected = self.chosen.id
        self._reasons()

    def action_verdict(self, question: Question) -> None:
        """Answer of the verdict under the cursor: why, or what would change it."""
        if self.chosen:
            self.app.push_screen(VerdictScreen(self.of.findings, self.chosen, self.lens, question))

    @on(DataTable.CellSelected, "#grid")
    def action_evidence(self) -> None:
        """Weigh the event's evidence."""
        self.of.action_tab("evidence")
