"""Where a quotation mark of a CSV record stands astray, which Python's reader doesn't say."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

_QUOTED = re.compile(r'(?:[^"]++|"")*+')
"""What stands in quotation marks; two of them are one."""
_PIECE = 1 << 20
"""Characters of a text that are looked through at once."""


def ends_of(text: str) -> Iterator[tuple[int, int]]:
    """Where pieces of a text begin and end: some whole lines each, or a single one however long."""
    at = 0
    while at < len(text):
        end = text.rfind("\n", at, at + _PIECE) + 1
        if not end:
            # Some programs end lines by a return alone; one that a line feed follows is no end.
            end = text.rfind("\r", at, at + _PIECE) + 1
            end += text[end : end + 1] == "\n"
        if end <= at:
            end = (text.find("\n", at) + 1) or len(text)
        yield at, end
        at = end


def lines_within(text: str, at: int, end: int) -> Iterable[str]:
    """The lines of a piece of `ends_of` with their ends, as a file has them."""
    if text.find("\r", at, end - 2) < 0 and text.find("\n", at, end - 1) < 0:
        # As a stream a line of megabytes would take four times its length.
        return (text[at:end],)
    return io.StringIO(text[at:end], newline="")


def cells_within(
    text: str, at: int, end: int, delimiter: str, within: bool
) -> Iterator[tuple[int, int]]:
    """Where the cells of a piece begin and end, the first of which may be `within` quotation marks.

    Nothing of the text is copied.
    """
    marks = f"{re.escape(delimiter)}\r\n"
    cell = re.compile(rf'(?:"(?:[^"]++|"")*+"?)?+[^{marks}]*+')
    if within:
        closed = _QUOTED.match(text, at, end).end()  # type: ignore[union-attr]
        yield at, closed
        at = closed + 1
    while at < end:
        after = cell.match(text, at, end).end()  # type: ignore[union-attr]
        yield at, after
        at = after + 1


def astray(
    text: str, delimiter: str, line: int, header: Sequence[str], most: int
) -> tuple[str, bool]:
    """The column of the cell that can't be read, in the record that begins on `line`.

    And whether that cell goes on for more than `most` characters.
    """
    lines = (each for piece in ends_of(text) for each in lines_within(text, *piece))
    at = sum(map(len, islice(lines, line - 1)))
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
