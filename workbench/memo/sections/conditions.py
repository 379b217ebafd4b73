"""Expected against observed: what the conditions lead one to expect, beside what was coded."""

from __future__ import annotations

from workbench.case import Rating
from workbench.case.dates.printed import date_in_print
from workbench.judgement import Period, Sentences, expectation, of_part, periods
from workbench.memo.document import Node, Span

from .apart import apart, by_class, whose
from .building import Told, absent, bold, grid, heading, line, marked, para, source_spans
from .context import Memo
from .wording import gap, listed


def conditions(memo: Memo) -> list[Node]:
    """The rated conditions, their standing in the literature, and the expectation in words."""
    t, ratings = memo.t, memo.case.ratings
    title = t("Expected versus observed")
    asked = [*memo.book.component_ids, *(c.id for c in memo.book.conditions)]
    lines = [r for c in asked for r in (ratings.get(c), *of_part(memo.case, c)) if r]
    rated = [rating for rating in lines if rating.value or rating.note]
    if not rated:
        return absent(title, t("No condition is rated, so nothing is expected."))
    rows = [_row(memo, rating) for rating in rated]
    found = periods(memo.findings)
    note = t(
        "Contested and proposed conditions are shown beside the expectation and never change it. "
        "Threat is read from Walt’s four components."
    )
    head = [t("Condition"), t("Standing"), t("Rating"), t("Grounds")]
    return [
        *heading(title),
        *([] if found else [para(marked(memo, _in_words(memo)))]),
        *_periods(memo, found),
        *apart(memo, lambda acts: marked(memo, by_class(memo, acts))),
        grid(head, rows, (118, 96, 92, 0), look="tight"),
        para(gap(memo.lang).join((whose(memo), note)), "note"),
    ]


def _periods(memo: Memo, found: tuple[Period, ...]) -> list[Node]:
    """What each period leads one to expect, against what was observed in it."""
    if not found:
        return []
    t = memo.t
    head = [t("Period"), t("Expected"), t("Observed, by class")]
    rows: list[list[Told]] = [
        [
            bold(stretch(memo, period)),
            memo.sentences.expected(period.expectation),
            marked(memo, by_class(memo, period.acts, every=True)),
        ]
        for period in found
    ]
    said = t("An act is counted in the period in which it begins.")
    dated = sum(len(period.acts) for period in found)
    if undated := len(memo.findings.acts) - dated:
        said += gap(memo.lang) + t("Undated, or outside every period: {n}.", n=undated)
    return [grid(head, rows, (96, 0, 150), look="tight"), para(said, "note")]


def stretch(memo: Memo, part: Rating | Period) -> str:
    """From when to when, in words; an end that is open stays open."""
    ends = (date_in_print(str(end), memo.lang, short=True) if end else "…"
            for end in (part.begins, part.ends))  # fmt: skip
    begins, last = ends
    return memo.t("{first} to {last}", first=begins, last=last)


def _row(memo: Memo, rating: Rating) -> list[Told]:
    id = rating.condition
    grounds = source_spans(memo, rating.sources)
    if rating.note:
        grounds = [Span(f"{rating.note} " if grounds else rating.note), *grounds]
    return [
        [
            line(bold(_name(memo, id))),
            *([para(stretch(memo, rating), "aside")] if rating.of else []),
        ],
        marked(memo, _standing(memo, id)),
        _value(memo, id, rating.value),
        grounds or "–",
    ]


def _standing(memo: Memo, id: str) -> str:
    if id in memo.book.component_ids:
        return memo.t("component of threat")
    return {
        "necessary": memo.t("necessary"),
        "accepted": memo.t("widely accepted, auxiliary"),
        "contested": memo.t("◇ contested"),
        "proposed": memo.t("◇ proposed"),
    }[memo.book.condition(id).standing]


def _value(memo: Memo, id: str, value: str | None) -> str:
    if not value:
        return "–"
    book = memo.book
    scale = book.ratings if id in book.component_ids else book.condition(id).values
    return next((term.name.in_(memo.lang) for term in scale if term.id == value), value)


def _name(memo: Memo, id: str) -> str:
    book = memo.book
    named = book.threat_component(id) if id in book.component_ids else book.condition(id)
    return named.name.in_(memo.lang)


def _in_words(memo: Memo) -> str:
    t, lang, expected = memo.t, memo.lang, expectation(memo.case)
    said = [Sentences(memo.book, memo.say).expected(expected)]
    if expected.accepted:
        names = listed((_name(memo, c) for c in expected.accepted), lang)
        said.append(t("Widely accepted, and leaning towards soft balancing: {names}.", names=names))
    if expected.contested_lean:
        names = listed((_name(memo, c) for c in expected.contested_lean), lang)
        said.append(
            t("Contested, and leaning towards soft balancing as well: {names}.", names=names)
        )
    if expected.proposed_lean:
        names = listed((_name(memo, c) for c in expected.proposed_lean), lang)
        said.append(
            t("Proposed, and leaning towards soft balancing as well: {names}.", names=names)
        )
    said.append(
        t(
            "Observed of {balancer}, by class: {counts}.",
            balancer=memo.case.info.balancer,
            counts=by_class(memo, memo.findings.acts, every=True),
        )
    )
    if expected.unrated:
        names = listed((_name(memo, c) for c in expected.unrated), lang)
        said.append(t("Not rated: {names}.", names=names))
    return gap(lang).join(said)
