"""Where a file is that comes in, and what of it: the first step of every import."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from rich.text import Text
from textual import on
from textual.widgets import Input

from workbench.case import Candidate, Case, Problem, Search
from workbench.casebook import Casebook, receive, searched_before
from workbench.locale import N_, Words

from ..kit.plain import cell, two_ends, way_back
from .fields import Field
from .files import CaseFileForm
from .form import Form
from .paths import Paths, fitting_paths
from .question import question_fields, wanted_of

if TYPE_CHECKING:
    from workbench.interchange.eventdata import Reached
    from workbench.interchange.recognition import Recognised

NEW_CASE = "+"
"""What stands for a case that is still to be made; no case can be called so."""
_NAMED = 6
_MOST = 10_000
"""Rows that may come in at once; of more nobody could decide one by one."""


@dataclass(frozen=True)
class Incoming:
    """A file that is to come in, and the case that it goes to."""

    slug: str
    path: Path
    what: Recognised

    def headed(self, case: Case, w: Words, width: int, worksheet: str = "") -> Text:
        """The line at the top of what shows it: into which case, and from which file."""
        # The words around it are short in either language, and the closing mark stays.
        into = cell(case.info.title, max(width // 2 - 15, 8)).plain
        said = way_back("screen.close") + cell(
            w.t("Import into “{title}”", title=into), width // 2, "bold"
        )
        parts = (self.path.name, worksheet, w.t(self.what.said))
        file = cell(" · ".join(part for part in parts if part) + " ", width // 2)
        return two_ends(said, file, width)


class ImportForm(Form[Incoming]):
    """The file, and from the shelf also the case."""

    guide = "import"

    def __init__(self, slug: str | None, cases: Sequence[tuple[str, str]] = ()) -> None:
        """Import into the case `slug`; with `cases` (slug and title) another can be chosen."""
        super().__init__()
        self.slug = slug
        self.cases = tuple(cases)

    @property
    def verb(self) -> str:
        """What its button does."""
        return self.w.t("Next")

    @property
    def heading(self) -> str:
        """What may come in."""
        return self.w.t("Import: a coding sheet, references, event data or a QDA project")

    def fields(self) -> list[Field]:
        """Where the file is."""
        w = self.w
        cases = (*self.cases, (NEW_CASE, w.t("a new case …")))
        asked = Field("case", w.t("into the case"), self.slug or NEW_CASE, "choice", cases)
        hint = w.t("path, or drop a file here; → completes")
        return [
            Field("path", w.t("file"), hint=hint, completes=Paths(), readback=self._about),
            *([asked] if self.cases or self.slug is None else []),
        ]

    @on(Input.Submitted, "#field-path")
    async def _named(self) -> None:
        """Enter goes on: most often the path is all that is asked."""
        await self.action_save()

    def _about(self, typed: str) -> str:
        """What the file is, or what may go on the path."""
        from workbench.interchange.recognition import recognise, typed_path

        w = self.w
        try:
            path = typed_path(typed)
            if path.is_file():
                return w.t("recognised as {what}", what=w.t(recognise(path).said))
        except (Problem, OSError) as problem:
            return self.bench.sentence(problem)
        names = fitting_paths(typed)
        more = " …" if len(names) > _NAMED else ""
        return "   ".join(names[:_NAMED]) + more if names else w.t("there is no such file")

    async def save(self, values: dict[str, str]) -> Incoming:
        """Recognise the file; raises `Problem`."""
        from workbench.interchange.recognition import recognise, typed_path

        path = typed_path(values["path"])
        what = await asyncio.to_thread(recognise, path)
        slug = values.get("case", self.slug or "")
        if not slug:
            raise Problem("choose the case that it goes to")
        return Incoming(slug, path, what)


class _Stopped(Exception):
    """The reading of a file was called off."""


class _TooMany(Exception):
    """More rows fit than anybody could decide one by one."""


class CandidatesForm(CaseFileForm[int]):
    """Which rows of a data set come into the inbox; they are filtered before anything enters."""

    guide = "inbox"

    def __init__(self, book: Casebook, path: Path, what: Recognised) -> None:
        super().__init__(book)
        self.path = path
        self.what = what
        self._stop = threading.Event()

    @property
    def verb(self) -> str:
        """What its button does."""
        return self.w.t("Read the file")

    @property
    def heading(self) -> str:
        """Which file."""
        w = self.w
        return w.t("Into the inbox: {file}, {what}", file=self.path.name, what=w.t(self.what.said))

    def fields(self) -> list[Field]:
        """The dyad, the period and the classes; a coded project is taken whole."""
        w, info = self.w, self.book.case.info
        if self.what.kind == "project":
            return [Field("path", w.t("file"), str(self.path))]
        return question_fields(self, info)

    async def save(self, values: dict[str, str]) -> int:
        """Read the file and put what fits into the inbox; the number of new candidates."""
        try:
            found = await asyncio.to_thread(self._fits, values, asyncio.get_running_loop())
        except _Stopped:
            raise Problem("Stopped; nothing came into the inbox") from None
        except _TooMany:
            raise Problem(
                "more than {most} rows fit: narrow the period or the classes", most=f"{_MOST:,}"
            ) from None
        finally:
            self._stop.clear()
        candidates, search = found
        changes = receive(self.book.case, candidates, search)
        added = sum(isinstance(change.record, Candidate) for change in changes)
        if not added:
            if candidates:
                raise Problem("every row that fits is in the inbox already")
            raise Problem("no row fits: widen the period or the classes, or check the names")
        self.complain("", self.w.t("Writing …"))
        await self.write(self.book, N_("candidates into the inbox"), changes)
        return added

    def _fits(
        self, values: dict[str, str], loop: asyncio.AbstractEventLoop
    ) -> tuple[list[Candidate], Search | None]:
        """What fits, and the record of the search; of a coded project there is none."""
        if self.what.kind == "project":
            from workbench.interchange.refi import read_project

            project = read_project(self.path)
            for warning in project.warnings[:3]:
                loop.call_soon_threadsafe(self.bench.refuse, warning)
            return list(project.candidates), None
        from workbench.interchange.eventdata import (
            Task,
            candidates_of,
            collect,
            progress_of,
            question_of,
            search_files,
            search_of,
        )

        wanted = wanted_of(values, self.book.case.info)

        def told(now: Reached) -> None:
            if now.fitting > _MOST:
                raise _TooMany
            loop.call_soon_threadsafe(self._tell, now.rows, now.fitting)

        question = question_of(wanted)
        known = searched_before(self.book.case, question)
        task = Task(wanted, self.what.form, known)
        files = search_files(collect([self.path]), task, told, self._stop.is_set)
        if not files:
            raise _Stopped
        if files[0].why:
            raise files[0].why
        if files[0].outcome == "known":
            raise Problem("its rows were searched before for the same question: nothing is new")
        for remark in progress_of(files).remarks(bool(wanted.begins or wanted.ends)):
            loop.call_soon_threadsafe(self.bench.refuse, remark)
        return candidates_of(files), search_of(files, question, self.bench.coder)

    def _tell(self, rows: int, fitting: int) -> None:
        if self.is_mounted:
            self.complain(
                "",
                self.hint(
                    "{rows} rows read, {fitting} fit; {Escape} stops",
                    {"Escape": "form.close"},
                    rows=f"{rows:,}",
                    fitting=f"{fitting:,}",
                ),
            )

    def action_close(self) -> None:
        """Stop the reading, or close."""
        if self._at_work:
            self._stop.set()
        else:
            super().action_close()
