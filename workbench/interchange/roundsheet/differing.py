"""What coders differ on as a table, and the same table back with how each of it is settled."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from workbench.agreement import Answer
from workbench.case import QUESTIONS, Case, Problem
from workbench.casebook.rounds import (
    BY_ID,
    SAYINGS,
    Difference,
    Named,
    Settled,
    Standing,
    Variable,
    units_of,
)
from workbench.locale import LANGUAGES, N_, words

from ..sheet import values
from ..sheet.books import is_workbook, read_workbook
from ..sheet.faults import Fault, bounded_faults, noted
from ..sheet.guards import unguarded
from ..sheet.separated import read_separated
from ..sheet.workbook import Astray

_FIRST, _LAST = ("unit", "variable"), ("settled", "why")
_WORDS = {"silent": N_("silent"), "both": N_("both")}
_LETTERS = {"grade_reliability": "ABCDEF", "grade_credibility": "123456"}


def difference_rows(
    case: Case, standing: Standing, differ: Sequence[Difference]
) -> list[list[str]]:
    """A row per unit and variable on which coders differ, with a column for each of them."""
    keys = {unit.id: unit.key for unit in standing.round.frozen.units}
    rows = [[*_FIRST, *standing.round.coders, *_LAST]]
    for each in differ:
        answers = (_cell(case, each.variable, each.answers[who]) for who in standing.round.coders)
        rows.append([keys.get(each.unit, each.unit), each.variable.id, *answers, "", ""])
    return rows


def _cell(case: Case, variable: Variable, answer: Answer | None) -> str:
    if answer is None:
        return ""
    if isinstance(answer, frozenset):
        return ";".join(sorted(answer)) or "none"
    if variable.id == "reaction" and answer in case.events:
        return case.events[str(answer)].name
    return str(answer)


def read_settled(data: bytes, case: Case, standing: Standing) -> tuple[list[Settled], list[Fault]]:
    """What a filled table settles, and what is wrong in it by line and column."""
    try:
        head = (*_FIRST, *_LAST)
        sheet = read_workbook(data) if is_workbook(data) else read_separated(data, head)
    except Astray as problem:
        return [], [Fault(problem.line, problem.column, problem.message, problem.fields)]
    records = [
        (n, [unguarded(c) for c in row]) for n, row in sheet.rows if any(map(str.strip, row))
    ]
    if not records:
        raise Problem("the sheet is empty")
    line, names = records[0][0], [name.casefold() for name in records[0][1]]
    places = {}
    for column in (*_FIRST, *_LAST):
        if column not in names:
            why = Problem("the sheet has no column {name}", name=column)
            return [], [Fault(line, column, why.message, why.fields)]
        # A coder may be called so too: the columns of coders stand between.
        found = [place for place, name in enumerate(names) if name == column]
        places[column] = found[0] if column in _FIRST else found[-1]
    reader = _Reader(case, standing)
    with bounded_faults(reader.faults):
        for line, record in records[1:]:
            cells = {c: record[p] if p < len(record) else "" for c, p in places.items()}
            reader.take(line, cells)
    return list(reader.found.values()), reader.faults


class _Reader:
    def __init__(self, case: Case, standing: Standing) -> None:
        self.case = case
        self.standing = standing
        self.found: dict[tuple[str, str], Settled] = {}
        self.faults: list[Fault] = []
        self.ids = {unit.key: unit.id for unit in standing.round.frozen.units}

    def fault(self, line: int, column: str, problem: Problem) -> None:
        noted(self.faults, Fault(line, column, problem.message, problem.fields))

    def take(self, line: int, cells: dict[str, str]) -> None:
        """Take in a row."""
        variable = BY_ID.get(cells["variable"])
        if variable is None:
            problem = Problem("“{name}” is no variable that is settled", name=cells["variable"])
            self.fault(line, "variable", problem)
            return
        unit = self.ids.get(cells["unit"], cells["unit"])
        if unit not in units_of(self.standing, variable):
            problem = Problem(
                "“{key}” is no unit of this round that has a {variable}",
                key=cells["unit"], variable=Named(variable.id),
            )  # fmt: skip
            self.fault(line, "unit", problem)
            return
        if (unit, variable.id) in self.found:
            self.fault(line, "unit", Problem("“{key}” has a row already", key=cells["unit"]))
            return
        for column in _LAST:
            if not cells[column].strip():
                self.fault(line, column, Problem("{column} is empty: every row needs what is "
                                                 "settled, and why", column=column))  # fmt: skip
                return
        try:
            answer = self._answer(variable, cells["settled"])
            self._check_denied(unit, variable, answer)
        except Problem as problem:
            self.fault(line, "settled", problem)
            return
        self.found[unit, variable.id] = Settled(unit, variable, answer, cells["why"].strip())

    def _answer(self, variable: Variable, cell: str) -> Answer:
        id_ = variable.id
        if cell.strip(";").count(";") >= values.MOST_VALUES:
            raise values.too_many_values()
        if id_ == "strategies":
            return self._strategies(cell)
        if id_ == "denies":
            named = frozenset(filter(None, map(str.strip, cell.split(";"))))
            none = {name.casefold() for name in named} & set(values.NONE)
            return frozenset() if none else named
        if id_ == "reaction":
            there = self.case.by_name.get(cell)
            if there is None:
                raise Problem("there is no event {key}", key=cell)
            return there.id
        if id_ in _LETTERS:
            return _one_of(cell.upper(), _LETTERS[id_], cell)
        if id_.startswith("bearing:"):
            return _one_of(_saying(cell), SAYINGS, cell)
        column = "bearing" if id_ == "effect_kind" else id_
        assert column in (*QUESTIONS, "bearing", "status", "basis")
        return _one_of(values.one_of(column, cell) or "", values.allowed(column), cell)

    def _check_denied(self, unit: str, variable: Variable, answer: Answer) -> None:
        """Raise `Problem` where a piece would deny what is no effect of its own event."""
        if variable.id != "denies" or not isinstance(answer, frozenset):
            return
        pieces = next(u.evidence for u in self.standing.round.frozen.units
                      if unit in (p.id for p in u.evidence))  # fmt: skip
        known = {piece.id for piece in pieces if piece.side == "effect"} - {unit}
        for key in answer - known:
            raise Problem("there is no piece of evidence with the key {key}", key=key)

    def _strategies(self, cell: str) -> Answer:
        names = values.strategies(self.case.codebook, cell)
        none = [name for name in names if name.casefold() in values.NONE]
        if none and len(none) < len(names):
            raise Problem("none can't stand beside a strategy")
        found = set()
        for name in names if not none else ():
            strategy = self.case.codebook.find_strategy(name)
            if strategy is None:
                likely = values.likely(self.case.codebook, "strategies", name)
                raise values.no_strategy(name, likely)
            found.add(strategy.id)
        return frozenset(found)


def _one_of(found: str, allowed: Iterable[str], cell: str) -> str:
    allowed = tuple(allowed)
    if found not in allowed:
        raise values.unknown(cell, allowed, "")
    return found


def _saying(cell: str) -> str:
    plain = values.plain(cell)
    for id_, word in _WORDS.items():
        if plain in {id_, *(values.plain(words(lang).t(word)) for lang in LANGUAGES)}:
            return id_
    return values.says(cell) or ""
