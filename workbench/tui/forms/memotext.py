"""The memo's text, to read in the terminal."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Markdown

from ..kit.commands import Command
from ..kit.footer import KeyFooter
from ..kit.node import Node


class PreviewScreen(ModalScreen[None], Node):
    """The memo's text; what a person typed in it is shown and never followed."""

    def __init__(self, text: str) -> None:
        """`text` is the memo in Markdown."""
        super().__init__()
        self._text = text

    def compose(self) -> ComposeResult:
        """A scroll over the whole screen."""
        w = self.w
        self.install([Command("escape,q,p", "leave", w.t("close"), w.t("Close the preview"))])
        with VerticalScroll():
            yield Markdown(self._text, open_links=False)
        yield KeyFooter()

    def action_leave(self) -> None:
        """Back to the panel."""
        self.dismiss()
