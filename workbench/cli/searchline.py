"""How far event data is read, in one line of a terminal; what ends it before its time."""

from __future__ import annotations

import os
import shutil
import signal
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from types import FrameType
from typing import TYPE_CHECKING

import click

from workbench.case import Problem
from workbench.locale import Words, padded

if TYPE_CHECKING:
    from workbench.interchange.eventdata import Reached

MOST = 10_000
"""Rows that may come in without a question; of more nobody could decide one by one."""
_OFTEN = 0.1
_SURE = 2.0
"""Seconds before the time left can be told."""


class TooMany(Exception):
    """More rows fit than are wanted."""

    def __init__(self, most: int) -> None:
        super().__init__(most)
        self.problem = Problem(
            "more than {most} rows fit: narrow the period or the classes, or say with --most how "
            "many may come in; nothing was written",
            most=f"{most:,}",
        )


class Line:
    """A line that is written over and over, ten times a second at most; only on a terminal."""

    def __init__(self) -> None:
        self.shows = sys.stderr.isatty()
        self._next = 0.0

    @property
    def due(self) -> bool:
        """Whether it is time to write it again."""
        return self.shows and time.monotonic() >= self._next

    def show(self, text: str) -> None:
        """Write over what stands there."""
        self._next = time.monotonic() + _OFTEN
        self._write(f"\r{padded(text, self._width)}")

    def clear(self) -> None:
        """Take it away."""
        if self.shows:
            self._write(f"\r{' ' * self._width}\r")

    @property
    def _width(self) -> int:
        columns = 0
        # What comes out may go into a file: it is the terminal of errors that is written on.
        with suppress(OSError, ValueError):
            columns = os.get_terminal_size(sys.stderr.fileno()).columns
        return (columns or shutil.get_terminal_size().columns) - 1

    def _write(self, text: str) -> None:
        click.echo(text, err=True, nl=False)


class SearchLine:
    """Hears how far a search is; asks, where it can, when more fits than anybody could decide."""

    def __init__(self, say: Words, most: int | None) -> None:
        """Allow `most` rows; None asks on a terminal, and elsewhere allows as many as ever."""
        self.say = say
        self.most = MOST if most is None else most
        self.asks = most is None and sys.stdin.isatty() and sys.stderr.isatty()
        self._line = Line()
        self._began = time.monotonic()

    def __call__(self, now: Reached) -> None:
        """Say how far it is; raises `TooMany`."""
        if now.fitting > self.most:
            self.clear()
            if not self.asks or not self._more(now):
                raise TooMany(self.most)
            self.most = sys.maxsize
        if self._line.due:
            self._line.show(self._said(now, time.monotonic() - self._began))

    def _more(self, now: Reached) -> bool:
        asked = self.say.t(
            "{fit} rows fit by now, with {done} of {files} files searched. Bring all that fit into "
            "the inbox?",
            fit=f"{now.fitting:,}",
            done=now.done,
            files=now.files,
        )
        return click.confirm(asked, err=True)

    def _said(self, now: Reached, seconds: float) -> str:
        say = self.say
        parts = [
            say.t("{n} rows", n=f"{now.rows:,}"),
            say.t("{done} of {files} files", done=now.done, files=now.files),
            say.t("{n} fit", n=f"{now.fitting:,}"),
        ]
        if seconds > _SURE and now.read:
            left = round(seconds * (now.size - now.read) / now.read)
            parts.append(say.t("{time} left", time=f"{left // 60}:{left % 60:02}"))
        return " · ".join(parts)

    def clear(self) -> None:
        """Take the line away."""
        self._line.clear()


class CalledOff:
    """Whether somebody asked for the end."""

    def __init__(self) -> None:
        self.asked = False

    def __call__(self) -> bool:
        """Whether that is so."""
        return self.asked


@contextmanager
def can_be_called_off() -> Iterator[CalledOff]:
    """Within it the first Ctrl+C, or the request to end, only asks for the end."""
    called = CalledOff()
    before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}

    def hear(_number: int, _frame: FrameType | None) -> None:
        called.asked = True
        # Who asks twice is in earnest.
        for number, handler in before.items():
            signal.signal(number, handler)

    for number in before:
        signal.signal(number, hear)
    try:
        yield called
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
