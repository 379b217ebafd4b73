"""The command `import`: a coding sheet into a case."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from workbench.case import Case, Problem, begun
from workbench.casebook import (
    ORDERS,
    Casebook,
    SheetAnswers,
    column_habit,
    load_settings,
    remember_columns,
)
from workbench.locale import N_, Words, whole

from .context import LINE, as_json, out_json, said, workspace
from .import_said import elsewhere, import_json, refuse_doubles, say_faults, say_import
from .offered import case_argument

if TYPE_CHECKING:
    from workbench.interchange.sheet import Decision


@click.command("import")
@case_argument
@click.argument("sheet", type=click.Path(path_type=Path))
@click.option("--balancer", type=LINE, help="Who restrains, where the case is new.")
@click.option("--target", type=LINE, help="Who is restrained, where the case is new.")
@click.option("--map", "renames", multiple=True, help="A column's other name: Datum=date.")
@click.option(
    "--set",
    "constants",
    multiple=True,
    help="What a column that the sheet lacks is in every row: side=intent.",
)
@click.option(
    "--value",
    "meanings",
    multiple=True,
    help="What a value of the sheet's own means: status:seen=observed.",
)
@click.option(
    "--dates",
    type=click.Choice([*ORDERS]),
    help="How 3/1/2003 is meant. Default: as the rows of the sheet show.",
)
@click.option(
    "--head",
    type=click.IntRange(1),
    help="The line that names the columns; default: the one that names the most.",
)
@click.option("--encoding", help="How a sheet that isn't UTF-8 is encoded, such as Big5.")
@click.option(
    "--sheet",
    "worksheet",
    help="The worksheet of a workbook; default: the first shown one with a title.",
)
@click.option(
    "--duplicates",
    type=click.Choice(["skip", "add", "merge"]),
    help="For events that the case has already (same date, title, initiator): leave them out, add "
    "them as new ones, or add their evidence to those there. Default: refuse the sheet. For "
    "events that stand twice in the sheet the default is add.",
)
@click.option("--dry-run", is_flag=True, help="Show what would go in, and write nothing.")
@as_json
def import_(
    case: str,
    sheet: Path,
    balancer: str | None,
    target: str | None,
    renames: tuple[str, ...],
    constants: tuple[str, ...],
    meanings: tuple[str, ...],
    dates: str | None,
    head: int | None,
    encoding: str | None,
    worksheet: str | None,
    duplicates: Decision | None,
    dry_run: bool,
    json_: bool,
) -> None:
    """Add the coding SHEET (CSV, .xlsx or .ods) to CASE: all of it, or none.

    The case is made if it is new and --balancer and --target are given. What --map, --set, --value
    and --dates say is remembered for the case's next sheet with the same header.
    """
    from workbench.interchange.packed import bounded
    from workbench.interchange.sheet import question, read_sheet
    from workbench.judgement import check_sides

    answers = _said(renames, constants, meanings, dates)
    place, say = workspace(), said()
    file, coder = place.file(case), load_settings().coder
    try:
        data = bounded(sheet)
    except Problem:
        _refuse_another_kind(sheet, say)
        raise
    book: Casebook | None = None
    if file.path.exists():
        book = Casebook(file)
        start = book.case
    elif balancer and target:
        start = Case(case, begun(title=case, balancer=whole(balancer), target=whole(target),
                                 language=say.lang))  # fmt: skip
        check_sides(start.info)
    else:
        raise Problem("there is no case {slug}: give --balancer and --target to make it", slug=case)
    found = read_sheet(
        data, start, coder,
        said=answers,
        worksheet=worksheet,
        head=head,
        encoding=encoding,
        habit=column_habit(place.folder, case),
        decide=(lambda _: duplicates) if duplicates else None,
    )  # fmt: skip
    untitled = any(question(found, fault) == "title" for fault in found.faults)
    if untitled or (found.faults and not found.columns):
        _refuse_another_kind(sheet, say)
    sound = not found.faults and not found.undecided
    say_faults(found, sheet, say)
    if not dry_run:
        refuse_doubles(found, sheet, say)
    if sound and not dry_run:
        if book:
            book.apply(N_("an imported coding sheet"), found.changes, coder)
        else:
            file.create(start.with_changes(found.changes), coder)
        if answers != SheetAnswers():
            names = [column.name for column in found.columns]
            told = found.answers.over(SheetAnswers(read_as=dict(found.mapping)))
            remember_columns(place.folder, case, names, told)
    if json_:
        out_json(import_json(found, case, sound and not dry_run, say))
    elif not found.faults and (sound or dry_run):
        say_import(found, dry_run, say)
    raise click.exceptions.Exit(2 if found.faults or (found.undecided and not dry_run) else 0)


def _refuse_another_kind(sheet: Path, say: Words) -> None:
    """Raise `Problem` where a file is known as something that another command takes."""
    from workbench.interchange.recognition import recognise

    try:
        what = recognise(sheet)
    except Problem:
        # What it can't be read for as a sheet says more.
        return
    if what.kind != "sheet":
        raise elsewhere(sheet, what, say)


def _said(
    renames: tuple[str, ...],
    constants: tuple[str, ...],
    meanings: tuple[str, ...],
    dates: str | None,
) -> SheetAnswers:
    """What `--map`, `--set`, `--value` and `--dates` say; raises `Problem`."""
    from workbench.interchange.sheet import COLUMNS, NOTE

    named: dict[str, str] = {}
    for pair in renames:
        name, _, column = (part.strip() for part in pair.rpartition("="))
        if not name or column not in (*COLUMNS, NOTE):
            raise Problem("“{pair}” isn't NAME=COLUMN of the coding sheet", pair=f"{name}={column}")
        # An empty column leaves the name's cells to the note.
        named[name] = column
    always: dict[str, str] = {}
    for pair in constants:
        column, _, value = (part.strip() for part in pair.partition("="))
        if column not in COLUMNS or not value:
            raise Problem("“{pair}” isn't COLUMN=VALUE of the coding sheet", pair=pair)
        always[column] = value
    values: dict[str, dict[str, str]] = {}
    for pair in meanings:
        column, _, rest = (part.strip() for part in pair.partition(":"))
        value, _, ours = (part.strip() for part in rest.partition("="))
        if column not in COLUMNS or not value:
            raise Problem("“{pair}” isn't COLUMN:VALUE=OURS of the coding sheet", pair=pair)
        values.setdefault(column, {})[" ".join(value.casefold().split())] = ours
    order = ORDERS[dates] if dates else ""
    return SheetAnswers(read_as=named, constants=always, values=values, dates=order)
