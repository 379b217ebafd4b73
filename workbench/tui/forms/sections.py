"""The choice of the memo's sections."""

from __future__ import annotations

from collections.abc import Collection

from rich.text import Text
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import SelectionList, Static
from textual.widgets.selection_list import Selection

from ..kit.commands import Command
from ..kit.footer import KeyFooter
from ..kit.node import Node
from ..kit.ticklist import Ticks


class SectionsScreen(ModalScreen[frozenset[str] | None], Node):
    """Which sections the memo has; the masthead and the bottom line are always there."""

    def __init__(self, chosen: frozenset[str], absent: Collection[str] = ()) -> None:
        """`chosen` is empty where all are; what is `absent` the case has nothing for."""
        super().__init__()
        self._absent = absent
        self._chosen = chosen

    def compose(self) -> ComposeResult:
        """A list to tick."""
        from workbench.memo import SECTIONS

        w = self.w
        self.install(
            [
                Command("ctrl+s", "take", w.t("take these"), w.t("Take the ticked sections")),
                Command("escape", "leave", w.t("cancel"), w.t("Close without saving")),
            ]
        )
        with Vertical(classes="form"):
            yield Static(Text(w.t("The memo’s sections")), classes="heading")
            yield Ticks(
                *(
                    Selection(Text(w.t(title)), name, not self._chosen or name in self._chosen)
                    for name, (title, _) in SECTIONS.items()
                    if name not in self._absent
                )
            )
        yield KeyFooter()

    def action_take(self) -> None:
        """Back with what is ticked; all of them is no choice at all."""
        ticked = self.query_one(SelectionList)
        named = frozenset(ticked.selected)
        if not named:
            self.bench.say(self.w.t("Tick at least one section"))
            return
        self.dismiss(frozenset() if len(named) == ticked.option_count else named)

    def action_leave(self) -> None:
        """Back, nothing chosen."""
        self.dismiss(None)
