"""When a work appeared, from all that the fields of its reference say: one rule for each format.

Sources: EDTF, levels 0 and 1 (Library of Congress, 2019), as biblatex and CSL take it; the RIS form
«YYYY/MM/DD/other»; months as BibTeX's styles, EndNote and databases write them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from workbench.case import Problem, reach, read_date, read_loose, span
from workbench.case.dates.edtf import LONGEST
from workbench.case.dates.months import MONTH

_SEASONS = re.compile(
    r"spr(?:ing)?|sum(?:mer)?|aut(?:umn)?|fall?|win(?:ter)?|printemps|ete|automne|hiver|fruhling|"
    r"sommer|herbst|primavera|verano|otono|invierno"
)
_IGNORED = {"of", "the", "de", "del", "published", "issue"}
_NONE = {"", "nd", "n.d.", "n.d", "no date", "undated", "s.d.", "s.d", "none", "null"}
_ABOUT = re.compile(r"\b(?:circa|ca\.?|c\.|approximately|approx\.?|about)\s*(?=\d)|\bc(?=\d{4}\b)")
_BETWEEN = re.compile(r"\s*(?:/|--|[–—]|\.\.|\bto\b|\band\b|&|-)\s*")
_TOKEN = re.compile(r"\d+(?:st|nd|rd|th)?(?![^\W\d_])|[^\W\d_]+|\d+")
_ISO = re.compile(r"(\d{4}-\d{2}-\d{2})[T ]\d{2}:.*")
_RIS = re.compile(r"(\d{4})/(\d{0,2})/(\d{0,2})(?:/(.*))?")
_BEFORE = re.compile(r"-\d{4}(?!\d)")
_LAST_YEAR = 2999


@dataclass(frozen=True)
class Dated:
    """What a reference says of a date: EDTF, or the words themselves where they can't be read."""

    date: str
    unread: tuple[str, ...] = ()
    """What none of the date tells of, as it was written."""


@dataclass(frozen=True)
class _Day:
    y: int | None = None
    m: int | None = None
    d: int | None = None
    season: bool = False

    @property
    def edtf(self) -> str:
        parts = [f"{self.y or 0:04}", *(f"{n:02}" for n in (self.m, self.d) if n)]
        return "-".join(parts)


@dataclass(frozen=True)
class _Read:
    ends: tuple[_Day, ...] = ()
    mark: str = ""
    whole: bool = True
    """Whether nothing that was written is left out."""

    def filled(self, year: int, month: int | None = None) -> _Read:
        given = [replace(e, y=e.y or year, m=e.m or (month if e.d else None)) for e in self.ends]
        return replace(self, ends=tuple(given))

    @property
    def edtf(self) -> str:
        said = list(dict.fromkeys(end.edtf for end in self.ends))
        return "/".join(end + self.mark for end in said)


def dated(*written: str) -> Dated:
    """The most exact date on which the fields agree; where two don't, the first one's.

    The fields stand in the order of their weight. None is a date without the year that another
    one knows.
    """
    said = [text for each in dict.fromkeys(written) if (text := each.strip())]
    read = {text: _read(text) for text in said}
    if said and _kept(said[0], read[said[0]]):
        return Dated(
            said[0], tuple(text for text in said[1:] if not _tells_no_other(text, said[0]))
        )
    best = next((r for r in read.values() if r and r.ends[0].y), None)
    if best is None:
        known = [text for text in said if not _empty(text)]
        return Dated(known[0] if known else "", tuple(known))
    unread = []
    for text, found in read.items():
        if found is None:
            if not _empty(text):
                unread.append(text)
            continue
        better = _agreed(best, found)
        if better is None or not (found.whole or better.edtf != found.edtf):
            unread.append(text)
        best = better or best
    return Dated(best.edtf, tuple(unread))


def _kept(text: str, read: _Read | None) -> bool:
    """Whether it is a date of level 1 of which more is said than days and one mark can hold."""
    if _empty(text) or len(text) > LONGEST or span(text) is None:
        return False
    return read is None or not read.whole or read.edtf != text


def _tells_no_other(text: str, date: str) -> bool:
    """Whether a field beside such a date says nothing else: nothing, or a time within its own."""
    read, whole = _read(text), reach(date)
    when = span(read.edtf) if read and read.ends[0].y else None
    return _empty(text) or bool(when and whole and whole[0] <= when[1] and when[0] <= whole[1])


def outgoing(typed: str) -> str:
    """A date as it goes out: EDTF of any kind as it was typed, else what is read of the words."""
    return typed.strip() if len(typed) <= LONGEST and span(typed.strip()) else dated(typed).date


def _agreed(best: _Read, other: _Read) -> _Read | None:
    """The more exact of two dates of which one lies in the other; None where neither does."""
    first = best.ends[0]
    if not other.ends[0].y and first.y:
        other = other.filled(first.y, first.m)
    if not _valid(other):
        return None
    one, two = best.edtf, other.edtf
    if one == two or _within(best, other):
        return best
    return replace(other, mark=other.mark or best.mark) if _within(other, best) else None


def _within(inner: _Read, outer: _Read) -> bool:
    """Whether each end of one is the same as, or more exact than, that of the other."""
    a = [end.edtf for end in inner.ends]
    b = [end.edtf for end in outer.ends]
    if len(b) == 1:
        return all(end.startswith(b[0]) for end in a)
    if len(a) == 1:
        return len(a[0]) > len(b[0]) and b[0] <= a[0][: len(b[0])] <= b[1][: len(b[0])]
    return a[0].startswith(b[0]) and a[1].startswith(b[1])


def _empty(text: str) -> bool:
    """Whether it says that there is no date."""
    return (len(text) <= LONGEST and _plain(text) in _NONE) or not text.strip("0/- ")


def _plain(text: str) -> str:
    folded = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text)).casefold()
    bare = "".join(char for char in folded if not unicodedata.combining(char))
    return " ".join(re.sub(r"[\[\](){}©]", " ", bare).split())


@lru_cache(maxsize=4096)
def _read(text: str) -> _Read | None:
    """A date, with or without its year; None where it can't be read."""
    # A year before the first stays as it is written: its sign is half of what it says.
    if len(text) > LONGEST or _BEFORE.match(text.strip()):
        return None
    if ris := _RIS.fullmatch(text.strip()):
        *parts, more = ris.groups()
        return _numbers(parts, not (more or "").strip())
    written = _ISO.sub(r"\1", text.strip())
    plain = _plain(written)
    sure = plain.rstrip("?~%").rstrip()
    about = _ABOUT.sub("", sure)
    doubt = "?" in plain[len(sure) :] or "%" in plain[len(sure) :]
    circa = about != sure or "~" in plain[len(sure) :] or "%" in plain[len(sure) :]
    mark = {(True, True): "%", (True, False): "?", (False, True): "~"}.get((doubt, circa), "")
    found = _edtf(about) or _worded(about.strip(" .,;")) or _loose(about)
    if found:
        return replace(found, mark=found.mark or mark)
    return _year_in(about, mark)


def _year_in(text: str, mark: str) -> _Read | None:
    """What is sure of a date that can't be read whole: its year, if but one is named."""
    if day := re.fullmatch(r"(\d{4})[-./](\d{1,2})[-./]\d{1,2}", text):
        found = _numbers(day.groups())
        return replace(found, mark=mark, whole=False) if found else None
    years = set(re.findall(r"(?<!\d)[12]\d{3}(?!\d)", text))
    return _Read((_Day(int(years.pop())),), mark, whole=False) if len(years) == 1 else None


def _numbers(parts: Iterable[str | None], whole: bool = True) -> _Read | None:
    """Year, month and day; zero and nothing end the date, and so does what no calendar has."""
    given: list[int] = []
    for part in parts:
        said = (part or "").strip()
        if not said.isdecimal() or not int(said):
            whole = whole and not said.strip("0")
            break
        if not _valid(_Read((_day([*given, int(said)]),))):
            whole = False
            break
        given.append(int(said))
    return _Read((_day(given),), whole=whole) if given else None


def _day(given: Sequence[int]) -> _Day:
    year, month, day, *_ = (*given, None, None, None)
    return _Day(year, month, day)


def _edtf(text: str) -> _Read | None:
    match = re.fullmatch(r"(.*?)(?:/(.*))?", text)
    assert match
    ends: list[_Day] = []
    mark, whole = "", True
    for end in match.groups():
        if end is None:
            continue
        found = re.fullmatch(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?([?~%]?)", end)
        if found is None:
            # An open end says from when on, or until when; the other end is what is known.
            if end in ("", "..", "open"):
                whole = False
                continue
            return None
        read = _numbers(found.groups()[:3])
        if read is None or (not read.whole and int(found[2] or 0) not in range(13, 42)):
            return None
        ends += read.ends
        mark, whole = mark or found[4], whole and read.whole
    made = _Read(tuple(ends), mark, whole)
    return made if ends and _valid(made) else None


def _worded(text: str) -> _Read | None:
    """Months by name, seasons, and days before or after them, on either side of a range."""
    if not text:
        return None
    if both := re.fullmatch(r"([a-z]+\.?) (\d\d)(\d\d) ?[/–-] ?(?:\2)?(\d\d)", text):
        # «Winter 2005/06»
        word, century, year, next_ = both.groups()
        if _SEASONS.fullmatch(word.strip(".")) and int(next_) == (int(year) + 1) % 100:
            first = int(century + year)
            return _Read((_Day(first), _Day(first + 1)), whole=False)
    if re.fullmatch(r"[12]\d{7}", text):
        return _checked(_numbers((text[:4], text[4:6], text[6:])))
    if re.fullmatch(r"\d{4}[./ ]\d{1,2}(?:[./ ]\d{1,2})?", text):
        return _checked(_numbers(re.split(r"[./ ]", text)))
    if re.fullmatch(r"\d{4}-\d{1,2}-\d{1,2}", text):
        return _checked(_numbers(text.split("-")))
    sides = [side for side in _BETWEEN.split(text) if side]
    if not 1 <= len(sides) <= 2:
        # «4-Mar-2003» is no range.
        sides = [_BETWEEN.sub(" ", text)]
    ends = [_side(side) for side in sides]
    if not all(ends) and len(ends) == 2:
        ends = [_side(" ".join(sides))]
    days = [end for end in ends if end]
    if not days or len(days) < len(ends):
        return None
    if len(days) == 2:
        low, high = days
        year = low.y or high.y
        # «4–10 March» and «March 4–10» leave the month out at one end.
        low = replace(low, y=low.y or year, m=low.m or (high.m if low.d else None))
        high = replace(high, y=high.y or year, m=high.m or (low.m if high.d else None))
        days = [low, high]
    if any(day.d and not day.m for day in days):
        return None
    season = any(day.season for day in days)
    if season and not all(day.y for day in days):
        return None
    made = _Read(tuple(days), whole=not season)
    return made if _valid(made if made.ends[0].y else made.filled(2000)) else None


def _checked(read: _Read | None) -> _Read | None:
    return read if read and read.whole else None


def _side(text: str) -> _Day | None:
    found = _Day()
    # «Sept. 5, 2003» has its comma and stops; a word that is no part of a date isn't one of it.
    for token in _TOKEN.findall(text):
        number = re.match(r"\d+", token)
        if number:
            value, free = int(number[0]), found.d is None
            if len(number[0]) == 4 and found.y is None and 0 < value <= _LAST_YEAR:
                found = replace(found, y=value)
            elif len(number[0]) < 3 and free and 1 <= value <= 31:
                found = replace(found, d=value)
            else:
                return None
        elif token in MONTH and found.m is None:
            found = replace(found, m=MONTH[token])
        elif _SEASONS.fullmatch(token) and not found.season:
            found = replace(found, season=True)
        elif token not in _IGNORED:
            return None
    return None if found == _Day() or (found.season and (found.m or found.d)) else found


def _loose(text: str) -> _Read | None:
    """Dates in Chinese, and whatever else an event's date may be written as."""
    try:
        return _edtf(read_loose(text)) if text else None
    except Problem:
        return None


def _valid(read: _Read) -> bool:
    try:
        return bool(read.ends) and bool(read_date(read.edtf))
    except Problem:
        return False
