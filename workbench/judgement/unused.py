"""The strategies of the typology that the balancer's acts haven't shown yet, by class."""

from __future__ import annotations

from workbench.codebook import Strategy, StrategyClass

from .findings import Findings


def unused(found: Findings) -> tuple[tuple[StrategyClass, tuple[Strategy, ...]], ...]:
    """The classes from the least confrontation to the most, each with what no act is tagged."""
    book = found.case.codebook
    used = {tag.strategy for f in found.acts for tag in f.event.tags}
    return tuple(
        (c, tuple(s for s in book.strategies if s.class_ == c.id and s.id not in used))
        for c in book.ranked
    )
