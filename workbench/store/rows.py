"""What a line of the history says was changed: rows as the file holds them, before and after."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from pydantic import ValidationError

from workbench.case import RECORDS, Change, Problem, Record
from workbench.locale import all_whole

from .lines import HALF, NULL, Rows, decoded, encoded, quoted
from .tablelines import TableLines

_TABLES = {kind.table: kind for kind in RECORDS}
HEAD = re.compile(rb'\{"table": ("(?:[^"\\]|\\.)*"), "id": ("(?:[^"\\]|\\.)*"), "before": ')
"""How every row in a line that we wrote begins, with its table and its id."""
_AFTER = b', "after": '
_ADDED = b'{"table": %b, "id": %b, "before": null, "after": %b}'
_GONE = b": " + NULL
_LONG = 1 << 16
"""Bytes of a line above which it isn't held: an import's is as long as what it brought."""
_FEW, _AT_ONCE = 8, 1000
"""Rows that are looked at alone before some are looked at once, and how many those can be."""
CHANGES = b', "changes": ['
"""What stands before the rows of a line."""
Value = TypeVar("Value")


@dataclass(frozen=True)
class RowChange:
    """A record as the file holds it, before and after; None stands for «not there»."""

    table: str
    id: str
    before: Any
    after: Any

    @cached_property
    def change(self) -> Change | None:
        """The same as records; None for a table of a later version, and for what is no record."""
        if self.table not in _TABLES:
            return None
        try:
            before = as_record(self.table, self.id, self.before)
            return Change(before, as_record(self.table, self.id, self.after))
        except (ValidationError, TypeError):
            return None

    @property
    def unread(self) -> bool:
        """Whether it should be of a record and isn't."""
        return self.table in _TABLES and self.change is None

    @cached_property
    def written(self) -> bytes:
        """The JSON of what it is after, made once for the history and the file."""
        return encoded(self.after)


def written_by(rows: Iterable[RowChange]) -> dict[tuple[str, str], bytes]:
    """What the changes make of the records' lines."""
    return {(row.table, row.id): row.written for row in rows}


def as_record(table: str, id_: str, row: Any) -> Record | None:
    """A row as its record; raises `pydantic.ValidationError`, `TypeError` where it is no object."""
    return None if row is None else _TABLES[table].model_validate({**row, "id": id_})


@dataclass(frozen=True)
class Kept:
    """Where a line of a history stands that is too long to be held."""

    path: Path | None
    """None where the line is in no file."""
    at: int
    size: int
    digest: str
    """Its SHA-256, in hexadecimal."""

    def read(self) -> bytes:
        """The line; raises `Problem` where it doesn't stand there any more."""
        assert self.path is not None
        try:
            with self.path.open("rb") as stream:
                stream.seek(self.at)
                line = stream.read(self.size)
        except OSError as error:
            raise Problem(
                "{path} can't be read: {why}", path=str(self.path), why=error.strerror
            ) from None
        if hashlib.sha256(line).hexdigest() != self.digest:
            raise Problem("{path} was changed while it was read; try again", path=str(self.path))
        return line


class Told:
    """The rows of a line, read when they are asked for: of a long history few ever are."""

    def __init__(self, line: bytes | Kept, rows: tuple[RowChange, ...] | None = None) -> None:
        """Hold a line, or where it is kept; `rows` is what it says, where it was just read."""
        self._line = line
        self._rows = rows
        self._some: tuple[int, tuple[RowChange, ...], int] = (0, (), 0)

    @classmethod
    def of(cls, line: bytes, kept: Kept, rows: tuple[RowChange, ...] | None = None) -> Told:
        """Hold a line that stands at `kept`, if it isn't longer than most."""
        return cls(kept if kept.path and len(line) > _LONG else line, rows)

    @property
    def line(self) -> bytes:
        """The line; raises `Problem` where it isn't held and not in its file any more."""
        return self._line.read() if isinstance(self._line, Kept) else self._line

    def __call__(self) -> tuple[RowChange, ...]:
        """What the line says; nothing where it can't be read, of which `damage` tells.

        Raises `Problem` where it isn't held and not in its file any more.
        """
        # What was just read is handed out once: a line may be as long as the case.
        rows, self._rows = self._rows, None
        if rows is None:
            line = self.line
            try:
                rows = rows_in(line)
            except Problem:
                rows = ()
        return rows

    def some(self, most: int) -> tuple[tuple[RowChange, ...], int]:
        """The first rows, `most` at most, and how many there are; only those are read."""
        if most > self._some[0]:
            try:
                self._some = most, *self._first(most)
            except Problem:
                return (), 0
        _, rows, count = self._some
        return rows[:most], count

    def _first(self, most: int) -> tuple[tuple[RowChange, ...], int]:
        line = self.line
        heads = [head.start() for head in HEAD.finditer(line)]
        ends = [*(start - 2 for start in heads[1:]), line.rfind(b"], ")]
        texts = [line[a:b] for a, b in zip(heads[:most], ends, strict=False)]
        try:
            rows = rows_of({"changes": [said_in(text) for text in texts]}, b"".join(texts))
        except Problem:
            rows = ()
        if not rows:
            # It isn't laid out as ours, or what lies in a row looks like one.
            every = self()
            return every[:most], len(every)
        return rows, len(heads)


class LaidOut(NamedTuple):
    """A row in a line as we write it, beside what a case file says of its record."""

    place: tuple[bytes, bytes]
    """Its table and id, as JSON."""
    there: bool
    """Whether the case file has a line of the record."""
    leaves: bool
    """Whether the record is after it what the case file says, byte for byte."""
    text: bytes
    """The row; empty where it adds that very value."""


def laid_out(line: bytes, held: Rows) -> Iterator[LaidOut]:
    """The rows in a line beside the lines of a case file; raises `Problem` where it isn't as ours.

    What the file says too is passed over unread. What lies in a row may be taken for one.
    """
    tables = {quoted(name): lines for name, lines in held.items()}
    at, last = line.find(CHANGES) + len(CHANGES), line.rfind(b"], ")
    many = 1
    if at == last:
        return
    while at < last and (head := HEAD.match(line, at)):
        place = head[1], head[2]
        ids, end = _added(line, at, place, tables, many) if many > _FEW else ([], at)
        if ids:
            yield from (LaidOut((place[0], each), True, True, b"") for each in ids)
            many = min(2 * many, _AT_ONCE)
        elif many > _FEW:
            many = 1
            continue
        else:
            value = _value_in(tables, *place)
            added = b"null%b%b}" % (_AFTER, value or NULL)
            if value not in (None, NULL) and line.startswith(added, head.end()):
                end, text, many = head.end() + len(added), b"", many + 1
            else:
                follows = HEAD.search(line, head.end())
                end = follows.start() - 2 if follows else last
                text, many = line[at:end], 1
            leaves = not text or text.endswith(b"%b%b}" % (_AFTER, value or NULL))
            yield LaidOut(place, value is not None, leaves, text)
        if end == last:
            return
        if not line.startswith(b", ", end):
            break
        at = end + 2
    raise Problem("the line can't be read")


def _added(
    line: bytes,
    at: int,
    place: tuple[bytes, bytes],
    tables: Mapping[bytes, Mapping[str, bytes]],
    most: int,
) -> tuple[list[bytes], int]:
    """The ids, as JSON, of the rows at `at` that add what stands behind each other in the file.

    Also where they end; none where they aren't `most`, or fewer up to the end of their table.
    """
    table, lines = place[0], tables.get(place[0])
    following = lines.run(_id_in(place[1]), most) if isinstance(lines, TableLines) else []
    parted = [each.partition(b'": ') for each in following]
    ids = [head[1:] + b'"' for head, _, _ in parted]
    rows = [_ADDED % (table, id_, each[2]) for id_, each in zip(ids, parted, strict=True)]
    text = b", ".join(rows)
    if b"\\" in b"".join(ids) or any(each.endswith(_GONE) for each in following):
        return [], at
    return (ids, at + len(text)) if line.startswith(text, at) else ([], at)


def _id_in(id_: bytes) -> str:
    return id_[1:-1].decode("utf-8", "replace")


def _value_in(
    tables: Mapping[bytes, Mapping[str, bytes]], table: bytes, id_: bytes
) -> bytes | None:
    if b"\\" in id_:
        return None
    try:
        return tables[table][_id_in(id_)][len(id_) + 3 :]
    except KeyError:
        return None


def others(line: bytes, held: Rows) -> tuple[RowChange, ...]:
    """The rows of a line but for those that add what the case file has in the same bytes.

    Raises `Problem`.
    """
    try:
        texts = [row.text for row in laid_out(line, held) if row.text]
        return rows_of({"changes": [said_in(text) for text in texts]}, b"".join(texts))
    except Problem:
        return rows_in(line)


def rows_in(line: bytes) -> tuple[RowChange, ...]:
    """What a line says was changed; raises `Problem`."""
    return rows_of(said_in(line), line)


def said_in(line: bytes) -> dict[str, Any]:
    """A line as JSON; raises `Problem`."""
    try:
        said = decoded(line.decode("utf-8"))
    except (ValueError, RecursionError):
        raise Problem("the line can't be read") from None
    if not isinstance(said, dict):
        raise Problem("the line can't be read")
    return said


def rows_of(said: Mapping[str, Any], line: bytes) -> tuple[RowChange, ...]:
    """The rows of a line whose JSON was read; raises `Problem`."""
    # Looked for once: a line of an import is as long as the file.
    broken = HALF.search(line) is not None
    return tuple(_row(each, broken) for each in of_type(said, "changes", list))


def wrong(field: str) -> Problem:
    """That a field can't be what it is."""
    return Problem("its “{field}” isn't what a history can say", field=field)


def of_type(said: Mapping[str, Any], field: str, type_: type[Value]) -> Value:
    """A field of that very type; raises `Problem`."""
    value = said.get(field)
    # `True` is an `int` to Python, and not to us.
    if type(value) is not type_:
        raise wrong(field)
    return value


def mended(value: Any, broken: bool) -> Any:
    """A value with whole characters alone, where its line is `broken`."""
    return all_whole(value) if broken else value


def _row(said: Any, broken: bool) -> RowChange:
    if not isinstance(said, dict):
        raise wrong("changes")
    # As in the case file: values are mended, names stay, or each would be another one there.
    before, after = (mended(said.get(name), broken) for name in ("before", "after"))
    row = RowChange(of_type(said, "table", str), of_type(said, "id", str), before, after)
    known = row.table in _TABLES
    if (before is None and after is None) or (
        known and not all(each is None or isinstance(each, dict) for each in (before, after))
    ):
        raise wrong("changes")
    return row


_quoted_once = lru_cache(maxsize=64)(quoted)
"""The names of tables are few."""


def head_of(table: str, id_: str) -> bytes:
    """How a row begins in a line, as `HEAD` finds it."""
    return b'{"table": %b, "id": %b, "before": ' % (_quoted_once(table), quoted(id_))


def told_as(row: RowChange) -> bytes:
    """A row as a line of the history holds it."""
    before = NULL if row.before is None else encoded(row.before)
    return b"%b%b%b%b}" % (head_of(row.table, row.id), before, _AFTER, row.written)
