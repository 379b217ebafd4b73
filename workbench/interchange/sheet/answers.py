"""The cells that answer the process-tracing questions of a piece."""

from __future__ import annotations

from functools import lru_cache

from workbench.case import Evidence, Problem, TestQuestion, answered, takers
from workbench.codebook import codebook

from .values import motive, plain, split

QUESTIONS: tuple[TestQuestion, ...] = ("expected", "surprising")
_SAID = {True: "yes", False: "no"}


@lru_cache
def _given() -> dict[str, bool]:
    book = codebook()
    return {
        plain(name): given
        for given, id_ in _SAID.items()
        for name in (id_, book.word("answer", id_, "en"), book.word("answer", id_, "zh-Hant"))
    }


def tests_of_row(piece: Evidence, question: TestQuestion, cell: str) -> Evidence:
    """The piece with what a cell answers: `MOTIVE:yes` and the like, `yes` or `no` of an effect.

    Raises `Problem` for what is no answer, and for a motive that takes none.
    """
    taken: dict[str | None, bool] = {}
    for part in split(cell.replace("：", ":")):
        name, _, said = part.rpartition(":")
        given = _given().get(plain(said))
        asked = motive(name) if name else None
        if given is None or bool(name) != (piece.side == "intent") or (name and asked is None):
            if piece.side == "intent":
                raise Problem("“{part}” isn't MOTIVE:yes or MOTIVE:no", part=part)
            raise Problem("“{part}” is neither yes nor no", part=part)
        found = [taker for taker in takers(piece) if taker == asked]
        if not found:
            raise Problem(
                "“{part}”: only a motive that the piece supports or undermines, not both, takes a "
                "test",
                part=part,
            )
        if taken.setdefault(asked, given) != given:
            raise Problem("“{cell}” answers both yes and no of the same", cell=cell)
        piece = answered(piece, found[0], question, given)
    return piece


def answers_cell(piece: Evidence, question: TestQuestion) -> str:
    """What stands in the column of a question for a piece."""
    told = []
    for test in piece.tests:
        given = getattr(test, question)
        if given is not None:
            told.append(f"{test.motive}:{_SAID[given]}" if test.motive else _SAID[given])
    return ";".join(told)
