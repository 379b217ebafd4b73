"""A million rows of event data, filtered for one dyad, against what else reads the same rows."""

from __future__ import annotations

import csv
import io
import multiprocessing
import re
import resource
import sys
import tempfile
import zipfile
from collections.abc import Sequence
from functools import partial
from importlib.util import find_spec
from pathlib import Path

from workbench.interchange.eventdata import (
    Meant,
    Progress,
    Task,
    Wanted,
    collect,
    read_candidates,
    search_files,
)

from .figures import Figure, in_turns

ROWS = 1_000_000
ZIPS = 30
DYAD = Wanted(("FRA", "USA"))


def _row(number: int) -> str:
    """A row of GDELT 2.0 in the length of a usual one; one in a thousand is of the dyad."""
    state = "FRA" if number % 1000 == 0 else "CHN"
    actors = [[f"{s}GOV", "GOVERNMENT", s, "", "", "", "", "GOV", "", ""] for s in (state, "USA")]
    place = ["4", "Paris, Île-de-France, France", "FR", "FRA8", "16282", "48.87", "2.33", "-145"]
    row = [str(900_000_000 + number), "20030305", "200303", "2003", "2003.1753"]
    row += [
        *actors[0],
        *actors[1],
        "1",
        "042",
        "042",
        "04",
        "1",
        "1.9",
        "10",
        "1",
        "10",
        "2.43",
        *place * 3,
    ]
    return "\t".join([*row, "20030306120000", "https://example.org/news/2003/03/05/article.html"])


def _plain(path: Path) -> int:
    with path.open(encoding="utf-8", newline="") as stream:
        return sum(1 for _ in csv.reader(stream, delimiter="\t"))


def _plain_zips(paths: Sequence[Path]) -> int:
    rows = 0
    for path in paths:
        with zipfile.ZipFile(path) as archive, archive.open(archive.namelist()[0]) as stream:
            text = io.TextIOWrapper(stream, "utf-8", newline="")
            rows += sum(1 for _ in csv.reader(text, delimiter="\t"))
    return rows


def _zipped(path: Path) -> list[Meant]:
    """The rows of a file in as many archives as a month has days."""
    folder = path.parent / "zips"
    folder.mkdir()
    with path.open("rb") as stream:
        for day in range(ZIPS):
            name = f"200303{day + 1:02}.export.CSV"
            lines = (next(stream, b"") for _ in range(-(-ROWS // ZIPS)))
            with zipfile.ZipFile(folder / f"{name}.zip", "w", zipfile.ZIP_DEFLATED) as archive:
                archive.writestr(name, b"".join(lines))
    return collect([folder])


def _searched(files: Sequence[Meant]) -> int:
    found = search_files(files, Task(DYAD), workers=2)
    assert sum(file.rows for file in found) == ROWS
    return len(found)


def _polars(path: Path) -> int:
    import polars

    table = polars.scan_csv(path, separator="\t", has_header=False, infer_schema=False)
    names = table.collect_schema().names()
    pair = (polars.col(names[5]) == "FRAGOV") & (polars.col(names[15]) == "USAGOV")
    return len(table.filter(pair).collect())


def _duckdb(path: Path) -> int:
    import duckdb

    rows = f"read_csv('{path}', delim='\t', header=false, all_varchar=true)"
    pair = "column05 = 'FRAGOV' AND column15 = 'USAGOV'"
    return len(duckdb.sql(f"SELECT * FROM {rows} WHERE {pair}").fetchall())


_OTHERS = {"polars": _polars, "duckdb": _duckdb}
"""What filters such a file too, on every core, where it is installed (the extra `bench`)."""


def _filtered(path: Path) -> int:
    return sum(1 for _ in read_candidates(path, "gdelt", DYAD, Progress()))


def _peak(path: Path) -> float:
    """The megabytes at most in memory while the file is filtered."""
    assert _filtered(path) == ROWS // 1000
    if sys.platform == "linux":
        # What getrusage tells begins with the size of the process that started this one.
        [said] = re.findall(r"VmHWM:\s+(\d+) kB", Path("/proc/self/status").read_text())
        return int(said) / (1 << 10)
    size = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return size / (1 << 20 if sys.platform == "darwin" else 1 << 10)


def figures() -> list[Figure]:
    """The time and the memory of filtering."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "million.csv"
        with path.open("w", encoding="utf-8") as stream:
            stream.writelines(f"{_row(number)}\n" for number in range(ROWS))
        others = {name: partial(how, path) for name, how in _OTHERS.items() if find_spec(name)}
        ours, plain, *floors = in_turns(
            3, lambda: _filtered(path), lambda: _plain(path), *others.values()
        )
        zips = _zipped(path)
        both, zipped = in_turns(
            3, lambda: _searched(zips), lambda: _plain_zips([each.path for each in zips])
        )
        with multiprocessing.get_context("spawn").Pool(1) as pool:
            peak = pool.apply(_peak, (path,))
    by_name = dict(zip(("csv.reader", *others), (plain, *floors), strict=True))
    fastest = min(by_name, key=lambda name: by_name[name])
    what = f"{ROWS:,} rows of GDELT filtered"
    return [
        Figure(what, ours, plain, "csv.reader", 0.4),
        Figure(f"{what}, beside {', '.join(by_name)}", ours, by_name[fastest], fastest, 1),
        Figure(f"{what} from {ZIPS} zips on two cores", both, zipped, "csv.reader on one", 0.3),
        Figure(f"{what}: memory at most", peak / 1000, 0.2, "allowed", 1, "MB"),
    ]


if __name__ == "__main__":
    for figure in figures():
        print(figure.row)  # noqa: T201
