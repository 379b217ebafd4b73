"""Right-to-left text: which way each character runs, and how a line of them stands on paper.

After the Unicode Bidirectional Algorithm (UAX #9): levels are found for a whole paragraph, and
characters put in the order of reading only within a line that is already broken (rule L2).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any, TypeVar
from unicodedata import bidirectional

from bidi import get_base_level
from bidi.algorithm import resolve_implicit_levels, resolve_neutral_types, resolve_weak_types
from bidi.mirror import MIRRORED

T = TypeVar("T")
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff]")
_OPENING = dict(zip("([{（「『【〈《〔［｛", ")]}）」』】〉》〕］｝", strict=True))
_CLOSING = set(_OPENING.values())
# What parts one thing from the next keeps its sides in text from the left: an arrow between two
# names says who acts on whom.
_PARTING = set("→←·・")
# Marks of direction are taken out of the text beforehand; what else these are stands as it is.
_NEUTRAL = {"B", "S", "BN", "", "LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}


def turned(text: str) -> bool:
    """Whether any of `text` runs from right to left."""
    return _RIGHT_TO_LEFT.search(text) is not None


def base_of(text: str) -> int:
    """1 where a paragraph reads from right to left, by its first letter; else 0."""
    return int(get_base_level(text))


def levels(text: str) -> list[int]:
    """The embedding level of every character of one paragraph; odd ones run to the left."""
    if not turned(text):
        return [0] * len(text)
    base = base_of(text)
    strong = "LR"[base]
    chars: list[dict[str, Any]] = []
    for character in text:
        kind = bidirectional(character)
        kind = "ON" if kind in _NEUTRAL else kind
        if not base and character in _PARTING:
            kind = "L"
        chars.append({"ch": character, "level": base, "type": kind, "orig": kind})
    run = {"sor": strong, "eor": strong, "start": 0, "length": len(chars)}
    found = {"base_level": base, "chars": chars, "runs": [run]}
    resolve_weak_types(found)
    _pair_brackets(chars, strong)
    resolve_neutral_types(found, False)
    resolve_implicit_levels(found, False)
    return [char["level"] for char in chars]


def _pair_brackets(chars: Sequence[dict[str, Any]], strong: str) -> None:
    """Both brackets of a pair run the same way (rule N0, which the library leaves out)."""
    opened: list[int] = []
    for at, char in enumerate(chars):
        if char["type"] != "ON":
            continue
        if char["ch"] in _OPENING:
            opened.append(at)
        elif char["ch"] in _CLOSING:
            match = next(
                (n for n in reversed(opened) if _OPENING[chars[n]["ch"]] == char["ch"]), None
            )
            if match is None:
                continue
            del opened[opened.index(match) :]
            inside = {_way(c) for c in chars[match + 1 : at]} - {""}
            before = next(filter(None, (_way(c) for c in reversed(chars[:match]))), strong)
            if inside:
                both = strong if strong in inside or before == strong else before
                chars[match]["type"] = char["type"] = both


def _way(char: dict[str, Any]) -> str:
    kind = char["type"]
    return "R" if kind in ("R", "EN", "AN") else kind if kind == "L" else ""


def ordered(items: Sequence[T], level: Callable[[T], int]) -> list[T]:
    """The parts of a line in the order of reading (rule L2); each part is of one level."""
    found = list(items)
    for at_least in range(max(map(level, found), default=0), 0, -1):
        start = 0
        while start < len(found):
            end = start
            while end < len(found) and level(found[end]) >= at_least:
                end += 1
            found[start:end] = reversed(found[start:end])
            start = end + 1
    return found


def backwards(text: str) -> str:
    """A part that runs to the left, its brackets mirrored (rule L4).

    A mark comes before its letter, over which the fonts then draw it.
    """
    return "".join(MIRRORED.get(character, character) for character in reversed(text))
