"""What the commands of coding rounds share: options, the round that is meant, what is asked."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from workbench.case import Case, Problem
from workbench.casebook import Casebook, Workspace
from workbench.locale import Words, first_of, shown

from .context import said, workspace

if TYPE_CHECKING:
    from workbench.casebook.rounds import Standing
    from workbench.interchange.sheet.faults import Fault

NAMED = 8
"""Names that a sentence holds; `check` and the files have them all."""
_FAULTS = 50
"""Faults of a sheet that are printed."""
round_argument = click.argument("round_", metavar="ROUND")
by_coder = click.option("--coder", required=True, help="Whose sheet or layer it is.")
keep_changed = click.option(
    "--keep-changed",
    is_flag=True,
    help="Go on with units that were changed since the round began, as they are now.",
)


def opened(case: str) -> tuple[Workspace, Casebook]:
    """A case whose rounds are asked for, with its workspace; raises `Problem`."""
    place = workspace()
    # What the rounds hide is hidden by its file: who works on a round needn't be told so.
    place.told = None
    return place, place.open(case)


def note(problems: Iterable[Problem]) -> None:
    """Say on standard error what goes on all the same."""
    for problem in problems:
        click.echo(f"workbench: {shown(problem.said(said()))}", err=True)


def standing_of(book: Casebook, name: str) -> Standing:
    """A round of a case; raises `Problem`."""
    from workbench.casebook.rounds import Standing

    return Standing.of(book.file.path, name)


def ask_about_changed(standing: Standing, case: Case, coder: str, keep: bool) -> Mapping[str, str]:
    """The units that aren't as they were, which `keep` or a person at a terminal goes on with.

    Raises `Problem` where nobody does.
    """
    from workbench.casebook.rounds import changed

    note(not_in_round(standing, case))
    found = changed(standing, case, coder)
    if not found or keep:
        return found
    names = named_units(standing, found)
    if sys.stdin.isatty() and sys.stderr.isatty():
        question = said().t(
            "Changed since the round {round} began: {names}. Go on with them as they are now?",
            round=standing.name, names=names,
        )  # fmt: skip
        if click.confirm(shown(question), err=True):
            return found
    raise Problem(
        "changed since the round {round} began: {names}. Put them back as they were, or go on "
        "with them as they are now: --keep-changed",
        round=standing.name, names=names,
    )  # fmt: skip


def not_in_round(standing: Standing, case: Case) -> list[Problem]:
    """That pieces came to the round's events since it began, where some did."""
    from workbench.casebook.rounds import added

    found = added(standing, case)
    if not found:
        return []
    keys = {unit.id: unit.key for unit in standing.round.frozen.units}
    names = [f"{keys[case.evidence[id_].event]} {id_}" for id_ in found]
    return [
        Problem(
            "added since the round {round} began, so not coded in it: {names}",
            round=standing.name, names=first_of(names, NAMED),
        )
    ]  # fmt: skip


def named_units(standing: Standing, ids: Iterable[str]) -> tuple[str, ...]:
    """The first of some units by name, for a sentence."""
    from workbench.casebook.rounds import named

    return first_of(named(standing.round.frozen, ids), NAMED)


def kept_units(standing: Standing) -> dict[str, list[str]]:
    """By coder the units that were changed and coded all the same; raises `Problem`."""
    from workbench.casebook.rounds import named

    layers = {coder: standing.layer(coder) for coder in standing.round.coders}
    return {
        coder: named(standing.round.frozen, layer.kept)
        for coder, layer in layers.items()
        if layer and layer.kept
    }


def refuse_faults(faults: Sequence[Fault], file: Path, say: Words) -> None:
    """Say every fault by line and column, and end; nothing where there is none."""
    from workbench.interchange.sheet.faults import stopped

    # That there are more than were looked for stands last.
    more = len(faults[_FAULTS:]) - stopped(faults)
    for fault in [*faults[:_FAULTS], *(each for each in faults[_FAULTS:] if each.stops)]:
        sentence = say.t(
            "{path}, line {line}, column {column}: {why}",
            path=str(file), line=fault.line, column=fault.column, why=fault.said(say),
        )  # fmt: skip
        click.echo(f"workbench: {shown(sentence)}", err=True)
    if more > 0:
        click.echo(say.tn("… and {n} more", "… and {n} more", more), err=True)
    if faults:
        raise click.exceptions.Exit(2)
