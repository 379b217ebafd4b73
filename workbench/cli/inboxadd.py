"""The command `inbox add`: event data of many files, or a coded project, into the inbox."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from workbench.case import Candidate, Case, Problem, Search
from workbench.casebook import ORDERS, load_settings, receive, searched_before
from workbench.interchange.packed import bounded
from workbench.locale import N_, Words, first_of, shown

from .context import LINE, as_json, out, out_json, said, workspace
from .dataquestion import Asked
from .import_said import DATES_HELP, elsewhere
from .offered import case_argument, event_data
from .searchline import SearchLine, TooMany, can_be_called_off

if TYPE_CHECKING:
    from workbench.interchange.eventdata import FileSearched, Progress

_LONGEST = 1 << 20
"""Bytes of a query."""
_NAMED = 3
"""Files, or rows of another width, that are named on the screen; --json has all."""
_PASSED = {
    "known": N_("searched before for the same question, and passed over: {n} ({names})"),
    "twin": N_("the same as another file, and passed over: {n} ({names})"),
    "other": N_("no event data, and passed over: {n} ({names})"),
}


@dataclass
class _Found:
    """What came of all that was named."""

    candidates: list[Candidate]
    notes: list[Problem] = field(default_factory=list)
    files: list[FileSearched] = field(default_factory=list)
    search: Search | None = None
    progress: Progress | None = None
    unsearched: int = 0
    """Files that were left when it was called off."""

    def of(self, outcome: str) -> list[FileSearched]:
        """The files of which this came."""
        return [file for file in self.files if file.outcome == outcome]

    @property
    def by_engine(self) -> bool:
        """Whether the files are what an engine gave back, of rows that nobody counted here."""
        return self.search is not None and self.search.how == "engine"

    @property
    def odd(self) -> list[dict[str, Any]]:
        """The rows of another width, by file and line."""
        return [
            {"file": part.label, "line": line, "columns": columns}
            for file in self.files
            for part in file.parts
            for line, columns in part.progress.odd
        ]


@click.command()
@case_argument
@event_data
@click.option(
    "--as",
    "form",
    type=click.Choice(["gdelt", "icews", "polecat", "acled", "qdpx"]),
    help="What the files are; default: as their content says. qdpx is the project of NVivo, "
    "ATLAS.ti, MAXQDA or QualCoder.",
)
@click.option("--actors", type=LINE, help="The dyad, such as FRA,USA. Default: the case's.")
@click.option("--from", "begins", help="First date, in EDTF. Default: the case's.")
@click.option("--to", "ends", help="Last date, in EDTF. Default: the case's.")
@click.option(
    "--dates",
    type=click.Choice([*ORDERS]),
    help="How 3/1/2003 is meant. Default: as the rows of each file show.",
)
@click.option("--classes", type=LINE, default="", help="Event classes, such as 03,163 or SANCTION.")
@click.option(
    "--most",
    type=click.IntRange(min=1),
    help="How many rows may come in. Default: 10,000; a terminal asks before it takes more.",
)
@click.option(
    "--query",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="The text of the query by which an engine elsewhere made these files; it is kept.",
)
@click.option("--dry-run", is_flag=True, help="Say what would come in, and write nothing.")
@as_json
def add(
    case: str,
    files: tuple[Path, ...],
    form: str | None,
    query: Path | None,
    dry_run: bool,
    json_: bool,
    **asked: Any,
) -> None:
    """Put the rows of FILES that fit the dyad, the period and the classes into CASE's inbox.

    FILES are event data, plain, gzipped or zipped, folders of such files, or patterns. Ctrl+C
    stops: what was searched whole comes in, and the same command goes on with the rest. A file
    that was searched for the same question isn't searched again. What is damaged is named, and the
    others come in: status 1.
    """
    book, say = workspace().open(case), said()
    if book.read_only and not dry_run:
        # Nobody reads for half an hour to be told so.
        raise book.read_only
    single = files[0] if len(files) == 1 and files[0].is_file() else None
    form = form or (_form(single) if single else None)
    if form == "qdpx":
        found = _project(files)
    else:
        text = _query(query) if query else ""
        found = _searched(book.case, files, form or "", asked, say, text)
    if not dry_run:
        changes = receive(book.case, found.candidates, found.search)
        book.apply(N_("candidates into the inbox"), changes, load_settings().coder)
    else:
        changes = receive(book.case, found.candidates)
    added = sum(isinstance(change.record, Candidate) for change in changes)
    _warn(found, say)
    if json_:
        out_json(_json(case, found, added))
    else:
        for line in _lines(found, added, say):
            out(shown(line))
        if dry_run:
            out(say.t("A dry run: nothing was written."))
    if found.unsearched:
        raise click.exceptions.Exit(130)
    if found.of("failed"):
        raise click.exceptions.Exit(1)


def _form(file: Path) -> str:
    """What the content of a file says it is; raises `Problem` where it holds no candidates."""
    from workbench.interchange.recognition import recognise

    found = recognise(file)
    if found.kind not in ("eventdata", "project"):
        if found.form != "csv":
            raise elsewhere(file, found, said())
        # What is nothing else may be a sheet, or broken.
        raise Problem(
            "{path} is neither event data nor a coded project; a coding sheet comes in by "
            "workbench import",
            path=str(file),
        )
    return found.form if found.kind == "project" else ""


def _query(file: Path) -> str:
    """The query that made files; raises `Problem`."""
    try:
        text = bounded(file, _LONGEST).decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Problem("{path} is no text in UTF-8", path=str(file)) from None
    if not text.strip():
        raise Problem("{path} is empty: it holds no query; nothing was written", path=str(file))
    return text


def _sha256(query: str) -> str:
    return hashlib.sha256(query.encode()).hexdigest() if query else ""


def _by_engine(search: Search, query: str) -> Search:
    """A search of a result: of how many rows an engine made it, the result doesn't say."""
    unknown = {"rows": None, "dyad": None, "undated": None}
    return search.model_copy(
        update={
            "how": "engine",
            "query": query,
            "query_sha256": _sha256(query),
            "data": tuple(data.model_copy(update=unknown) for data in search.data),
        }
    )


def _project(files: Sequence[Path]) -> _Found:
    from workbench.interchange.refi import read_project

    if len(files) != 1:
        raise Problem("a coded project comes in alone: name one file")
    project = read_project(files[0])
    return _Found(list(project.candidates), list(project.warnings))


def _searched(
    case: Case,
    paths: Sequence[Path],
    dataset: str,
    asked: Mapping[str, Any],
    say: Words,
    query: str,
) -> _Found:
    from workbench.interchange.eventdata import (
        Task,
        candidates_of,
        collect,
        progress_of,
        question_of,
        search_files,
        search_of,
    )

    named = (asked[name] for name in ("actors", "begins", "ends", "dates", "classes"))
    wanted = Asked(*named).wanted(case.info)
    question = question_of(wanted)
    meant = collect(paths)
    line = SearchLine(say, asked["most"])
    task = Task(wanted, dataset, searched_before(case, question, _sha256(query)))
    with can_be_called_off() as called_off:
        try:
            files = search_files(meant, task, line, called_off)
        except TooMany as problem:
            raise problem.problem from None
        finally:
            line.clear()
    found = _Found(candidates_of(files), files=files, unsearched=len(meant) - len(files))
    if any(file.outcome == "searched" for file in files):
        found.search = search_of(files, question, load_settings().coder)
        if query:
            found.search = _by_engine(found.search, query)
        found.progress = progress_of(files)
        found.notes = found.progress.remarks(bool(wanted.begins or wanted.ends))
    elif not found.of("known"):
        _refuse(found, say)
    return found


def _refuse(found: _Found, say: Words) -> None:
    """Say why nothing was searched."""
    if found.unsearched:
        click.echo(say.t("Stopped; nothing came into the inbox"), err=True)
        raise click.exceptions.Exit(130)
    failed = found.of("failed")
    if len(failed) == 1 and len(found.files) == 1:
        assert failed[0].why
        raise failed[0].why
    for file in failed:
        click.echo(shown(_failed(file, say)), err=True)
    raise Problem("there is no event data that could be searched; nothing was written")


def _failed(file: FileSearched, say: Words) -> str:
    assert file.why
    why = file.why.said(say)
    return why if str(file.path) in why else f"{file.path}: {why}"


def _warn(found: _Found, say: Words) -> None:
    """What a person must know of what came in, on standard error."""
    for note in found.notes:
        click.echo(shown(note.said(say)), err=True)
    if found.progress and found.progress.open_in:
        click.echo(say.t(DATES_HELP), err=True)
    for file in found.of("failed"):
        click.echo(shown(_failed(file, say)), err=True)
    for file in found.of("other"):
        if file.named:
            what = say.t("it is no event data, and was passed over")
            click.echo(shown(f"{file.path}: {what}"), err=True)
    if found.unsearched:
        done = say.tn(
            "Stopped: {n} file was searched whole, and what fits came in",
            "Stopped: {n} files were searched whole, and what fits came in",
            len(found.of("searched")),
        )
        left = say.tn(
            "{n} file is left; the same command goes on with it",
            "{n} files are left; the same command goes on with them",
            found.unsearched,
        )
        click.echo(f"{done}{say.semicolon}{left}", err=True)


def _lines(found: _Found, added: int, say: Words) -> Iterator[str]:
    """What came in, and what was passed over."""
    yield say.t(
        "{fitting} candidates fit, {added} of them new to the inbox",
        fitting=len(found.candidates),
        added=added,
    )
    searched = found.of("searched")
    if len(found.files) > 1 and found.progress and not found.by_engine:
        yield say.tn(
            "{rows} rows of {n} file searched", "{rows} rows of {n} files searched", len(searched),
            rows=f"{found.progress.rows:,}",
        )  # fmt: skip
    for outcome, sentence in _PASSED.items():
        passed = [file.path.name for file in found.of(outcome)]
        passed += (label for file in found.files for label, why in file.again if why == outcome)
        if passed:
            yield say.t(sentence, n=len(passed), names=first_of(passed, _NAMED))
    if found.progress and found.progress.misshapen:
        yield say.t(
            "{n} rows had another number of columns and were left out", n=found.progress.misshapen
        )
        for odd in found.odd[:_NAMED]:
            yield "  " + say.t("{file}, line {line}: {columns} columns", **odd)


def _json(case: str, found: _Found, added: int) -> dict[str, Any]:
    """All of it for a program."""
    progress, known = found.progress, not found.by_engine
    return {
        "case": case,
        "fitting": len(found.candidates),
        "added": added,
        "rows": (progress.rows if progress else 0) if known else None,
        "misshapen": progress.misshapen if progress else 0,
        "undated": (progress.undated if progress else 0) if known else None,
        "dyad": (progress.dyad if progress else 0) if known else None,
        "search": found.search.id if found.search else None,
        "files": [
            {"file": str(file.path), "outcome": file.outcome, "sha256": file.sha256 or None,
             "rows": file.rows, "fitting": sum(len(part.candidates) for part in file.parts),
             "why": str(file.why) if file.why else None,
             "again": [label for label, _ in file.again]}
            for file in found.files
        ],
        "odd": found.odd,
        "unsearched": found.unsearched,
    }  # fmt: skip
