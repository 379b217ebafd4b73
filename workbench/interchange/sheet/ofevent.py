"""What the rows of one event say of it: its own columns, in which they must agree."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from workbench.case import Case, Event, Overruling, Problem, Tag
from workbench.case.fields import EVENT, EVIDENCE, FieldRow, columns, nested, plain
from workbench.casebook import Order

from . import values
from .dates import read_when
from .reading import EVENT_COLUMNS, Fault, Row
from .tagnotes import in_order, read_tag_notes

OF_A_SIDE = ("evidence", *columns(row for row in EVIDENCE if row.side))
"""The columns that say something of a piece of evidence, which is of a side."""
_OVERRULED = columns(row for row in EVENT if row.kind == "overruling")
_PLAIN = tuple(row for row in plain(EVENT) if not row.of_row and row.path != "key")
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
    coder: str = ""
    changed_by: str = ""

    def row_of(self, column: str) -> Row:
        """The row that fills a cell; where none does, the event's first."""
        return self.said_on.get(column, self.row)


class EventReader:
    """Makes events of what their rows say, and notes what is wrong in them."""

    def __init__(self, case: Case, coder: str, faults: list[Fault]) -> None:
        """Read for `case`; `coder` codes what names nobody."""
        self.case = case
        self.coder = coder
        self.faults = faults
        self.dates: Order = ""

    def fault(
        self, row: Row, column: str, problem: Problem, value: str = "", likely: str = ""
    ) -> None:
        """Note what is wrong in one cell, and go on; `value` may mean one of ours, as `likely`."""
        message, fields = problem.message, problem.fields
        self.faults.append(Fault(row.line, column, message, fields, value, likely))

    def fill(self, draft: Draft, row: Row) -> None:
        """Take in what a row says of its event."""
        for column, cell in row.cells.items():
            if not cell or column not in _OF_EVENT:
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
                self.fault(row, column, Problem("there is evidence here, but side is empty"))
        if row.get("note"):
            draft.notes.insert(0, row.get("note"))
        draft.coder = draft.coder or row.get("coder")
        draft.changed_by = draft.changed_by or row.get("changed_by")

    def one_of(self, row: Row, column: str, cell: str) -> Any:
        """The value of a closed column; None where there is none."""
        found = values.one_of(column, cell)
        if cell and not found:
            likely = values.likely(self.case.codebook, column, cell)
            self.fault(row, column, values.unknown(cell, values.allowed(column), likely),
                       cell, likely)  # fmt: skip
        return found

    def plain(self, row: Row, field: FieldRow, cells: Mapping[str, str]) -> Any:
        """What a cell says of a field that is a text, or one of a few values."""
        cell = cells.get(field.column, "")
        return self.one_of(row, field.column, cell) if field.kind == "choice" else cell

    def event(self, key: str, draft: Draft) -> Event:
        """The event that its rows fill, and what is wrong with it among the faults."""
        cells, row = draft.cells, draft.row
        if not cells.get("title"):
            self.fault(row, "title", Problem("the event has no title"))
        when = ""
        try:
            when = read_when(cells.get("date", ""), self.dates)
        except Problem as problem:
            self.fault(draft.row_of("date"), "date", problem)
        coder = draft.coder or row.get("coder") or self.coder
        tags, none = self._strategies(draft, coder)
        said = nested(
            (field.path, self.plain(draft.row_of(field.column), field, cells)) for field in _PLAIN
        )
        return Event(
            id=draft.id,
            key=key,
            date=when,
            **said,
            initiator=cells.get("initiator") or self.case.info.balancer,
            target=cells.get("target") or self.case.info.target,
            partners=tuple(p.strip() for p in cells.get("partners", "").split(";") if p.strip()),
            tags=tags,
            coded_none=none,
            overruled=self._overruled(draft),
            coder=coder,
            changed_by=draft.changed_by,
            note="\n".join(dict.fromkeys(draft.notes)),
        )

    def _strategies(self, draft: Draft, coder: str) -> tuple[tuple[Tag, ...], bool]:
        row = draft.row_of("strategies")
        names = values.strategies(self.case.codebook, draft.cells.get("strategies", ""))
        none = any(name.casefold() in values.NONE for name in names)
        if none and any(name.casefold() not in values.NONE for name in names):
            self.fault(row, "strategies", Problem("none can't stand beside a strategy"))
        found: dict[str, None] = {}
        for name in names:
            if name.casefold() not in values.NONE and (id_ := self._strategy(row, "strategies",
                                                                            name)):  # fmt: skip
                found[id_] = None
        return in_order(self._tag_notes(draft, found), list(found), coder), none

    def _strategy(self, row: Row, column: str, name: str) -> str | None:
        """The id of the strategy of this name."""
        strategy = self.case.codebook.find_strategy(name)
        if strategy:
            return strategy.id
        likely = values.likely(self.case.codebook, "strategies", name)
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
        cells = draft.cells
        said = {column: cells.get(column, "") for column in _OVERRULED}
        if not any(said.values()):
            return None
        if not said["overruled"]:
            column = next(column for column in _OVERRULED if said[column])
            problem = Problem("this is said of an overruling, but overruled is empty")
            self.fault(draft.row_of(column), column, problem)
            return None
        row = draft.row_of("overruled")
        verdict = self.one_of(row, "overruled", said["overruled"])
        for column in _OVERRULED[1:]:
            if not said[column]:
                problem = Problem("a verdict that is overruled needs its {column}", column=column)
                self.fault(row, column, problem)
        if not verdict:
            return None
        return Overruling(verdict=verdict, reason=said["overruled_why"], coder=said["overruled_by"])
