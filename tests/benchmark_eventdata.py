"""Filter a million GDELT rows: `python -m tests.benchmark_eventdata`; time against csv.reader."""

from __future__ import annotations

import csv
import resource
import sys
import tempfile
import time
from pathlib import Path

from tests.interchange.test_eventdata import DYAD, gdelt
from workbench.interchange.eventdata import Progress, read_candidates


def main() -> None:
    """Print the seconds of both, their ratio, and the peak of memory in megabytes."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "million.csv"
        with path.open("w") as stream:
            for number in range(1_000_000):
                stream.write(gdelt(number, "FRA" if number % 1000 == 0 else "CHN"))
        start = time.perf_counter()
        with path.open(newline="") as stream:
            count = sum(1 for _ in csv.reader(stream, delimiter="\t"))
        plain = time.perf_counter() - start
        start = time.perf_counter()
        found = sum(1 for _ in read_candidates(path, "gdelt", DYAD, Progress()))
        ours = time.perf_counter() - start
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        sys.stdout.write(f"{count} {found} {plain:.1f} {ours:.1f} {ours / plain:.2f} {peak:.0f}\n")


if __name__ == "__main__":
    main()
