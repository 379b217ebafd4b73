"""Forms about a case as a file: its name, its exports, a sheet to add to it."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from workbench.case import Case, Problem
from workbench.casebook import Casebook, put
from workbench.locale import LANGUAGES, N_
from workbench.store import replace_file

from ..node import Node
from .fields import Field
from .form import Form

if TYPE_CHECKING:
    from workbench.interchange.sheet import SheetImport

Answer = TypeVar("Answer")
_FORMATS = ("memo", "csv", "md", "json", "csl-json")


class RenameForm(Form[str]):
    """A case's title, and the file that it is kept in."""

    def __init__(self, slug: str, title: str) -> None:
        super().__init__()
        self.slug = slug
        self.case_title = title

    @property
    def heading(self) -> str:
        """Rename."""
        return self.w.t("Rename the case")

    def fields(self) -> list[Field]:
        """Two names."""
        w = self.w
        return [
            Field("title", w.t("title"), self.case_title),
            Field("slug", w.t("file name"), self.slug, hint=w.t("small letters, digits, hyphens")),
        ]

    async def save(self, values: dict[str, str]) -> str:
        """Rename the file first: a title can be changed again, a taken name can't be used."""
        title, slug = values["title"].strip(), values["slug"].strip()
        if not title:
            raise Problem("a case needs a title")
        workspace = self.bench.workspace
        if slug != self.slug:
            await asyncio.to_thread(workspace.rename, self.slug, slug)
            self.slug = slug
        book = workspace.open(slug)
        info = book.case.info.model_copy(update={"title": title})
        await self.write(book, N_("the case's description"), put(book.case, info))
        return slug


def read_bytes(path: Path) -> bytes:
    """The bytes of a file; raises `Problem`."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise Problem("there is no file {path}", path=str(path)) from None
    except OSError as problem:
        why = problem.strerror or str(problem)
        raise Problem("{path} can't be read: {why}", path=str(path), why=why) from problem


class CaseFileForm(Form[Answer]):
    """A form about a case and a file, which may be long in the reading or the writing."""

    def __init__(self, book: Casebook) -> None:
        super().__init__()
        self.book = book

    @property
    def lasts(self) -> bool:
        """A memo and a long file take a moment."""
        return True


class ExportForm(CaseFileForm[Path]):
    """One export of a case into the folder of exports."""

    @property
    def heading(self) -> str:
        """Which case."""
        return self.w.t("Export “{title}”", title=self.book.case.info.title[:60])

    def fields(self) -> list[Field]:
        """A format; for the memo also its language."""
        w = self.w
        said = (
            w.t("memo (PDF)"), w.t("coding sheet (CSV)"), w.t("notes (Markdown)"),
            w.t("everything (JSON)"), w.t("sources (CSL JSON)"),
        )  # fmt: skip
        return [
            Field("form", w.t("format"), "memo", "choice", tuple(zip(_FORMATS, said, strict=True))),
            Field("language", w.t("memo's language"), self.book.case.info.language, "choice",
                  (("en", "English"), ("zh-Hant", "正體中文"))),
        ]  # fmt: skip

    def filled(self, name: str) -> None:
        """Only the memo is written in a language."""
        if name == "form":
            self.query_one("#row-language").display = self.values()["form"] == "memo"

    async def save(self, values: dict[str, str]) -> Path:
        """Write it, off the interface's thread."""
        if not values["form"]:
            raise Problem("choose a format")
        language = values["language"] if values["language"] in LANGUAGES else "en"
        return await asyncio.to_thread(self._written, values["form"], language)

    def _written(self, form: str, language: str) -> Path:
        folder, slug = self.bench.workspace.exports, self.book.file.slug
        folder.mkdir(parents=True, exist_ok=True)
        if form == "memo":
            from workbench.memo import write_memo

            path = folder / f"{slug}.{language}.pdf"
            digest = self.book.file.digest()
            write_memo(self.book.case, language, path, digest=digest, today=self.bench.today)
            return path
        from workbench.exporting import SUFFIXES, exported

        path = folder / f"{slug}.{SUFFIXES[form]}"
        replace_file(path, exported(self.book.case, form))
        return path


async def read_from(form: Node, typed: str, case: Case) -> SheetImport:
    """What the sheet at a path that was typed adds to a case; raises `Problem`."""
    from workbench.interchange.recognition import typed_path
    from workbench.interchange.sheet import read_sheet

    path = typed_path(typed)
    found = await asyncio.to_thread(lambda: read_sheet(read_bytes(path), case, form.bench.coder))
    if found.faults:
        w, first = form.w, found.faults[0]
        place = w.t("line {line}, column {column}", line=first.line, column=first.column)
        more = w.tn("{n} fault in all", "{n} faults in all", len(found.faults))
        raise Problem(
            "{place}: {why} ({more}; nothing was written)",
            place=place,
            why=first.said(w),
            more=more,
        )
    return found
