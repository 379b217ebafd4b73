"""Large steps without Python's search for cycles, of which what is read and written has none."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache


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


def give_back() -> None:
    """Let the system have the memory that a large step left empty, where it can be told to.

    glibc keeps what was freed below what is still in use: malloc_trim(3).
    """
    trim = _trim()
    if trim:
        trim(0)


@cache
def _trim() -> Callable[[int], int] | None:
    import ctypes

    try:
        found: Callable[[int], int] | None = getattr(ctypes.CDLL(None), "malloc_trim", None)
    except (OSError, TypeError):
        return None
    return found
