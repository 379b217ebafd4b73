"""Under which view a command judges a case, and how it says what it counted."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import click

from workbench.case import Case, read_grade
from workbench.locale import Words, shown

from .context import out

if TYPE_CHECKING:
    from workbench.judgement import Findings, Sentences, View

Command = Callable[..., Any]


def _floor(_context: click.Context, _option: click.Parameter, value: str | None) -> str | None:
    return read_grade(value) if value else None


joint = click.option(
    "--joint",
    type=click.Choice(["apart", "counted"]),
    help="Joint acts that the balancer initiated: apart, or counted as the balancer's.",
)
"""The option of whoever counts acts."""


def viewed(command: Command) -> Command:
    """The options that say under which view a case is judged."""
    for option in (
        joint,
        click.option(
            "--interpretations",
            type=click.Choice(["counted", "left-out"]),
            help="Pieces whose basis is an interpretation.",
        ),
        click.option("--floor", callback=_floor, help="The lowest source grade that counts: C3."),
        click.option(
            "--threshold",
            type=click.Choice(["capable", "observed"]),
            help="For effects: capable is Art's criterion, observed is stricter.",
        ),
    ):
        command = option(command)
    return command


def view_of(case: Case, asked: Mapping[str, str | None]) -> View:
    """The case's own view, but for what is asked."""
    from workbench.judgement import View

    return replace(View.of(case.info), **{k: v for k, v in asked.items() if v})  # type: ignore[arg-type]


def say_counts(found: Findings, tell: Sentences) -> None:
    """What was counted, what stands apart, and on how many acts the lenses differ."""
    from workbench.judgement import lens_ids

    out(shown(tell.counted(found)))
    apart = tell.apart(found)
    if apart:
        out(shown(apart))
    for lens in lens_ids():
        if untested := tell.untested_in(found, lens):
            out(f"{tell.lens(lens, found.view.threshold)}: {untested}")
    out(
        tell.say.tn(
            "The lenses differ on {n} of these acts",
            "The lenses differ on {n} of these acts",
            len(found.differing),
        )
    )


def say_outcome(found: Findings, say: Words) -> None:
    """The outcome rule with its reason, and what it makes of the case."""
    from workbench.judgement import ReadingSentences, read_case

    tell, rule = ReadingSentences(found.case.codebook, say), found.case.info.outcome
    out(shown(tell.ruled(rule, reason=True)))
    if rule and rule.rule != "none" and found.acts:
        out(shown(tell.own(read_case(found))))
