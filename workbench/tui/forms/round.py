"""What is asked of a coding round: to begin one, and to give one up."""

from __future__ import annotations

import asyncio
import re
from typing import TYPE_CHECKING

from workbench.case import Problem
from workbench.casebook import Casebook

from .fields import Field
from .form import Form, Misfilled

if TYPE_CHECKING:
    from workbench.casebook.rounds import Standing


class RoundForm(Form[str]):
    """Begins a round: its events and pieces are frozen as they are."""

    def __init__(self, book: Casebook) -> None:
        super().__init__()
        self.book = book

    @property
    def heading(self) -> str:
        """What begins, and what it does to the case meanwhile."""
        return self.w.t(
            "A coding round. Until all of its coders have sealed, they see the case without its "
            "codes, and so does whoever gave no name."
        )

    @property
    def verb(self) -> str:
        """What its button says."""
        return self.w.t("Begin")

    def reopen(self) -> None:
        """The form again, in the other language."""
        self.bench.push_screen(RoundForm(self.book))

    def fields(self) -> list[Field]:
        """A name, the coders, which events, and whether it is for training."""
        t = self.w.t
        free = next(f"R{n}" for n in range(1, 1000) if f"R{n}" not in self._taken)
        return [
            Field("name", t("name"), free, hint=t("letters, digits, hyphens")),
            Field("coders", t("coders"), hint=t("two or more, with ; between them"), several=True,
                  suggest=self.book.case.coders),
            Field("share", t("share of the events"), hint=t("0.3 draws three of ten; empty: all")),
            Field("seed", t("seed"), hint=t("the same draws the same; empty: by chance")),
            Field("events", t("or these events"), kind="many", options=self._events),
            Field("pilot", t("for training"), "no", "choice",
                  (("no", t("no: its codes can be settled into the case")),
                   ("yes", t("yes: a pilot, never settled into the case")))),
        ]  # fmt: skip

    @property
    def _events(self) -> tuple[tuple[str, str], ...]:
        """The events as the log numbers them, by id."""
        line = self.book.case.timeline
        return tuple((event.id, f"{n}  {event.date or '—'}  {event.title}")
                     for n, event in enumerate(line, 1))  # fmt: skip

    @property
    def _taken(self) -> list[str]:
        from workbench.casebook.rounds import RoundFiles

        return RoundFiles(self.book.file.path).names()

    async def save(self, values: dict[str, str]) -> str:
        """Begin it."""
        from workbench.casebook.rounds import begin

        coders, events = _parts(values["coders"]), self.book.case.events
        ticked = [events[id_].name if id_ in events else id_
                  for id_ in filter(None, values["events"].split(";"))]  # fmt: skip
        if len(coders) < 2:
            raise Misfilled("coders", self.w.t("two or more, with ; between them"))
        if ticked and values["share"].strip():
            raise Misfilled("events", self.w.t("give a share or tick events, not both"))
        share = _number(values["share"], "share", float, self.w.t("a share is a number like 0.3"))
        seed = _number(values["seed"], "seed", int, self.w.t("a seed is a whole number"))
        round_ = await asyncio.to_thread(
            begin, self.book.case, self.book.file.path, values["name"].strip(),
            coders, self.bench.coder, share=share, seed=None if seed is None else int(seed),
            keys=ticked, pilot=values["pilot"] == "yes",
        )  # fmt: skip
        return round_.name


def _parts(text: str) -> list[str]:
    return [part.strip() for part in re.split("[;；、]", text) if part.strip()]


def _number(text: str, field: str, kind: type[float | int], wrong: str) -> float | None:
    if not text.strip():
        return None
    try:
        return kind(text.strip())
    except ValueError:
        raise Misfilled(field, wrong) from None


class DropForm(Form[str]):
    """Lets a coder who can't go on leave a round, who hasn't sealed; at least two stay."""

    def __init__(self, book: Casebook, standing: Standing) -> None:
        super().__init__()
        self.book = book
        self.standing = standing

    @property
    def heading(self) -> str:
        """Of which round."""
        return self.w.t("Who leaves the round {round}?", round=self.standing.name)

    @property
    def verb(self) -> str:
        """What its button says."""
        return self.w.t("Drop")

    def reopen(self) -> None:
        """The form again, in the other language."""
        self.bench.push_screen(DropForm(self.book, self.standing))

    def fields(self) -> list[Field]:
        """A coder and a reason."""
        t, here = self.w.t, tuple((name, name) for name in self.standing.waiting)
        return [
            Field("coder", t("coder"), "", "choice", here),
            Field("why", t("reason"), hint=t("kept with the round")),
        ]

    async def save(self, values: dict[str, str]) -> str:
        """Write it down."""
        from workbench.casebook.rounds import Standing

        name = self.standing.name
        if not values["coder"]:
            raise Misfilled("coder", self.w.t("choose who leaves"))
        if not values["why"].strip():
            raise Misfilled("why", self.w.t("say why"))
        Standing.of(self.book.file.path, name).drop(
            values["coder"], values["why"], self.bench.coder
        )
        return name


class GiveUpForm(Form[str]):
    """Gives a round up: it hides nothing any more, and is never compared."""

    def __init__(self, book: Casebook, name: str) -> None:
        super().__init__()
        self.book = book
        self.round = name

    @property
    def heading(self) -> str:
        """What is given up, and what that means."""
        return self.w.t(
            "Give the round {round} up? It hides nothing any more, and is never compared.",
            round=self.round,
        )

    @property
    def verb(self) -> str:
        """What its button says."""
        return self.w.t("Give up")

    def reopen(self) -> None:
        """The form again, in the other language."""
        self.bench.push_screen(GiveUpForm(self.book, self.round))

    def fields(self) -> list[Field]:
        """A reason."""
        return [Field("why", self.w.t("reason"), hint=self.w.t("kept with the round"))]

    async def save(self, values: dict[str, str]) -> str:
        """Write it down."""
        from workbench.casebook.rounds import Standing

        try:
            Standing.of(self.book.file.path, self.round).close(values["why"], self.bench.coder)
        except Problem as problem:
            if not values["why"].strip():
                raise Misfilled("why", self.bench.sentence(problem)) from None
            raise
        return self.round
