"""The history of a case: who changed what and when, what it was before, and the way back."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from functools import partial

from rich.console import Group, RenderableType
from rich.text import Text
from textual import on, work
from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.events import Resize
from textual.screen import Screen
from textual.widgets import Static

from workbench.case import Case, Change, Problem
from workbench.casebook import Casebook, Revision
from workbench.locale import shown

from ..forms import Confirm, PickForm
from ..kit.changewords import Told, headline
from ..kit.commands import Command
from ..kit.footer import KeyFooter
from ..kit.plain import cell, moment, two_ends, way_back
from ..kit.table import Heading, SeenTable
from ..kit.undoing import Undoing
from ..panels.apart import key_to_actors, unjudged

_SHOWN = 40
"""How many records of one revision are told; an import may hold thousands."""


class HistoryScreen(Screen[None], Undoing):
    """Revisions, the newest first, and the one under the cursor in full."""

    def __init__(self, book: Casebook) -> None:
        super().__init__()
        self.book = book
        self.revisions: Mapping[str, Revision] = {}
        """What was done, the newest first, by number."""
        self._some: dict[str, tuple[tuple[Change, ...], int]] = {}
        """Their first changes: the whole line of an import is looked through for them."""
        self._damaged: list[int] = []
        self._was_read = False
        self._unread = ""
        """Why the history can't be read, where it can't."""
        self._unsubscribe = book.subscribe(self._changed)

    def reopen(self) -> None:
        """The history again."""
        self.bench.push_screen(HistoryScreen(self.book))

    def compose(self) -> ComposeResult:
        """The revisions over or beside what each changed."""
        w = self.w
        self.install(
            [
                Command("r", "restore", w.t("restore"),
                        w.t("Bring an event back as it was after this change")),
                self.undo_command(),
                self.redo_command(),
                Command("q,escape", "close", w.t("back"), w.t("Back to the case")),
            ]
        )  # fmt: skip
        yield Static(id="top")
        with Horizontal(id="history"):
            yield SeenTable(self._row, id="revisions")
            with VerticalScroll(id="revision"):
                yield Static(id="revision-text")
        yield Static(id="history-letters")
        yield Static(id="history-empty")
        yield KeyFooter()

    def on_mount(self) -> None:
        """Read the history."""
        self._read()

    def on_unmount(self) -> None:
        """Nobody is told any more."""
        self._unsubscribe()

    def _changed(self) -> None:
        self.call_later(self._read)

    @work(exclusive=True)
    async def _read(self) -> None:
        try:
            found = await asyncio.to_thread(self.book.history)
            self._unread = ""
            self.revisions = {str(each.number): each for each in reversed(found)}
            self._some.clear()
            self._say_damage()
        except (Problem, OSError) as problem:
            self.revisions, self._unread = {}, self.bench.sentence(problem)
            self.bench.refuse(problem)
        self._was_read = True
        self.redraw()

    def _say_damage(self) -> None:
        file = self.book.file
        lines = [fault.line for fault in file.past().faults]
        if lines and lines != self._damaged:
            said = Problem(
                "{path} is damaged in line {lines}: what stood there isn't shown",
                path=str(file.history_path),
                lines=self.w.listed(map(str, lines)),
            )
            self.bench.refuse(said)
        self._damaged = lines

    @on(Resize)
    def redraw(self) -> None:
        """Fill the table anew; the cursor stays on its revision."""
        w, table, width = self.w, self.query_one(SeenTable), self.room.width
        said = way_back("screen.close") + Text(w.t("History"), style="bold") + Text(" · ")
        said.append_text(cell(self.book.case.info.title))
        count = w.tn("{n} change", "{n} changes", len(self.revisions))
        count = f"{count} " if self._was_read else ""
        self.query_one("#top", Static).update(two_ends(said, Text(count), width))
        key_ = key_to_actors(unjudged(self.book.case), self)
        self.query_one("#history-letters", Static).update(Text(" ").append_text(key_))
        room = width // 2 if width >= 100 else width
        self._width = max(room - 26, 12)
        table.head([Heading("", label, size) for label, size in (
            (w.t("when"), 11), (w.t("coder"), 8), (w.t("change"), self._width),
        )])  # fmt: skip
        table.show(list(self.revisions), table.key)
        self._show()
        self.query_one("#history").display = bool(self.revisions)
        # What isn't shown can't have the focus.
        if self.revisions and self.focused is None:
            table.focus()
        empty = self.query_one("#history-empty", Static)
        empty.display = self._was_read and not self.revisions
        empty.update(Text(shown(self._why_empty)))

    def _first(self, revision: Revision) -> tuple[tuple[Change, ...], int]:
        key = str(revision.number)
        if key not in self._some:
            self._some[key] = revision.some(_SHOWN)
        return self._some[key]

    def _row(self, key: str) -> list[Text]:
        """A revision in the table."""
        revision = self.revisions[key]
        changes, count = self._first(revision)
        what = Text.assemble(
            (self._action(revision), "bold"), "  ",
            headline(changes[:1], count, self._told(), self._width),
        )  # fmt: skip
        when = moment(revision.time.astimezone(), self.bench.today)
        return [Text(when), cell(revision.coder, 8), what]

    @property
    def _why_empty(self) -> str:
        """Why no change stands here: none was made or can be read, or a coding round hides them."""
        if closed := self.book.file.closed:
            return closed.said(self.w)
        if not self._was_read:
            return self.w.t("The history is being read.")
        return self._unread or self.w.t("Nothing was changed yet: every change will stand here.")

    def _told(self, case: Case | None = None) -> Told:
        return Told(self.w, self.theory, case or self.book.case)

    def _action(self, revision: Revision) -> str:
        label = self.w.t(revision.action)
        if revision.kind == "undo":
            return self.w.t("Undone: {label}", label=label)
        if revision.kind == "redo":
            return self.w.t("Done again: {label}", label=label)
        return label

    @property
    def revision(self) -> Revision | None:
        """The revision under the cursor."""
        return self.revisions.get(self.query_one(SeenTable).key or "")

    @on(SeenTable.Moved)
    def _show(self) -> None:
        revision, w = self.revision, self.w
        if revision is None:
            return
        told, said = self._told(), Text()
        said.append(self._action(revision), "bold")
        when = revision.time.astimezone()
        said.append(f"\n{when:%Y-%m-%d %H:%M:%S} · ", "dim").append_text(cell(revision.coder))
        number = w.t("revision {n}", n=revision.number)
        said.append(f"\n{number} · {revision.digest[:12]}\n", "dim")
        changes, count = self._first(revision)
        parts: list[RenderableType] = [said, *map(told.change, changes)]
        if count > _SHOWN:
            parts.append(Text(w.t("and {n} more", n=count - _SHOWN), "dim"))
        self.query_one("#revision-text", Static).update(Group(*parts))
        self.query_one("#revision", VerticalScroll).scroll_home(animate=False)

    @work(exclusive=True, group="restore")
    async def action_restore(self) -> None:
        """Bring an event back as it was; ask which where the change touched several."""
        revision, w, told = self.revision, self.w, self._told()
        if revision is None:
            self.bench.say(self._why_empty)
            return
        try:
            changes = await asyncio.to_thread(lambda: revision.changes)
            events = list(dict.fromkeys(filter(None, map(told.event_of, changes))))
            if not events:
                said = w.t("This change touched no event; undo takes back the last changes")
                self.bench.say(said)
                return
            then = await asyncio.to_thread(self.book.at, revision.number)
        except (Problem, OSError) as problem:
            self.bench.refuse(problem)
            return
        names = {e: (then.events.get(e) or self.book.case.events.get(e)) for e in events}
        choices = [(e, event.title if event else e) for e, event in names.items()]
        chosen: str | None = events[0]
        if len(events) > 1:
            heading = w.t("Which event is to be as it was?")
            chosen = await self.app.push_screen_wait(PickForm(heading, w.t("event"), choices))
        if chosen is None:
            return
        question = w.t(
            "Bring “{title}” back as it was on {when}? It can be undone.",
            title=dict(choices)[chosen][:120],
            when=f"{revision.time.astimezone():%Y-%m-%d %H:%M}",
        )
        if await self.app.push_screen_wait(Confirm(question, w.t("Restore"))):
            restore = partial(self.book.restore, chosen, revision.number, self.bench.coder)
            try:
                await self.attempt(self.book, restore)
            except (Problem, OSError) as problem:
                self.bench.refuse(problem)

    def action_close(self) -> None:
        """Back to the case."""
        self.dismiss()
