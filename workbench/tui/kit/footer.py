"""The footer: as many keys as fit, whole, the nearest first; help is always among them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import accumulate
from typing import ClassVar

from rich.cells import cell_len
from rich.text import Text
from textual import events, on
from textual.binding import ActiveBinding, Binding
from textual.events import Resize
from textual.geometry import Region
from textual.screen import Screen
from textual.timer import Timer
from textual.widget import Widget

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


@dataclass(frozen=True)
class ShownKey:
    """A key in the line of keys, with its place on the screen."""

    key: str
    """What Textual calls it."""
    shown: str
    description: str
    action: str
    region: Region


class KeyFooter(Widget):
    """The keys that work here, each to be pressed or clicked.

    One widget draws them all: as widgets of their own they took a third of what opens a form.
    """

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "footer-key--key", "footer-key--description", "footer-key--hover",
    }  # fmt: skip

    def __init__(self) -> None:
        super().__init__()
        self._drawn: tuple[list[Binding], list[Binding]] = ([], [])
        self._waiting: Timer | None = None
        self._hover: str | None = None
        """The action under the mouse."""

    def on_mount(self) -> None:
        """Follow what works on the screen."""
        self.screen.bindings_updated_signal.subscribe(self, self.bindings_changed)

    def on_unmount(self) -> None:
        """Nobody is told any more."""
        self.screen.bindings_updated_signal.unsubscribe(self)

    @property
    def keys(self) -> list[ShownKey]:
        """What is shown, from left to right; nothing before the screen is whole."""
        near, tail = self._drawn
        widths = list(map(self._width, [*near, *tail]))
        starts = list(accumulate(widths, initial=self.region.x))
        gap = self.region.right - starts[-1]
        return [
            ShownKey(
                binding.key, self.app.get_key_display(binding), binding.description, binding.action,
                Region(start + gap * (place >= len(near)), self.region.y, width, 1),
            )
            for place, (binding, start, width) in enumerate(
                zip([*near, *tail], starts, widths, strict=False)
            )
        ]  # fmt: skip

    def render(self) -> Text:
        """Each key before what it does, the tail at the right end."""
        key_style = self.get_component_rich_style("footer-key--key")
        description = self.get_component_rich_style("footer-key--description")
        hover = self.get_component_rich_style("footer-key--hover")
        line = Text(no_wrap=True, end="")
        for each in self.keys:
            line.append(" " * (each.region.x - self.region.x - line.cell_len))
            said = Text.assemble(
                " ", (each.shown, key_style), (f" {each.description}", description), " "
            )
            if each.action == self._hover:
                said.stylize_before(hover)
            line.append_text(said)
        return line

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
        if self._waiting is None and self.app.app_focus and screen is self.screen:
            self._waiting = self.set_timer(_MOMENT, self._renew)

    def _renew(self) -> None:
        self._waiting = None
        if not self.is_attached:
            return
        if not self.screen.is_mounted:
            self._waiting = self.set_timer(_MOMENT, self._renew)
        elif (wanted := self._wanted()) != self._drawn:
            self._drawn = wanted
            self.refresh()

    def _at(self, event: events.MouseEvent) -> ShownKey | None:
        under = (key for key in self.keys if key.region.contains(event.screen_x, event.screen_y))
        return next(under, None)

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Press the key under the mouse."""
        if there := self._at(event):
            self.app.simulate_key(there.key)

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Show what a click would press."""
        self._hover_over(self._at(event))

    def on_leave(self) -> None:
        """The mouse is elsewhere."""
        self._hover_over(None)

    def _hover_over(self, there: ShownKey | None) -> None:
        action = there.action if there else None
        if action != self._hover:
            self._hover = action
            self.styles.pointer = "pointer" if action else "default"
            self.refresh()


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
