"""What is asked of a sheet that comes in: its head, its columns, its values, its dates."""

from __future__ import annotations

from collections.abc import Mapping
from typing import get_args

from textual import on, work
from textual.screen import Screen

from workbench.case import EffectKind, Motive
from workbench.casebook import Casebook, SheetAnswers
from workbench.interchange.sheet import (
    COLUMNS,
    NOTE,
    VOCABULARY,
    Column,
    Decision,
    Fault,
    Question,
    SheetImport,
    question,
)
from workbench.interchange.sheet import allowed as allowed_in

from ..forms import PickForm
from ..forms.sheet import ConstantForm, date_orders
from ..kit.plain import cell
from ..kit.table import SeenTable
from ..panels.sheet import COLUMN_WORDS, SheetTables

_NOTE = "-"
"""The choice of a column that is kept in the note, or of no value: an empty one is no choice."""
ALWAYS = "="
"""What the key of a column that the sheet lacks begins with."""
_GRADES = [f"{letter}{number}" for letter in "ABCDEF" for number in "123456"]


class SheetQuestions(Screen[int], SheetTables):
    """Asks, and reads the sheet again by the answer."""

    book: Casebook
    found: SheetImport
    said: SheetAnswers
    """What was said of the sheet here."""
    head: int | None
    encoding: str | None
    worksheet: str | None
    decided: dict[int, Decision]

    def read_again(self) -> None:
        """Read the sheet by what was said."""
        raise NotImplementedError

    @property
    def looked_at(self) -> str:
        """Which look at the sheet is seen."""
        raise NotImplementedError

    @property
    def column(self) -> Column | None:
        """The column of the sheet under the cursor."""
        key = self.query_one("#im-columns", SeenTable).key
        return self.found.columns[int(key)] if key and key.isdigit() else None

    @property
    def fault(self) -> Fault | None:
        """The fault under the cursor."""
        key = self.query_one("#im-faults", SeenTable).key
        return self.found.faults[int(key)] if key and self.found.faults else None

    def answerable(self, fault: Fault | None) -> Question | None:
        """What a person may say so that a fault is none."""
        return question(self.found, fault) if fault else None

    def meanings(self, column: str) -> list[tuple[str, str]]:
        """What a value of a column may mean, as (value, words)."""
        theory = self.theory
        if column == "strategies":
            return [
                *((s.id, theory.strategy(s.id)) for s in theory.book.strategies),
                ("none", self.w.t("none")),
            ]
        if column == "bearing":
            motives = theory.choices("motive", get_args(Motive))
            found = theory.choices("effect", get_args(EffectKind))
            return [
                (f"{motive}:{says}", f"{name}: {theory.say('bearing', says)}")
                for motive, name in motives
                for says in ("supports", "undermines")
            ] + found
        if column == "grade":
            return [(grade, grade) for grade in _GRADES]
        try:
            return theory.choices(VOCABULARY[column], allowed_in(column))
        except KeyError:
            return []

    @on(SeenTable.Chosen, "#im-columns")
    @on(SeenTable.Chosen, "#im-faults")
    def _chosen(self) -> None:
        self.action_choose()

    @work(exclusive=True, group="choose")
    async def action_choose(self) -> None:
        """Ask about what is under the cursor: a column, or what is wrong."""
        if self.looked_at == "faults":
            await self._ask_fault()
        elif self.column:
            await self._ask_column(self.column)
        elif self.found.answers.constants:
            await self._ask_constant(self.query_one("#im-columns", SeenTable).key or "")
        else:
            self._no_column()

    async def _ask_column(self, column: Column) -> None:
        w = self.w
        order = [column.read_as, *(c for c in (*COLUMNS, NOTE) if c != column.read_as)]
        choices = [(name or _NOTE, self.column_said(name)) for name in order]
        heading = w.t("What is the column “{name}” read as?", name=column.name[:60])
        picked = await self.app.push_screen_wait(PickForm(heading, w.t("column"), choices))
        if picked is None:
            return
        wanted = NOTE if picked == _NOTE else picked
        # Two columns can't be read as the same: the other one gives way.
        told = {n: NOTE if read == wanted else read for n, read in self._read_as_now.items()}
        self._tell({"read_as": {**told, column.name: wanted}})

    @property
    def _read_as_now(self) -> dict[str, str]:
        return {column.name: column.read_as for column in self.found.columns}

    async def _ask_fault(self) -> None:
        fault = self.fault
        answer = self.answerable(fault)
        if fault is None or not answer:
            return
        if answer == "dates":
            await self._ask_dates()
        elif answer == "side":
            await self._ask_lacking("side", self.w.t("Is the evidence of intent or of effect?"))
        elif answer == "status":
            heading = self.w.t("Were the effects observed, or were they possible?")
            await self._ask_lacking("status", heading)
        elif answer == "title":
            await self._ask_title()
        elif answer == "encoding":
            await self._ask_encoding(fault.likely)
        else:
            await self._ask_meaning(fault)

    async def _ask_lacking(self, lacking: str, heading: str) -> None:
        """Ask what a column is in every row, or which of the sheet's says it."""
        w = self.w
        always = [
            (value, w.t("{name}: {value}", name=w.t("in every row"), value=said))
            for value, said in self.meanings(lacking)
        ]
        columns = [
            (
                f"={column.name}",
                w.t("as the column “{name}” says", name=cell(column.name, 40).plain),
            )
            for column in self.found.columns
            if not column.read_as
        ]
        form = PickForm(heading, w.t(COLUMN_WORDS[lacking]), [*always, *columns], likely=False)
        picked = await self.app.push_screen_wait(form)
        if picked and picked.startswith("="):
            self._tell({"read_as": {**self._read_as_now, picked[1:]: lacking}})
        elif picked:
            said = self.found.answers.constants
            self._tell({"constants": {**said, lacking: picked}})

    async def _ask_title(self) -> None:
        w = self.w
        choices = [(column.name, cell(column.name, 60).plain) for column in self.found.columns]
        heading = w.t("Which column holds what happened, the title?")
        form = PickForm(heading, w.t("column"), choices, likely=False)
        picked = await self.app.push_screen_wait(form)
        if picked:
            self._tell({"read_as": {**self._read_as_now, picked: "title"}})

    async def _ask_encoding(self, likely: str) -> None:
        w = self.w
        heading = w.t("How is the file encoded?")
        choices = [(likely, w.t("{encoding}, as it looks", encoding=likely))]
        picked = await self.app.push_screen_wait(PickForm(heading, w.t("encoding"), choices))
        if picked:
            self.encoding = picked
            self.read_again()

    async def _ask_meaning(self, fault: Fault) -> None:
        w = self.w
        known = self.meanings(fault.column)
        if fault.column == "bearing":
            # An intent bears on motives, an effect is of a kind.
            of_intent = "motives" in fault.fields
            known = [each for each in known if (":" in each[0]) == of_intent]
        strategy = self.theory.book.find_strategy(fault.likely)
        near = strategy.id if strategy else fault.likely.casefold()
        likely = [each for each in known if near in map(str.casefold, each)]
        choices = [*likely, *(each for each in known if each not in likely)]
        choices.append((_NOTE, w.t("nothing: the cell is empty")))
        values = {**self.found.answers.values}
        there = values.get(fault.column, {})
        # A meaning that was chosen and doesn't do is chosen again, of the sheet's own value.
        own = [each for each, ours in there.items() if ours == fault.value]
        own = own or [" ".join(fault.value.casefold().split())]
        said = fault.value if own[0] not in there else " · ".join(own)
        heading = w.t("What does “{value}” mean in this sheet?", value=cell(said, 50).plain)
        form = PickForm(heading, w.t("value"), choices, bool(likely))
        picked = await self.app.push_screen_wait(form)
        if picked:
            meant = {**there, **dict.fromkeys(own, "" if picked == _NOTE else picked)}
            self._tell({"values": {**values, fault.column: meant}})

    @work(exclusive=True, group="choose")
    async def action_dates(self) -> None:
        """Ask what stands first in a date such as 3/1/2003."""
        await self._ask_dates()

    async def _ask_dates(self) -> None:
        w = self.w
        here = self.found.answers.dates
        choices = sorted(date_orders(w), key=lambda each: each[0] != here)
        heading = w.t("What stands first in a date such as 3/1/2003?")
        picked = await self.app.push_screen_wait(PickForm(heading, w.t("first"), choices))
        if picked:
            self._tell({"dates": picked})

    @work(exclusive=True, group="choose")
    async def action_constant(self) -> None:
        """Ask what a column that the sheet lacks is in every row."""
        await self._ask_constant("")

    async def _ask_constant(self, key: str) -> None:
        said = self.found.answers.constants
        there = {column.read_as for column in self.found.columns}
        lacking = [c for c in COLUMNS if c not in (*there, "event", "title", "codebook")]
        lacking.sort(key=lambda column: f"{ALWAYS}{column}" != key)
        choices = [(column, self.column_said(column)) for column in lacking]
        answer = await self.app.push_screen_wait(ConstantForm(choices, said))
        if answer:
            column, value = answer
            self._tell({"constants": {**said, column: value}})

    @work(exclusive=True, group="choose")
    async def action_head(self) -> None:
        """Ask which row names the columns."""
        w, here = self.w, self.found.head
        rows = sorted(self.found.first, key=lambda row: row[0] != here)
        choices = [(str(line), cell(f"{line}  {text}", 60).plain) for line, text in rows]
        heading = w.t("Which row names the columns?")
        picked = await self.app.push_screen_wait(PickForm(heading, w.t("row"), choices))
        if picked and int(picked) != here:
            self.head, self.said, self.decided = int(picked), SheetAnswers(), {}
            self.read_again()

    @work(exclusive=True, group="choose")
    async def action_worksheet(self) -> None:
        """Ask which worksheet is meant."""
        w, here = self.w, self.found.worksheet
        order = [here, *(name for name in self.found.worksheets if name != here)]
        choices = [(name, name) for name in order]
        heading = w.t("Which worksheet holds the events?")
        picked = await self.app.push_screen_wait(PickForm(heading, w.t("worksheet"), choices))
        if picked and picked != here:
            self.worksheet, self.head, self.said, self.decided = picked, None, SheetAnswers(), {}
            self.read_again()

    def action_forget(self) -> None:
        """Forget what the values of the column under the cursor mean."""
        if self.column:
            values = {**self.found.answers.values, self.column.read_as: {}}
            self._tell({"values": values})
        else:
            self._no_column()

    def _no_column(self) -> None:
        self.bench.say(self.w.t("The cursor is on no column of the sheet"))

    def _tell(self, more: Mapping[str, object]) -> None:
        self.said = SheetAnswers.model_validate({**self.found.answers.model_dump(), **more})
        self.read_again()
