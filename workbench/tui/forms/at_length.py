"""A text over the whole screen, where there is no room for it beside what it is about."""

from __future__ import annotations

from rich.text import Text
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Static

from ..kit.commands import Command
from ..kit.footer import KeyFooter
from ..kit.node import Node


class Detail(ModalScreen[None], Node):
    """The event's detail where there is no room beside the log, or what has no form any more."""

    def __init__(self, text: Text) -> None:
        super().__init__()
        self.text = text

    @property
    def under_cursor(self) -> str:
        """What is copied."""
        return self.text.plain

    def compose(self) -> ComposeResult:
        """The text, to be read and copied."""
        close = Command("escape,enter,q", "dismiss", self.w.t("close"))
        self.install([close, Command("y", "app.copy", self.w.t("copy text"))])
        with VerticalScroll(classes="form"):
            yield Static(self.text)
        yield KeyFooter()

    def on_click(self) -> None:
        """A click anywhere goes back to the log."""
        self.dismiss()
