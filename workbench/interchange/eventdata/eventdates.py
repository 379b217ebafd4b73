"""The dates of data sets, as their files and the programs that saved them again write them."""

from __future__ import annotations

import re
from datetime import date

from workbench.case import Problem
from workbench.casebook import Order

from ..sheet.celldates import read_when

_WHOLE = re.compile(r"(\d{4})-?(\d\d)-?(\d\d)(?:\d{6})?")
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
