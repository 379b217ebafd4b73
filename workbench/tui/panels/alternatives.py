"""The alternative explanations that were considered."""

from __future__ import annotations

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.widgets import DataTable, Static

from workbench.casebook import put
from workbench.locale import N_

from ..forms import AlternativeForm, Confirm
from ..kit.commands import Command
from ..kit.plain import cell, prose
from .panel import Panel, go_to, row_key


class AlternativesView(Panel):
    """What else could explain the case, and what came of it."""

    def compose(self) -> ComposeResult:
        """The titles over the chosen one's text."""
        w = self.w
        self.install(
            [
                Command("n", "new", w.t("new alternative"), w.t("Write down another explanation")),
                Command("e", "edit", w.t("edit"), w.t("Edit the alternative under the cursor")),
                Command("d", "delete", w.t("delete"), w.t("Delete the alternative"), show=False),
            ]
        )
        yield DataTable(id="alternatives", cursor_type="row")
        with VerticalScroll(id="alternative"):
            yield Static(id="alternative-text")

    def enter(self) -> None:
        """The focus on the titles."""
        self.query_one("#alternatives").focus()

    def redraw(self) -> None:
        """Show the alternatives as they are now."""
        table = self.query_one("#alternatives", DataTable)
        key = row_key(table)
        table.clear(columns=True)
        width = max(self.of.room.width - 4, 10)
        table.add_column(Text(self.w.t("alternative")), width=width)
        for number, each in enumerate(self.case.assessment.alternatives):
            table.add_row(cell(each.title, width), key=str(number))
        go_to(table, key)
        self._chosen()

    @property
    def index(self) -> int | None:
        """Which alternative the cursor is on."""
        key = row_key(self.query_one("#alternatives", DataTable))
        many = self.case.assessment.alternatives
        return int(key) if key is not None and int(key) < len(many) else None

    @on(DataTable.RowHighlighted)
    def _chosen(self) -> None:
        index, said = (
            self.index,
            Text(
                self.hint("No alternative yet: press {n}", {"n": "alternatives-view.new"}),
                style="dim",
            ),
        )
        if index is not None:
            each = self.case.assessment.alternatives[index]
            said = Text.assemble(prose(each.title, "bold"), "\n", prose(each.text or "∅"))
        self.query_one("#alternative-text", Static).update(said)

    def action_new(self) -> None:
        """Write an alternative."""
        self.app.push_screen(AlternativeForm(self.book))

    @on(DataTable.RowSelected)
    def action_edit(self) -> None:
        """Edit the alternative."""
        if self.index is not None:
            self.app.push_screen(AlternativeForm(self.book, self.index))
        else:
            self.bench.say(
                self.hint("No alternative yet: press {n}", {"n": "alternatives-view.new"})
            )

    def action_delete(self) -> None:
        """Delete the alternative after a question."""
        index, w, now = self.index, self.w, self.case.assessment
        if index is None:
            self.bench.say(
                self.hint("No alternative yet: press {n}", {"n": "alternatives-view.new"})
            )
            return

        async def answered(yes: bool | None) -> None:
            if yes:
                rest = now.alternatives[:index] + now.alternatives[index + 1 :]
                wanted = now.model_copy(update={"alternatives": rest})
                await self.of.apply(N_("a deleted alternative"), put(self.case, wanted))

        title = now.alternatives[index].title[:120]
        question = w.t("Delete the alternative “{title}”?", title=title)
        self.app.push_screen(Confirm(question, w.t("Delete")), answered)
