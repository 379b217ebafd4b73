"""The bytes of a case file: JSON (RFC 8259) that a person can read and diff, a record a line.

Each table opens with the same line and each record's line begins with its comma, so that git's
union of two people's additions is again a case file. A deleted record leaves a `null`: its
tombstone. The bytes of a record that nobody edited are never made anew.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from json.decoder import scanstring  # type: ignore[attr-defined]
from json.encoder import encode_basestring
from math import isfinite
from pathlib import Path
from typing import Any, TypeVar

from workbench.case import Problem, why_no_json
from workbench.locale import N_, all_whole

from .durable import whole_text
from .garbage import without_collection
from .tablelines import TableLines

Tables = dict[str, dict[str, Any]]
Wanted = Mapping[tuple[str, str], Any]
"""Records by table and id, as they are to be; None deletes."""
Written = Mapping[tuple[str, str], bytes]
"""The same as JSON; `NULL` deletes."""
OPENING = "_"
META = "_meta"
NULL = b"null"
_SPACE = re.compile(r"[ \t\n\r]*")
MOST_RECORDS = 600_000
"""Records of a case, deleted ones counted; 50,000 events with evidence and sources are half."""
HALF = re.compile(rb"\\u[dD][89a-fA-F]")
"""The escape of a surrogate: the one way in which half a character comes into UTF-8 JSON."""
Value = TypeVar("Value")


Rows = Mapping[str, Mapping[str, bytes]]
"""The bytes of every record's line by table and id, its comma included."""


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        seen: set[str] = set()
        _refuse_twice(next(k for k, _ in pairs if k in seen or seen.add(k)))  # type: ignore[func-returns-value]
    return found


def _refuse_twice(key: str) -> None:
    raise Problem("“{key}” stands there twice", key=key)


def _no_constant(name: str) -> Any:
    raise Problem("{value} is not a value that a case can hold", value=name)


def _finite(digits: str) -> float:
    number = float(digits)
    # `1e999` is JSON and becomes infinity, which JSON can't say.
    return number if isfinite(number) else _no_constant(digits)


_decoder = json.JSONDecoder(
    object_pairs_hook=_unique, parse_constant=_no_constant, parse_float=_finite
)
decoded = json.JSONDecoder(parse_constant=_no_constant, parse_float=_finite).decode
"""A value from JSON; raises `ValueError`, and `RecursionError` where it is nested too deeply."""
decoded_once = _decoder.decode
"""The same, where a name that stands twice in an object is refused too."""


class _NoTables(ValueError):
    pass


class _Unheld(json.JSONDecodeError):
    """JSON, but nothing that a case can hold."""

    def __init__(self, why: Problem | str, text: str, at: int) -> None:
        super().__init__(str(why), text, at)
        self.why = why


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
            raise json.JSONDecodeError(N_("a name in double quotes is expected"), text, at)
        key, at = scanstring(text, at + 1, True)
        at = space(text, at).end()  # type: ignore[union-attr]
        if text[at : at + 1] != ":":
            raise json.JSONDecodeError(N_("a colon is expected"), text, at)
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
            raise json.JSONDecodeError(N_("a comma or a closing brace is expected"), text, at)
        at = space(text, at + 1).end()  # type: ignore[union-attr]


def _record(text: str, at: int) -> tuple[tuple[Any, str], int]:
    try:
        value, end = _decoder.raw_decode(text, at)
    except json.JSONDecodeError:
        raise
    except RecursionError:
        raise _Unheld(N_("it is nested too deeply"), text, at) from None
    except ValueError as error:
        # Python's own words for a number of thousands of digits name a setting of Python.
        raise _Unheld(_unreadable(error), text, at) from None
    return (value, text[at:end]), end


def _unreadable(error: ValueError) -> Problem | str:
    return error if isinstance(error, Problem) else N_("a number has too many digits")


def _table(text: str, at: int) -> tuple[dict[str, tuple[Any, str]], int]:
    found, end = _members(text, at, _record)
    opening = found.pop(OPENING, (None, ""))
    if opening[0] is not None:
        # It would stand twice in the file as we write it.
        raise _Unheld(Problem("“{name}” can't name a record", name=OPENING), text, at)
    return found, end


def _however_laid_out(text: str) -> tuple[Rows, Tables]:
    """The rows of a file that an editor or another program wrote, and what they say."""
    start = _SPACE.match(text).end()  # type: ignore[union-attr]
    found, end = _members(text, start, _table)
    end = _SPACE.match(text, end).end()  # type: ignore[union-attr]
    if end != len(text):
        raise json.JSONDecodeError(N_("something stands after the end"), text, end)
    rows = {
        name: {key: _head(key) + raw.encode() for key, (_, raw) in records.items()}
        for name, records in found.items()
    }
    said = {
        name: {key: value for key, (value, _) in records.items()} for name, records in found.items()
    }
    return rows, said


def _as_we_write(data: bytes, text: str) -> tuple[Rows, Tables] | None:
    """The rows of a file whose every line is laid out as ours; None where one isn't."""
    try:
        found = _decoder.decode(text)
    except (ValueError, RecursionError):
        return None  # the slower way says where
    if not isinstance(found, dict) or not all(isinstance(v, dict) for v in found.values()):
        return None
    if sum(map(len, found.values())) > MOST_RECORDS:
        raise too_many_records()
    lines = data.split(b"\n")
    at = 0
    rows: dict[str, dict[str, bytes]] = {}
    for name, records in found.items():
        if at >= len(lines):
            return None
        opening = (b"," if rows else b"{") + _name(name)
        if name == META:
            rows[name] = {key: _head(key) + encoded(value) for key, value in records.items()}
            if lines[at] != opening + _meta(rows[name]):
                return None
            at += 1
            continue
        if lines[at] != opening + b"{" + _name(OPENING) + b"null":
            return None
        del records[OPENING]
        mine = lines[at + 1 : at + 1 + len(records)]
        at += len(mine) + 2
        heads = [line.split(b'"', 2)[1] if line[:2] == b',"' else None for line in mine]
        if heads != [key.encode("utf-8", "replace") for key in records]:
            return None
        if lines[at - 1 : at] != [b"}"]:
            return None
        rows[name] = dict(zip(records, mine, strict=True))
    return (rows, found) if lines[at:] == [b"}", b""] else None


def _meta(rows: Mapping[str, bytes]) -> bytes:
    return b"{" + b", ".join(raw[1:] for raw in rows.values()) + b"}"


_encoder = json.JSONEncoder(ensure_ascii=False, allow_nan=False)


def encoded(value: Any) -> bytes:
    """A value as JSON in UTF-8; raises `ValueError` for what JSON can't say, such as NaN."""
    try:
        text = _encoder.encode(value)
    except RecursionError:
        raise Problem("what is to be written is nested too deeply") from None
    try:
        return text.encode("utf-8")
    except UnicodeEncodeError:
        # A lone surrogate can't be written in UTF-8; as an escape it is the same JSON value.
        return re.sub("[\ud800-\udfff]", lambda m: f"\\u{ord(m[0]):04x}", text).encode("utf-8")


def quoted(text: str) -> bytes:
    """A text as JSON, as `encoded` writes it."""
    try:
        return encode_basestring(text).encode("utf-8")
    except UnicodeEncodeError:
        return encoded(text)


def _name(key: str) -> bytes:
    return quoted(key) + b": "


def _head(key: str) -> bytes:
    return b"," + _name(key)


def mended(value: Any, raw: bytes) -> Any:
    """What the JSON in `raw` says, with whole characters alone."""
    return all_whole(value) if HALF.search(raw) else value


def _value(key: str, raw: bytes) -> Any:
    said = raw[raw.index(b":", len(encoded(key)) + 1) + 1 :]
    return mended(_decoder.decode(said.decode("utf-8")), said)


def live(said: Tables) -> Tables:
    """What a file says, without the records that were deleted."""
    return {
        name: {key: value for key, value in records.items() if value is not None}
        for name, records in said.items()
    }


def said_by(data: bytes) -> Tables | None:
    """What a case file says, without its lines; None where `Lines.parse` has to say what is wrong.

    The records that were deleted are left out.
    """
    if HALF.search(data):
        return None
    try:
        with without_collection():
            found = _decoder.decode(data.decode("utf-8"))
    except (ValueError, RecursionError):
        return None
    if not isinstance(found, dict) or not all(isinstance(v, dict) for v in found.values()):
        return None
    if sum(map(len, found.values())) > MOST_RECORDS:
        return None
    opened = [records.pop(OPENING, None) for records in found.values()]
    return live(found) if opened == [None] * len(opened) else None


def read_bytes(path: Path) -> bytes | None:
    """The bytes of a file, None where there is none; raises `Problem` where they can't be had."""
    try:
        return whole_text(path)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise Problem("{path} can't be read: {why}", path=str(path), why=error.strerror) from None


def too_many_records() -> Problem:
    """What a case of too many records is refused with."""
    return Problem("it has more than {n} records", n=f"{MOST_RECORDS:,}")


_NONE = TableLines.of({})


class Lines:
    """A case file's records, kept as their bytes."""

    def __init__(self, rows: Rows, said: Tables | None = None) -> None:
        """Hold `rows`; `said` is what they say, where they were just read."""
        self.rows = {
            name: lines if isinstance(lines, TableLines) else TableLines.of(lines)
            for name, lines in rows.items()
        }
        self._said = said

    @classmethod
    def parse(cls, data: bytes, path: Path) -> Lines:
        """The records in the bytes of `path`; raises `Problem` that says where they fail."""
        try:
            text = data.decode("utf-8")
            with without_collection():
                rows, said = _as_we_write(data, text) or _however_laid_out(text)
        except UnicodeDecodeError as error:
            raise Problem(
                "{path} isn't UTF-8 text: byte {place} can't be read",
                path=str(path),
                place=error.start + 1,
            ) from None
        except _Unheld as error:
            raise Problem(
                "{path}, line {line}: {why}", path=str(path), line=error.lineno, why=error.why
            ) from None
        except json.JSONDecodeError as error:
            raise Problem(
                "{path}, line {line}, column {column}: not JSON ({why})",
                path=str(path),
                line=error.lineno,
                column=error.colno,
                why=why_no_json(error),
            ) from None
        except _NoTables:
            raise Problem(
                "{path} isn't a case file: it holds no tables of records", path=str(path)
            ) from None
        except RecursionError:
            why = N_("it is nested too deeply")
            raise Problem("{path} can't be read: {why}", path=str(path), why=why) from None
        except ValueError as error:
            why_not = _unreadable(error)
            raise Problem("{path} can't be read: {why}", path=str(path), why=why_not) from None
        # A name isn't mended: it is how the bytes of its record are found.
        return cls(
            rows,
            {
                table: {key: mended(value, rows[table][key]) for key, value in records.items()}
                for table, records in said.items()
            }
            if HALF.search(data)
            else said,
        )

    def tables(self) -> Tables:
        """The live records by table and id, anew at each call."""
        # What was just read is handed out once: two copies of a large case are one too many.
        said, self._said = self._said, None
        if said is None:
            # Whatever stands in a line was looked at when it was read or made.
            data = self.data()
            with without_collection():
                said = json.loads(data)
            if HALF.search(data):
                said = {
                    name: {key: mended(said[name][key], raw) for key, raw in rows.items()}
                    for name, rows in self.rows.items()
                }
        return live(said)

    def get(self, table: str, id_: str) -> Any:
        """A record, or None where there is none or it was deleted."""
        rows = self.rows.get(table, _NONE)
        return _value(id_, rows[id_]) if id_ in rows else None

    def changed(self, wanted: Wanted) -> Lines:
        """The records after a change; what isn't in `wanted` keeps its bytes."""
        return self.put({place: encoded(value) for place, value in wanted.items()})

    def put(self, written: Written) -> Lines:
        """The same for a change that is written as JSON already."""
        fresh: dict[str, dict[str, bytes]] = {}
        for (table, key), value in written.items():
            lines = fresh.setdefault(table, {})
            if value != NULL or key in self.rows.get(table, _NONE):
                lines[key] = _head(key) + value
        rows = {name: self.rows.get(name, _NONE).put(fresh[name]) for name in fresh}
        return Lines(self.rows | rows)

    def data(self) -> bytes:
        """The bytes of the file."""
        return b"".join(self.parts())

    def parts(self) -> Iterator[bytes | memoryview]:
        """The same in parts, most of which needn't be made."""
        for number, (name, rows) in enumerate(self.rows.items()):
            opening = (b"," if number else b"{") + _name(name)
            if name == META:
                yield opening + _meta(rows) + b"\n"
                continue
            yield opening + b"{" + _name(OPENING) + b"null\n"
            yield from rows.parts()
            yield b"}\n"
        yield b"}\n" if self.rows else b"{}\n"
