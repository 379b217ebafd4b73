"""How much JSON a case file may hold, counted on its bytes before any of it is read.

A file of ten megabytes can hold millions of values, each of which takes memory and time.
"""

from __future__ import annotations

from pathlib import Path

from workbench.case import Problem

from .lines import MOST_RECORDS, read_bytes, too_many_records

MOST_NESTED = 1_200_000
"""Objects of a file, and lists; a record of ours has two of each on average."""
_SMALL = 500_000
"""Values, and names, that are never too many."""
_OBJECT, _VALUE, _NAMES = 30, 6, 50
"""Bytes that an object has to itself at least (ours has 270), that a comma or a line has (ours has
forty), and names that an object has at most (ours has seven): all of them on average."""
_SPACES = 0.9
"""How much of a file may be spaces."""


def read_case(path: Path) -> bytes | None:
    """The bytes of a case file, None where there is none; raises `Problem`, also for too much."""
    data = read_bytes(path)
    why = None if data is None else too_much(data)
    if why:
        raise Problem("{path} can't be read: {why}", path=str(path), why=why)
    return data


def too_much(data: bytes, objects: int = MOST_NESTED) -> Problem | None:
    """Why there is more JSON than is read here; `objects` are how many it may have."""
    if len(data) < _SMALL:
        return None
    lines = data.count(b"\n")
    if lines > MOST_RECORDS and data.count(b'\n,"') > MOST_RECORDS:
        return too_many_records()
    nested = max(data.count(b"{"), data.count(b"["))
    if nested > objects:
        return Problem("it has more than {n} objects or lists", n=f"{objects:,}")
    values = max(data.count(b","), lines)
    names = max(_SMALL, nested * _NAMES)
    if (
        nested > max(_SMALL // 2, len(data) // _OBJECT)
        or values > max(_SMALL, len(data) // _VALUE)
        # Every name but the first of an object stands behind a comma.
        or (values + nested > names and data.count(b'":') > names)
        or data.count(b" ") > _SPACES * len(data)
    ):
        return Problem("it has far more objects, values, lines or spaces than records have")
    return None
