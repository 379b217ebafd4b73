"""Periods of one condition share no day."""

from __future__ import annotations

import pytest

from workbench.case import Problem, Rating, check_periods, overlaps


def part(id_: str, begins: str, ends: str = "", of: str = "threat") -> Rating:
    return Rating(id=id_, of=of, begins=begins, ends=ends)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("2001", "2003"), ("2002", "2005")),
        (("2001", "2003"), ("2001", "2003")),
        (("2001", ""), ("2001", "2003")),
        (("", "2003"), ("", "2001")),
        (("2001", "2003"), ("2003", "")),
        (("2001-05", "2003-02-01"), ("2003-02-01", "")),
    ],
)
def test_periods_that_share_a_day_are_both_named(
    one: tuple[str, str], other: tuple[str, str]
) -> None:
    """In whichever order they stand."""
    first, second = part("a", *one), part("b", *other)
    assert [{p.id for p in pair} for pair in overlaps([second, first])] == [{"a", "b"}]
    with pytest.raises(Problem) as problem:
        check_periods([first, second])
    said = str(problem.value)
    assert all(f"{begins or '…'}–{ends or '…'}" in said for begins, ends in (one, other))


def test_periods_that_follow_each_other_are_taken() -> None:
    """One without an end lasts until the next begins; another condition is another matter."""
    check_periods([part("a", "2001"), part("b", "2003", "2004"), part("c", "2005"),
                   part("d", "", "2000"), part("e", "2001", "2009", of="perception"),
                   Rating(id="threat")])  # fmt: skip
