"""The dates of a sheet: EDTF as it is, else as people and spreadsheets write them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, timedelta
from functools import lru_cache

from workbench.case import Problem, read_date, read_loose
from workbench.case.dates.edtf import LONGEST
from workbench.casebook import Order

_HOUR = r"(?:[01]?\d|2[0-4])"
_TIME = re.compile(
    r"(?P<day>.*\d\D{0,2}?)(?:[T,]|\s)\s*(?:[上下]午\s*)?"
    rf"(?:{_HOUR}:[0-5]\d(?::[0-6]\d(?:[.,]\d+)?)?(?:\s*[AaPp]\.?[Mm]\.?)?|{_HOUR}\s*[AaPp]\.?[Mm]\.?)"
    r"\s*(?:Z|UTC|GMT|[+-]\d{2}:?\d{2})?"
)
_OCLOCK = re.compile(
    r"(?<=[日號])\s*(?:[上下]午|凌晨|清晨|早上|中午|晚上|晚間)?\s*\d{1,2}\s*[時點:](?:\s*\d{1,2}\s*分?)?$"
)
_DAYS = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b\.?"
_WEEKDAY = re.compile(
    rf"^{_DAYS},?\s+|,?\s+[（(]?{_DAYS}[）)]?$"
    r"|\s*(?:[（(]?(?:星期|週|周|禮拜)[一二三四五六日天][）)]?|[（(][一二三四五六日][）)])$",
    re.IGNORECASE,
)
_WHOLE = re.compile(r"(\d{4}|\d{8})\.0+")
"""How a spreadsheet may write a number."""
_NUMBERS = re.compile(r"(?<!\d)(\d{1,2})([/.-])(\d{1,2})\2(\d{4})(?!\d)")
_NUMBERED = re.compile(r"(?<![\d/.-])(\d{1,2})([/.-])(\d{1,2})\2(?:\d{4}|\d\d)(?!\d)")


@lru_cache(maxsize=65536)
def read_when(text: str, order: Order = "") -> str:
    """The EDTF date in a cell, its time left out; the empty text is no date.

    Raises `Problem`, also where nobody said what stands first in 3/1/2003.
    """
    try:
        return read_date(text)
    except Problem as problem:
        refused = problem
    day = text.strip()
    if len(day) > LONGEST:
        raise refused
    timed = _TIME.fullmatch(day)
    day = _WEEKDAY.sub("", _OCLOCK.sub("", timed["day"] if timed else day)).strip().rstrip(",")
    if found := _WHOLE.fullmatch(day):
        day = found[1]
    elif order:
        day = _NUMBERS.sub(lambda found: _ordered(found, order), day)
    if re.fullmatch(r"[1-9]\d{4}", day):
        raise Problem(
            "“{text}” is how a spreadsheet counts days, {date} in most: show the column as dates "
            "there, and import it again",
            text=text,
            date=(date(1899, 12, 30) + timedelta(days=int(day))).isoformat(),
        )
    try:
        return read_loose(day)
    except Problem as problem:
        # Said of what stands in the cell.
        fields = {**problem.fields, "text": text} if "text" in problem.fields else problem.fields
        raise Problem(problem.message, **fields) from refused


def _ordered(found: re.Match[str], order: Order) -> str:
    """A date in numbers in the order of EDTF; as it is where it can't be of the order."""
    one, two = int(found[1]), int(found[3])
    month, day = (two, one) if order == "day" else (one, two)
    return f"{found[4]}-{month:02}-{day:02}" if month <= 12 else found[0]


def in_numbers(text: str) -> bool:
    """Whether a date is written so that day and month can change places."""
    return bool(_NUMBERED.search(text))


def order_of(texts: Iterable[str]) -> tuple[Order, str]:
    """What stands first in dates such as 5/3/2003, by all of a file, and a text that shows it.

    Empty where nothing tells, or where one text says this and another that.
    """
    shown: dict[Order, str] = {}
    for text in texts:
        for found in _NUMBERED.finditer(text):
            if int(found[1]) > 12:
                shown.setdefault("day", text)
            if int(found[3]) > 12:
                shown.setdefault("month", text)
    return next(iter(shown.items())) if len(shown) == 1 else ("", "")
