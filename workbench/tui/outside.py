"""What the system shows in a window of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

_PATIENCE = 5
"""Seconds after which a viewer that still runs is one that the person looks at."""


def opened(path: Path) -> bool:
    """Whether the system's viewer took the file; nothing that it says comes on the screen."""
    if sys.platform == "win32":
        os.startfile(path)
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
