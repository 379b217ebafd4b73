"""A coding sheet of 10,000 rows brought into a case, against reading and validating its rows."""

from __future__ import annotations

import csv
import io
import itertools
import tempfile
from pathlib import Path
from typing import Any

from workbench.case import Case, CaseInfo, Record
from workbench.casebook import Casebook, worked_cases
from workbench.interchange.sheet import read_sheet, write_sheet
from workbench.store import CaseFile

from .figures import Figure, in_turns

ROWS = 10_000


def sheet(rows: int) -> bytes:
    """The worked case as a coding sheet, over and over under other keys and days."""
    [worked] = (file for file in worked_cases() if file.slug == "france-us-iraq-2003")
    reader = csv.DictReader(io.StringIO(write_sheet(worked.load()).decode("utf-8-sig")))
    known, stream = list(reader), io.StringIO(newline="")
    writer = csv.DictWriter(stream, reader.fieldnames or ())
    writer.writeheader()
    # Whole turns: a row may name an event that only comes later.
    turns = ((turn, row) for turn in range(rows // len(known)) for row in known)
    for turn, row in turns:
        answer = f"{row['reaction']}-{turn}" if row["reaction"] else ""
        title = f"{row['title']} ({turn})" if row["title"] else ""
        writer.writerow(row | {"event": f"{row['event']}-{turn}", "title": title,
                               "reaction": answer})  # fmt: skip
    return stream.getvalue().encode()


def _validated(data: bytes, records: list[tuple[type[Record], dict[str, Any]]]) -> None:
    rows = list(csv.DictReader(io.StringIO(data.decode("utf-8"))))
    assert rows
    for kind, record in records:
        kind.model_validate(record)


def importing(folder: Path) -> list[Figure]:
    """Into an empty case, durably; and the same as a dry run."""
    data, numbers = sheet(ROWS), itertools.count()

    empty = Case("c", CaseInfo(title="T", balancer="France", target="United States"))
    changes = read_sheet(data, empty, "CKM").changes
    records = [(type(c.record), c.record.model_dump(mode="json")) for c in changes]

    def ours() -> None:
        file = CaseFile(folder / f"c{next(numbers)}.json")
        file.create(empty)
        book = Casebook(file)
        found = read_sheet(data, book.case, "CKM")
        assert not found.faults, found.faults[:3]
        book.apply("an imported coding sheet", found.changes, "CKM")

    def dry() -> None:
        assert read_sheet(data, empty, "CKM").events

    whole, read, floor = in_turns(5, ours, dry, lambda: _validated(data, records))
    rows, against = f"{ROWS:,} rows of a coding sheet", "csv and the models' validation"
    return [
        Figure(f"{rows} imported durably", whole, floor, against, 5),
        Figure(f"{rows} imported durably", whole, read, "a dry run", 5),
    ]


def figures() -> list[Figure]:
    """Every figure of the import."""
    with tempfile.TemporaryDirectory() as name:
        return importing(Path(name))


if __name__ == "__main__":
    for figure in figures():
        print(figure.row)  # noqa: T201
