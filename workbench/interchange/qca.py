"""A workspace for qualitative comparative analysis: conditions and outcome, a row a case.

Nothing is calibrated: the ratings as they were given, their places on the codebook's scales, and
counts of the balancer's acts; how many are others' stands apart. What makes a case a member of a
set is for the researcher to say.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import get_args

from workbench.case import Case, Interpretations, Joint, Threshold
from workbench.codebook import codebook
from workbench.judgement import (
    ACTORS,
    VERDICTS,
    Expected,
    Findings,
    expectation,
    lens_ids,
    profile,
)
from workbench.locale import N_

from .tables import DATE, ID, NUMBER, TEXT, WORD, Column, Table, Value, archive


def write_qca(cases: Sequence[Findings]) -> bytes:
    """`qca.csv`, whose first column names the rows, and `dictionary.csv`."""
    return archive([Table("qca", tuple(_columns()), [tuple(_row(found)) for found in cases])])


def _scales() -> Iterator[tuple[str, tuple[str, ...]]]:
    book = codebook()
    for condition in book.conditions:
        yield condition.id, tuple(value.id for value in condition.values)
    for component in book.component_ids:
        yield component, tuple(value.id for value in book.ratings)


def _name(*parts: str) -> str:
    """A name that R takes as it is."""
    return "_".join(parts).replace("-", "_")


def _columns() -> Iterator[Column]:
    yield Column("case", ID, N_("the case's short name"))
    yield Column("balancer", TEXT, N_("who restrains"))
    yield Column("target", TEXT, N_("who is restrained"))
    yield Column("begins", DATE, N_("from when the case runs; NA: not said"))
    yield Column("ends", DATE, N_("until when the case runs; NA: not said"))
    for id, scale in _scales():
        yield Column(
            _name(id),
            WORD,
            N_("the condition as it is rated for the case as a whole, without ratings of a part of "
               "it; NA: not rated so"),
            scale,
        )  # fmt: skip
        yield Column(
            _name(id, "place"),
            NUMBER,
            N_("the rating's place on the codebook's scale, counted from 0 in the order of the "
               "values; an order, not a measure, and no calibration"),
            tuple(map(str, range(len(scale)))),
        )  # fmt: skip
    yield Column("expected", WORD, N_("what the threat as rated for the case as a whole leads one "
                 "to expect"), get_args(Expected))  # fmt: skip
    yield Column("events", NUMBER, N_("events in the case, whoever acted"))
    for actor in ACTORS:
        meaning = N_("events that count as acts of this actor; joint acts that the case counts are "
                     "among the balancer's, of whose acts all that follows is counted")  # fmt: skip
        yield Column(_name("acts", actor), NUMBER, meaning)
    yield Column("joint", WORD, N_("whether joint acts that the balancer initiated are counted as "
                 "the balancer's"), get_args(Joint))  # fmt: skip
    yield Column("coded", NUMBER, N_("acts on whose strategies a coder has decided"))
    for group in codebook().classes:
        meaning = N_("acts that carry at least one strategy of the class; an act may count in "
                     "several classes")  # fmt: skip
        yield Column(_name(group.id), NUMBER, meaning)
    yield Column("hard", NUMBER, N_("acts screened as hard balancing"))
    for lens in lens_ids():
        for verdict in VERDICTS:
            meaning = N_("the outcome under one lens: acts that it gives this verdict, of all the "
                         "balancer's; insufficient: the evidence decides nothing")  # fmt: skip
            yield Column(_name(lens, verdict), NUMBER, meaning)
    yield Column("differing", NUMBER, N_("acts on which two lenses reach different verdicts"))
    yield Column("threshold", WORD, N_("the threshold of effects that was judged at"),
                 get_args(Threshold))  # fmt: skip
    yield Column("floor", TEXT, N_("the floor of source grade that was judged at; NA: none"))
    yield Column("interpretations", WORD, N_("whether pieces whose basis is an interpretation were "
                 "counted"), get_args(Interpretations))  # fmt: skip


def _row(found: Findings) -> Iterator[Value]:
    case = found.case
    info, seen = case.info, profile(case, [f.event for f in found.acts])
    acts = {"balancer": found.acts, **found.others}
    yield from (case.slug, info.balancer, info.target, info.begins, info.ends)
    yield from _ratings(case)
    yield expectation(case).expected
    yield len(found.events)
    yield from (len(acts.get(actor, ())) for actor in ACTORS)
    yield from (found.view.joint, seen.coded)
    yield from (seen.classes[group.id] for group in codebook().classes)
    yield sum(f.screening == "hard" for f in found.acts)
    for lens in lens_ids():
        counts = found.count(lens)
        yield from (counts[verdict] for verdict in VERDICTS)
    view = found.view
    yield from (len(found.differing), view.threshold, view.floor, view.interpretations)


def _ratings(case: Case) -> Iterator[Value]:
    for id, scale in _scales():
        rating = case.ratings.get(id)
        value = rating.value if rating else None
        yield value
        yield scale.index(value) if value in scale else None
