"""The terminal on Linux and macOS: however the program ends or stops, it is given back whole."""

from __future__ import annotations

import asyncio
import os
import signal
import threading
from codecs import getincrementaldecoder
from itertools import chain
from selectors import EVENT_READ, SelectSelector
from typing import Any, Protocol, TextIO, cast

from textual._xterm_parser import XTermParser
from textual.app import App
from textual.drivers.linux_driver import LinuxDriver

from ..kit.signals import ENDING, heard_by

_ESC = "\x1b"
_BEGINS, _ENDS = "\x1b[200~", "\x1b[201~"
"""Around what is pasted: xterm, Control Sequences, “Bracketed Paste Mode”."""


class Ending(Protocol):
    """An application that knows how to end."""

    def ended(self, number: int) -> None:
        """End because of a signal."""

    def failed(self, error: Exception) -> None:
        """End because of a mistake."""


class _Output:
    """What is written to; a terminal that is gone takes nothing, and stops nobody."""

    def __init__(self, file: TextIO) -> None:
        self._file = file

    def fileno(self) -> int:
        return self._file.fileno()

    def write(self, text: str) -> None:
        try:
            self._file.write(text)
        except OSError:
            self._let_go()

    def flush(self) -> None:
        try:
            self._file.flush()
        except OSError:
            self._let_go()

    def _let_go(self) -> None:
        # Else what still waits in Python's buffer fails once more at exit, and is the exit status.
        nowhere = os.open(os.devnull, os.O_RDWR)
        os.dup2(nowhere, self.fileno())
        os.close(nowhere)


class Terminal(LinuxDriver):
    """Textual's driver, with the signals heard in the loop and no input that ends the program."""

    _loop: asyncio.AbstractEventLoop
    _ours = False
    """Whether the terminal shows the program now: neither lent nor given back."""

    def __init__(self, app: App[Any], **given: Any) -> None:
        """Write where Textual would."""
        super().__init__(app, **given)
        self._file = cast("Any", _Output(cast("TextIO", self._file)))

    @property
    def _bench(self) -> Ending:
        return cast("Ending", self._app)

    def start_application_mode(self) -> None:
        """Take the terminal; from now on a signal finds someone who gives it back."""
        self._loop = loop = asyncio.get_running_loop()
        for number in ENDING:
            loop.add_signal_handler(number, self._bench.ended, number)
        loop.add_signal_handler(signal.SIGTSTP, self.stop)
        loop.add_signal_handler(signal.SIGCONT, self._continued)
        self._ours = True
        super().start_application_mode()  # type: ignore[no-untyped-call]

    def stop_application_mode(self) -> None:
        """Give the terminal back, where that wasn't done already."""
        if not self._ours:
            return
        self._ours = False
        self.write("\x1b[?1016l")  # Textual leaves the mouse counting in pixels.
        super().stop_application_mode()

    def _taken_back(self) -> None:
        self.resume_application_mode()
        self._app.refresh(layout=True)

    def stop(self) -> bool:
        """Stop as Ctrl+Z stops a program; whether the system let it: someone must wait for us."""
        heard: list[int] = []
        self.suspend_application_mode()
        with heard_by(heard.append):
            # A shell waits for the whole group: the others of it go first.
            signal.signal(signal.SIGTSTP, signal.SIG_IGN)
            os.killpg(os.getpgrp(), signal.SIGTSTP)
            signal.signal(signal.SIGTSTP, signal.SIG_DFL)
            # What is sent to one's own thread comes before the next line.
            signal.pthread_kill(threading.get_ident(), signal.SIGTSTP)
        ended = next((number for number in heard if number in ENDING), None)
        if ended is not None:
            self._bench.ended(ended)
        else:
            self._taken_back()
        return signal.SIGCONT in heard

    def _continued(self) -> None:
        """Take the terminal anew after a stop that nobody announced: its modes may be others'."""
        if self._ours:
            self.suspend_application_mode()
            self._taken_back()

    def run_input_thread(self) -> None:
        """Hand on what comes in; bytes that are no text are shown as such, or passed over."""
        parser, decode = XTermParser(), getincrementaldecoder("utf-8")("replace").decode
        pasted = _Pasted()
        with SelectSelector() as selector:
            selector.register(self.fileno, EVENT_READ)
            while not self.exit_event.is_set():
                text = ""
                if selector.select(0.1):
                    data = self._read()
                    if not data:
                        self._loop.call_soon_threadsafe(self._bench.ended, signal.SIGHUP)
                        return
                    text = decode(data)
                for character in chain.from_iterable(map(pasted.plain, text)):
                    try:
                        for message in parser.feed(character):
                            self.process_message(message)
                    except (ValueError, LookupError, ArithmeticError):
                        # Such as the key of a character that there is none of.
                        parser = _anew(parser)
                for message in parser.tick():
                    self.process_message(message)

    def _run_input_thread(self) -> None:
        try:
            self.run_input_thread()
        except Exception as error:
            self._loop.call_soon_threadsafe(self._bench.failed, error)

    def _read(self) -> bytes:
        try:
            return os.read(self.fileno, 4096)
        except OSError:
            return b""  # the terminal is gone


class _Pasted:
    """What is pasted has no escapes: the parser would take what follows one for keys."""

    def __init__(self) -> None:
        self._inside = False
        self._held = ""
        """The last of what came, as far as it may begin a mark."""

    def plain(self, character: str) -> str:
        """What to read of `character`, and of what was held back before it."""
        self._held += character
        if not self._inside:
            self._held = self._held[-len(_BEGINS) :]
            if self._held == _BEGINS:
                self._inside, self._held = True, ""
            return character
        if self._held == _ENDS:
            self._inside, self._held = False, ""
            return _ENDS
        if _ENDS.startswith(self._held):
            return ""
        said, self._held = self._held, ""
        if character == _ESC:
            said, self._held = said[:-1], _ESC
        return said.replace(_ESC, "")


def _anew(parser: XTermParser) -> XTermParser:
    """A parser that knows of the terminal what the one before knew."""
    fresh = XTermParser()
    fresh.mouse_pixels = parser.mouse_pixels
    fresh.terminal_size = parser.terminal_size
    fresh.terminal_pixel_size = parser.terminal_pixel_size
    return fresh
