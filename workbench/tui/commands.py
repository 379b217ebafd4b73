"""One class for a key, its footer text, its palette entry and its row in the help."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual.binding import Binding, BindingsMap
from textual.dom import DOMNode
from textual.screen import Screen


@dataclass(frozen=True)
class Command:
    """Something a person can do here."""

    key: str
    """The key, or several with commas between."""
    action: str
    label: str
    """What the footer says."""
    help: str = ""
    """What the help and the palette say."""
    show: bool = True
    """Whether the footer shows it."""
    shown_key: str | None = None
    """How the key is written, where Textual's own way isn't wanted."""

    @property
    def binding(self) -> Binding:
        """The command as Textual knows it."""
        return Binding(
            self.key, self.action, self.label, show=self.show, key_display=self.shown_key
        )


class Commanded(DOMNode):
    """A node that has commands of its own."""

    commands: Sequence[Command] = ()

    def install(self, commands: Sequence[Command]) -> None:
        """Bind the commands; called once, where the language is known."""
        self.commands = commands
        mine = BindingsMap([command.binding for command in commands])
        self._bindings = BindingsMap.merge([self._bindings, mine])


def commands_at(screen: Screen[object]) -> list[tuple[DOMNode, Command]]:
    """What can be done on a screen as it stands, the nearest to the focus first."""
    at: DOMNode = screen.focused or screen
    return [
        (node, command)
        for node in at.ancestors_with_self
        if isinstance(node, Commanded)
        for command in node.commands
    ]
