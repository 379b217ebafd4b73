"""What a row says of a piece of evidence: the piece, its source, what it denies and answers to."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any, get_args

from workbench.case import (
    Bearing,
    Case,
    Event,
    Evidence,
    Motive,
    Problem,
    Source,
    new_id,
)
from workbench.case.fields import EVIDENCE, SOURCE, columned
from workbench.casebook import check_reaction, circular, reactions

from . import values
from .answers import QUESTIONS, tests_of_row
from .cells import EFFECT_ONLY, Row
from .denials import denied_by
from .doubles import Double, says, untaken
from .faults import Fault
from .ofevent import SINGLE, EventReader

_MOTIVES = get_args(Motive)
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
_SINGLE = tuple(row for row in columned(EVIDENCE) if row.kind in SINGLE)
_EFFECT = tuple(row for row in columned(EVIDENCE) if row.kind == "effect")
_OF_SOURCE = columned(SOURCE)
_SAME = ("title", "author", "published")
"""What makes two sources one."""


class PieceReader(EventReader):
    """Makes pieces of evidence of what rows say, and notes what is wrong in them."""

    def __init__(self, case: Case, coder: str, faults: list[Fault]) -> None:
        super().__init__(case, coder, faults)
        self.events: dict[str, Event] = {}
        self.fates: dict[str, Double] = {}
        """The doubles that don't become new events, by the id that the event would have."""
        self.repeated = 0
        self.addressed = 0
        """Pieces of evidence whose source has an address and no title."""
        self.untaken: Counter[str] = Counter()
        self.pieces: dict[str, Evidence] = {}
        self.piece_of: dict[int, str] = {}
        self.sources = {(s.title, s.author, s.published): s for s in case.sources.values()}
        self._addresses: dict[tuple[str, str, str], dict[str, None]] = {}
        """The addresses that rows give a source: thousands may have the same newspaper."""
        self.reactions: list[tuple[Row, str, str]] = []
        self.denials: list[tuple[Row, str]] = []
        self.keyed: dict[str, str] = {}
        """Pieces by their key within the sheet."""

    @property
    def new_events(self) -> dict[str, Event]:
        """The events that the case doesn't have already."""
        return {id_: event for id_, event in self.events.items() if id_ not in self.fates}

    def piece(self, row: Row, event: str, held: dict[str, dict[tuple[object, ...], str]]) -> None:
        """Take the piece of a row in; `held` are those of events that are there already."""
        double = self.fates.get(event)
        if double and double.decision == "skip":
            return
        cells = row.cells
        side = values.one_of("side", cells.get("side", ""))
        if side is None:
            told = cells.get("side", "")
            likely = self.likely("side", told)
            problem = Problem("“{cell}” is neither intent nor effect", cell=told)
            if likely:
                problem = values.unknown(told, values.allowed("side"), likely)
            self.fault(row, "side", problem, told, likely)
            return
        bearings: tuple[Bearing, ...] = ()
        effect = dict.fromkeys(row.path for row in _EFFECT)
        if side == "intent":
            bearings = self._bearings(row)
            for column in EFFECT_ONLY:
                if cells.get(column):
                    self.fault(
                        row, column, Problem("{column} belongs to the side effect", column=column)
                    )
        else:
            effect = {each.path: self._needed(row, each.column) for each in _EFFECT}
        piece = Evidence(
            id=new_id("pc"),
            event=double.of.id if double else event,
            side="intent" if side == "intent" else "effect",
            bearings=bearings,
            bears_on_nothing=side == "intent" and values.bears_on_nothing(row.get("bearing")),
            source=self._source(row),
            **effect,
            **{each.path: self.value(row, each, cells.get(each.column)) for each in _SINGLE},
        )
        piece = self._tested(row, piece)
        if (there := held.get(piece.event)) is not None:
            said = says(piece)
            if double and said in there:
                self.repeated += 1
                known = self.pieces.get(there[said]) or self.case.evidence[there[said]]
                filled = {column for column, cell in cells.items() if cell}
                self.untaken.update(untaken(filled, piece, known))
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

    def _tested(self, row: Row, piece: Evidence) -> Evidence:
        for question in QUESTIONS:
            try:
                piece = tests_of_row(piece, question, row.get(question))
            except Problem as problem:
                self.fault(row, question, problem, row.get(question))
        return piece

    def _name(self, row: Row, piece: str) -> None:
        key = row.get("evidence")
        if key and self.keyed.setdefault(key, piece) != piece:
            self.fault(row, "evidence", Problem("another piece already has the key {key}", key=key))

    def _needed(self, row: Row, column: str) -> Any:
        if not row.get(column):
            self.fault(row, column, Problem("effect evidence needs its {column}", column=column))
        return self.one_of(row, column, row.get(column))

    def _bearings(self, row: Row) -> tuple[Bearing, ...]:
        if values.bears_on_nothing(row.get("bearing")):
            return ()
        found, strange = values.bearings(row.get("bearing"))
        for part in strange:
            problem = Problem(
                "“{part}” isn't MOTIVE:supports or MOTIVE:undermines, the motives being {motives}; "
                "none, alone, says that it bears on no motive",
                part=part,
                motives=tuple(_MOTIVES),
            )
            self.fault(row, "bearing", problem, part)
        return found

    def _source(self, row: Row) -> str | None:
        said = {e.path: self.value(row, e, row.cells.get(e.column, "")) for e in _OF_SOURCE}
        if not said["title"] and _ADDRESS.fullmatch(said["url"]):
            # An article's address tells it from every other one; no title says more for sure.
            said["title"] = said["url"]
            self.addressed += 1
        if not said["title"]:
            for each in _OF_SOURCE:
                if said[each.path]:
                    problem = Problem("there is a source here without its title")
                    self.fault(row, each.column, problem)
            return None
        title, author, published = (said[name] for name in _SAME)
        key = (title, author, published)
        known = self.sources.get(key)
        if known is None:
            self.sources[key] = known = Source(id=new_id("so"), **said)
            return known.id
        update = {name: getattr(known, name) or value for name, value in said.items()}
        url = said["url"]
        if url and known.url and url != known.url:
            self._addresses.setdefault(key, {})[url] = None
        if any(getattr(known, name) != value for name, value in update.items()):
            self.sources[key] = known.model_copy(update=update)
        return known.id

    def address(self) -> None:
        """Put into the notes of sources the addresses that differ from theirs, all at once."""
        for key, urls in self._addresses.items():
            known = self.sources[key]
            there = set(known.note.split("\n"))
            note = "\n".join([known.note, *(url for url in urls if url not in there)]).strip()
            if note != known.note:
                self.sources[key] = known.model_copy(update={"note": note})

    def react(self) -> None:
        """Tie the pieces to the events to which they are reactions."""
        into = {id_: double.of.id for id_, double in self.fates.items()}
        named = {name: event.id for name, event in self.case.by_name.items()}
        named |= {e.key: into.get(e.id, e.id) for e in self.events.values() if e.key}
        everything = {**self.case.events, **self.new_events}
        known = reactions(self.case.evidence.values())
        every = {event: set(after) for event, after in known.items()}
        for _, piece_id, key in self.reactions:
            every.setdefault(self.pieces[piece_id].event, set()).add(named.get(key, key))
        # Only within these can one lead back: hardly ever are there any.
        closed = circular(every)
        onward = {event: known.get(event, set()) & within for event, within in closed.items()}
        for row, piece_id, key in self.reactions:
            piece = self.pieces[piece_id]
            try:
                check_reaction(everything, onward, piece.event, named.get(key, key))
            except Problem as problem:
                self.fault(row, "reaction", problem)
                continue
            self.pieces[piece_id] = piece.model_copy(update={"reaction": named[key]})
            if piece.event in closed and named[key] in closed:
                onward[piece.event].add(named[key])

    def deny(self) -> None:
        """Tie the absent effects to the claims that they deny."""
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
