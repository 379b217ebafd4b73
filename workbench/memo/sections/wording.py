"""How dates, ranges and lists are written in each language of the memo."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sized
from datetime import date

from workbench.locale import Words

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
    said = f"{int(year)}年"
    if month:
        said += f"{int(month)}月"
    if day:
        said += f"{int(day)}日"
    return said


def _point(value: str, lang: str, short: bool) -> str:
    match = _POINT.fullmatch(value)
    if not match or (match[2] and not 1 <= int(match[2]) <= 12):
        return value
    year, month, day, doubt = match.groups()
    if lang == "zh-Hant":
        said = _chinese(year, month, day)
        said = f"約{said}" if doubt in ("~", "%") else said
        return f"{said}（？）" if doubt in ("?", "%") else said
    said = _english(year, month, day, short)
    said = f"c. {said}" if doubt in ("~", "%") else said
    return f"{said} (?)" if doubt in ("?", "%") else said


def edtf(value: str, lang: str, *, short: bool = False) -> str:
    """An EDTF date in words; the empty text for no date."""
    first, slash, last = value.partition("/")
    if not slash:
        return _point(value, lang, short)
    middle = "至" if lang == "zh-Hant" else " – "
    return f"{_point(first, lang, short)}{middle}{_point(last, lang, short)}"


def day(value: date, lang: str) -> str:
    """A plain day in words."""
    return edtf(value.isoformat(), lang)


def period(begins: str, ends: str, say: Words) -> str:
    """From when to when a case runs."""
    first, last = edtf(begins, say.lang), edtf(ends, say.lang)
    if first and last:
        return f"{first}至{last}" if say.lang == "zh-Hant" else f"{first} – {last}"
    if first:
        return say.t("from {date}", date=first)
    if last:
        return say.t("until {date}", date=last)
    return say.t("period not stated")


def listed(items: Iterable[str], lang: str) -> str:
    """A list in running text."""
    return ("、" if lang == "zh-Hant" else ", ").join(items)


def gap(lang: str) -> str:
    """What stands between two sentences."""
    return "" if lang == "zh-Hant" else " "


def month_tick(value: date, lang: str, *, with_year: bool) -> str:
    """A month on the axis of a figure."""
    if lang == "zh-Hant":
        return f"{value.year}年{value.month}月" if with_year else f"{value.month}月"
    name = _MONTHS[value.month - 1][:3]
    return f"{name} {value.year}" if with_year else name


def year_tick(value: date, lang: str) -> str:
    """A year on the axis of a figure."""
    return f"{value.year}年" if lang == "zh-Hant" else str(value.year)


def longer(numbered: Sized) -> int:
    """The room, in points, that numbers of more than three digits take beyond that of three."""
    return 5 * max(len(str(len(numbered))) - 3, 0)
