"""What answers a question of event data, and how fast: `python -m tests.benchmarks.engines`.

A file for each month of ten years, odd rows among them, asked for one dyad in one year. `--rows
30000000` takes 12 GB of room and an hour. All that read files must find the same rows as the store.
"""

from __future__ import annotations

import argparse
import csv
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from importlib.util import find_spec
from multiprocessing import get_context
from pathlib import Path

from workbench.eventstore import EventStore, add_files, ask, count_hits
from workbench.interchange.eventdata import Task, Wanted, candidates_of, collect, search_files

from .figures import Figure, machine
from .gdeltrows import gdelt_files

ROWS = 1_000_000
FILES, DAYS = 120, 3653
"""Ten years from 2003."""
_LOW, _HIGH = "20050101", "20051231"
YEAR = Wanted(("FRA", "USA"), "2005", "2005")
_FIRST = "(column05 LIKE 'FRA%' AND column15 LIKE 'USA%')"
_SECOND = "(column05 LIKE 'USA%' AND column15 LIKE 'FRA%')"


@dataclass(frozen=True)
class Run:
    """One engine: seconds on the clock and of the processor, memory at most in MB, rows found."""

    name: str
    seconds: float
    processor: float
    memory: float
    found: int


def _csv(files: Sequence[Path]) -> int:
    found = 0
    for path in files:
        with path.open(encoding="utf-8", errors="replace", newline="") as stream:
            for row in csv.reader(stream, delimiter="\t", quoting=csv.QUOTE_NONE):
                if len(row) == 61 and _LOW <= row[1] <= _HIGH:
                    pair = row[5][:3], row[15][:3]
                    found += pair in (("FRA", "USA"), ("USA", "FRA"))
    return found


def _ours(workers: int | None, files: Sequence[Path]) -> int:
    return len(candidates_of(search_files(collect(files), Task(YEAR), workers=workers)))


def _polars(files: Sequence[Path]) -> int:
    import polars

    names = [f"column{n:02}" for n in range(61)]
    table = polars.scan_csv(
        list(files), separator="\t", has_header=False, quote_char=None,
        schema=dict.fromkeys(names, polars.String), ignore_errors=True,
        truncate_ragged_lines=True, encoding="utf8-lossy",
    )  # fmt: skip
    one, two, day = (polars.col(names[n]) for n in (5, 15, 1))
    pair = one.str.starts_with("FRA") & two.str.starts_with("USA")
    pair |= one.str.starts_with("USA") & two.str.starts_with("FRA")
    days = day.is_between(polars.lit(_LOW), polars.lit(_HIGH))
    return table.filter(pair & days).collect().height


def _duckdb(files: Sequence[Path]) -> int:
    import duckdb

    rows = (
        f"read_csv({[str(path) for path in files]}, delim='\t', quote='', header=false, "
        "all_varchar=true, ignore_errors=true, null_padding=true, auto_detect=false, "
        f"columns={ {f'column{n:02}': 'VARCHAR' for n in range(61)} }, strict_mode=false)"
    )
    days = f"column01 BETWEEN '{_LOW}' AND '{_HIGH}'"
    return len(
        duckdb.sql(f"SELECT * FROM {rows} WHERE {days} AND ({_FIRST} OR {_SECOND})").fetchall()
    )


def _parquet(folder: Path, _files: Sequence[Path]) -> int:
    import duckdb

    where = " OR ".join((_FIRST, _SECOND)).replace("column05", "Actor1Code")
    where = where.replace("column15", "Actor2Code")
    return len(
        duckdb.sql(
            f"SELECT * FROM '{folder}/gdelt/*/*.parquet' "
            f"WHERE SQLDATE BETWEEN '{_LOW}' AND '{_HIGH}' AND ({where})"
        ).fetchall()
    )


def _added(folder: Path, files: Sequence[Path]) -> int:
    return add_files(EventStore(folder), collect(files)).rows


def _asked(folder: Path, _files: Sequence[Path]) -> int:
    return len(ask(EventStore(folder), YEAR).candidates)


def _counted(folder: Path, _files: Sequence[Path]) -> int:
    return count_hits(EventStore(folder), YEAR).fit


def _measured(name: str, task: Callable[[], int]) -> Run:
    wall, work = time.perf_counter(), _work()
    found = task()
    return Run(name, time.perf_counter() - wall, _work() - work, _peak(), found)


def _work() -> float:
    """Seconds of the processor, those of other processes that ended among them."""
    return sum(os.times()[:4])


def _peak() -> float:
    if sys.platform != "linux":
        return 0.0
    [said] = [s for s in Path("/proc/self/status").read_text().splitlines() if "VmHWM" in s]
    return int(said.split()[1]) / 1024


def runs(rows: int, folder: Path) -> Iterator[Run]:
    """Every engine, each in a process of its own."""
    files = gdelt_files(folder / "files", rows, FILES, "", odd=0.002, days=DAYS)
    store = folder / "store"
    tasks: dict[str, Callable[[Sequence[Path]], int]] = {
        "csv.reader": _csv,
        "without the extra, one core": partial(_ours, 1),
        "without the extra, every core": partial(_ours, None),
        "polars on text": _polars,
        "DuckDB on text": _duckdb,
        "the store: adding, once": partial(_added, store),
        "DuckDB on the store's Parquet": partial(_parquet, store),
        "the store: counting by month": partial(_counted, store),
        "the store: candidates": partial(_asked, store),
    }
    for name, task in tasks.items():
        if name.startswith("polars") and find_spec("polars") is None:
            continue
        with ProcessPoolExecutor(1, get_context("spawn")) as apart:
            yield apart.submit(_measured, name, partial(task, files)).result()


def same(folder: Path) -> int:
    """How many candidates the files and the store give alike; raises `AssertionError`."""
    files = candidates_of(search_files(collect([folder / "files"]), Task(Wanted(YEAR.actors))))
    store = ask(EventStore(folder / "store"), Wanted(YEAR.actors)).candidates
    assert sorted(files, key=lambda c: (c.file, c.line)) == list(store)
    return len(files)


def table(rows: int, found: Sequence[Run]) -> str:
    """The engines as a table of Markdown."""
    head = (
        f"| {rows:,} rows of GDELT, a dyad-year of ten | clock | processor | memory | rows |\n"
        "|---|---|---|---|---|\n"
    )
    return head + "".join(
        f"| {run.name} | {run.seconds:.2f} s | {run.processor:.2f} s | {run.memory:,.0f} MB | "
        f"{run.found:,} |\n"
        for run in found
    )


def figures(found: Sequence[Run]) -> list[Figure]:
    """What the store must hold."""
    by_name = {run.name: run for run in found}
    asked, added = by_name["the store: candidates"], by_name["the store: adding, once"]
    return [
        Figure("a dyad-year of ten years out of the store", asked.seconds, 1, "allowed", 1),
        Figure("adding to the store: memory at most", added.memory / 1000, 1, "allowed", 1, "MB"),
    ]


_HEAD = """# Event data, by what reads it

A file for each month of ten years, {rows:,} rows in all, odd ones among them, asked for one dyad in
one year; each engine in a process of its own. Memory is the most that it held. What reads text
passes over other odd rows than ours does, so it finds a few less or more. All {same:,}
candidates of the dyad are alike from files and store.
Made by `python -m tests.benchmarks.engines --rows {rows}` on {machine}.

"""


def main() -> None:
    """Measure as many rows as are asked for, and write the table into ENGINES.md beside this."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--rows", type=int, default=ROWS)
    rows = asked.parse_args().rows
    with tempfile.TemporaryDirectory() as place:
        found = []
        for run in runs(rows, Path(place)):
            found.append(run)
            print(run, file=sys.stderr, flush=True)  # noqa: T201
        text = _HEAD.format(rows=rows, same=same(Path(place)), machine=machine())
    Path(__file__).with_name("ENGINES.md").write_text(text + table(rows, found), "utf-8")


if __name__ == "__main__":
    main()
