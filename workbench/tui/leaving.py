"""A screen that closes takes itself away: none that stands above it, none below once it is gone.

Textual's own takes whatever is on top. A form that is done under the help, or a key that is served
twice before the screen is gone, would close another screen.
"""

from __future__ import annotations

from typing import Any

from textual.await_complete import AwaitComplete
from textual.screen import Screen

_dismiss_top = Screen.dismiss


def _dismiss(self: Screen[Any], result: Any = None) -> AwaitComplete:
    stack = self.app._screen_stack
    if self not in stack:
        return AwaitComplete()
    if stack[-1] is self:
        return _dismiss_top(self, result)
    if self._result_callbacks:
        self._result_callbacks[-1](result)
    stack.remove(self)
    self._pop_result_callback()
    return AwaitComplete(self.app._replace_screen(self)).call_next(self.app)


def leave_alone() -> None:
    """Let every screen close so, Textual's palette too; there is no other door to it."""
    Screen.dismiss = _dismiss  # type: ignore[method-assign]
