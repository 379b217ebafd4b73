"""What every screen, panel and form needs of the application."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from .commands import Commanded

if TYPE_CHECKING:
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
        """The codebook in the language of the interface."""
        return self.bench.theory
