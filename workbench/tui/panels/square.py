"""Intent × effect: a square of four fields and what is outside it, and the acts in each."""

from __future__ import annotations

from functools import partial

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.containers import Grid, Horizontal
from textual.widgets import Static

from workbench.judgement import FIELDS, SQUARE, Finding

from ..kit.commands import Command
from ..kit.plain import cell
from ..kit.table import Heading, Row, SeenTable
from .apart import beside, counted, quarrel_mark, style_of, who
from .panel import DATES, Panel, when

_APART = "apart"
"""The key of the row over the acts that aren't the balancer's."""


class SquareView(Panel):
    """As on paper: the field that Art's criterion adds is the lower right."""

    def compose(self) -> ComposeResult:
        """A table a field, intent downwards and effect across; then what has no evidence."""
        w = self.w
        self.install([Command("v", "evidence", w.t("evidence"), w.t("Weigh the event's evidence"))])
        with Horizontal(id="square-effect"):
            yield Static(Text(w.t("Effect not shown")))
            yield Static(Text(w.t("Effect shown")))
        with Grid(id="square"):
            for row in SQUARE:
                for field in row:
                    yield SeenTable(id=f"field-{field}", header=False)
        yield SeenTable(id="field-no-evidence", header=False)
        yield Static(id="square-said")

    def enter(self) -> None:
        """The focus on the first field that has events."""
        filled = [t for t in self.query(SeenTable) if t.row_count]
        (filled or list(self.query(SeenTable)))[0].focus()

    def redraw(self) -> None:
        """Put each event in its field: the balancer's acts are counted, the others under them."""
        theory, findings = self.theory, self.of.findings
        found = findings.fields()
        others = [f for acts in findings.others.values() for f in acts]
        half = self.of.room.width // 2
        for field in FIELDS:
            table = self.query_one(f"#field-{field}", SeenTable)
            room = half if field != "no-evidence" else self.of.room.width
            width = max(room - DATES - 12, 8)
            table.head([Heading("", "", size) for size in (DATES, 1, width)])
            apart = [f for f in others if f.field == field]
            rows: dict[str, Row] = {
                f.event.id: partial(self._cells, f, width) for f in found[field]
            }
            if apart:
                title = beside(findings, apart, self, width)
                rows[_APART] = partial(list, [Text(""), Text(""), title])
            rows |= {f.event.id: partial(self._cells, f, width) for f in apart}
            selected = self.of.selected
            table.fill(rows, selected if selected in rows else table.key)
            name = Text(f"{len(found[field])} {theory.say('field', field)}")
            table.border_title = name.markup
        bare = self.query_one("#field-no-evidence", SeenTable)
        bare.display = bool(bare.row_count)
        self.query_one("#square-said", Static).update(self._said(len(found["balancing-by-effect"])))

    def _cells(self, finding: Finding, width: int) -> list[Text]:
        event, style = finding.event, style_of(finding)
        date = when(event)
        date.stylize(style)
        said = who(self.of.findings, event, style).append(" ")
        said.append_text(cell(event.title, width - said.cell_len, style))
        return [date, Text(quarrel_mark(finding), style), said]

    def _said(self, adds: int) -> Text:
        findings = self.of.findings
        said = self.w.tn(
            "{n} act is balancing by its effect alone: what Art's criterion adds.",
            "{n} acts are balancing by their effect alone: what Art's criterion adds.",
            adds,
        )
        if all(f.bare for f in findings.acts):
            said = self.w.t("No evidence to compare.")
        return Text(f"{said}\n").append_text(counted(findings, self))

    @on(SeenTable.Moved)
    def _moved(self, moved: SeenTable.Moved) -> None:
        if moved.table.has_focus and moved.table.key in self.case.events:
            self.of.selected = moved.table.key

    @on(SeenTable.Chosen)
    def action_evidence(self) -> None:
        """Weigh the event's evidence."""
        focused = self.of.focused
        if isinstance(focused, SeenTable) and focused.key in self.case.events:
            self.of.selected = focused.key
        self.of.action_tab("evidence")
