"""What coders differ on, and how that is settled: in one edit of the case, by one person."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from workbench.agreement import Answer
from workbench.case import (
    QUESTIONS,
    Bearing,
    Case,
    Change,
    Event,
    Evidence,
    Problem,
    Tag,
    carried,
)
from workbench.case.fields import EVIDENCE, GIVEN
from workbench.judgement import MOTIVES
from workbench.locale import first_of, words
from workbench.store import Revision

from ..denials import put_evidence
from ..edits import check_reaction, coded, put, reactions
from .layers import Decided, Step
from .standing import Standing, now
from .takenback import settling_edit
from .units import named
from .variables import CODED, Variable, of

_TEXTS = tuple(
    row.path
    for row in EVIDENCE
    if row.kind in ("line", "text") and row.column not in GIVEN and not row.of_row
)
"""Fields in words: no two coders write them alike, and differing is no disagreement."""


@dataclass(frozen=True)
class Difference:
    """A unit and a variable on which coders gave different answers."""

    unit: str
    """The id of the event or of the piece."""
    variable: Variable
    answers: Mapping[str, Answer | None]


@dataclass(frozen=True)
class Settled:
    """What is entered for a unit and a variable; without a reason where all gave it alike."""

    unit: str
    variable: Variable
    answer: Answer
    why: str = ""


@dataclass(frozen=True)
class Settlement:
    """A settlement as it goes into the case."""

    changes: tuple[Change, ...]
    alike: int
    settled: int
    decided: tuple[Decided, ...]
    alone: tuple[str, ...]
    """Units and variables of which one coder alone gave an answer: it doesn't enter."""
    gone: tuple[str, ...]
    """Units that the case has no more."""


def units_of(standing: Standing, variable: Variable) -> Iterator[str]:
    """The ids of the units that a variable is of, in the order of the round."""
    for unit in standing.round.frozen.units:
        if variable.of == "event":
            yield unit.id
        else:
            yield from (p.id for p in unit.evidence if variable.side in (None, p.side))


def compared(standing: Standing) -> tuple[list[Difference], list[Settled], list[Difference]]:
    """What coders differ on, what two or more gave alike, and what one alone gave.

    What is said to be beyond judging (F, 6) is no answer to differ on. In the order of the units;
    raises `Problem` before all have sealed.
    """
    layers = standing.layers
    differ, alike, alone = [], list[Settled](), []
    for variable in CODED:
        for id_ in units_of(standing, variable):
            said = {who: variable.read(of(layer, variable, id_)) for who, layer in layers.items()}
            given = [answer for answer in said.values() if answer is not None]
            if len(set(given)) > 1:
                given = [answer for answer in given if variable.compared(answer) is not None]
            if len(set(given)) > 1:
                differ.append(Difference(id_, variable, said))
            elif len(given) > 1:
                alike.append(Settled(id_, variable, given[0]))
            elif given:
                alone.append(Difference(id_, variable, said))
    order = {id_: n for n, id_ in enumerate(_in_order(standing))}
    return sorted(differ, key=lambda d: order[d.unit]), alike, alone


def _in_order(standing: Standing) -> Iterator[str]:
    for unit in standing.round.frozen.units:
        yield unit.id
        yield from (piece.id for piece in unit.evidence)


def check_settled(standing: Standing) -> None:
    """Raise `Problem` where a round isn't one that can be settled, not yet, or not again."""
    if standing.round.frozen.pilot:
        raise Problem(
            "{round} is a pilot round, for training: its codes aren't settled into the case",
            round=standing.name,
        )
    assert standing.layers
    if settled := standing.settled:
        raise Problem(
            "the round {round} was settled by {who} on {day}: what it brought is changed in the "
            "case now, like any other code",
            round=standing.name, who=settled.by or "—", day=f"{settled.at:%Y-%m-%d}",
        )  # fmt: skip


def settlement(case: Case, standing: Standing, settled: Sequence[Settled], by: str) -> Settlement:
    """What settles a round; raises `Problem` where a disagreement is left, or it can't be settled.

    Agreement is told of the sealed layers still, not of this.
    """
    check_settled(standing)
    differ, alike, alone = compared(standing)
    chosen = {(each.unit, each.variable.id): each for each in settled}
    _check_whole(standing, differ, chosen)
    every = {(each.unit, each.variable.id): each for each in alike} | chosen
    by_unit: dict[str, list[Settled]] = {}
    for each in every.values():
        by_unit.setdefault(each.unit, []).append(each)
    gone = [id_ for id_ in by_unit if id_ not in case.events and id_ not in case.evidence]
    maker = _Maker(case, standing, by.strip())
    changes = maker.changes(by_unit)
    names = named(standing.round.frozen, (each.unit for each in alone))
    return Settlement(
        changes=tuple(changes),
        alike=len(every) - len(chosen),
        settled=len(chosen),
        decided=tuple(_decided(each) for each in chosen.values()),
        alone=tuple(
            f"{name} {each.variable.id}"
            for name, each in zip(names, alone, strict=True)
            if (each.unit, each.variable.id) not in chosen
        ),
        gone=tuple(named(standing.round.frozen, gone)),
    )


def _decided(settled: Settled) -> Decided:
    return Decided.of(settled.unit, settled.variable.id, settled.answer, settled.why)


def settled_step(found: Settlement, by: str, history: Sequence[Revision]) -> Step:
    """That a round is settled, for its file: by whom, how each disagreement was, and by which edit
    of the case, whose `history` has it last."""
    edit = settling_edit(history) if found.changes else ""
    return Step(step="settled", by=by, at=now(), decided=found.decided, edit=edit)


def _check_whole(
    standing: Standing, differ: Iterable[Difference], chosen: Mapping[tuple[str, str], Settled]
) -> None:
    left = [each for each in differ if (each.unit, each.variable.id) not in chosen]
    if left:
        names = named(standing.round.frozen, (each.unit for each in left))
        unsettled = [f"{name} {d.variable.id}" for name, d in zip(names, left, strict=True)]
        raise Problem(
            "{n} disagreement(s) of the round {round} aren't settled: {names}",
            n=len(left), round=standing.name, names=first_of(unsettled, 8),
        )  # fmt: skip


class _Maker:
    """Makes records of what was settled about them."""

    def __init__(self, case: Case, standing: Standing, by: str) -> None:
        self.case = case
        self.round = standing.name
        self.layers = standing.layers
        self.by = by
        self.say = words(case.info.language)

    def changes(self, by_unit: Mapping[str, Sequence[Settled]]) -> list[Change]:
        """The changes of the case; what it has no more is left."""
        case, found = self.case, list[Change]()
        for id_, event in case.events.items():
            if id_ in by_unit:
                found += put(case, coded(event, self.event(event, by_unit[id_]), self.by))
        onward = reactions(case.evidence.values())
        for id_, piece in case.evidence.items():
            if id_ not in by_unit:
                continue
            after = coded(piece, self.piece(piece, by_unit[id_]), self.by)
            if after.reaction and after.reaction != piece.reaction:
                check_reaction(case.events, onward, piece.event, after.reaction)
                onward.setdefault(piece.event, set()).add(after.reaction)
            changes = put_evidence(case, after)
            case = case.with_changes(changes)
            found += changes
        return _as_one(found)

    def event(self, event: Event, settled: Sequence[Settled]) -> Event:
        """An event with what was settled."""
        update: dict[str, Any] = {"note": self.noted(event.note, settled)}
        screen = {e.variable.id: e.answer for e in settled if e.variable.id in QUESTIONS}
        if screen:
            said = {who: each.events.get(event.id, {}) for who, each in self.layers.items()}
            if note := self.text(
                {who: each.get("screen", {}) for who, each in said.items()}, "note"
            ):
                screen["note"] = note
            update["screen"] = event.screen.model_copy(update=screen)
        for each in settled:
            if each.variable.id == "strategies":
                assert isinstance(each.answer, frozenset)
                update["coded_none"] = not each.answer
                update["tags"] = self.tags(event, each)
        return event.model_copy(update=update)

    def tags(self, event: Event, settled: Settled) -> tuple[Tag, ...]:
        """The tags that are settled; one that stands there already, and all gave, stays.

        The reason of a settlement is one for what they differ on, not for what all gave.
        """
        there = {tag.strategy: tag for tag in event.tags}
        order = [strategy.id for strategy in self.case.codebook.strategies]
        assert isinstance(settled.answer, frozenset)
        found = []
        for strategy in sorted(settled.answer, key=lambda id_: (id_ not in order, id_)):
            known = there.get(strategy)
            alike = not settled.why or self.by_all(event.id, strategy)
            if known and alike:
                found.append(known)
                continue
            why = (self.reasons(event.id, strategy) if alike else "") or settled.why
            found.append(Tag(strategy=strategy, rationale=why, coder=self.by))
        return tuple(sorted(found, key=lambda tag: order.index(tag.strategy)
                            if tag.strategy in order else len(order)))  # fmt: skip

    def by_all(self, event: str, strategy: str) -> bool:
        """Whether every coder who answered gave a strategy."""
        said = [layer.events.get(event, {}) for layer in self.layers.values()]
        given = [each for each in said if each.get("tags") or each.get("coded_none")]
        return bool(given) and all(
            any(tag["strategy"] == strategy for tag in each.get("tags", ())) for each in given
        )

    def reasons(self, event: str, strategy: str) -> str:
        """What the coders wrote beside a strategy that all gave."""
        said = {
            who: tag.get("rationale", "")
            for who, layer in self.layers.items()
            for tag in layer.events.get(event, {}).get("tags", ())
            if tag["strategy"] == strategy
        }
        told = (f"{who}{self.say.colon}{why}" for who, why in said.items() if why)
        return self.say.parted(told)

    def piece(self, piece: Evidence, settled: Sequence[Settled]) -> Evidence:
        """A piece with what was settled."""
        update: dict[str, Any] = {"note": self.noted(piece.note, settled)}
        answers = {each.variable.id: each.answer for each in settled}
        for name, field in (("effect_kind", "kind"), ("status", "status"),
                            ("reaction", "reaction"), ("basis", "basis")):  # fmt: skip
            if name in answers:
                update[field] = answers[name]
        denies = answers.get("denies")
        if isinstance(denies, frozenset):
            update["denies"] = tuple(sorted(denies))
        if any(name.startswith("bearing:") for name in answers):
            update["bearings"] = bearings = self.bearings(piece, answers)
            told = [answers.get(f"bearing:{motive}") for motive in MOTIVES]
            update["bears_on_nothing"] = not bearings and (
                piece.bears_on_nothing or None not in told
            )
        grade = (answers.get("grade_reliability"), answers.get("grade_credibility"))
        if all(grade):
            update["grade"] = "".join(map(str, grade))
        of_piece = {who: each.evidence.get(piece.id, {}) for who, each in self.layers.items()}
        for name in _TEXTS:
            if text := self.text(of_piece, name):
                update[name] = text
        if tests := self.tests(piece):
            update["tests"] = tests
        after = Evidence.model_validate({**piece.model_dump(), **update})
        return after if tests else carried(piece, after)

    def bearings(self, piece: Evidence, answers: Mapping[str, Answer]) -> tuple[Bearing, ...]:
        """The bearings: as they are settled, and as they stood on what wasn't."""
        found = []
        for motive in MOTIVES:
            told = answers.get(f"bearing:{motive}")
            if told is None:
                found += [b for b in piece.bearings if b.motive == motive]
                continue
            says = ("supports", "undermines") if told == "both" else (told,)
            found += [Bearing(motive=motive, says=each) for each in says if each != "silent"]
        return tuple(found)

    def tests(self, piece: Evidence) -> Any:
        """The answers to the process-tracing questions, where two or more gave the same ones."""
        said = [layer.evidence.get(piece.id, {}).get("tests") for layer in self.layers.values()]
        given = [tests for tests in said if tests]
        return given[0] if len(given) > 1 and all(tests == given[0] for tests in given) else None

    def text(self, said: Mapping[str, Mapping[str, Any]], name: str) -> str:
        """What coders wrote in words: once where it is one text, else with who wrote it."""
        given = {who: text for who, fields in said.items() if (text := fields.get(name))}
        if len(set(given.values())) < 2:
            return next(iter(given.values()), "")
        return self.say.parted(f"{who}{self.say.colon}{text}" for who, text in given.items())

    def noted(self, note: str, settled: Sequence[Settled]) -> str:
        """A note with who settled what, and why."""
        lines = [
            self.say.t(
                "Round {round}, {variable}: settled by {who}: {why}",
                round=self.round, variable=each.variable.id, who=self.by, why=each.why,
            )
            for each in settled
            if each.why
        ]  # fmt: skip
        return "\n".join(filter(None, [note, *lines]))


def _as_one(changes: Iterable[Change]) -> list[Change]:
    """Changes of which several may be of one record, as one each from what the case holds."""
    first: dict[tuple[str, str], Change] = {}
    for change in changes:
        key = (change.record.table, change.record.id)
        before = first[key].before if key in first else change.before
        first[key] = Change(before, change.after)
    return [change for change in first.values() if change.before != change.after]
