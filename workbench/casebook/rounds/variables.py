"""What coders can agree on: the variables of a round, and each coder's answers on its units."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, Literal

from workbench.agreement import Answer, Measure
from workbench.case import QUESTIONS, Case, Event, Evidence, Record
from workbench.case.model import Side
from workbench.codebook import Codebook, codebook
from workbench.judgement import MOTIVES, Dyad, View, judge_event, lens_ids

from .layers import EventUnit, Frozen, Layer
from .units import frozen_codebook

STATUSES = ("absent", "capable", "observed")
RELIABILITIES = tuple("ABCDE")
CREDIBILITIES = tuple("12345")
SAYINGS = ("silent", "supports", "undermines", "both")
Said = Mapping[str, Any]
"""What a coder says of one unit: fields of its record."""


def main_answers(side: Side) -> tuple[str, ...]:
    """The fields of a piece of a side without which no verdict follows from it."""
    return ("bearings",) if side == "intent" else ("kind", "status")


@dataclass(frozen=True)
class Variable:
    """One thing that coders say of a unit; an answer is a word, or a set of words."""

    id: str
    measure: Measure
    of: Literal["event", "piece"]
    read: Callable[[Said], Answer | None]
    """The answer in what a coder says; None where there is none."""
    side: Side | None = None
    """The side of the pieces that have it; None for both."""
    order: tuple[str, ...] = ()
    """The words of an ordinal variable, from the lowest; any other word is no answer to compare."""

    def compared(self, answer: Answer | None) -> Answer | None:
        """An answer as it is compared with others; a number where there is an order."""
        if not self.order or answer is None:
            return answer
        return self.order.index(str(answer)) if answer in self.order else None


def _strategies(said: Said) -> Answer | None:
    if "tags" not in said and not said.get("coded_none"):
        return None
    return frozenset(tag["strategy"] for tag in said.get("tags", ()))


def _question(name: str, said: Said) -> Answer | None:
    found: str | None = said.get("screen", {}).get(name)
    return found


def _bearing(motive: str, said: Said) -> Answer | None:
    if said.get("bears_on_nothing"):
        return "silent"
    if "bearings" not in said:
        return None
    says = {b["says"] for b in said["bearings"] if b["motive"] == motive}
    return "both" if len(says) > 1 else next(iter(says), "silent")


def _field(name: str, said: Said) -> Answer | None:
    found: str | None = said.get(name)
    return found


def _of_grade(place: int, said: Said) -> Answer | None:
    return said["grade"][place] if said.get("grade") else None


def _denies(said: Said) -> Answer | None:
    return frozenset(said["denies"]) if said.get("denies") is not None else None


CODED: tuple[Variable, ...] = (
    Variable("strategies", "sets", "event", _strategies),
    *(Variable(name, "nominal", "event", partial(_question, name)) for name in QUESTIONS),
    *(Variable(f"bearing:{motive}", "nominal", "piece", partial(_bearing, motive), "intent")
      for motive in MOTIVES),
    Variable("effect_kind", "nominal", "piece", partial(_field, "kind"), "effect"),
    Variable("status", "ordinal", "piece", partial(_field, "status"), "effect", STATUSES),
    Variable("reaction", "nominal", "piece", partial(_field, "reaction"), "effect"),
    Variable("denies", "sets", "piece", _denies, "effect"),
    Variable("grade_reliability", "ordinal", "piece", partial(_of_grade, 0), order=RELIABILITIES),
    Variable("grade_credibility", "ordinal", "piece", partial(_of_grade, 1), order=CREDIBILITIES),
    Variable("basis", "nominal", "piece", partial(_field, "basis")),
)  # fmt: skip
"""What coders say themselves, and what is settled."""
UNMEASURED = ("reaction", "denies")
"""Those that are settled, and of which no agreement is told: they name other units."""
BY_ID = {variable.id: variable for variable in CODED}


def _classes(book: Codebook, said: Said) -> Answer | None:
    given = _strategies(said)
    if not isinstance(given, frozenset):
        return None
    return frozenset(book.strategy(strategy).class_ for strategy in given)


@dataclass(frozen=True)
class Column:
    """A variable over a round: by event its units, each with the answers in the coders' order."""

    variable: Variable
    groups: tuple[tuple[tuple[Answer | None, ...], ...], ...]

    @property
    def compared(self) -> list[list[tuple[Answer | None, ...]]]:
        """The answers by event, as they are compared."""
        compared = self.variable.compared
        return [[tuple(map(compared, unit)) for unit in group] for group in self.groups]

    @property
    def units(self) -> list[tuple[Answer | None, ...]]:
        """The answers on every unit, as they are compared."""
        return [unit for group in self.compared for unit in group]


def measured(case: Case, frozen: Frozen, layers: Sequence[Layer]) -> tuple[Column, ...]:
    """What agreement is told of, in its order: what coders say, the classes, and the verdicts."""
    classes = Variable("classes", "sets", "event", partial(_classes, frozen_codebook(frozen)))
    own = [variable for variable in CODED if variable.id not in UNMEASURED]
    columns = [column(each, frozen, layers) for each in (own[0], classes, *own[1:])]
    return (*columns, *verdicts(case, frozen, layers))


def column(variable: Variable, frozen: Frozen, layers: Sequence[Layer]) -> Column:
    """A variable over the units of a round."""
    found = []
    for unit in frozen.units:
        ids = [unit.id]
        if variable.of == "piece":
            ids = [p.id for p in unit.evidence if variable.side in (None, p.side)]
        group = [tuple(variable.read(of(layer, variable, id_)) for layer in layers) for id_ in ids]
        found.append(tuple(group))
    return Column(variable, tuple(found))


def of(layer: Layer, variable: Variable, id_: str) -> Said:
    """What a coder says of the unit that a variable is of."""
    return (layer.events if variable.of == "event" else layer.evidence).get(id_, {})


def coded_fields(record: Record) -> Said:
    """What a record of the case says, as a coder's answers are kept."""
    found = record.model_dump(mode="json", exclude_none=True)
    # Empty, these two say nothing: that a piece bears on nothing stands in a field of its own.
    return {k: value for k, value in found.items() if k not in ("tags", "bearings") or value}


def coded_piece(layer: Layer, event: str, id_: str, side: Side) -> Evidence:
    """A piece as a coder has it, as far as verdicts go."""
    said = layer.evidence.get(id_, {})
    return Evidence.model_validate({**said, "id": id_, "event": event, "side": side})


def verdicts(
    case: Case, frozen: Frozen, layers: Sequence[Layer], view: View | None = None
) -> list[Column]:
    """The verdicts that follow from each coder's own answers, under the case's settings or `view`.

    One is missing where the coder left a piece of the lens's side uncoded.
    """
    view, dyad = view or View.of(case.info), Dyad(case.info)
    by_event = [[_verdicts(unit, layer, view, dyad) for layer in layers] for unit in frozen.units]
    return [
        Column(
            Variable(f"verdict:{lens}", "nominal", "event", lambda _: None),
            tuple((tuple(each.get(lens) for each in coders),) for coders in by_event),
        )
        for lens in lens_ids()
    ]


def _verdicts(unit: EventUnit, layer: Layer, view: View, dyad: Dyad) -> dict[str, str]:
    pieces = tuple(coded_piece(layer, unit.id, p.id, p.side) for p in unit.evidence)
    said = {p.side: True for p in pieces}
    for piece in pieces:
        fields = layer.evidence.get(piece.id, {})
        said[piece.side] &= all(name in fields for name in main_answers(piece.side))
    found = judge_event(Event(id=unit.id, title=unit.key), pieces, view, dyad)
    rules = codebook().lens_rules
    return {
        lens: judged.verdict
        for lens, judged in found.verdicts.items()
        if said.get(rules[lens].side, True)
    }
