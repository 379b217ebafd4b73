"""The revisions of a case: what a line of its history says, and what follows from all of them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from typing import Any, Literal, TypeVar, get_args

from pydantic import ValidationError

from workbench.case import RECORDS, Change, Problem, Record
from workbench.locale import N_

from .lines import Tables, decoded, encoded, mended

Kind = Literal["begun", "edit", "undo", "redo", "outside", "merged"]
_TABLES = {kind.table: kind for kind in RECORDS}
BEGUN = N_("the history begins")
OUTSIDE = N_("changed outside the workbench")
BEHIND = N_("the case file was found without the last edit")
MERGED = N_("two histories were merged")
ROOT = "0" * 64
FIRST = b'{"revision": '
"""How every line of a history begins."""
_YEARS = range(1970, 3000)
"""The years that every system can show in every time zone."""
_MOST = 2**53
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


def as_record(table: str, id_: str, row: Any) -> Record | None:
    """A row as its record; raises `pydantic.ValidationError`, `TypeError` where it is no object."""
    return None if row is None else _TABLES[table].model_validate({**row, "id": id_})


@dataclass(frozen=True)
class Revision:
    """One edit of the case: who made it, when, what it was, and what it changed."""

    number: int
    """Its place among all; where two histories were merged, not the one that its line names."""
    time: datetime
    coder: str
    action: str
    """The message id of what the edit is called."""
    kind: Kind
    of: int | None
    """The revision that an undo took back or a redo did again."""
    rows: tuple[RowChange, ...]
    prev: str
    digest: str
    """The SHA-256 of the revision's line."""
    also: tuple[str, ...] = ()
    """What else it follows: the last lines of the other histories that were merged."""
    line: int = 0

    @cached_property
    def changes(self) -> tuple[Change, ...]:
        """What was changed, as far as it can be read as records."""
        return tuple(change for row in self.rows if (change := row.change))

    @property
    def unread(self) -> RowChange | None:
        """The first of its rows that should be a record and isn't one."""
        return next((r for r in self.rows if r.table in _TABLES and r.change is None), None)


@dataclass(frozen=True)
class Fault:
    """A line of the history that can't be trusted, and why."""

    line: int
    why: Problem


@dataclass(frozen=True)
class Past:
    """What the history file says: its revisions, its faults, and where its sound bytes end."""

    revisions: tuple[Revision, ...] = ()
    faults: tuple[Fault, ...] = ()
    size: int = 0
    lines: int = 0
    ended: bool = True
    """Whether the last line has its line break; an editor may have taken it away."""
    torn: Fault | None = None
    """The rest of a line that was cut off: the next one takes its place."""

    def digest_of(self, number: int) -> str | None:
        """The digest of a revision's line."""
        return next((r.digest for r in self.revisions if r.number == number), None)

    def state(self, last: int | None = None) -> Tables:
        """The records after revision `last` (of all of them where None)."""
        tables: Tables = {}
        for revision in self.revisions:
            if last is not None and revision.number > last:
                break
            replay(tables, revision.rows)
        return {name: rows for name, rows in tables.items() if rows}

    def state_back(self, now: Tables, last: int) -> Tables:
        """The records after revision `last`, told back from those of `now`.

        What a damaged line did can't be taken back and stays; so does what was found changed behind
        it, for that is the same.
        """
        tables: Tables = {name: dict(rows) for name, rows in now.items() if name[:1] != "_"}
        first = min((fault.line for fault in self.faults), default=self.lines + 1)
        for revision in reversed(self.revisions):
            if revision.number <= last:
                break
            if revision.kind != "outside" or revision.line < first:
                before = [RowChange(r.table, r.id, r.after, r.before) for r in revision.rows]
                replay(tables, reversed(before))
        return {name: rows for name, rows in tables.items() if rows}

    def stacks(self) -> tuple[list[Revision], list[Revision]]:
        """The revisions that undo would take back and redo would do again, the next one last.

        What was done before a merge stays done: the other side's work may rest on it.
        """
        done: dict[int, Revision] = {}
        undone: dict[int, Revision] = {}
        for revision in self.revisions:
            of = revision.of or 0
            if revision.kind == "undo" and of in done:
                undone[of] = done.pop(of)
            elif revision.kind == "redo" and of in undone:
                done[of] = undone.pop(of)
            elif revision.kind in ("edit", "outside"):
                done[revision.number] = revision
                undone.clear()
            elif revision.kind == "merged":
                done.clear()
                undone.clear()
        return list(done.values()), list(undone.values())

    @cached_property
    def tips(self) -> tuple[str, ...]:
        """The lines that no other follows: one of each history that was merged, the last last."""
        followed = {d for r in self.revisions for d in (r.prev, *r.also)}
        return tuple(r.digest for r in self.revisions if r.digest not in followed)

    @property
    def merging(self) -> bool:
        """Whether git merged another history in, and no revision says so yet."""
        return not self.faults and len(self.tips) > 1

    def unread(self) -> Iterator[Fault]:
        """The lines with a record that can't be read; a slow look, for whoever checks."""
        for revision in self.revisions:
            row = revision.unread
            if row:
                why = Problem("its {table} {id} can't be read", table=row.table, id=row.id)
                yield Fault(revision.line, why)


def replay(tables: Tables, rows: Iterable[RowChange]) -> None:
    """Make the changes in `tables`."""
    for row in rows:
        if row.after is None:
            tables.get(row.table, {}).pop(row.id, None)
        else:
            tables.setdefault(row.table, {})[row.id] = row.after


def difference(before: Tables, after: Tables) -> tuple[RowChange, ...]:
    """What turns one state into the other, a later version's tables included."""
    return tuple(
        RowChange(table, key, mine.get(key), theirs.get(key))
        for table in {**before, **after}
        if not table.startswith("_")
        for mine, theirs in [(before.get(table, {}), after.get(table, {}))]
        for key in {**mine, **theirs}
        if mine.get(key) != theirs.get(key)
    )


def line_of(revision: Revision, of: str | None) -> bytes:
    """A revision as the history holds it; `of` is the digest of the one that it names."""
    r = revision
    return encoded(
        {
            "revision": r.number,
            "time": r.time.isoformat(timespec="milliseconds"),
            "coder": r.coder,
            "action": r.action,
            "kind": r.kind,
            **({} if of is None else {"of": of}),
            "changes": [
                {"table": c.table, "id": c.id, "before": c.before, "after": c.after} for c in r.rows
            ],
            "prev": r.prev,
            **({"also": r.also} if r.also else {}),
        }
    )


def whole_lines(data: bytes) -> tuple[bytes, bytes]:
    """The lines, the last one's break added where it lacks, and the rest that a crash cut off.

    A crash leaves the beginning of a line of ours, or zeros; anything else is a line, were it
    damaged, and stays.
    """
    end = data.rfind(b"\n") + 1
    rest = data[end:]
    if rest.startswith(FIRST) or FIRST.startswith(rest.rstrip(b"\0")):
        try:
            decoded(rest.decode("utf-8"))
        except (ValueError, RecursionError):
            return data[:end], rest
    return data + b"\n", b""


def read_lines(data: bytes) -> Past:
    """Every revision and every fault in the lines; a line that stands twice is read once."""
    whole, rest = whole_lines(data)
    past = _read_whole(whole)
    torn = Fault(past.lines + 1, Problem("the line is cut off")) if rest else None
    return replace(past, size=len(data) - len(rest), ended=len(whole) <= len(data), torn=torn)


def _read_whole(data: bytes) -> Past:
    revisions: list[Revision] = []
    faults: list[Fault] = []
    numbers: dict[str, int] = {}
    for line, raw in enumerate(data.split(b"\n")[:-1], 1):
        digest = hashlib.sha256(raw).hexdigest()
        if digest in numbers:
            continue
        try:
            revision, named = _revision(raw, digest, line)
            lost = {revision.prev, *revision.also} - numbers.keys() - {ROOT}
            # Where two began a history of one case, each has a first line.
            first = not revisions or revision.kind == "begun"
            if lost or (revision.prev == ROOT and not first):
                why = Problem("the line before it was changed or taken away")
                faults.append(Fault(line, why))
            least = revisions[-1].number + 1 if revisions else 1
            of = numbers.get(named) if isinstance(named, str) else named
            if isinstance(named, str) and of is None:
                faults.append(Fault(line, Problem("the line that it names isn't there")))
            revision = replace(revision, number=max(revision.number, least), of=of)
        except Problem as problem:
            faults.append(Fault(line, problem))
            continue
        numbers[digest] = revision.number
        revisions.append(revision)
    return Past(tuple(revisions), tuple(faults), len(data), data.count(b"\n"))


def _revision(raw: bytes, digest: str, line: int) -> tuple[Revision, str | int | None]:
    """The revision of a line, and what it names as the one taken back or done again."""
    try:
        said = decoded(raw.decode("utf-8"))
    except (ValueError, RecursionError):
        raise Problem("the line can't be read") from None
    if not isinstance(said, dict):
        raise Problem("the line can't be read")
    number = _of_type(said, "revision", int)
    if not 0 < number < _MOST:
        raise _wrong("revision")
    kind: Kind | None = next((k for k in get_args(Kind) if k == said.get("kind")), None)
    if kind is None:
        raise _wrong("kind")
    named = said.get("of")
    if named is not None and type(named) not in (int, str):
        raise _wrong("of")
    also = _of_type(said, "also", list) if "also" in said else []
    if not all(isinstance(each, str) for each in also):
        raise _wrong("also")
    return (
        Revision(
            number=number,
            time=_time(_of_type(said, "time", str)),
            coder=mended(_of_type(said, "coder", str), raw),
            action=mended(_of_type(said, "action", str), raw),
            kind=kind,
            of=None,
            rows=tuple(_row(each, raw) for each in _of_type(said, "changes", list)),
            prev=_of_type(said, "prev", str),
            digest=digest,
            also=tuple(also),
            line=line,
        ),
        named,
    )


def _wrong(field: str) -> Problem:
    return Problem("its “{field}” isn't what a history can say", field=field)


def _of_type(said: Mapping[str, Any], field: str, type_: type[Value]) -> Value:
    value = said.get(field)
    # `True` is an `int` to Python, and not to us.
    if type(value) is not type_:
        raise _wrong(field)
    return value


def _time(text: str) -> datetime:
    try:
        time = datetime.fromisoformat(text)
    except ValueError:
        raise _wrong("time") from None
    if time.tzinfo is None or time.year not in _YEARS:
        raise _wrong("time")
    return time


def _row(said: Any, raw: bytes) -> RowChange:
    if not isinstance(said, dict):
        raise _wrong("changes")
    # As in the case file: values are mended, names stay, or each would be another one there.
    before, after = mended(said.get("before"), raw), mended(said.get("after"), raw)
    row = RowChange(_of_type(said, "table", str), _of_type(said, "id", str), before, after)
    known = row.table in _TABLES
    if (before is None and after is None) or (
        known and not all(each is None or isinstance(each, dict) for each in (before, after))
    ):
        raise _wrong("changes")
    return row
