"""Ids of records: ordered by time, random, never reused."""

from __future__ import annotations

import os
import threading
import time

_CROCKFORD = "0123456789abcdefghjkmnpqrstvwxyz"
_PAIRS = [one + two for one in _CROCKFORD for two in _CROCKFORD]
"""What ten bits are called."""
_PLACES = range(80, -1, -10)
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
        now = time.time_ns() // 1_000_000
        later = now > _last >> 40
        _last = (now << 40) | _random(39) if later else _last + 1 + _random(16)
        number = _last
    return f"{prefix}-{''.join([_PAIRS[number >> place & 1023] for place in _PLACES])}"
