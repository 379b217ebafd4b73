"""What was searched of event data, for statistics: a row per question and data set."""

from __future__ import annotations

from collections.abc import Iterator
from typing import get_args

from workbench.case import Case, How
from workbench.casebook import denominator
from workbench.locale import N_

from .tables import DATE, ID, NUMBER, TEXT, WORD, Column, Table, Value

_COLUMNS = (
    Column("case", ID, N_("the case's short name")),
    Column("dataset", ID, N_("the data set that was searched")),
    Column("versions", TEXT, N_("its versions, “; ” between them")),
    Column("how", WORD, N_("how it was searched; NA: no search is known"), get_args(How)),
    Column("actors", TEXT, N_("the two states, “; ” between them")),
    Column("begins", DATE, N_("the first date that was asked for; NA: none")),
    Column("ends", DATE, N_("the last date that was asked for; NA: none")),
    Column("classes", TEXT, N_("the event classes, “; ” between them; NA: all")),
    Column("per_month", NUMBER, N_("rows drawn of each month; NA: every one that fits")),
    Column("seed", NUMBER, N_("what the sample follows from")),
    Column("query_sha256", ID, N_("the SHA-256 of the query's text; NA: there is none")),
    Column("files", NUMBER, N_("files that were searched")),
    Column("rows", NUMBER, N_("rows that were searched")),
    Column("dyad", NUMBER, N_("rows of the two states")),
    Column("fit", NUMBER, N_("rows that fit all that was asked")),
    Column("drawn", NUMBER, N_("rows that the sample drew; without one, all that fit")),
    Column("undated", NUMBER, N_("rows of the two states whose date can't be read")),
    Column("misshapen", NUMBER, N_("rows of another width, left out")),
    Column("waiting", NUMBER, N_("candidates that nobody has decided about")),
    Column("accepted", NUMBER, N_("candidates that became events")),
    Column("merged", NUMBER, N_("candidates that were merged into events")),
    Column("rejected", NUMBER, N_("candidates that were rejected")),
)


def searches_table(case: Case) -> Table:
    """The denominators of a case."""
    return Table("searches", _COLUMNS, list(_rows(case)))


def _rows(case: Case) -> Iterator[tuple[Value, ...]]:
    for found in denominator(case):
        asked = found.question
        yield (
            case.slug,
            found.dataset,
            "; ".join(found.versions),
            found.how,
            "; ".join(asked.actors) if asked else None,
            asked.begins if asked else None,
            asked.ends if asked else None,
            "; ".join(asked.classes) if asked else None,
            asked.per_month if asked else None,
            asked.seed if asked else None,
            found.searches[-1].query_sha256 if found.searches else None,
            len(found.files) if asked else None,
            found.rows,
            found.dyad,
            found.fit,
            found.drawn,
            found.undated,
            found.misshapen,
            found.waiting,
            found.accepted,
            found.merged,
            found.rejections,
        )
