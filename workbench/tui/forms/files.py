"""Forms about a case as a file: its name, its exports, a sheet to add to it."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from workbench.case import Case, Problem
from workbench.casebook import Casebook, put
from workbench.exporting import FORMATS, OF_ALL, Export, export_path, exported_all, untold
from workbench.locale import LANGUAGES, N_, NAMED
from workbench.store import replace_file

from ..kit.node import Node
from .fields import Field
from .form import Form

if TYPE_CHECKING:
    from workbench.interchange.sheet import SheetImport

Answer = TypeVar("Answer")


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
    from workbench.interchange.packed import bounded

    try:
        return bounded(path)
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

    @property
    def verb(self) -> str:
        """Export."""
        return self.w.t("Export")

    def fields(self) -> list[Field]:
        """A format; what is read by people has a language."""
        w = self.w
        formats = [("memo", w.t("memo (PDF)"))]
        formats += [(form, w.t(kind.name)) for form, kind in FORMATS.items()]
        formats += [("qca", w.t("table of all cases here (QCA)"))]
        return [
            Field("form", w.t("format"), "memo", "choice", tuple(formats)),
            Field("language", w.t("language"), self.book.case.info.language, "choice", NAMED),
        ]  # fmt: skip

    def filled(self, name: str) -> None:
        """What programs read has no language."""
        if name == "form":
            form = self.values()["form"]
            spoken = form == "memo" or (form in FORMATS and FORMATS[form].spoken)
            self.query_one("#row-language").display = spoken

    async def save(self, values: dict[str, str]) -> Path:
        """Write it, off the interface's thread, and say where it is."""
        if not values["form"]:
            raise Problem("choose a format")
        language = values["language"] if values["language"] in LANGUAGES else "en"
        path, closed, told = await asyncio.to_thread(self._written, values["form"], language)
        said = self.w.t("Written to {path}", path=str(path))
        if closed:
            said = self.w.t(
                "Written to {path}, without the cases that don't open: {names}",
                path=str(path),
                names=self.w.listed(closed),
            )
        if values["form"] == "csv":
            from workbench.interchange.sheet import left_out

            told = await asyncio.to_thread(left_out, self.book.case, self.w)
        said = f"{said} · {told}" if told else said
        self.bench.say(said, error=bool(closed))
        return path

    def _written(self, form: str, language: str) -> tuple[Path, Sequence[str], str]:
        """Where it is, which cases aren't in it since they don't open, and why rounds aren't."""
        if form == "memo" or (form in FORMATS and FORMATS[form].memo):
            self.book.check_memo()
        workspace, slug, case = self.bench.workspace, self.book.file.slug, self.book.case
        folder, digest = workspace.exports, self.book.file.digest()
        folder.mkdir(parents=True, exist_ok=True)
        told = form == "memo" or (form in FORMATS and FORMATS[form].rounds)
        rounds = self.book.rounds() if told else ()
        if form == "memo":
            from workbench.memo import write_memo

            path = folder / f"{slug}.{language}.pdf"
            write_memo(case, language, path, digest=digest, today=self.bench.today, rounds=rounds)
            return path, (), ""
        if form in OF_ALL:
            path = folder / OF_ALL[form]
            books, closed = workspace.open_all()
            replace_file(path, exported_all([book.case for book in books], form))
            return path, tuple(closed), ""
        path = export_path(folder, slug, case, form, language)
        replace_file(path, FORMATS[form].write(Export(case, language, digest, rounds)))
        # A memo says it itself.
        return path, (), "" if FORMATS[form].spoken else untold(rounds, self.w)


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
