"""Dates as people write them, read into EDTF; what can be read in two ways is refused."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace

from ..problems import Problem
from .edtf import LONGEST, beyond, read_date, span
from .months import MONTH

_NAME = rf"(?P<name>{'|'.join(sorted(MONTH, key=len, reverse=True))})\.?"
_DAY = r"(?P<d>\d{1,2})(?:st|nd|rd|th|er)?"
_YEAR = r"(?P<y>\d{4})"
_ROC = r"(?:民國(?P<roc>\d{1,3})|(?P<y>\d{4}))"
_FORMS = tuple(
    re.compile(form)
    for form in (
        rf"{_YEAR}(?:([-/.])(?P<m>\d{{1,2}})(?:\2(?P<d>\d{{1,2}}))?)?",
        r"(?P<y>(?:1[5-9]|20)\d\d)(?P<m>0[1-9]|1[0-2])(?P<d>0[1-9]|[12]\d|3[01])",
        rf"(?:{_ROC} ?年)? ?(?:(?P<m>\d{{1,2}}) ?月)? ?(?:(?P<d>\d{{1,2}}) ?[日號])?",
        rf"(?:{_DAY}(?: |-|\. ?))?(?:of |de )?{_NAME}(?:(?: de |[ ,-]+){_YEAR})?",
        rf"{_DAY}{_NAME}{_YEAR}",
        rf"{_NAME} {_DAY}(?:,? {_YEAR})?",
        rf"{_DAY},? {_YEAR}",
        r"(?P<m>\d{1,2})[/.-]" + _YEAR,
        r"(?P<m>\d{1,2})-(?P<d>\d{1,2})",
        r"(?P<bare>\d{1,2})",
    )
)
_NUMBERS = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
_SHORT_YEAR = re.compile(rf"(?:\d{{1,2}}[ -])?{_NAME}[ ,-]+'?\d\d|\d{{1,2}}[/.]\d{{1,2}}[/.]\d\d")
_BETWEEN = (r"\.\.+|…", r" to |至|到", r"[–—]", r" - ", r"~", r"/", r"-")
_ABOUT = re.compile(r"(?:circa |ca?\. ?|about |約)|(?: ?左右)$")
_QUARTERS = (
    re.compile(r"q(?P<q>[1-4])[ /-]?(?P<y>\d{4})"),
    re.compile(r"(?P<y>\d{4})(?:[ /-]?q(?P<q>[1-4])| ?年第?(?P<q2>[1-4])季度?)"),
)
_SEASON = {
    name: n
    for n, names in enumerate(
        (
            "spring 春 春季 春天",
            "summer 夏 夏季 夏天",
            "autumn fall 秋 秋季 秋天",
            "winter 冬 冬季 冬天",
        ),
        21,
    )
    for name in names.split()
}
_SEASONS = (
    re.compile(rf"(?P<s>{'|'.join(_SEASON)}),? (?:of )?(?P<y>\d{{4}})"),
    re.compile(rf"(?P<y>\d{{4}}) ?年? ?(?P<s>{'|'.join(_SEASON)})"),
)
_LEVEL_1 = re.compile(r"[\dx-]+", re.IGNORECASE | re.ASCII)
_OUTSIDE = re.compile(r"(?!\d{4}(?:-|$)|\d{8}$)Y?-?\d{4,}(?:-\d\d){0,2}", re.ASCII)
"""Years that no calendar here has; five digits alone are how a spreadsheet counts days."""
_SIGNED_END = r"(-?\d{4}(?:-\d\d){0,2}[?~%]?)"
_SIGNED = re.compile(
    rf"(?=.*-\d{{4}}){_SIGNED_END}\s*(?:/|\.\.+|…|至|到|\bto\b)\s*{_SIGNED_END}", re.ASCII
)
"""From one day or year to another, of which one lies before the year 0."""
_FAR_YEAR = re.compile(r"(?<!\d)[1-9]\d{4}(?!\d)")
_UNSAID = re.compile(r"(?<=\d\d)(?:-xx)+$")
"""Digits that EDTF leaves unspecified, at level 1: 2003-03-XX."""
_CHINESE = {c: str(n) for n, c in enumerate("〇一二三四五六七八九")} | {"○": "0", "零": "0"}


@dataclass(frozen=True)
class _Part:
    """One end of a date as far as it was written."""

    y: int | None = None
    m: int | None = None
    d: int | None = None
    bare: int | None = None

    def edtf(self, text: str) -> str:
        if self.y is None:
            raise Problem("“{text}” has no year: write it with four digits", text=text)
        if self.bare is not None or (self.d is not None and self.m is None):
            raise _unread(text)
        parts = [f"{self.y:04}", *(f"{n:02}" for n in (self.m, self.d) if n is not None)]
        if span("-".join(parts)) is None:
            raise Problem("“{text}”: the calendar has no such day or month", text=text)
        return "-".join(parts)


def _unread(text: str) -> Problem:
    return Problem(
        "“{text}” can't be read as a date: write 1 Mar 2003, March 2003, 2003-03-01..05 or 2003?",
        text=text,
    )


def _two_ways(text: str, one: str, other: str) -> Problem:
    return Problem(
        "“{text}” can be read in two ways: write {one} or {other}",
        text=text,
        one=one,
        other=other,
    )


def _numeral(match: re.Match[str]) -> str:
    tens, ten, ones = match.group().partition("十")
    if not ten:
        return "".join(_CHINESE[c] for c in match.group())
    return str(int(_CHINESE.get(tens, "1")) * 10 + int(_CHINESE.get(ones, "0")))


def _quarter(match: re.Match[str]) -> str:
    """The months of a quarter of the calendar."""
    said = match.groupdict()
    last = int(said["q"] or said["q2"]) * 3
    return f"{said['y']}-{last - 2:02}..{said['y']}-{last:02}"


def _plain(text: str) -> str:
    written = unicodedata.normalize("NFKC", text.replace("…", "..")).casefold()
    decomposed = unicodedata.normalize("NFKD", written)
    written = "".join(char for char in decomposed if not unicodedata.combining(char))
    written = re.sub(r"[〇○零一二三四五六七八九十]+", _numeral, written)
    return " ".join(written.replace("西元", "").split())


def _by_numbers(text: str) -> _Part | None:
    match = _NUMBERS.fullmatch(text)
    if not match:
        return None
    one, two, year = map(int, match.groups())
    if max(one, two) > 12 or one == two:
        return _Part(year, min(one, two), max(one, two))
    raise _two_ways(text, f"{year:04}-{one:02}-{two:02}", f"{year:04}-{two:02}-{one:02}")


def _part(text: str) -> _Part | None:
    for form in _FORMS:
        match = form.fullmatch(text)
        if not match or not any(match.groups()):
            continue
        found = match.groupdict()
        year = found.get("y") or (found.get("roc") and int(found["roc"]) + 1911)
        name = found.get("name")
        return _Part(
            y=int(year) if year else None,
            m=MONTH[name] if name else _number(found.get("m")),
            d=_number(found.get("d")),
            bare=_number(found.get("bare")),
        )
    return _by_numbers(text)


def _number(digits: str | None) -> int | None:
    return None if digits is None else int(digits)


def _filled(part: _Part, other: _Part, text: str) -> _Part:
    """What one end leaves out stands at the other."""
    bare = part.bare
    if bare is not None:
        if other.d is not None:
            part = _Part(d=bare)
        elif other.m is not None:
            part = _Part(m=bare)
        elif other.y is not None:
            later = other.y // 100 * 100 + bare
            raise _two_ways(text, f"{other.y:04}-{bare:02}", f"{other.y:04}/{later:04}")
    month = other.m if part.m is None and part.d is not None else part.m
    return replace(part, y=other.y if part.y is None else part.y, m=month)


def _range(text: str) -> str | None:
    for between in _BETWEEN:
        ends = re.split(between, text.removeprefix("from ").removeprefix("自"))
        if len(ends) != 2:
            continue
        first, last = (_part(end.strip()) for end in ends)
        if first is None or last is None:
            continue
        low = _filled(first, last, text).edtf(text)
        high = _filled(last, first, text).edtf(text)
        return _in_order(low, high, text)
    return None


def _in_order(low: str, high: str, text: str) -> str:
    if low == high:
        return low
    if span(low) is None or span(high) is None:
        raise _unread(text)
    if span(f"{low}/{high}") is None:
        raise Problem("“{text}” ends before it begins", text=text)
    return f"{low}/{high}"


def read_loose(text: str) -> str:
    """The EDTF date that a person means by `text`; the empty text is no date.

    Raises `Problem` where it can't be read, or can be read in two ways.
    """
    if len(text.strip()) > LONGEST:
        raise _unread(text)
    try:
        return read_date(text.upper() if _LEVEL_1.fullmatch(text.strip()) else text)
    except Problem:
        if _OUTSIDE.fullmatch(text.strip()):
            raise
        if signed := _SIGNED.fullmatch(text.strip()):
            return _in_order(signed[1], signed[2], text)
        written = _plain(text)
    sure = written.removesuffix("?").rstrip()
    plain = _ABOUT.sub("", sure).strip()
    mark = ("?" if sure != written else "") + ("~" if plain != sure else "")
    plain = _UNSAID.sub("", plain)
    for season in filter(None, (form.fullmatch(plain) for form in _SEASONS)):
        return f"{season['y']}-{_SEASON[season['s']]}{_mark(mark)}"
    for form in _QUARTERS:
        plain = form.sub(_quarter, plain)
    whole = _part(plain)
    if whole and whole.bare is None:
        found: str | None = whole.edtf(text)
    else:
        found = _range(plain)
    if found is None and _SHORT_YEAR.fullmatch(plain):
        raise Problem("“{text}” leaves the century open: write the year in full", text=text)
    if found is None:
        raise beyond(text) if _FAR_YEAR.search(plain) else _unread(text)
    return "/".join(end + _mark(mark) for end in found.split("/"))


def _mark(found: str) -> str:
    return "%" if len(found) == 2 else found
