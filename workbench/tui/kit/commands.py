"""One class for a key, its footer text, its palette entry, its row in the help and its id.

A command speaks the language of whoever reads it, under the keys that the settings may change;
which of those are used `workbench.casebook.keys` says. Textual's class-level `BINDINGS` are made
before a language is known; its keymap takes a key from whatever had it, at every key that is
pressed anew, and can leave a command without one by no value. So this module, and no other, reaches
into a node's bindings.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import ClassVar

from textual.binding import Binding, BindingsMap
from textual.dom import DOMNode
from textual.keys import format_key
from textual.screen import Screen

from workbench.casebook import split_keys
from workbench.locale import Words

_PALETTE = "app.command-palette"


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
    id: str = ""
    """Its name in the settings: where it works and what it does, as `log.new`."""
    first: bool = False
    """Whether it comes before whatever has the focus, and in a form too."""

    @property
    def keys(self) -> list[str]:
        """Its keys, one by one."""
        return split_keys(self.key)

    @property
    def written(self) -> str:
        """Its keys as a person reads them."""
        return self.shown_key or "  ".join(_written(key) for key in self.keys)

    @property
    def binding(self) -> Binding:
        """The command as Textual knows it."""
        return Binding(
            self.key, self.action, self.label, show=self.show,
            key_display=self.shown_key or _written(self.keys[0]), priority=self.first,
            id=self.id or None,
        )  # fmt: skip


def _written(key: str) -> str:
    if key.startswith("ctrl+"):
        return "^" + key.removeprefix("ctrl+")
    return {"escape": "esc", "space": "space", "enter": "⏎", "tab": "tab"}.get(key, format_key(key))


_SPOKEN = {"one": "1", "two": "2", "slash": "/", "ctrl_s": "ctrl+s", "ctrl_r": "ctrl+r",
           "ctrl_q": "ctrl+q"}  # fmt: skip
"""Keys in sentences whose names can't be a field's."""


def hinted(
    say: Words, own: Mapping[str, str], message: str, keys: Mapping[str, str], **fields: object
) -> str:
    """A sentence that names keys, each by its field: as the program comes, or of the settings.

    `keys` are the ids of the actions by the fields, which are called as their keys are; `own` the
    keys that the settings change. An action without one is found in the palette.
    """
    said = {}
    for name, id_ in keys.items():
        word = "Esc" if name == "Escape" and say.lang != "en" else _SPOKEN.get(name, name)
        palette = split_keys(own.get(_PALETTE, "")) or ["ctrl+p"]
        said[name] = _written([*split_keys(own[id_]), *palette][0]) if id_ in own else word
    return say.t(message, **said, **fields)


def command_id(scope: str, action: str) -> str:
    """The name of an action in the settings: `case.tab-memo` for `tab('memo')`."""
    named = re.sub(r"-(\d)", r"minus-\1", action.removeprefix("app."))
    return f"{scope}.{re.sub(r'[^a-z0-9]+', '-', named.casefold()).strip('-')}"


class Commanded(DOMNode):
    """A node that has commands of its own."""

    commands: Sequence[Command] = ()
    scope: ClassVar[str] = ""
    """The first half of its commands' ids: the class's name without its kind."""
    shared_scope: ClassVar[str] = ""
    """The scope that a class and all that are made of it share instead."""

    guide: ClassVar[str] = ""
    """The page of the guide about it, where that isn't the page of its scope."""

    def __init_subclass__(cls, **given: object) -> None:
        """Name the scope after the class."""
        super().__init_subclass__(**given)  # type: ignore[arg-type]
        stem = re.sub(r"(Panel|Screen|Form)$", "", cls.__name__) or cls.__name__
        cls.scope = cls.shared_scope or re.sub(r"(?<!^)(?=[A-Z])", "-", stem).lower()

    def offers(self, command: Command) -> bool:
        """Whether footer, help and palette name it as things stand."""
        return True

    @property
    def own_keys(self) -> Mapping[str, str]:
        """The keys that the settings change, by the id of the command."""
        raise NotImplementedError

    def install(self, commands: Sequence[Command]) -> None:
        """Bind the commands under the keys of the settings; called where the language is known."""
        named = [replace(c, id=c.id or command_id(self.scope, c.action)) for c in commands]
        self.commands = [self._keyed(command) for command in named]
        mine = BindingsMap([command.binding for command in self.commands if command.keys])
        self._bindings = BindingsMap.merge([self._bindings, mine])

    def unbind(self, *keys: str) -> None:
        """Let keys of the widget's own mean nothing; without one, all of them."""
        bound = self._bindings.key_to_bindings
        for key in keys or list(bound):
            bound.pop(key, None)

    def hurry(self, *keys: str) -> None:
        """Have keys served before what is typed ahead of them."""
        for key in keys:
            known = self._bindings.key_to_bindings.get(key, [])
            known[:] = [replace(binding, priority=True) for binding in known]

    def _keyed(self, command: Command) -> Command:
        key = self.own_keys.get(command.id)
        if key is None:
            return command
        # Without a key it is in the palette alone.
        return replace(command, key=",".join(split_keys(key)), shown_key=None)


def commands_at(screen: Screen[object]) -> list[tuple[Commanded, Command]]:
    """What can be done on a screen as it stands, the nearest to the focus first."""
    at: DOMNode = screen.focused or screen
    nodes = at.ancestors_with_self
    # What lies below a modal screen hears no key.
    if screen.is_modal:
        nodes = nodes[: nodes.index(screen) + 1]
    return [
        (node, command)
        for node in nodes
        if isinstance(node, Commanded)
        for command in node.commands
        if node.offers(command)
    ]


def scopes() -> dict[str, list[type[Commanded]]]:
    """Every class that has commands, by the first half of their ids."""
    found: dict[str, list[type[Commanded]]] = {}

    def below(kind: type[Commanded]) -> Iterator[type[Commanded]]:
        for sub in kind.__subclasses__():
            yield sub
            yield from below(sub)

    for kind in below(Commanded):
        found.setdefault(kind.scope, []).append(kind)
    return found
