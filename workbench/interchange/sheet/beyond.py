"""What a case holds that its coding sheet has no column for, and which format has it."""

from __future__ import annotations

from collections.abc import Iterable

from workbench.case import Assessment, Case, Record, begun
from workbench.case.fields import SOURCE, value_of
from workbench.locale import Words

_BEYOND = tuple(row for row in SOURCE if row.outside and row.kind != "id")


def beyond_sheet(case: Case, say: Words) -> dict[str, str]:
    """What the sheet of `case` leaves out, in words, by the format of an export that has it."""
    found = {"json": list(_records(case, say)), "csl-json": list(_sources(case, say))}
    return {form: _row(what, say) for form, what in found.items() if what}


def _records(case: Case, say: Words) -> Iterable[str]:
    plain = begun(title=case.slug, balancer=case.info.balancer, target=case.info.target)
    if case.info != plain:
        yield say.t("what the case says of itself")
    if n := sum(bool(rating.value or rating.note) for rating in case.ratings.values()):
        yield say.tn("{n} rating", "{n} ratings", n)
    if case.assessment != Assessment():
        yield say.t("the assessment")
    if n := len(case.candidates):
        yield say.tn("{n} candidate", "{n} candidates", n)
    records: Iterable[Record] = (*case.events.values(), *case.evidence.values())
    if extra := sorted({name for record in records for name in record.model_extra or ()}):
        yield say.t("fields of a later version: {fields}", fields=_row(extra, say))


def _sources(case: Case, say: Words) -> Iterable[str]:
    cited = {piece.source for piece in case.evidence.values()}
    if n := len(case.sources.keys() - cited):
        yield say.tn("{n} source that no evidence names", "{n} sources that no evidence names", n)
    held = [
        say.t(row.label)
        for row in _BEYOND
        if any(value_of(source, row.path) for source in case.sources.values())
    ]
    if held:
        yield say.t("of the sources: {fields}", fields=_row(held, say))


def _row(words: Iterable[str], say: Words) -> str:
    return ("、" if say.lang == "zh-Hant" else ", ").join(words)
