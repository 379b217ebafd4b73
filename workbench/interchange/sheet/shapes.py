"""What a spreadsheet's number format shows of a number: how much of a date, or which digits.

Format codes: ECMA-376 part 1, 18.8.30 and 18.8.31. A date is told no more exactly than its cell
shows it: what shows as Mar-03 is March 2003, whatever day stands behind it.
"""

from __future__ import annotations

import re
from datetime import datetime, time, timedelta
from functools import lru_cache

from workbench.case.dates.days import Day, edtf_year

_EAST = {27: "e/m/d", 28: "e年m月d日", 29: "e年m月d日", 30: "m/d/yy", 31: "yyyy年m月d日",
         32: "hh:mm", 33: "hh:mm:ss", 34: "hh:mm", 35: "hh:mm:ss", 36: "e/m/d"}  # fmt: skip
BUILT_IN = {
    14: "m/d/yyyy", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm", 19: "h:mm:ss",
    20: "h:mm", 21: "h:mm:ss", 22: "m/d/yyyy h:mm", **_EAST, 45: "mm:ss", 46: "[h]:mm:ss",
    47: "mm:ss.0", 50: "e/m/d", 51: "e年m月d日", 52: "hh:mm", 53: "hh:mm:ss", 54: "e年m月d日",
    55: "hh:mm", 56: "hh:mm:ss", 57: "e/m/d", 58: "e年m月d日",
}  # fmt: skip
"""The formats of dates that a file names by number alone: 18.8.30, with those of Taiwan's Excel."""
_TOKEN = re.compile(
    r'"[^"]*"|\\.|_.|\*.|E[+-]|\[(?P<past>h+|m+|s+)\]|\[[^\]]*\]|General'
    r"|(?P<part>y+|e+|b+|m+|d+|h+|s+)",
    re.IGNORECASE,
)
_SECTION = re.compile(r'(?:"[^"]*"|\\.|\[[^\]]*\]|[^;"\\\[])*')
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


_ISO = re.compile(
    r"(-?\d{4})-(\d\d)-(\d\d)(?:T(\d\d:\d\d(?::\d\d(?:[.,]\d+)?)?)(?:Z|[+-]\d\d:\d\d)?)?", re.ASCII
)
Moment = tuple[Day, time]


@lru_cache(maxsize=10_000)
def parts(code: str) -> frozenset[str]:
    """What a format shows of a date: y, m, d, w (its weekday) and t (a time); none: a number."""
    section = _SECTION.match(code)
    runs: list[str] = []
    for found in _TOKEN.finditer(section[0] if section else ""):
        if found["past"]:
            runs.append("hh")
        elif found["part"]:
            runs.append(found["part"].casefold())
    shown = set()
    for place, run in enumerate(runs):
        beside = "".join([*runs[max(place - 1, 0) : place], " ", *runs[place + 1 : place + 2]])
        before, after = beside.split(" ")
        minutes = run[0] == "m" and len(run) < 3 and ("h" in before or "s" in after)
        if minutes or run[0] in "hs":
            shown.add("t")
        elif run[0] == "d" and len(run) > 2:
            shown.add("w")
        else:
            shown.add("y" if run[0] in "eb" else run[0])
    return frozenset(shown)


def moment(serial: float, epoch_1904: bool) -> Moment | None:
    """The moment behind a date cell; None where the calendar of spreadsheets has none."""
    if epoch_1904:
        first = datetime(1904, 1, 1)
    else:
        # The calendar of Excel has a 29 February 1900 (18.17.4.1).
        first = datetime(1899, 12, 30) if serial >= 60 else datetime(1899, 12, 31)
    try:
        found = first + timedelta(seconds=round(serial * 86400))
    except (OverflowError, ValueError):
        return None
    return (Day(found.year, found.month, found.day), found.time()) if serial >= 0 else None


def written_moment(text: str) -> Moment | None:
    """The moment that a cell holds in ISO 8601, of any year that a date has here; else None."""
    found = _ISO.fullmatch(text.strip())
    if not found:
        return None
    year, month, day, at = found.groups()
    try:
        return Day.of(int(year), int(month), int(day)), time.fromisoformat(at or "00:00")
    except ValueError:
        return None


def shown_date(at: Moment, shows: frozenset[str]) -> str:
    """A moment to the part that a cell shows; a day or month without a year stays without one."""
    on, clock = at
    hours = clock.strftime("%H:%M:%S") if "t" in shows else ""
    if "y" in shows:
        day = edtf_year(on.year)
        if "m" in shows:
            day += f"-{on.month:02}"
            day += f"-{on.day:02}" if "d" in shows else ""
    elif "m" in shows:
        day = f"{on.day} {_MONTHS[on.month - 1]}" if "d" in shows else _MONTHS[on.month - 1]
    elif "d" in shows:
        day = str(on.day)
    else:
        day = _DAYS[(on.number - 1) % 7] if "w" in shows else ""
    return f"{day} {hours}".strip() if hours != "00:00:00" or not day else day


def number_in(text: str) -> float | None:
    """The number that a cell holds; None where it holds none."""
    try:
        return float(text)
    except ValueError:
        return None


def shown_number(value: float, code: str) -> str:
    """A number as text: without a point where it is whole, with the zeros that its format pads."""
    if not value.is_integer():
        return repr(value)
    zeros = len(code) if code and set(code) == {"0"} else 0
    return f"{int(value):0{zeros}}"
