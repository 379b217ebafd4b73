"""One reading of a case: under what it is read, what is counted, and what the rule makes of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from workbench.case import Interpretations, OutcomeRule, Threshold

Conclusion = Literal["met", "not-met", "undecided"]


@dataclass(frozen=True, slots=True)
class Counted:
    """The balancer's acts under one reading, in numbers of acts."""

    acts: int
    soft: int
    """Those that are soft balancing: the lens says balancing, the screening soft."""
    balancing: int
    not_balancing: int
    contested: int

    @property
    def judged(self) -> int:
        """Those that have a verdict."""
        return self.balancing + self.not_balancing + self.contested

    @property
    def insufficient(self) -> int:
        """Those of which the evidence decides nothing."""
        return self.acts - self.judged


def conclusion(rule: OutcomeRule, soft: int, judged: int) -> Conclusion | None:
    """Whether a case meets its rule (THEORY §5); None without a rule.

    `soft` acts are soft balancing of the `judged` that have a verdict; without any of these nothing
    is decided.
    """
    if rule.rule == "none":
        return None
    if not judged:
        return "undecided"
    least = {"any": 1, "count": rule.k, "share": rule.exact * judged}[rule.rule]
    return "met" if soft >= (least or 0) else "not-met"


@dataclass(frozen=True, slots=True)
class Reading:
    """One choice of lens, threshold, floor and interpretations."""

    lens: str
    threshold: Threshold | None
    """None under a lens that doesn't read effects."""
    floor: str | None
    interpretations: Interpretations
    counted: Counted
    concludes: Conclusion | None
