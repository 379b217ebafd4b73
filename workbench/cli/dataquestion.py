"""What may be asked of event data, as options that several commands have."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import TYPE_CHECKING, Any

import click

from workbench.case import CaseInfo, Problem, read_loose
from workbench.casebook import ORDERS

from .context import LINE

if TYPE_CHECKING:
    from workbench.interchange.eventdata import Wanted

Command = Callable[..., Any]


@dataclass(frozen=True)
class Asked:
    """The question as it was typed."""

    actors: str | None
    begins: str | None
    ends: str | None
    dates: str | None
    events: str

    def wanted(self, info: CaseInfo) -> Wanted:
        """Which rows may enter a case; raises `Problem`."""
        from workbench.interchange.eventdata import UnknownState, Wanted

        pair = self.actors.split(",") if self.actors else [info.balancer, info.target]
        if len(pair) != 2:
            raise Problem("--actors names two states, such as FRA,USA")
        wanted = Wanted(
            (pair[0], pair[1]),
            read_loose(info.begins if self.begins is None else self.begins),
            read_loose(info.ends if self.ends is None else self.ends),
            tuple(each.strip() for each in self.events.split(",") if each.strip()),
            (info.balancer, info.target),
            aliases=info.aliases,
            dates=ORDERS[self.dates] if self.dates else "",
        )
        try:
            _ = wanted.pair
        except UnknownState as problem:
            if self.actors:
                raise
            raise Problem(
                "no state is known as “{name}”, as the case calls it: give --actors, such as "
                "FRA,USA",
                name=problem.name,
            ) from None
        return wanted


def question(command: Command) -> Command:
    """The options that say what is asked; the command gets them as `asked`."""

    @click.option("--actors", type=LINE, help="The dyad, such as FRA,USA. Default: the case's.")
    @click.option("--from", "begins", help="First date, in EDTF. Default: the case's.")
    @click.option("--to", "ends", help="Last date, in EDTF. Default: the case's.")
    @click.option(
        "--events",
        "--classes",
        "events",
        type=LINE,
        default="",
        help="Event classes, such as 03,163 or SANCTION.",
    )
    @click.option(
        "--dates",
        type=click.Choice([*ORDERS]),
        help="How 3/1/2003 is meant. Default: as the rows of each file show.",
    )
    @wraps(command)
    def asking(
        *args: Any,
        actors: str | None,
        begins: str | None,
        ends: str | None,
        events: str,
        dates: str | None,
        **options: Any,
    ) -> Any:
        return command(*args, asked=Asked(actors, begins, ends, dates, events), **options)

    return asking


def sampled(command: Command) -> Command:
    """The options that draw some of each month; the command gets them as `sample`."""

    @click.option(
        "--sample-per-month",
        "per_month",
        type=click.IntRange(1),
        help="Draw at most so many rows of each month, by --seed.",
    )
    @click.option("--seed", type=int, help="Of the drawing; the same draws the same. Default: 0.")
    @wraps(command)
    def drawing(*args: Any, per_month: int | None, seed: int | None, **options: Any) -> Any:
        from workbench.eventstore import Sample

        if seed is not None and per_month is None:
            raise Problem("--seed says how rows are drawn: say how many with --sample-per-month")
        sample = Sample(per_month, seed or 0) if per_month else None
        return command(*args, sample=sample, **options)

    return drawing
