"""A question before something is lost."""

from __future__ import annotations

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.screen import ModalScreen
from textual.widgets import Button, Static

from workbench.locale import shown

from ..kit.commands import Command
from ..kit.node import Node


class Confirm(ModalScreen[bool], Node):
    """Yes or no; no is what Escape says."""

    def __init__(self, question: str, yes: str, no: str = "") -> None:
        """Ask `question`; `yes` and `no` are what the answers do."""
        super().__init__()
        self.question = question
        self.yes = yes
        self.no = no

    def compose(self) -> ComposeResult:
        """The question over its two answers."""
        w = self.w
        self.install(
            [
                Command("escape,n", "answer(False)", w.t("no")),
                Command("y", "answer(True)", w.t("yes")),
            ]
        )
        with Vertical(classes="form confirm"):
            yield Static(Text(shown(self.question[:700])))
            with Horizontal(classes="buttons"):
                yield Button(Text(self.yes + " (y)"), id="yes", variant="error", compact=True)
                yield Button(Text((self.no or w.t("Keep")) + " (n)"), id="no", compact=True)

    @on(Button.Pressed)
    def _pressed(self, event: Button.Pressed) -> None:
        self.dismiss(event.button.id == "yes")

    def action_answer(self, yes: bool) -> None:
        """Answer by key."""
        self.dismiss(yes)
