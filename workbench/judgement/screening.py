"""The three screening questions of an event (Chang 2015, §參.一 and §參.四)."""

from __future__ import annotations

from typing import Literal

from workbench.case import Screen

Screening = Literal["outside", "hard", "soft", "unclear"]


def screening(screen: Screen) -> Screening:
    """What the answers make of the event; the first row of THEORY §4 that fits."""
    if screen.limits_power_or_intent == "no":
        return "outside"
    if screen.avoids_confrontation == "no":
        return "hard"
    answers = (
        screen.avoids_confrontation,
        screen.indirect_or_covert,
        screen.limits_power_or_intent,
    )
    return "soft" if answers == ("yes", "yes", "yes") else "unclear"
