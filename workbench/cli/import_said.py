"""What `import` says: faults and what puts them right, duplicates, what goes in."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from workbench.case import Problem
from workbench.locale import N_, Words, padded, shown

from .context import out

if TYPE_CHECKING:
    from workbench.interchange.recognition import Recognised
    from workbench.interchange.sheet import (
        Double,
        Entering,
        Fault,
        Question,
        SheetImport,
    )

DATES_HELP = N_("--dates day-first or --dates month-first says what stands first in such dates")
_PRINTED = 10
"""How many rows a dry run prints; --json has more of them."""
_TITLE = 120
"""Columns of a title in a sentence: a cell may hold a book."""


_TAKEN = {
    "sheet": "workbench import",
    "references": "workbench references",
    "eventdata": "workbench inbox add",
    "project": "workbench inbox add",
}
"""The command that takes a file of each kind."""


def elsewhere(path: Path, found: Recognised, say: Words) -> Problem:
    """What to do with a file that another command takes."""
    return Problem(
        "{path} looks like {what}: {command} takes that",
        path=str(path),
        what=say.t(found.said),
        command=_TAKEN[found.kind],
    )


def say_faults(found: SheetImport, sheet: Path, say: Words) -> None:
    """Every fault by line and column, on standard error."""
    for fault in found.faults:
        place = say.t("line {line}, column {column}", line=fault.line, column=fault.column)
        click.echo(shown(f"{sheet}: {place}: {fault.said(say)}"), err=True)
    for help_ in _helps(found, say):
        click.echo(shown(help_), err=True)


def _helps(found: SheetImport, say: Words) -> Iterator[str]:
    """The options that put faults right, each once."""
    from workbench.interchange.sheet import question

    first: dict[Question, Fault] = {}
    for fault in found.faults:
        if asks := question(found, fault):
            first.setdefault(asks, fault)
    for asks, fault in first.items():
        if asks == "title":
            names = tuple(column.name for column in found.columns)
            yield say.t('--map "NAME=title" says which of these is the title: {names}', names=names)
        elif asks == "meaning":
            yield say.t(
                '--value "{column}:{value}={ours}" says what a value of the sheet\'s own means',
                column=fault.column,
                value=fault.value,
                ours=fault.likely or say.t("OURS"),
            )
        elif asks == "side":
            yield say.t("--set side=intent or --set side=effect says it of every row")
        elif asks == "status":
            yield say.t("--set status=observed, capable or absent says it of every effect")
        elif asks == "dates":
            yield say.t(DATES_HELP)
        else:
            yield say.t("--encoding {encoding} reads the file as that", encoding=fault.likely)


def refuse_doubles(found: SheetImport, sheet: Path, say: Words) -> None:
    """Name the events that the case has already, on standard error."""
    for double in found.undecided:
        click.echo(shown(f"{sheet}: {_double(double, say)}"), err=True)
    if found.undecided:
        click.echo(
            say.t(
                "Nothing was written. Say what to do with these: --duplicates skip, add or merge."
            ),
            err=True,
        )


def _double(double: Double, say: Words) -> str:
    event = double.event
    title = padded(event.title, _TITLE).rstrip()
    said = {"line": double.line, "date": event.date or say.t("undated"), "title": title}
    if double.in_case:
        return say.t("line {line}: the case has this event already: {date}, {title}", **said)
    return say.t(
        "line {line}: the same event as on line {other}: {date}, {title}",
        other=double.of_line,
        **said,
    )


def say_import(found: SheetImport, dry_run: bool, say: Words) -> None:
    """What goes in, how the columns are read, and in a dry run the first rows."""
    out(
        say.listed(
            (
                say.tn("{n} event", "{n} events", found.events),
                say.tn("{n} piece of evidence", "{n} pieces of evidence", found.evidence),
                say.tn("{n} new source", "{n} new sources", found.sources),
            )
        )
    )
    if found.repeated:
        n = found.repeated
        out(
            say.tn(
                "{n} piece of evidence was there already and isn't added again",
                "{n} pieces of evidence were there already and aren't added again",
                n,
            )
        )
    if found.worksheet and len(found.worksheets) > 1:
        names = say.listed(shown(name) for name in found.worksheets)
        out(say.t("worksheet {name}, of {names}", name=shown(found.worksheet), names=names))
    for note in found.notes:
        out(shown(note.said(say)))
    for note in found.told[len(found.notes) :]:
        click.echo(shown(note.said(say)), err=True)
    for name, column in found.mapping.items():
        out(say.t("column {name} is read as {column}", name=shown(name), column=column))
    if found.unknown_columns:
        names = say.listed(shown(name) for name in found.unknown_columns)
        out(say.t("unknown columns, kept in the events' notes: {names}", names=names))
    for double in found.doubles:
        out(shown(_double(double, say)))
    if not dry_run:
        return
    for row in found.preview[:_PRINTED]:
        out(_row(row, say))
    if found.undecided:
        out(say.t("Without --duplicates skip, add or merge this sheet would be refused."))
    out(say.t("A dry run: nothing was written."))


def _row(row: Entering, say: Words) -> str:
    from workbench.interchange.sheet import FATES

    fate = padded(say.t(FATES[row.fate]), 18)
    event = f"{padded(row.event.date or '-', 11)} {padded(shown(row.event.title), 40)}"
    parts = [f"{row.line:>6}  {fate}  {event}"]
    if row.piece:
        parts.append(f"{row.piece.side}: {shown(row.piece.finding[:60])}")
    if row.source:
        new = say.t("new") if row.new_source else say.t("known")
        parts.append(f"[{shown(row.source.title[:40])}, {new}]")
    return "  ".join(parts)


def import_json(found: SheetImport, case: str, written: bool, say: Words) -> dict[str, Any]:
    """All of it for a program."""
    return {
        "case": case,
        "written": written,
        "rows": found.rows,
        "events": found.events,
        "evidence": found.evidence,
        "sources": found.sources,
        "repeated": found.repeated,
        "not_taken": dict(found.untaken),
        "worksheet": found.worksheet,
        "worksheets": list(found.worksheets),
        "head": found.head,
        "notes": [note.said(say) for note in found.notes],
        "mapping": dict(found.mapping),
        "unknown_columns": list(found.unknown_columns),
        "duplicates": [
            {
                "line": d.line,
                "date": d.event.date,
                "title": d.event.title,
                "initiator": d.event.initiator,
                "of": d.of.name if d.in_case else None,
                "of_line": d.of_line,
                "decision": d.decision,
            }
            for d in found.doubles
        ],
        "preview": [
            {
                "line": row.line,
                "fate": row.fate,
                "event": row.event.key,
                "date": row.event.date,
                "title": row.event.title,
                "initiator": row.event.initiator,
                "target": row.event.target,
                "into": row.into.name if row.fate in ("merge", "skip") else None,
                "side": row.piece.side if row.piece else None,
                "finding": row.piece.finding if row.piece else None,
                "source": row.source.title if row.source else None,
                "new_source": row.new_source,
            }
            for row in found.preview
        ],
        "faults": [
            {"line": f.line, "column": f.column, "message": f.said(say)} for f in found.faults
        ],
    }
