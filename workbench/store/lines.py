"""The bytes of a case file: JSON (RFC 8259) that a person can read and diff, a record a line.

Each table opens with the same line and each record's line begins with its comma, so that git's
union of two people's additions is again a case file. A deleted record leaves a `null`: its
tombstone. The bytes of a record that nobody edited are never made anew.
"""

from __future__ import annotations

import gc
import json
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from json.decoder import scanstring  # type: ignore[attr-defined]
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from workbench.case import Problem

Tables = dict[str, dict[str, Any]]
Wanted = Mapping[tuple[str, str], Any]
"""Records by table and id, as they are to be; None deletes."""
OPENING = "_"
META = "_meta"
_SPACE = re.compile(r"[ \t\n\r]*")
Value = TypeVar("Value")


class Row(NamedTuple):
    """A record and the bytes of its line, from its name on; a value of None is a tombstone."""

    value: Any
    raw: bytes


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        seen: set[str] = set()
        _refuse_twice(next(k for k, _ in pairs if k in seen or seen.add(k)))  # type: ignore[func-returns-value]
    return found


def _refuse_twice(key: str) -> None:
    raise ValueError(f"“{key}” stands there twice")


def _no_constant(name: str) -> Any:
    raise ValueError(f"{name} is not a value that a case can hold")


_decoder = json.JSONDecoder(object_pairs_hook=_unique, parse_constant=_no_constant)


class _NoTables(ValueError):
    pass


def _members(
    text: str, at: int, read: Callable[[str, int], tuple[Value, int]]
) -> tuple[dict[str, Value], int]:
    """The members of the JSON object that begins at `at`, each value read by `read`."""
    space = _SPACE.match
    if text[at : at + 1] != "{":
        _decoder.raw_decode(text, at)  # a value of another kind, or the error where it is none
        raise _NoTables
    found: dict[str, Value] = {}
    at = space(text, at + 1).end()  # type: ignore[union-attr]
    if text[at : at + 1] == "}":
        return found, at + 1
    while True:
        if text[at : at + 1] != '"':
            raise json.JSONDecodeError("a name in double quotes is expected", text, at)
        key, at = scanstring(text, at + 1, True)
        at = space(text, at).end()  # type: ignore[union-attr]
        if text[at : at + 1] != ":":
            raise json.JSONDecodeError("a colon is expected", text, at)
        at = space(text, at + 1).end()  # type: ignore[union-attr]
        value, at = read(text, at)
        if key in found:
            _refuse_twice(key)
        found[key] = value
        at = space(text, at).end()  # type: ignore[union-attr]
        mark = text[at : at + 1]
        if mark == "}":
            return found, at + 1
        if mark != ",":
            raise json.JSONDecodeError("a comma or a closing brace is expected", text, at)
        at = space(text, at + 1).end()  # type: ignore[union-attr]


def _record(text: str, at: int) -> tuple[tuple[Any, str], int]:
    value, end = _decoder.raw_decode(text, at)
    return (value, text[at:end]), end


def _table(text: str, at: int) -> tuple[dict[str, Row], int]:
    found, end = _members(text, at, _record)
    if found.get(OPENING) == (None, "null"):
        del found[OPENING]
    return {k: Row(value, _name(k) + raw.encode()) for k, (value, raw) in found.items()}, end


def _however_laid_out(text: str) -> dict[str, dict[str, Row]]:
    """The rows of a file that an editor or another program wrote."""
    start = _SPACE.match(text).end()  # type: ignore[union-attr]
    rows, end = _members(text, start, _table)
    end = _SPACE.match(text, end).end()  # type: ignore[union-attr]
    if end != len(text):
        raise json.JSONDecodeError("something stands after the end", text, end)
    return rows


def _as_we_write(data: bytes, text: str) -> dict[str, dict[str, Row]] | None:
    """The rows of a file whose every line is laid out as ours; None where one isn't."""
    try:
        found = _decoder.decode(text)
    except (ValueError, RecursionError):
        return None  # the slower way says where
    if not isinstance(found, dict) or not all(isinstance(v, dict) for v in found.values()):
        return None
    lines = iter(data.split(b"\n"))
    tables: dict[str, dict[str, Row]] = {}
    for name, records in found.items():
        rows = tables[name] = {}
        opening = next(lines, b"")[1:]
        if name == META:
            for key, value in records.items():
                rows[key] = Row(value, _name(key) + encoded(value))
            if opening != _name(name) + b"{" + b", ".join(r.raw for r in rows.values()) + b"}":
                return None
            continue
        if opening != _name(name) + b"{" + _name(OPENING) + b"null":
            return None
        del records[OPENING]
        for key, value in records.items():
            line = next(lines, b"")
            if not line.startswith(b',"' + key.encode("utf-8", "replace") + b'": '):
                return None
            rows[key] = Row(value, line[1:])
        if next(lines, b"") != b"}":
            return None
    return tables if [*lines] == [b"}", b""] else None


@contextmanager
def without_collection() -> Iterator[None]:
    """Nothing that is read is garbage yet, and looking for some takes most of the time."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def encoded(value: Any) -> bytes:
    """A value as JSON in UTF-8; raises `ValueError` for what JSON can't say, such as NaN."""
    text = json.dumps(value, ensure_ascii=False, allow_nan=False)
    try:
        return text.encode("utf-8")
    except UnicodeEncodeError:
        # A lone surrogate can't be written in UTF-8; as an escape it is the same JSON value.
        return re.sub("[\ud800-\udfff]", lambda m: f"\\u{ord(m[0]):04x}", text).encode("utf-8")


def _name(key: str) -> bytes:
    return encoded(key) + b": "


@dataclass(frozen=True)
class Lines:
    """A case file's records with their bytes."""

    rows: Mapping[str, Mapping[str, Row]]

    @classmethod
    def parse(cls, data: bytes, path: Path) -> Lines:
        """The records in the bytes of `path`; raises `Problem` that says where they fail."""
        try:
            text = data.decode("utf-8")
            with without_collection():
                rows = _as_we_write(data, text) or _however_laid_out(text)
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
        except _NoTables:
            raise Problem(
                "{path} isn't a case file: it holds no tables of records", path=str(path)
            ) from None
        except (ValueError, RecursionError) as error:
            raise Problem("{path} can't be read: {why}", path=str(path), why=str(error)) from None
        return cls(rows)

    def tables(self) -> Tables:
        """The live records by table and id."""
        return {
            name: {key: row.value for key, row in rows.items() if row.value is not None}
            for name, rows in self.rows.items()
        }

    def get(self, table: str, id_: str) -> Any:
        """A record, or None where there is none or it was deleted."""
        row = self.rows.get(table, {}).get(id_)
        return None if row is None else row.value

    def changed(self, wanted: Wanted) -> Lines:
        """The records after a change; what isn't in `wanted` keeps its bytes."""
        rows: dict[str, Mapping[str, Row]] = dict(self.rows)
        fresh: dict[str, dict[str, Row]] = {}
        for (table, key), value in wanted.items():
            if table not in fresh:
                fresh[table] = dict(rows.get(table, {}))
                rows[table] = fresh[table]
            if value is not None or key in fresh[table]:
                fresh[table][key] = Row(value, _name(key) + encoded(value))
        return Lines(rows)

    def data(self) -> bytes:
        """The bytes of the file."""
        parts = [b"{"]
        for number, (name, rows) in enumerate(self.rows.items()):
            comma = b"\n," if number else b""
            if name == META:
                meta = b", ".join(row.raw for row in rows.values())
                parts.append(comma + _name(name) + b"{" + meta + b"}")
                continue
            parts.append(comma + _name(name) + b"{" + _name(OPENING) + b"null")
            parts += [b"\n," + row.raw for row in rows.values()]
            parts.append(b"\n}")
        parts.append(b"\n}\n")
        return b"".join(parts)
