"""A coding sheet into a case: all of it, or every fault by line and column."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, get_args

from workbench.case import (
    Bearing,
    Case,
    Change,
    Event,
    Evidence,
    Motive,
    OwnStrategy,
    Problem,
    Record,
    Source,
    entry_problem,
    new_id,
    own_strategy,
    read_grade,
)
from workbench.case.fields import EVIDENCE, columns, plain
from workbench.casebook import Reading, check_reaction, reactions
from workbench.locale import all_whole
from workbench.store import without_collection

from . import values
from .denials import denied_by
from .doubles import Decide, Decision, Double, find_doubles, says
from .mapping import Column
from .ofevent import Draft, EventReader
from .preview import PREVIEWED, Entering, Fate
from .reading import Fault, Habit, Row, Rows, read_rows

_MOTIVES = get_args(Motive)
_EFFECT_ONLY = columns(row for row in EVIDENCE if row.side == "effect")
_PLAIN = plain(EVIDENCE)
_EVERY = 250
"""Rows between two reports of how far the reading is."""

Told = Callable[[int, int], None]
"""Told of the rows that are read, and of how many there are."""


@dataclass(frozen=True)
class SheetImport:
    """What a sheet would bring into a case; with a fault or an open question it brings nothing."""

    changes: tuple[Change, ...] = ()
    rows: int = 0
    events: int = 0
    evidence: int = 0
    sources: int = 0
    repeated: int = 0
    """Pieces of evidence that the event they were to be added to has already."""
    doubles: tuple[Double, ...] = ()
    preview: tuple[Entering, ...] = ()
    faults: tuple[Fault, ...] = ()
    columns: tuple[Column, ...] = ()
    unknown_columns: tuple[str, ...] = ()
    mapping: Mapping[str, str] = field(default_factory=dict)
    worksheet: str = ""
    worksheets: tuple[str, ...] = ()
    head: int = 1
    """The line of the head."""
    first: tuple[tuple[int, str], ...] = ()
    """The first rows with their lines, from which a person may choose another head."""
    reading: Reading = field(default_factory=Reading)
    """What was chosen, now or before, that the sheet was read by."""
    notes: tuple[Problem, ...] = ()
    """What was done with the sheet that nobody would guess."""

    @property
    def undecided(self) -> tuple[Double, ...]:
        """The doubles of the case's events that somebody must decide about."""
        return tuple(double for double in self.doubles if double.decision is None)


def read_sheet(
    data: bytes,
    case: Case,
    coder: str,
    chosen: Mapping[str, str] | None = None,
    *,
    said: Reading | None = None,
    worksheet: str | None = None,
    head: int | None = None,
    encoding: str | None = None,
    habit: Habit = lambda _names: Reading(),
    decide: Decide | None = None,
    told: Told = lambda _done, _all: None,
) -> SheetImport:
    """What the sheet in `data` would add to `case`; `coder` codes the rows that name none.

    `chosen` says what columns are read as, `said` that and what else a person said of the sheet,
    and `habit` what was said before; `worksheet` which one of a workbook is meant, `head` the line
    on which its columns are named, `encoding` how a text that isn't UTF-8 is encoded; `decide` what
    becomes of an event that is there already; `told` hears how far the reading is.
    """
    with without_collection():
        reading = Reading(read_as=dict(chosen or {})).over(said or Reading())
        read = read_rows(data, reading, worksheet, habit, head, encoding)
        about = SheetImport(
            rows=len(read.rows), columns=read.columns, unknown_columns=read.unknown,
            mapping=read.mapping, worksheet=read.worksheet, worksheets=read.worksheets,
            head=read.head, first=read.first, reading=read.reading, notes=read.notes,
        )  # fmt: skip
        reader = _Reader(case, coder, list(read.faults), decide, told)
        if read.rows:
            reader.take(read)
        if reader.faults:
            faults = tuple(sorted(reader.faults, key=lambda fault: fault.line))
            return replace(about, faults=faults, doubles=tuple(reader.doubles))
        return reader.found(about) if read.rows else about


class _Reader(EventReader):
    def __init__(
        self, case: Case, coder: str, faults: list[Fault], decide: Decide | None, told: Told
    ) -> None:
        super().__init__(case, coder, faults)
        self.decide = decide
        self.told = told
        self.own: dict[str, OwnStrategy] = {}
        self.drafts: dict[str, Draft] = {}
        self.events: dict[str, Event] = {}
        self.doubles: list[Double] = []
        self.fates: dict[str, Double] = {}
        """The doubles that don't become new events, by the id that the event would have."""
        self.repeated = 0
        self.pieces: dict[str, Evidence] = {}
        self.placed: list[tuple[Row, Draft]] = []
        self.piece_of: dict[int, str] = {}
        self.sources = {(s.title, s.author, s.published): s for s in case.sources.values()}
        self.reactions: list[tuple[Row, str, str]] = []
        self.denials: list[tuple[Row, str]] = []
        self.keyed: dict[str, str] = {}
        """Pieces by their key within the sheet."""

    def take(self, read: Rows) -> None:
        """Read all rows."""
        rows, self.dates = read.rows, read.reading.dates
        for row in rows:
            if row.get("codebook"):
                self._own(row)
        keyed = any(row.get("event") for row in rows)
        for row in rows:
            key = row.get("event")
            if keyed and not key:
                self.fault(
                    row, "event", Problem("the event's key is missing here and filled elsewhere")
                )
                continue
            name = key or f"row {row.first or row.line}"
            draft = self.drafts.get(name)
            if draft is None:
                draft = self.drafts[name] = Draft(new_id("ev"), row)
            self.placed.append((row, draft))
            self.fill(draft, row)
        for number, (key, draft) in enumerate(self.drafts.items()):
            self.events[draft.id] = self.event(key if keyed else "", draft)
            if not number % _EVERY:
                self.told(number * len(rows) // (2 * len(self.drafts)), len(rows))
        self._double()
        held = {
            double.of.id: {says(piece): piece.id for piece in self.case.evidence_of(double.of.id)}
            for double in self.fates.values()
        }
        for number, (row, draft) in enumerate(self.placed):
            if row.get("side"):
                self._piece(row, draft.id, held)
            if not number % _EVERY:
                self.told((len(rows) + number) // 2, len(rows))
        self._react()
        self._deny()
        self.told(len(rows), len(rows))

    def _double(self) -> None:
        """Find what is there already, and what becomes of it."""
        lines = {draft.id: draft.row.line for draft in self.drafts.values()}
        named = [(lines[event.id], event) for event in self.events.values()]
        self.doubles = find_doubles(named, self.case.timeline, self.decide)
        self.fates = {d.event.id: d for d in self.doubles if d.decision in ("skip", "merge")}
        waiting = {d.event.id for d in self.doubles if self.decide and d.decision is None}
        for draft in self.drafts.values():
            key = self.events[draft.id].key
            there = self.case.by_name.get(key) if key else None
            double = self.fates.get(draft.id)
            if there is None or draft.id in waiting or (double and double.of == there):
                continue
            self.fault(draft.row, "event", Problem("the case already has an event {key}", key=key))

    def _own(self, row: Row) -> None:
        """The entries of a case's own codebook that the sheet brings along."""
        entries = dict(self.case.own)
        try:
            told = all_whole(json.loads(row.get("codebook")))
            if not isinstance(told, list) or not all(isinstance(one, Mapping) for one in told):
                raise TypeError
            for one in told:
                entry = own_strategy(**one)
                if entries.setdefault(entry.id, entry) != entry:
                    raise Problem("the case already has its own strategy {name}", name=entry.id)
                wrong = entry_problem(entry, entries.values())
                if wrong:
                    raise wrong
        except Problem as problem:
            self.fault(row, "codebook", problem)
        except (TypeError, ValueError, RecursionError):
            self.fault(row, "codebook", Problem("this isn't a codebook that the workbench wrote"))
        else:
            self.own |= {k: e for k, e in entries.items() if k not in self.case.own}
            self.case = replace(self.case, own=entries)

    def _piece(self, row: Row, event: str, held: dict[str, dict[tuple[object, ...], str]]) -> None:
        double = self.fates.get(event)
        if double and double.decision == "skip":
            return
        cells = row.cells
        side = values.one_of("side", cells.get("side", ""))
        if side is None:
            told = cells.get("side", "")
            likely = values.likely(self.case.codebook, "side", told)
            problem = Problem("“{cell}” is neither intent nor effect", cell=told)
            if likely:
                problem = values.unknown(told, values.allowed("side"), likely)
            self.fault(row, "side", problem, told, likely)
            return
        grade = None
        try:
            grade = read_grade(cells.get("grade", "")) if cells.get("grade", "") else None
        except Problem as problem:
            self.fault(row, "grade", problem, cells.get("grade", ""))
        bearings: tuple[Bearing, ...] = ()
        kind = status = None
        if side == "intent":
            bearings = self._bearings(row)
            for column in _EFFECT_ONLY:
                if cells.get(column):
                    self.fault(
                        row, column, Problem("{column} belongs to the side effect", column=column)
                    )
        else:
            kind = self._needed(row, "bearing")
            status = self._needed(row, "status")
        piece = Evidence(
            id=new_id("pc"),
            event=double.of.id if double else event,
            side="intent" if side == "intent" else "effect",
            bearings=bearings,
            kind=kind,
            status=status,
            source=self._source(row),
            grade=grade,
            coder=cells.get("coder", "") or self.coder,
            changed_by=cells.get("changed_by", ""),
            **{field.path: self.plain(row, field, cells) for field in _PLAIN},
        )
        if (there := held.get(piece.event)) is not None:
            said = says(piece)
            if double and said in there:
                self.repeated += 1
                self._name(row, there[said])
                return
            there[said] = piece.id
        self._name(row, piece.id)
        self.pieces[piece.id] = piece
        self.piece_of[row.line] = piece.id
        if cells.get("reaction", ""):
            self.reactions.append((row, piece.id, cells.get("reaction", "")))
        if side == "effect" and cells.get("denies", ""):
            self.denials.append((row, piece.id))

    def _name(self, row: Row, piece: str) -> None:
        key = row.get("evidence")
        if key and self.keyed.setdefault(key, piece) != piece:
            self.fault(row, "evidence", Problem("another piece already has the key {key}", key=key))

    def _needed(self, row: Row, column: str) -> Any:
        if not row.get(column):
            self.fault(row, column, Problem("effect evidence needs its {column}", column=column))
        return self.one_of(row, column, row.get(column))

    def _bearings(self, row: Row) -> tuple[Bearing, ...]:
        found, strange = values.bearings(row.get("bearing"))
        for part in strange:
            problem = Problem(
                "“{part}” isn't MOTIVE:supports or MOTIVE:undermines, the motives being {motives}",
                part=part,
                motives=", ".join(_MOTIVES),
            )
            self.fault(row, "bearing", problem, part)
        return found

    def _source(self, row: Row) -> str | None:
        cells = row.cells
        title = cells.get("source", "")
        if not title:
            for column in ("author", "published", "url", "source_type"):
                if cells.get(column):
                    self.fault(row, column, Problem("there is a source here without its title"))
            return None
        key = (title, cells.get("author", ""), cells.get("published", ""))
        known = self.sources.get(key) or Source(
            id=new_id("so"), title=title, author=key[1], published=key[2]
        )
        url, form = cells.get("url", ""), cells.get("source_type", "")
        update = {"url": known.url or url, "source_type": known.source_type or form}
        if url and known.url and url != known.url and url not in known.note.split("\n"):
            update["note"] = f"{known.note}\n{url}".strip()
        changed = any(getattr(known, name) != value for name, value in update.items())
        self.sources[key] = known.model_copy(update=update) if changed else known
        return known.id

    def _react(self) -> None:
        into = {id_: double.of.id for id_, double in self.fates.items()}
        named = {name: event.id for name, event in self.case.by_name.items()}
        named |= {e.key: into.get(e.id, e.id) for e in self.events.values() if e.key}
        everything = {**self.case.events, **self._new}
        onward = reactions(self.case.evidence.values())
        for row, piece_id, key in self.reactions:
            piece = self.pieces[piece_id]
            try:
                check_reaction(everything, onward, piece.event, named.get(key, key))
            except Problem as problem:
                self.fault(row, "reaction", problem)
                continue
            self.pieces[piece_id] = piece.model_copy(update={"reaction": named[key]})
            onward.setdefault(piece.event, set()).add(named[key])

    def _deny(self) -> None:
        for row, piece_id in self.denials:
            piece = self.pieces[piece_id]
            try:
                denies = denied_by(piece, row.get("denies"), self._claim)
            except Problem as problem:
                self.fault(row, "denies", problem)
                continue
            self.pieces[piece_id] = piece.model_copy(update={"denies": denies})

    def _claim(self, key: str) -> Evidence | None:
        piece = self.keyed.get(key, key)
        return self.pieces.get(piece) or self.case.evidence.get(piece)

    @property
    def _new(self) -> dict[str, Event]:
        return {id_: event for id_, event in self.events.items() if id_ not in self.fates}

    def found(self, about: SheetImport) -> SheetImport:
        """The sound sheet as changes; none while a double waits for a decision."""
        before: dict[str, Record] = dict(self.case.sources)
        sources = [s for s in self.sources.values() if before.get(s.id) != s]
        changes = [Change(None, entry) for entry in self.own.values()]
        changes += [Change(before.get(source.id), source) for source in sources]
        changes += [Change(None, event) for event in self._new.values()]
        changes += [Change(None, piece) for piece in self.pieces.values()]
        whole = replace(
            about,
            changes=tuple(changes),
            events=len(self._new),
            evidence=len(self.pieces),
            sources=sum(source.id not in before for source in sources),
            repeated=self.repeated,
            doubles=tuple(self.doubles),
            preview=tuple(self._entering(row, draft) for row, draft in self.placed[:PREVIEWED]),
        )
        return replace(whole, changes=()) if whole.undecided else whole

    def _entering(self, row: Row, draft: Draft) -> Entering:
        event = self.events[draft.id]
        double = self.fates.get(draft.id)
        decisions: dict[Decision | None, Fate] = {"skip": "skip", "merge": "merge"}
        fate: Fate = "new" if draft.row is row else "more"
        if double:
            fate = decisions[double.decision]
        elif any(d.event is event and d.decision is None for d in self.doubles):
            fate = "undecided"
        piece = self.pieces.get(self.piece_of.get(row.line, ""))
        by_id = {source.id: source for source in self.sources.values()}
        source = by_id.get(piece.source or "") if piece else None
        new = source is not None and source.id not in self.case.sources
        return Entering(row.line, fate, event, double.of if double else event, piece, source, new)
