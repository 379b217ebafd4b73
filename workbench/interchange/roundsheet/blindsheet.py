"""The blind sheet of a round: what a coder reads of each unit, and empty columns for the codes."""

from __future__ import annotations

from collections.abc import Iterator

from workbench.case import Case, Problem
from workbench.case.fields import GIVEN
from workbench.casebook.rounds import Frozen, plain_keys, projected, read_of_event, read_of_piece

from ..sheet.cells import COLUMNS

_NOT_ASKED = ("codebook", "changed_by")
HEAD = tuple(
    column for column in COLUMNS if column not in _NOT_ASKED and not column.startswith("overruled")
)
"""The columns of the sheet; of the coding sheet's own those that a coder has no use for aren't."""


def sheet_rows(case: Case, frozen: Frozen, plain: bool = False) -> list[list[str]]:
    """The sheet with its head: a row per event per piece. `plain` hides what keys may say.

    Raises `Problem` where the case has none of the units any more.
    """
    rows = [[cells.get(column, "") for column in HEAD] for cells in _rows(case, frozen, plain)]
    if not rows:
        raise Problem("{slug} has none of the events of the round any more", slug=case.slug)
    return [list(HEAD), *rows]


def _rows(case: Case, frozen: Frozen, plain: bool) -> Iterator[dict[str, str]]:
    seen = projected(case)
    keys = plain_keys(frozen.units) if plain else {unit.id: unit.key for unit in frozen.units}
    for unit in frozen.units:
        event = seen.events.get(unit.id)
        if event is None:
            continue
        first = {"event": keys[unit.id], **read_of_event(seen, event)}
        there = [piece.id for piece in unit.evidence if piece.id in seen.evidence]
        for id_ in there:
            yield {**first, "evidence": id_, **read_of_piece(seen, seen.evidence[id_])}
        if not there:
            yield first


def described(case: Case, event: str, piece: str | None) -> dict[str, str]:
    """What the sheet says of a unit in the columns that are given."""
    found = read_of_event(case, case.events[event])
    if piece:
        found |= read_of_piece(case, case.evidence[piece])
    return {column: cell for column, cell in found.items() if column in GIVEN}
