"""The keys of a screen, and the message where the terminal is too small."""

from __future__ import annotations

from rich.table import Table
from rich.text import Text
from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.dom import DOMNode
from textual.screen import ModalScreen
from textual.widgets import Static

from ..commands import Command
from ..node import Node


class HelpScreen(ModalScreen[None], Node):
    """Every key that works where the person is."""

    def __init__(self, found: list[tuple[DOMNode, Command]]) -> None:
        super().__init__()
        self.found = found

    def compose(self) -> ComposeResult:
        """A table of keys, and the signs the screens use."""
        w = self.w
        self.install([Command("escape,question_mark,q", "dismiss", w.t("close"))])
        table = Table.grid(padding=(0, 3))
        for _, command in self.found:
            key = command.shown_key or command.key.replace(",", "  ")
            table.add_row(Text(key, style="bold"), Text(command.help or command.label))
        with Vertical(classes="form"):
            yield Static(Text(w.t("Keys of this screen")), classes="heading")
            with VerticalScroll(classes="fields"):
                yield Static(table)
                yield Static(Text("\n" + self._signs()), classes="quiet")

    def _signs(self) -> str:
        w, book, lang = self.w, self.theory.book, self.theory.lang
        classes = "   ".join(f"{c.symbol} {c.name.in_(lang)}" for c in book.classes)
        return "\n".join(
            [
                classes + "   ✖ " + w.t("hard") + "   ∅ " + w.t("coded as none")
                + "   · " + w.t("not coded yet"),
                w.t("A→B the balancer acts   A←B the target acts   C someone else"),
                w.t("A I M T: the verdicts by Art, intent, motives and two levels"),
                w.t("B balancing   N not balancing   C contested   ? insufficient"),
            ]
        )  # fmt: skip


class TooSmall(ModalScreen[None], Node):
    """Said instead of a broken layout; it goes away by itself."""

    def compose(self) -> ComposeResult:
        """One sentence."""
        sentence = self.w.t("The workbench needs at least 60 columns and 18 rows. Enlarge me.")
        yield Static(Text(sentence), id="too-small")
