"""What a person may say of a sheet so that what is wrong with it is wrong no more."""

from __future__ import annotations

from typing import Literal

from .faults import Fault
from .intake import SheetImport
from .ofevent import OF_A_SIDE
from .values import LISTS, VOCABULARY

Question = Literal["title", "meaning", "side", "status", "dates", "encoding"]
"""Which column the titles are in · what a value of the sheet's own means · of which side the
evidence is · whether effects were observed · what stands first in 3/1/2003 · how the text is
encoded."""


def question(found: SheetImport, fault: Fault) -> Question | None:
    """The question whose answer puts a fault right; None where the file has to be changed."""
    read = {column.read_as for column in found.columns}
    if fault.column == "title" and found.columns and "title" not in read:
        return "title"
    if fault.value and (fault.column in LISTS or fault.column in VOCABULARY):
        return "meaning"
    said = {*found.answers.constants, *read}
    if fault.column in OF_A_SIDE and "side" not in said:
        return "side"
    if fault.column == "status" and not fault.value and "status" not in said:
        return "status"
    if fault.column == "date" and {"one", "other"} <= set(fault.fields):
        return "dates"
    return "encoding" if fault.column == "-" and fault.likely else None
