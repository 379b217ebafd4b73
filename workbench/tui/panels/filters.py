"""The log's filter line: completed as it is typed, said back in one line below it."""

from __future__ import annotations

from collections.abc import Callable

from rich.text import Text
from textual.suggester import Suggester
from textual.widgets import Input

from workbench.casebook import Suggestion

from ..kit.commands import Command
from ..kit.node import Node


class _Completing(Suggester):
    def __init__(self, suggest: Callable[[str], list[Suggestion]]) -> None:
        super().__init__(use_cache=False, case_sensitive=True)
        self.suggest = suggest

    async def get_suggestion(self, value: str) -> str | None:
        """What Tab would make of the filter."""
        found = self.suggest(value)
        # The line shows the rest of the suggestion, so it has to begin as what was typed does.
        return value + found[0].text[len(value) :] if found else None


class FilterLine(Input, Node):
    """Where the person says which events to show."""

    def __init__(self, hint: str, suggest: Callable[[str], list[Suggestion]]) -> None:
        super().__init__(
            id="log-filter", compact=True, placeholder=hint, suggester=_Completing(suggest),
            select_on_focus=False,
        )  # fmt: skip
        self.suggest = suggest

    def on_mount(self) -> None:
        """Keys of its own."""
        w = self.w
        self.install(
            [
                Command("tab", "complete", w.t("complete"), w.t("Take the first suggestion")),
                Command("down", "leave", w.t("to the events"), show=False),
                Command("escape", "drop", w.t("no filter"), w.t("Show every event again")),
            ]
        )

    def action_complete(self) -> None:
        """Take the first suggestion, or go on to the events where there is none."""
        found = self.suggest(self.value)
        if found:
            self.value = found[0].text
            self.cursor_position = len(self.value)
        else:
            self.action_leave()

    def action_leave(self) -> None:
        """To the events."""
        self.post_message(self.Submitted(self, self.value))

    def action_drop(self) -> None:
        """No filter any more."""
        self.value = ""
        self.action_leave()


def offered(found: list[Suggestion], lead: str) -> Text:
    """What can be written next, the first being what Tab takes."""
    said = Text(no_wrap=True, overflow="ellipsis")
    for number, suggestion in enumerate(found):
        said.append("   " if number else lead, "dim").append(
            suggestion.shown, "" if number else "bold"
        )
    return said
