"""Where the passages of a text begin and end, by whatever its writer counted.

The standard counts Unicode code points (REFI-QDA 1.5, §10.2) and says nothing of the ends of lines.
Some programs count UTF-16 units; a line's end counts as one or as two, whatever the text in the
file has: ATLAS.ti counts one where it writes two, and so does QualCoder with its option for
MAXQDA's ends of lines. What was counted shows in the words that a passage repeats as its name, else
in the words that a passage would cut in two.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

_ENDS = re.compile(r"\r\r\n|\r\n|\r|\n")
_WIDE = re.compile("[\n\U00010000-\U0010ffff]")
_HAN = re.compile("[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff]")
_CLOSING = ".,;:!?)]}”’。，；：！？、）」』"
_MARK = "\ufeff"
_SHORTEST, _LONGEST = 8, 400
"""Letters of a name that is the beginning of its passage, and how many of them are compared."""


def folded(raw: str) -> str:
    """The text with one character for the end of each line."""
    return _ENDS.sub("\n", raw)


def unevens(raw: str) -> int:
    """How many letters of a text are counted in more ways than one, about."""
    wide = len(raw.encode("utf-16-le", "surrogatepass")) // 2 - len(raw)
    return raw.count("\n") + raw.count("\r") + wide


@dataclass(frozen=True)
class Spot:
    """A passage as a file places it, and the name that it has there."""

    start: int
    end: int
    name: str = ""


@dataclass(frozen=True)
class Way:
    """A way of counting; `line` is what the end of a line counts, 0 as it is written."""

    line: int = 0
    utf16: bool = False
    before: int = 0
    """What is counted before the text begins: the mark of its encoding."""
    through: bool = False
    """Whether the end is the last letter's place, not the one after it."""


@dataclass(frozen=True)
class Placed:
    """The passages of a text as code points of it, with one for the end of each line."""

    text: str
    spots: tuple[tuple[int, int] | None, ...]
    """None for a passage that doesn't lie in the text."""
    ways: tuple[Way, ...] = ()
    """The ways of counting that fit, the one taken first."""
    sure: bool = True
    """Whether they all give the same words."""


_WAYS = [Way(line, utf16) for utf16 in (False, True) for line in (0, 1, 2)]
_RARE = [
    Way(w.line, w.utf16, before, through)
    for before, through in ((1, False), (0, True), (1, True))
    for w in _WAYS
]
"""Ways that nothing but the passages' names can show."""


class Ruler:
    """The places of a text in one way of counting."""

    def __init__(self, text: str, ends: Sequence[int], way: Way) -> None:
        """`text` has one character for the end of each line, which was as long as `ends` says."""
        widths = iter(ends)
        self.wide = [found.start() for found in _WIDE.finditer(text)]
        more = [
            (way.line or next(widths)) - 1 if text[at] == "\n" else int(way.utf16)
            for at in self.wide
        ]
        self.added = list(accumulate(more, initial=0))
        self.places = [at + add for at, add in zip(self.wide, self.added, strict=False)]

    def at(self, place: int) -> tuple[int, bool]:
        """The code point at a place, and whether the place lies between two of them."""
        number = bisect_right(self.places, place - 1)
        point = place - self.added[number]
        if number and point <= self.wide[number - 1]:
            # Within a line's end, or a character of two units.
            return self.wide[number - 1], False
        return point, True


def placed(
    raw: str,
    spots: Sequence[Spot],
    first: Way,
    settled: Sequence[Way] = (),
    *,
    certain: bool = False,
) -> Placed:
    """The passages of a text as it stands in its file.

    Where nothing tells, the way is `first`; `settled` are those that fit the project's other texts.
    Of a writer that is known for `certain` nothing is guessed.
    """
    text = folded(raw).removeprefix(_MARK)
    if not spots:
        return Placed(text, ())
    ends = [len(found[0]) for found in _ENDS.finditer(raw)]
    tried = _Tried(text, ends, spots)
    if certain:
        return Placed(text, tried.spots(first), (first,))
    # The mark of its encoding, where a file has it, counts with some.
    marked = [replace(way, before=1) for way in _WAYS] if raw.startswith(_MARK) else []
    usual = list(dict.fromkeys([first, *_WAYS, *marked, *settled]))
    best = max(tried.agreeing(way) for way in usual)
    left = [way for way in usual if tried.agreeing(way) == best]
    if best < sum(bool(spot.name.strip()) for spot in spots):
        better = max(_RARE, key=tried.agreeing)
        if tried.agreeing(better) > best:
            left = [way for way in _RARE if tried.agreeing(way) == tried.agreeing(better)]
    least = min(map(tried.faults, left))
    # One fault more or less tells nothing, but that what was expected has none.
    margin = bool(first in left and tried.faults(first))
    fitting = [way for way in left if tried.faults(way) <= least + margin]
    fitting = [way for way in fitting if way in settled] or fitting
    fitting.sort(key=lambda way: (way != first, tried.faults(way)))
    sure = len({tried.words(way) for way in fitting}) == 1
    return Placed(text, tried.spots(fitting[0]), tuple(fitting), sure)


class _Tried:
    """What the passages of a text are in each way of counting."""

    def __init__(self, text: str, ends: Sequence[int], spots: Sequence[Spot]) -> None:
        self.text, self.ends, self.given = text, ends, spots
        self._found: dict[Way, tuple[tuple[tuple[int, int] | None, ...], int]] = {}

    def spots(self, way: Way) -> tuple[tuple[int, int] | None, ...]:
        """The code points, or None for a passage outside the text."""
        return self._placing(way)[0]

    def words(self, way: Way) -> tuple[str, ...]:
        """The passages' words."""
        return tuple(self.text[s[0] : s[1]].strip() if s else "" for s in self.spots(way))

    def faults(self, way: Way) -> int:
        """How much speaks against it: places outside the text, or within a letter or a word."""
        return self._placing(way)[1] + _cuts(self.text, self.spots(way))

    def agreeing(self, way: Way) -> int:
        """How many passages say what their names say; a long name may be cut."""
        pairs = zip(self.given, self.words(way), strict=True)
        return sum(_agrees(spot.name, words) for spot, words in pairs)

    def _placing(self, way: Way) -> tuple[tuple[tuple[int, int] | None, ...], int]:
        if way not in self._found:
            ruler, found, wrong = Ruler(self.text, self.ends, way), [], 0
            for spot in self.given:
                one, clean = ruler.at(spot.start - way.before)
                two, whole = ruler.at(spot.end - way.before + way.through)
                inside = 0 <= one <= two <= len(self.text)
                found.append((one, two) if inside else None)
                wrong += 2 * (2 - clean - whole) if inside else 4
            self._found[way] = tuple(found), wrong
        return self._found[way]


def _agrees(name: str, words: str) -> bool:
    if not name.strip():
        return False
    # A passage may be a book, and is asked for its words in a dozen ways.
    long = len(name) > _LONGEST
    name, words = name[:_LONGEST], words[: 2 * _LONGEST]
    # In an attribute a line's end is a space.
    name, said = " ".join(name.split()), " ".join(words.split())
    if long:
        return said.startswith(name)
    cut = re.sub(r"(?:…|\.\.\.)$", "", name).rstrip()
    return said == name or (len(cut) >= _SHORTEST and said.startswith(cut))


def _cuts(text: str, found: Iterable[tuple[int, int] | None]) -> int:
    """How many words the passages cut in two; and, for less, how many begin or end by a stop."""
    wrong = 0
    for spot in found:
        if not spot or spot[0] == spot[1]:
            continue
        start, end = spot
        wrong += 2 * (_within(text, start) + _within(text, end))
        wrong += 2 * text[start].isspace() + (text[start] in _CLOSING)
        wrong += text[end : end + 1] in (*_CLOSING,)
    return wrong


def _within(text: str, at: int) -> bool:
    """Whether a place lies within a word of letters or digits; Chinese words have no edges."""
    if not 0 < at < len(text):
        return False
    before, after = text[at - 1], text[at]
    return all(char.isalnum() and not _HAN.match(char) for char in (before, after))
