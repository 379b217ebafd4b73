"""What a case holds that its coding sheet has no column for, and which format has it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from workbench.case import Assessment, Case, Evidence, Rating, Record, begun
from workbench.case.fields import EVENT, EVIDENCE, SOURCE, FieldRow, columned, value_of
from workbench.locale import Words

from .intake import read_sheet
from .writing import write_sheet

_BEYOND = tuple(row for row in SOURCE if row.outside and row.kind != "id")
_OF_EVENT = tuple(row for row in columned(EVENT) if row.path != "key")
_OF_PIECE = tuple(row for row in columned(EVIDENCE) if row.path != "event")
_OF_SOURCE = columned(SOURCE)


def left_out(case: Case, say: Words) -> str:
    """What the sheet of `case` leaves out, in a sentence; empty where it leaves out nothing."""
    told = [
        say.t("{what} (--to {form} has it)", what=what, form=form)
        for form, what in beyond_sheet(case, say).items()
    ]
    return say.t("not in the coding sheet: {what}", what=say.parted(told)) if told else ""


def beyond_sheet(case: Case, say: Words) -> dict[str, str]:
    """What the sheet of `case` leaves out, in words, by the format of an export that has it.

    The sheet is read again for it: what doesn't come back as it is, whatever the reason, is named.
    """
    found = {
        "json": [*_records(case, say), *_otherwise(case, say)],
        "csl-json": list(_sources(case, say)),
    }
    return {form: say.listed(what) for form, what in found.items() if what}


def _plain(case: Case) -> Case:
    """A case that nobody has filled, between the same two sides."""
    return Case(
        case.slug, begun(title=case.slug, balancer=case.info.balancer, target=case.info.target)
    )


def _records(case: Case, say: Words) -> Iterator[str]:
    if case.info != _plain(case).info:
        yield say.t("what the case says of itself")
    if n := sum(rating != Rating(id=rating.id) for rating in case.ratings.values()):
        yield say.tn("{n} rating", "{n} ratings", n)
    if case.assessment != Assessment():
        yield say.t("the assessment")
    if n := len(case.candidates):
        yield say.tn("{n} candidate", "{n} candidates", n)
    if n := len(case.searches):
        yield say.tn("{n} search of event data", "{n} searches of event data", n)
    if n := len(case.rules):
        yield say.tn("{n} rule for suggestions", "{n} rules for suggestions", n)
    tables: Iterable[Iterable[Record]] = (
        case.events.values(), case.evidence.values(), case.sources.values(), case.own.values(),
    )  # fmt: skip
    if held := _held(case, say, "json"):
        yield held
    extra = {name for table in tables for record in table for name in record.model_extra or ()}
    if extra:
        yield say.t("fields of a later version: {fields}", fields=say.listed(sorted(extra)))


def _sources(case: Case, say: Words) -> Iterator[str]:
    cited = {piece.source for piece in case.evidence.values()}
    if n := len(case.sources.keys() - cited):
        yield say.tn("{n} source that no evidence names", "{n} sources that no evidence names", n)
    same = Counter((s.title, s.author, s.published) for s in case.sources.values())
    if n := sum(same.values()) - len(same):
        yield say.tn(
            "{n} source that has title, author and date of another, and becomes one with it",
            "{n} sources that have title, author and date of another, and become one with it",
            n,
        )
    if held := _held(case, say, "csl-json"):
        yield held


def _held(case: Case, say: Words, form: str) -> str:
    """The fields of sources that something stands in and that an export of this format has."""
    held = [
        say.t(row.label)
        for row in _BEYOND
        if row.other == form and any(value_of(source, row.path) for source in case.sources.values())
    ]
    return say.t("of the sources: {fields}", fields=say.listed(held)) if held else ""


def _otherwise(case: Case, say: Words) -> Iterator[str]:
    if not case.events:
        return
    again = read_sheet(write_sheet(case), _plain(case), "")
    if again.faults:
        first = again.faults[0]
        yield say.t(
            "what this sheet would be refused for: line {line}, column {column}, {why}",
            line=first.line,
            column=first.column,
            why=first.said(say),
        )
        return
    labels = dict.fromkeys(_differing(case, _plain(case).with_changes(again.changes)))
    if labels:
        named = say.listed(say.t(label) for label in labels)
        yield say.t("as they stand: {fields}", fields=named)


def _differing(case: Case, back: Case) -> Iterator[str]:
    """The labels of the fields that came back from the sheet as something else."""
    for event in case.timeline:
        other = back.by_name[event.name]
        yield from _compared(event, other, _OF_EVENT)
        pieces, others = case.evidence_of(event.id), back.evidence_of(other.id)
        for piece, its in zip(pieces, others, strict=True):
            yield from _compared(_told(case, piece), _told(back, its), _OF_PIECE)
            if piece.source and its.source:
                yield from _compared(
                    case.sources[piece.source], back.sources[its.source], _OF_SOURCE
                )


def _compared(one: Any, other: Any, rows: Iterable[FieldRow]) -> Iterator[str]:
    for row in rows:
        if value_of(one, row.path) != value_of(other, row.path):
            yield row.label


def _told(case: Case, piece: Evidence) -> Evidence:
    """A piece that names events, claims and its source as any case does."""
    places = {p.id: str(n) for n, p in enumerate(case.evidence_of(piece.event))}
    denies = piece.denies and tuple(places.get(claim, "") for claim in piece.denies)
    reaction = case.events[piece.reaction].name if piece.reaction else None
    source = "" if piece.source else None
    return piece.model_copy(update={"denies": denies, "reaction": reaction, "source": source})
