"""Whether a file is still the one that was read."""

from __future__ import annotations

import time
from dataclasses import dataclass

from .durable import Stat

_TICK = 20_000_000
"""Nanoseconds within which two changes of a file may carry one time."""


@dataclass(frozen=True)
class Seen:
    """How a file was when it was last read or written."""

    stat: Stat
    data: bytes | None
    """Its bytes, where they aren't those that its lines give: a large case isn't kept twice."""
    sure: bool
    """Whether a change since then must show in `stat`: not where it was as new as the clock is."""

    @classmethod
    def now(cls, stat: Stat, data: bytes | None) -> Seen:
        """A file with this `stat`, taken before its bytes were."""
        return cls(stat, data, time.time_ns() - max(stat[3:]) > _TICK)
