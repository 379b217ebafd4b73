"""Home: the cases of the workspace, and the worked ones."""

from __future__ import annotations

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.events import Resize, ScreenResume
from textual.screen import Screen
from textual.widgets import DataTable, Footer, Static

from workbench.case import Case, Problem, span
from workbench.casebook import Casebook, Shelved, copy_worked_case, worked_cases
from workbench.judgement import profile

from ..commands import Command
from ..forms import NewCaseForm
from ..node import Node
from ..plain import cell, prose, two_ends


def years(case: Case) -> str:
    """The years a case covers, as it says or as its events do."""
    dates = [case.info.begins, case.info.ends] + [e.date for e in case.events.values()]
    spans = [found for found in map(span, dates) if found]
    if not spans:
        return "—"
    first, last = min(s[0].year for s in spans), max(s[1].year for s in spans)
    return str(first) if first == last else f"{first}–{last}"


def _share(part: int, whole: int) -> str:
    return f"{round(100 * part / whole)}%" if whole else "—"


class HomeScreen(Screen[None], Node):
    """Where every session starts."""

    def compose(self) -> ComposeResult:
        """Two tables and what the empty workspace teaches."""
        w = self.w
        self.install(
            [
                Command("n", "new", w.t("new case"), w.t("Start a case: who restrains whom")),
                Command("tab", "app.focus_next", w.t("worked cases"), w.t("The other table")),
                Command("q", "app.quit", w.t("quit"), w.t("Leave the workbench")),
            ]
        )
        yield Static(id="top")
        yield Static(Text(w.t("Your cases")), classes="heading")
        yield DataTable(id="cases", cursor_type="row", zebra_stripes=False)
        yield Static(id="problems")
        yield Static(id="empty")
        yield Static(Text(w.t("Worked cases: they open as your own copy")), classes="heading")
        yield DataTable(id="worked", cursor_type="row", show_header=False)
        yield Footer(show_command_palette=False)

    @on(ScreenResume)
    @on(Resize)
    def refill(self) -> None:
        """Read the workspace again."""
        w, width = self.w, self.size.width or 80
        path = str(self.bench.workspace.folder)
        room = max(width - 44, 12)
        short = path if len(path) <= room else "…" + path[-room:]
        self.query_one("#top", Static).update(
            two_ends(
                Text(f" {self.bench.title}", style="bold"),
                Text.assemble((w.t("workspace"), "dim"), "  ", cell(short), " "),
                width,
            )
        )
        shelf = self.bench.workspace.shelf()
        table = self.query_one("#cases", DataTable)
        kept = table.cursor_row
        table.clear(columns=True)
        wide = width >= 100
        given = 42 + (13 if wide else 0)
        dyad = max((width - given) * 2 // 5, 14)
        for label, size in (
            (w.t("case"), max(width - given - dyad - 1, 12)),
            (w.t("dyad"), dyad),
            (w.t("years"), 9),
            (w.t("events"), 6),
            (w.t("coded"), 5),
            (w.t("both sides"), 10),
        ):
            table.add_column(Text(label), width=size)
        if wide:
            table.add_column(Text(w.t("changed")), width=11)
        for shelved in shelf:
            table.add_row(*self._row(shelved, wide), key=shelved.slug)
        table.move_cursor(row=min(kept, max(len(shelf) - 1, 0)))
        table.display = bool(shelf)
        table.styles.height = len(shelf) + 1
        problems = self.query_one("#problems", Static)
        wrong = [self.bench.sentence(s.problem) for s in shelf if s.problem]
        problems.display = bool(wrong)
        problems.update(prose("\n".join(wrong)))
        empty = self.query_one("#empty", Static)
        empty.display = not shelf
        empty.update(
            Text(
                w.t(
                    "No case here yet. Press n to start one: a title, who restrains whom, and "
                    "the question.\nOr open a worked case below and read how it was coded."
                )
            )
        )
        self._worked(width)
        if self.focused is None or not self.focused.display:
            (table if shelf else self.query_one("#worked")).focus()

    def _row(self, shelved: Shelved, wide: bool) -> list[Text]:
        if shelved.case is None:
            assert shelved.problem is not None
            why = self.bench.sentence(shelved.problem)
            row = [cell(f"! {shelved.slug}", style="bold red"), cell(why, style="red")]
            return row + [Text("")] * (5 if wide else 4)
        info, counts = shelved.case.info, profile(shelved.case, shelved.case.codebook)
        row = [
            cell(info.title),
            cell(f"{info.balancer} → {info.target}"),
            Text(years(shelved.case)),
            Text(str(counts.events), justify="right"),
            Text(_share(counts.coded, counts.events), justify="right"),
            Text(_share(counts.both_sides, counts.events), justify="right"),
        ]
        if wide:
            row.append(Text(f"{shelved.modified:%m-%d %H:%M}", style="dim"))
        return row

    def _worked(self, width: int) -> None:
        table = self.query_one("#worked", DataTable)
        if table.row_count:
            return
        table.clear(columns=True)
        for _ in range(3):
            table.add_column("")
        for file in worked_cases():
            try:
                case = file.load()
            except Problem:
                continue
            info = case.info
            table.add_row(
                cell(info.title, max(width - 52, 20)),
                cell(f"{info.balancer} → {info.target}", 30),
                Text(years(case), style="dim"),
                key=file.slug,
            )
        table.styles.height = table.row_count

    def action_new(self) -> None:
        """Ask for a new case, then show it."""

        def made(book: Casebook | None) -> None:
            if book:
                self.bench.show_case(book)

        self.bench.push_screen(NewCaseForm(), made)

    @on(DataTable.RowSelected, "#cases")
    def _open(self, event: DataTable.RowSelected) -> None:
        self.bench.open_case(str(event.row_key.value))

    @on(DataTable.RowSelected, "#worked")
    def _copy(self, event: DataTable.RowSelected) -> None:
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
