"""A coding sheet on its way into a case: looked at, corrected, decided, and then all of it."""

from __future__ import annotations

import asyncio

from rich.text import Text
from textual import on, work
from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.events import Resize
from textual.widgets import ContentSwitcher, Static

from workbench.case import Problem
from workbench.casebook import Casebook, SheetAnswers, column_habit, remember_columns
from workbench.interchange.sheet import (
    Decision,
    Double,
    Entering,
    SheetImport,
    read_sheet,
)
from workbench.locale import N_

from ..forms import Confirm
from ..forms.files import read_bytes
from ..forms.incoming import Incoming
from ..kit.commands import Command
from ..kit.footer import KeyFooter
from ..kit.plain import cell
from ..kit.table import SeenTable
from ..panels.sheet import faults_as_text
from ..panels.views import ViewName
from .asking import SheetQuestions

_DECIDES = {"s": "sheet.decide-skip", "a": "sheet.decide-add", "m": "sheet.decide-merge",
            "S": "sheet.decide-all-skip", "A": "sheet.decide-all-add",
            "M": "sheet.decide-all-merge"}  # fmt: skip
"""The keys that say what becomes of events that are there already, in a sentence."""
_VIEWS = ("columns", "preview", "faults", "doubles")


class SheetScreen(SheetQuestions):
    """What a sheet would do, shown before it does it; answers with how many events it added."""

    CSS_PATH = "../styles/incoming.tcss"

    def __init__(self, book: Casebook, incoming: Incoming) -> None:
        super().__init__()
        self.book = book
        self.incoming = incoming
        self.found = SheetImport()
        self.said = SheetAnswers()
        self.head: int | None = None
        self.encoding: str | None = None
        self.decided: dict[int, Decision] = {}
        self.worksheet: str | None = None
        self._data = b""
        self._run = 0
        self._writing = False
        self._looked = False

    def reopen(self) -> None:
        """The same sheet as it was put right so far."""
        again = SheetScreen(self.book, self.incoming)
        again.said, again.decided, again.worksheet = self.said, self.decided, self.worksheet
        again.head, again.encoding = self.head, self.encoding
        self.bench.push_screen(again)

    def compose(self) -> ComposeResult:
        """What comes of it in a line, and four ways to look."""
        w = self.w
        self.install(
            [
                Command("ctrl+s", "import", w.t("import"), w.t("Import all of it")),
                Command("e", "choose", w.t("change"),
                        w.t("Say what the column or the value under the cursor is read as")),
                Command("h", "head", w.t("head"), w.t("Choose the row that names the columns")),
                Command("c", "constant", w.t("constant"),
                        w.t("Say what a column that the sheet lacks is in every row")),
                Command("d", "dates", w.t("dates"), show=False,
                        help=w.t("Say what stands first in a date such as 3/1/2003")),
                Command("x", "forget", w.t("forget values"), show=False,
                        help=w.t("Forget what the values of the column under the cursor mean")),
                Command("s", "decide('skip')", w.t("leave out"),
                        w.t("Leave out the event that is there already")),
                Command("a", "decide('add')", w.t("add as new"),
                        w.t("Add it as an event of its own")),
                Command("m", "decide('merge')", w.t("add its evidence"),
                        w.t("Add its evidence to the event that is there")),
                Command("S", "decide_all('skip')", w.t("all out"), show=False,
                        help=w.t("Leave out every event that is there already")),
                Command("A", "decide_all('add')", w.t("all as new"), show=False,
                        help=w.t("Add each as an event of its own")),
                Command("M", "decide_all('merge')", w.t("all evidence"), show=False,
                        help=w.t("Add the evidence of each to the event that is there")),
                Command("f5", "again", w.t("read again"), show=False,
                        help=w.t("Read the file again, after it was changed and saved")),
                Command("w", "worksheet", w.t("worksheet"),
                        w.t("Choose another worksheet of the workbook")),
                *(
                    Command(str(n), f"look('{view}')", view, w.t("Go to view {n}", n=n), show=False)
                    for n, view in enumerate(_VIEWS, 1)
                ),
                Command("full_stop", "turn(1)", w.t("next view"), shown_key=".",
                        help=w.t("The next way to look at it")),
                Command("comma", "turn(-1)", w.t("view before"), show=False, shown_key=","),
                Command("escape,q", "close", w.t("cancel"), w.t("Close; nothing is written")),
            ]
        )  # fmt: skip
        yield Static(id="top")
        yield Static(id="im-said")
        with Horizontal(classes="view-bar"):
            for view in _VIEWS:
                yield ViewName(view, view)
        with ContentSwitcher(initial="im-columns"):
            for view in _VIEWS:
                yield SeenTable(id=f"im-{view}")
        with VerticalScroll(id="im-detail", can_focus=False):
            yield Static(id="im-text")
        yield KeyFooter()

    def on_mount(self) -> None:
        """Read the file."""
        self.read()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A key is offered only where it does something."""
        if action == "worksheet":
            return len(self.found.worksheets) > 1
        if action == "choose":
            return self.view == "columns" or (
                self.view == "faults" and bool(self.answerable(self.fault))
            )
        if action == "forget":
            column = self.column if self.view == "columns" else None
            return bool(column and self.found.answers.values.get(column.read_as))
        if action in ("decide", "decide_all"):
            return self.view == "doubles"
        return True

    @property
    def view(self) -> str:
        """Which of the four is seen; empty before they are there."""
        shown = next(iter(self.query(ContentSwitcher)), None)
        return str(shown.current).removeprefix("im-") if shown else ""

    @property
    def looked_at(self) -> str:
        """Which of the four is seen."""
        return self.view

    def read_again(self) -> None:
        """A dry run by what was said."""
        self.read()

    @property
    def table(self) -> SeenTable:
        """The table that is seen."""
        return self.query_one(f"#im-{self.view}", SeenTable)

    @work(exclusive=True, group="read")
    async def read(self) -> None:
        """A dry run with the columns, worksheet and decisions as they are now."""
        try:
            if not self._data:
                self._data = await asyncio.to_thread(read_bytes, self.incoming.path)
            self.found = await self._read()
        except (Problem, OSError) as problem:
            self.bench.refuse(problem)
            self.dismiss(None)
            return
        if not self._looked:
            self._looked = True
            first = "faults" if self.found.faults else "columns"
            columns = self.found.columns
            if columns and not any(c.read_as == "title" for c in columns):
                first = "columns"
            self.query_one(ContentSwitcher).current = f"im-{first}"
        self.redraw()
        self.table.focus()

    async def _read(self) -> SheetImport:
        self._run += 1
        run, loop = self._run, asyncio.get_running_loop()
        folder, slug = self.bench.workspace.folder, self.book.file.slug
        decided = dict(self.decided)

        def told(done: int, every: int) -> None:
            loop.call_soon_threadsafe(self._at, run, done, every)

        def decide(double: Double) -> Decision | None:
            return decided.get(double.line)

        return await asyncio.to_thread(
            lambda: read_sheet(
                self._data,
                self.book.case,
                self.bench.coder,
                said=self.said,
                worksheet=self.worksheet,
                head=self.head,
                encoding=self.encoding,
                habit=column_habit(folder, slug),
                decide=decide,
                told=told,
            )
        )

    def _at(self, run: int, done: int, every: int) -> None:
        if run == self._run and self.is_mounted and done < every:
            numbers = {"done": f"{done:,}", "every": f"{every:,}"}
            self._say(Text(self.w.t("Reading: row {done} of {every}", **numbers), "dim"))

    def _say(self, said: Text) -> None:
        self.query_one("#im-said", Static).update(Text(" ") + said)

    @on(Resize)
    def redraw(self) -> None:
        """Show what was read."""
        width, w, found = self.room.width, self.w, self.found
        top = self.incoming.headed(self.book.case, w, width, found.worksheet)
        self.query_one("#top", Static).update(top)
        names = {
            "columns": w.t("Columns"), "preview": w.t("First rows"),
            "faults": w.t("Problems"), "doubles": w.t("There already"),
        }  # fmt: skip
        counts = {
            "columns": len(found.columns), "preview": len(found.preview),
            "faults": len(found.faults), "doubles": len(found.doubles),
        }  # fmt: skip
        for number, name in enumerate(self.query(ViewName), 1):
            count = f" {counts[name.view]}" if counts[name.view] else ""
            name.update(Text(f"{number} {names[name.view]}{count}"))
            name.set_class(name.view == self.view, "-shown")
        self.draw_columns(self.query_one("#im-columns", SeenTable), found, width)
        self.draw_preview(self.query_one("#im-preview", SeenTable), found, width)
        self.draw_faults(self.query_one("#im-faults", SeenTable), found, width)
        self.draw_doubles(self.query_one("#im-doubles", SeenTable), found, width)
        if found.faults or found.rows:
            self._say(self.sum_said(found))
        self._detail()
        self.refresh_bindings()

    @on(SeenTable.Moved)
    def _detail(self) -> None:
        w, key, found, said = self.w, self.table.key, self.found, Text()
        if self.view == "columns":
            if self.column:
                said.append_text(self.column_in_full(found, self.column))
            for note in found.told:
                said.append_text(cell(note.said(w), 300)).append("\n")
            said.append(
                w.t("≈ read under another name: check it. Enter changes it for this case, "
                    "and for its next sheets with this header."), "dim"
            )  # fmt: skip
        elif self.view == "preview":
            row = self._row(key)
            if row:
                said = self.row_said(row)
            elif found.faults:
                said.append(w.t("The rows are shown once the problems are put right."), "dim")
        elif self.view == "faults":
            if found.faults:
                fault = found.faults[int(key or 0)]
                said.append(fault.said(w)).append("\n")
                if self.answerable(fault):
                    said.append(w.t("Enter says what is meant here, for all of the sheet.") + "\n",
                                "bold")  # fmt: skip
                told = self.hint(
                    "{y} copies all of them. Put them right in the sheet, save it, and press {F5} "
                    "to read it again.",
                    {"y": "app.copy", "F5": "sheet.again"},
                )
                said.append(told, "dim")
            else:
                said.append(w.t("Nothing is wrong with the sheet."), "dim")
        else:
            double = next((d for d in found.doubles if str(d.line) == key), None)
            if double:
                told = self.hint(
                    "{s} leave out · {a} add as new · {m} add its evidence to the event there, "
                    "which stays as it is · {S} {A} {M}: all of them",
                    _DECIDES,
                )
                said.append(told + "\n", "dim").append_text(self.double_said(double))
            else:
                said.append(w.t("No event of the sheet is there already."), "dim")
        self.query_one("#im-text", Static).update(said)

    def _row(self, key: str | None) -> Entering | None:
        return next((row for row in self.found.preview if str(row.line) == key), None)

    @property
    def under_cursor(self) -> str | None:
        """What is copied: of the problems all of them."""
        if self.view == "faults":
            return faults_as_text(self, self.found) or None
        return str(self.query_one("#im-text", Static).content) or None

    @on(ViewName.Chosen)
    def _named(self, event: ViewName.Chosen) -> None:
        self.action_look(event.view)

    def action_look(self, view: str) -> None:
        """One of the four."""
        self.query_one(ContentSwitcher).current = f"im-{view}"
        self.redraw()
        self.table.focus()

    def action_turn(self, by: int) -> None:
        """The next of the four."""
        self.action_look(_VIEWS[(_VIEWS.index(self.view) + by) % len(_VIEWS)])

    def action_again(self) -> None:
        """Read the file again."""
        self._data = b""
        self.read()

    def action_decide(self, decision: Decision) -> None:
        """What becomes of the double under the cursor; the cursor goes on to the next."""
        table = self.query_one("#im-doubles", SeenTable)
        key = table.key
        if key:
            self.decided[int(key)] = decision
            table.action_step(1)
            self.read()
        else:
            self._no_double()

    def action_decide_all(self, decision: Decision) -> None:
        """What becomes of every double."""
        if not self.found.doubles:
            self._no_double()
            return
        self.decided |= {double.line: decision for double in self.found.doubles}
        self.read()

    def _no_double(self) -> None:
        self.bench.say(self.w.t("Nothing of the sheet stands already: there is nothing to decide"))

    def action_import(self) -> None:
        """All of it, or go to what stands in the way."""
        if self._writing:
            self.bench.say(self.w.t("At work: this may take a moment"))
            return
        if self.found.faults or self.found.undecided:
            self.action_look("faults" if self.found.faults else "doubles")
            self.bench.say(self.w.t("First this: then all of the sheet can go in"), error=True)
            return
        self._writing = True
        self._import()

    @work(exclusive=True, group="read")
    async def _import(self) -> None:
        try:
            # The case may have been changed since the dry run.
            found = self.found = await self._read()
            if found.faults or found.undecided or not found.changes:
                self.redraw()
                self.bench.say(self.w.t("There is nothing to import"), error=True)
                return
            self._say(Text(self.w.t("Writing …"), "bold"))
            await self.write(self.book, N_("an imported coding sheet"), found.changes)
            await asyncio.to_thread(self._remember, found)
        except (Problem, OSError) as problem:
            self.bench.refuse(problem)
            return
        finally:
            self._writing = False
        w = self.w
        said = w.tn("{n} event added", "{n} events added", found.events)
        self.bench.say(
            f"{said} · " + self.hint("{u} takes the whole import back", {"u": "case.undo"})
        )
        self.dismiss(found.events)

    def _remember(self, found: SheetImport) -> None:
        if self.said != SheetAnswers():
            names = [column.name for column in found.columns]
            read = SheetAnswers(read_as={column.name: column.read_as for column in found.columns})
            told = read.over(found.answers)
            folder = self.bench.workspace.folder
            remember_columns(folder, self.book.file.slug, names, told)

    @work(exclusive=True, group="choose")
    async def action_close(self) -> None:
        """Close without writing; ask where something was corrected or decided."""
        w = self.w
        if self._writing:
            self.bench.say(self.w.t("At work: this may take a moment"))
            return
        if self.said != SheetAnswers() or self.head or self.decided:
            question = w.t("Close without importing? What you chose here is lost.")
            if not await self.app.push_screen_wait(Confirm(question, w.t("Discard"))):
                return
        self.dismiss(None)
