"""What the first rows of a sheet become, before anything is written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from workbench.case import Event, Evidence, Source
from workbench.locale import N_

PREVIEWED = 50
"""How many rows a dry run shows."""

Fate = Literal["new", "more", "merge", "skip", "undecided"]
"""A new event · more of an event above · added to another event · left out · not decided yet."""
FATES: Mapping[Fate, str] = {
    "new": N_("new event"),
    "more": N_("same event"),
    "merge": N_("added to an event"),
    "skip": N_("left out"),
    "undecided": N_("undecided"),
}
"""What becomes of a row, as a message id."""


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
