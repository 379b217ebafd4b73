"""What `import`, `references` and `export` say: faults, duplicates, what goes in, what stays."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from workbench.locale import Words, padded, shown

from .context import out

if TYPE_CHECKING:
    from workbench.case import Case
    from workbench.interchange.references import ReferenceImport
    from workbench.interchange.sheet import Double, Entering, SheetImport

_PRINTED = 10
"""How many rows a dry run prints; --json has more of them."""


def say_faults(found: SheetImport, sheet: Path, say: Words) -> None:
    """Every fault by line and column, on standard error."""
    for fault in found.faults:
        place = say.t("line {line}, column {column}", line=fault.line, column=fault.column)
        click.echo(shown(f"{sheet}: {place}: {fault.said(say)}"), err=True)


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
    said = {"line": double.line, "date": event.date or say.t("undated"), "title": event.title}
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
        say.t(
            "{events} events, {evidence} pieces of evidence, {sources} new sources",
            events=found.events,
            evidence=found.evidence,
            sources=found.sources,
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
        names = ", ".join(shown(name) for name in found.worksheets)
        out(say.t("worksheet {name}, of {names}", name=shown(found.worksheet), names=names))
    for note in found.notes:
        out(shown(note.said(say)))
    for name, column in found.mapping.items():
        out(say.t("column {name} is read as {column}", name=shown(name), column=column))
    if found.unknown_columns:
        names = ", ".join(shown(name) for name in found.unknown_columns)
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


def say_references(found: ReferenceImport, dry_run: bool, say: Words) -> None:
    """How many sources are new and updated; a dry run lists what each update replaces."""
    out(say.t("{new} new sources, {updated} updated", new=found.new, updated=found.updated))
    if not dry_run:
        return
    for source, fields in found.replaced:
        out(say.t("updated: “{title}”", title=shown(source.title)))
        for name, (was, now) in fields.items():
            out(f"    {name}: {shown(was) or '∅'} → {shown(now)}")
    out(say.t("A dry run: nothing was written."))


def references_json(found: ReferenceImport, case: str, written: bool, say: Words) -> dict[str, Any]:
    """All of it for a program."""
    return {
        "case": case,
        "written": written,
        "new": found.new,
        "updated": found.updated,
        "added": [
            {name: value for name, value in change.after.model_dump().items() if value}
            for change in found.changes
            if change.before is None and change.after
        ],
        "updates": [
            {
                "id": source.id,
                "title": source.title,
                "replaced": {name: {"was": was, "now": now} for name, (was, now) in told.items()},
            }
            for source, told in found.replaced
        ],
        "notes": [note.said(say) for note in found.notes],
    }


def say_beyond(case: Case, say: Words) -> None:
    """What the coding sheet of a case leaves out, once, on standard error."""
    from workbench.interchange.sheet import beyond_sheet

    told = [
        say.t("{what} (--to {form} has it)", what=shown(what), form=form)
        for form, what in beyond_sheet(case, say).items()
    ]
    if told:
        click.echo(say.t("not in the coding sheet: {what}", what="; ".join(told)), err=True)
