"""Ids of records: ordered by time, random, never reused."""

from __future__ import annotations

import os
import threading
import time

_CROCKFORD = "0123456789abcdefghjkmnpqrstvwxyz"
_PAIRS = [one + two for one in _CROCKFORD for two in _CROCKFORD]
"""What ten bits are called."""
_lock = threading.Lock()
_last = 0


def _random(bits: int) -> int:
    return int.from_bytes(os.urandom(5)) >> (40 - bits)


def new_id(prefix: str) -> str:
    """A fresh id such as `ev-01jb3…`: milliseconds, then 40 random bits, in Crockford base 32.

    Ids made by one process sort in the order in which they were made.
    """
    global _last
    with _lock:
        fresh = (time.time_ns() // 1_000_000 << 40) | _random(39)
        _last = fresh if fresh > _last else _last + 1 + _random(16)
        number = _last
    digits = [_PAIRS[number >> place & 1023] for place in range(80, -1, -10)]
    return f"{prefix}-{''.join(digits)}"
