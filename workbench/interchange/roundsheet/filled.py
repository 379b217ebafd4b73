"""A filled sheet as one coder's answers: each cell its variable, an empty one missing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from workbench.case import QUESTIONS, Case, Evidence, Problem
from workbench.case.fields import EVIDENCE, GIVEN, FieldRow, columned
from workbench.casebook import SheetAnswers, check_reaction
from workbench.casebook.rounds import (
    Answers,
    Frozen,
    frozen_own,
    plain_keys,
    projected,
    same_coder,
)
from workbench.locale import first_of

from ..sheet import values
from ..sheet.answers import QUESTIONS as TESTED
from ..sheet.answers import tests_of_row
from ..sheet.cells import EFFECT_ONLY, Row, read_rows
from ..sheet.denials import denied_by
from ..sheet.faults import Fault, bounded_faults, by_line
from ..sheet.ofevent import SINGLE, Draft, EventReader
from .blindsheet import described

_BY_WHOM = ("coder", "changed_by")
_OF_PIECE = tuple(
    row
    for row in columned(EVIDENCE)
    if row.kind in SINGLE and row.column not in (*GIVEN, *_BY_WHOM)
)
_OF_EVENT = ("strategies", *QUESTIONS, "tag_notes", "screening_note")
_READ = frozenset(
    (*GIVEN, *_OF_EVENT, *(row.column for row in _OF_PIECE), "evidence", "bearing", "status",
     "reaction", "denies", "note", "coder", *TESTED)
)  # fmt: skip
"""The columns that are read; no other of the coding sheet is asked in a round."""
_SHOWN = 8


@dataclass(frozen=True)
class Filled:
    """What a coder answered; with a fault nothing of it is kept."""

    events: Answers = field(default_factory=dict)
    evidence: Answers = field(default_factory=dict)
    faults: tuple[Fault, ...] = ()
    notes: tuple[Problem, ...] = ()
    """What was done with the sheet that nobody would guess."""
    rows: int = 0
    missing: int = 0
    """Units that have no row."""


def read_filled(data: bytes, case: Case, frozen: Frozen, coder: str) -> Filled:
    """The answers in the bytes of a filled sheet (CSV, .xlsx or .ods).

    What isn't asked is left out and named; rows of no unit are faults.
    """
    read = read_rows(data, SheetAnswers())
    if read.faults:
        return Filled(faults=read.faults)
    reader = _Reader(replace(projected(case), own=frozen_own(frozen)), frozen, coder)
    with bounded_faults(reader.faults):
        for row in read.rows:
            reader.take(row)
        reader.finish()
    if reader.faults:
        return Filled(faults=by_line(reader.faults))
    notes = list(read.notes)
    if read.unknown:
        notes.append(Problem("columns that aren't asked, left out: {names}",
                             names=tuple(read.unknown)))  # fmt: skip
    notes += reader.notes()
    return Filled(reader.events, reader.evidence, (), tuple(notes), len(read.rows),
                  len(reader.units) - len(reader.seen))  # fmt: skip


class _Reader(EventReader):
    def __init__(self, case: Case, frozen: Frozen, coder: str) -> None:
        super().__init__(case, coder, [])
        self.coder = coder
        self.plain = {key: id_ for id_, key in plain_keys(frozen.units).items()}
        self.keys = {unit.key: unit.id for unit in frozen.units}
        self.pieces = {unit.id: {p.id: p.side for p in unit.evidence} for unit in frozen.units}
        self.units = {id_ for id_, pieces in self.pieces.items() if not pieces}
        self.units |= {id_ for pieces in self.pieces.values() for id_ in pieces}
        self.events: Answers = {}
        self.evidence: Answers = {}
        self.drafts: dict[str, Draft] = {}
        self.seen: set[str] = set()
        self.changed: list[str] = []
        self.unread: dict[str, None] = {}
        self.denials: list[tuple[Row, str, str]] = []
        self.onward: dict[str, set[str]] = {}

    def notes(self) -> list[Problem]:
        """What was left out."""
        found = []
        if self.changed:
            found.append(
                Problem(
                    "cells that describe a unit were changed, which is ignored: {names}",
                    names=first_of(self.changed, _SHOWN),
                )
            )
        if self.unread:
            found.append(Problem("columns that aren't asked, left out: {names}",
                                 names=tuple(self.unread)))  # fmt: skip
        return found

    def _event(self, key: str) -> str | None:
        return self.keys.get(key) or self.plain.get(key)

    def take(self, row: Row) -> None:
        """Take in a row."""
        key, piece = row.get("event"), row.get("evidence")
        event = self._event(key)
        if event is None:
            problem = Problem("“{key}” is no unit of this round", key=key)
            if not key:
                problem = Problem("the event's key is missing")
            self.fault(row, "event", problem)
            return
        pieces = self.pieces[event]
        if piece and piece not in pieces:
            there = Problem("“{key}” is no unit of this round", key=piece)
            self.fault(row, "evidence", there)
            return
        if pieces and not piece:
            self.fault(row, "evidence", Problem("this row is none of the round's: its evidence is "
                                                "empty, and nothing can be added"))  # fmt: skip
            return
        unit = piece or event
        if unit in self.seen:
            self.fault(row, "evidence" if piece else "event",
                       Problem("“{key}” has a row already", key=piece or key))  # fmt: skip
            return
        self.seen.add(unit)
        self._compare(row, key, event, piece)
        self._of_event(row, key, event, bool(piece))
        if piece:
            self._of_piece(row, event, piece, pieces[piece])

    def _compare(self, row: Row, key: str, event: str, piece: str) -> None:
        """Note the given cells that were changed; what isn't in the case any more says nothing."""
        if event in self.case.events and (not piece or piece in self.case.evidence):
            for column, cell in described(self.case, event, piece or None).items():
                if row.get(column).split() != cell.split():
                    self.changed.append(f"{piece or key} {column}")
        self.unread |= {c: None for c, cell in row.cells.items() if cell and c not in _READ}
        if row.get("coder") and not same_coder(row.get("coder"), self.coder):
            self.unread["coder"] = None

    def _of_event(self, row: Row, key: str, event: str, piece: bool) -> None:
        draft = self.drafts.setdefault(event, Draft(event, row))
        # Only what is coded: the rest of the row describes the unit.
        cells = {column: row.cells[column] for column in _OF_EVENT if row.get(column)}
        self.fill(draft, replace(row, cells={**cells, "side": "intent"}, others=()))
        if not piece:
            for column in (*EFFECT_ONLY, "bearing", "grade", "basis"):
                if row.get(column):
                    problem = Problem("there is no evidence in this row to say this of")
                    self.fault(row, column, problem)
            if row.get("note"):
                self.events.setdefault(event, {})["note"] = row.get("note")

    def _of_piece(self, row: Row, event: str, piece: str, side: str) -> None:
        said: dict[str, Any] = {}
        cells = {c: cell for c in row.cells if (cell := row.get(c))}
        if side == "intent":
            for column in EFFECT_ONLY:
                if column in cells:
                    problem = Problem("{column} belongs to the side effect", column=column)
                    self.fault(row, column, problem)
            if "bearing" in cells:
                said["bearings"] = self._bearings(row)
        else:
            said |= self._effect(row, event, cells)
            if "denies" in cells:
                self.denials.append((row, event, piece))
        for each in _OF_PIECE:
            if each.column in cells and (side == "effect" or each.side != "effect"):
                said[each.path] = self._one(row, each)
        said["tests"] = self._tests(
            row,
            Evidence.model_validate(
                {"id": piece, "event": event, "side": side, "bearings": said.get("bearings") or ()}
            ),
        )
        self.evidence[piece] = {name: value for name, value in said.items() if value is not None}

    def _tests(self, row: Row, piece: Evidence) -> list[dict[str, Any]] | None:
        """What the row answers of the process-tracing questions, by what it says of the motives."""
        for question in TESTED:
            try:
                piece = tests_of_row(piece, question, row.get(question))
            except Problem as problem:
                self.fault(row, question, problem, row.get(question))
        return [test.model_dump(mode="json") for test in piece.tests] or None

    def _one(self, row: Row, each: FieldRow) -> Any:
        return self.value(row, each, row.get(each.column))

    def _bearings(self, row: Row) -> list[dict[str, str]]:
        cell = row.get("bearing")
        if values.bears_on_nothing(cell):
            return []
        found, strange = values.bearings(cell)
        for part in strange:
            problem = Problem(
                "“{part}” is neither none nor MOTIVE:supports or MOTIVE:undermines", part=part
            )
            self.fault(row, "bearing", problem, part)
        return [{"motive": each.motive, "says": each.says} for each in found]

    def _effect(self, row: Row, event: str, cells: Mapping[str, str]) -> dict[str, Any]:
        said: dict[str, Any] = {}
        for name, column in (("kind", "bearing"), ("status", "status")):
            if column in cells:
                said[name] = self.one_of(row, column, cells[column])
        if "reaction" in cells:
            said["reaction"] = self._reaction(row, event, cells["reaction"])
        return said

    def _reaction(self, row: Row, event: str, cell: str) -> str | None:
        there = self.case.by_name.get(cell)
        named = self._event(cell) or (there.id if there else cell)
        try:
            if event in self.case.events:
                check_reaction(self.case.events, self.onward, event, named)
        except Problem as problem:
            self.fault(row, "reaction", problem)
            return None
        self.onward.setdefault(event, set()).add(named)
        return named

    def finish(self) -> None:
        """What follows from all rows together: the events, and who denies what."""
        for event, draft in self.drafts.items():
            said = self.events.setdefault(event, {})
            if draft.cells.get("strategies"):
                tags, none = self._strategies(draft, self.coder)
                said |= {"coded_none": True} if none else {"tags": [t.model_dump() for t in tags]}
            elif draft.cells.get("tag_notes"):
                problem = Problem("strategies is empty, and this says why they were tagged")
                self.fault(draft.row_of("tag_notes"), "tag_notes", problem)
            screen = {
                name: self.one_of(draft.row_of(name), name, draft.cells[name])
                for name in QUESTIONS
                if draft.cells.get(name)
            }
            if draft.cells.get("screening_note"):
                screen["note"] = draft.cells["screening_note"]
            if screen:
                said["screen"] = screen
        self.events = {id_: said for id_, said in self.events.items() if said}
        for row, event, piece in self.denials:
            self._deny(row, event, piece)
        self.evidence = {id_: said for id_, said in self.evidence.items() if said}

    def _deny(self, row: Row, event: str, piece: str) -> None:
        def as_coded(id_: str) -> Evidence | None:
            side = self.pieces[event].get(id_)
            if side is None:
                return None
            told = {k: v for k, v in self.evidence.get(id_, {}).items() if k in ("kind", "status")}
            return Evidence(id=id_, event=event, side=side, **told)

        whole = as_coded(piece)
        assert whole is not None
        try:
            denied = denied_by(whole, row.get("denies"), as_coded)
        except Problem as problem:
            self.fault(row, "denies", problem)
            return
        self.evidence[piece]["denies"] = list(denied)
