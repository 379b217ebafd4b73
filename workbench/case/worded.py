"""A date, and who coded a record, in words, as a person reads them back."""

from __future__ import annotations

from workbench.locale import N_, Words

from .dates import span
from .model import Event, Evidence

_MONTHS = (
    N_("January"), N_("February"), N_("March"), N_("April"), N_("May"), N_("June"), N_("July"),
    N_("August"), N_("September"), N_("October"), N_("November"), N_("December"),
)  # fmt: skip


def _end(value: str, w: Words) -> str:
    plain = value.rstrip("?~%")
    numbers = [int(n) for n in plain.split("-")]
    if len(numbers) == 1:
        said = w.t("{year}", year=plain)
    else:
        month = w.t(_MONTHS[numbers[1] - 1])
        if len(numbers) == 2:
            said = w.t("{month} {year}", month=month, year=plain[:4])
        else:
            said = w.t("{day} {month} {year}", day=numbers[2], month=month, year=plain[:4])
    if value.endswith("?"):
        return w.t("{date} (uncertain)", date=said)
    if value.endswith("~"):
        return w.t("{date} (approximate)", date=said)
    if value.endswith("%"):
        return w.t("{date} (uncertain and approximate)", date=said)
    return said


def date_in_words(value: str, w: Words) -> str:
    """An EDTF date in the words of `w`; what is no date comes back as it is."""
    if span(value) is None:
        return value
    first, slash, last = value.partition("/")
    if not slash:
        return _end(first, w)
    if first[:8] == last[:8] and len(first) == len(last) == 10:
        month = w.t(_MONTHS[int(first[5:7]) - 1])
        return w.t(
            "{first}–{last} {month} {year}",
            first=int(first[8:]),
            last=int(last[8:]),
            month=month,
            year=first[:4],
        )
    return w.t("{first} to {last}", first=_end(first, w), last=_end(last, w))


def coded_by(record: Event | Evidence, w: Words) -> str:
    """Who coded a record, and who changed what that one coded; empty where nobody is named."""
    if not record.changed_by:
        return record.coder
    if not record.coder:
        return w.t("changed by {other}", other=record.changed_by)
    return w.t("{coder}, changed by {other}", coder=record.coder, other=record.changed_by)
