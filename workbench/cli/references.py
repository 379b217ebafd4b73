"""The command `references`: reference lists into the sources of a case."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from workbench.casebook import load_settings
from workbench.locale import N_, Words, shown

from .context import as_json, out, out_json, said, workspace
from .offered import case_argument

if TYPE_CHECKING:
    from workbench.interchange.references import ReferenceImport


_NOTED = 50
"""Notes that are printed; `--json` has them all."""


@click.command()
@case_argument
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--dry-run", is_flag=True, help="Say what would go in, and write nothing.")
@as_json
def references(case: str, file: Path, dry_run: bool, json_: bool) -> None:
    """Add the references in FILE (CSL-JSON, BibTeX or RIS) to the sources of CASE.

    A source of the case is updated only by the same work: by its DOI, or by its title with author
    or year. The evidence stays as it is.
    """
    from workbench.interchange.packed import bounded
    from workbench.interchange.references import read_references, reference_changes

    book, say = workspace().open(case), said()
    found = reference_changes(book.case, read_references(bounded(file)))
    if found.changes and not dry_run:
        book.apply(N_("imported references"), found.changes, load_settings().coder)
    for note in found.notes[:_NOTED]:
        click.echo(shown(note.said(say)), err=True)
    if (more := len(found.notes) - _NOTED) > 0:
        click.echo(say.tn("… and {n} more note", "… and {n} more notes", more), err=True)
    if json_:
        out_json(_json(found, case, not dry_run, say))
    else:
        _say(found, dry_run, say)


def _say(found: ReferenceImport, dry_run: bool, say: Words) -> None:
    """How many sources are new and updated; a dry run lists what each update replaces."""
    out(say.t("{new} new sources, {updated} updated", new=found.new, updated=found.updated))
    if not dry_run:
        return
    for source, fields in found.replaced:
        out(say.t("updated: “{title}”", title=shown(source.title)))
        for name, (was, now) in fields.items():
            out(f"    {name}: {shown(was) or '∅'} → {shown(now)}")
    out(say.t("A dry run: nothing was written."))


def _json(found: ReferenceImport, case: str, written: bool, say: Words) -> dict[str, Any]:
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
