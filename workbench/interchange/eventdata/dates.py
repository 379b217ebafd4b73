"""The dates of data sets, as their files and the programs that saved them again write them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from workbench.case import Problem
from workbench.casebook import Order

from ..sheet.dates import read_when

_WHOLE = re.compile(r"(\d{4})-?(\d\d)-?(\d\d)(?:\d{6})?")
_NUMBERS = re.compile(r"\s*\"?(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d\d)(?=\D|$)")
_SHORT = re.compile(r"(.*[A-Za-z]{3}[a-z]*[ ,/-]+|\d{1,2}([/.-])\d{1,2}\2)(\d\d)( .*)?")


def day(text: str, order: Order = "") -> str:
    """A date of a data set as EDTF, empty where it is none: 20030305, 05-Mar-2003, 5/3/2003 0:00.

    `order` says what stands first in the last of them.
    """
    value = text.strip()
    if found := _WHOLE.fullmatch(value):
        try:
            return date(*map(int, found.groups())).isoformat()
        except ValueError:
            return ""
    if short := _SHORT.fullmatch(value):
        # The data sets begin in 1979; the century of a short year is sure.
        year = int(short[3])
        value = f"{short[1]}{(1900 if year > 68 else 2000) + year}{short[4] or ''}"
    try:
        return read_when(value, order)
    except Problem:
        return ""


def in_numbers(text: str) -> bool:
    """Whether a date is written so that day and month can change places."""
    return bool(_NUMBERS.match(text))


def order_of(texts: Iterable[str]) -> Order:
    """What stands first in dates such as 5/3/2003, by all of a file; empty where nothing tells."""
    day_first = month_first = False
    for text in texts:
        if found := _NUMBERS.match(text):
            day_first = day_first or int(found[1]) > 12
            month_first = month_first or int(found[3]) > 12
    if day_first == month_first:
        return ""
    return "day" if day_first else "month"
