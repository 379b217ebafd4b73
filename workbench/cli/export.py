"""The command `export`: a case, or all of them, in a format."""

from __future__ import annotations

from pathlib import Path

import click

from workbench.case import Case, Problem
from workbench.exporting import FORMATS, OF_ALL, Export, export_path, exported_all, untold
from workbench.locale import LANGUAGES, Words, shown

from .context import output_option, said, workspace, write_bytes
from .offered import slugs


@click.command()
@click.argument("case", required=False, shell_complete=slugs)
@click.option(
    "--to", "form", type=click.Choice([*FORMATS, *OF_ALL]), required=True, help="The format."
)
@click.option(
    "--lang", type=click.Choice(LANGUAGES), help="Of md, docx, html, qdc. Default: the case's."
)
@output_option
def export(case: str | None, form: str, lang: str | None, output: Path | None) -> None:
    """Export CASE; csv is the coding sheet, which gives events and evidence back exactly.

    What the case holds beyond the sheet is named on standard error, with the format that has it.
    qca is a table of all the cases of the workspace, and takes no CASE. Status 1: a case that can't
    be opened was left out, and is named.
    """
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
        if FORMATS[form].memo:
            # The refusal says it.
            place.told = None
        book = place.open(case)
        if FORMATS[form].memo:
            book.check_memo()
        chosen = lang or book.case.info.language
        path = output or export_path(place.exports, case, book.case, form, chosen)
        rounds = book.rounds() if FORMATS[form].rounds else ()
        data = FORMATS[form].write(Export(book.case, chosen, book.file.digest(), rounds))
        if form == "csv":
            _say_beyond(book.case, said())
        # A memo says it itself.
        if not FORMATS[form].spoken and (told := untold(rounds, said())):
            click.echo(shown(told), err=True)
    else:
        raise Problem("{form} is of one case: name it. workbench list shows them", form=form)
    write_bytes(path, data)
    raise click.exceptions.Exit(1 if left_out else 0)


def _say_beyond(case: Case, say: Words) -> None:
    """What the coding sheet of a case leaves out, once, on standard error."""
    from workbench.interchange.sheet import left_out

    if told := left_out(case, say):
        click.echo(shown(told), err=True)
