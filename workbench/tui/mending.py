"""What Textual does that would close a wrong screen or end the program, put right for all of it.

Its palette and its menus do the same as our own screens, and there is no other door to them.
"""

from __future__ import annotations

from typing import Any

from textual.await_complete import AwaitComplete
from textual.events import Event, MouseDown
from textual.screen import Screen
from textual.widgets import OptionList

_dismiss_top = Screen.dismiss
_forward = Screen._forward_event
_move_page = OptionList._move_page


def _dismiss(self: Screen[Any], result: Any = None) -> AwaitComplete:
    """A screen that closes takes away itself: none above it, none below once it is gone.

    Textual takes whatever is on top: a form that is done under the help, or a key that is served
    twice before the screen is gone, would close another screen.
    """
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


def _page(self: OptionList, direction: Any) -> None:
    """A list that has no room on the screen has no pages: its lines aren't known."""
    if self.scrollable_content_region:
        _move_page(self, direction)


def _forward_event(self: Screen[Any], event: Event) -> None:
    """A button pressed over what was taken away a moment ago is pressed over nothing."""
    if isinstance(event, MouseDown):
        under, _ = self.get_widget_and_offset_at(event.x, event.y)
        if under is not None and under is not self and under.parent is None:
            return
    _forward(self, event)


def mend_textual() -> None:
    """Let every screen and every list of the program be so."""
    Screen.dismiss = _dismiss  # type: ignore[method-assign]
    Screen._forward_event = _forward_event  # type: ignore[method-assign]
    OptionList._move_page = _page  # type: ignore[method-assign]
