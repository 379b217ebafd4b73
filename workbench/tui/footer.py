"""The footer: as many keys as fit, whole, the nearest first; help is always among them."""

from __future__ import annotations

from dataclasses import replace

from rich.cells import cell_len
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.events import Resize
from textual.screen import Screen
from textual.timer import Timer
from textual.widgets import Footer
from textual.widgets._footer import FooterKey

from .base import BaseApp

_LAST = ("help", "app.help", "command_palette")
_OF_LISTS = "Dismiss menu"
"""What Textual's own lists say of Escape, in English only."""
_MOMENT = 0.02
"""Seconds that the keys wait for more to change: a focus that moves tells of it twice."""


class KeyFooter(Footer):
    """The keys that work here, each to be pressed or clicked."""

    def __init__(self) -> None:
        super().__init__(show_command_palette=False)
        self._drawn: list[Binding] = []
        self._waiting: Timer | None = None
        self._known = False

    def compose(self) -> ComposeResult:
        """A key for each command that works here; none before the screen is whole."""
        if not (self._known and self.screen.is_mounted):
            return
        self._drawn = self._wanted()
        for binding in self._drawn:
            key = self.app.get_key_display(binding)
            yield FooterKey(binding.key, key, binding.description, binding.action)

    def _wanted(self) -> list[Binding]:
        """Leave out what doesn't fit, from the end; never cut a word."""
        there: dict[str, Binding] = {}
        for active in self.screen.active_bindings.values():
            binding = active.binding
            if binding.show and active.enabled:
                if binding.description == _OF_LISTS:
                    binding = replace(binding, description=self._close)
                there.setdefault(binding.action, binding)
        last = [there.pop(name) for name in _LAST if name in there]
        room = (self.screen.size.width or 80) - sum(map(self._width, last))
        fitting = []
        for binding in there.values():
            room -= self._width(binding)
            if room < 0:
                break
            fitting.append(binding)
        return fitting + last

    @property
    def _close(self) -> str:
        assert isinstance(self.app, BaseApp)
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
