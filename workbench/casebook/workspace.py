"""The workspace: a folder with `cases/` and `exports/`."""

from __future__ import annotations

import os
import re
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import platformdirs

from workbench.case import Problem
from workbench.codebook import seeds_folder
from workbench.store.format import ENDINGS, MOVING

from .shelf import SHELVES, Shelf, Shelved, summary

if TYPE_CHECKING:
    from workbench.case import CaseInfo
    from workbench.store import CaseFile

    from .casebook import Casebook

# A list of cases opens none of them: what opening needs is imported where a case is opened.
_SLUG = re.compile(r"[a-z0-9][a-z0-9-]{0,63}")


class Workspace:
    """A folder of cases."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._summaries: dict[Path, tuple[tuple[int, int], Shelved]] = {}

    @classmethod
    def find(cls, chosen: str | None) -> Workspace:
        """`chosen`, else WORKBENCH_HOME, else here if it holds cases/, else in the documents."""
        named = chosen or os.environ.get("WORKBENCH_HOME")
        if named:
            return cls(Path(named).expanduser().absolute())
        if Path("cases").is_dir():
            return cls(Path.cwd())
        return cls(platformdirs.user_documents_path() / "Soft Balancing Workbench")

    @property
    def cases(self) -> Path:
        """Where the case logs are."""
        return self.folder / "cases"

    @property
    def exports(self) -> Path:
        """Where memos and other exports go."""
        return self.folder / "exports"

    def settle(self) -> None:
        """Finish what a crash left half-way of a move, or take it back."""
        folders, notes = [self.folder_of(shelf) for shelf in SHELVES], list[Path]()
        with suppress(OSError):  # a folder that can't be listed says so to whoever lists it
            notes = [note for folder in folders for note in folder.glob(f".*.json{MOVING}")]
        if notes:
            from workbench.store import finish_moves

            finish_moves(notes)

    def file(self, slug: str) -> CaseFile:
        """The file of a case, there or not; raises `Problem` for what can't be a slug."""
        if not _SLUG.fullmatch(slug):
            raise Problem(
                "“{slug}” can't name a case: use small letters, digits and hyphens", slug=slug
            )
        from workbench.store import CaseFile

        self.settle()
        return CaseFile(self.cases / f"{slug}.json")

    def open(self, slug: str, newer: bool = False) -> Casebook:
        """Open a case; raises `Problem` where there is none or it is damaged.

        With `newer` a case that a later version of the program wrote opens read-only.
        """
        from workbench.store import NewerFormat

        from .casebook import Casebook

        file = self.file(slug)
        if not os.path.lexists(file.path):
            raise Problem(
                "there is no case {slug} in {folder}: workbench list shows those there are",
                slug=slug,
                folder=str(self.folder),
            )
        try:
            return Casebook(file)
        except NewerFormat as reason:
            if not newer:
                raise
            return Casebook(file, read_only=reason)

    def open_all(self) -> tuple[list[Casebook], dict[str, Problem]]:
        """The cases that open, and why each of the others doesn't, by its slug."""
        opened: list[Casebook] = []
        closed: dict[str, Problem] = {}
        for kept in self.shelf():
            try:
                opened.append(self.open(kept.slug))
            except Problem as problem:
                closed[kept.slug] = problem
        return opened, closed

    def create(self, slug: str, info: CaseInfo, coder: str = "") -> Casebook:
        """Start an empty case; raises `Problem` where the slug is taken."""
        from workbench.case import Case

        from .casebook import Casebook

        file = self.file(slug)
        file.create(Case(slug, info), coder)
        return Casebook(file)

    def folder_of(self, shelf: Shelf) -> Path:
        """Where the cases of a shelf are: those in work, the archived, the deleted."""
        return self.folder / shelf

    def shelf(self, shelf: Shelf = "cases") -> list[Shelved]:
        """The cases of a shelf by slug, the damaged ones with their problem."""
        return [self._kept(path) for path in self.paths(shelf) if _SLUG.fullmatch(path.stem)]

    def paths(self, shelf: Shelf = "cases") -> list[Path]:
        """The case files of a shelf by slug, those too whose name is none."""
        self.settle()
        return sorted(self.folder_of(shelf).glob("*.json"), key=lambda path: path.stem)

    def _kept(self, path: Path) -> Shelved:
        try:
            stat = path.stat()
        except OSError:
            return summary(path)
        key = (stat.st_mtime_ns, stat.st_size)
        known = self._summaries.get(path)
        if known is None or known[0] != key:
            self._summaries[path] = known = key, summary(path)
        return known[1]

    def free_slug(self, wanted: str, shelf: Shelf = "cases") -> str:
        """`wanted`, with a number behind it where the shelf has a case or a history called so."""
        folder, slug, number = self.folder_of(shelf), wanted, 2
        while any((folder / f"{slug}{end}").exists() for end in ENDINGS):
            slug, number = f"{wanted[:60]}-{number}", number + 1
        return slug

    def move(self, slug: str, shelf: Shelf, to: Shelf) -> str:
        """Archive a case, delete it to the trash, or bring it back; gives its slug there."""
        from workbench.store import carry

        there = self.free_slug(slug, to)
        carry(self.folder_of(shelf) / f"{slug}.json", self.folder_of(to) / f"{there}.json")
        return there

    def rename(self, slug: str, wanted: str) -> None:
        """Give a case another slug; raises `Problem` where that is taken or can't be one."""
        from workbench.store import carry

        carry(self.file(slug).path, self.file(wanted).path)

    def duplicate(self, slug: str) -> str:
        """A copy of a case under a slug of its own, which it gives."""
        from workbench.store import carry

        copy = self.free_slug(f"{slug[:57]}-copy")
        carry(self.file(slug).path, self.file(copy).path, copy=True)
        return copy


def worked_shelf() -> list[Shelved]:
    """The worked cases in numbers, without opening one."""
    return [summary(path) for path in _worked()]


def _worked() -> list[Path]:
    return sorted((seeds_folder() / "cases").glob("*.json"))


def worked_cases() -> list[CaseFile]:
    """The worked cases that the program ships, each in two languages."""
    from workbench.store import CaseFile

    return [CaseFile(path) for path in _worked()]


def copy_worked_case(workspace: Workspace, slug: str) -> Casebook:
    """Copy a worked case into the workspace and open it; raises `Problem`."""
    from .casebook import Casebook

    for file in worked_cases():
        if file.slug == slug:
            copy = workspace.file(slug)
            copy.create(file.load())
            return Casebook(copy)
    raise Problem("there is no worked case {slug}: workbench examples lists them", slug=slug)
