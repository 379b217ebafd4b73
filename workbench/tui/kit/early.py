"""What is typed ahead: it waits until the key before it is heard and the screen is there.

Textual gives a key to whatever has the focus at once: what opens a screen is still on its way then,
and a screen that comes up has no focus yet. Nobody is waited for longer than a moment.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any
from weakref import WeakSet

from textual.app import App
from textual.events import Key, Paste
from textual.message_pump import MessagePump
from textual.screen import Screen
from textual.widgets import Input, TextArea

if TYPE_CHECKING:
    from textual.timer import Timer

Typed = Key | Paste
Serve = Callable[[Typed], Awaitable[None]]
_AT_ONCE = ("ctrl+c", "ctrl+q", "ctrl+z", "f10")
"""Whoever wants to leave waits for nothing."""
_GLANCE = 0.01
"""Seconds between two looks whether the screen is there."""
_MOST = 100
"""Looks after which what is waited for is taken as done."""


class Early:
    """Keeps keys in their order until their turn has come."""

    def __init__(self, app: App[Any], serve: Serve) -> None:
        """`serve` is given each key in its turn."""
        self.app = app
        self._serve = serve
        self._kept: deque[Typed] = deque()
        self._known: WeakSet[Screen[Any]] = WeakSet()
        self._looks = 0
        self._timer: Timer | None = None
        self._heard = 0
        """Of the keys that were served, how many have been heard everywhere."""
        self._served = 0

    async def take(self, typed: Typed) -> None:
        """Serve what was typed, now or in its turn."""
        if isinstance(typed, Key) and typed.key in _AT_ONCE:
            await self._serve(typed)
        elif self._kept or not self._ready():
            self._kept.append(typed)
            self._look_later()
        else:
            await self._next(typed)

    async def _next(self, typed: Typed) -> None:
        focused = self.app.focused or (self.app.screen if self.app.screen_stack else None)
        await self._serve(typed)
        self._looks = 0
        text = isinstance(typed, Paste) or typed.is_printable
        if focused is None or (text and isinstance(focused, Input | TextArea)):
            return
        self._served += 1
        # What it does where it is heard may be to tell the first of them, which goes up likewise.
        up = list[MessagePump](focused.ancestors_with_self)
        self._follow([*up, *up], self._served)

    def _follow(self, way: list[MessagePump], number: int) -> None:
        """Go the way of a key, behind it; whoever is gone by then is passed over."""
        while way:
            if way.pop(0).call_later(self._follow, way, number):
                return
        self._heard = max(self._heard, number)

    def _look_later(self) -> None:
        if self._timer is None:
            self._timer = self.app.set_timer(_GLANCE, self._look)

    async def _look(self) -> None:
        self._timer = None
        while self._kept and self._ready():
            await self._next(self._kept.popleft())
        if self._kept:
            self._look_later()

    def _ready(self) -> bool:
        """Whether the key before was heard, and the screen that is seen can be worked in."""
        if not self.app.screen_stack:
            return True
        screen = self.app.screen
        self._looks += 1
        late = self._looks > _MOST
        # Some screens give the focus by themselves while they are mounted, or to nothing.
        focused = screen.focused or screen.AUTO_FOCUS == "" or not screen.focus_chain
        if late or (screen.is_mounted and focused):
            self._known.add(screen)
        if late:
            self._heard = self._served
        return self._heard == self._served and screen in self._known
