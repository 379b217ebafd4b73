"""The command `check`: what is wrong in case files, and what to do."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from workbench.case import Case, Problem, check_order
from workbench.casebook import Workspace, misnamed
from workbench.locale import Words, shown

from .context import out, said, workspace
from .data import unfinished
from .offered import slugs_and_files

if TYPE_CHECKING:
    from workbench.store import Flaw
    from workbench.store.lines import Lines

_MOST = 1_000
"""Sentences about one file."""


@click.command()
@click.argument("what", nargs=-1, metavar="[CASE|FILE]...", shell_complete=slugs_and_files)
def check(what: tuple[str, ...]) -> None:
    """Validate case files; say for each problem where it is and what to do.

    Without arguments every case of the workspace is checked, and the store of event data. Status 1:
    something was found.
    """
    place = workspace()
    paths = [_named(place, name) for name in what] or place.paths()
    found = [_looked_at(path) for path in paths]
    if not what:
        found += [(list(_misnamed(paths)), []), _store(place)]
    wrong = [line for lines, _ in found for line in lines]
    for line in [*wrong, *(line for _, own in found for line in own)]:
        out(shown(line))
    if not wrong:
        out(
            said().tn("{n} case file, nothing wrong.", "{n} case files, nothing wrong.", len(paths))
        )
    raise click.exceptions.Exit(1 if wrong else 0)


def _named(place: Workspace, name: str) -> Path:
    path = Path(name)
    if path.suffix == ".json" or len(path.parts) > 1:
        if not path.is_file():
            raise Problem("there is no file {path}", path=name)
        return path
    file = place.file(name)
    if not file.path.exists():
        raise Problem("there is no case {slug} in {folder}", slug=name, folder=str(place.folder))
    return file.path


def _misnamed(paths: Iterable[Path]) -> Iterator[str]:
    """The files of a workspace whose names no case can have: they are never opened."""
    for path in paths:
        if wrong := misnamed(path.stem):
            yield f"{path}: {wrong.said(said())}"


def flaws_of(path: Path) -> list[str]:
    """What is wrong in a case file, a sentence each."""
    return _looked_at(path)[0]


def _looked_at(path: Path) -> tuple[list[str], list[str]]:
    """What is wrong in a case file, and what a sound case adds to the codebook."""
    from pydantic import ValidationError

    from workbench.casebook.rounds import flaws_of_rounds
    from workbench.store import looked_through

    say = said()
    try:
        case, held, wrong = looked_through(path)
    except (Problem, ValidationError) as problem:
        sentence = problem.said(say) if isinstance(problem, Problem) else str(problem)
        return [sentence, "  " + say.t("mend the file by hand, or put a backup in its place")], []
    lines = _faults(path, held, not wrong, say)
    lines += [flaw.said(say) for flaw in flaws_of_rounds(path)]
    wrong = [*_backwards(case), *wrong] if case else wrong
    lines += [
        Problem(
            "{path}: {table} {id} {field}: {why}",
            path=str(path),
            table=flaw.table,
            id=flaw.id,
            field=flaw.field,
            why=flaw.why,
        ).said(say)
        for flaw in wrong[:_MOST]
    ]
    more = len(lines) + len(wrong[_MOST:]) - _MOST
    if more > 0:
        lines = [*lines[:_MOST], say.tn("… and {n} more", "… and {n} more", more)]
    return lines, _own(path, case, say) if case else []


def _backwards(case: Case) -> Iterator[Flaw]:
    """What a case may hold from before it was refused: it opens, and is to be mended there."""
    from workbench.store import Flaw

    try:
        check_order(case.info.begins, case.info.ends)
    except Problem as problem:
        yield Flaw("case", "case", "ends", problem)


def _store(place: Workspace) -> tuple[list[str], list[str]]:
    """What is wrong in the store of event data, and what was never finished there."""
    from workbench.eventstore import EventStore

    say, store = said(), EventStore.find(place)
    wrong = [flaw.said(say) for flaw in store.flaws()]
    return wrong, [] if wrong else [unfinished(path, say) for path in store.leftovers()]


def _faults(path: Path, held: Lines, sound: bool, say: Words) -> list[str]:
    from workbench.store import CaseFile, difference

    past = CaseFile(path).past(held.rows)
    missed = () if past.tells(held.rows) else difference(past.state(), held.tables())
    lines = [
        say.t(
            "{path}: the history's line {line}: {why}",
            path=str(path),
            line=fault.line,
            why=fault.why.said(say),
        )
        for fault in past.damage(held.rows if sound else {})
    ]
    # What git merged isn't in the history yet: opening the case records it.
    if missed and past.revisions and not past.faults and not past.merging:
        lines.append(
            say.t(
                "{path}: {table} {id} isn't as the history has it ({n} in all): "
                "opening the case records the change",
                path=str(path),
                table=missed[0].table,
                id=missed[0].id,
                n=len(missed),
            )
        )
    return lines


def _own(path: Path, case: Case, say: Words) -> list[str]:
    """What a sound case adds to the codebook, in a line."""
    if not case.own:
        return []
    names = say.listed(case.codebook.said(entry, say.lang) for entry in case.own)
    return [say.t("{path}: in its codebook: {names}", path=str(path), names=names)]
