"""Every answer of a sealed round: what each coder gave, what it was settled as, what stands now."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from workbench.agreement import Answer
from workbench.case import Case, Record

from .comparing import Difference, compared
from .layers import EventUnit
from .reasons import Why, written
from .telling import ToldRound, now_of
from .variables import CODED, Variable, of

How = Literal["alike", "decided"]


@dataclass(frozen=True)
class Outcome:
    """What became of a variable of a unit when its round was settled."""

    answer: Answer
    how: How
    """Whether two or more gave it alike, or it was decided where they differed."""
    by: str
    at: datetime
    why: str = ""


@dataclass(frozen=True)
class Coding:
    """A variable of one unit, with what every coder gave."""

    event: EventUnit
    piece: str
    """The id of the piece that it is of; empty for one of the event."""
    variable: Variable
    answers: Mapping[str, Answer | None]
    """By coder, in the order of the round; None where one gave none."""
    reasons: Mapping[str, Sequence[Why]]
    """What coders wrote of it, those that wrote anything."""
    differs: bool
    """Whether they gave different answers, as one settles them."""
    settled: Outcome | None
    """None where the round isn't settled, and where one alone gave an answer, or nobody did."""
    now: Answer | None
    """What the case says of it now."""


def codings(case: Case, told: ToldRound) -> Iterator[Coding]:
    """The codings of a round, by unit and variable; none of a round that isn't compared."""
    if told.agreement is None:
        return
    layers, came = told.agreement.standing.layers, _outcomes(told)
    differ = {(each.unit, each.variable.id) for each in compared(told.agreement.standing)[0]}
    for event in told.agreement.standing.round.frozen.units:
        units = [(event.id, "", None), *((p.id, p.id, p.side) for p in event.evidence)]
        for id_, piece, side in units:
            for variable in CODED:
                if (variable.of == "piece") != bool(piece) or variable.side not in (None, side):
                    continue
                given = {who: variable.read(of(each, variable, id_)) for who, each in
                         layers.items()}  # fmt: skip
                key = id_, variable.id
                record: Record | None = case.events.get(id_) or case.evidence.get(id_)
                yield Coding(
                    event, piece, variable, given,
                    written(Difference(id_, variable, given), layers), key in differ,
                    came.get(key), now_of(variable, record) if record else None,
                )  # fmt: skip


def _outcomes(told: ToldRound) -> dict[tuple[str, str], Outcome]:
    """By unit and variable, what was settled."""
    step = told.standing.settled if told.standing else None
    if step is None or told.agreement is None:
        return {}
    _, alike, _ = compared(told.agreement.standing)
    found = {
        (each.unit, each.variable.id): Outcome(each.answer, "alike", step.by, step.at)
        for each in alike
    }
    return found | {
        (each.unit, each.variable): Outcome(each.value, "decided", step.by, step.at, each.why)
        for each in step.decided
    }
