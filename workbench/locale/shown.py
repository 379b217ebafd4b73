"""Text that a person typed, made harmless for a terminal."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from functools import lru_cache
from itertools import accumulate
from typing import Any

# C0 and C1 controls, the bidirectional marks, zero-width characters and lone surrogates.
_UNSEEN = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2064\u2066-\u2069"
    "\ufeff\ud800-\udfff]"
)
# Of these what turns the text around it, or begins what may not end; and ends of lines.
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
_ENDS = re.compile("[\u2028\u2029]")
# What is left is for letters and their direction alone: it belongs to Arabic, Hebrew, Thai.
_OBEYED = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff]")
_HALVES = re.compile("[\ud800-\udfff]")
_CONTROLS: dict[int, str | None] = {
    code: "\n" if len(f"a{chr(code)}b".splitlines()) > 1 else None
    for code in (*range(0x20), *range(0x7F, 0xA0))
    if chr(code) not in "\t\n\r"
}
"""What no text holds (Unicode's Cc): it goes, and what ended a line or a page ends a line."""


def _symbol(match: re.Match[str]) -> str:
    code = ord(match.group())
    if code in (0x0A, 0x0D, 0x09):
        return " "
    if code < 0x20:
        return chr(0x2400 + code)
    return "␡" if code == 0x7F else "\N{WHITE SQUARE}"


def shown(text: str, lines: bool = False) -> str:
    """`text` without anything that a terminal would obey; `lines` keeps its line breaks."""
    if lines:
        return "\n".join(shown(line) for line in text.splitlines())
    return _UNSEEN.sub(_symbol, text)


def printed(text: str) -> str:
    """`text` for a file that is read, on which no terminal looks: spaces without width and marks
    of direction stand as they are, what turns text round is left out.
    """
    return _OBEYED.sub(_symbol, _ENDS.sub(" ", _TURNING.sub("", text)))


def unobeyed(text: str) -> str:
    """The same with nothing in the place of it, where a text is drawn that is being written."""
    return _UNSEEN.sub("", text)


def uncontrolled(text: str) -> str:
    """`text` with no control character but tabs and ends of lines."""
    return text.translate(_CONTROLS)


def is_line(text: str) -> bool:
    """Whether a text can be a name: one line of text, without a NUL."""
    return "".join(text.splitlines()) == text and "\0" not in text


def one_line(text: str) -> str:
    """Several lines as one, a space between them."""
    lines = text.splitlines()
    return " ".join(filter(None, map(str.strip, lines))) if len(lines) > 1 else text


def whole(text: str) -> str:
    """`text` with no half of a character in it: U+FFFD stands for each (Unicode Standard, 5.22).

    No file takes a lone surrogate as UTF-8; two that belong together are their character.
    """
    if not _HALVES.search(text):
        return text
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def all_whole(value: Any) -> Any:
    """A JSON value with every text in it whole; names stay, since they are what one looks up."""
    if isinstance(value, str):
        return whole(value)
    if isinstance(value, list):
        return [all_whole(each) for each in value]
    if isinstance(value, dict):
        return {name: all_whole(each) for name, each in value.items()}
    return value


def columns(text: str) -> int:
    """How many terminal columns `text` takes (Unicode TR 11: wide and full-width take two)."""
    if text.isascii():
        return len(text)
    return sum(map(_columns, text))


@lru_cache(maxsize=4096)
def _columns(character: str) -> int:
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def padded(text: str, width: int) -> str:
    """`text` in exactly `width` columns: cut with an ellipsis or filled with spaces."""
    if text.isascii():
        short = len(text) <= width
        return text.ljust(width) if short else text[: max(width - 1, 0)] + "…"
    ends = [*accumulate(map(_columns, text))]
    if ends[-1] <= width:
        return text + " " * (width - ends[-1])
    many = bisect_right(ends, width - 1)
    return text[:many] + "…" + " " * (width - 1 - (ends[many - 1] if many else 0))
