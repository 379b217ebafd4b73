"""The workspace: a folder with `cases/` and `exports/`."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import platformdirs

from workbench.case import Problem
from workbench.codebook import seeds_folder
from workbench.store.format import DEVICES, ENDINGS, MOVING, rounds_of

from .reader import reader
from .shelf import SHELVES, Shelf, Shelved, summary

if TYPE_CHECKING:
    from workbench.case import CaseInfo
    from workbench.store import CaseFile

    from .casebook import Casebook

# A list of cases opens none of them: what opening needs is imported where a case is opened.
_LONGEST = 64
_SLUG = re.compile(rf"[a-z0-9][a-z0-9-]{{0,{_LONGEST - 1}}}")


class Workspace:
    """A folder of cases."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.told: Callable[[Problem], None] | None = None
        """Told why a case that is opened is shown without its codes."""
        self._summaries: dict[Path, tuple[tuple[int, int], Shelved]] = {}

    @classmethod
    def find(cls, chosen: str | None) -> Workspace:
        """`chosen`, else WORKBENCH_HOME, else here if it holds cases/, else in the documents."""
        named = chosen or os.environ.get("WORKBENCH_HOME")
        if named:
            return cls(_home(Path(named)).absolute())
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
        if slug.casefold() in DEVICES and not self._there(slug):
            raise Problem(
                "“{slug}” can't name a case: Windows keeps that name for a device", slug=slug
            )
        if wrong := misnamed(slug):
            raise wrong
        from .rounds import SeenFile

        self.settle()
        return SeenFile(self.cases / f"{slug}.json", reader)

    def _there(self, slug: str) -> bool:
        # On Windows a device is everywhere; elsewhere an older case may be called so.
        return os.name != "nt" and os.path.lexists(self.cases / f"{slug}.json")

    def check(self) -> None:
        """Raise `Problem` where a file stands in the place of the workspace or of its cases."""
        for place in (self.cases, self.folder, *self.folder.absolute().parents):
            if place.is_dir():
                break
            # A link that leads nowhere, or to itself, isn't there and yet in the way.
            if os.path.lexists(place):
                raise Problem(
                    "{path} is no folder: choose another workspace with --workspace DIR, or "
                    "WORKBENCH_HOME",
                    path=str(place),
                )

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
            opened = Casebook(file)
        except NewerFormat as reason:
            if not newer:
                raise
            opened = Casebook(file, read_only=reason)
        if self.told and (closed := file.closed):
            self.told(closed)
        return opened

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
        return [self._kept(path) for path in self.paths(shelf)]

    def paths(self, shelf: Shelf = "cases") -> list[Path]:
        """The case files of a shelf by slug, those too whose name is none.

        What begins with a dot was left there by an editor or by macOS: .#x.json, ._x.json.
        """
        self.settle()
        found = self.folder_of(shelf).glob("*.json")
        return sorted((p for p in found if p.name[0] != "."), key=lambda path: path.stem)

    def _kept(self, path: Path) -> Shelved:
        try:
            stat = path.stat()
        except OSError:
            return summary(path)
        if wrong := misnamed(path.stem):
            return replace(summary(path), info=None, problem=wrong)
        key = (stat.st_mtime_ns, stat.st_size)
        known = self._summaries.get(path)
        if known is None or known[0] != key:
            self._summaries[path] = known = key, summary(path)
        if not rounds_of(path).is_dir():
            return known[1]
        from .rounds import hidden

        return replace(known[1], coded=0, hidden=True) if hidden(path, reader) else known[1]

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
        # Beside a link there is nothing of what belongs to its case, its rounds least of all.
        carry(Path(os.path.realpath(self.file(slug).path)), self.file(copy).path, copy=True)
        return copy


def misnamed(slug: str) -> Problem | None:
    """Why nothing can be called so as a case, though a file may be."""
    if len(slug) > _LONGEST:
        return Problem(
            "“{slug}” can't name a case: it has more than {n} characters", slug=slug, n=_LONGEST
        )
    if not _SLUG.fullmatch(slug):
        return Problem(
            "“{slug}” can't name a case: use small letters, digits and hyphens", slug=slug
        )
    return None


def _home(path: Path) -> Path:
    try:
        return path.expanduser()
    except RuntimeError:
        raise Problem("{path}: nobody here has that name", path=str(path)) from None


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
    """Copy a worked case and its rounds into the workspace and open it; raises `Problem`."""
    from workbench.store import replace_file, rounds_of

    from .casebook import Casebook

    for file in worked_cases():
        if file.slug == slug:
            copy = workspace.file(slug)
            copy.create(file.load())
            rounds = sorted(rounds_of(file.path).glob("*.json"))
            if rounds:
                rounds_of(copy.path).mkdir(exist_ok=True)
            for each in rounds:
                replace_file(rounds_of(copy.path) / each.name, each.read_bytes())
            return Casebook(copy)
    raise Problem("there is no worked case {slug}: workbench examples lists them", slug=slug)
