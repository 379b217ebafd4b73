"""Programs of the system: one that takes the terminal over, one with a window of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from .signals import LEAVING, heard_by

_PATIENCE = 5
"""Seconds after which a viewer that still runs is one that the person looks at."""


def run_here(command: Sequence[str | Path]) -> int:
    """The status of a program that runs in the terminal, which must have been lent; `OSError`.

    What should end the workbench meanwhile ends that program first: both would wait otherwise.
    """
    heard: list[int] = []
    program: subprocess.Popen[bytes] | None = None

    def told(number: int) -> None:
        # Ctrl+C and Ctrl+\ are meant for whoever has the terminal, and reach it by themselves.
        if number in LEAVING:
            heard.append(number)
            if program is not None:
                program.send_signal(number)

    try:
        # Listening begins before there is a program: what comes between finds nobody else.
        with heard_by(told), subprocess.Popen(command) as program:
            for number in tuple(heard):
                program.send_signal(number)
            status = program.wait()
    finally:
        for number in heard[:1]:
            os.kill(os.getpid(), number)
    return status


def opened(path: Path) -> bool:
    """Whether the system's viewer took the file; nothing that it says comes on the screen."""
    if sys.platform == "win32":
        try:
            os.startfile(path)
        except OSError:
            # No program is named for the ending, or the person closed the question.
            return False
        return True
    command = "open" if sys.platform == "darwin" else "xdg-open"
    try:
        quiet = subprocess.DEVNULL
        viewer = subprocess.Popen([command, path], stdin=quiet, stdout=quiet, stderr=quiet)
        return viewer.wait(_PATIENCE) == 0
    except subprocess.TimeoutExpired:
        return True
    except OSError:
        return False
