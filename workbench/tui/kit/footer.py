"""The footer: as many keys as fit, whole, the nearest first; help is always among them."""

from __future__ import annotations

from dataclasses import replace

from rich.cells import cell_len
from textual import on
from textual.app import ComposeResult
from textual.binding import ActiveBinding, Binding
from textual.events import Resize
from textual.screen import Screen
from textual.timer import Timer
from textual.widgets import Footer, Static
from textual.widgets._footer import FooterKey

from .bench import Bench
from .commands import Commanded

_TAIL = ("undo", "redo", "history", "home", "close", "help", "app.help")
"""What stands at the right end wherever it works, in this order."""
_BOTH = ("undo", "redo")
"""Two that stand there as one."""
_OF_LISTS = "Dismiss menu"
"""What Textual's own lists say of Escape, in English only."""
_MOMENT = 0.02
"""Seconds that the keys wait for more to change: a focus that moves tells of it twice."""


class KeyFooter(Footer):
    """The keys that work here, each to be pressed or clicked."""

    def __init__(self) -> None:
        super().__init__(show_command_palette=False)
        self._drawn: tuple[list[Binding], list[Binding]] = ([], [])
        self._waiting: Timer | None = None
        self._known = False

    def compose(self) -> ComposeResult:
        """A key for each command that works here; none before the screen is whole."""
        if not (self._known and self.screen.is_mounted):
            return
        self._drawn = near, tail = self._wanted()
        for part in (near, tail):
            for binding in part:
                key = self.app.get_key_display(binding)
                yield FooterKey(binding.key, key, binding.description, binding.action)
            if part is near:
                yield Static(classes="between")

    def _wanted(self) -> tuple[list[Binding], list[Binding]]:
        """The nearest commands that fit, and the tail; never cut a word."""
        there: dict[str, Binding] = {}
        for active in self.screen.active_bindings.values():
            binding = active.binding
            if binding.show and active.enabled and _offered(active):
                if binding.description == _OF_LISTS:
                    binding = replace(binding, description=self._close)
                there.setdefault(binding.action, binding)
        tail = _joined([there.pop(name) for name in _TAIL if name in there])
        room = (self.screen.size.width or 80) - 1 - sum(map(self._width, tail))
        fitting = []
        for binding in there.values():
            if self._width(binding) <= room:
                room -= self._width(binding)
                fitting.append(binding)
        return fitting, tail

    @property
    def _close(self) -> str:
        assert isinstance(self.app, Bench)
        return self.app.words.t("close")

    def _width(self, binding: Binding) -> int:
        key = self.app.get_key_display(binding)
        return cell_len(key) + cell_len(binding.description) + 3

    @on(Resize)
    def _room_changed(self) -> None:
        self.bindings_changed(self.screen)

    def bindings_changed(self, screen: Screen[object]) -> None:
        """Draw the keys anew where they are others, once for all that changes in a moment."""
        self._known = True
        if self._waiting is None and self.app.app_focus and screen is self.screen:
            self._waiting = self.set_timer(_MOMENT, self._renew)

    async def _renew(self) -> None:
        self._waiting = None
        if not self.is_attached:
            return
        if not self.screen.is_mounted:
            self._waiting = self.set_timer(_MOMENT, self._renew)
        elif self._wanted() != self._drawn:
            await self.recompose()


def _offered(active: ActiveBinding) -> bool:
    node = active.node
    if not isinstance(node, Commanded):
        return True
    return all(map(node.offers, (c for c in node.commands if c.id == active.binding.id)))


def _joined(tail: list[Binding]) -> list[Binding]:
    """Undo and redo in one: `u/r undo·redo`; a click takes back."""
    there = {binding.action: binding for binding in tail}
    both = [there[action] for action in _BOTH if action in there]
    if len(both) < len(_BOTH):
        return tail
    one, other = both
    keys = "/".join(each.key_display or each.key for each in both)
    joined = replace(one, key_display=keys, description=f"{one.description}·{other.description}")
    return [joined if each is one else each for each in tail if each is not other]
