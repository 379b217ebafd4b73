"""What a case holds that its coding sheet has no column for, and which format has it."""

from __future__ import annotations

from collections.abc import Iterable

from workbench.case import Assessment, Case, Record, Source, begun
from workbench.locale import N_, Words

SOURCE_COLUMNS = {
    "title": "source", "author": "author", "published": "published", "url": "url",
    "source_type": "source_type",
}  # fmt: skip
"""The fields of a source, and the columns that hold them."""
_SOURCE = {
    "note": N_("note"), "citation_key": N_("citation key"), "csl_type": N_("type (CSL)"),
    "container": N_("published in"), "publisher": N_("publisher"),
    "place": N_("place of publication"), "volume": N_("volume"), "issue": N_("issue"),
    "pages": N_("page numbers"), "edition": N_("edition"), "number": N_("number"),
    "archive": N_("archive, with call number"), "doi": N_("DOI"), "accessed": N_("accessed"),
    "language": N_("language"),
}  # fmt: skip


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
        say.t(label)
        for name, label in _SOURCE.items()
        if any(_said(source, name) for source in case.sources.values())
    ]
    if held:
        yield say.t("of the sources: {fields}", fields=_row(held, say))


def _row(words: Iterable[str], say: Words) -> str:
    return ("、" if say.lang == "zh-Hant" else ", ").join(words)


def _said(source: Source, name: str) -> bool:
    return bool(getattr(source, name))
