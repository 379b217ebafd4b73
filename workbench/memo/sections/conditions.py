"""Expected against observed: what the conditions lead one to expect, beside what was coded."""

from __future__ import annotations

from reportlab.platypus import Flowable

from workbench.judgement import expectation
from workbench.memo.typesetting import Span

from .apart import apart, by_class, whose
from .blocks import Cell, absent, grid, heading, para, source_spans
from .context import Memo
from .wording import gap, listed


def conditions(memo: Memo) -> list[Flowable]:
    """The rated conditions, their standing in the literature, and the expectation in words."""
    t, ratings = memo.t, memo.case.ratings
    title = t("Expected versus observed")
    asked = [*memo.book.component_ids, *(c.id for c in memo.book.conditions)]
    rated = [c for c in asked if c in ratings and (ratings[c].value or ratings[c].note)]
    if not rated:
        return absent(memo, title, t("No condition is rated, so nothing is expected."))
    rows = [_row(memo, c) for c in rated]
    note = t(
        "Contested conditions are shown beside the expectation and never change it. "
        "Threat is read from Walt’s four components."
    )
    head = [t("Condition"), t("Standing"), t("Rating"), t("Grounds")]
    return [
        *heading(memo, title),
        para(memo, _in_words(memo)),
        *apart(memo, lambda acts: by_class(memo, acts)),
        grid(memo, head, rows, (118, 96, 92, 0), look="tight"),
        para(memo, gap(memo.lang).join((whose(memo), note)), "note"),
    ]


def _row(memo: Memo, id: str) -> list[Cell]:
    rating = memo.case.ratings[id]
    grounds = source_spans(memo, rating.sources)
    if rating.note:
        grounds = [Span(f"{rating.note} " if grounds else rating.note), *grounds]
    return [
        [Span(_name(memo, id), bold=True)],
        _standing(memo, id),
        [Span(_value(memo, id, rating.value))],
        grounds or "–",
    ]


def _standing(memo: Memo, id: str) -> str:
    if id in memo.book.component_ids:
        return memo.t("component of threat")
    return {
        "necessary": memo.t("necessary"),
        "accepted": memo.t("widely accepted, auxiliary"),
        "contested": memo.t("◇ contested"),
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
    said = [
        t(
            "Expected from the threat as rated: {word}.",
            word=memo.word("expectation", expected.expected),
        )
    ]
    if expected.accepted:
        names = listed((_name(memo, c) for c in expected.accepted), lang)
        said.append(t("Widely accepted, and leaning towards soft balancing: {names}.", names=names))
    if expected.contested_lean:
        names = listed((_name(memo, c) for c in expected.contested_lean), lang)
        said.append(
            t("Contested, and leaning towards soft balancing as well: {names}.", names=names)
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
