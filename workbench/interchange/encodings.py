"""The text of a file that a person brings: UTF-8, or UTF-16 with its mark, and nothing guessed.

What is neither is refused with the encoding that it looks like; reading it so would be a guess
about every name in it.
"""

from __future__ import annotations

import codecs
import contextlib

from workbench.case import Problem

_NAMES = {
    "utf_16_le": "UTF-16",
    "utf_16_be": "UTF-16",
    "big5": "Big5",
    "gb18030": "GB18030",
    "shift_jis": "Shift JIS",
    "cp1252": "Windows-1252",
}
_NO_CHARSETS = frozenset(["idna", "punycode", "raw-unicode-escape", "undefined", "unicode-escape"])
"""What Python calls an encoding of text, and no file is in."""
_LOOKED_AT = 1 << 16


class NotText(Problem):
    """The bytes are no text that can be read for sure; `line` is where that shows first."""

    line = 1
    like = ""
    """The encoding that it looks like; empty where it looks like none."""


def decoded(data: bytes, encoding: str | None = None) -> str:
    """The text of `data`; raises `NotText` with the byte, and what the file looks like.

    What a person names as `encoding` is believed, where the bytes can be of it.
    """
    if encoding:
        try:
            if codecs.lookup(encoding).name not in _NO_CHARSETS:
                return data.decode(encoding).lstrip("\ufeff")
        except UnicodeDecodeError as error:
            raise NotText(
                "byte {place} isn't {encoding} text", place=error.start + 1, encoding=encoding
            ) from None
        except (LookupError, ValueError):
            pass
        raise NotText("no encoding is known as {encoding}", encoding=encoding)
    if data.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        # The mark of UTF-16 begins that of UTF-32.
        raise _not_text(data, 0)
    wide = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    try:
        # Programs that join files put a mark before a mark.
        text = data.decode("utf-16" if wide else "utf-8").lstrip("\ufeff")
    except UnicodeDecodeError as error:
        raise _not_text(data, error.start) from None
    if "\x00" in text and not wide and _looks_like(data) in ("UTF-16", "UTF-32"):
        raise _not_text(data, data.index(0))
    return text


def _not_text(data: bytes, place: int) -> NotText:
    like = _looks_like(data)
    if like:
        problem = NotText(
            "byte {place} isn't UTF-8 text: the file looks like {encoding}. Save it as UTF-8 "
            "(in Excel: CSV UTF-8)",
            place=place + 1,
            encoding=like,
        )
    else:
        problem = NotText("byte {place} isn't UTF-8 text: save the file as UTF-8", place=place + 1)
    problem.line, problem.like = data[:place].count(b"\n") + 1, like
    return problem


def _looks_like(data: bytes) -> str:
    from charset_normalizer import from_bytes

    # Cut at a line: half a character would fit no encoding.
    part = data[:_LOOKED_AT]
    if len(data) > _LOOKED_AT:
        cut = part.rfind(b"\n") + 1
        part = part[: cut + (part[cut : cut + 1] == b"\0")] or part
    if _is_utf_32(part):
        return "UTF-32"
    even = part[: len(part) // 2 * 2]
    if even.count(0) * 4 > len(even):
        return "UTF-16"
    found = from_bytes(part, cp_isolation=list(_NAMES)).best()
    return _NAMES.get(found.encoding, "") if found else ""


def _is_utf_32(part: bytes) -> bool:
    """Whether every four bytes are a character's number, of which a text has no 0."""
    whole = part[: len(part) // 4 * 4]
    for order in ("utf-32-le", "utf-32-be"):
        with contextlib.suppress(UnicodeDecodeError):
            if whole and "\x00" not in whole.decode(order):
                return True
    return False
