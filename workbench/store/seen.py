"""Whether a file is still the one that was read."""

from __future__ import annotations

import sys
import time
from dataclasses import dataclass

from .durable import Stat

_TICK = 20_000_000
"""Nanoseconds within which two changes of a file may carry one time."""
_FINE = 1_000_000
"""A file system of which times are no multiples of so many nanoseconds keeps them all."""
_COARSE = 5
"""`CLOCK_REALTIME_COARSE` of Linux, clock_gettime(2): the clock by which it dates changes."""


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
        return cls(stat, data, _ticked(max(stat[3:])))

    @classmethod
    def written(cls, stat: Stat) -> Seen:
        """A file that was just put in place, with its `stat` from after that.

        Whoever wrote into it meanwhile gave it a time as new as its name.
        """
        changed, named = stat[3:]
        return cls(stat, None, changed < named and _ticked(named))


def _ticked(time_: int) -> bool:
    """Whether what is changed from now on carries a later time."""
    if sys.platform == "linux" and time_ % _FINE:
        return time.clock_gettime_ns(_COARSE) > time_
    return time.time_ns() - time_ > _TICK
