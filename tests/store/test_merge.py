"""Two people's work on one case, merged by git: by union without a driver, by record with one."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from workbench.case import Case, CaseInfo, Change, Event, Evidence, Tag
from workbench.casebook import Casebook, put, remove_event
from workbench.store import CaseFile

Edit = Callable[[Case], list[Change]]
DRIVER = f"{shlex.quote(sys.executable)} -m workbench merge %O %A %B"


class Repository:
    """A git repository that holds one case."""

    def __init__(self, folder: Path, attributes: str) -> None:
        self.folder = folder
        folder.mkdir()
        self.file = CaseFile(folder / "cases" / "dyad.json")
        self.git("init", "-q", "-b", "ours")
        self.git("config", "merge.workbench.driver", DRIVER)
        (folder / ".gitattributes").write_text(attributes, "utf-8")
        (folder / ".gitignore").write_text("*.jsonl\n*.bak\n.*.lock\n", "utf-8")

    def git(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Git with nobody's own settings."""
        none = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
        command = ["git", "-c", "user.name=x", "-c", "user.email=x@example.org", *arguments]
        return subprocess.run(
            command,
            cwd=self.folder,
            capture_output=True,
            encoding="utf-8",
            check=False,
            env={**os.environ, **none, "PYTHONPATH": str(Path(__file__).parents[2])},
        )

    def commit(self, edit: Edit | None = None) -> None:
        """Make an edit as the workbench does, and commit it."""
        if edit:
            book = Casebook(self.file)
            book.apply("edit", edit(book.case))
        self.git("add", "-A")
        self.git("commit", "-q", "-m", "x")

    def merge(self, ours: Edit, theirs: Edit) -> subprocess.CompletedProcess[str]:
        """What both sides did since the base, merged into ours."""
        self.git("checkout", "-q", "-b", "theirs")
        self.commit(theirs)
        self.git("checkout", "-q", "ours")
        self.commit(ours)
        return self.git("merge", "--no-edit", "theirs")


@pytest.fixture(params=["*.json merge=workbench\n"])
def base(tmp_path: Path, request: pytest.FixtureRequest) -> Repository:
    """A case of two events, committed."""
    made = Repository(tmp_path / "shared", request.param)
    made.file.create(Case("dyad", CaseInfo(title="Dyad", balancer="A", target="B")))
    made.commit(lambda case: put(case, Event(id="ev-1", title="One"), Event(id="ev-2", title="2")))
    return made


def adding(id_: str) -> Edit:
    return lambda case: put(case, Event(id=id_, title=id_))


def editing(id_: str, **fields: object) -> Edit:
    return lambda case: put(case, case.events[id_].model_copy(update=fields))


def deleting(id_: str) -> Edit:
    return lambda case: remove_event(case, case.events[id_])


def witnessed(case: Case) -> list[Change]:
    return put(case, Evidence(id="pc-1", event="ev-1", side="intent", finding="said so"))


def tagged(strategy: str) -> Edit:
    return editing("ev-1", tags=(Tag(strategy=strategy),))


@pytest.mark.parametrize(
    "base", ["*.json merge=union\n", "*.json merge=workbench\n"], indirect=True
)
def test_both_add(base: Repository) -> None:
    """Additions of both stand, with git's own union as with the driver."""
    assert base.merge(adding("ev-4"), adding("ev-3")).returncode == 0
    assert set(base.file.load().events) == {"ev-1", "ev-2", "ev-3", "ev-4"}


@pytest.mark.parametrize("base", ["*.json merge=union\n"], indirect=True)
def test_one_deletes_and_the_other_adds_evidence_elsewhere(base: Repository) -> None:
    """A tombstone is a changed line, so that union keeps the deletion."""
    assert base.merge(deleting("ev-2"), witnessed).returncode == 0
    merged = base.file.load()
    assert set(merged.events) == {"ev-1"}
    assert set(merged.evidence) == {"pc-1"}


def test_both_edit_other_fields_of_one_event(base: Repository) -> None:
    """A merge goes by field."""
    assert base.merge(editing("ev-1", title="Uno"), editing("ev-1", note="n")).returncode == 0
    event = base.file.load().events["ev-1"]
    assert (event.title, event.note) == ("Uno", "n")


def test_both_tag_the_same_event(base: Repository) -> None:
    """Lists to which both added hold what both added."""
    assert base.merge(tagged("territorial-denial"), tagged("entangling-diplomacy")).returncode == 0
    assert len(base.file.load().events["ev-1"].tags) == 2


def test_both_edit_the_same_field(base: Repository) -> None:
    """Ours stays, the place is named, and git says that there is a conflict."""
    merged = base.merge(editing("ev-1", title="Ours"), editing("ev-1", title="Theirs"))
    assert merged.returncode == 1
    assert "events ev-1 title" in merged.stderr
    assert base.file.load().events["ev-1"].title == "Ours"


@pytest.mark.parametrize("order", [1, -1])
def test_one_deletes_what_the_other_edits(base: Repository, order: int) -> None:
    """The edited event is kept, whoever's it is."""
    merged = base.merge(*[deleting("ev-1"), editing("ev-1", title="Edited")][::order])
    assert merged.returncode == 1
    assert base.file.load().events["ev-1"].title == "Edited"


def test_one_deletes_the_event_that_the_others_evidence_is_about(base: Repository) -> None:
    """No evidence is left without its event."""
    merged = base.merge(deleting("ev-1"), witnessed)
    assert merged.returncode == 1
    assert "pc-1" in merged.stderr
    assert base.file.load().evidence["pc-1"].event == "ev-1"


def test_what_is_no_case_file_is_refused(base: Repository) -> None:
    """A sentence and status 2; ours is left alone."""
    other = base.folder / "other.json"
    other.write_text("{}", "utf-8")
    before = base.file.path.read_bytes()
    said = subprocess.run(
        [sys.executable, "-m", "workbench", "merge", other, base.file.path, other],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert said.returncode == 2
    assert "Traceback" not in said.stderr
    assert base.file.path.read_bytes() == before
