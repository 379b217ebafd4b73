"""Action and reaction: what each act was answered by, and after how long, as it was coded."""

from __future__ import annotations

from functools import partial

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.widgets import Static

from workbench.case import Event
from workbench.judgement import Answered, answered_acts

from ..kit.commands import Command
from ..kit.plain import cell, widest
from ..kit.table import Heading, Row, SeenTable
from .apart import ACTORS, style_of, who
from .panel import DATES, Panel, when
from .reasons import sentences


class ReactionsView(Panel):
    """Acts and answers in turn, the answers set in; nothing is inferred."""

    steps: tuple[Answered, ...] = ()

    def compose(self) -> ComposeResult:
        """A row an act, a row an answer below it."""
        w = self.w
        self.install([Command("v", "evidence", w.t("evidence"), w.t("Weigh the event's evidence"))])
        yield SeenTable(id="answers")
        yield Static(id="answers-said")

    def enter(self) -> None:
        """The focus on the sequence."""
        self.query_one("#answers").focus()

    def redraw(self) -> None:
        """Show the case as it is now."""
        w, tell, table = self.w, sentences(self), self.query_one(SeenTable)
        self.steps = answered_acts(self.of.findings)
        after = max(widest(tell.after(step) for step in self.steps), widest([w.t("after")]))
        width = max(self.of.room.width - DATES - ACTORS - after - 2 * 4 - 1, 10)
        table.head([Heading("", label, size) for label, size in (
            (w.t("date"), DATES), (w.t("who"), ACTORS), (w.t("event"), width),
            (w.t("after"), after),
        )])  # fmt: skip
        act, rows = "", dict[str, Row]()
        for number, step in enumerate(self.steps):
            if step.act.id != act:
                act = step.act.id
                rows[f"{number}:{act}"] = partial(self._cells, step.act, width)
            rows[f"{number}:{step.answer.id}"] = partial(self._cells, step.answer, width, step)
        table.fill(rows, table.key)
        # What is said below has its lines, however many rows there are.
        self.set_class(len(rows) > self.of.room.height // 2, "-long")
        table.display = bool(self.steps)
        said = w.t(
            "An answer is what a claim of effect names as the target’s reaction; nothing is "
            "inferred."
        )
        if not self.steps:
            said += " " + w.t("No claim of this case names one yet.")
        self.query_one("#answers-said", Static).update(Text(said, "dim"))

    def _cells(self, event: Event, width: int, step: Answered | None = None) -> list[Text]:
        """An act; or the answer to one, set in, with after how long it came."""
        found = self.of.findings
        style = style_of(found.by_id[event.id])
        date = when(event)
        date.stylize(style)
        title = f"  ↩ {event.title}" if step else event.title
        after = sentences(self).after(step) if step else ""
        return [date, who(found, event, style), cell(title, width, style), Text(after)]

    @on(SeenTable.Moved)
    def _chosen(self) -> None:
        table = self.query_one(SeenTable)
        if table.key and table.has_focus:
            self.of.selected = table.key.partition(":")[2]

    @on(SeenTable.Chosen)
    def action_evidence(self) -> None:
        """Weigh the event's evidence."""
        self.of.action_tab("evidence")
