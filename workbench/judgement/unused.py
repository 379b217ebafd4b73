"""The strategies of the typology that a case hasn't shown yet, by class."""

from __future__ import annotations

from workbench.case import Case
from workbench.codebook import Codebook, Strategy, StrategyClass


def unused(case: Case, book: Codebook) -> tuple[tuple[StrategyClass, tuple[Strategy, ...]], ...]:
    """The classes from the least confrontation to the most, each with what no event is tagged."""
    used = {tag.strategy for event in case.events.values() for tag in event.tags}
    ranked = sorted(book.classes, key=lambda c: c.confrontation_rank)
    return tuple(
        (c, tuple(s for s in book.strategies if s.class_ == c.id and s.id not in used))
        for c in ranked
    )
