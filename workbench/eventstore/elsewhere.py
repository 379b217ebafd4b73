"""The same question on an engine that is already there, through the Ibis backend that it has."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from workbench.case import Problem, Search, SearchedData, new_id
from workbench.interchange.eventdata import Progress, Wanted, question_of, read_candidates
from workbench.interchange.eventdata.contents import head_of
from workbench.interchange.eventdata.formats import layout, named
from workbench.interchange.eventdata.records import cell_text

from .answers import Answer, Hits, Sample, drawn
from .months import months_of
from .portable import conditions, need_ibis, path_of, period_of, recent

if TYPE_CHECKING:
    from ibis.expr.types import Table


_MISSED = Problem(
    "an engine gives back only rows whose states, dates and codes are written as the data set "
    "writes them: what is spelt otherwise there is missing"
)


def ask_engine(
    url: str, table: str, wanted: Wanted, sample: Sample | None = None, coder: str = ""
) -> Answer:
    """The candidates of a table of the engine at `url`, such as `duckdb://events.duckdb`.

    What comes back is looked at by the reader of files. Raises `Problem`, also where the engine or
    its Ibis backend isn't there.
    """
    need_ibis()
    path = path_of(table)
    _need_file(url)
    with _refusing(url):
        import ibis
        from ibis.common.exceptions import TableNotFound

        engine: Any = ibis.connect(url)
        try:
            there: Table = engine.table(path[-1], database=tuple(path[:-1]) or None)
        except TableNotFound:
            raise Problem("{url} has no table {table}", url=_plain(url), table=table) from None
        names = tuple(there.columns)
    dataset = named(head_of(names))
    if dataset is None:
        raise Problem(
            "the table {table} names no columns of GDELT, ICEWS, POLECAT or ACLED", table=table
        )
    form = layout(dataset[0], names)
    form.need_text([there[name].type().is_numeric() for name in names])
    progress = Progress()
    with TemporaryDirectory() as folder, _refusing(url):
        asked = there.filter(recent(there, wanted) & conditions(there, form, names, wanted))
        query = str(engine.compile(asked, pretty=True))
        rows = int(there.count().execute())
        file = Path(folder) / "result.csv"
        _written(asked, names, (form.id, form.date), file)
        found = [
            candidate.model_copy(update={"line": None})
            for candidate in read_candidates(file, dataset[0], wanted, progress, named=table)
        ]
    some = drawn(found, sample) if sample else found
    data = SearchedData(
        dataset=dataset[0],
        versions=tuple(sorted({form.edition, *(c.version for c in found)} - {""})),
        rows=rows,
        dyad=None,
        fit=len(found),
        drawn=len(some) if sample else None,
        undated=None,
    )
    question = question_of(wanted)
    if sample:
        question = question.model_copy(update={"per_month": sample.per_month, "seed": sample.seed})
    search = Search(
        id=new_id("se"),
        when=datetime.now(UTC).isoformat(timespec="seconds"),
        coder=coder,
        how="engine",
        question=question,
        query=query,
        query_sha256=sha256(query.encode()).hexdigest(),
        engine=f"{engine.name}, {table}",
        data=(data,),
    )
    hits = Hits(months_of(found), (data,), query)
    remarks = (*progress.remarks(any(period_of(wanted))), _MISSED)
    return Answer(tuple(some), hits, search, remarks)


def _need_file(url: str) -> None:
    """Raises `Problem` where the file of a database isn't there: the engine would make one."""
    scheme, _, rest = url.partition("://")
    path = rest.partition("?")[0]
    if scheme in ("duckdb", "sqlite") and not path.startswith("md:") and not Path(path).is_file():
        raise Problem("there is no file {path}", path=path or url)


def _written(asked: Table, names: tuple[str, ...], plain: tuple[int, ...], file: Path) -> None:
    """Put the rows into a file; those in the places `plain` as a data set writes ids and dates."""
    with file.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, quoting=csv.QUOTE_ALL)
        writer.writerow(names)
        for batch in asked.to_pyarrow().to_batches():
            for row in zip(*(column.to_pylist() for column in batch.columns), strict=True):
                cells = (_as_written(v) if n in plain else v for n, v in enumerate(row))
                writer.writerow(map(cell_text, cells))


def _as_written(value: object) -> object:
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value.date() if isinstance(value, datetime) else value


@contextmanager
def _refusing(url: str) -> Iterator[None]:
    """What goes wrong at an engine, in one sentence; each has exceptions of its own."""
    try:
        yield
    except Problem:
        raise
    except ImportError as error:
        raise Problem(
            "the Ibis backend for {url} isn't installed: {command}",
            url=_plain(url),
            command=f"pip install '{_install(url, str(error))}'",
        ) from None
    except Exception as error:
        why = str(error).strip().split("\n", 1)[0].replace(url, _plain(url))
        why = why or type(error).__name__
        raise Problem("the engine {url} can't be asked: {why}", url=_plain(url), why=why) from None


def _install(url: str, why: str) -> str:
    """What pip installs for an engine, as Ibis says it."""
    said = re.search(r"ibis-framework\[[\w,-]+\]", why)
    return said[0] if said else f"ibis-framework[{url.partition('://')[0]}]"


def _plain(url: str) -> str:
    """An address without the name and the password in it."""
    scheme, mark, rest = url.partition("://")
    return f"{scheme}{mark}{rest.rpartition('@')[2]}"
