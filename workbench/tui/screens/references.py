"""References on their way into a case: which are new, which are updated, and then all of them."""

from __future__ import annotations

import asyncio

from rich.text import Text
from textual import on, work
from textual.app import ComposeResult
from textual.events import Resize
from textual.screen import Screen
from textual.widgets import Static

from workbench.case import Change, Problem, Source
from workbench.case.labels import FIELDS
from workbench.casebook import Casebook
from workbench.interchange.references import ReferenceImport, read_references, reference_changes
from workbench.locale import N_

from ..forms.files import read_bytes
from ..forms.incoming import Incoming
from ..kit.commands import Command
from ..kit.footer import KeyFooter
from ..kit.node import Node
from ..kit.plain import cell, widest
from ..kit.table import Heading, SeenTable

_NOTED = 5
"""Notes that stand over the list; the command line prints more of them."""


class ReferencesScreen(Screen[int], Node):
    """What a list of references would change; answers with how many sources it did."""

    CSS_PATH = "../styles/incoming.tcss"

    def __init__(self, book: Casebook, incoming: Incoming) -> None:
        super().__init__()
        self.book = book
        self.incoming = incoming
        self.found: ReferenceImport | None = None

    def reopen(self) -> None:
        """The same list again."""
        self.bench.push_screen(ReferencesScreen(self.book, self.incoming))

    def compose(self) -> ComposeResult:
        """A line that sums it up over the list."""
        w = self.w
        self.install(
            [
                Command("ctrl+s", "import", w.t("import"), w.t("Import all of it")),
                Command("escape,q", "close", w.t("cancel"), w.t("Close; nothing is written")),
            ]
        )
        yield Static(id="top")
        yield Static(id="im-said")
        yield SeenTable(self._row, id="im-references")
        yield Static(id="im-text")
        yield KeyFooter()

    def on_mount(self) -> None:
        """Read the file."""
        self.read()

    @work(exclusive=True, group="read")
    async def read(self) -> None:
        """What would change, off the interface's thread."""
        try:
            self.found = await asyncio.to_thread(self._read)
        except (Problem, OSError) as problem:
            self.bench.refuse(problem)
            self.dismiss(None)
            return
        self.redraw()
        self.query_one(SeenTable).focus()

    def _read(self) -> ReferenceImport:
        return reference_changes(self.book.case, read_references(read_bytes(self.incoming.path)))

    @on(Resize)
    def redraw(self) -> None:
        """Show what was read."""
        width, w = self.room.width, self.w
        top = self.incoming.headed(self.book.case, w, width)
        self.query_one("#top", Static).update(top)
        if self.found is None:
            return
        parts = (
            w.tn("{n} new source", "{n} new sources", self.found.new),
            w.tn("{n} updated", "{n} updated", self.found.updated),
            w.tn("{n} as it was", "{n} as they were", self.found.same),
        )
        said = Text(" " + " · ".join(parts), "bold")
        notes = self.found.notes
        for note in notes[:_NOTED]:
            said.append("\n ").append_text(cell(note.said(w), width - 2, "not bold"))
        if more := len(notes[_NOTED:]):
            text = w.tn("… and {n} more note", "… and {n} more notes", more)
            said.append(f"\n {text}", "not bold")
        self.query_one("#im-said", Static).update(said)
        table = self.query_one(SeenTable)
        fate = widest([w.t("new"), w.t("updated")])
        self._author = max(width // 4, 12)
        self._title = max(width - fate - self._author - 10 - 10, 12)
        table.head([Heading("", label, size) for label, size in (
            ("", fate), (w.t("author"), self._author), (w.t("published"), 10),
            (w.t("title"), self._title),
        )])  # fmt: skip
        table.show([str(number) for number in range(len(self.found.changes))], table.key)
        self._detail()
        if not table.row_count:
            text = w.t("The case has all of these references as they are.")
            self.query_one("#im-text", Static).update(Text(text, "dim"))

    def _row(self, key: str) -> list[Text]:
        """A source in the table."""
        assert self.found
        change = self.found.changes[int(key)]
        source = change.after
        assert isinstance(source, Source)
        return [
            Text(self.w.t("updated") if change.before else self.w.t("new")),
            cell(source.author, self._author), cell(source.published, 10),
            cell(source.title, self._title),
        ]  # fmt: skip

    @on(SeenTable.Moved)
    def _detail(self) -> None:
        key = self.query_one(SeenTable).key
        if self.found and key:
            said = self._told(self.found.changes[int(key)])
            self.query_one("#im-text", Static).update(said)

    def action_import(self) -> None:
        """All of it, in one edit."""
        if self.found and self.found.changes:
            self._import()
        elif self.found:
            self.dismiss(None)
        else:
            self.bench.say(self.w.t("The file is still being read"))

    @work(exclusive=True, group="read")
    async def _import(self) -> None:
        try:
            found = await asyncio.to_thread(self._read)
            await self.write(self.book, N_("imported references"), found.changes)
        except (Problem, OSError) as problem:
            self.bench.refuse(problem)
            return
        w, n = self.w, len(found.changes)
        said = w.tn("{n} source added or updated", "{n} sources added or updated", n)
        self.bench.say(
            f"{said} · " + self.hint("{u} takes the whole import back", {"u": "case.undo"})
        )
        self.dismiss(n)

    def action_close(self) -> None:
        """Close without writing."""
        self.dismiss(None)

    def _told(self, change: Change) -> Text:
        """A source field by field; what is updated beside what it was."""
        said, source = Text(), change.after
        before = change.before.model_dump() if change.before else {}
        for name, value in (source.model_dump() if source else {}).items():
            if not value or name == "id":
                continue
            was, label = before.get(name), self.w.t(FIELDS.get(name, name))
            said.append(f"{label}  ", "dim").append_text(cell(str(value), 200))
            if before and was != value:
                said.append("  ← ", "bold").append_text(cell(str(was or "∅"), 100))
            said.append("\n")
        return said
