"""Every kind of record that a case file holds."""

from __future__ import annotations

from .additions import OwnStrategy
from .candidates import Candidate
from .model import Assessment, CaseInfo, Event, Evidence, Rating, Record, Source

RECORDS: tuple[type[Record], ...] = (
    CaseInfo,
    OwnStrategy,
    Rating,
    Assessment,
    Source,
    Event,
    Evidence,
    Candidate,
)
"""Every kind of record, in the order of the case file."""
