"""How much JSON a case file may hold, counted on its bytes before any of it is read.

A file of ten megabytes can hold millions of values, each of which takes memory and time.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from workbench.case import Problem

from .durable import MOST
from .lines import MOST_RECORDS, read_bytes, too_many_records

MOST_NESTED = 1_200_000
"""Objects of a file, and lists; a record of ours has two of each on average."""
_SMALL = 500_000
"""Values, and names, that are never too many."""
_OBJECT, _VALUE, _NAMES = 30, 6, 50
"""Bytes that an object has to itself at least (ours has 270), that a comma or a line has (ours has
forty), and names that an object has at most (ours has seven): all of them on average."""
_TEXT = 40_000_000
"""Bytes without a quotation mark that no text has: those of the longest that an import takes."""
_NAMED = re.compile(rb'("[^"\\]*")\s*:\s*\{')
"""The name of an object, which a record is; an object in a record has one of few names."""
_SPACES = 0.9
"""How much of a file may be spaces."""


def read_case(path: Path) -> bytes | None:
    """The bytes of a case file, None where there is none; raises `Problem`, also for too much."""
    check_texts(path)
    data = read_bytes(path)
    why = None if data is None else too_much(data)
    if why:
        raise Problem("{path} can't be read: {why}", path=str(path), why=why)
    return data


def check_texts(path: Path) -> None:
    """Raise `Problem` where a file has so long a text that memory shouldn't be taken for it.

    What can't be had is said by whoever reads it.
    """
    with suppress(OSError):
        if not path.is_file() or not 2 * _TEXT <= path.stat().st_size <= MOST:
            return
        with path.open("rb") as stream:
            while len(block := stream.read(_TEXT)) == _TEXT:
                # Spaces are counted below, and a NUL is no text.
                if b'"' not in block and not block.isspace() and b"\0" not in block:
                    why = Problem("a text in it has more than {n} MB", n=_TEXT // 10**6)
                    raise Problem("{path} can't be read: {why}", path=str(path), why=why)


def too_much(data: bytes, objects: int = MOST_NESTED) -> Problem | None:
    """Why there is more JSON than is read here; `objects` are how many it may have."""
    if len(data) < _SMALL:
        return None
    lines = data.count(b"\n")
    ours = data.count(b'\n,"') if lines else 0
    if ours > MOST_RECORDS:
        return too_many_records()
    named = data.count(b"{")
    nested = max(named, data.count(b"["))
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
    # However it is laid out: what isn't as ours is counted by the names of its records.
    if named > MOST_RECORDS > 4 * ours and _many(_NAMED.finditer(data)):
        return too_many_records()
    return None


def _many(named: Iterable[re.Match[bytes]]) -> bool:
    """Whether more names than a case has records stand there, each counted once."""
    known: set[bytes] = set()
    for match in named:
        known.add(match[1])
        if len(known) > MOST_RECORDS:
            return True
    return False
