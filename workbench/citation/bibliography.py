"""Bibliography entries and citation labels (Chicago Manual of Style, 17th ed., author-date).

Made here because citeproc-py 0.11 cuts given names to initials, loses places, prints a stray
“Edition.” after newspapers, “Pub. L. No.” for a UN resolution, and joins Chinese names by “and”.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from workbench.case import Source

from .kinds import kind
from .names import ET_AL, Name, is_chinese, read_names

_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
_ARTICLES = ("article-journal", "article-newspaper", "article-magazine")
_YEAR = re.compile(r"(?:(?<![\w-])-)?(?<!\d)[0-9]{4}(?!\d)")
_EDTF = re.compile(r"(-?[0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?[?~%]?")
_YEARLESS = re.compile(
    r"\b(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)\b|月|[日號]$|\b(?:"
    + "|".join(_MONTHS)
    + r"|spring|summer|autumn|fall|winter)\b",
    re.IGNORECASE,
)
_SPOKEN = ("speech", "interview")
_WHOLE = ("book", "report", "thesis", "treaty", "un")


@dataclass(frozen=True)
class Run:
    """A piece of an entry, in italics or not."""

    text: str
    italic: bool = False


def plain(runs: tuple[Run, ...]) -> str:
    """The entry without its italics."""
    return "".join(run.text for run in runs)


def label(source: Source, lang: str) -> str:
    """The author-date label: «Pape 2005», «Brooks and Wohlforth 2005», 「吳玉山 2011」."""
    names = [name.short for name in read_names(source.author)] or [_short(source)]
    more = len(names) > 1 and names[-1] == ET_AL
    if is_chinese(names[0]):
        said = "、".join(names[:3]) if len(names) < 4 and not more else f"{names[0]}等"
    elif len(names) > 3 or more:
        said = f"{names[0]} et al."
    else:
        said = _joined(names)
    return f"{said} {_year(source, is_chinese(names[0]) or lang == 'zh-Hant')}"


def entry(source: Source, lang: str) -> tuple[Run, ...]:
    """The source as a bibliography prints it, its address last; nothing is invented.

    A source written in Chinese is cited in the Chinese way in either language of the memo.
    """
    if is_chinese(source.title):
        return _tidied(_chinese(source))
    return _tidied(_english(source, lang))


def _short(source: Source) -> str:
    if is_chinese(source.title):
        return f"〈{source.title}〉" if kind(source) not in _WHOLE else f"《{source.title}》"
    return f"“{source.title}”"


def _year(source: Source, chinese: bool) -> str:
    if found := _YEAR.search(source.published):
        year = int(found[0])
        if year >= 0:
            return found[0]
        # The year 0 is 1 BCE, as in the dates of events.
        return f"西元前{1 - year}" if chinese else f"{1 - year} BCE"
    # A month or a day without its year is no answer to when it was published.
    said = "" if _YEARLESS.search(source.published) else source.published
    return said or ("無日期" if chinese else "n.d.")


def _joined(names: list[str]) -> str:
    if len(names) < 3:
        return " and ".join(names)
    return f"{', '.join(names[:-1])}, and {names[-1]}"


def _day(date: str, chinese: bool) -> str:
    """Month and day of a date, or of both ends of a range within a year; else what was written."""
    ends = [_EDTF.fullmatch(end) for end in date.strip().split("/")]
    found = [end for end in ends if end and 1 <= int(end[2] or 1) <= 12]
    if len(found) < len(ends) or len({end[1] for end in found}) > 1 or len(ends) > 2:
        return date.strip()
    said = [_month_and_day(end, chinese) for end in found]
    if len(said) == 2 and said[0].split(" ")[0] == said[1].split(" ")[0] and not chinese:
        said[1] = said[1].rpartition(" ")[2]
    return ("至" if chinese else "–").join(filter(None, said))


def _said_once(day: str, year: str) -> str:
    """«forthcoming» stands in the year's place and not again in the day's."""
    return "" if day == year else day


def _month_and_day(end: re.Match[str], chinese: bool) -> str:
    month, day = int(end[2] or 0), int(end[3] or 0)
    if not month:
        return ""
    if chinese:
        return f"{month}月" + (f"{day}日" if day else "")
    return _MONTHS[month - 1] + (f" {day}" if day else "")


def _ended(text: str) -> str:
    return text if text.endswith((".", "?", "!")) else f"{text}."


def _quoted(title: str) -> str:
    inner = title.translate({ord("“"): "‘", ord("”"): "’"})
    if title.endswith("”"):
        return f"“{_ended(inner[:-1])}’”"
    return f"“{_ended(inner)}”"


def _authors(names: tuple[Name, ...]) -> str:
    said = [names[0].inverted, *(name.straight for name in names[1:])]
    if len(said) > 1 and said[-1] == ET_AL:
        return f"{', '.join(said[:-1][:7])}, {ET_AL}"
    if len(said) > 10:
        return f"{', '.join(said[:7])}, et al."
    # The comma after an inverted first name stays, even before «and».
    if len(said) == 2 and names[0].family:
        return f"{said[0]}, and {said[1]}"
    return _joined(said)


def _ordinal(edition: str) -> str:
    if not edition.isdecimal():
        said = re.search(r"\bed(n|s|ition)?\b", edition.casefold())
        return edition if said else f"{edition} ed."
    number = int(edition)
    tail = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10)
    return f"{number}{tail or 'th'} ed."


def _english(source: Source, lang: str) -> list[Run]:
    what, names, year = kind(source), read_names(source.author), _year(source, False)
    day = _said_once(_day(source.published, False), year)
    # A newspaper without an author goes under the newspaper's name (CMOS 17, 14.199).
    paper = what == "article-newspaper" and not names and source.container
    runs: list[Run] = []
    if names:
        runs.append(Run(f"{_ended(_authors(names))} {_ended(year)} "))
    elif paper:
        runs += [Run(source.container, True), Run(f". {_ended(year)} ")]
    title = (
        [Run(source.title, True), Run(_ended(source.title)[len(source.title) :])]
        if what in ("book", "report")
        else [Run(_quoted(source.title))]
    )
    runs += title
    if not names and not paper:
        runs.append(Run(f" {_ended(year)}"))
    if what in _ARTICLES:
        runs += _article(source, day, bool(paper))
    elif what == "chapter" and source.container:
        runs += [Run(" In "), Run(source.container, True)]
        runs.append(Run(f", {source.pages}." if source.pages else "."))
        runs += _published_by(source)
    elif what == "un":
        runs.append(Run(_sentence(source.number, day)))
    elif what == "treaty":
        runs.append(Run(_sentence(day, _volume(source), source.number)))
    elif what == "thesis":
        runs.append(Run(_sentence(_begun(source.source_type), source.publisher)))
        runs.append(Run(_sentence(source.number)))
    elif what in _SPOKEN:
        where = (source.container, source.publisher, source.place)
        runs.append(Run(_sentence(_begun(source.source_type), *where, day)))
    else:
        if source.edition:
            runs.append(Run(f" {_ended(_ordinal(source.edition))}"))
        if source.container:
            runs.append(Run(f" {_ended(source.container)}"))
        runs.append(Run(_sentence(source.number)))
        runs += _published_by(source)
        if what not in ("book", "chapter"):
            runs.append(Run(_sentence(day)))
    runs.append(Run(_sentence(source.archive)))
    if source.accessed:
        seen = _day(source.accessed, False)
        at = _year_of(source.accessed)
        runs.append(Run(f" Accessed {seen}, {at}." if at and seen != source.accessed else ""))
    return [*runs, *_address(source)]


def _begun(text: str) -> str:
    return text[:1].upper() + text[1:]


def _year_of(date: str) -> str:
    found = re.match(r"\d{4}", date)
    return found[0] if found else ""


def _sentence(*parts: str) -> str:
    said = ", ".join(part for part in parts if part)
    return f" {_ended(said)}" if said else ""


def _volume(source: Source) -> str:
    if not source.container:
        return source.volume
    return " ".join(part for part in (source.volume, source.container, source.pages) if part)


def _published_by(source: Source) -> list[Run]:
    said = ": ".join(part for part in (source.place, source.publisher) if part)
    return [Run(f" {_ended(said)}")] if said else []


def _article(source: Source, day: str, named: bool) -> list[Run]:
    runs: list[Run] = []
    if source.container and not named:
        runs += [Run(" "), Run(source.container, True)]
    if kind(source) != "article-journal":
        tail = ", ".join(part for part in (day, source.pages) if part)
        joined = f", {tail}." if runs and tail else f" {tail}." if tail else "." if runs else ""
        return [*runs, Run(joined)]
    tail = f" {source.volume}" if source.volume else ""
    if source.issue:
        tail += f" ({source.issue})" if source.volume else f", no. {source.issue}"
    if source.pages:
        tail += f": {source.pages}" if tail else f", {source.pages}"
    return [*runs, Run(f"{tail}." if runs or tail else "")]


def _where(source: Source) -> str:
    doi = re.sub(r"^(https?://(dx\.)?doi\.org/|doi:\s*)", "", source.doi.strip(), flags=re.I)
    return f"https://doi.org/{doi}" if doi else source.url.strip()


def _address(source: Source) -> list[Run]:
    where = _where(source)
    return [Run(" "), Run(where), Run(".")] if where else []


def _chinese(source: Source) -> list[Run]:
    what, names = kind(source), read_names(source.author)
    year = _year(source, True)
    day = _said_once(_day(source.published, True), year)
    title = f"《{source.title}》" if what in _WHOLE else f"〈{source.title}〉"
    who = "、".join(name.straight for name in names).replace(f"、{ET_AL}", "等")
    parts = [who, year, title] if who else [title, year]
    place = "：".join(part for part in (source.place, source.publisher) if part)
    if source.container:
        parts.append(f"《{source.container}》")
    if what == "article-journal":
        parts += [_numbered(source.volume, "卷"), _numbered(source.issue, "期")]
    if what == "book" and source.edition:
        parts.append(_numbered(source.edition, "版"))
    parts.append(source.number)
    if what == "thesis":
        parts.append(source.publisher + source.source_type)
    elif what in _SPOKEN:
        parts += [source.source_type, source.publisher, source.place]
    else:
        parts.append(place)
    parts.append(day if what not in ("book", "chapter", "article-journal") else "")
    parts.append(f"頁{source.pages}" if source.pages else "")
    parts.append(source.archive)
    if source.accessed:
        seen, at = _day(source.accessed, True), _year_of(source.accessed)
        parts.append(f"檢索日期：{at}年{seen}" if at and seen != source.accessed else "")
    said = "，".join(part for part in parts if part)
    where = _where(source)
    return [Run(f"{said}，" if where else f"{said}。"), *([Run(where), Run("。")] if where else [])]


def _numbered(text: str, unit: str) -> str:
    """«第3卷», whether the number came with its unit, as databases in Chinese write it, or not."""
    number = text.removesuffix(unit)
    return f"第{number}{unit}" if number.isdecimal() else text


def _tidied(runs: list[Run]) -> tuple[Run, ...]:
    return tuple(run for run in runs if run.text)
