"""What the conditions lead one to expect (Chang 2015, §參.三)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from workbench.case import Case

Expected = Literal["no-balancing", "soft", "hard", "undetermined"]
NECESSARY_AND_ACCEPTED = ("threat", "shared-interests")
CONTESTED = ("power-gap", "economic-interdependence", "domestic-opinion")
COMPONENTS = (
    "aggregate-power",
    "geographic-proximity",
    "offensive-power",
    "aggressive-intentions",
)

# THEORY §3: which way a value leans where it leans at all towards soft balancing.
_LEANS = {
    ("shared-interests", "some"),
    ("shared-interests", "deep"),
    ("power-gap", "target-much-stronger"),
    ("power-gap", "target-stronger"),
    ("economic-interdependence", "medium"),
    ("economic-interdependence", "high"),
    ("domestic-opinion", "favours"),
}


@dataclass(frozen=True)
class Expectation:
    """What the necessary condition gives, and which others lean towards soft balancing."""

    expected: Expected
    accepted_lean: bool
    """Shared interests are rated and lean towards soft balancing."""
    contested_lean: tuple[str, ...]
    """Contested conditions that lean towards soft balancing; they change nothing."""
    unrated: tuple[str, ...]


def expectation(case: Case) -> Expectation:
    """What the case's ratings lead one to expect of it."""
    values = {c: r.value for c, r in case.ratings.items() if r.value}
    by_threat: dict[str, Expected] = {
        "none": "no-balancing",
        "latent": "soft",
        "limited": "soft",
        "acute": "hard",
    }
    leaning = {c for c, v in values.items() if (c, v) in _LEANS}
    asked = NECESSARY_AND_ACCEPTED + CONTESTED + COMPONENTS
    return Expectation(
        by_threat.get(values.get("threat", ""), "undetermined"),
        "shared-interests" in leaning,
        tuple(c for c in CONTESTED if c in leaning),
        tuple(c for c in asked if c not in values),
    )
