"""What a store holds, by data set, and which rows were left out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby

from workbench.interchange.duck import duck, place

from .asking import versions
from .store import EventStore


@dataclass(frozen=True)
class Held:
    """What a store holds of one data set."""

    dataset: str
    versions: tuple[str, ...]
    years: Mapping[str, int]
    """The rows of each year; of those without a date under `other`."""
    files: int
    rows: int
    """All rows of the files, those of another width among them."""
    misshapen: int
    size: int
    """Bytes of Parquet."""


@dataclass(frozen=True)
class Rejected:
    """A row that was left out, since it has another number of columns than its data set."""

    file: str
    line: int
    columns: int


def holdings(store: EventStore) -> list[Held]:
    """What the store holds, by data set; without DuckDB. Raises `Problem` as `parts` does."""
    found = []
    parts = sorted(store.parts(), key=lambda part: part.dataset)
    for dataset, each in groupby(parts, lambda part: part.dataset):
        mine = list(each)
        years = Counter[str]()
        for part in mine:
            for piece in part.pieces:
                years[piece.year] += piece.rows
        files = [file for part in mine for file in part.files]
        found.append(
            Held(
                dataset,
                versions(files),
                dict(sorted(years.items())),
                len(files),
                sum(file.rows for file in files),
                sum(file.misshapen for file in files),
                sum(piece.size for part in mine for piece in part.everything),
            )
        )
    return found


def rejected(store: EventStore) -> list[Rejected]:
    """The rows that were left out, by file and line; raises `Problem`."""
    parts = [part for part in store.parts() if part.rejects]
    names = {file.id: file.name for part in parts for file in part.files}
    if not parts:
        return []
    paths = ", ".join(place(store.folder / p.rejects.path) for p in parts if p.rejects)
    with duck() as connection:
        rows = connection.execute(
            f"SELECT _file, _line, columns FROM read_parquet([{paths}])"
        ).fetchall()
    return sorted(
        (Rejected(names[file], line, columns) for file, line, columns in rows),
        key=lambda row: (row.file, row.line),
    )
