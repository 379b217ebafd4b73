"""Source grades: NATO/Admiralty reliability A-F and credibility 1-6 (AJP-2.1)."""

from __future__ import annotations

import re
from functools import lru_cache

from .problems import Problem

_GRADE = re.compile(r"[A-F][1-6]")


# The same few stand on thousands of pieces.
@lru_cache(maxsize=4096)
def read_grade(text: str) -> str:
    """The grade in `text` in its canonical form, `A1` to `F6`; raises `Problem`."""
    grade = text.strip().upper()
    if not _GRADE.fullmatch(grade):
        raise Problem("“{text}” isn't a grade: write A1 to F6", text=text)
    return grade


def reaches(grade: str | None, floor: str | None) -> bool:
    """Whether a grade is at or above a floor; an ungraded piece reaches no floor but none."""
    if floor is None:
        return True
    return grade is not None and grade[0] <= floor[0] and grade[1] <= floor[1]
