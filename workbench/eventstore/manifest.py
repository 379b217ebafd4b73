"""What a part of the store says of itself: its files, and where their rows lie.

A part is what was committed at once. It counts from the moment that its manifest has its name; a
Parquet file that no manifest names was never finished.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from workbench.case import Problem
from workbench.interchange.eventdata.formats import Layout, layout_of

OTHER = "other"
"""The year of a row whose date can't be read, or is of no year with four digits."""
FORMAT = 2
"""The version of what is written here; 2 says which days a Parquet file has."""


@dataclass(frozen=True)
class StoredFile:
    """A data file whose rows are in the store."""

    id: str
    """What its rows are marked with: the first 16 digits of its SHA-256, or of that and its
    member's name."""
    name: str
    sha256: str
    rows: int
    """All of them, those of another width among them."""
    misshapen: int
    numbered: bool = False
    """Whether it writes dates such as 5/3/2003, of which somebody may say how they are meant."""
    versions: tuple[str, ...] = ()
    """What its rows call the version of the data."""
    content: str = ""
    """The SHA-256 of what is packed in it, or of its member; empty: nothing is."""

    @property
    def key(self) -> str:
        """What makes it the same file, however it is called and packed."""
        return self.content or self.sha256


@dataclass(frozen=True)
class Piece:
    """A Parquet file: rows of one year, sorted by their two states."""

    path: str
    """Within the store, with slashes."""
    size: int
    rows: int
    year: str
    """Four digits, or `other` where the date can't be read."""
    sha256: str = ""
    """Of its bytes; empty where it isn't known."""
    days: tuple[str, str] | None = None
    """No row has a date before the first or after the last of these; two empty texts: none has a
    date at all; None: not known."""

    def within(self, low: str, high: str) -> bool:
        """Whether it may have rows of a period."""
        if self.days is None:
            return self.year == OTHER or low[:4] <= self.year <= high[:4]
        first, last = self.days
        return bool(last) and first <= high and low <= last


@dataclass(frozen=True)
class Part:
    """What was committed at once: files of one layout."""

    id: str
    dataset: str
    headed: bool
    names: tuple[str, ...]
    """The columns as the files name them."""
    files: tuple[StoredFile, ...]
    pieces: tuple[Piece, ...]
    rejects: Piece | None = None
    """Rows of another width: file, line, how many columns."""
    format: int = field(default=FORMAT)

    @property
    def layout(self) -> Layout:
        """Where the columns stand."""
        return layout_of(self.dataset, self.names, self.headed)

    @property
    def everything(self) -> tuple[Piece, ...]:
        """All its Parquet files."""
        return (*self.pieces, self.rejects) if self.rejects else self.pieces

    def written(self) -> bytes:
        """Its manifest."""
        return json.dumps(asdict(self), ensure_ascii=False, indent=1).encode("utf-8")


def _piece(told: dict[str, Any]) -> Piece:
    days = told.get("days")
    return Piece(**{**told, "days": days and (str(days[0]), str(days[1]))})


def read_part(path: Path) -> Part:
    """The part of a manifest; raises `Problem` where it can't be read."""
    try:
        told: dict[str, Any] = json.loads(path.read_bytes())
        if told["format"] > FORMAT:
            raise Problem(
                "{path} was written by a later version of the program: update it", path=str(path)
            )
        files = (
            StoredFile(**{**file, "versions": tuple(file["versions"])}) for file in told["files"]
        )
        rejects = told["rejects"]
        return Part(
            str(told["id"]),
            str(told["dataset"]),
            bool(told["headed"]),
            tuple(told["names"]),
            tuple(files),
            tuple(map(_piece, told["pieces"])),
            _piece(rejects) if rejects else None,
        )
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        if isinstance(error, Problem):
            raise
        raise Problem("{path} is damaged: it is no manifest", path=str(path)) from None


COLUMNS = ("_file", "_line", "_day", "_one", "_two", "_pair", "_codes")
"""What stands before a row's own columns: its file, its line, its date in EDTF, its two states as
the table of states calls them in English, both in alphabetical order, and its codes."""


def columns_of(names: tuple[str, ...]) -> tuple[str, ...]:
    """What the columns are called in Parquet, where names differ by more than their case."""
    taken = {*COLUMNS, ""}
    found = []
    for place, name in enumerate(names, 1):
        free, number = name or f"column {place}", 2
        while free.casefold() in taken:
            free, number = f"{name} {number}".strip(), number + 1
        taken.add(free.casefold())
        found.append(free)
    return tuple(found)
