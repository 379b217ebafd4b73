"""A case as a coding sheet."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping

from workbench.case import Case, Event, Evidence
from workbench.case.fields import EVENT, EVIDENCE, SOURCE, FieldRow, Kind, value_of

from .denials import claim_keys, denies_cell
from .reading import COLUMNS, GUARDED, SELDOM
from .tagnotes import tag_notes

_MADE: tuple[Kind, ...] = ("names", "strategies", "tag-notes", "bearings", "event", "claims",
                           "source")  # fmt: skip
"""The kinds of which a cell is made of more than the value."""


def _as_they_stand(rows: Iterable[FieldRow]) -> tuple[FieldRow, ...]:
    return tuple(r for r in rows if r.column and r.kind not in _MADE)


_OF_EVENT = _as_they_stand(row for row in EVENT if not row.of_row)
_OF_PIECE = _as_they_stand(row for row in EVIDENCE if not row.of_row and row.path != "kind")
_OF_ROW = _as_they_stand(row for row in EVENT if row.of_row)
_OF_SOURCE = _as_they_stand(SOURCE)


def write_sheet(case: Case) -> bytes:
    """The sheet of `case`: UTF-8 with a BOM, comma, a row per event per piece of evidence.

    Importing it into a new case gives the same events, evidence and sources. What the sheet has no
    column for is told by `beyond_sheet`.
    """
    stream = io.StringIO(newline="")
    rows = list(_rows(case))
    columns = [c for c in COLUMNS if c not in SELDOM or any(row.get(c) for row in rows)]
    writer = csv.DictWriter(stream, columns, restval="", lineterminator="\r\n")
    writer.writeheader()
    for row in rows:
        writer.writerow(_guarded({name: cell for name, cell in row.items() if cell}))
    return stream.getvalue().encode("utf-8-sig", "replace")


def _rows(case: Case) -> Iterator[dict[str, str]]:
    own = _own_cell(case)
    keys = claim_keys(case)
    for event in case.timeline:
        evidence = case.evidence_of(event.id)
        first = _event_cells(event)
        if not evidence or event.note or event.changed_by or event.coder != evidence[0].coder:
            # The event's own note and coder have a row of their own beside those of evidence.
            yield {**first, **own, **_row_cells(event)}
            own = {}
            first = {"event": event.name}
        for piece in evidence:
            yield {**first, **own, **_evidence_cells(case, piece, keys)}
            own = {}
            first = {"event": event.name}


def _own_cell(case: Case) -> dict[str, str]:
    """The case's own codebook, once, in the sheet's first row, as JSON."""
    if not case.own:
        return {}
    entries = [entry.model_dump(exclude_defaults=True) for entry in case.own.values()]
    return {"codebook": json.dumps(entries, ensure_ascii=False)}


def _guarded(cells: dict[str, str]) -> dict[str, str]:
    return {name: f"'{cell}" if cell.startswith(GUARDED) else cell for name, cell in cells.items()}


def _row_cells(record: Event | Evidence) -> dict[str, str]:
    """What a row says of its piece, or of its event where it has none."""
    return _cells(record, _OF_ROW)


def _cells(record: object, rows: Iterable[FieldRow]) -> dict[str, str]:
    """The cells of the fields that are written as they stand."""
    return {row.column: value_of(record, row.path) or "" for row in rows}


def _event_cells(event: Event) -> dict[str, str]:
    tags = dict.fromkeys(tag.strategy for tag in event.tags)
    return {
        **_cells(event, _OF_EVENT),
        "event": event.name,
        "partners": ";".join(event.partners),
        "strategies": "none" if event.coded_none else ";".join(tags),
        "tag_notes": tag_notes(event),
    }


def _evidence_cells(case: Case, piece: Evidence, keys: Mapping[str, str]) -> dict[str, str]:
    cells = {
        **_cells(piece, _OF_PIECE),
        "evidence": keys.get(piece.id, ""),
        "bearing": piece.kind or ";".join(f"{b.motive}:{b.says}" for b in piece.bearings),
        "reaction": case.events[piece.reaction].name if piece.reaction else "",
        "denies": denies_cell(piece, keys),
        **_row_cells(piece),
    }
    if piece.source:
        cells |= _cells(case.sources[piece.source], _OF_SOURCE)
    return cells
