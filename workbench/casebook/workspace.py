"""The workspace: a folder with `cases/` and `exports/`."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import platformdirs

from workbench.case import Case, CaseInfo, Problem
from workbench.codebook import seeds_folder
from workbench.store import CaseFile, NewerFormat

from .casebook import Casebook

_SLUG = re.compile(r"[a-z0-9][a-z0-9-]{0,63}")


@dataclass(frozen=True)
class Shelved:
    """A case of the workspace: the case, or the sentence that says why it can't be opened."""

    slug: str
    path: Path
    modified: datetime
    case: Case | None
    problem: Problem | None


class Workspace:
    """A folder of cases."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

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

    def file(self, slug: str) -> CaseFile:
        """The file of a case, there or not; raises `Problem` for what can't be a slug."""
        if not _SLUG.fullmatch(slug):
            raise Problem(
                "“{slug}” can't name a case: use small letters, digits and hyphens", slug=slug
            )
        return CaseFile(self.cases / f"{slug}.json")

    def open(self, slug: str, newer: bool = False) -> Casebook:
        """Open a case; raises `Problem` where there is none or it is damaged.

        With `newer` a case that a later version of the program wrote opens read-only.
        """
        file = self.file(slug)
        if not file.path.exists():
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

    def create(self, slug: str, info: CaseInfo) -> Casebook:
        """Start an empty case; raises `Problem` where the slug is taken."""
        file = self.file(slug)
        file.create(Case(slug, info))
        return Casebook(file)

    def shelf(self) -> list[Shelved]:
        """Every case of the workspace by slug, the damaged ones with their problem."""
        found = []
        for path in sorted(self.cases.glob("*.json")) if self.cases.is_dir() else []:
            case, problem = None, None
            try:
                case = CaseFile(path).load()
            except Problem as error:
                problem = error
            modified = datetime.fromtimestamp(path.stat().st_mtime).astimezone()
            found.append(Shelved(path.stem, path, modified, case, problem))
        return found


def worked_cases() -> list[CaseFile]:
    """The worked cases that the program ships."""
    return [CaseFile(path) for path in sorted((seeds_folder() / "cases").glob("*.json"))]


def copy_worked_case(workspace: Workspace, slug: str) -> Casebook:
    """Copy a worked case into the workspace and open it; raises `Problem`."""
    for file in worked_cases():
        if file.slug == slug:
            copy = workspace.file(slug)
            copy.create(file.load())
            return Casebook(copy)
    raise Problem("there is no worked case {slug}: workbench examples lists them", slug=slug)
