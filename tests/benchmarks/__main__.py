"""Every figure in one go: `python -m tests.benchmarks` writes RESULTS.md beside this file."""

from __future__ import annotations

import sys
import tempfile
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

from . import engines, eventdata, importing, memo_speed, readings, screens, start, store, work
from .figures import machine

HEAD = """# Figures

Each is measured in turns with its floor in one run, and the medians are compared;
only the ratios carry over to another machine. Made by `python -m tests.benchmarks` on {machine}.

| figure | measured | floor | ratio | target | held |
|---|---|---|---|---|---|
"""
GROWTH = """
A case has 2.5 pieces of evidence per event, with sources and reactions (`cases.py`). What is missed
stays in the table. A sheet holds at most a million cells: with every column those are some
33,000 rows.

An edit writes the whole file anew. A format to which an edit is appended would take what SQLite
takes (its row above); the file is rewritten all the same, for it is one JSON that can be read,
diffed and merged line by line, and the history beside it is what is appended to.

## Event data, by what reads it

Files of text, odd rows among them, and the store; the last two count what they find, or make
candidates of it. The store is filled once. `python -m tests.benchmarks.engines --rows 30000000`
measures thirty million rows, into ENGINES.md.

{engines}

## How it grows

Opening is from the command to the first rows on the screen; the cursor and the filter are from
a key to the paint that shows what it did; saving is until the change is on the disk with its
history. Memory is what an open case holds, as a multiple of its JSON parsed into dictionaries,
and what the whole program holds when it is open and stands still.

{table}

![Milliseconds by the events of a case](growth.svg)
"""


def main() -> None:
    """Measure, and write the table."""
    apart = ProcessPoolExecutor(1, get_context("spawn"), max_tasks_per_child=1)
    # Each in a process of its own: what one leaves in memory would slow the next.
    parts_of = (start, screens, store, importing, memo_speed, readings, eventdata)
    rows: list[str] = []
    for module in parts_of:
        found = [figure.row for figure in apart.submit(module.figures).result()]
        print(*found, sep="\n", file=sys.stderr, flush=True)  # noqa: T201
        rows += found
    with tempfile.TemporaryDirectory() as folder:
        asked = list(engines.runs(engines.ROWS, Path(folder)))
        engines.same(Path(folder))
    rows += [figure.row for figure in engines.figures(asked)]
    grown = work.growth()
    rows += [figure.row for figure in work.figures(grown)]
    here = Path(__file__).parent
    work.plot(grown, here / "growth.svg")
    text = HEAD.format(machine=machine()) + "\n".join(rows) + "\n"
    text += GROWTH.format(
        table=work.table(grown), engines=engines.table(engines.ROWS, asked).rstrip()
    )
    (here / "RESULTS.md").write_text(text, "utf-8")


if __name__ == "__main__":
    main()
