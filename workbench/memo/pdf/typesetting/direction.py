"""Right-to-left text: which way each character runs, and how a line of them stands on paper.

After the Unicode Bidirectional Algorithm (UAX #9): levels are found for a whole paragraph, and
characters put in the order of reading only within a line that is already broken (rule L2).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from itertools import islice
from typing import Any, TypeVar
from unicodedata import bidirectional

from workbench.locale.isolates import FSI, LEFTWARD, PDI, outside

T = TypeVar("T")
_DEEPEST = 60
"""Isolates within one another beyond which none has a direction of its own (BD2: levels end)."""
_HELD = "\ufffc"
_OPENING = dict(zip("([{（「『【〈《〔［｛", ")]}）」』】〉》〕］｝", strict=True))
# What parts one thing from the next keeps its sides in text from the left: an arrow between two
# names says who acts on whom.
_PARTING = set("→←·・")
# Marks of direction are taken out of the text beforehand; what else these are stands as it is.
_NEUTRAL = {"B", "S", "BN", "", "LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}


def turned(text: str) -> bool:
    """Whether any of `text` runs from right to left."""
    return LEFTWARD.search(text) is not None


def lettered(text: str) -> bool:
    """Whether letters of `text` run from right to left: numbers among such letters don't."""
    return any(bidirectional(character) in ("R", "AL") for character in text)


def base_of(text: str) -> int:
    """1 where a paragraph reads to the left, by its first letter outside of isolates; else 0."""
    from bidi import get_base_level

    said = outside(text)
    return int(get_base_level(said)) if said else 0


def levels(text: str, depth: int = 0) -> list[int]:
    """The embedding level of every character of one paragraph; odd ones run to the left.

    What is isolated stands in its sentence as one neutral (rules X5a to X6a), at a `depth` of
    isolates around it.
    """
    if not turned(text):
        return [0] * len(text)
    base = base_of(text)
    inside = _isolates(text) if depth < _DEEPEST else []
    told = iter(_resolved(_outer(text, inside), base))
    found: list[int] = []
    at = 0
    for start, end in [*inside, (len(text), len(text))]:
        found += islice(told, start - at)
        if start < end:
            part = text[start + 1 : end - 1]
            deeper = 0 if base_of(part) and not base else 2
            held = next(told)
            found += [held, *(level + deeper for level in levels(part, depth + 1)), held]
        at = end
    return found


def _isolates(text: str) -> list[tuple[int, int]]:
    """Where the outermost isolates that are closed begin and end."""
    found: list[tuple[int, int]] = []
    opened: list[int] = []
    for at, character in enumerate(text):
        if character == FSI:
            opened.append(at)
        elif character == PDI and opened:
            start = opened.pop()
            while found and found[-1][0] > start:
                found.pop()
            found.append((start, at + 1))
    return found


def _outer(text: str, inside: Sequence[tuple[int, int]]) -> str:
    """The text with one neutral in place of each isolate."""
    parts, at = [], 0
    for start, end in inside:
        parts += [text[at:start], _HELD]
        at = end
    return "".join([*parts, text[at:]])


def _resolved(text: str, base: int) -> list[int]:
    from bidi.algorithm import resolve_implicit_levels, resolve_neutral_types, resolve_weak_types

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
    opened: list[tuple[int, str, set[str]]] = []
    """Where each stands, which way ran before it, and which ways are within it so far."""
    awaited: Counter[str] = Counter()
    before = strong
    for at, char in enumerate(chars):
        sign = char["ch"] if char["type"] == "ON" else ""
        if sign in _OPENING:
            opened.append((at, before, set()))
            awaited[_OPENING[sign]] += 1
        elif awaited[sign]:
            start, way, inside = _paired(opened, sign, chars, awaited)
            if inside:
                both = strong if strong in inside or way == strong else way
                chars[start]["type"] = char["type"] = before = both
                inside.add(both)
            if opened:
                opened[-1][2].update(inside)
        elif way := _way(char):
            before = way
            if opened:
                opened[-1][2].add(way)


def _paired(
    opened: list[tuple[int, str, set[str]]],
    sign: str,
    chars: Sequence[dict[str, Any]],
    awaited: Counter[str],
) -> tuple[int, str, set[str]]:
    """The last bracket that `sign` closes; what was opened after it is closed by nothing."""
    within: set[str] = set()
    while True:
        start, before, inside = opened.pop()
        within |= inside
        closing = _OPENING[chars[start]["ch"]]
        awaited[closing] -= 1
        if closing == sign:
            return start, before, within


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
    """A part that runs to the left, its brackets mirrored (rule L4)."""
    from bidi.mirror import MIRRORED

    return "".join(MIRRORED.get(character, character) for character in reversed(text))
