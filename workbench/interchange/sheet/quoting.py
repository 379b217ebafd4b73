"""Where a quotation mark of a CSV record stands astray, which Python's reader doesn't say."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from itertools import islice

_QUOTED = re.compile(r'(?:[^"]++|"")*+')
"""What stands in quotation marks; two of them are one."""
_PIECE = 1 << 20
"""Characters of a text that are looked through at once."""


def lines_of(text: str) -> Iterator[str]:
    """The lines of a text with their ends, as a file has them; no copy of all of it is made."""
    at = 0
    while at < len(text):
        end = text.rfind("\n", at, at + _PIECE) + 1
        if not end:
            # Some programs end lines by a return alone; one that a line feed follows is no end.
            end = text.rfind("\r", at, at + _PIECE) + 1
            end += text[end : end + 1] == "\n"
        if end <= at:
            end = (text.find("\n", at) + 1) or len(text)
        if text.find("\r", at, end - 2) < 0 and text.find("\n", at, end - 1) < 0:
            # As a stream a line of megabytes would take four times its length.
            yield text[at:end]
        else:
            yield from io.StringIO(text[at:end], newline="")
        at = end


def astray(
    text: str, delimiter: str, line: int, header: Sequence[str], most: int
) -> tuple[str, bool]:
    """The column of the cell that can't be read, in the record that begins on `line`.

    And whether that cell goes on for more than `most` characters.
    """
    at = sum(map(len, islice(lines_of(text), line - 1)))
    mark = re.compile(f'["\r\n{re.escape(delimiter)}]|[^"\r\n{re.escape(delimiter)}]+')
    place, state, begins = 1, "start", at
    while at < len(text):
        if state == "quoted":
            at = _QUOTED.match(text, at, begins + most).end()  # type: ignore[union-attr]
            if at >= min(begins + most, len(text)):
                break
            at, state = at + 1, "closed"
            continue
        found = mark.match(text, at)
        token = found[0] if found else ""
        at += len(token)
        if token == '"' and state in ("start", "closed"):
            state = "quoted"
        elif token == delimiter:
            place, state, begins = place + 1, "start", at
        elif state == "closed" or token in ("\r", "\n"):
            break
        else:
            state = "plain"
            if at - begins > most:
                break
    name = header[place - 1].strip() if place <= len(header) else ""
    return name or str(place), max(at, len(text) if state == "quoted" else at) - begins > most
