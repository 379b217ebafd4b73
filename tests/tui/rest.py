"""When a program has come to rest: nothing of it is left to run, however busy the machine is.

Textual's pilot takes a process that uses little of the processor for one that has finished; beside
other work that is no sign. Here its event loop is asked instead. What Textual shows by no public
door is asked here too, and nowhere else.
"""

from __future__ import annotations

import asyncio
from asyncio.base_events import BaseEventLoop
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from textual._context import active_app
from textual.app import App
from textual.css.model import RuleSet
from textual.css.stylesheet import Stylesheet
from textual.message_pump import MessagePump
from textual.pilot import Pilot
from textual.screen import Screen
from textual.strip import Strip
from textual.timer import Timer
from textual.widget import Widget
from textual.widgets import OptionList

FRAME = 1 / 50
"""Seconds within which Textual draws what has changed."""
SOON = 1.0
"""Seconds that the program may put something off for; what comes later isn't waited for."""
_LONG = 86_400.0
_MOST = 200_000
_TURNS = 3_000
_threads: list[asyncio.Future[Any]] = []
_held = False


@contextmanager
def held() -> Iterator[None]:
    """Within it a thread that the test itself holds back isn't waited for."""
    global _held
    _held = True
    try:
        yield
    finally:
        _held = False


async def at_rest(*_: float) -> None:
    """Until nothing is ready to run, no thread is at work and no picture is due."""
    loop = asyncio.get_running_loop()
    calm = drawn = 0
    for _turn in range(_MOST):
        await asyncio.sleep(0)
        if loop._ready:  # type: ignore[attr-defined]
            calm = 0
        elif working := _working(loop):
            await asyncio.wait(working, return_when=asyncio.FIRST_COMPLETED)
            calm = 0
        elif (due := _next(loop)) is not None:
            if _ended():
                # Its screens are still due to be drawn, for nobody.
                return
            drawn += 1
            assert drawn < _TURNS, "the program draws without end"
            await asyncio.sleep(max(due - loop.time(), 0))
            calm = 0
        else:
            calm += 1
            if calm == 2:
                return
    raise AssertionError("the program never comes to rest")


async def settled(pilot: Pilot[Any]) -> None:
    """Until it is at rest and nothing is put off for a moment either."""
    for _turn in range(_MOST):
        await pilot.pause()
        waiting = [timer._task for timer in _timers(pilot.app) if timer._task]
        if not waiting:
            return
        await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED)
    raise AssertionError("the program never settles")


async def until(pilot: Pilot[Any], seen: Callable[[], object]) -> None:
    """Until something is seen that the program comes to by itself."""
    for _turn in range(_TURNS):
        await settled(pilot)
        if seen():
            return
        await asyncio.sleep(FRAME)
    raise AssertionError("what was awaited never came")


async def came(seen: Callable[[], object]) -> None:
    """Until something is seen of a program that needn't come to rest before, or never does."""
    for _turn in range(_MOST):
        if seen():
            return
        await asyncio.sleep(0.001)
    raise AssertionError("what was awaited never came")


def _ended() -> bool:
    """Whether the program was told to end."""
    app = active_app.get(None)
    return app is not None and app._exit


def _working(loop: asyncio.AbstractEventLoop) -> list[asyncio.Future[Any]]:
    _threads[:] = [one for one in _threads if not one.done() and one.get_loop() is loop]
    return [] if _held else list(_threads)


def _next(loop: asyncio.AbstractEventLoop) -> float | None:
    """When something is due within a frame."""
    until = loop.time() + FRAME
    handles = loop._scheduled  # type: ignore[attr-defined]
    times = (one.when() for one in handles if not one.cancelled())
    return min((when for when in times if when <= until), default=None)


def _timers(app: App[Any]) -> Iterator[Timer]:
    """What is put off, once, for less than a second."""
    pumps: list[MessagePump] = [app]
    for screen in app.screen_stack:
        pumps += screen.walk_children(with_self=True)
    for pump in pumps:
        for timer in pump._timers:
            once = timer._repeat is not None and timer._active.is_set()
            if once and timer._interval < SOON and timer._task and not timer._task.done():
                yield timer


def messages(app: App[Any]) -> list[str]:
    """The short messages that are shown, the first first."""
    return [note.message for note in app._notifications]


def failed(app: App[Any]) -> bool:
    """Whether an error has ended the program."""
    return app.return_code == 1


def strips(app: App[Any]) -> list[Strip]:
    """What stands on the screen, a strip a line."""
    return app.screen._compositor.render_strips()


def picture(app: App[Any]) -> str:
    """What stands on the screen, line by line."""
    return "\n".join(strip.text for strip in strips(app))


@contextmanager
def torn_off(widget: Widget) -> Iterator[None]:
    """Within it a widget is seen still, but is part of nothing any more."""
    parent = widget.parent
    widget._detach()
    yield
    widget._attach(parent)  # type: ignore[arg-type]


def forget_lines(options: OptionList) -> None:
    """A list that wasn't laid out yet."""
    options._clear_caches()


def after_closing(app: App[Any], then: Callable[[], Awaitable[None]]) -> None:
    """Have something done when every screen is closed and the program hasn't ended yet."""
    close_all = app._close_all

    async def and_then() -> None:
        await close_all()
        await then()

    app._close_all = and_then  # type: ignore[method-assign]


@pytest.fixture(autouse=True)
def await_rest(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever a pilot presses, clicks or waits for ends at rest, and nothing comes by itself.

    The program looks every two seconds for changes from outside, and takes away what it has said
    after six: on a busy machine that is in the middle of whatever a test does.
    """
    run = BaseEventLoop.run_in_executor

    def counted(self: BaseEventLoop, *given: Any) -> asyncio.Future[Any]:
        future = run(self, *given)
        _threads.append(future)
        return future

    monkeypatch.setattr(BaseEventLoop, "run_in_executor", counted)
    monkeypatch.setattr("workbench.tui.shell.watching._EVERY", _LONG)
    monkeypatch.setattr("textual.notifications.Notification.time_left", _LONG)
    monkeypatch.setattr("textual.app.wait_for_idle", at_rest)
    monkeypatch.setattr("textual.pilot.wait_for_idle", at_rest)
    _draw_at_rest(monkeypatch)
    monkeypatch.setattr(Stylesheet, "_parse_rules", _parsed_once)


_parse = Stylesheet._parse_rules
_parsed: dict[object, list[RuleSet]] = {}


def _parsed_once(self: Stylesheet, css: str, read_from: Any, *more: Any, **named: Any) -> Any:
    """Every program of the run has the same style sheets: they are read once."""
    colours = tuple(self._variables.items())
    key = (css, read_from, more, tuple(sorted(named.items())), colours)
    if key not in _parsed:
        _parsed[key] = _parse(self, css, read_from, *more, **named)
    return _parsed[key]


def _draw_at_rest(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody sees what is drawn while keys are still at work: draw what stands at the end.

    Textual's pilot asks every widget whether it has done its work; the event loop knows it of all.
    """
    draw = Screen._compositor_refresh

    def put_off(self: Screen[Any]) -> None:
        if self is self.app.screen:
            self._dirty_widgets.clear()
            self.app._update_mouse_over(self)
        else:
            draw(self)

    async def waited(self: Pilot[Any], timeout: float = _LONG) -> bool:
        await at_rest()
        try:
            if self.app.screen_stack:
                draw(self.app.screen)
        except Exception as error:
            self.app._handle_exception(error)
        return self.app._exception is None

    monkeypatch.setattr(Screen, "_compositor_refresh", put_off)
    monkeypatch.setattr(Pilot, "_wait_for_screen", waited)
