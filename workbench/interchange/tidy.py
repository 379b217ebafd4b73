"""A case for statistics: a row per event and strategy, per event and lens, per piece and claim,
and of its sealed rounds per answer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, get_args

from workbench.case import (
    Basis,
    Case,
    Domain,
    EffectKind,
    Evidence,
    Interpretations,
    Motive,
    Status,
    Threshold,
    answers,
    sides,
)
from workbench.case.model import Side
from workbench.codebook import Codebook
from workbench.judgement import (
    ACTORS,
    FIELDS,
    TESTS,
    VERDICTS,
    Finding,
    Findings,
    Screening,
    lens_ids,
    named_test,
)
from workbench.locale import N_

from .tables import DATE, DAY, ID, NUMBER, TEXT, TRUTH, WORD, Column, Table, Value, archive
from .tidysearches import searches_table

if TYPE_CHECKING:
    from workbench.casebook.rounds import ToldRound

_EVENT = (
    Column("case", ID, N_("the case's short name")),
    Column("event", ID, N_("the event's id; both files are joined by it")),
    Column("key", TEXT, N_("the event's key in the coding sheet; NA where it has none")),
    Column("date", DATE, N_("the date as it was entered; NA where it has none")),
    Column("begins", DAY, N_("the first day that the date can mean; NA where that is open")),
    Column("ends", DAY, N_("the last day that the date can mean; NA where that is open")),
    Column("title", TEXT, N_("what happened")),
    Column("initiator", TEXT, N_("who acted")),
    Column("partners", TEXT, N_("who acted with the initiator, “; ” between them")),
    Column("target", TEXT, N_("who was acted upon")),
    Column(
        "actor",
        WORD,
        N_(
            "whose act it is: the case's balancer's, its target's, both together, "
            "or a third party's"
        ),
        ACTORS,
    ),
    Column(
        "in_counts",
        TRUTH,
        N_("whether it counts among the balancer's acts, of which all that is said of the case is"),
    ),
    Column("domain", WORD, N_("the domain of the act; NA where it wasn't said"), get_args(Domain)),
)


def write_tidy(case: Case, findings: Findings, rounds: Sequence[ToldRound] = ()) -> bytes:
    """`strategies.csv` (event × strategy), `lenses.csv` (event × lens), `evidence.csv` (piece ×
    what it bears on), after a sealed round `codings.csv` (unit × variable × coder), where
    event data was searched `searches.csv` (question × data set), and `dictionary.csv`.
    """
    tables = [
        Table("strategies", _strategy_columns(case.codebook), list(_tagged(case, findings))),
        Table("lenses", _lens_columns(), list(_judged(findings))),
        Table("evidence", _EVIDENCE, list(_pieces(case))),
    ]
    if case.searches:
        tables.append(searches_table(case))
    if rounds:
        # Most cases have no rounds: what tells of one is imported where one is.
        from .tidyrounds import coded_rounds

        tables += coded_rounds(case, rounds)
    return archive(tables)


def _event(found: Findings, finding: Finding) -> tuple[Value, ...]:
    event, dyad = finding.event, found.dyad
    days = [str(day) if day else None for day in sides(event.date)]
    return (found.case.slug, event.id, event.key, event.date, *days, event.title,
            dyad.initiator(event), "; ".join(event.partners), dyad.target(event),
            finding.actor, finding.counts, event.domain)  # fmt: skip


def _strategy_columns(book: Codebook) -> tuple[Column, ...]:
    routes = tuple(dict.fromkeys(s.route for s in book.strategies))
    return (
        *_EVENT,
        Column("strategy", WORD, N_("a strategy on the event; a row for each, none for an event "
               "without"), tuple(s.id for s in book.strategies)),
        Column("class", WORD, N_("the strategy's class"), tuple(c.id for c in book.classes)),
        Column("route", WORD, N_("the strategy's route"), routes),
        Column("coders", TEXT, N_("who tagged the event so, “; ” between them")),
    )  # fmt: skip


def _tagged(case: Case, findings: Findings) -> Iterator[tuple[Value, ...]]:
    for finding in findings.events:
        event = finding.event
        coders: dict[str, dict[str, None]] = {}
        for tag in event.tags:
            coders.setdefault(tag.strategy, {})[tag.coder] = None
        for id, names in coders.items():
            strategy = case.codebook.strategy(id)
            told = "; ".join(filter(None, names))
            yield *_event(findings, finding), id, strategy.class_, strategy.route, told


def _lens_columns() -> tuple[Column, ...]:
    return (
        *_EVENT,
        Column("coded", TRUTH, N_("whether a coder has decided on the event's strategies")),
        Column("screening", WORD, N_("what the three screening questions make of the event"),
               get_args(Screening)),
        Column("field", WORD, N_("where intent × effect puts the event"), FIELDS),
        Column("differs", TRUTH, N_("whether two lenses reach different verdicts on the event")),
        Column("lens", WORD, N_("the criterion; a row for each on every event"), lens_ids()),
        Column("verdict", WORD, N_("the verdict that the program computes under this lens; "
               "insufficient: the evidence decides nothing"), VERDICTS),
        Column("rule", TEXT, N_("the row of the lens's rule that applied")),
        Column("counted", NUMBER, N_("pieces of evidence that counted")),
        Column("left_out", NUMBER, N_("pieces of evidence below the floor of source grade, or "
               "interpretations left out")),
        Column("untested", TEXT, N_("motives that the lens wants tested and that no counted "
               "evidence supports or undermines, “; ” between them")),
        Column("threshold", WORD, N_("the threshold of effects that was judged at"),
               get_args(Threshold)),
        Column("floor", TEXT, N_("the floor of source grade that was judged at; NA: none")),
        Column("interpretations", WORD, N_("whether pieces whose basis is an interpretation were "
               "counted"), get_args(Interpretations)),
        Column("overruled", WORD, N_("the researcher's own verdict on the event, where she "
               "overruled the computed ones"), VERDICTS),
    )  # fmt: skip


def _judged(findings: Findings) -> Iterator[tuple[Value, ...]]:
    for found in findings.events:
        event = found.event
        for lens in lens_ids():
            judged = found.verdicts[lens]
            yield (
                *_event(findings, found), event.coded, found.screening, found.field, found.differs,
                lens, judged.verdict, judged.rule, len(judged.counted), len(judged.left_out),
                "; ".join(judged.untested),
                findings.view.threshold, findings.view.floor, findings.view.interpretations,
                event.overruled.verdict if event.overruled else None,
            )  # fmt: skip


_EVIDENCE = (
    Column("case", ID, N_("the case's short name")),
    Column("event", ID, N_("the event's id; the files are joined by it")),
    Column("evidence", ID, N_("the id of the piece of evidence")),
    Column("side", WORD, N_("whether it is evidence of intent or of effect"), get_args(Side)),
    Column("finding", TEXT, N_("what was observed")),
    Column("excerpt", TEXT, N_("the words of the source themselves; NA where none are quoted")),
    Column("motive", WORD, N_("intent: the motive that it bears on, a row for each; NA: none"),
           get_args(Motive)),
    Column("says", WORD, N_("whether it supports or undermines the motive"),
           ("supports", "undermines")),
    Column("bears_on_nothing", TRUTH, N_("intent: whether somebody looked and it bears on no "
           "motive; FALSE beside no motive: nobody said")),
    Column("kind", WORD, N_("effect: its kind"), get_args(EffectKind)),
    Column("status", WORD, N_("effect: its status"), get_args(Status)),
    Column("basis", WORD, N_("record or interpretation; NA where it wasn't said"), get_args(Basis)),
    Column("origin", TEXT, N_("the label that pieces of one origin share; NA where it has none")),
    Column("expected", TRUTH, N_("whether it would be all but certain to be found if it were so; "
           "NA: unanswered")),
    Column("surprising", TRUTH, N_("whether it would be all but impossible to be found if it were "
           "not so; NA: unanswered")),
    Column("test", WORD, N_("the process-tracing test that these two answers make; no verdict "
           "depends on it"), TESTS),
    Column("source", TEXT, N_("the title of the source; NA where none is named")),
    Column("locator", TEXT, N_("where in the source it stands")),
    Column("grade", TEXT, N_("the source grade; NA: ungraded")),
    Column("coder", TEXT, N_("who coded it; NA where nobody is named")),
)  # fmt: skip


def _pieces(case: Case) -> Iterator[tuple[Value, ...]]:
    for event in case.timeline:
        for piece in case.evidence_of(event.id):
            source = case.sources.get(piece.source or "")
            for motive, says in _bearings(piece):
                given = answers(piece, motive)
                yield (
                    case.slug, event.id, piece.id, piece.side, piece.finding, piece.excerpt,
                    motive, says, piece.bears_on_nothing, piece.kind, piece.status, piece.basis,
                    piece.origin, given.expected, given.surprising, named_test(piece, motive),
                    source.title if source else None, piece.locator, piece.grade, piece.coder,
                )  # fmt: skip


def _bearings(piece: Evidence) -> tuple[tuple[Motive | None, str | None], ...]:
    said = tuple((b.motive, b.says) for b in piece.bearings)
    return said or ((None, None),)
