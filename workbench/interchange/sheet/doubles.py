"""Events of a sheet that the case, or the sheet itself, has already: what becomes of them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from typing import Literal

from workbench.case import Event, Evidence
from workbench.case.fields import EVIDENCE, TABLE, FieldRow, value_of

Decision = Literal["skip", "add", "merge"]
"""Leave the event out, add it as a new one, or add its evidence to the event that is there."""
_SAYS = tuple(row.path for row in EVIDENCE if row.says)
_ALIKE = ("key", "event", "date", "title", "initiator")
"""What names an event, or is alike in two that are one."""
DECISIONS: tuple[Decision, ...] = ("skip", "add", "merge")


@dataclass(frozen=True)
class Double:
    """An event of the sheet with the date, title and initiator of another."""

    line: int
    event: Event
    of: Event
    of_line: int | None = None
    """Where the other stands in the sheet; None where the case has it."""
    decision: Decision | None = None

    @property
    def in_case(self) -> bool:
        """Whether the case has the other one."""
        return self.of_line is None


Decide = Callable[[Double], Decision | None]


def identity(event: Event) -> tuple[str, str, str]:
    """What makes two events look like one: date, title and initiator."""
    return event.date, _plain(event.title), _plain(event.initiator)


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())


def find_doubles(
    events: Iterable[tuple[int, Event]], there: Iterable[Event], decide: Decide | None
) -> list[Double]:
    """The doubles among `events` (each with its line) and against those that are `there`.

    A double of the case waits for a decision; one within the sheet is added where nobody decides
    otherwise, for there every row without a key is an event of its own.
    """
    known: dict[tuple[str, str, str], Event] = {}
    for event in there:
        known.setdefault(identity(event), event)
    first: dict[tuple[str, str, str], tuple[int, Event]] = {}
    found: list[Double] = []
    for line, event in events:
        key = identity(event)
        if key in known:
            double = Double(line, event, known[key])
        elif key in first:
            double = Double(line, event, first[key][1], first[key][0])
        else:
            first[key] = line, event
            continue
        decision = decide(double) if decide else None
        if decision is None and not double.in_case:
            decision = "add"
        found.append(Double(line, event, double.of, double.of_line, decision))
    return found


def says(piece: Evidence) -> tuple[object, ...]:
    """What a piece of evidence says and where it is read, whoever entered it."""
    return tuple(getattr(piece, name) for name in _SAYS)


def untaken(filled: Collection[str], said: Event | Evidence, there: Event | Evidence) -> set[str]:
    """The filled columns of what is there already that it doesn't say too."""
    rows = (row for row in TABLE[said.table] if row.column in filled and row.path not in _ALIKE)
    return {row.column for row in rows if not _says_too(row, said, there)}


def _says_too(row: FieldRow, said: Event | Evidence, there: Event | Evidence) -> bool:
    if isinstance(said, Event) and isinstance(there, Event):
        if row.kind == "tag-notes":
            return set(said.tags) <= set(there.tags)
        if row.kind == "strategies":
            return {t.strategy for t in said.tags} <= {t.strategy for t in there.tags}
    if row.path == "note":
        return set(said.note.split("\n")) <= set(there.note.split("\n"))
    if row.kind == "tests":
        return bool(value_of(said, row.name) == value_of(there, row.name))
    if row.kind in ("event", "claims"):
        # What they name is found when every row has been read.
        return bool(value_of(there, row.path))
    return bool(value_of(said, row.path) == value_of(there, row.path))
