"""Intent × effect: a square of four fields, and the events in each."""

from __future__ import annotations

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.containers import Grid
from textual.widgets import DataTable, Static

from workbench.judgement import FIELDS

from ..commands import Command
from ..plain import cell
from .panel import DATES, Panel, go_to, row_key, when


class SquareView(Panel):
    """The field that Art's criterion adds is the lower left: effect shown, intent not."""

    def compose(self) -> ComposeResult:
        """A table a field, intent downwards and effect across."""
        w = self.w
        self.install([Command("v", "evidence", w.t("evidence"), w.t("Weigh the event's evidence"))])
        with Grid(id="square"):
            for field in ("declared-balancing", "attempted", "balancing-by-effect",
                          "friction-or-unknown"):  # fmt: skip
                yield DataTable(id=f"field-{field}", cursor_type="row", show_header=False)
        yield Static(id="square-said")

    def enter(self) -> None:
        """The focus on the first field that has events."""
        filled = [t for t in self.query(DataTable) if t.row_count]
        (filled or list(self.query(DataTable)))[0].focus()

    def redraw(self) -> None:
        """Put each event in its field."""
        theory, found = self.theory, self.of.findings.fields()
        width = max(self.of.room.width // 2 - DATES - 11, 12)
        for field in FIELDS:
            table = self.query_one(f"#field-{field}", DataTable)
            key = row_key(table)
            table.clear(columns=True)
            table.add_column("", width=DATES)
            table.add_column("", width=2)
            table.add_column("", width=width)
            for finding in found[field]:
                event = finding.event
                table.add_row(
                    when(event),
                    Text("≠" if finding.differs else ""),
                    cell(event.title, width),
                    key=event.id,
                )
            go_to(table, key)
            go_to(table, self.of.selected)
            name = Text(f" {theory.say('field', field)}  {len(found[field])} ")
            table.border_title = name.markup
        adds = len(found["balancing-by-effect"])
        said = self.w.tn(
            "{n} event is balancing by its effect alone: what Art's criterion adds.",
            "{n} events are balancing by their effect alone: what Art's criterion adds.",
            adds,
        )
        self.query_one("#square-said", Static).update(Text(" " + said))

    @on(DataTable.RowHighlighted)
    def _moved(self, moved: DataTable.RowHighlighted) -> None:
        if moved.data_table.has_focus:
            self.of.selected = moved.row_key.value or self.of.selected

    @on(DataTable.RowSelected)
    def action_evidence(self) -> None:
        """Weigh the event's evidence."""
        focused = self.of.focused
        if isinstance(focused, DataTable):
            self.of.selected = row_key(focused) or self.of.selected
        self.of.action_tab("evidence")
