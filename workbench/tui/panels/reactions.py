"""Action and reaction: what each act was answered by, and after how long, as it was coded."""

from __future__ import annotations

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.widgets import DataTable, Static

from workbench.case import Event
from workbench.judgement import Answered, answered_acts

from ..kit.commands import Command
from ..kit.plain import cell, widest
from .apart import ACTORS, style_of, who
from .panel import DATES, Panel, go_to, row_key, when
from .reasons import sentences


class ReactionsView(Panel):
    """Acts and answers in turn, the answers set in; nothing is inferred."""

    steps: tuple[Answered, ...] = ()

    def compose(self) -> ComposeResult:
        """A row an act, a row an answer below it."""
        w = self.w
        self.install([Command("v", "evidence", w.t("evidence"), w.t("Weigh the event's evidence"))])
        yield DataTable(id="answers", cursor_type="row")
        yield Static(id="answers-said")

    def enter(self) -> None:
        """The focus on the sequence."""
        self.query_one("#answers").focus()

    def redraw(self) -> None:
        """Show the case as it is now."""
        w, tell, table = self.w, sentences(self), self.query_one(DataTable)
        self.steps = answered_acts(self.of.findings)
        key = row_key(table)
        table.clear(columns=True)
        after = max(widest(tell.after(step) for step in self.steps), widest([w.t("after")]))
        width = max(self.of.room.width - DATES - ACTORS - after - 2 * 4 - 1, 10)
        for label, size in (
            (w.t("date"), DATES), (w.t("who"), ACTORS), (w.t("event"), width),
            (w.t("after"), after),
        ):  # fmt: skip
            table.add_column(Text(label), width=size)
        act = ""
        for number, step in enumerate(self.steps):
            if step.act.id != act:
                act = step.act.id
                self._row(step.act, step.act.title, "", f"{number}:{act}", width)
            self._row(step.answer, f"  ↩ {step.answer.title}", tell.after(step),
                      f"{number}:{step.answer.id}", width)  # fmt: skip
        go_to(table, key)
        table.display = bool(self.steps)
        said = w.t(
            "An answer is what a claim of effect names as the target’s reaction; nothing is "
            "inferred."
        )
        if not self.steps:
            said += " " + w.t("No claim of this case names one yet.")
        self.query_one("#answers-said", Static).update(Text(said, "dim"))

    def _row(self, event: Event, title: str, after: str, key: str, width: int) -> None:
        found = self.of.findings
        style = style_of(found.by_id[event.id])
        date = when(event)
        date.stylize(style)
        self.query_one(DataTable).add_row(
            date, who(found, event, style), cell(title, width, style), Text(after), key=key
        )

    @on(DataTable.RowHighlighted)
    def _chosen(self) -> None:
        table = self.query_one(DataTable)
        key = row_key(table)
        if key and table.has_focus:
            self.of.selected = key.partition(":")[2]

    @on(DataTable.RowSelected)
    def action_evidence(self) -> None:
        """Weigh the event's evidence."""
        self.of.action_tab("evidence")
