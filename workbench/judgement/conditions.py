"""What the conditions lead one to expect (Chang 2015, §參.三).

Which conditions there are, how they stand and what their values say is the codebook's
(`seeds/codebook/theory.toml`).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from workbench.case import Case
from workbench.codebook.model import ConditionValue

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
    proposed_lean: tuple[str, ...]
    """Conditions that do and are only proposed; they change nothing either."""
    unrated: tuple[str, ...]
    by: tuple[tuple[str, ConditionValue | None], ...] = ()
    """The necessary conditions that decide what is expected, with what they are rated as."""

    @property
    def accepted_lean(self) -> bool:
        """Whether a widely accepted condition is rated and leans towards soft balancing."""
        return bool(self.accepted)


def expectation(case: Case) -> Expectation:
    """What the case's ratings lead one to expect of it."""
    book = case.codebook
    rated = {id_: rating.value for id_, rating in case.ratings.items() if rating.value}
    given: dict[Expected, list[tuple[str, ConditionValue | None]]] = {}
    leaning: dict[str, list[str]] = {"accepted": [], "contested": [], "proposed": []}
    for condition in book.conditions:
        value = next((v for v in condition.values if v.id == rated.get(condition.id)), None)
        if condition.standing == "necessary":
            expects = (value and value.expects) or "undetermined"
            given.setdefault(expects, []).append((condition.id, value))
        elif value and value.leans:
            leaning[condition.standing].append(condition.id)
    asked = (*(condition.id for condition in book.conditions), *book.component_ids)
    first: Expected = next((expected for expected in _FIRST if expected in given), "undetermined")
    return Expectation(
        first,
        tuple(leaning["accepted"]),
        tuple(leaning["contested"]),
        tuple(leaning["proposed"]),
        tuple(subject for subject in asked if subject not in rated),
        tuple(given.get(first, ())),
    )
