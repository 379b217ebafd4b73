"""Dates and times as the memo prints them: in few words, in each of its languages."""

from __future__ import annotations

import re
from datetime import date

from workbench.locale import Words, words

from .days import Day, edtf_year
from .inwords import date_in_words, year_in_words

_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_POINT = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?([?~%]?)")


def _english(year: str, month: str | None, day: str | None, short: bool) -> str:
    if not month:
        return year
    name = _MONTHS[int(month) - 1]
    name = name[:3] if short else name
    return f"{int(day)} {name} {year}" if day else f"{name} {year}"


def _chinese(year: str, month: str | None, day: str | None) -> str:
    said = f"{year}年"
    if month:
        said += f"{int(month)}月"
    if day:
        said += f"{int(day)}日"
    return said


def _point(value: str, lang: str, short: bool) -> str:
    match = _POINT.fullmatch(value)
    assert match
    year, month, day, doubt = match.groups()
    if lang == "zh-Hant":
        said = _chinese(year, month, day)
        said = f"約{said}" if doubt in ("~", "%") else said
        return said + words(lang).bracketed("？") if doubt in ("?", "%") else said
    said = _english(year, month, day, short)
    said = f"c. {said}" if doubt in ("~", "%") else said
    return said + words(lang).bracketed("?") if doubt in ("?", "%") else said


def _to_the_day(value: str) -> bool:
    """Whether a date is a year, month or day of the common era, which the memo words shorter."""
    match = _POINT.fullmatch(value)
    return bool(match) and "00" < (value[5:7] or "01") <= "12" and value[:4] != "0000"


def date_in_print(value: str, lang: str, *, short: bool = False) -> str:
    """An EDTF date in words; the empty text for no date.

    A short range says once what both of its ends share.
    """
    first, slash, last = value.partition("/")
    if not all(map(_to_the_day, (first, last) if slash else (first,))):
        return date_in_words(value, words(lang))
    if not slash:
        return _point(value, lang, short)
    end = _point(last, lang, short)
    if lang == "zh-Hant":
        end = _later(first, end)
    elif short and (begun := _before(first, last)):
        return f"{begun}{end}"
    return f"{_point(first, lang, short)}{words(lang).until}{end}"


def _later(first: str, last: str) -> str:
    """The end of a span in Chinese, without the year and the month that its beginning has said."""
    begun = _POINT.fullmatch(first)
    if not begun or begun[4] or not last[:4].isdigit():
        return last
    year = f"{begun[1]}年" if begun[2] else ""
    month = f"{year}{int(begun[2])}月" if begun[3] else ""
    said = next((each for each in (month, year) if each and last.startswith(each)), "")
    return last.removeprefix(said) or last


def _before(first: str, last: str) -> str:
    """Of a range of days in one year, what stands before its last day; empty for any other."""
    days = [_POINT.fullmatch(each) for each in (first, last)]
    begins, ends = (found.groups() if found else ("", "", "", "?") for found in days)
    if any(each[3] or not each[2] for each in (begins, ends)) or begins[0] != ends[0]:
        return ""
    if not 1 <= int(begins[1]) <= 12:
        return ""
    if begins[1] == ends[1]:
        return f"{int(begins[2])}–"
    return f"{int(begins[2])} {_MONTHS[int(begins[1]) - 1][:3]} – "


def day(value: date, lang: str) -> str:
    """A plain day in words."""
    return date_in_print(value.isoformat(), lang)


def period(begins: str, ends: str, say: Words) -> str:
    """From when to when a case runs; of a date that is open on the far side, the near one."""
    begins = begins.removesuffix("/..").removesuffix("/")
    ends = ends.removeprefix("../").removeprefix("/")
    first, last = date_in_print(begins, say.lang), date_in_print(ends, say.lang)
    if first and last:
        return f"{first}{say.until}{last}"
    if first:
        return say.t("from {date}", date=first)
    if last:
        return say.t("until {date}", date=last)
    return say.t("period not stated")


def month_tick(value: Day, lang: str) -> str:
    """A month on the axis of a figure; its year stands below it."""
    return f"{value.month}月" if lang == "zh-Hant" else _MONTHS[value.month - 1][:3]


def year_tick(value: Day, lang: str) -> str:
    """A year on the axis of a figure."""
    return year_in_words(edtf_year(value.year), words(lang)) + ("年" if lang == "zh-Hant" else "")
