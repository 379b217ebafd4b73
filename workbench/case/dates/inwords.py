"""A date in words, as a person reads it back."""

from __future__ import annotations

from workbench.locale import N_, Words

from .edtf import SEASONS, span

_MONTHS = (
    N_("January"), N_("February"), N_("March"), N_("April"), N_("May"), N_("June"), N_("July"),
    N_("August"), N_("September"), N_("October"), N_("November"), N_("December"),
)  # fmt: skip

_SEASONS = (N_("spring"), N_("summer"), N_("autumn"), N_("winter"))


def _end(value: str, w: Words) -> str:
    said = _plain(value.rstrip("?~%"), w)
    if value.endswith("?"):
        return w.t("{date} (uncertain)", date=said)
    if value.endswith("~"):
        return w.t("{date} (approximate)", date=said)
    if value.endswith("%"):
        return w.t("{date} (uncertain and approximate)", date=said)
    return said


def year_in_words(year: str, w: Words) -> str:
    """A year of EDTF in words: what isn't above 0 is counted backwards from 1 BCE."""
    return year if int(year) > 0 else w.t("{year} BCE", year=1 - int(year))


def _plain(value: str, w: Words) -> str:
    sign = "-" * value.startswith("-")
    year, *rest = value.removeprefix("-").split("-")
    year = sign + year
    if "X" in year and (sign or year.endswith("XX")):
        first, last = (year_in_words(year.replace("X", digit), w) for digit in "09")
        first, last = (last, first) if sign else (first, last)
        return w.t("some year from {first} to {last}", first=first, last=last)
    if "X" in year:
        return w.t("the {decade}s", decade=year.replace("X", "0"))
    year = year_in_words(year, w)
    if rest[-1:] == ["XX"]:
        whole = _plain(value.removesuffix("-XX").removesuffix("-XX"), w)
        one = w.t("some month of {date}") if len(rest) == 1 else w.t("some day of {date}")
        return one.format(date=whole)
    if not rest:
        return w.t("{year}", year=year)
    if (season := int(rest[0])) in SEASONS:
        return w.t("{month} {year}", month=w.t(_SEASONS[season - min(SEASONS)]), year=year)
    month = w.t(_MONTHS[int(rest[0]) - 1])
    if len(rest) == 1:
        return w.t("{month} {year}", month=month, year=year)
    return w.t("{day} {month} {year}", day=int(rest[1]), month=month, year=year)


_OPEN = {
    ("", 0): N_("until {date}, from when is unknown"),
    ("", 1): N_("from {date}, until when is unknown"),
    ("..", 0): N_("until {date}"),
    ("..", 1): N_("from {date}"),
}
"""What an interval is called that has one end."""


def date_in_words(value: str, w: Words) -> str:
    """An EDTF date in the words of `w`; what is no date comes back as it is."""
    if span(value) is None:
        return value
    first, slash, last = value.partition("/")
    if not slash:
        return _end(first, w)
    for end, (here, other) in enumerate(((first, last), (last, first))):
        if (here, end) in _OPEN:
            return w.t(_OPEN[here, end], date=_end(other, w))
    if (
        first[:8] == last[:8]
        and first[0] != "-"
        and "X" not in first + last
        and len(first) == len(last) == 10
    ):
        month = w.t(_MONTHS[int(first[5:7]) - 1])
        return w.t(
            "{first}–{last} {month} {year}",
            first=int(first[8:]),
            last=int(last[8:]),
            month=month,
            year=year_in_words(first[:4], w),
        )
    return w.t("{first} to {last}", first=_end(first, w), last=_end(last, w))
