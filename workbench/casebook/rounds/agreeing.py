"""How far the coders of a round agree: from what they sealed, never from what was settled."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from workbench.agreement import (
    Answer,
    Draws,
    Interval,
    OfOne,
    agreement,
    alpha,
    confusion,
    intervals,
    modal_share,
    of_strategies,
    uncommon,
)
from workbench.case import Case, Problem

from .standing import Standing
from .units import frozen_codebook
from .variables import Column, measured

LEAST_UNITS = 10
LEAST_UNCOMMON = 5
ROUGH = 20
"""Values that aren't the commonest, below which an interval is rough."""
MOST_UNDEFINED = 0.05


@dataclass(frozen=True)
class Row:
    """How far the coders agree on one variable."""

    column: Column
    units: int
    """With at least two answers."""
    agreement: float | None
    alpha: float | None
    interval: Interval | None
    modal_share: float | None
    why: Problem | None
    """Why no alpha is given."""
    no_interval: Problem | None
    """Why no interval is given where alpha is."""
    rough: bool
    """Whether so few values differ from the commonest that the interval is rough."""

    @property
    def id(self) -> str:
        """The variable."""
        return self.column.variable.id


@dataclass(frozen=True)
class Verdicts:
    """Under one lens, the events on which the coders' answers lead to one verdict or to more."""

    lens: str
    same: int
    differ: tuple[str, ...]


@dataclass(frozen=True)
class Agreement:
    """A round, compared."""

    standing: Standing
    rows: tuple[Row, ...]
    strategies: tuple[OfOne, ...]
    """Strategy by strategy, where there are two coders."""
    verdicts: tuple[Verdicts, ...]

    @property
    def coders(self) -> tuple[str, ...]:
        """Who coded."""
        return self.standing.round.coders

    def confused(self, row: Row) -> Iterator[tuple[str, Answer, str, Answer, int]]:
        """Of two coders each, how often the one gave this where the other gave that."""
        compared = row.column.variable.compared
        units = [
            tuple(None if compared(answer) is None else answer for answer in unit)
            for group in row.column.groups
            for unit in group
        ]
        for (one, other), times in confusion(units, self.coders).items():
            for (mine, yours), n in sorted(times.items(), key=lambda found: -found[1]):
                if mine != yours:
                    yield one, mine, other, yours, n


def agree(case: Case, standing: Standing, every: bool = False) -> Agreement:
    """Compare the sealed layers of a round; raises `Problem` before all have sealed.

    With `every` alpha is given too where it would mislead.
    """
    layers, frozen = list(standing.layers.values()), standing.round.frozen
    draws = Draws(len(frozen.units), frozen.seed)
    columns = measured(case, frozen, layers)
    rows = tuple(_with_intervals([_row(column, every) for column in columns], draws, every))
    strategies: tuple[OfOne, ...] = ()
    if len(layers) == 2:
        ids = [strategy.id for strategy in frozen_codebook(frozen).strategies]
        strategies = of_strategies(columns[0].units, ids)
    lenses = [c for c in columns if c.variable.id.startswith("verdict:")]
    keys = [unit.key for unit in frozen.units]
    return Agreement(standing, rows, strategies, tuple(_verdicts(c, keys) for c in lenses))


def _row(column: Column, every: bool) -> Row:
    measure, units = column.variable.measure, column.units
    several = sum(sum(answer is not None for answer in unit) > 1 for unit in units)
    rare, found = uncommon(units), alpha(units, measure)
    why = _why(several, rare, found)
    given = found if every or why is None else None
    return Row(
        column, several, agreement(units), given, None, modal_share(units),
        None if given is not None else why, None, rough=rare < ROUGH,
    )  # fmt: skip


def _with_intervals(rows: Sequence[Row], draws: Draws, every: bool) -> Iterator[Row]:
    """The rows with the interval of each alpha that is given, unless too many draws have none."""
    wanted = [row.column for row in rows if row.alpha is not None]
    found = iter(intervals([(c.compared, c.variable.measure) for c in wanted], draws))
    for row in rows:
        between, why = next(found) if row.alpha is not None else None, None
        undefined = between.undefined if between else draws.times
        if undefined > MOST_UNDEFINED * draws.times and not every:
            between = None
        if row.alpha is not None and between is None:
            why = Problem(
                "no interval: alpha is undefined in {n} of {all} draws, more than one in twenty",
                n=undefined, all=draws.times,
            )  # fmt: skip
        yield replace(row, interval=between, no_interval=why)


def _why(units: int, rare: int, found: float | None) -> Problem | None:
    if not units:
        return Problem("no unit has two answers")
    if found is None:
        return Problem("nothing varies: every answer is the same one, so alpha is undefined")
    if units < LEAST_UNITS:
        return Problem(
            "fewer than {n} units have two answers ({units})", n=LEAST_UNITS, units=units
        )
    if rare < LEAST_UNCOMMON:
        return Problem(
            "fewer than {n} values aren’t the commonest one ({rare}): one would move alpha far",
            n=LEAST_UNCOMMON,
            rare=rare,
        )
    return None


def _verdicts(column: Column, keys: list[str]) -> Verdicts:
    same, differ = 0, []
    for key, (unit,) in zip(keys, column.groups, strict=True):
        given = [verdict for verdict in unit if verdict is not None]
        if len(given) > 1:
            if len(set(given)) == 1:
                same += 1
            else:
                differ.append(key)
    return Verdicts(column.variable.id.partition(":")[2], same, tuple(differ))
