"""What is asked of event data: of a file, or of the store; and how much of it is drawn."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from workbench.case import CaseInfo, Problem, read_loose
from workbench.casebook import ORDERS, Casebook

from .fields import Field
from .form import Form, Misfilled
from .sheet import date_orders

if TYPE_CHECKING:
    from workbench.interchange.eventdata import Wanted


def question_fields(form: Form[Any], info: CaseInfo) -> list[Field]:
    """The dyad, the period and the classes."""
    w = form.w
    return [
        Field("one", w.t("one side"), info.balancer,
              hint=w.t("a state's name or code, such as FRA")),
        Field("other", w.t("other side"), info.target,
              hint=w.t("rows in either direction come in")),
        Field("begins", w.t("from"), info.begins, check=read_loose, readback=form.readback,
              hint=w.t("empty: however early")),
        Field("ends", w.t("to"), info.ends, check=read_loose, readback=form.readback,
              hint=w.t("empty: however late")),
        Field("classes", w.t("event classes"),
              hint=w.t("such as 03, 163 or SANCTION; empty: all")),
        Field("dates", w.t("3/1/2003 begins with"), "", "choice", tuple(date_orders(w))),
    ]  # fmt: skip


def wanted_of(values: Mapping[str, str], info: CaseInfo) -> Wanted:
    """Which rows the fields of a question ask for; raises `Problem`."""
    from workbench.interchange.eventdata import Wanted

    return Wanted(
        (values["one"], values["other"]),
        read_loose(values["begins"]),
        read_loose(values["ends"]),
        tuple(each.strip() for each in values["classes"].split(",") if each.strip()),
        (info.balancer, info.target),
        aliases=info.aliases,
        dates=ORDERS.get(f"{values['dates']}-first", ""),
    )


class StoreQuestionForm(Form["Wanted"]):
    """What is asked of the store; answers with which rows are wanted."""

    guide = "data"

    def __init__(self, book: Casebook, before: Mapping[str, str]) -> None:
        """`before` is what was asked last."""
        super().__init__()
        self.book = book
        self.before = before

    @property
    def verb(self) -> str:
        """What its button does."""
        return self.w.t("Count")

    @property
    def heading(self) -> str:
        """What comes of it."""
        return self.w.t("Ask the store: the hits are counted by month, nothing comes in yet")

    def fields(self) -> list[Field]:
        """The question, as it was asked last."""
        asked = question_fields(self, self.book.case.info)
        return [replace(field, value=self.before.get(field.name, field.value)) for field in asked]

    async def save(self, values: dict[str, str]) -> Wanted:
        """Read it; raises `Problem`."""
        from workbench.interchange.eventdata.states import need_actor

        info = self.book.case.info
        for name in ("one", "other"):
            try:
                need_actor(values[name], info.aliases)
            except Problem as problem:
                raise Misfilled(name, self.bench.sentence(problem)) from None
        wanted = wanted_of(values, info)
        _ = wanted.pair
        self.before = values
        return wanted


@dataclass(frozen=True)
class Taking:
    """How much of what fits comes into the inbox: all of it, or some of each month."""

    per_month: int | None = None
    seed: int = 0


class TakingForm(Form[Taking]):
    """Every hit, or a sample of each month, which the same seed draws again."""

    guide = "data"

    def __init__(self, fit: int, months: Mapping[str, int]) -> None:
        """`fit` rows fit, so many in each of `months`."""
        super().__init__()
        self.fit = fit
        self.months = months

    @property
    def verb(self) -> str:
        """What its button does."""
        return self.w.t("Into the inbox")

    @property
    def heading(self) -> str:
        """How many there are."""
        w = self.w
        n = f"{self.fit:,}"
        return w.tn("Into the inbox: {rows} row fits", "Into the inbox: {rows} rows fit",
                    self.fit, rows=n)  # fmt: skip

    def fields(self) -> list[Field]:
        """How many of each month, and the seed of the drawing."""
        w = self.w
        return [
            Field("per_month", w.t("drawn per month"), readback=self._drawn,
                  hint=w.t("a number; empty: every row that fits")),
            Field("seed", w.t("seed"), "0", hint=w.t("the same seed draws the same rows")),
        ]  # fmt: skip

    def _drawn(self, typed: str) -> str:
        if not typed.strip().isdecimal():
            return ""
        n = sum(min(int(typed), hits) for hits in self.months.values())
        return self.w.tn("draws {n} row", "draws {n} rows", n)

    async def save(self, values: dict[str, str]) -> Taking:
        """Read the numbers; raises `Problem`."""
        many, seed = values["per_month"].strip(), values["seed"].strip()
        if many and not (many.isdecimal() and int(many)):
            raise Misfilled("per_month", self.w.t("write a number from 1, or nothing: every row"))
        if not seed.isdecimal():
            raise Misfilled("seed", self.w.t("write a number from 0"))
        return Taking(int(many) if many else None, int(seed))
