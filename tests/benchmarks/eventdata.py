"""A million rows of event data, filtered for one dyad, against `csv.reader` over the same file."""

from __future__ import annotations

import csv
import multiprocessing
import re
import resource
import sys
import tempfile
from pathlib import Path

from workbench.interchange.eventdata import Progress, Wanted, read_candidates

from .figures import Figure, in_turns

ROWS = 1_000_000
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
        ours, floor = in_turns(3, lambda: _filtered(path), lambda: _plain(path))
        with multiprocessing.get_context("spawn").Pool(1) as pool:
            peak = pool.apply(_peak, (path,))
    what = f"{ROWS:,} rows of GDELT filtered"
    return [
        Figure(what, ours, floor, "csv.reader", 0.4),
        Figure(f"{what}: memory at most", peak / 1000, 0.2, "allowed", 1, "MB"),
    ]


if __name__ == "__main__":
    for figure in figures():
        print(figure.row)  # noqa: T201
