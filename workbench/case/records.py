"""Every kind of record that a case file holds."""

from __future__ import annotations

from .candidates import Candidate
from .model import Assessment, CaseInfo, Event, Evidence, Rating, Record, Source
from .owncodebook import OwnStrategy
from .rules import SuggestionRule
from .searches import Search

RECORDS: tuple[type[Record], ...] = (
    CaseInfo,
    OwnStrategy,
    Rating,
    Assessment,
    Source,
    Event,
    Evidence,
    Candidate,
    Search,
    SuggestionRule,
)
"""Every kind of record, in the order of the case file."""
