"""What the first rows of a sheet become, before anything is written."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from workbench.case import Event, Evidence, Source

PREVIEWED = 50
"""How many rows a dry run shows."""

Fate = Literal["new", "more", "merge", "skip", "undecided"]
"""A new event · more of an event above · added to another event · left out · not decided yet."""


@dataclass(frozen=True)
class Entering:
    """A row as it will enter: its event, and its evidence with the source where it has any."""

    line: int
    fate: Fate
    event: Event
    into: Event
    """The event that it becomes a part of: itself, or the one it is added to."""
    piece: Evidence | None = None
    source: Source | None = None
    new_source: bool = False
