"""The four looks at a sheet that comes in: columns, first rows, what is wrong, what is there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import partial

from rich.text import Text

from workbench.case import Record
from workbench.case.fields import EVENT, EVIDENCE, SOURCE, FieldRow, plain, value_of
from workbench.interchange.sheet import (
    FATES,
    Column,
    Decision,
    Double,
    Entering,
    Fault,
    SheetImport,
)
from workbench.locale import N_, shown

from ..kit.node import Node
from ..kit.plain import cell, prose, widest
from ..kit.table import Heading, SeenTable

_FATE_MARKS = {"new": "+", "more": "·", "merge": "⤷", "skip": "−", "undecided": "?"}
_TOLD = 400
"""Letters of a text of which a row in full shows the beginning."""
DECIDED: Mapping[Decision | None, str] = {
    "skip": N_("leave out"),
    "add": N_("add as new"),
    "merge": N_("add its evidence"),
    None: N_("undecided"),
}
COLUMN_WORDS = {
    "evidence": N_("key of the piece"),
    "codebook": N_("the case's own strategies"),
    "": N_("kept in the note"),
}
for _row in (*EVENT, *EVIDENCE, *SOURCE):
    if _row.column:
        COLUMN_WORDS.setdefault(_row.column, _row.holds or _row.label)
"""What each column of the coding sheet holds."""


class SheetTables(Node):
    """Fills the tables of whatever screen asks."""

    def column_said(self, column: str) -> str:
        """A column of the coding sheet: its name, and in words what it holds."""
        words = self.w.t(COLUMN_WORDS[column])
        return f"{column} · {words}" if column and words.casefold() != column else words

    def _read_as(self, column: Column) -> str:
        other = column.read_as not in ("", column.name.casefold())
        return ("≈ " if other else "") + self.column_said(column.read_as)

    def _head(self, table: SeenTable, *heads: tuple[str, int]) -> None:
        table.head([Heading("", label, max(width, 1)) for label, width in heads])

    def draw_columns(self, table: SeenTable, found: SheetImport, room: int) -> None:
        """A row a column: its name, what it is read as, the first cell that is filled.

        Columns that the sheet lacks follow, with what each is in every row.
        """
        w = self.w
        always = w.t("in every row")
        rows = [
            (str(number), column.name, self._read_as(column), column.example, not column.read_as)
            for number, column in enumerate(found.columns)
        ] + [
            (f"={column}", always, self.column_said(column), value, False)
            for column, value in found.answers.constants.items()
        ]
        name = min(widest(row[1] for row in rows), room // 4)
        read = min(widest([*(row[2] for row in rows), w.t("is read as")]), room * 2 // 5)
        self._head(
            table, (w.t("column of the sheet"), max(name, widest([w.t("column of the sheet")]))),
            (w.t("is read as"), read),
            (w.t("for example"), room - max(name, 12) - read - 14),
        )  # fmt: skip

        def cells(place: str, called: str, said: str, example: str, noted: bool) -> list[Text]:
            return [
                cell(called, max(name, 19), "italic" if place[0] == "=" else ""),
                cell(said, read, "dim" if noted else "bold"),
                cell(example, max(room - max(name, 12) - read - 14, 4)),
            ]

        table.fill({row[0]: partial(cells, *row) for row in rows}, table.key)

    def values_said(self, found: SheetImport, column: str) -> Text:
        """What the sheet's own values of a column mean."""
        meant = found.answers.values.get(column, {})
        said = Text()
        for own, ours in meant.items():
            said.append_text(cell(own, 40, "bold")).append(" = ")
            said.append_text(cell(ours or "—", 60)).append("   ")
        return said.append("\n") if meant else said

    def draw_preview(self, table: SeenTable, found: SheetImport, room: int) -> None:
        """The first rows as they will enter."""
        w = self.w
        wide = room >= 110
        fates = {row.fate: w.t(FATES[row.fate]) for row in found.preview}
        fate = widest([*(f"+ {said}" for said in fates.values()), w.t("becomes")])
        left = room - 5 - fate - 11 - 10 - (3 if wide else 1) * 2
        title = left * 2 // 5 if wide else left // 2
        actors, finding = (left - title) // 3, left - title - ((left - title) // 3 if wide else 0)
        heads = [(w.t("line"), 5), (w.t("becomes"), fate), (w.t("date"), 11), (w.t("title"), title)]
        heads += [(w.t("who → to whom"), actors)] if wide else []
        self._head(table, *heads, (w.t("evidence"), finding))

        def entering(row: Entering) -> list[Text]:
            style = "dim" if row.fate in ("skip", "more") else ""
            cells = [
                Text(f"{row.line:>5}", "dim"),
                Text(f"{_FATE_MARKS[row.fate]} {fates[row.fate]}",
                     "bold" if row.fate in ("merge", "undecided") else style),
                cell(row.event.date or "—", 11, style),
                cell(row.event.title, max(title, 4), style),
            ]  # fmt: skip
            if wide:
                cells.append(cell(f"{row.event.initiator} → {row.event.target}", max(actors, 4)))
            return [*cells, cell(self._evidence(row), max(finding, 4))]

        table.fill({str(row.line): partial(entering, row) for row in found.preview}, table.key)

    def _evidence(self, row: Entering) -> str:
        if row.piece is None:
            return ""
        side = self.theory.say("side", row.piece.side)
        return self.w.t("{name}: {value}", name=side, value=row.piece.finding)

    def column_in_full(self, found: SheetImport, column: Column) -> Text:
        """The column under the cursor: what it is read as, a cell, what its values mean."""
        said = cell(column.name, 200, "bold").append(" → ")
        said.append(self.column_said(column.read_as))
        said.append("\n").append_text(cell(column.example, 600, "dim")).append("\n")
        said.append_text(self.values_said(found, column.read_as))
        if found.answers.values.get(column.read_as):
            forgets = self.hint(
                "{x} forgets what the values of this column mean.", {"x": "sheet.forget"}
            )
            said.append(forgets + "\n", "bold")
        return said

    def sum_said(self, found: SheetImport) -> Text:
        """In a line: what would come of the sheet."""
        w = self.w
        rows = w.tn("{n} row", "{n} rows", found.rows)
        if found.faults:
            n = len(found.faults)
            said = w.tn(
                "{n} problem: nothing can be imported until it is put right",
                "{n} problems: nothing can be imported until they are put right",
                n,
            )
            return Text(said, style=f"bold {self.app.theme_variables['error']}")
        if found.undecided:
            said = w.tn(
                "{n} event is in the case already: say in view 4 what to do with it",
                "{n} events are in the case already: say in view 4 what to do with them",
                len(found.undecided),
            )
            return Text(said, style="bold")
        parts = [
            w.tn("{n} new event", "{n} new events", found.events),
            w.tn("{n} piece of evidence", "{n} pieces of evidence", found.evidence),
            w.tn("{n} new source", "{n} new sources", found.sources),
        ]
        if found.repeated:
            parts.append(w.t("{n} already there", n=found.repeated))
        return Text(f"{rows} → {' · '.join(parts)}", style="bold")

    def row_said(self, row: Entering) -> Text:
        """A row in full."""
        w, event = self.w, row.event
        said = Text.assemble(
            (w.t("line {line}", line=row.line), "dim"), "  ", (w.t(FATES[row.fate]), "bold")
        )
        if row.fate == "merge":
            said.append(" ").append_text(cell(f"{row.into.date} {row.into.title}", 80))
        said.append("\n").append_text(cell(f"{event.date or '—'}  {event.title}", 300, "bold"))
        said.append("\n").append_text(cell(f"{event.initiator} → {event.target}", 200))
        tags = self.w.parted(self.theory.strategy(tag.strategy) for tag in event.tags)
        said.append("   ").append(tags or (w.t("none") if event.coded_none else w.t("uncoded")))
        said.append_text(self._told(EVENT, event, "title"))
        if row.piece:
            said.append("\n").append_text(cell(self._evidence(row), 400))
            said.append_text(self._told(EVIDENCE, row.piece, "finding"))
        if row.source:
            new = w.t("new source") if row.new_source else w.t("source of the case")
            said.append(f"\n{new}  ", "dim").append_text(cell(row.source.title, 300))
        return said

    def _told(self, rows: Iterable[FieldRow], record: Record, shown: str) -> Text:
        """The plain fields of a record that say something, but the one that is `shown` already."""
        said = Text()
        for row in plain(rows):
            value = value_of(record, row.path)
            if value and row.path not in (shown, "key"):
                word = self.theory.say(row.vocabulary, value) if row.vocabulary else value
                told = self.w.t("{name}: {value}", name=self.w.t(row.label), value=word[:_TOLD])
                said.append("\n").append_text(prose(told, "dim"))
        return said

    def draw_faults(self, table: SeenTable, found: SheetImport, room: int) -> None:
        """What is wrong, by line and column."""
        w = self.w
        names = {name: headed(found, name) for name in {fault.column for fault in found.faults}}
        column = min(max(widest([*names.values(), w.t("column")]), 6), 22)
        self._head(table, (w.t("line"), 6), (w.t("column"), column),
                   (w.t("what is wrong"), room - column - 13))  # fmt: skip

        def wrong(fault: Fault) -> list[Text]:
            said = cell(fault.said(w), max(room - column - 13, 10))
            return [Text(f"{fault.line:>6}"), cell(names[fault.column], column), said]

        table.fill({str(n): partial(wrong, fault) for n, fault in enumerate(found.faults)},
                   table.key)  # fmt: skip

    def draw_doubles(self, table: SeenTable, found: SheetImport, room: int) -> None:
        """What is there already, and what becomes of it."""
        w = self.w
        decided = widest(w.t(said) for said in DECIDED.values())
        place = widest([w.t("stands already"), w.t("in the case"), w.t("line {line}", line=99999)])
        title = room - 5 - decided - 11 - place - 12
        self._head(table, (w.t("line"), 5), (w.t("what to do"), decided), (w.t("date"), 11),
                   (w.t("title"), title), (w.t("stands already"), place))  # fmt: skip

        def there(double: Double) -> list[Text]:
            return [
                Text(f"{double.line:>5}", "dim"),
                Text(w.t(DECIDED[double.decision]), "bold" if double.decision is None else ""),
                cell(double.event.date or "—", 11), cell(double.event.title, max(title, 4)),
                Text(self.stands(double)),
            ]  # fmt: skip

        table.fill({str(double.line): partial(there, double) for double in found.doubles},
                   table.key)  # fmt: skip

    def stands(self, double: Double) -> str:
        """Where the other event is."""
        if double.in_case:
            return self.w.t("in the case")
        return self.w.t("line {line}", line=double.of_line)

    def double_said(self, double: Double) -> Text:
        """A double beside the event that it looks like."""
        w, one, other = self.w, double.event, double.of
        said = Text()
        for place, event in (
            (w.t("in the sheet, line {line}", line=double.line), one), (self.stands(double), other)
        ):  # fmt: skip
            said.append(f"{place}\n", "dim")
            line = f"{event.date or '—'}  {event.title}  ({event.initiator} → {event.target})"
            said.append_text(cell(line, 300, "bold")).append("\n")
            if event.description:
                said.append_text(cell(event.description, 200)).append("\n")
        return said


def headed(found: SheetImport, column: str) -> str:
    """A column by the heading that stands above it in the sheet."""
    return next((name for name, read in found.mapping.items() if read == column), column)


def faults_as_text(node: Node, found: SheetImport) -> str:
    """Every fault in a line of its own, to be copied."""
    w, lines = node.w, []
    for fault in found.faults:
        column = headed(found, fault.column)
        place = w.t("line {line}, column {column}", line=fault.line, column=column)
        lines.append(shown(f"{place}: {fault.said(w)}"))
    return "\n".join(lines)
