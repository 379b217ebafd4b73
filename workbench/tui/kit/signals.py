"""Signals of the system: those that end the program, and how they wait while others have it."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager


def _known(*names: str) -> tuple[signal.Signals, ...]:
    return tuple(getattr(signal, name) for name in names if hasattr(signal, name))


LEAVING = _known("SIGTERM", "SIGHUP")
"""What the system sends to a program that must go, whoever has the keyboard."""
ENDING = (*LEAVING, *_known("SIGINT", "SIGQUIT"))
"""What ends the program; the exit status is then 128 and the number (POSIX, Shell 2.8.2)."""
_HEARD = (*ENDING, *_known("SIGCONT"))
_STOPPING = _known("SIGTSTP")


def signal_name(number: int) -> str:
    """What the system calls a signal; its number where it has no name."""
    try:
        return signal.Signals(number).name
    except ValueError:
        return str(number)


@contextmanager
def heard_by(told: Callable[[int], object]) -> Iterator[None]:
    """Have `told` called at once for every signal, past the loop, which may be standing still.

    What stops a process stops this one meanwhile, as it would any other.
    """
    before = {number: signal.signal(number, lambda n, _: told(n)) for number in _HEARD}
    before |= {number: signal.signal(number, signal.SIG_DFL) for number in _STOPPING}
    wakes = signal.set_wakeup_fd(-1)
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler or signal.SIG_DFL)
        signal.set_wakeup_fd(wakes)
