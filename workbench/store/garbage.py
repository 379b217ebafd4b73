"""Large steps without Python's search for cycles, of which what is read and written has none."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def without_collection() -> Iterator[None]:
    """Nothing that is made meanwhile is garbage yet, and looking for some takes half of the time.

    Afterwards it counts as old: else all of it would be looked through at once.
    """
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            frozen = gc.get_freeze_count()
            gc.freeze()
            # What was frozen before stays so.
            if not frozen:
                gc.unfreeze()
            gc.enable()
