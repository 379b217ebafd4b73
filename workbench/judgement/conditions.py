"""What the conditions lead one to expect (Chang 2015, §參.三).

Which conditions there are, how they stand and what their values say is the codebook's
(`seeds/codebook/theory.toml`).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from workbench.case import Case

Expected = Literal["no-balancing", "soft", "hard", "undetermined"]
_FIRST: tuple[Expected, ...] = ("no-balancing", "undetermined", "hard", "soft")
"""Where several conditions are necessary, what one of them says before what another says."""


@dataclass(frozen=True)
class Expectation:
    """What is expected, and which conditions lean towards soft balancing beside it."""

    expected: Expected
    accepted: tuple[str, ...]
    """Widely accepted conditions that lean towards soft balancing."""
    contested_lean: tuple[str, ...]
    """Contested conditions that do; they change nothing."""
    unrated: tuple[str, ...]

    @property
    def accepted_lean(self) -> bool:
        """Whether a widely accepted condition is rated and leans towards soft balancing."""
        return bool(self.accepted)


def expectation(case: Case) -> Expectation:
    """What the case's ratings lead one to expect of it."""
    book = case.codebook
    rated = {subject: rating.value for subject, rating in case.ratings.items() if rating.value}
    given: set[Expected] = set()
    leaning: dict[str, list[str]] = {"accepted": [], "contested": []}
    for condition in book.conditions:
        value = next((v for v in condition.values if v.id == rated.get(condition.id)), None)
        if condition.standing == "necessary":
            given.add(value.expects if value and value.expects else "undetermined")
        elif value and value.leans:
            leaning[condition.standing].append(condition.id)
    asked = (*(condition.id for condition in book.conditions), *book.component_ids)
    return Expectation(
        next((expected for expected in _FIRST if expected in given), "undetermined"),
        tuple(leaning["accepted"]),
        tuple(leaning["contested"]),
        tuple(subject for subject in asked if subject not in rated),
    )
