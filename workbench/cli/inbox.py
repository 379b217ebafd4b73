"""The command `inbox`: candidates from event data and coded projects, and what becomes of them."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from workbench.case import Problem, read_date
from workbench.casebook import (
    ORDERS,
    accept,
    find_candidate,
    load_settings,
    merge,
    receive,
    reject,
    waiting,
)
from workbench.locale import N_, padded, shown

from .context import as_json, out, out_json, said, workspace
from .offered import case_argument

if TYPE_CHECKING:
    from workbench.interchange.eventdata import Progress

_ID = click.argument("candidate")


@click.group()
def inbox() -> None:
    """Candidates for events: from event data or a QDA project. Nothing is coded by itself.

    \b
    workbench inbox add CASE 20030305.export.CSV.zip --classes 03,12
    workbench inbox list CASE
    workbench inbox accept CASE ca-… --tags "balking; binding"
    """


@inbox.command()
@case_argument
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option(
    "--as",
    "form",
    type=click.Choice(["gdelt", "icews", "polecat", "acled", "qdpx"]),
    help="What the file is; default: as its content says. qdpx is the project of NVivo, "
    "ATLAS.ti, MAXQDA or QualCoder.",
)
@click.option("--actors", help="The dyad, such as FRA,USA. Default: the case's.")
@click.option("--from", "begins", help="First date, in EDTF. Default: the case's.")
@click.option("--to", "ends", help="Last date, in EDTF. Default: the case's.")
@click.option(
    "--dates",
    type=click.Choice([*ORDERS]),
    help="How 3/1/2003 is meant. Default: as the rows of the file show.",
)
@click.option("--classes", default="", help="Event classes, such as 03,163 or SANCTION.")
@click.option("--dry-run", is_flag=True, help="Say what would come in, and write nothing.")
@as_json
def add(
    case: str,
    file: Path,
    form: str | None,
    actors: str | None,
    begins: str | None,
    ends: str | None,
    dates: str | None,
    classes: str,
    dry_run: bool,
    json_: bool,
) -> None:
    """Put the rows of FILE that fit the dyad, the period and the classes into CASE's inbox."""
    book, say = workspace().open(case), said()
    info, counts = book.case.info, {"rows": 0, "misshapen": 0, "undated": 0}
    notes: list[Problem] = []
    form = form or _form(file)
    if form == "qdpx":
        from workbench.interchange.refi import read_project

        project = read_project(file)
        found, notes = list(project.candidates), list(project.warnings)
    else:
        from workbench.interchange.eventdata import Progress, Wanted, fitting_candidates

        pair = actors.split(",") if actors else [info.balancer, info.target]
        if len(pair) != 2:
            raise Problem("--actors names two states, such as FRA,USA")
        wanted = Wanted(
            (pair[0], pair[1]),
            read_date(info.begins if begins is None else begins),
            read_date(info.ends if ends is None else ends),
            tuple(each.strip() for each in classes.split(",") if each.strip()),
            (info.balancer, info.target),
            aliases=info.aliases,
            dates=ORDERS[dates] if dates else "",
        )
        progress = Progress()
        found = fitting_candidates(file, form, wanted, progress, _told)
        counts = {"rows": progress.rows, "misshapen": progress.misshapen}
        counts["undated"] = progress.undated
        notes = progress.remarks(bool(wanted.begins or wanted.ends))
    changes = receive(book.case, found)
    if not dry_run:
        book.apply(N_("candidates into the inbox"), changes, load_settings().coder)
    for note in notes:
        click.echo(shown(note.said(say)), err=True)
    if json_:
        out_json({"case": case, "fitting": len(found), "added": len(changes), **counts})
        return
    out(
        say.t(
            "{fitting} candidates fit, {added} of them new to the inbox",
            fitting=len(found),
            added=len(changes),
        )
    )
    if counts["misshapen"]:
        out(
            say.t("{n} rows had another number of columns and were left out", n=counts["misshapen"])
        )
    if dry_run:
        out(say.t("A dry run: nothing was written."))


def _form(file: Path) -> str:
    """What the content of a file says it is; raises `Problem` where it holds no candidates."""
    from workbench.interchange.recognition import recognise

    found = recognise(file)
    if found.kind not in ("eventdata", "project"):
        raise Problem("{path} is neither event data nor a coded project", path=str(file))
    return found.form


def _told(progress: Progress) -> None:
    if sys.stderr.isatty():
        click.echo(f"\r{progress.rows:>12,}", err=True, nl=False)


@inbox.command("list")
@case_argument
@click.option("--all", "all_", is_flag=True, help="Also those that have been decided about.")
@as_json
def list_(case: str, all_: bool, json_: bool) -> None:
    """List the candidates that wait, with what their codes may suggest, and why."""
    opened, say = workspace().open(case).case, said()
    names = opened.codebook
    found = list(opened.candidates.values()) if all_ else waiting(opened)
    if json_:
        out_json([each.model_dump(mode="json") for each in found])
        return
    if not found:
        out(say.t("The inbox is empty: workbench inbox add brings candidates in."))
    for each in found:
        out(f"{each.id}  {padded(each.date or '-', 11)} {shown(each.title)}")
        for hint in each.suggestions:
            strategy = names.find_strategy(hint.strategy)
            name = strategy.name.in_(say.lang) if strategy else hint.strategy
            reason = shown(hint.in_(say.lang))
            out("    " + say.t("suggestion: {name}. {reason}", name=name, reason=reason))


@inbox.command("accept")
@case_argument
@_ID
@click.option("--tags", default="", help="Strategies, separated by “;”. Default: not coded yet.")
def accept_(case: str, candidate: str, tags: str) -> None:
    """Make an event of CANDIDATE, tagged with the strategies that you give; prints its id."""
    book, coder = workspace().open(case), load_settings().coder
    strategies = []
    for name in filter(None, map(str.strip, tags.split(";"))):
        strategy = book.case.codebook.find_strategy(name)
        if strategy is None:
            raise Problem("there is no strategy “{name}”: workbench codebook lists them", name=name)
        strategies.append(strategy.id)
    changes, event = accept(book.case, find_candidate(book.case, candidate), strategies, coder)
    book.apply(N_("accepting a candidate"), changes, coder)
    out(event.name)


@inbox.command("merge")
@case_argument
@_ID
@click.option("--into", required=True, help="The key or id of the event.")
def merge_(case: str, candidate: str, into: str) -> None:
    """Note the origin of CANDIDATE in an event that is there already."""
    book, coder = workspace().open(case), load_settings().coder
    event = book.case.by_name.get(into)
    if event is None:
        raise Problem("there is no event {key}", key=into)
    edit = merge(book.case, find_candidate(book.case, candidate), event, coder)
    book.apply(N_("merging a candidate"), edit, coder)


@inbox.command("reject")
@case_argument
@_ID
@click.option("--reason", required=True, help="Why it is no event of this case.")
def reject_(case: str, candidate: str, reason: str) -> None:
    """Turn CANDIDATE down; it never comes back by itself."""
    book, coder = workspace().open(case), load_settings().coder
    edit = reject(book.case, [find_candidate(book.case, candidate)], reason, coder)
    book.apply(N_("rejecting a candidate"), edit, coder)
