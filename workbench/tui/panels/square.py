"""Intent × effect: a square of four fields and what is outside it, and the acts in each."""

from __future__ import annotations

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.containers import Grid
from textual.widgets import DataTable, Static

from workbench.judgement import FIELDS, Finding

from ..commands import Command
from ..plain import cell
from .apart import beside, counted, style_of, who
from .panel import DATES, Panel, go_to, row_key, when

_APART = "apart"
"""The key of the row over the acts that aren't the balancer's."""


class SquareView(Panel):
    """The field that Art's criterion adds is the lower left: effect shown, intent not."""

    def compose(self) -> ComposeResult:
        """A table a field, intent downwards and effect across; then what has no evidence."""
        w = self.w
        self.install([Command("v", "evidence", w.t("evidence"), w.t("Weigh the event's evidence"))])
        with Grid(id="square"):
            for field in ("declared-balancing", "attempted", "balancing-by-effect",
                          "friction-or-unknown"):  # fmt: skip
                yield DataTable(id=f"field-{field}", cursor_type="row", show_header=False)
        yield DataTable(id="field-no-evidence", cursor_type="row", show_header=False)
        yield Static(id="square-said")

    def enter(self) -> None:
        """The focus on the first field that has events."""
        filled = [t for t in self.query(DataTable) if t.row_count]
        (filled or list(self.query(DataTable)))[0].focus()

    def redraw(self) -> None:
        """Put each event in its field: the balancer's acts are counted, the others under them."""
        theory, findings = self.theory, self.of.findings
        found = findings.fields()
        others = [f for acts in findings.others.values() for f in acts]
        half = self.of.room.width // 2
        for field in FIELDS:
            table = self.query_one(f"#field-{field}", DataTable)
            room = half if field != "no-evidence" else self.of.room.width
            width = max(room - DATES - 12, 8)
            key = row_key(table)
            table.clear(columns=True)
            for size in (DATES, 1, width):
                table.add_column("", width=size)
            for finding in found[field]:
                self._add(table, finding, width)
            apart = [f for f in others if f.field == field]
            if apart:
                title = beside(findings, apart, self, width)
                table.add_row(Text(""), Text(""), title, key=_APART)
            for finding in apart:
                self._add(table, finding, width)
            go_to(table, key)
            go_to(table, self.of.selected)
            name = Text(f"{len(found[field])} {theory.say('field', field)}")
            table.border_title = name.markup
        bare = self.query_one("#field-no-evidence", DataTable)
        bare.display = bool(bare.row_count)
        self.query_one("#square-said", Static).update(self._said(len(found["balancing-by-effect"])))

    def _add(self, table: DataTable[Text], finding: Finding, width: int) -> None:
        event, style = finding.event, style_of(finding)
        date = when(event)
        date.stylize(style)
        said = who(self.of.findings, event, style).append(" ")
        said.append_text(cell(event.title, width - said.cell_len, style))
        table.add_row(date, Text("≠" if finding.differs else "", style), said, key=event.id)

    def _said(self, adds: int) -> Text:
        findings = self.of.findings
        said = self.w.tn(
            "{n} act is balancing by its effect alone: what Art's criterion adds.",
            "{n} acts are balancing by their effect alone: what Art's criterion adds.",
            adds,
        )
        if all(f.bare for f in findings.acts):
            said = self.w.t("No evidence to compare.")
        return Text(f" {said}\n ").append_text(counted(findings, self))

    @on(DataTable.RowHighlighted)
    def _moved(self, moved: DataTable.RowHighlighted) -> None:
        if moved.data_table.has_focus and moved.row_key.value in self.case.events:
            self.of.selected = moved.row_key.value

    @on(DataTable.RowSelected)
    def action_evidence(self) -> None:
        """Weigh the event's evidence."""
        focused = self.of.focused
        if isinstance(focused, DataTable):
            key = row_key(focused)
            self.of.selected = key if key in self.case.events else self.of.selected
        self.of.action_tab("evidence")
