"""Confrontation over time, in counts: institutional < offsetting < weakening < hard (THEORY §5)."""

from __future__ import annotations

from collections import Counter

from workbench.case import Day, edtf_year, span, year_in_words
from workbench.judgement import SIGNS
from workbench.judgement import confrontation as line_of
from workbench.locale import words
from workbench.memo.document import SILENT, Node, Span

from .apart import apart, by_class, whose
from .building import Told, absent, event_spans, grid, heading, marked, para
from .context import Memo
from .profile import lane_name
from .wording import gap

_MANY_YEARS = 3
_LANES = ("institutional", "offsetting", "weakening", "hard")


def confrontation(memo: Memo) -> list[Node]:
    """One row a period: the acts of each class, from least to most confrontational."""
    t, lang = memo.t, memo.lang
    title = t("Confrontation over time and warning signs")
    acts = [f.event for f in memo.findings.acts]
    days = {e.id: found[0] for e in acts if (found := span(e.date))}
    aside = apart(memo, lambda acts: marked(memo, by_class(memo, acts)))
    if not days:
        none = gap(lang).join((whose(memo), t("None of them has a date.")))
        return [*absent(title, none), *aside, *_signs(memo, lang)]
    by_year = max(days.values()).year - min(days.values()).year >= _MANY_YEARS
    counts: dict[tuple[int, int], Counter[str]] = {}
    for event in acts:
        if event.id in days:
            period = _period(days[event.id], by_year)
            counts.setdefault(period, Counter()).update(memo.lanes_of(event))
    rows: list[list[Told]] = [
        [_named(memo, period), *(str(found[lane]) for lane in _LANES)]
        for period, found in sorted(counts.items())
    ]
    head: list[str] = [t("Period"), *(lane_name(memo, lane) for lane in _LANES)]
    note = t(
        "Numbers are acts by the day on which they begin; an act counts in each of its "
        "classes. Classes are ranked, not scored: nothing is averaged, and periods without "
        "dated acts are left out."
    )
    return [
        *heading(title),
        grid(head, rows, (0, 88, 88, 88, 88), right=(1, 2, 3, 4)),
        *aside,
        para(gap(lang).join((whose(memo), note)), "note"),
        *_signs(memo, lang),
    ]


def _period(day: Day, by_year: bool) -> tuple[int, int]:
    return day.year, 0 if by_year else (day.month + 2) // 3


def _named(memo: Memo, period: tuple[int, int]) -> str:
    number, quarter = period
    year = year_in_words(edtf_year(number), words(memo.lang))
    if not quarter:
        return memo.t("{year}", year=year)
    return memo.t("{year}, quarter {quarter}", year=year, quarter=quarter)


def _signs(memo: Memo, lang: str) -> list[Node]:
    """What each class can turn into, and the acts that are screened as hard."""
    hard = [f.event.id for f in memo.findings.acts if f.screening == "hard"]
    first: list[Span] = [Span(memo.t("Screened as hard balancing: "))]
    first += event_spans(memo, hard) if hard else [Span(memo.t("no act."))]
    found: list[Node] = [para(first, "small")]
    for group in memo.book.classes:
        if group.can_turn_into:
            colon = memo.say.colon
            found.append(
                para(
                    [
                        Span(f"{group.symbol}\u00a0", tone=group.id, heard=SILENT),
                        Span(group.name.in_(lang), bold=True),
                        Span(colon + group.can_turn_into.in_(lang)),
                    ],
                    "small",
                )
            )
    return [*found, *_looked_at(memo)]


def _looked_at(memo: Memo) -> list[Node]:
    """The places that the coding points to; whether they are signs is for the reader."""
    line = line_of(memo.findings)
    by_kind = {kind: [s.event for s in line.signs if s.kind == kind] for kind in SIGNS[1:]}
    found: list[Node] = []
    for kind, events in by_kind.items():
        if events:
            spans = [Span(memo.sentences.sign(kind)), Span(" "), *event_spans(memo, events)]
            if kind == "retaliation":
                spans.append(Span(memo.t(" (by {target})", target=memo.case.info.target)))
            found.append(para(spans, "small"))
    if found:
        head = memo.t("Events to look at for a turn to hard balancing, as they are coded:")
        return [para(head, "small"), *found]
    none = memo.t(
        "As the events are coded, none points to retaliation, a formal alliance or an arms race."
    )
    return [para(none, "note")]
