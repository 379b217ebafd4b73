"""A new case, and what an open one says of itself."""

from __future__ import annotations

import re
import unicodedata
from typing import get_args

from workbench.case import (
    Case,
    CaseInfo,
    Interpretations,
    Joint,
    Problem,
    Threshold,
    begun,
    check_order,
    read_aliases,
    read_grade,
    read_loose,
    written_aliases,
)
from workbench.casebook import Casebook, put
from workbench.judgement import check_sides
from workbench.locale import N_, NAMED, Words
from workbench.store.format import DEVICES

from .fields import Field
from .files import read_from
from .form import Form, Misfilled
from .outcome import outcome_fields, outcome_read


def proposed_slug(title: str, taken: set[str]) -> str:
    """A file name for a case of this title that none has yet."""
    plain = re.sub(r"[^\w]+", "-", unicodedata.normalize("NFKD", title).lower())
    ascii_ = plain.replace("_", "-").encode("ascii", "ignore").decode()
    stem = re.sub(r"-+", "-", ascii_).strip("-")
    # A title in Chinese leaves its years at most, which say little alone.
    named = stem if re.search("[a-z]", stem) else f"case-{stem}"
    stem = named[:48].strip("-")
    slug, number = stem, 2
    while slug in taken or slug in DEVICES:
        slug, number = f"{stem}-{number}", number + 1
    return slug


class NewCaseForm(Form[Casebook]):
    """Who restrains whom, over which years, and what is the question."""

    def __init__(self) -> None:
        super().__init__()
        self._proposed = ""

    @property
    def lasts(self) -> bool:
        """Only a sheet to begin with takes a moment."""
        return bool(self.values()["sheet"].strip())

    @property
    def heading(self) -> str:
        """New case."""
        return self.w.t("New case")

    def _date(self, name: str, label: str, example: str) -> Field:
        hint = self.w.t("e.g. {example}", example=example)
        return Field(name, label, hint=hint, check=read_loose, readback=self.readback)

    def fields(self) -> list[Field]:
        """The least that a case needs, and the question it asks."""
        w = self.w
        return [
            Field("title", w.t("title"), hint=w.t("e.g. Iraq 2002–03")),
            Field("balancer", w.t("balancer"), hint=w.t("who restrains, e.g. France")),
            Field("target", w.t("target"), hint=w.t("who is restrained, e.g. United States")),
            self._date("begins", w.t("from"), "2002-09"),
            self._date("ends", w.t("to"), "2003-06"),
            Field(
                "question",
                w.t("question"),
                kind="text",
                hint=w.t("e.g. Did France restrain American power, or only oppose one war?"),
            ),
            Field(
                "language",
                w.t("language"),
                self.bench.settings.language,
                "choice",
                NAMED,
            ),
            Field("slug", w.t("file name"), hint=w.t("small letters, digits, hyphens")),
            Field("sheet", w.t("coding sheet"), hint=w.t("a CSV file to begin with, or empty")),
        ]

    def filled(self, name: str) -> None:
        """Propose a file name for as long as nobody wrote another one."""
        if name != "title":
            return
        from textual.widgets import Input

        slug = self.query_one("#field-slug", Input)
        if slug.value == self._proposed:
            taken = {path.stem for path in self.bench.workspace.cases.glob("*.json")}
            title = self.query_one("#field-title", Input).value
            self._proposed = proposed_slug(title, taken) if title.strip() else ""
            slug.value = self._proposed

    async def save(self, values: dict[str, str]) -> Casebook:
        """Start the case."""
        w, values = self.w, {name: value.strip() for name, value in values.items()}
        for name in ("title", "balancer", "target"):
            if not values[name]:
                self.query_one(f"#field-{name}").focus()
                raise Problem(w.t("a case needs a title, a balancer and a target"))
        slug, sheet = values.pop("slug"), values.pop("sheet")
        values["language"] = values["language"] or "en"
        values |= {name: read_loose(values[name]) for name in ("begins", "ends")}
        info = begun(**values)
        check_sides(info)
        _check_order(info, w)
        found = await read_from(self, sheet, Case(slug, info)) if sheet else None
        book = self.bench.workspace.create(slug, info, self.bench.coder)
        if found:
            await self.write(book, N_("an imported coding sheet"), found.changes)
        return book


class CaseInfoForm(Form[bool]):
    """What an open case says of itself, and how it is judged."""

    def __init__(self, book: Casebook) -> None:
        super().__init__()
        self.book = book

    @property
    def heading(self) -> str:
        """The case."""
        return self.w.t("About this case")

    def fields(self) -> list[Field]:
        """What the case says of itself."""
        w, info, say = self.w, self.book.case.info, self.theory.choices
        return [
            Field("title", w.t("title"), info.title),
            Field("balancer", w.t("balancer"), info.balancer),
            Field("target", w.t("target"), info.target),
            Field("begins", w.t("from"), info.begins, check=read_loose, readback=self.readback),
            Field("ends", w.t("to"), info.ends, check=read_loose, readback=self.readback),
            Field("question", w.t("question"), info.question, "text"),
            Field("aliases", w.t("other names"), written_aliases(info.aliases), "text",
                  hint=w.t("one actor a line: France = 法國"), check=_aliases_read),
            Field("threshold", w.t("threshold"), info.threshold, "choice",
                  tuple(say("threshold", get_args(Threshold)[::-1]))),
            Field("floor", w.t("floor"), info.floor or "",
                  hint=w.t("e.g. C3; empty counts everything"), check=_grade_read),
            Field("interpretations", w.t("interpretations"), info.interpretations, "choice",
                  tuple(say("interpretations", get_args(Interpretations)))),
            Field("joint", w.t("joint acts"), info.joint, "choice",
                  tuple(say("joint", get_args(Joint)))),
            *outcome_fields(info.outcome, w, self.theory),
            Field("author", w.t("author"), info.author),
            Field("note", w.t("note"), info.note, "text"),
        ]  # fmt: skip

    async def save(self, values: dict[str, str]) -> bool:
        """Keep it."""
        w = self.w
        if not (
            values["title"].strip() and values["balancer"].strip() and values["target"].strip()
        ):
            raise Problem(w.t("a case needs a title, a balancer and a target"))
        dates = {name: read_loose(values[name]) for name in ("begins", "ends")}
        old = self.book.case.info
        said: dict[str, object] = {**values, **dates, "floor": _grade_read(values["floor"]) or None}
        said["aliases"] = (
            old.aliases
            if values["aliases"] == written_aliases(old.aliases)
            else read_aliases(values["aliases"])
        )
        for name in ("threshold", "interpretations", "joint"):
            said[name] = values[name] or getattr(old, name)
        said["outcome"] = outcome_read(said, w)
        info = old.model_copy(update=said)
        check_sides(info)
        _check_order(info, w)
        await self.write(self.book, N_("the case's description"), put(self.book.case, info))
        return True


def _check_order(info: CaseInfo, w: Words) -> None:
    try:
        check_order(info.begins, info.ends)
    except Problem as problem:
        raise Misfilled("ends", problem.said(w)) from None


def _grade_read(text: str) -> str:
    return read_grade(text) if text.strip() else ""


def _aliases_read(text: str) -> str:
    read_aliases(text)
    return text


class FloorForm(Form[str]):
    """The least source grade that counts in what one is looking at."""

    def __init__(self, floor: str | None) -> None:
        """`floor` is the one that is looked at now."""
        super().__init__()
        self.floor = floor

    @property
    def heading(self) -> str:
        """The floor."""
        return self.w.t("Only evidence at or above this source grade counts")

    def fields(self) -> list[Field]:
        """A grade or nothing."""
        return [
            Field(
                "floor",
                self.w.t("floor"),
                self.floor or "",
                hint=self.w.t("e.g. C3; empty counts everything"),
                check=_grade_read,
            )
        ]

    async def save(self, values: dict[str, str]) -> str:
        """The floor to look under; empty where everything counts."""
        return _grade_read(values["floor"])
