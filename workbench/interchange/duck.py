"""DuckDB, where it is installed, held to a share of the memory."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from workbench.case import Problem

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

MEMORY = "500MB"
"""What DuckDB may take before it goes on in a folder for temporary files."""


def need_duck() -> None:
    """Raises `Problem` where DuckDB isn't installed."""
    if find_spec("duckdb") is None:
        raise Problem(
            "this needs DuckDB, which isn't installed: {command}",
            command="pip install 'soft-balancing-workbench[data]'",
        )


@contextmanager
def duck(temporary: Path | None = None) -> Iterator[DuckDBPyConnection]:
    """A connection to an empty database in memory that spills into `temporary`.

    Raises `Problem` where DuckDB isn't installed, and where it refuses what is asked of it.
    """
    need_duck()
    import duckdb

    config: dict[str, str | bool | int | float | list[str]] = {
        "memory_limit": MEMORY,
        "preserve_insertion_order": True,
        "autoinstall_known_extensions": False,
        "autoload_known_extensions": False,
    }
    if temporary is not None:
        temporary.mkdir(parents=True, exist_ok=True)
        config["temp_directory"] = str(temporary)
    try:
        with duckdb.connect(config=config) as connection:
            connection.execute("SET enable_progress_bar = false")
            yield connection
    except duckdb.OutOfMemoryException as error:
        raise Problem("DuckDB has no room left: {why}", why=_first(error)) from None
    except duckdb.Error as error:
        raise Problem("DuckDB can't do this: {why}", why=_first(error)) from None


def _first(error: Exception) -> str:
    return str(error).split("\n", 1)[0]


def name(text: str) -> str:
    """A name as SQL quotes it."""
    return '"' + text.replace('"', '""') + '"'


def literal(text: str) -> str:
    """A text as SQL quotes it."""
    return "'" + text.replace("'", "''") + "'"


def place(path: Path) -> str:
    """A path as SQL quotes it where a pattern may stand: it means this one file."""
    return literal(re.sub(r"([*?\[])", r"[\1]", str(path)))
