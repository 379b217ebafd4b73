"""What was observed: how often each strategy and class was coded. Counts, never averages.

Of a case it is told of the balancer's acts; those of others stand apart.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from workbench.case import Case, Event
from workbench.codebook import Codebook

from .findings import Findings
from .once import once


@dataclass(frozen=True)
class Profile:
    """The coding of some events in counts."""

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


@once
def profile_of_acts(found: Findings) -> Profile:
    """The balancer's acts, in counts."""
    return profile(found.case, (f.event for f in found.acts))


@once
def profile_of_others(found: Findings) -> Profile:
    """The acts that stand apart, in counts."""
    return profile(found.case, (f.event for f in found.events if not f.counts))


def profile(case: Case, events: Iterable[Event]) -> Profile:
    """Some events of a case, in counts."""
    chosen, book = tuple(events), case.codebook
    strategies: Counter[str] = Counter()
    classes: Counter[str] = Counter()
    both = 0
    for event in chosen:
        # In the order of the tags: those counted alike stand alike on every run.
        strategies.update(list(dict.fromkeys(tag.strategy for tag in event.tags)))
        classes.update(classes_of(event, book))
        sides = {piece.side for piece in case.evidence_of(event.id)}
        both += sides == {"intent", "effect"}
    return Profile(
        events=len(chosen),
        coded=sum(e.coded for e in chosen),
        coded_none=sum(e.coded_none for e in chosen),
        both_sides=both,
        strategies=strategies,
        classes=classes,
    )
