"""The footer: as many keys as fit, whole, the nearest first; help is always among them."""

from __future__ import annotations

from rich.cells import cell_len
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.events import Resize
from textual.widgets import Footer
from textual.widgets._footer import FooterKey

_LAST = ("help", "app.help", "command_palette")


class KeyFooter(Footer):
    """The keys that work here, each to be pressed or clicked."""

    def __init__(self) -> None:
        super().__init__(show_command_palette=False)

    def compose(self) -> ComposeResult:
        """Leave out what doesn't fit, from the end; never cut a word."""
        if not self._bindings_ready:
            return
        there: dict[str, Binding] = {}
        for active in self.screen.active_bindings.values():
            if active.binding.show and active.enabled:
                there.setdefault(active.binding.action, active.binding)
        last = [there.pop(name) for name in _LAST if name in there]
        room = (self.screen.size.width or 80) - sum(map(self._width, last))
        for binding in there.values():
            room -= self._width(binding)
            if room < 0:
                break
            yield self._key(binding)
        for binding in last:
            yield self._key(binding)

    def _width(self, binding: Binding) -> int:
        key = self.app.get_key_display(binding)
        return cell_len(key) + cell_len(binding.description) + 3

    def _key(self, binding: Binding) -> FooterKey:
        key = self.app.get_key_display(binding)
        return FooterKey(binding.key, key, binding.description, binding.action)

    @on(Resize)
    def _room_changed(self) -> None:
        self.bindings_changed(self.screen)
