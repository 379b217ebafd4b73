"""What every screen, panel and form needs of the application."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, TypeVar, cast

from textual.screen import ModalScreen

from .commands import Command, Commanded

if TYPE_CHECKING:
    from textual.geometry import Size

    from workbench.case import Case, Change
    from workbench.casebook import Casebook
    from workbench.locale import Words

    from .bench import Bench
    from .theory import Theory


Done = TypeVar("Done")


class Node(Commanded):
    """A node of the workbench: the application as `Bench` knows it, words and theory."""

    opened: Case | None = None
    """The case as it was when a form opened: what its answers are about."""

    @property
    def bench(self) -> Bench:
        """The application."""
        return cast("Bench", self.app)

    @property
    def room(self) -> Size:
        """The terminal's columns and rows, known before anything is laid out."""
        return self.bench.size

    @property
    def w(self) -> Words:
        """The words of the interface."""
        return self.bench.words

    @property
    def theory(self) -> Theory:
        """The codebook of the open case, or as it is shipped, in the interface's language."""
        from .theory import Theory

        shipped = self.bench.theory
        for screen in reversed(self.bench.screen_stack):
            book: Casebook | None = getattr(screen, "book", None)
            if book is not None:
                return Theory(
                    shipped.lang,
                    book.case.codebook,
                    lettered=shipped.lettered,
                    colours=shipped.colours,
                )
        return shipped

    @property
    def own_keys(self) -> Mapping[str, str]:
        """The keys that the settings change."""
        return self.bench.own_keys

    def hint(self, message: str, keys: Mapping[str, str], **fields: object) -> str:
        """A sentence that names keys, as the settings have them (`hinted`)."""
        return self.bench.hint(message, keys, **fields)

    def install(self, commands: Sequence[Command]) -> None:
        """Bind the commands; help is among them also where a modal screen hides the rest."""
        w = self.w
        if isinstance(self, ModalScreen):
            about = w.t("What this screen is for, and its keys")
            book = getattr(self, "book", None)
            self.opened = book.case if book else None
            commands = [*commands, Command("f1", "app.help", w.t("help"), about)]
        super().install(commands)

    def reopen(self) -> None:
        """Show the same place anew, where a screen that stands on others is built afresh."""

    async def write(self, book: Casebook, label: str, changes: Sequence[Change]) -> None:
        """Write an edit off the interface's thread, under the name of who codes.

        `label` is a message id marked by `N_`. Raises `Problem`, and then nothing changed.
        """
        from workbench.case import Change
        from workbench.casebook import stored

        if self.opened:
            # What was changed elsewhere since must come out as a conflict, not be written over.
            changes = [Change(stored(self.opened, c.record), c.after) for c in changes]
        step = partial(book.apply, label, changes, self.bench.coder)
        await self.attempt(book, step, changes)
        if self.opened:
            self.opened = book.case

    async def attempt(
        self, book: Casebook, step: Callable[[], Done], changes: Sequence[Change] = ()
    ) -> Done:
        """Do something to a case off the interface's thread.

        Raises `Problem` where nothing was done: a conflict is then asked about, with `changes`
        as what was meant. What the disk refused is kept in memory, and asked about too.
        """
        from workbench.casebook import Conflict, NotWritten

        if book.unsaved and not _again(book.unsaved.changes, changes):
            # What waits goes first: a second edit would take its place in memory.
            try:
                await asyncio.to_thread(book.retry)
            except NotWritten as problem:
                self.bench.unwritten(book, problem, self)
                raise
        try:
            return await asyncio.to_thread(step)
        except Conflict as conflict:
            self.bench.settle(book, conflict, changes, self)
            raise
        except NotWritten as problem:
            self.bench.unwritten(book, problem, self)
            raise


def _again(waiting: Sequence[Change], meant: Sequence[Change]) -> bool:
    """Whether an edit is the one that waits, made once more."""
    return {c.record.id for c in waiting} <= {c.record.id for c in meant}
