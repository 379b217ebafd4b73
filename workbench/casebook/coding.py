"""An open round as its coder works on it: the case without codes, under the coder's own answers.

What is read is the projection of the case with the coder's layer over it, what is written goes into
the layer; so whatever edits a case (tagger, forms, the matrix of intent) codes a round as well.
"""

from __future__ import annotations

import secrets
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any

from workbench.case import Case, Change, Event, Evidence, Problem, Record, check_codebook
from workbench.store import Conflict

from .casebook import Casebook
from .edits import stored
from .reader import reader
from .rounds import (
    CODEBOOK,
    Answers,
    Frozen,
    Layer,
    Standing,
    changed,
    frozen_own,
    now,
    projected,
    same_coder,
    standings,
)
from .rounds.answers import ASKED, BY_WHOM, answered, answers_of, unanswered
from .rounds.variables import Said


@dataclass(frozen=True)
class Unit:
    """An event to code, or a piece of its evidence."""

    event: str
    piece: str | None = None

    @property
    def id(self) -> str:
        """The id of the record."""
        return self.piece or self.event


@dataclass(frozen=True)
class _Turn:
    """Answers that were given at once: what was said of each unit before, and after."""

    label: str
    before: Answers
    after: Answers


class AnswerBook(Casebook):
    """The case as a coder of an open round answers it; nothing of it is anybody else's."""

    def __init__(self, book: Casebook, standing: Standing, coder: str) -> None:
        """Of the projection that `book` holds; `coder` as the round writes the name."""
        self.file = book.file
        self.coder = coder
        self.answers_of = f"{standing.name} {coder}"
        self.unsaved = None
        self.standing = standing
        self._newer = None
        self._writing = threading.RLock()
        self._subscribers: list[Callable[[], None]] = []
        self._done: list[_Turn] = []
        self._again: list[_Turn] = []
        self._under = book.case
        self._given = self._projected()
        self._by_event = self._units()
        self._layer = standing.layer(coder)
        self.case = self._over()

    @property
    def round(self) -> str:
        """The round's name."""
        return self.standing.name

    @property
    def key(self) -> tuple[str, str]:
        """Who codes what."""
        return self.round, self.coder

    @property
    def _frozen(self) -> Frozen:
        return self.standing.round.frozen

    def _projected(self) -> Case:
        # Whatever the book holds by now: nothing that anybody else coded comes through.
        return replace(projected(self._under), own=frozen_own(self._frozen))

    def said(self, id_: str) -> Said:
        """What the coder says of a unit."""
        layer = self._layer
        return (layer.events.get(id_) or layer.evidence.get(id_) or {}) if layer else {}

    def _over(self) -> Case:
        given, layer = self._given, self._layer
        if layer is None:
            return given
        events = {i: answered(given.events[i], s) for i, s in layer.events.items()
                  if i in given.events}  # fmt: skip
        pieces = {i: answered(given.evidence[i], s) for i, s in layer.evidence.items()
                  if i in given.evidence}  # fmt: skip
        return replace(
            given, events={**given.events, **events}, evidence={**given.evidence, **pieces}
        )

    @property
    def units(self) -> list[Unit]:
        """The units that the case still has: each event of the round, then its pieces as the
        evidence tab orders them."""
        return [unit for units in self._by_event.values() for unit in units]

    def _units(self) -> dict[str, list[Unit]]:
        case, found = self._given, dict[str, list[Unit]]()
        for unit in self._frozen.units:
            if unit.id in case.events:
                pieces = sorted(unit.evidence, key=lambda p: (p.side != "intent", p.id))
                there = [Unit(unit.id, p.id) for p in pieces if p.id in case.evidence]
                found[unit.id] = [Unit(unit.id), *there]
        return found

    def units_of(self, event: str) -> list[Unit]:
        """The units of an event; none for one that isn't in the round."""
        return self._by_event.get(event, [])

    def unanswered(self, id_: str) -> bool:
        """Whether the main answer on a unit of the round is missing."""
        piece = self._given.evidence.get(id_)
        return unanswered(self.said(id_), piece.side if piece else None)

    @property
    def left(self) -> list[Unit]:
        """The units without their main answer."""
        return [unit for unit in self.units if self.unanswered(unit.id)]

    def next_left(self, here: str | None, *, past: bool) -> Unit | None:
        """The next unit without its main answer, from `here` on and from the start again; `past`
        leaves out the one that one is at. None where there is no other."""
        units = self.units
        at = next((n + past for n, unit in enumerate(units) if unit.id == here), 0)
        order = [*units[at:], *units[:at]]
        return next((unit for unit in order if self.unanswered(unit.id)), None)

    def apply(self, label: str, changes: Sequence[Change], coder: str = "") -> None:
        """Write answers into the layer; raises `Problem`, and then nothing changed.

        A `Conflict` says that another answer was given elsewhere meanwhile.
        """
        with self._alone():
            standing, layer = self._now()
            said = dict[str, dict[str, Any]]()
            for change in changes:
                record, given = self._checked(change)
                before = (layer.events if record.table == "events" else layer.evidence).get(
                    record.id, {}
                )
                there = answered(given, before)  # type: ignore[type-var]
                if there != change.before:
                    self._take(layer)
                    raise Conflict(change, there)
                said[record.id] = answers_of(record, before, self.coder)
            events = [c.after for c in changes if isinstance(c.after, Event)]
            check_codebook(events, self._given.own)
            self._give(standing, layer, label, said)

    def _checked(self, change: Change) -> tuple[Event | Evidence, Event | Evidence]:
        """What is answered, and what is given of it; raises `Problem` for anything else."""
        after = change.after
        if not isinstance(after, Event | Evidence):
            raise self.given_alone()
        if after.id not in {unit.id for unit in self.units}:
            name = after.name if isinstance(after, Event) else after.id
            raise Problem(
                "{unit} is no unit of the round {round}: there is nothing to answer",
                unit=name, round=self.round,
            )  # fmt: skip
        given = stored(self._given, after)
        assert isinstance(given, Event | Evidence)
        asked = (*ASKED[after.table], *BY_WHOM)
        if after.model_copy(update={name: getattr(given, name) for name in asked}) != given:
            raise self.given_alone()
        return after, given

    def given_alone(self) -> Problem:
        """That the case itself isn't changed while it is coded blind."""
        return Problem(
            "the round {round} is open: {coder} answers, and nothing is judged or changed",
            round=self.round, coder=self.coder,
        )  # fmt: skip

    def bears_on_nothing(self, piece: str, label: str) -> None:
        """Answer that a piece of intent bears on nothing; raises `Problem`."""
        with self._alone():
            standing, layer = self._now()
            said = {**layer.evidence.get(piece, {}), "bearings": []}
            said.pop("tests", None)
            self._give(standing, layer, label, {piece: said})

    def take_back(self, id_: str, label: str) -> bool:
        """Let a unit be without an answer; whether it had one. Raises `Problem`."""
        with self._alone():
            standing, layer = self._now()
            if not (layer.events.get(id_) or layer.evidence.get(id_)):
                return False
            self._give(standing, layer, label, {id_: {}})
            return True

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Read the layer and write it while no other program of the coder's does."""
        with self._writing, self.file.held():
            yield

    def _now(self) -> tuple[Standing, Layer]:
        """The round and the coder's layer as they are on disk; raises `Problem` where the coder
        answers no more."""
        standing = Standing.of(self.file.path, self.round)
        coder = standing.coder(self.coder)
        standing.check_open()
        standing.check_unsealed(coder)
        if not same_coder(reader(), coder):
            raise Problem("{coder} is no longer who codes here", coder=coder)
        fresh = Layer(
            round=self.round, coder=coder, codebook=self._frozen.codebook,
            nonce=secrets.token_hex(32), by=coder, at=now(),
        )  # fmt: skip
        return standing, standing.layer(coder) or fresh

    def _give(
        self, standing: Standing, layer: Layer, label: str, said: Mapping[str, dict[str, Any]]
    ) -> None:
        """Write what is said of some units, to be taken back by undo."""
        before = {id_: layer.events.get(id_) or layer.evidence.get(id_) or {} for id_ in said}
        turn = _Turn(label, before, dict(said))
        if turn.before != turn.after:
            self._write(standing, layer, turn.after)
            self._done.append(turn)
            self._again.clear()

    def _write(self, standing: Standing, layer: Layer, said: Answers) -> None:
        def merged(kept: Answers, table: Mapping[str, Record]) -> Answers:
            found = {**kept, **{i: each for i, each in said.items() if i in table}}
            return {i: each for i, each in found.items() if each}

        # What was changed since the round began was read as it is now.
        other = changed(standing, self._under)
        kept = {i: hash_ for i, hash_ in other.items() if i in (*said, CODEBOOK)}
        kept |= {u.event: other[u.event] for u in self.units if u.id in said and u.event in other}
        layer = layer.model_copy(
            update={
                "by": self.coder, "at": now(), "kept": {**layer.kept, **kept},
                "events": merged(layer.events, self._given.events),
                "evidence": merged(layer.evidence, self._given.evidence),
            }
        )  # fmt: skip
        standing.keep(layer)
        self._take(layer)

    def _take(self, layer: Layer | None) -> None:
        self._layer = layer
        self._reload(self._over())

    def refresh(self) -> bool:
        """Take in answers that were given elsewhere; gives whether some were."""
        with self._writing:
            layer = self.standing.layer(self.coder)
            if layer == self._layer:
                return False
            self._take(layer)
            return True

    def rest_on(self, book: Casebook, standing: Standing) -> None:
        """Go on over what `book` holds and how the round stands now."""
        with self._writing:
            self.standing = standing
            if book.case is not self._under:
                self._under = book.case
                self._given = self._projected()
                self._by_event = self._units()
                self._take(standing.layer(self.coder))
            else:
                self.refresh()

    @property
    def changed_units(self) -> Mapping[str, str]:
        """The units that are others than when the round began, and that weren't answered since."""
        return changed(self.standing, self._under, self.coder)

    def _step(self, kind: str, coder: str) -> str | None:
        with self._alone():
            standing, layer = self._now()
            stack, other = (
                (self._done, self._again) if kind == "undo" else (self._again, self._done)
            )
            if not stack:
                return None
            turn = stack[-1]
            was, becomes = (
                (turn.after, turn.before) if kind == "undo" else (turn.before, turn.after)
            )
            if any((layer.events.get(i) or layer.evidence.get(i) or {}) != s
                   for i, s in was.items()):  # fmt: skip
                self._take(layer)
                raise Problem("these answers were changed elsewhere meanwhile; nothing was undone "
                              "or done again")  # fmt: skip
            self._write(standing, layer, becomes)
            other.append(stack.pop())
            return turn.label


def answer_book(
    book: Casebook, before: AnswerBook | None = None, wanted: str = ""
) -> AnswerBook | None:
    """The round that whoever the settings name codes in the case of `book`: the one `wanted`, else
    the one of `before`, else the first by name. None where there is none.

    Raises `Problem` where a round's files are damaged.
    """
    if not book.has_rounds or not book.file.closed:
        return None
    coder = reader()
    mine = {
        standing.name: (standing, name)
        for standing in standings(book.file.path)
        if standing.open
        for name in standing.waiting
        if same_coder(name, coder)
    }
    if not mine:
        return None
    kept = before.round if before else ""
    standing, name = next(
        (mine[each] for each in (wanted, kept) if each in mine), next(iter(mine.values()))
    )
    if before and before.key == (standing.name, name):
        before.rest_on(book, standing)
        return before
    return AnswerBook(book, standing, name)
