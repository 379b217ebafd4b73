"""What is asked of a disagreement that is being settled: the reason, and another answer."""

from __future__ import annotations

from workbench.agreement import Answer
from workbench.case import Event
from workbench.casebook import Casebook
from workbench.casebook.rounds import (
    Decided,
    Difference,
    Standing,
    answer_name,
    possible,
    variable_name,
)

from ..kit.plain import cell
from .fields import Field
from .form import Form, Misfilled

_TITLE = 60
"""Columns of an event's title in the heading."""


class DecideForm(Form[Decided]):
    """The reason for an answer; where no coder's is taken, the answer too."""

    guide = "rounds"

    def __init__(
        self, book: Casebook, standing: Standing, difference: Difference, answer: Answer | None
    ) -> None:
        """Of a disagreement of a round; without an `answer` it is asked for."""
        super().__init__()
        self.book, self.standing = book, standing
        self.case, self.difference, self.answer = book.case, difference, answer

    @property
    def event(self) -> Event | None:
        """The event that it is about, where the case has it still."""
        piece = self.case.evidence.get(self.difference.unit)
        return self.case.events.get(piece.event if piece else self.difference.unit)

    @property
    def place(self) -> str:
        """The round, the unit, the variable, and the answer that a reason is given for."""
        difference = self.difference
        made = Decided.of(difference.unit, difference.variable.id, self.answer or "", "")
        return f"{self.standing.name} {made.model_dump_json()}"

    @property
    def heading(self) -> str:
        """What is decided."""
        name = self._variable
        if self.event:
            name = f"{cell(self.event.title, _TITLE).plain} · {name}"
        if self.answer is None:
            return self.w.t("{variable}: another answer", variable=name)
        return self.w.t("{variable}: {answer}", variable=name, answer=self._said(self.answer))

    @property
    def _variable(self) -> str:
        return variable_name(self.difference.variable.id, self.theory.book, self.w)

    def _said(self, answer: Answer) -> str:
        return answer_name(self.difference.variable.id, answer, self.case, self.w)

    def reopen(self) -> None:
        """The form again, in the other language."""
        self.bench.push_screen(DecideForm(self.book, self.standing, self.difference, self.answer))

    def fields(self) -> list[Field]:
        """A reason, which every decision has."""
        found = []
        if self.answer is None:
            of_set = self.difference.variable.measure == "sets"
            options = tuple((each, self._option(each))
                            for each in possible(self.case, self.difference))  # fmt: skip
            found = [Field("answer", self.w.t("answer"), "", "many" if of_set else "choice",
                           options)]  # fmt: skip
        return [*found, Field("why", self.w.t("reason"), hint=self.w.t("the coders read it"))]

    def _option(self, answer: str) -> str:
        of_set = self.difference.variable.measure == "sets"
        return self._said(frozenset({answer}) if of_set else answer)

    async def save(self, values: dict[str, str]) -> Decided:
        """The decision."""
        why, answer = values["why"].strip(), self.answer
        if answer is None:
            chosen = values["answer"]
            if self.difference.variable.measure == "sets":
                answer = frozenset(filter(None, chosen.split(";")))
            elif not chosen:
                raise Misfilled("answer", self.w.t("choose an answer"))
            else:
                answer = chosen
        if not why:
            raise Misfilled("why", self.w.t("say why"))
        return Decided.of(self.difference.unit, self.difference.variable.id, answer, why)
