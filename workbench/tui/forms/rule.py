"""The form of a rule for suggestions, which says while it is written to how many it speaks."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import get_args

from rich.text import Text
from textual.timer import Timer
from textual.widgets import Static

from workbench.case import SuggestionRule, new_id, suggestion_rule
from workbench.case.model import Domain
from workbench.casebook import Casebook, put_rule, spoken_to, waiting
from workbench.locale import N_

from .fields import Field
from .form import Form, Misfilled

_CONDITIONS = ("classes", "actors", "words", "column", "datasets")
_PAUSE = 0.2
"""Seconds without a key after which the candidates are counted."""


class RuleForm(Form[str]):
    """What a rule asks of a candidate and what it suggests; answers with its id."""

    guide = "inbox"

    def __init__(self, book: Casebook, rule: SuggestionRule | None = None) -> None:
        super().__init__()
        self.book = book
        self.rule = rule
        self._pause: Timer | None = None

    @property
    def heading(self) -> str:
        """New or known."""
        w = self.w
        return (
            w.t("Edit the rule for suggestions") if self.rule else w.t("New rule for suggestions")
        )

    def fields(self) -> list[Field]:
        """Its name, its conditions, what it suggests and why."""
        w, now, case = self.w, self.rule, self.book.case
        candidates = case.candidates.values()
        columns = dict.fromkeys(name for each in candidates for name in each.record)
        datasets = dict.fromkeys(each.dataset for each in candidates)
        named = tuple(s.name.in_(self.theory.lang) for s in case.codebook.strategies)
        chosen = [case.codebook.said(s, self.theory.lang) for s in now.strategies] if now else []
        parts = w.t("separated by ;")
        return [
            Field("name", w.t("name"), now.name if now else "",
                  hint=w.t("such as: cooperation through the UN")),
            Field("classes", w.t("event classes"), _joined(now.classes if now else ()),
                  several=True,
                  hint=w.t("such as 03; SANCTION, also what begins with them")),
            Field("actors", w.t("actors"), _joined(now.actors if now else ()), several=True,
                  hint=w.t("who takes part, by name or code, such as UN; IGOUNO")),
            Field("words", w.t("words"), _joined(now.words if now else ()), several=True,
                  hint=w.t("in title or description; one of them is enough")),
            Field("column", w.t("column"), now.column if now else "", suggest=tuple(columns),
                  hint=w.t("where the words are sought instead")),
            Field("datasets", w.t("data sets"), _joined(now.datasets if now else ()), several=True,
                  suggest=tuple(datasets), hint=w.t("empty: all")),
            Field("domain", w.t("domain"), (now.domain or "") if now else "", "choice",
                  tuple(self.theory.choices("domain", get_args(Domain))),
                  hint=w.t("the domain that it suggests")),
            Field("strategies", w.t("strategies"), w.parted(chosen), several=True, suggest=named,
                  hint=parts),
            Field("reason", w.t("reason"), now.reason if now else "", "text",
                  hint=w.t("why such a row may be that; it stands beside each candidate")),
        ]  # fmt: skip

    def on_mount(self) -> None:
        """Count at once what a rule that is there speaks to."""
        super().on_mount()
        self._count()

    def filled(self, name: str) -> None:
        """Count anew when a condition has changed."""
        if name in _CONDITIONS:
            if self._pause:
                self._pause.stop()
            self._pause = self.set_timer(_PAUSE, self._count)

    def _count(self) -> None:
        values = self.values()
        classes, actors, words, datasets = (
            parts_of(values[name]) for name in ("classes", "actors", "words", "datasets")
        )
        # Not yet a rule: nothing of it is checked before it is saved.
        draft = SuggestionRule.model_construct(
            id="", name="", classes=classes, actors=actors, words=words, datasets=datasets,
            column=values["column"].strip(),
        )  # fmt: skip
        if classes or actors or words or datasets:
            n, m = spoken_to(self.book.case, draft)
            said = self.w.t("speaks to {n} of {m} candidates that wait", n=n, m=m)
        else:
            said = self.w.t("{m} candidates wait", m=len(waiting(self.book.case)))
        self.query_one("#form-heading", Static).update(Text(f"{self.heading} · {said}"))

    async def save(self, values: dict[str, str]) -> str:
        """Write the rule; raises `Problem` for what it lacks."""
        wanted = []
        for name in parts_of(values["strategies"]):
            found = self.book.case.codebook.find_strategy(name)
            if found is None:
                raise Misfilled("strategies", self.w.t("there is no strategy “{name}”", name=name))
            wanted.append(found.id)
        kept = self.rule.model_dump() if self.rule else {"id": new_id("ru")}
        told = {name: parts_of(values[name]) for name in _CONDITIONS if name != "column"}
        rule = suggestion_rule(
            **{
                **kept,
                **told,
                "name": values["name"].strip(),
                "column": values["column"].strip(),
                "domain": values["domain"] or None,
                "strategies": tuple(wanted),
                "reason": values["reason"].strip(),
                "coder": self.bench.coder,
            }
        )
        await self.write(self.book, N_("a rule for suggestions"), put_rule(self.book.case, rule))
        return rule.id


def parts_of(text: str) -> tuple[str, ...]:
    """What stands in a line, between semicolons."""
    return tuple(part.strip() for part in re.split("[;；]", text) if part.strip())


def _joined(parts: Iterable[str]) -> str:
    return "; ".join(parts)
