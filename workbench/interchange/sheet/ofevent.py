"""What the rows of one event say of it: its own columns, in which they must agree."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any

from workbench.case import Case, Event, Overruling, Problem, Tag, read_grade
from workbench.case.fields import (
    EVENT,
    EVIDENCE,
    PLAIN,
    FieldRow,
    Kind,
    columned,
    columns,
    nested,
)
from workbench.casebook import Order

from . import values
from .celldates import read_when
from .cells import EVENT_COLUMNS, EVIDENCE_COLUMNS, Row
from .faults import Fault, noted
from .tagnotes import in_order, read_tag_notes

OF_A_SIDE = ("evidence", *columns(row for row in EVIDENCE if row.side))
"""The columns that say something of a piece of evidence, which is of a side."""
_OF_SOURCE = tuple(column for column in EVIDENCE_COLUMNS if column not in (*OF_A_SIDE, "side"))
"""The columns that say where a piece of evidence stands."""
SINGLE: tuple[Kind, ...] = (*PLAIN, "date", "actor", "names", "grade", "coder")
"""The kinds of fields of which one cell says everything."""
_AS_IT_IS = frozenset(SINGLE) - {"choice", "names", "date", "grade"}
_OVERRULED = tuple(row for row in EVENT if row.kind == "overruling")
_OF_ROW = tuple(row for row in EVENT if row.of_row)
_SINGLE = tuple(row for row in columned(EVENT) if row.kind in SINGLE and row.path != "key")
_LOOKED_FOR = 500
"""Faults after which nothing of ours is looked for that may have been meant: each takes a while."""
_OF_EVENT = frozenset(EVENT_COLUMNS[1:])


@dataclass
class Draft:
    """An event as its rows fill it."""

    id: str
    row: Row
    cells: dict[str, str] = field(default_factory=dict)
    said_on: dict[str, Row] = field(default_factory=dict)
    """The row that fills a cell."""
    notes: list[str] = field(default_factory=list)
    own: dict[str, str] = field(default_factory=dict)
    """What rows without evidence say of the event in the columns that belong to a row."""

    def row_of(self, column: str) -> Row:
        """The row that fills a cell; where none does, the event's first."""
        return self.said_on.get(column, self.row)


class EventReader:
    """Makes events of what their rows say, and notes what is wrong in them."""

    def __init__(self, case: Case, coder: str, faults: list[Fault]) -> None:
        """Read for `case`; `coder` codes what names nobody."""
        self.case = case
        self.faults = faults
        self.dates: Order = ""
        self.sourced = 0
        """Rows that name a source and have no evidence."""
        info = case.info
        self.defaults = {"initiator": info.balancer, "target": info.target, "coder": coder}
        """What an empty cell stands for."""
        self._known: dict[str, list[str]] = {}

    def fault(
        self, row: Row, column: str, problem: Problem, value: str = "", likely: str = ""
    ) -> None:
        """Note what is wrong in one cell, and go on; `value` may mean one of ours, as `likely`."""
        message, fields = problem.message, problem.fields
        value = value if len(value) <= values.LONGEST else ""
        noted(self.faults, Fault(row.line, column, message, fields, value, likely))

    def likely(self, column: str, told: str) -> str:
        """What a value was likely meant to be; nobody looks through more than some hundreds."""
        if len(self.faults) > _LOOKED_FOR:
            return ""
        return values.likely(self.case.codebook, column, told)

    def fill(self, draft: Draft, row: Row) -> None:
        """Take in what a row says of its event."""
        for column, cell in row.cells.items():
            if column not in _OF_EVENT:
                continue
            draft.said_on.setdefault(column, row)
            if draft.cells.setdefault(column, cell) != cell:
                self.fault(
                    row,
                    column,
                    Problem(
                        "“{here}” contradicts “{there}”, which line {line} says of the same event",
                        here=cell,
                        there=draft.cells[column],
                        line=draft.said_on[column].line,
                    ),
                )
        draft.notes += [f"{name}: {cell}" for name, cell in row.others]
        if row.get("side"):
            return
        for column in OF_A_SIDE:
            if row.get(column):
                self.fault(
                    row,
                    column,
                    Problem("there is evidence here, but side (intent or effect) is empty"),
                )
        said = [f"{column}: {row.get(column)}" for column in _OF_SOURCE if row.get(column)]
        draft.notes += said
        self.sourced += bool(said)
        if row.get("note"):
            draft.notes.insert(0, row.get("note"))
        for each in _OF_ROW:
            if each.column in row.cells:
                draft.own.setdefault(each.column, row.get(each.column))

    def one_of(self, row: Row, column: str, cell: str) -> Any:
        """The value of a closed column; None where there is none."""
        if not cell:
            return None
        found = values.one_of(column, cell)
        if not found:
            likely = self.likely(column, cell)
            self.fault(row, column, values.unknown(cell, values.allowed(column), likely),
                       cell, likely)  # fmt: skip
        return found

    def value(self, row: Row, field: FieldRow, cell: str | None) -> Any:
        """What a cell says of a field of a kind in `SINGLE`; None stands for an empty cell."""
        if cell is None:
            cell = self.defaults.get(field.column, "")
        if field.kind in _AS_IT_IS:
            return cell
        if field.kind == "choice":
            return self.one_of(row, field.column, cell)
        if field.kind == "names":
            return tuple(name.strip() for name in cell.split(";") if name.strip())
        try:
            if field.kind == "date":
                return read_when(cell, self.dates)
            return read_grade(cell) if cell else None
        except Problem as problem:
            self.fault(row, field.column, problem, cell if field.kind == "grade" else "")
            return None

    def event(self, key: str, draft: Draft) -> Event:
        """The event that its rows fill, and what is wrong with it among the faults."""
        row = draft.row
        if not draft.cells.get("title"):
            self.fault(row, "title", Problem("the event has no title"))
        first = {"coder": row.get("coder")} if "coder" in row.cells else {}
        said = {**draft.cells, **first, **draft.own}
        told = nested(
            (each.path, self.value(draft.row_of(each.column), each, said.get(each.column)))
            for each in _SINGLE
        )
        tags, none = self._strategies(draft, told["coder"])
        told |= {
            "id": draft.id,
            "key": key,
            "title": draft.cells.get("title", ""),
            "date": told["date"] or "",
            "tags": tags,
            "coded_none": none,
            "overruled": self._overruled(draft),
            "note": "\n".join(dict.fromkeys(draft.notes)),
        }
        return Event(**told)

    def _strategies(self, draft: Draft, coder: str) -> tuple[tuple[Tag, ...], bool]:
        row = draft.row_of("strategies")
        names = self._named(draft.cells.get("strategies", ""))
        none = any(name.casefold() in values.NONE for name in names)
        if none and any(name.casefold() not in values.NONE for name in names):
            self.fault(row, "strategies", Problem("none can't stand beside a strategy"))
        found: dict[str, None] = {}
        for name in names:
            if name.casefold() not in values.NONE and (id_ := self._strategy(row, "strategies",
                                                                            name)):  # fmt: skip
                found[id_] = None
        return in_order(self._tag_notes(draft, found), list(found), coder), none

    def _named(self, cell: str) -> list[str]:
        """The names in a cell of strategies; the same few stand on thousands of rows."""
        if cell not in self._known:
            self._known[cell] = values.strategies(self.case.codebook, cell)
        return self._known[cell]

    def _strategy(self, row: Row, column: str, name: str) -> str | None:
        """The id of the strategy of this name."""
        strategy = self.case.codebook.find_strategy(name)
        if strategy:
            return strategy.id
        likely = self.likely("strategies", name)
        chosen = (name, likely) if column == "strategies" else ()
        self.fault(row, column, values.no_strategy(name, likely), *chosen)
        return None

    def _tag_notes(self, draft: Draft, strategies: Collection[str]) -> list[Tag]:
        """The tags of which the event's cell says by whom and why."""
        row, tags = draft.row_of("tag_notes"), []
        try:
            lines = read_tag_notes(draft.cells.get("tag_notes", ""))
        except Problem as problem:
            self.fault(row, "tag_notes", problem)
            return []
        for line in lines:
            id_ = self._strategy(row, "tag_notes", line.strategy)
            if id_ and id_ not in strategies:
                strange = Problem(
                    "“{name}” isn't among the strategies of this event", name=line.strategy
                )
                self.fault(row, "tag_notes", strange)
            elif id_:
                tags.append(Tag(strategy=id_, coder=line.coder, rationale=line.why))
        return tags

    def _overruled(self, draft: Draft) -> Overruling | None:
        """The researcher's own verdict: all of it, or none."""
        cells, (first, *others) = draft.cells, _OVERRULED
        said = [row for row in _OVERRULED if row.column in cells]
        if not said:
            return None
        if first not in said:
            problem = Problem("this is said of an overruling, but overruled is empty")
            self.fault(draft.row_of(said[0].column), said[0].column, problem)
            return None
        row = draft.row_of(first.column)
        verdict = self.one_of(row, first.column, cells[first.column])
        for each in others:
            if each.default and each not in said:
                problem = Problem(
                    "a verdict that is overruled needs its {column}", column=each.column
                )
                self.fault(row, each.column, problem)
        if not verdict:
            return None
        told = {each.last: cells.get(each.column, "") for each in others}
        return Overruling(verdict=verdict, **told)
