"""What the memo panel opens: the choice of sections, and the memo's text to read."""

from __future__ import annotations

from rich.text import Text
from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Markdown, SelectionList, Static
from textual.widgets.selection_list import Selection

from ..commands import Command
from ..footer import KeyFooter
from ..node import Node
from ..ticks import Ticks


class SectionsScreen(ModalScreen[frozenset[str] | None], Node):
    """Which sections the memo has; the masthead and the bottom line are always there."""

    def __init__(self, chosen: frozenset[str]) -> None:
        """`chosen` is empty where all are."""
        super().__init__()
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
