"""What Textual does that would close a wrong screen, lose a text, end the program or take long.

Its palette and its menus do the same as our own screens, and there is no other door to them.
"""

from __future__ import annotations

from functools import lru_cache, partial
from typing import Any
from weakref import WeakSet

from textual._styles_cache import StylesCache
from textual.await_complete import AwaitComplete
from textual.css.model import RuleSet
from textual.events import Event, Key, MouseDown, Paste, ScreenResume
from textual.geometry import Size
from textual.screen import Screen
from textual.strip import Strip
from textual.timer import Timer
from textual.widgets import Input, OptionList

from workbench.locale import one_line, unobeyed

_dismiss_top = Screen.dismiss
_forward = Screen._forward_event
_make_timer = Timer.__init__
_move_page = OptionList._move_page
_paste = Input._on_paste
_render_style = Strip.render_style
_resized_to = Screen._screen_resized
_resume = Screen._on_screen_resume
_shades = lru_cache(maxsize=1024)(partial(StylesCache.get_inner_outer.__wrapped__, None))
"""The two grounds of a border: of colours alone, in which no widget has a part."""
_resumed: WeakSet[Screen[Any]] = WeakSet()
_JOINERS = ("\u200c", "\u200d")
"""What Persian, Hindi and others write between letters, and Python calls not printable."""


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


def _on_screen_resume(self: Screen[Any], event: ScreenResume) -> None:
    """What is mounted has its styles: a screen that is new doesn't work out all of them again."""
    if self not in _resumed:
        _resumed.add(self)
        event.refresh_styles = False
        # Its own file may have been read behind it.
        self.app.stylesheet.apply(self)
    _resume(self, event)


def _screen_resized(self: Screen[Any], size: Size) -> None:
    """A layout tells the screen of its size: that isn't laid out and painted once more."""
    if size != self.outer_size:
        _resized_to(self, size)


def _on_paste(self: Input, event: Paste) -> None:
    """A line takes all that is pasted into it, not the first of its lines alone."""
    event.text = one_line(event.text)
    _paste(self, event)


def _timer(
    self: Timer,
    event_target: Any,
    interval: float,
    *,
    repeat: int | None = None,
    skip: bool = True,
    **rest: Any,
) -> None:
    """What is to happen once happens, late if need be.

    Textual counts the times that it missed: of once it is then done, and of a time that is over,
    such as that of a message which is shown again, it counts without end.
    """
    once = repeat == 0
    interval = max(interval, 0.0) if once else interval
    _make_timer(self, event_target, interval, repeat=repeat, skip=skip and not once, **rest)


def _render(style: Any, text: str, color_system: Any) -> str:
    """A terminal obeys nothing that stands in a text, in a field that holds it as it is least."""
    return _render_style(style, unobeyed(text), color_system)


def _is_printable(self: Key) -> bool:
    """Whether a key writes something."""
    return self.character is not None and (
        self.character.isprintable() or self.character in _JOINERS
    )


def mend_textual() -> None:
    """Let every screen, every list and every line of the program be so."""
    Timer.__init__ = _timer  # type: ignore[method-assign]
    Input._on_paste = _on_paste  # type: ignore[method-assign]
    Key.is_printable = property(_is_printable)  # type: ignore[assignment,method-assign]
    Strip.render_style = staticmethod(_render)  # type: ignore[method-assign]
    Screen.dismiss = _dismiss  # type: ignore[method-assign]
    Screen._forward_event = _forward_event  # type: ignore[method-assign]
    Screen._on_screen_resume = _on_screen_resume  # type: ignore[method-assign]
    # Each rule is looked up for each widget: in Python that was a fifth of what opens a form.
    RuleSet.__hash__ = object.__hash__  # type: ignore[method-assign]
    Screen._screen_resized = _screen_resized  # type: ignore[method-assign]
    OptionList._move_page = _page  # type: ignore[method-assign]
    # Remembered by widget, they held a thousand that are gone, each with all that it had drawn.
    StylesCache.get_inner_outer = staticmethod(_shades)  # type: ignore[method-assign,assignment]
