"""What a person says of a sheet that comes in: what a column that it lacks is in every row."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from workbench.case import Problem, read_grade
from workbench.interchange.sheet import allowed, known_value
from workbench.locale import Words

from .fields import Field
from .form import Form

_CLOSED = ("domain", "avoids_confrontation", "indirect_or_covert", "limits_power_or_intent", "side",
           "status")  # fmt: skip


def date_orders(w: Words) -> list[tuple[str, str]]:
    """What may stand first in 3/1/2003, as (order, words)."""
    return [("day", w.t("the day: 3 January 2003")), ("month", w.t("the month: 1 March 2003"))]


class ConstantForm(Form[tuple[str, str]]):
    """A column that the sheet lacks, and what it is in every row; nothing takes it back."""

    guide = "import"

    def __init__(self, lacking: Sequence[tuple[str, str]], said: Mapping[str, str]) -> None:
        """`lacking` are the columns as (column, words), the first one chosen already."""
        super().__init__()
        self.lacking, self.said = tuple(lacking), said

    @property
    def heading(self) -> str:
        """What it is for."""
        return self.w.t("What is a column that the sheet lacks, in every row?")

    def fields(self) -> list[Field]:
        """The column and the value."""
        w, first = self.w, self.lacking[0][0]
        return [
            Field("column", w.t("column"), first, "choice", self.lacking),
            Field("value", w.t("in every row"), self.said.get(first, ""),
                  hint=w.t("such as intent, your name, or a state; empty: nothing")),
        ]  # fmt: skip

    async def save(self, values: dict[str, str]) -> tuple[str, str]:
        """The two; raises `Problem` where the column can't hold the value."""
        column, value = values["column"], values["value"].strip()
        if not column:
            raise Problem("choose one of them first")
        if value and column == "grade":
            value = read_grade(value)
        if value and column in _CLOSED:
            found = known_value(column, value)
            if not found:
                raise Problem(
                    "“{cell}” is none of {allowed}", cell=value, allowed=tuple(allowed(column))
                )
            value = found
        return column, value
