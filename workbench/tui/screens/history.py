"""The history of a case: who changed what and when, what it was before, and the way back."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from functools import partial

from rich.console import Group, RenderableType
from rich.text import Text
from textual import on, work
from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.events import Resize
from textual.screen import Screen
from textual.widgets import DataTable, Static

from workbench.case import Case, Problem
from workbench.casebook import Casebook, Revision

from ..changes import Told, headline
from ..commands import Command
from ..footer import KeyFooter
from ..forms import Confirm, PickForm
from ..node import Node
from ..panels.apart import key_to_letters, unjudged
from ..panels.panel import go_to, row_key
from ..plain import cell, moment, two_ends, way_back

_SHOWN = 40
"""How many records of one revision are told; an import may hold thousands."""


class HistoryScreen(Screen[None], Node):
    """Revisions, the newest first, and the one under the cursor in full."""

    def __init__(self, book: Casebook) -> None:
        super().__init__()
        self.book = book
        self.revisions: Sequence[Revision] = ()
        self._damaged: list[int] = []
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
                Command("u", "undo", w.t("undo"), w.t("Take the last change back")),
                Command("ctrl+r", "redo", w.t("redo"), w.t("Do it again"), show=False),
                Command("q,escape", "close", w.t("back"), w.t("Back to the case")),
            ]
        )  # fmt: skip
        yield Static(id="top")
        with Horizontal(id="history"):
            yield DataTable(id="revisions", cursor_type="row")
            with VerticalScroll(id="revision"):
                yield Static(id="revision-text")
        yield Static(id="history-letters")
        yield Static(id="history-empty")
        yield KeyFooter()

    def on_mount(self) -> None:
        """Read the history."""
        self._read()
        self.query_one("#revisions").focus()

    def on_unmount(self) -> None:
        """Nobody is told any more."""
        self._unsubscribe()

    def _changed(self) -> None:
        self.call_later(self._read)

    @work(exclusive=True)
    async def _read(self) -> None:
        try:
            self.revisions = await asyncio.to_thread(self.book.history)
            self._say_damage()
        except (Problem, OSError) as problem:
            self.bench.refuse(problem)
        self.redraw()

    def _say_damage(self) -> None:
        file = self.book.file
        lines = [fault.line for fault in file.past().faults]
        if lines and lines != self._damaged:
            said = Problem(
                "{path} is damaged in line {lines}: what stood there isn't shown",
                path=str(file.history_path),
                lines=", ".join(map(str, lines)),
            )
            self.bench.refuse(said)
        self._damaged = lines

    @on(Resize)
    def redraw(self) -> None:
        """Fill the table anew; the cursor stays on its revision."""
        w, table, width = self.w, self.query_one("#revisions", DataTable), self.room.width
        said = way_back("screen.close") + Text(w.t("History"), style="bold") + Text(" · ")
        said.append_text(cell(self.book.case.info.title))
        count = w.tn("{n} change", "{n} changes", len(self.revisions))
        self.query_one("#top", Static).update(two_ends(said, Text(f"{count} "), width))
        key_ = key_to_letters(unjudged(self.book.case), self)
        self.query_one("#history-letters", Static).update(Text(" ").append_text(key_))
        key = row_key(table)
        table.clear(columns=True)
        room = width // 2 if width >= 100 else width
        for label, size in (
            (w.t("when"), 11), (w.t("coder"), 8), (w.t("change"), max(room - 26, 12))
        ):  # fmt: skip
            table.add_column(Text(label), width=size)
        told = self._told()
        for revision in reversed(self.revisions):
            what = Text.assemble(
                (self._action(revision), "bold"), "  ",
                headline(revision.changes, told, max(room - 26, 12)),
            )  # fmt: skip
            what.no_wrap, what.overflow = True, "ellipsis"
            when = moment(revision.time.astimezone(), self.bench.today)
            table.add_row(
                Text(when), cell(revision.coder, 8), what,
                key=str(revision.number),
            )  # fmt: skip
        go_to(table, key)
        self.query_one("#history").display = bool(self.revisions)
        empty = self.query_one("#history-empty", Static)
        empty.display = not self.revisions
        empty.update(Text(w.t("Nothing was changed yet: every change will stand here.")))

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
        key = row_key(self.query_one("#revisions", DataTable))
        return next((r for r in self.revisions if str(r.number) == key), None)

    @on(DataTable.RowHighlighted, "#revisions")
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
        parts: list[RenderableType] = [said, *map(told.change, revision.changes[:_SHOWN])]
        if len(revision.changes) > _SHOWN:
            parts.append(Text(w.t("and {n} more", n=len(revision.changes) - _SHOWN), "dim"))
        self.query_one("#revision-text", Static).update(Group(*parts))
        self.query_one("#revision", VerticalScroll).scroll_home(animate=False)

    @work(exclusive=True, group="restore")
    async def action_restore(self) -> None:
        """Bring an event back as it was; ask which where the change touched several."""
        revision, w, told = self.revision, self.w, self._told()
        if revision is None:
            return
        events = list(dict.fromkeys(filter(None, map(told.event_of, revision.changes))))
        if not events:
            self.bench.say(w.t("This change touched no event; undo takes back the last changes"))
            return
        try:
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

    async def action_undo(self) -> None:
        """Take the last change back."""
        await self.step(self.book, back=True)

    async def action_redo(self) -> None:
        """Do the last undone change again."""
        await self.step(self.book, back=False)

    def action_close(self) -> None:
        """Back to the case."""
        self.dismiss()
