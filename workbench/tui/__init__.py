"""The terminal interface: screens, panels and forms over the casebook."""

import os

# Textual reads this when it is imported: the milliseconds after which Escape is no longer taken
# for the beginning of another key. What others wish is kept, and an editor learns nothing of it.
_WISHED = os.environ.get("ESCDELAY")
os.environ.setdefault("ESCDELAY", "25")

from .shell.app import WorkbenchApp  # noqa: E402

if _WISHED is None:
    del os.environ["ESCDELAY"]

__all__ = ["WorkbenchApp"]
