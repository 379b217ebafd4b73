"""What people read of rounds: the words of their language, and each beside what it belongs to."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from workbench.casebook.rounds import answer_name, reasons, worst_first
from workbench.locale import words

from .coding import codes, started
from .sealing import sealed

ZH = words("zh-Hant")


def tagged(*said: tuple[str, str]) -> dict[str, Any]:
    """An event with strategies and why each was tagged."""
    return {"tags": [{"strategy": strategy, "rationale": why} for strategy, why in said]}


def test_reasons_stand_by_the_strategies_that_they_are_of(home: Path) -> None:
    """In the order of the answer, named where there are several, parted as the language does."""
    book = started(home)
    codes("Dan")
    given = {
        "Ann": {"ev001": tagged(("diplomatic-coordination", "同聲"), ("binding", "在會內"))},
        "Ben": {"ev001": tagged(("balking", "拖延"))},
    }
    standing = sealed(book, "R1", given)
    [each] = [d for d in worst_first(standing) if d.unit == "ev001"]
    said = reasons(each, standing.layers, book.case.codebook, ZH)
    assert said == {"Ann": "約束：在會內；外交協調：同聲", "Ben": "拖延"}
    assert answer_name("strategies", each.answers["Ann"], book.case, ZH) == "約束、外交協調"
