"""A coding sheet of 10,000 rows brought into a case, against reading and validating its rows."""

from __future__ import annotations

import csv
import io
import itertools
import tempfile
from functools import partial
from math import log
from pathlib import Path
from typing import Any

from workbench.case import Case, CaseInfo, Record
from workbench.casebook import Casebook
from workbench.interchange.sheet import read_sheet, write_sheet
from workbench.store import CaseFile

from .cases import PIECES, large_case
from .figures import Figure, in_turns

ROWS = 10_000


def sheet(rows: int) -> bytes:
    """A coding sheet of so many rows or a few more: a case whose events have evidence."""
    return write_sheet(large_case("c", round(rows / PIECES)))


def growth(folder: Path) -> Figure:
    """The exponent with which an import grows with its rows."""
    few, many = 1_000, 25_000
    taken = []
    for rows in (few, many):
        data = sheet(rows)
        taken += in_turns(3, partial(_imported, folder, data))
    power = log(taken[1] / taken[0]) / log(many / few)
    what = f"exponent of an import from {few:,} to {many:,} rows"
    return Figure(what, power / 1000, 1 / 1000, "linear", 1.1, "")


_NUMBERS = itertools.count()
_EMPTY = Case("c", CaseInfo(title="T", balancer="France", target="United States"))


def _imported(folder: Path, data: bytes) -> None:
    file = CaseFile(folder / f"c{next(_NUMBERS)}.json")
    file.create(_EMPTY)
    book = Casebook(file)
    found = read_sheet(data, book.case, "CKM")
    assert not found.faults, found.faults[:3]
    book.apply("an imported coding sheet", found.changes, "CKM")


def _validated(data: bytes, records: list[tuple[type[Record], dict[str, Any]]]) -> None:
    rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))
    assert rows
    for kind, record in records:
        kind.model_validate(record)


def importing(folder: Path) -> list[Figure]:
    """Into an empty case, durably; and the same as a dry run."""
    data = sheet(ROWS)
    changes = read_sheet(data, _EMPTY, "CKM").changes
    records = [(type(c.record), c.record.model_dump(mode="json")) for c in changes]

    def ours() -> None:
        _imported(folder, data)

    def dry() -> None:
        assert read_sheet(data, _EMPTY, "CKM").events

    whole, read, floor = in_turns(5, ours, dry, lambda: _validated(data, records))
    rows, against = f"{ROWS:,} rows of a coding sheet", "csv and the models' validation"
    return [
        Figure(f"{rows} imported durably", whole, floor, against, 5),
        Figure(f"{rows} imported durably", whole, read, "a dry run", 5),
    ]


def figures() -> list[Figure]:
    """Every figure of the import."""
    with tempfile.TemporaryDirectory() as name:
        return [*importing(Path(name)), growth(Path(name))]


if __name__ == "__main__":
    for figure in figures():
        print(figure.row)  # noqa: T201
