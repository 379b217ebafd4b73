"""What coders of a round differ on, what they gave alike, and what one of them gave alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from workbench.agreement import Answer

from .standing import Standing
from .variables import CODED, Variable, of


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
