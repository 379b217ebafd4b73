"""What every screen, panel and form needs of the application."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import TYPE_CHECKING, cast

from .commands import Commanded

if TYPE_CHECKING:
    from workbench.case import Change
    from workbench.casebook import Casebook
    from workbench.locale import Words

    from .app import WorkbenchApp
    from .theory import Theory


class Node(Commanded):
    """A node of the workbench: the application with its real type, words and theory."""

    @property
    def bench(self) -> WorkbenchApp:
        """The application."""
        from textual._context import active_app

        return cast("WorkbenchApp", active_app.get())

    @property
    def w(self) -> Words:
        """The words of the interface."""
        return self.bench.words

    @property
    def theory(self) -> Theory:
        """The codebook of the open case, or as it is shipped, in the interface's language."""
        from .theory import Theory

        for screen in reversed(self.bench.screen_stack):
            book: Casebook | None = getattr(screen, "book", None)
            if book is not None:
                return Theory(self.bench.theory.lang, book.case.codebook)
        return self.bench.theory

    async def write(self, book: Casebook, label: str, changes: Sequence[Change]) -> None:
        """Write an edit off the interface's thread, under the name of who codes.

        `label` is a message id marked by `N_`. Raises `Problem`, and then nothing changed.
        """
        await asyncio.to_thread(book.apply, label, changes, self.bench.coder)
