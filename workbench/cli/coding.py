"""Commands about coding: import, judge, memo, export, codebook."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Literal

import click

from workbench.case import Case, CaseInfo, Problem, read_grade
from workbench.casebook import Casebook, load_settings
from workbench.exporting import SUFFIXES, exported
from workbench.locale import LANGUAGES, N_, Words, padded, shown

from .context import as_json, out, out_json, said, workspace, write_bytes
from .offered import case_argument

Threshold = Literal["observed", "capable"]


@click.command("import")
@case_argument
@click.argument("sheet", type=click.Path(path_type=Path))
@click.option("--balancer", help="Who restrains, where the case is new.")
@click.option("--target", help="Who is restrained, where the case is new.")
@click.option("--map", "renames", multiple=True, help="A column's other name: Datum=date.")
@click.option("--dry-run", is_flag=True, help="Say what would go in, and write nothing.")
@as_json
def import_(
    case: str,
    sheet: Path,
    balancer: str | None,
    target: str | None,
    renames: tuple[str, ...],
    dry_run: bool,
    json_: bool,
) -> None:
    """Add the coding SHEET (CSV or .xlsx) to CASE: all of it, or none.

    The case is made if it is new and --balancer and --target are given.
    """
    from workbench.interchange.sheet import COLUMNS, read_sheet

    chosen = {
        name.strip(): column.strip() for name, _, column in (r.rpartition("=") for r in renames)
    }
    for name, column in chosen.items():
        if not name or column not in COLUMNS:
            raise Problem("“{pair}” isn't NAME=COLUMN of the coding sheet", pair=f"{name}={column}")
    file, say = workspace().file(case), said()
    data = sheet.read_bytes()
    book: Casebook | None = None
    if file.path.exists():
        book = Casebook(file)
        start = book.case
    elif balancer and target:
        start = Case(case, CaseInfo(title=case, balancer=balancer, target=target))
    else:
        raise Problem("there is no case {slug}: give --balancer and --target to make it", slug=case)
    found = read_sheet(data, start, load_settings().coder, chosen)
    if found.faults:
        for fault in found.faults:
            place = say.t("line {line}, column {column}", line=fault.line, column=fault.column)
            click.echo(shown(f"{sheet}: {place}: {fault.said(say)}"), err=True)
    elif not dry_run and book:
        book.apply(N_("an imported coding sheet"), found.changes, load_settings().coder)
    elif not dry_run:
        file.create(start.with_changes(found.changes), load_settings().coder)
    if json_:
        out_json(
            {
                "case": case,
                "written": not dry_run and not found.faults,
                "events": found.events,
                "evidence": found.evidence,
                "sources": found.sources,
                "mapping": dict(found.mapping),
                "unknown_columns": list(found.unknown_columns),
                "faults": [
                    {"line": f.line, "column": f.column, "message": f.said(say)}
                    for f in found.faults
                ],
            }
        )
    elif not found.faults:
        out(
            say.t(
                "{events} events, {evidence} pieces of evidence, {sources} new sources",
                events=found.events,
                evidence=found.evidence,
                sources=found.sources,
            )
        )
        for name, column in found.mapping.items():
            out(say.t("column {name} is read as {column}", name=shown(name), column=column))
        if found.unknown_columns:
            names = ", ".join(shown(name) for name in found.unknown_columns)
            out(say.t("unknown columns, kept in the events' notes: {names}", names=names))
        if dry_run:
            out(say.t("A dry run: nothing was written."))
    raise click.exceptions.Exit(2 if found.faults else 0)


@click.command()
@case_argument
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--dry-run", is_flag=True, help="Say what would go in, and write nothing.")
@as_json
def references(case: str, file: Path, dry_run: bool, json_: bool) -> None:
    """Add the references in FILE (CSL-JSON, BibTeX or RIS) to the sources of CASE.

    A source with the same citation key is updated; the evidence stays as it is.
    """
    from workbench.interchange.references import read_references, reference_changes

    book, say = workspace().open(case), said()
    found = reference_changes(book.case, read_references(file.read_bytes()))
    if found.changes and not dry_run:
        book.apply(N_("imported references"), found.changes, load_settings().coder)
    if json_:
        out_json({"case": case, "written": not dry_run, "new": found.new, "updated": found.updated})
        return
    out(say.t("{new} new sources, {updated} updated", new=found.new, updated=found.updated))
    if dry_run:
        out(say.t("A dry run: nothing was written."))


def _floor(_context: click.Context, _option: click.Parameter, value: str | None) -> str | None:
    return read_grade(value) if value else None


@click.command()
@case_argument
@click.option("--threshold", type=click.Choice(["observed", "capable"]), help="For effects.")
@click.option("--floor", callback=_floor, help="The lowest source grade that counts: C3.")
@as_json
def judge(case: str, threshold: Threshold | None, floor: str | None, json_: bool) -> None:
    """Judge every event of CASE under every lens.

    Threshold and floor are the case's own where they aren't given.
    """
    from workbench.interchange.casejson import judge_json
    from workbench.judgement import LENSES, judge_case

    found = judge_case(workspace().open(case).case, threshold, floor)
    if json_:
        out_json(judge_json(found))
        return
    say, book = said(), found.case.codebook
    width = 16
    heads = "".join(padded(book.lens(lens).short.in_(say.lang), width) for lens in LENSES)
    out(f"{padded('', 12)}{padded('', 40)}{heads}")
    for finding in found.events:
        event = finding.event
        row = "".join(
            padded(book.word("verdict", finding.verdicts[lens].verdict, say.lang), width)
            for lens in LENSES
        )
        mark = "●" if finding.differs else ""
        out(f"{padded(event.date or '-', 12)}{padded(shown(event.title), 39)} {row}{mark}")
    out(say.t("The lenses differ on {n} events.", n=len(found.differing)))


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
    from workbench.judgement import judge_case
    from workbench.memo import SHORT, write_memo

    place, say = workspace(), said()
    book = place.open(case)
    chosen = lang or book.case.info.language
    path = output or place.exports / f"{case}.{chosen}{'.short' if short else ''}.pdf"
    path.parent.mkdir(parents=True, exist_ok=True)
    warnings = write_memo(
        book.case,
        chosen,
        path,
        digest=book.file.digest(),
        today=date.today(),
        findings=judge_case(book.case, threshold),
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
@case_argument
@click.option("--to", "form", type=click.Choice(list(SUFFIXES)), required=True, help="The format.")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Where to write it.")
def export(case: str, form: str, output: Path | None) -> None:
    """Export CASE; csv is the coding sheet, which imports into the same case again."""
    place = workspace()
    opened = place.open(case).case
    path = output or place.exports / f"{case}.{SUFFIXES[form]}"
    write_bytes(path, exported(opened, form))
    out(str(path))


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
