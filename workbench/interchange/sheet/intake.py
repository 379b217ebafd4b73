"""A coding sheet into a case: all of it, or every fault by line and column."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from workbench.case import (
    Case,
    Change,
    OwnStrategy,
    Problem,
    Record,
    Source,
    entry_problem,
    new_id,
    own_strategy,
)
from workbench.casebook import SheetAnswers
from workbench.locale import all_whole
from workbench.store import without_collection

from .cells import Habit, Row, Rows, read_rows
from .doubles import Decide, Decision, Double, find_doubles, says, untaken
from .faults import Fault, bounded_faults, by_line, stopped
from .mapping import Column
from .ofevent import Draft
from .ofpiece import PieceReader
from .preview import PREVIEWED, Entering, Fate
from .values import MOST_VALUES, too_many_values

_EVERY = 250
"""Rows between two reports of how far the rows are."""

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
    answers: SheetAnswers = field(default_factory=SheetAnswers)
    """What was chosen, now or before, that the sheet was read by."""
    notes: tuple[Problem, ...] = ()
    """What was done with the sheet that nobody would guess."""
    untaken: Mapping[str, int] = field(default_factory=dict)
    """How many filled cells, by column, weren't taken into what the case has already."""

    @property
    def told(self) -> tuple[Problem, ...]:
        """All that is said of it beside what it brings."""
        if not self.untaken:
            return self.notes
        counts = tuple(f"{column} ({n})" for column, n in self.untaken.items())
        left = Problem(
            "filled cells that aren't taken into what the case has already: {columns}",
            columns=counts,
        )
        return (*self.notes, left)

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
    said: SheetAnswers | None = None,
    worksheet: str | None = None,
    head: int | None = None,
    encoding: str | None = None,
    habit: Habit = lambda _names: SheetAnswers(),
    decide: Decide | None = None,
    told: Told = lambda _done, _all: None,
) -> SheetImport:
    """What the sheet in `data` would add to `case`; `coder` codes the rows that name none.

    `chosen` says what columns are read as, `said` that and what else a person said of the sheet,
    and `habit` what was said before; `worksheet` which one of a workbook is meant, `head` the line
    on which its columns are named, `encoding` how a text that isn't UTF-8 is encoded; `decide` what
    becomes of an event that is there already; `told` hears how far the rows are.
    """
    with without_collection():
        answers = SheetAnswers(read_as=dict(chosen or {})).over(said or SheetAnswers())
        read = read_rows(data, answers, worksheet, habit, head, encoding)
        about = SheetImport(
            rows=len(read.rows), columns=read.columns, unknown_columns=read.unknown,
            mapping=read.mapping, worksheet=read.worksheet, worksheets=read.worksheets,
            head=read.head, first=read.first, answers=read.answers, notes=read.notes,
        )  # fmt: skip
        reader = _Reader(case, coder, list(read.faults), decide, told)
        if read.rows and not stopped(read.faults):
            with bounded_faults(reader.faults):
                reader.take(read)
        if reader.faults:
            return replace(about, faults=by_line(reader.faults), doubles=tuple(reader.doubles))
        return reader.found(about) if read.rows else about


class _Reader(PieceReader):
    def __init__(
        self, case: Case, coder: str, faults: list[Fault], decide: Decide | None, told: Told
    ) -> None:
        super().__init__(case, coder, faults)
        self.decide = decide
        self.told = told
        self.own: dict[str, OwnStrategy] = {}
        self.drafts: dict[str, Draft] = {}
        self.doubles: list[Double] = []
        self.placed: list[tuple[Row, Draft]] = []

    def take(self, read: Rows) -> None:
        """Read all rows."""
        rows, self.dates = read.rows, read.order
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
                self.piece(row, draft.id, held)
            if not number % _EVERY:
                self.told((len(rows) + number) // 2, len(rows))
        self.address()
        self.react()
        self.deny()
        for draft in self.drafts.values():
            double = self.fates.get(draft.id)
            if double and double.decision == "merge":
                said = draft.cells | draft.own | ({"note": "x"} if draft.notes else {})
                filled = {column for column, cell in said.items() if cell}
                self.untaken.update(untaken(filled, self.events[draft.id], double.of))
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
                if entry == entries.get(entry.id):
                    continue
                if entries.setdefault(entry.id, entry) != entry:
                    raise Problem("the case already has its own strategy {name}", name=entry.id)
                if len(entries) > MOST_VALUES:
                    # Each is held against all others.
                    raise too_many_values()
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

    def found(self, about: SheetImport) -> SheetImport:
        """The sound sheet as changes; none while a double waits for a decision."""
        before: dict[str, Record] = dict(self.case.sources)
        sources = [s for s in self.sources.values() if before.get(s.id) != s]
        changes = [Change(None, entry) for entry in self.own.values()]
        changes += [Change(before.get(source.id), source) for source in sources]
        changes += [Change(None, event) for event in self.new_events.values()]
        changes += [Change(None, piece) for piece in self.pieces.values()]
        whole = replace(
            about,
            changes=tuple(changes),
            events=len(self.new_events),
            evidence=len(self.pieces),
            sources=sum(source.id not in before for source in sources),
            repeated=self.repeated,
            notes=(*about.notes, *self._notes()),
            untaken=dict(sorted(self.untaken.items())),
            doubles=tuple(self.doubles),
            preview=self._preview(),
        )
        return replace(whole, changes=()) if whole.undecided else whole

    def _notes(self) -> Iterator[Problem]:
        if self.sourced:
            yield Problem(
                "rows with a source and no evidence, which keep it in the event's note: {n} (a row "
                "with evidence says of which side it is)",
                n=self.sourced,
            )
        if self.addressed:
            yield Problem(
                "rows whose source has an address and no title, which is titled by its address: "
                "{n}",
                n=self.addressed,
            )

    def _preview(self) -> tuple[Entering, ...]:
        by_id = {source.id: source for source in self.sources.values()}
        undecided = {d.event.id for d in self.doubles if d.decision is None}
        return tuple(
            self._entering(row, draft, by_id, undecided) for row, draft in self.placed[:PREVIEWED]
        )

    def _entering(
        self, row: Row, draft: Draft, by_id: Mapping[str, Source], undecided: set[str]
    ) -> Entering:
        event = self.events[draft.id]
        double = self.fates.get(draft.id)
        decisions: dict[Decision | None, Fate] = {"skip": "skip", "merge": "merge"}
        fate: Fate = "new" if draft.row is row else "more"
        if double:
            fate = decisions[double.decision]
        elif event.id in undecided:
            fate = "undecided"
        piece = self.pieces.get(self.piece_of.get(row.line, ""))
        source = by_id.get(piece.source or "") if piece else None
        new = source is not None and source.id not in self.case.sources
        return Entering(row.line, fate, event, double.of if double else event, piece, source, new)
