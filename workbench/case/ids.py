"""Ids of records: ordered by time, random, never reused."""

from __future__ import annotations

import secrets
import threading
import time

_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
_lock = threading.Lock()
_last = 0


def new_id(prefix: str) -> str:
    """A fresh id such as `ev-01jb3…`: milliseconds, then 40 random bits, in Crockford base 32.

    Ids made by one process sort in the order in which they were made.
    """
    global _last
    with _lock:
        fresh = (time.time_ns() // 1_000_000 << 40) | secrets.randbits(39)
        _last = fresh if fresh > _last else _last + 1 + secrets.randbits(16)
        number = _last
    digits = ""
    for _ in range(18):
        number, digit = divmod(number, 32)
        digits = _ALPHABET[digit] + digits
    return f"{prefix}-{digits}"
