"""Commands about coding: import, references, judge, memo, export, codebook."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from workbench.case import Case, Problem, begun
from workbench.casebook import (
    ORDERS,
    Casebook,
    Reading,
    column_habit,
    load_settings,
    remember_columns,
)
from workbench.exporting import FORMATS, OF_ALL, Export, export_path, exported_all
from workbench.locale import LANGUAGES, N_, Words, columns, padded, shown, whole

from .context import as_json, out, out_json, said, workspace, write_bytes
from .offered import case_argument, slugs
from .viewing import say_counts, view_of, viewed

_NOTED = 50
"""Notes that are printed; `--json` has them all."""

if TYPE_CHECKING:
    from workbench.case import Threshold
    from workbench.interchange.sheet import Decision


@click.command("import")
@case_argument
@click.argument("sheet", type=click.Path(path_type=Path))
@click.option("--balancer", help="Who restrains, where the case is new.")
@click.option("--target", help="Who is restrained, where the case is new.")
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
    help="How 3/1/2003 is meant. Default: it is refused.",
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
    from workbench.interchange.sheet import read_sheet
    from workbench.judgement import check_sides

    from .dryrun import import_json, refuse_doubles, say_faults, say_import

    reading = _said(renames, constants, meanings, dates)
    place, say = workspace(), said()
    file, coder = place.file(case), load_settings().coder
    data = sheet.read_bytes()
    book: Casebook | None = None
    if file.path.exists():
        book = Casebook(file)
        start = book.case
    elif balancer and target:
        start = Case(case, begun(title=case, balancer=whole(balancer), target=whole(target)))
        check_sides(start.info)
    else:
        raise Problem("there is no case {slug}: give --balancer and --target to make it", slug=case)
    found = read_sheet(
        data, start, coder,
        said=reading,
        worksheet=worksheet,
        head=head,
        encoding=encoding,
        habit=column_habit(place.folder, case),
        decide=(lambda _: duplicates) if duplicates else None,
    )  # fmt: skip
    sound = not found.faults and not found.undecided
    say_faults(found, sheet, say)
    if not dry_run:
        refuse_doubles(found, sheet, say)
    if sound and not dry_run:
        if book:
            book.apply(N_("an imported coding sheet"), found.changes, coder)
        else:
            file.create(start.with_changes(found.changes), coder)
        if reading != Reading():
            names = [column.name for column in found.columns]
            told = found.reading.over(Reading(read_as=dict(found.mapping)))
            remember_columns(place.folder, case, names, told)
    if json_:
        out_json(import_json(found, case, sound and not dry_run, say))
    elif not found.faults and (sound or dry_run):
        say_import(found, dry_run, say)
    raise click.exceptions.Exit(2 if found.faults or (found.undecided and not dry_run) else 0)


def _said(
    renames: tuple[str, ...],
    constants: tuple[str, ...],
    meanings: tuple[str, ...],
    dates: str | None,
) -> Reading:
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
    return Reading(read_as=named, constants=always, values=values, dates=order)


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
    from workbench.interchange.references import read_references, reference_changes

    from .dryrun import references_json, say_references

    book, say = workspace().open(case), said()
    found = reference_changes(book.case, read_references(file.read_bytes()))
    if found.changes and not dry_run:
        book.apply(N_("imported references"), found.changes, load_settings().coder)
    for note in found.notes[:_NOTED]:
        click.echo(shown(note.said(say)), err=True)
    if (more := len(found.notes) - _NOTED) > 0:
        click.echo(say.tn("… and {n} more note", "… and {n} more notes", more), err=True)
    if json_:
        out_json(references_json(found, case, not dry_run, say))
    else:
        say_references(found, dry_run, say)


@click.command()
@case_argument
@viewed
@as_json
def judge(case: str, json_: bool, **asked: str | None) -> None:
    """Judge every event of CASE under every lens.

    Threshold, floor, interpretations and joint acts are the case's own where they aren't given.
    What is counted is counted of the balancer's acts; those of others stand apart.
    """
    from workbench.interchange.casejson import judge_json
    from workbench.judgement import (
        NEW_RULES,
        Sentences,
        changed_verdicts,
        judge_case,
        lens_ids,
    )

    opened = workspace().open(case)
    found = judge_case(opened.case, view_of(opened.case, asked))
    say, book = said(), found.case.codebook
    if opened.file.version < NEW_RULES and (changed := changed_verdicts(found)):
        told = say.tn(
            "{n} verdict is another under today's rules: workbench open {case} lists it",
            "{n} verdicts are others under today's rules: workbench open {case} lists them",
            len(changed),
            case=case,
        )
        click.echo(told, err=True)
    if json_:
        out_json(judge_json(found))
        return
    tell = Sentences(book, say)
    heads = {lens: tell.lens(lens, found.view.threshold, short=True) for lens in lens_ids()}
    wide = {lens: max(16, columns(head) + 2) for lens, head in heads.items()}
    out(padded("", 60) + "".join(padded(heads[lens], wide[lens]) for lens in lens_ids()))
    for finding in found.events:
        event = finding.event
        row = "".join(
            padded(book.word("verdict", finding.verdicts[lens].verdict, say.lang), wide[lens])
            for lens in lens_ids()
        )
        mark = "●" if finding.differs else ""
        letters = padded(found.dyad.letters(event), 7)
        title = padded(shown(event.title), 39)
        out(f"{padded(event.date or '-', 12)} {letters}{title} {row}{mark}")
    out(shown(tell.letters(found)))
    out(tell.view(found.view))
    say_counts(found, tell)


@click.command()
@case_argument
@click.option("--lang", type=click.Choice(LANGUAGES), help="Default: the case's language.")
@click.option("--short", is_flag=True, help="The first page and the event table alone.")
@click.option("--threshold", type=click.Choice(["observed", "capable"]), help="For effects.")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Where to write it.")
def memo(
    case: str, lang: str | None, short: bool, threshold: Threshold | None, output: Path | None
) -> None:
    """Write the PDF memo of CASE, by default to exports/CASE.LANG.pdf.

    The short form goes to exports/CASE.LANG.short.pdf.
    """
    from dataclasses import replace

    from workbench.judgement import View, judge_case
    from workbench.memo import SHORT, write_memo

    place, say = workspace(), said()
    book = place.open(case)
    chosen = lang or book.case.info.language
    path = output or place.exports / f"{case}.{chosen}{'.short' if short else ''}.pdf"
    path.parent.mkdir(parents=True, exist_ok=True)
    own = View.of(book.case.info)
    warnings = write_memo(
        book.case,
        chosen,
        path,
        digest=book.file.digest(),
        today=date.today(),
        findings=judge_case(book.case, replace(own, threshold=threshold) if threshold else own),
        sections=SHORT if short else None,
        progress=_pages(say),
    )
    for warning in warnings:
        click.echo(say.t("warning: {warning}", warning=shown(warning)), err=True)
    out(str(path))


def _pages(say: Words) -> Callable[[int], None]:
    """Tells of every hundredth page on standard error; a short memo is done before."""

    def told(page: int) -> None:
        if page % 100 == 0:
            click.echo(say.t("{n} pages laid out …", n=page), err=True)

    return told


@click.command()
@click.argument("case", required=False, shell_complete=slugs)
@click.option(
    "--to", "form", type=click.Choice([*FORMATS, *OF_ALL]), required=True, help="The format."
)
@click.option(
    "--lang", type=click.Choice(LANGUAGES), help="Of md, docx, html, qdc. Default: the case's."
)
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Where to write it.")
def export(case: str | None, form: str, lang: str | None, output: Path | None) -> None:
    """Export CASE; csv is the coding sheet, which gives events and evidence back exactly.

    What the case holds beyond the sheet is named on standard error, with the format that has it.
    qca is a table of all the cases of the workspace, and takes no CASE. Status 1: a case that can't
    be opened was left out, and is named.
    """
    from .dryrun import say_beyond

    place, left_out = workspace(), dict[str, Problem]()
    if form in OF_ALL:
        if case:
            raise Problem("{form} is of all the cases in the workspace: name none", form=form)
        books, left_out = place.open_all()
        say = said()
        for slug, why in left_out.items():
            sentence = say.t("{slug} is left out: {why}", slug=slug, why=why.said(say))
            click.echo(f"workbench: {shown(sentence)}", err=True)
        if not books:
            raise Problem("there is no case that opens in {folder}", folder=str(place.folder))
        data = exported_all([book.case for book in books], form)
        path = output or place.exports / OF_ALL[form]
    elif case:
        book = place.open(case)
        chosen = lang or book.case.info.language
        path = output or export_path(place.exports, case, book.case, form, chosen)
        data = FORMATS[form].write(Export(book.case, chosen, book.file.digest()))
        if form == "csv":
            say_beyond(book.case, said())
    else:
        raise Problem("{form} is of one case: name it. workbench list shows them", form=form)
    write_bytes(path, data)
    out(str(path))
    raise click.exceptions.Exit(1 if left_out else 0)


@click.command("codebook")
@as_json
def codebook_(json_: bool) -> None:
    """Print the typology: classes, strategies, and what each means."""
    from workbench.codebook import codebook

    book = codebook()
    if json_:
        out(json.dumps(book.as_json(), ensure_ascii=False, indent=1))
        return
    lang = said().lang
    for group in book.classes:
        out(f"{group.symbol} {group.name.in_(lang)}")
        for strategy in book.strategies:
            if strategy.class_ == group.id:
                proposers = ", ".join(strategy.proposers)
                out(f"  {padded(strategy.id, 28)} {strategy.name.in_(lang)} ({proposers})")
                out(f"      {strategy.meaning.in_(lang)}")
