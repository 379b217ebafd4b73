"""The records of a case as a settlement leaves them, and what of that nobody was asked about."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from workbench.agreement import Answer
from workbench.case import (
    QUESTIONS,
    Bearing,
    Case,
    Change,
    Event,
    Evidence,
    Motive,
    Tag,
    carried,
)
from workbench.case.fields import EVIDENCE, GIVEN
from workbench.judgement import MOTIVES
from workbench.locale import words

from ..denials import put_evidence
from ..edits import check_reaction, coded, put, reactions
from .comparing import Settled
from .standing import Standing
from .variables import coded_piece
from .wording import variable_name

_TEXTS = tuple(
    row.path
    for row in EVIDENCE
    if row.kind in ("line", "text") and row.column not in GIVEN and not row.of_row
)
"""Fields in words: no two coders write them alike, and differing is no disagreement."""


@dataclass
class Unasked:
    """What goes in or falls away beside what was decided, by the ids of the units."""

    taken: list[tuple[str, ...]] = field(default_factory=list)
    """Texts that no two coders wrote alike: whose unit, which field, and who wrote them."""
    fallen: list[str] = field(default_factory=list)
    """Pieces with process-tracing answers to what is asked no more."""
    unlike: list[str] = field(default_factory=list)
    """Pieces with process-tracing answers of coders that don't go in."""


class Maker:
    """Makes records of what was settled about them."""

    def __init__(self, case: Case, standing: Standing, by: str) -> None:
        self.case = case
        self.round = standing.name
        self.layers = standing.layers
        self.by = by
        self.say = words(case.info.language)
        self.unasked = Unasked()

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
        update: dict[str, Any] = {}
        lines = self.lines(settled)
        screen = {e.variable.id: e.answer for e in settled if e.variable.id in QUESTIONS}
        if screen:
            said = {who: each.events.get(event.id, {}).get("screen", {})
                    for who, each in self.layers.items()}  # fmt: skip
            if note := self.text(said, "note"):
                screen["note"] = note
                if note != event.screen.note:
                    lines += self.took(event.id, "screening_note", _wrote(said, "note"))
            update["screen"] = event.screen.model_copy(update=screen)
        for each in settled:
            if each.variable.id == "strategies":
                assert isinstance(each.answer, frozenset)
                update["coded_none"] = not each.answer
                update["tags"] = self.tags(event, each)
        return event.model_copy(update={**update, "note": _noted(event.note, lines)})

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
        update: dict[str, Any] = {}
        lines = self.lines(settled)
        answers = {each.variable.id: each.answer for each in settled}
        for name, path in (("effect_kind", "kind"), ("status", "status"),
                           ("reaction", "reaction"), ("basis", "basis")):  # fmt: skip
            if name in answers:
                update[path] = answers[name]
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
            if (text := self.text(of_piece, name)) and text != getattr(piece, name):
                update[name] = text
                lines += self.took(piece.id, name, _wrote(of_piece, name))
        after = Evidence.model_validate({**piece.model_dump(), **update})
        tested, fallen = self.tested(piece, after)
        if fallen:
            lines += [self.say.t(
                "Round {round}: process-tracing answers were dropped, for what they were asked of "
                "is another now: {names}",
                round=self.round, names=tuple(map(self.claim, fallen)),
            )]  # fmt: skip
        return tested.model_copy(update={"note": _noted(piece.note, lines)})

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

    def tested(self, piece: Evidence, after: Evidence) -> tuple[Evidence, list[Motive | None]]:
        """The piece as it is settled, with the process-tracing answers that two or more gave alike,
        else with those that stood there; and what lost its answers, for it is another claim now.
        """
        coders = [
            coded_piece(layer, piece.event, piece.id, piece.side)
            for layer in self.layers.values()
            if layer.evidence.get(piece.id, {}).get("tests")
        ]
        alike = len(coders) > 1 and all(each.tests == coders[0].tests for each in coders)
        if coders and not alike:
            self.unasked.unlike.append(piece.id)
        asked = coders if alike else [piece]
        kept = [carried(each, after.model_copy(update={"tests": ()})).tests for each in asked]
        tests = tuple(test for test in kept[0] if all(test in each for each in kept))
        left = {test.motive for test in tests}
        fallen = [test.motive for test in asked[0].tests if test.motive not in left]
        if fallen:
            self.unasked.fallen.append(piece.id)
        return after.model_copy(update={"tests": tests}), fallen

    def claim(self, motive: Motive | None) -> str:
        """What a process-tracing answer is of, in words."""
        book, lang = self.case.codebook, self.say.lang
        return book.motive(motive).name.in_(lang) if motive else book.word("side", "effect", lang)

    def text(self, said: Mapping[str, Mapping[str, Any]], name: str) -> str:
        """What coders wrote in words: once where it is one text, else with who wrote it."""
        given = {who: text for who, fields in said.items() if (text := fields.get(name))}
        if len(set(given.values())) < 2:
            return next(iter(given.values()), "")
        return self.say.parted(f"{who}{self.say.colon}{text}" for who, text in given.items())

    def took(self, unit: str, field: str, coders: Sequence[str]) -> list[str]:
        """The lines that say whose words went in, which nobody was asked about: none where two or
        more wrote the same ones."""
        if not coders:
            return []
        self.unasked.taken.append((unit, field, *coders))
        sentence = self.say.t(
            "Round {round}, {variable}: as {names} wrote it, without being asked about",
            round=self.round, variable=variable_name(field, self.case.codebook, self.say),
            names=tuple(coders),
        )  # fmt: skip
        return [sentence]

    def lines(self, settled: Sequence[Settled]) -> list[str]:
        """Who settled what, and why; in the language of the case."""
        return [
            self.say.t(
                "Round {round}, {variable}: settled by {who}: {why}",
                round=self.round, who=self.by, why=each.why,
                variable=variable_name(each.variable.id, self.case.codebook, self.say),
            )
            for each in settled
            if each.why
        ]  # fmt: skip


def _wrote(said: Mapping[str, Mapping[str, Any]], name: str) -> list[str]:
    """Who wrote a text that no two coders wrote alike and nobody otherwise."""
    given = {who: fields[name] for who, fields in said.items() if fields.get(name)}
    return [] if len(given) > 1 and len(set(given.values())) == 1 else list(given)


def _noted(note: str, lines: Sequence[str]) -> str:
    return "\n".join(filter(None, [note, *lines]))


def _as_one(changes: Iterable[Change]) -> list[Change]:
    """Changes of which several may be of one record, as one each from what the case holds."""
    first: dict[tuple[str, str], Change] = {}
    for change in changes:
        key = (change.record.table, change.record.id)
        before = first[key].before if key in first else change.before
        first[key] = Change(before, change.after)
    return [change for change in first.values() if change.before != change.after]
