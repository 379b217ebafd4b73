"""What was observed: how often each strategy and class was coded. Counts, never averages."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from workbench.case import Case, Event
from workbench.codebook import Codebook


@dataclass(frozen=True)
class Profile:
    """A case's coding in counts of events."""

    events: int
    coded: int
    coded_none: int
    both_sides: int
    """Events with evidence of intent and of effect."""
    strategies: Counter[str]
    classes: Counter[str]
    """Events that carry at least one strategy of the class."""


def classes_of(event: Event, book: Codebook) -> tuple[str, ...]:
    """The classes of an event's strategies, in the codebook's order, each once."""
    mine = {book.strategy(tag.strategy).class_ for tag in event.tags}
    return tuple(c.id for c in book.classes if c.id in mine)


def profile(case: Case, book: Codebook) -> Profile:
    """The case in counts."""
    strategies: Counter[str] = Counter()
    classes: Counter[str] = Counter()
    both = 0
    for event in case.events.values():
        strategies.update({tag.strategy for tag in event.tags})
        classes.update(classes_of(event, book))
        sides = {piece.side for piece in case.evidence_of(event.id)}
        both += sides == {"intent", "effect"}
    return Profile(
        events=len(case.events),
        coded=sum(e.coded for e in case.events.values()),
        coded_none=sum(e.coded_none for e in case.events.values()),
        both_sides=both,
        strategies=strategies,
        classes=classes,
    )
