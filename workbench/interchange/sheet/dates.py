"""The dates of a sheet: EDTF as it is, else as people and spreadsheets write them."""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import lru_cache

from workbench.case import Problem, read_date, read_loose
from workbench.casebook import Order

_TIME = re.compile(
    r"(?P<day>.*\d\D{0,2}?)(?:[T,]|\s)\s*(?:[上下]午\s*)?\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?"
    r"(?:\s*[AaPp]\.?[Mm]\.?)?\s*(?:Z|UTC|GMT|[+-]\d{2}:?\d{2})?"
)
_WEEKDAY = re.compile(
    r"(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?\s+)|\s*[（(]?(?:星期|週|周|禮拜)[一二三四五六日天][）)]?$",
    re.IGNORECASE,
)
_COMPACT = re.compile(r"((?:1[5-9]|20)\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?:\.0+)?")
_YEAR = re.compile(r"(\d{4})\.0+")
_NUMBERS = re.compile(r"(\d{1,2})([/.-])(\d{1,2})\2(\d{4})")


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
    timed = _TIME.fullmatch(day)
    day = _WEEKDAY.sub("", timed["day"] if timed else day).strip().rstrip(",")
    if found := _COMPACT.fullmatch(day):
        day = "-".join(found.groups())
    elif found := _YEAR.fullmatch(day):
        day = found[1]
    elif order and (found := _NUMBERS.fullmatch(day)):
        one, two = int(found[1]), int(found[3])
        one, two = (two, one) if order == "day" else (one, two)
        if one <= 12:
            day = f"{found[4]}-{one:02}-{two:02}"
    elif re.fullmatch(r"[1-9]\d{4}", day):
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
