"""A case as a coding sheet."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from workbench.case import Case, Event, Evidence
from workbench.case.fields import EVENT, EVIDENCE, SOURCE, FieldRow, Kind, columned, value_of

from .answers import answers_cell
from .cells import COLUMNS, SELDOM
from .denials import claim_keys, denies_cell
from .guards import EMPTY, guarded
from .tagnotes import tag_notes
from .values import NONE

_OF_EVENT = (*(row for row in columned(EVENT) if not row.of_row and row.path != "key"),
             *(row for row in EVENT if row.kind == "tag-notes"))  # fmt: skip
_OF_PIECE = tuple(r for r in columned(EVIDENCE) if r.path != "event" and r.kind != "source")
_OF_ROW = tuple(row for row in EVENT if row.of_row)
_OF_SOURCE = columned(SOURCE)

Made = Callable[[Any, FieldRow], str]


def write_sheet(case: Case) -> bytes:
    """The sheet of `case`: UTF-8 with a BOM, comma, a row per event per piece of evidence.

    Importing it into a new case gives the same events, evidence and sources. What the sheet has no
    column for is told by `beyond_sheet`.
    """
    stream = io.StringIO(newline="")
    rows = list(_Cells(case).rows())
    columns = [c for c in COLUMNS if c not in SELDOM or any(row.get(c) for row in rows)]
    writer = csv.DictWriter(stream, columns, restval="", lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(rows)
    return stream.getvalue().encode("utf-8-sig", "replace")


class _Cells:
    """Makes the cells of a case's rows; the kinds of `made` are more than a value as it stands."""

    def __init__(self, case: Case) -> None:
        self.case = case
        self.keys = claim_keys(case)
        self.made: Mapping[Kind, Made] = {
            "names": lambda record, row: ";".join(value_of(record, row.path)),
            "strategies": lambda event, _: _strategies(event),
            "tag-notes": lambda event, _: tag_notes(event),
            "bearings": lambda piece, _: ";".join(f"{b.motive}:{b.says}" for b in piece.bearings),
            "nothing": lambda piece, _: NONE[0] if piece.bears_on_nothing else "",
            "event": self._named,
            "tests": lambda piece, _: answers_cell(piece, "expected"),
            "claims": lambda piece, _: denies_cell(piece, self.keys),
        }

    def rows(self) -> Iterator[dict[str, str]]:
        """A row for each piece, and for each event that has none or says something of its own."""
        own = _own_cell(self.case)
        for event in self.case.timeline:
            evidence = self.case.evidence_of(event.id)
            first = {"event": guarded(event.name), **self.cells(event, _OF_EVENT)}
            if not evidence or _alone(event, evidence[0]):
                yield {**first, **own, **self.cells(event, _OF_ROW)}
                own, first = {}, {"event": first["event"]}
            for piece in evidence:
                yield {**first, **own, **self._of_piece(piece)}
                own, first = {}, {"event": first["event"]}

    def cells(self, record: object, rows: Iterable[FieldRow]) -> dict[str, str]:
        """The cells of a record by their columns, of which two fields may share one."""
        found: dict[str, str] = {}
        for row in rows:
            if made := self.made.get(row.kind):
                cell = guarded(made(record, row))
            else:
                value = value_of(record, row.path)
                cell = EMPTY if row.default and value == "" else guarded(value or "")
            if cell:
                found[row.column] = cell
        return found

    def _of_piece(self, piece: Evidence) -> dict[str, str]:
        cells = self.cells(piece, _OF_PIECE)
        if surprising := answers_cell(piece, "surprising"):
            cells["surprising"] = surprising
        if piece.id in self.keys:
            cells["evidence"] = self.keys[piece.id]
        if piece.source:
            cells |= self.cells(self.case.sources[piece.source], _OF_SOURCE)
        return cells

    def _named(self, piece: Evidence, row: FieldRow) -> str:
        named = value_of(piece, row.path)
        return self.case.events[named].name if named else ""


def _alone(event: Event, piece: Evidence) -> bool:
    """Whether an event's own note and coder need a row beside those of its evidence."""
    said = any(value_of(event, row.path) for row in _OF_ROW if row.column != "coder")
    return said or event.coder != piece.coder


def _own_cell(case: Case) -> dict[str, str]:
    """The case's own codebook, once, in the sheet's first row, as JSON."""
    if not case.own:
        return {}
    entries = [entry.model_dump(exclude_defaults=True) for entry in case.own.values()]
    return {"codebook": json.dumps(entries, ensure_ascii=False)}


def _strategies(event: Event) -> str:
    return "none" if event.coded_none else ";".join(dict.fromkeys(t.strategy for t in event.tags))
