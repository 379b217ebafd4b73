"""Where a quotation mark of a CSV record stands astray, which Python's reader doesn't say."""

from __future__ import annotations

from collections.abc import Sequence
from io import StringIO
from itertools import chain, islice


def astray(text: str, delimiter: str, line: int, header: Sequence[str]) -> str:
    """The column of the cell that can't be read, in the record that begins on `line`."""
    place, state = 1, "start"
    for char in chain.from_iterable(islice(StringIO(text, newline=""), line - 1, None)):
        if state == "quoted":
            state = "closed" if char == '"' else state
        elif char == '"' and state in ("start", "closed"):
            state = "quoted"
        elif char == delimiter:
            place, state = place + 1, "start"
        elif state == "closed" or char in "\r\n":
            break
        else:
            state = "plain"
    name = header[place - 1].strip() if place <= len(header) else ""
    return name or str(place)
