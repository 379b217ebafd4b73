"""The answers of sealed coding rounds for statistics: a row per round, unit, variable and coder."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import get_args

from workbench.agreement import Answer
from workbench.case import Case
from workbench.case.model import Side
from workbench.casebook.rounds import CODED, Coding, ToldRound, codings
from workbench.locale import N_

from .tables import DAY, ID, TEXT, TRUTH, WORD, Column, Table, Value

_COLUMNS = (
    Column("case", ID, N_("the case's short name")),
    Column("round", ID, N_("the coding round; only rounds that all of their coders have sealed are "
           "here")),
    Column("pilot", TRUTH, N_("whether the round is for training, so that none of it is settled")),
    Column("event", ID, N_("the event's id; the files are joined by it")),
    Column("key", TEXT, N_("how the event was called in the round")),
    Column("evidence", ID, N_("the id of the piece of evidence; NA for an answer about the event "
           "itself")),
    Column("side", WORD, N_("the side of the piece; NA for the event itself"), get_args(Side)),
    Column("variable", WORD, N_("what was asked: a row for each coder, whether answered or not"),
           tuple(each.id for each in CODED)),
    Column("measure", WORD, N_("how answers are compared: as names, in an order, or as sets"),
           ("nominal", "ordinal", "sets")),
    Column("coder", TEXT, N_("who coded, apart from the others")),
    Column("answer", TEXT, N_("what this coder gave, as it was sealed; of a set its members, “; ” "
           "between them, and none for an empty one; NA: no answer")),
    Column("reason", TEXT, N_("what the coder wrote: why the strategies were tagged, by strategy "
           "where there are several; else the note on the event or the piece")),
    Column("differs", TRUTH, N_("whether the coders gave different answers, so that one had to be "
           "decided; what can't be judged (F, 6) is no answer to differ on")),
    Column("settled", TEXT, N_("what it was settled as; NA: the round isn't settled, or fewer than "
           "two gave an answer")),
    Column("settled_how", WORD, N_("alike: two or more gave that and none another; decided: "
           "somebody chose where they differed"), ("alike", "decided")),
    Column("settled_by", TEXT, N_("who settled the round")),
    Column("settled_on", DAY, N_("the day on which the round was settled, in UTC")),
    Column("settled_why", TEXT, N_("why it was decided so; NA where all gave it alike")),
    Column("in_case", TEXT, N_("what the case says now, which may have been changed since; NA: "
           "nothing")),
)  # fmt: skip


def coded_rounds(case: Case, rounds: Iterable[ToldRound]) -> list[Table]:
    """`codings.csv`; no file where no round is sealed by all and may be read."""
    sealed = [each for each in rounds if each.agreement]
    rows = (row for each in sealed for row in _rows(case, each))
    return [Table("codings", _COLUMNS, list(rows))] if sealed else []


def _rows(case: Case, told: ToldRound) -> Iterator[tuple[Value, ...]]:
    for each in codings(case, told):
        sides = {piece.id: piece.side for piece in each.event.evidence}
        for coder, answer in each.answers.items():
            yield (
                case.slug, told.name, told.pilot, each.event.id, each.event.key, each.piece,
                sides.get(each.piece), each.variable.id, each.variable.measure, coder,
                _said(answer), _reason(each, coder), each.differs, *_settled(each),
                _said(each.now),
            )  # fmt: skip


def _reason(coding: Coding, coder: str) -> str | None:
    whys = coding.reasons.get(coder, ())
    return "; ".join(f"{of}: {why}" if of else why for of, why in whys) or None


def _settled(coding: Coding) -> tuple[Value, ...]:
    came = coding.settled
    if came is None:
        return (None,) * 5
    return _said(came.answer), came.how, came.by, f"{came.at:%Y-%m-%d}", came.why


def _said(answer: Answer | None) -> str | None:
    if isinstance(answer, frozenset):
        return "; ".join(sorted(answer)) or "none"
    return None if answer is None else str(answer)
