"""What an engine gives back: JSON lines and Parquet, which name their columns.

JSON lines: an object a line (jsonlines.org); BigQuery leaves out what is empty, so that the columns
are those of all lines. Parquet is read by DuckDB.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import Any

from workbench.case import Problem

from ..duck import duck, place
from ..sheet.workbook import MOST_COLUMNS, too_wide
from .datalines import text

PARQUET = b"PAR1"
"""What a Parquet file begins with (Apache Parquet, File Format)."""
_MANY = 1000
_NUMBER = re.compile(r"U?(TINY|SMALL|BIG|HUGE|)INT(EGER)?|DOUBLE|FLOAT|DECIMAL.*")
"""How DuckDB calls types of numbers."""


def is_parquet(path: Path) -> bool:
    """Whether a file is one of Parquet."""
    with path.open("rb") as stream:
        return stream.read(len(PARQUET)) == PARQUET


def keys(line: str) -> list[str] | None:
    """The columns that a line of JSON names; None where it is no object."""
    try:
        told = json.loads(line) if line.lstrip().startswith("{") else None
    except (ValueError, RecursionError):
        return None
    return list(told) if isinstance(told, dict) else None


def columns_of_lines(lines: Iterable[list[bytes]]) -> dict[str, bool]:
    """The columns of all lines, in the order in which they come first; raises `Problem`.

    Of each whether it holds a number.
    """
    found: dict[str, bool] = {}
    for _, told in _objects(lines):
        for name, value in told.items():
            found[name] = isinstance(value, int | float) or found.get(name, False)
        if len(found) > MOST_COLUMNS:
            # Each row has a cell for every column that another one names.
            raise too_wide()
    return found


def rows_of_lines(
    lines: Iterable[list[bytes]], names: list[str]
) -> Iterator[tuple[int, list[str]]]:
    """The rows of JSON lines, each with its line; raises `Problem`."""
    for number, told in _objects(lines):
        yield number, [cell_text(told.get(name)) for name in names]


def _objects(lines: Iterable[list[bytes]]) -> Iterator[tuple[int, dict[str, Any]]]:
    for number, line in enumerate(chain.from_iterable(lines), 1):
        if not line.strip():
            continue
        try:
            told = json.loads(text(line).lstrip("\ufeff"))
        except (ValueError, RecursionError):
            told = None
        if not isinstance(told, dict):
            raise Problem("line {line}: this is no object of JSON", line=number)
        yield number, told


def parquet_columns(path: Path) -> dict[str, bool]:
    """The columns of a Parquet file, and of each whether it holds numbers; raises `Problem`."""
    with duck() as connection:
        told = connection.execute(f"SELECT * FROM read_parquet({place(path)}) LIMIT 0")
        return {
            column[0]: bool(_NUMBER.fullmatch(str(column[1]))) for column in told.description or ()
        }


def parquet_rows(path: Path) -> Iterator[tuple[int, list[str]]]:
    """The rows of a Parquet file, each with its number; raises `Problem`."""
    with duck() as connection:
        told = connection.execute(f"SELECT * FROM read_parquet({place(path)})")
        number = 0
        while many := told.fetchmany(_MANY):
            for row in many:
                number += 1
                yield number, [cell_text(cell) for cell in row]


def cell_text(value: object) -> str:
    """A value of an engine as a file would have it."""
    if value is None:
        return ""
    return value if isinstance(value, str) else str(value)
