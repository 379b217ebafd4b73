"""The command `data`: a store of event data that is kept once and asked often."""

from __future__ import annotations

from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from workbench.case import Problem
from workbench.casebook import added_up, load_settings, receive
from workbench.locale import N_, Words, columns, padded, shown

from .context import as_json, named_workspace, out, out_json, said, workspace
from .dataquestion import Asked, question
from .dataquestion import sampled as sample_options
from .offered import case_argument, event_data
from .searchline import MOST, Line, can_be_called_off

if TYPE_CHECKING:
    from workbench.eventstore import Adding, Answer, Dialect, EventStore, Hits, Portable, Sample

in_store = click.option(
    "--store",
    "folder",
    metavar="DIR",
    type=click.Path(path_type=Path),
    help="The folder of the store. Default: that of the settings, else data/ in the workspace.",
)


@click.group()
def data() -> None:
    """A store of event data: files are brought in once, and asked as often as one likes.

    \b
    workbench data add downloads/
    workbench data query CASE --events 03,12 --months
    workbench data query CASE --events 03,12 --sample-per-month 20 --seed 7

    It needs DuckDB: pip install 'soft-balancing-workbench[data]'
    """


def _store(folder: Path | None) -> EventStore:
    from workbench.eventstore import EventStore

    place = named_workspace()
    place.check()
    return EventStore.find(place, folder)


@data.command()
@event_data
@click.option(
    "--as",
    "dataset",
    type=click.Choice(["gdelt", "icews", "polecat", "acled"]),
    help="What the files are; default: as the content of each says.",
)
@in_store
@as_json
def add(files: tuple[Path, ...], dataset: str | None, folder: Path | None, json_: bool) -> None:
    """Bring FILES of GDELT, ICEWS, POLECAT or ACLED into the store, each once.

    FILES are event data, plain, gzipped or zipped, folders of such files, or patterns.
    A file that was brought in before is passed over, whatever it is called now. One that can't be
    read is named, and the others come in: status 1. Ctrl+C stops; what was read whole comes in.
    """
    from workbench.eventstore import add_files
    from workbench.interchange.eventdata import collect

    store, say = _store(folder), said()
    line = Line()
    with can_be_called_off() as called_off:
        adding = add_files(
            store, collect(files), dataset or "", partial(_told, line=line), called_off
        )
    line.clear()
    refused = [(place, problem.said(say)) for place, problem in adding.refused]
    for path in adding.cleaned:
        click.echo(
            say.t("{path} was never finished, and is taken away", path=shown(str(path))), err=True
        )
    for place, why in refused:
        click.echo(shown(why if place in why else f"{place}: {why}"), err=True)
    for file in adding.others:
        if file.named:
            what = say.t("it is no event data, and was passed over")
            click.echo(shown(f"{file.path}: {what}"), err=True)
    if json_:
        out_json(
            {
                "store": str(store.folder),
                "added": [file.name for file in adding.added],
                "again": adding.again,
                "other": [str(file.path) for file in adding.others],
                "refused": [{"path": place, "why": why} for place, why in refused],
                "rows": adding.rows,
                "misshapen": adding.misshapen,
            }
        )
    else:
        _said_of(adding, store)
    if adding.stopped:
        what = say.t("Stopped: what was read whole came in; the same command goes on with the rest")
        click.echo(what, err=True)
        raise click.exceptions.Exit(130)
    raise click.exceptions.Exit(1 if adding.refused else 0)


def _said_of(adding: Adding, store: EventStore) -> None:
    say = said()
    out(
        say.tn(
            "{n} file came into {folder}, with {rows} rows",
            "{n} files came into {folder}, with {rows} rows",
            len(adding.added),
            rows=f"{adding.rows:,}",
            folder=str(store.folder),
        )
    )
    if adding.again:
        n = len(adding.again)
        out(say.tn("{n} file was there already", "{n} files were there already", n))
    if adding.refused:
        n = len(adding.refused)
        out(say.tn("{n} file couldn't be read", "{n} files couldn't be read", n))
    if adding.misshapen:
        out(
            say.tn(
                "{n} row had another number of columns and was left out: workbench data list "
                "--rejects shows it",
                "{n} rows had another number of columns and were left out: workbench data list "
                "--rejects shows them",
                adding.misshapen,
            )
        )


def _told(adding: Adding, line: Line) -> None:
    if not line.due:
        return
    say = said()
    if adding.waiting:
        line.show(say.t("another program adds to the store: waiting for it"))
        return
    line.show(
        say.t(
            "{seen} of {files} files · {rows} rows · {share} %",
            seen=f"{adding.seen:,}",
            files=f"{adding.files:,}",
            rows=f"{adding.rows:,}",
            share=100 * adding.bytes_read // (adding.bytes_all or 1),
        )
    )


@data.command("list")
@click.option("--rejects", is_flag=True, help="List the rows that were left out, by file and line.")
@in_store
@as_json
def list_(rejects: bool, folder: Path | None, json_: bool) -> None:
    """List what the store holds, by data set: versions, years, files, rows, size."""
    from workbench.eventstore import holdings, rejected

    store, say = _store(folder), said()
    if rejects:
        left_out = rejected(store)
        if json_:
            out_json([asdict(row) for row in left_out])
        else:
            for row in left_out:
                name = shown(row.file)
                out(say.t("{file}, line {n}: columns: {columns}",
                          file=name, n=row.line, columns=row.columns))  # fmt: skip
        return
    held = holdings(store)
    for path in store.leftovers():
        click.echo(shown(unfinished(path, say)), err=True)
    if json_:
        out_json(
            {
                "store": str(store.folder),
                "datasets": [
                    {
                        "dataset": each.dataset,
                        "versions": list(each.versions),
                        "years": dict(each.years),
                        "files": each.files,
                        "rows": each.rows,
                        "misshapen": each.misshapen,
                        "bytes": each.size,
                    }
                    for each in held
                ],
            }
        )
        return
    out(str(store.folder))
    if not held:
        out(say.t("The store is empty: workbench data add brings files in."))
    for each in held:
        out("  ".join(filter(None, (each.dataset, shown(", ".join(each.versions))))))
        out(
            "  "
            + say.t(
                "files: {files}; rows: {rows}; of another width, left out: {misshapen}; {size} MB",
                files=f"{each.files:,}",
                rows=f"{each.rows:,}",
                misshapen=f"{each.misshapen:,}",
                size=f"{each.size / 1e6:,.1f}",
            )
        )
        for year, rows in each.years.items():
            named = say.t("undated") if year == "other" else year
            out(f"  {padded(named, 8)} {rows:>15,}")


def unfinished(path: Path, say: Words) -> str:
    """What is said of a file that an addition was writing when it was stopped."""
    return say.t(
        "{path} was never finished, and isn't counted: the next addition takes it away",
        path=str(path),
    )


@data.command()
@case_argument
@question
@sample_options
@click.option("--months", is_flag=True, help="Only say how many rows fit in each month.")
@click.option(
    "--most", type=click.IntRange(min=1), help="How many rows may come in. Default: 10,000."
)
@click.option("--dry-run", is_flag=True, help="Say what would come in, and write nothing.")
@click.option("--on", "url", help="Ask an engine that is there: duckdb://FILE, bigquery://PROJECT.")
@click.option("--table", default="events", help="Of that engine. Default: events.")
@in_store
@as_json
def query(
    case: str,
    asked: Asked,
    sample: Sample | None,
    months: bool,
    most: int | None,
    dry_run: bool,
    url: str | None,
    table: str,
    folder: Path | None,
    json_: bool,
) -> None:
    """Put the rows of the store that fit the dyad, the period and the classes into CASE's inbox.

    With --on it is asked of a table of another engine, by Ibis, and of what that gives back the
    rows that fit come in: pip install 'soft-balancing-workbench[remote]'
    """
    from workbench.eventstore import ask, ask_engine, count_hits

    book, coder = workspace().open(case), load_settings().coder
    wanted = asked.wanted(book.case.info)

    def allowed(hits: Hits) -> None:
        if not sample and hits.fit > (most or MOST):
            raise Problem(
                "{n} rows fit: narrow the period or the classes, draw some with "
                "--sample-per-month, or say with --most how many may come in; nothing was written",
                n=f"{hits.fit:,}",
            )

    if url:
        answer = ask_engine(url, table, wanted, sample, coder)
    if months:
        _said_months(case, answer.hits if url else count_hits(_store(folder), wanted), json_)
        return
    if url:
        allowed(answer.hits)
    else:
        answer = ask(_store(folder), wanted, sample, coder, heard=allowed)
    changes = receive(book.case, answer.candidates, answer.search)
    if not dry_run:
        book.apply(N_("candidates from the store into the inbox"), changes, coder)
    _said_answer(case, answer, len(changes) - 1, dry_run, json_)


def _said_months(case: str, hits: Hits, json_: bool) -> None:
    if json_:
        out_json(
            {"case": case, "counted": "rows", "fitting": hits.fit, "months": dict(hits.months)}
        )
        return
    say = said()
    head, undated, in_all, rows = map(say.t, (N_("month"), N_("undated"), N_("in all"), N_("rows")))
    out(f"{padded(head, 10)} {' ' * (12 - columns(rows))}{rows}")
    for month, n in (*hits.months.items(), (in_all, hits.fit)):
        out(f"{padded(month or undated, 10)} {n:>12,}")


def _said_answer(case: str, answer: Answer, added: int, dry_run: bool, json_: bool) -> None:
    say, data = said(), answer.hits.data
    for note in answer.remarks:
        click.echo(shown(note.said(say)), err=True)
    rows = added_up(d.rows for d in data)
    if json_:
        out_json(
            {
                "case": case,
                "rows": rows,
                "dyad": added_up(d.dyad for d in data),
                "fitting": answer.hits.fit,
                "drawn": len(answer.candidates),
                "added": added,
                "misshapen": sum(d.misshapen for d in data),
                "undated": added_up(d.undated for d in data),
            }
        )
        return
    out(
        say.t(
            "{fitting} of {rows} rows fit; {drawn} candidates, {added} of them new to the inbox",
            fitting=f"{answer.hits.fit:,}",
            rows=f"{rows:,}",
            drawn=f"{len(answer.candidates):,}",
            added=f"{added:,}",
        )
    )
    if dry_run:
        out(say.t("A dry run: nothing was written."))


@data.command()
@case_argument
@click.option(
    "--for",
    "dialect",
    type=click.Choice(["duckdb", "bigquery", "spark"]),
    required=True,
    help="The engine whose SQL is printed.",
)
@click.option(
    "--as",
    "dataset",
    type=click.Choice(["gdelt", "icews", "polecat", "acled"]),
    default="gdelt",
    help="The data set whose columns are asked. Default: gdelt.",
)
@click.option(
    "--table",
    default="",
    help="Where the rows are. Default: GDELT's public table in BigQuery, elsewhere events.",
)
@question
@as_json
def sql(case: str, dialect: Dialect, dataset: str, table: str, asked: Asked, json_: bool) -> None:
    """Print the question of CASE in the SQL of an engine elsewhere, by Ibis.

    It names its columns and, for BigQuery, the partitions that are read, so that the cost can be
    seen before it is run. The result comes in by: workbench inbox add CASE RESULT --query FILE
    """
    from workbench.eventstore import portable

    wanted = asked.wanted(workspace().open(case).case.info)
    found = portable(wanted, dialect, dataset, table)
    if json_:
        out_json({"case": case, **asdict(found)})
        return
    if dialect == "bigquery" and found.public:
        _said_cost(found)
    out(found.sql)


def _said_cost(found: Portable) -> None:
    say = said()
    if not found.table.endswith("_partitioned"):
        note = say.t("the whole table is read, since it isn't divided by days")
    elif found.partitions is None:
        note = say.t("without a first and a last day the whole table is read: give --from and --to")
    else:
        note = say.t(
            "rows that were added from {low} to {high} are read; later ones about these days "
            "aren't",
            low=found.partitions[0],
            high=found.partitions[1],
        )
    click.echo(shown(note), err=True)
    if found.early:
        note = say.t(
            "GDELT's daily files begin in April 2013: whether the rows of earlier days are divided "
            "by these days couldn't be tried. {table}, by --table, has them all and is read whole",
            table=found.table.removesuffix("_partitioned"),
        )
        click.echo(shown(note), err=True)
    click.echo(
        say.t("bq query --dry_run says how many bytes it would read, which is what it costs"),
        err=True,
    )
