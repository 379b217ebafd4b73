"""What stands below a table and is no row of it: totals, notes, where it all comes from.

Only rows at the end are looked at, and only such as could be no event: one with a title and a date,
or with a key that stands above, is a row whatever it says.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from functools import cached_property

from workbench.case import Problem

from .celldates import read_when

Record = tuple[int, list[str]]

_TOTAL = re.compile(
    r"(?:grand |sub-?)?totals?|sum|subtotal|count|n|number of \w+|average|mean|"
    r"合計|總計|小計|總和|總數|共計|平均|件數",
    re.IGNORECASE,
)
# With the errors and formulas that stand for one.
_NUMBER = re.compile(r"[-+]?[\d.,]+\s*%?|#[A-Z/0!?]+|=.+", re.DOTALL)
_NOTE = re.compile(
    r"[*†‡§※]|(?:foot)?notes?\s*[:：.]|n\.?\s?b\.|remarks?\s*[:：]|sources?\s*[:：]|"
    r"(?:[附備]?註|注|說明|資料來源|來源)\s*\d*\s*[:：.]",
    re.IGNORECASE,
)


def tail(records: Sequence[Record], at: Mapping[str, int], gaps: Collection[int]) -> int:
    """How many of the last records are no rows of the table.

    `at` is where a column of the coding sheet stands, `gaps` the lines before which a row is empty.
    """
    below = _Below(records, at, gaps)
    count = 0
    while count < len(records) and below.is_none(len(records) - 1 - count):
        count += 1
    return count if count < len(records) else 0


class _Below:
    def __init__(
        self, records: Sequence[Record], at: Mapping[str, int], gaps: Collection[int]
    ) -> None:
        self.records, self.at, self.gaps = records, at, gaps
        self.first = min(at.values())

    @cached_property
    def _keys(self) -> dict[str, int]:
        """Where each key stands first."""
        found: dict[str, int] = {}
        for number in range(len(self.records)):
            found.setdefault(self._cell(number, "event"), number)
        return found

    @cached_property
    def _dated(self) -> bool:
        """Whether all rows with more than one filled cell have a date."""
        rows = enumerate(row for _, row in self.records)
        wide = [n for n, row in rows if sum(map(bool, map(str.strip, row))) > 1]
        return bool(wide) and all(self._cell(n, "date") for n in wide)

    def _cell(self, number: int, column: str) -> str:
        row, place = self.records[number][1], self.at.get(column, -1)
        return row[place].strip() if 0 <= place < len(row) else ""

    def is_none(self, number: int) -> bool:
        """Whether a record, all below it being none, is no row of the table."""
        line, row = self.records[number]
        filled = [(place, cell.strip()) for place, cell in enumerate(row) if cell.strip()]
        place, said = filled[0]
        key, when, title = (self._cell(number, name) for name in ("event", "date", "title"))
        if (key and self._keys[key] != number) or _is_date(when):
            return False
        others = [cell for _, cell in filled[1:]]
        if _TOTAL.fullmatch(said.rstrip(":： ")):
            return all(map(_NUMBER.fullmatch, others))
        if not (title or key) and all(_NUMBER.fullmatch(cell) for _, cell in filled):
            return True
        if line in self.gaps and said.endswith((":", "：")) and place <= self.first:
            return True
        if others or place > self.first:
            return False
        if title:
            return self._dated and (line in self.gaps or bool(_NOTE.match(said)))
        # A key alone is an event without a title; no key is a sentence.
        return not key or bool(_NOTE.match(said)) or " " in said or len(said) > 20


def _is_date(text: str) -> bool:
    try:
        return bool(read_when(text, "day"))
    except Problem:
        return False
