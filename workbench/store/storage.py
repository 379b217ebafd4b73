"""The bytes of a case file: JSON that a person can read and diff, one record per line.

A TinyDB storage: `{"_meta": …, TABLE: {ID: RECORD, …}, …}` in UTF-8, replaced atomically.
"""

from __future__ import annotations

import json
import os
import tempfile
from pathlib import Path
from typing import Any

from tinydb.storages import Storage

from workbench.case import Problem

Tables = dict[str, dict[str, Any]]


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        seen: set[str] = set()
        twice = next(k for k, _ in pairs if k in seen or seen.add(k))  # type: ignore[func-returns-value]
        raise ValueError(f"“{twice}” stands there twice")
    return found


def _no_constant(name: str) -> Any:
    raise ValueError(f"{name} is not a value that a case can hold")


def dump(tables: Tables) -> str:
    """The text of a case file: a line a record, the comma leading."""
    lines = ["{"]
    for number, (name, rows) in enumerate(tables.items()):
        comma = "," if number else ""
        lines.append(f"{comma}{json.dumps(name, ensure_ascii=False)}: {{")
        for row, (key, record) in enumerate(rows.items()):
            text = json.dumps(record, ensure_ascii=False, allow_nan=False)
            lines.append(f"{',' if row else ' '}{json.dumps(key, ensure_ascii=False)}: {text}")
        lines.append("}")
    lines.append("}")
    # A lone surrogate can't be written in UTF-8; as an escape it is the same JSON value.
    return "".join(
        c if not "\ud800" <= c <= "\udfff" else f"\\u{ord(c):04x}" for c in "\n".join(lines) + "\n"
    )


def parse(data: bytes, path: Path) -> Tables:
    """The tables in the bytes of a case file; raises `Problem` that says where they fail."""
    try:
        found = json.loads(
            data.decode("utf-8"), object_pairs_hook=_unique, parse_constant=_no_constant
        )
    except UnicodeDecodeError as error:
        raise Problem(
            "{path} isn't UTF-8 text: byte {place} can't be read",
            path=str(path),
            place=error.start + 1,
        ) from None
    except json.JSONDecodeError as error:
        raise Problem(
            "{path}, line {line}, column {column}: not JSON ({why})",
            path=str(path),
            line=error.lineno,
            column=error.colno,
            why=error.msg,
        ) from None
    except (ValueError, RecursionError) as error:
        raise Problem("{path} can't be read: {why}", path=str(path), why=str(error)) from None
    if not isinstance(found, dict) or not all(isinstance(rows, dict) for rows in found.values()):
        raise Problem("{path} isn't a case file: it holds no tables of records", path=str(path))
    return found


def replace_file(path: Path, data: bytes) -> None:
    """Put `data` in place of `path` so that a reader sees the old or the new, never a part."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".tmp")
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        if path.exists():
            temporary.chmod(path.stat().st_mode & 0o777)
        else:
            mask = os.umask(0)
            os.umask(mask)
            temporary.chmod(0o666 & ~mask)
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    if os.name == "posix":
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


class CaseStorage(Storage):
    """TinyDB's door to one case file."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def read(self) -> Tables | None:
        """The tables, or None where there is no file yet; raises `Problem`."""
        try:
            data = self._path.read_bytes()
        except FileNotFoundError:
            return None
        except OSError as error:
            raise Problem(
                "{path} can't be read: {why}", path=str(self._path), why=error.strerror
            ) from None
        return parse(data, self._path)

    def write(self, data: Any) -> None:
        """Replace the file by these tables; raises `Problem`, the old file then stands."""
        try:
            replace_file(self._path, dump(data).encode("utf-8"))
        except OSError as error:
            raise Problem(
                "{path} can't be written: {why}", path=str(self._path), why=error.strerror
            ) from None
