"""Home: the cases of the workspace, and the worked ones."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.events import Key, Resize, ScreenResume
from textual.screen import Screen
from textual.widgets import DataTable, Input, Static

from workbench.case import Problem
from workbench.casebook import Shelf, Shelved, worked_shelf

from ..kit.commands import Command
from ..kit.footer import KeyFooter
from ..kit.node import Node
from ..kit.plain import cell, prose, two_ends
from ..panels.shelf import ShelfTable, fits

if TYPE_CHECKING:
    from workbench.casebook import Casebook


class HomeScreen(Screen[None], Node):
    """Where every session starts."""

    AUTO_FOCUS = ""

    def compose(self) -> ComposeResult:
        """Two tables and what the empty workspace teaches."""
        w = self.w
        self.away = False
        self._all: list[tuple[Shelf, Shelved]] = []
        self._drawn: object = None
        self.install(self._commands())
        yield Static(id="top")
        yield Static(id="cases-heading", classes="heading")
        yield Input(
            id="home-filter", compact=True, placeholder=w.t("/ a word of the title or dyad")
        )
        yield ShelfTable(id="cases", cursor_type="row")
        yield Static(id="problems")
        yield Static(id="empty")
        yield Static(Text(w.t("Worked cases: they open as your own copy")), classes="heading")
        yield DataTable(id="worked", cursor_type="row", show_header=False)
        yield KeyFooter()

    def _commands(self) -> list[Command]:
        w = self.w
        return [
            Command("n", "new", w.t("new case"), w.t("Start a case: who restrains whom")),
            Command("slash", "filter", w.t("filter"), w.t("Show the cases that say a word"),
                    shown_key="/"),
            Command("x", "export", w.t("export"),
                    w.t("Export: memo, coding sheet, page, tables, sources")),
            Command("i", "import", w.t("import"), show=False,
                    help=w.t("Bring in a sheet, references, event data or a project")),
            Command("R", "sources", w.t("sources"), show=False,
                    help=w.t("The sources of the case: edit, merge, see where each is cited")),
            Command("r", "rename", w.t("rename"), w.t("Change the title and the file name")),
            Command("c", "duplicate", w.t("copy"), w.t("Make a copy of the case"), show=False),
            Command("a", "archive", w.t("archive"), show=False,
                    help=w.t("Put the case away, or bring it back from the archive or the trash")),
            Command("d", "delete", w.t("delete"), w.t("Put the case into the trash"), show=False),
            Command("h", "away", w.t("archived"), w.t("Show or hide the archive and the trash")),
            Command("tab", "app.focus_next", w.t("worked cases"), w.t("The other table"),
                    show=False),
            Command("escape", "back", w.t("back"), w.t("No filter, back to the cases"), show=False),
            Command("q", "app.quit", w.t("quit"), w.t("Leave the workbench")),
        ]  # fmt: skip

    @property
    def table(self) -> ShelfTable:
        """The cases."""
        return self.query_one(ShelfTable)

    @on(ScreenResume)
    @on(Resize)
    def refill(self) -> None:
        """Read the workspace again, where it is seen."""
        if self.bench.screen is not self:
            return
        shelves: tuple[Shelf, ...] = ("cases", "archive", "trash") if self.away else ("cases",)
        workspace = self.bench.workspace
        self._all = [(shelf, each) for shelf in shelves for each in workspace.shelf(shelf)]
        now = (self._all, self.room.width)
        if now == self._drawn:
            return
        self._drawn = now
        self._top()
        self.show()
        # The cases of one's own are seen first.
        self.call_after_refresh(self._worked)

    def show(self) -> None:
        """Show the cases that fit the filter."""
        w, field = self.w, self.query_one("#home-filter", Input)
        found = [row for row in self._all if fits(row[1], field.value)]
        field.display = len(self._all) > 1 or bool(field.value)
        table, first = self.table, not self.table.columns
        back_again = bool(found) and not table.display and self.focused is not field
        table.fill(found, self.room.width)
        if first:
            table.find(self.bench.last_case or "")
        table.display = bool(found)
        table.styles.height = len(found) + 1
        problems = self.query_one("#problems", Static)
        wrong = [self.bench.sentence(s.problem) for _, s in found if s.problem]
        problems.display = bool(wrong)
        problems.update(prose("\n".join(wrong)))
        heading = w.t("Your cases")
        if field.value.strip():
            count = w.t("{shown} of {n}", shown=len(found), n=len(self._all))
            heading = f"{heading} · {count}"
        self.query_one("#cases-heading", Static).update(Text(heading))
        self._empty(bool(self._all), bool(found))
        focused = self.focused
        if back_again or focused is None or not focused.display:
            (table if found else self.query_one("#worked")).focus()

    def _empty(self, any_case: bool, any_found: bool) -> None:
        empty = self.query_one("#empty", Static)
        empty.display = not any_found
        if any_case:
            empty.update(
                Text(
                    self.hint(
                        "No case says that. {Escape} shows them all again.", {"Escape": "home.back"}
                    )
                )
            )
            return
        empty.update(
            Text(
                self.hint(
                    "No case here yet. Press {n} to start one: a title, who restrains "
                    "whom, and the question.\nOr open a worked case below and read how "
                    "it was coded.",
                    {"n": "home.new"},
                )
            )
        )

    def _top(self) -> None:
        width = self.room.width
        path = str(self.bench.workspace.folder)
        room = max(width - 44, 12)
        short = path if len(path) <= room else "…" + path[-room:]
        self.query_one("#top", Static).update(
            two_ends(
                Text(f" {self.bench.title}", style="bold"),
                Text.assemble((self.w.t("workspace"), "dim"), "  ", cell(short), " "),
                width,
            )
        )

    def _worked(self) -> None:
        table, width = self.query_one("#worked", DataTable), self.room.width
        at = table.cursor_row
        table.clear(columns=True)
        for _ in range(3):
            table.add_column("")
        worked = [(each.slug, each.years, each.info) for each in worked_shelf() if each.info]
        worked.sort(key=lambda each: each[2].language != self.w.lang)
        dyads = {slug: cell(f"{info.balancer} → {info.target}", 30) for slug, _, info in worked}
        room = width - 17 - max((dyad.cell_len for dyad in dyads.values()), default=0)
        for slug, years, info in worked:
            title = cell(info.title, max(room, 20))
            table.add_row(title, dyads[slug], Text(years, style="dim"), key=slug)
        table.styles.height = table.row_count
        table.move_cursor(row=at)

    @on(Input.Changed, "#home-filter")
    def _filtered(self) -> None:
        self.show()

    @on(Input.Submitted, "#home-filter")
    def _filter_done(self, event: Input.Submitted) -> None:
        (self.table if self.table.display else self.query_one("#worked")).focus()

    def action_filter(self) -> None:
        """Ask which cases to show."""
        field = self.query_one("#home-filter")
        field.display = True
        field.focus()

    def on_key(self, event: Key) -> None:
        """A letter that is no command begins the filter, as every Chinese one does."""
        field = self.query_one("#home-filter", Input)
        known = event.key in self.active_bindings or self.focused is field
        if event.is_printable and event.character and self._all and not known:
            field.value += event.character
            self.action_filter()
            event.stop()

    def action_back(self) -> None:
        """No filter, back to the cases."""
        field = self.query_one("#home-filter", Input)
        field.value = ""
        self.show()
        (self.table if self.table.display else self.query_one("#worked")).focus()

    def action_away(self) -> None:
        """Show or hide the archive and the trash."""
        self.away = not self.away
        self.refill()
        if self.away and all(shelf == "cases" for shelf, _ in self._all):
            self.bench.say(self.w.t("The archive and the trash are empty"))

    def action_new(self) -> None:
        """Ask for a new case, then show it."""
        from ..forms import NewCaseForm

        def made(book: Casebook | None) -> None:
            if book:
                self.bench.show_case(book)

        self.bench.push_screen(NewCaseForm(), made)

    def _chosen(self) -> str | None:
        """The slug of the case in work under the cursor; says why there is none."""
        at = self.table.under_cursor()
        if at is None:
            self._none()
        elif at[0] != "cases":
            self.bench.say(
                self.hint("Bring the case back first: press {a}", {"a": "home.archive"}), error=True
            )
        else:
            return at[1]
        return None

    def _none(self) -> None:
        self.bench.say(self.w.t("There is no case here"), error=True)

    def _opened(self) -> Casebook | None:
        slug = self._chosen()
        try:
            return self.bench.workspace.open(slug) if slug else None
        except (Problem, OSError) as problem:
            self.bench.refuse(problem)
            return None

    def _try(self, do: Callable[[], str | None]) -> None:
        """Do something with files; say what came of it, or why it wasn't done."""
        try:
            said = do()
        except (Problem, OSError) as problem:
            self.bench.refuse(problem)
        else:
            if said:
                self.bench.say(said)
        self.refill()

    def action_sources(self) -> None:
        """The sources of the case under the cursor."""
        from .sources import SourcesScreen

        book = self._opened()
        if book:
            self.bench.push_screen(SourcesScreen(book))

    def action_rename(self) -> None:
        """Change the title and the file name."""
        from ..forms import RenameForm

        book = self._opened()

        def done(slug: str | None) -> None:
            self.refill()
            if slug:
                self.table.find(slug)

        if book:
            form = RenameForm(book.file.slug, book.case.info.title)
            self.bench.push_screen(form, done)

    def action_duplicate(self) -> None:
        """Make a copy of the case."""
        slug, made = self._chosen(), ""

        def copied(slug: str) -> str:
            nonlocal made
            made = self.bench.workspace.duplicate(slug)
            return self.w.t("A copy: {slug}", slug=made)

        if slug:
            self._try(lambda: copied(slug))
            self.table.find(made)

    def action_export(self) -> None:
        """Write an export of the case."""
        from ..forms import ExportForm

        book = self._opened()
        if book:
            self.bench.push_screen(ExportForm(book))

    def action_import(self) -> None:
        """Bring a file into a case."""
        at = self.table.under_cursor()
        self.bench.bring_in(slug=at[1] if at and at[0] == "cases" else None)

    def action_archive(self) -> None:
        """Put the case away, or bring it back."""
        at = self.table.under_cursor()
        if at is None:
            self._none()
            return
        w, move = self.w, self.bench.workspace.move
        if at[0] == "cases":
            said = self.hint("Archived; {h} shows the archive", {"h": "home.away"})
            self._move(lambda: move(at[1], "cases", "archive"), said)
        else:
            self._try(lambda: w.t("Back among the cases: {slug}", slug=move(at[1], at[0], "cases")))

    def _move(self, do: Callable[[], str], said: str) -> None:
        def done() -> str:
            do()
            return said

        self._try(done)

    def action_delete(self) -> None:
        """Put the case into the trash, after a question."""
        from ..forms import Confirm

        at, w = self.table.under_cursor(), self.w
        if at is None:
            self._none()
            return
        shelf, slug = at
        if shelf == "trash":
            self.bench.say(
                self.hint("It is in the trash already; {a} brings it back", {"a": "home.archive"})
            )
            return

        def answered(yes: bool | None) -> None:
            if yes:
                keys = {"h": "home.away", "a": "home.archive"}
                said = self.hint("In the trash; {h} shows it, {a} brings it back", keys)
                self._move(lambda: self.bench.workspace.move(slug, shelf, "trash"), said)

        question = w.t("Put the case {slug} into the trash? It can be brought back.", slug=slug)
        self.app.push_screen(Confirm(question, w.t("Delete")), answered)

    @on(DataTable.RowSelected, "#cases")
    def _open(self) -> None:
        slug = self._chosen()
        if slug:
            self.bench.open_case(slug)

    @on(DataTable.RowSelected, "#worked")
    def _copy(self, event: DataTable.RowSelected) -> None:
        from workbench.casebook import copy_worked_case

        slug = str(event.row_key.value)
        workspace = self.bench.workspace
        try:
            there = workspace.file(slug).path.exists()
            book = workspace.open(slug) if there else copy_worked_case(workspace, slug)
        except (Problem, OSError) as problem:
            self.bench.refuse(problem)
            return
        if there:
            self.bench.say(self.w.t("You have a copy of this case already: here it is"))
        self.bench.show_case(book)
