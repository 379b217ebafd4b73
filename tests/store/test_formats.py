"""Older files come up to date at their first edit, keeping their bytes and a copy of the old."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from workbench.case import CaseInfo, Change, Event, Problem
from workbench.casebook import Casebook, Workspace, put
from workbench.store import VERSION, CaseFile

GOLDEN = Path(__file__).parent / "golden"


@pytest.fixture
def old(tmp_path: Path) -> CaseFile:
    """A case file of version 1."""
    path = tmp_path / "dyad.json"
    shutil.copy(GOLDEN / "version-1.json", path)
    return CaseFile(path)


def test_reading_an_older_file_leaves_it_alone(old: CaseFile) -> None:
    """Only an edit brings it up to date."""
    before = old.path.read_bytes()
    assert set(old.load().events) == {"ev-1", "ev-2"}
    assert old.path.read_bytes() == before


def test_an_edit_brings_it_to_the_golden_file(old: CaseFile) -> None:
    """Every step leads on; the old bytes are kept beside it; what is unknown survives."""
    before = old.path.read_bytes()
    book = Casebook(old)
    book.apply("edit", [Change(book.case.events["ev-2"], None)])
    assert old.path.read_bytes() == (GOLDEN / f"version-{VERSION}.json").read_bytes()
    assert old.path.with_name("dyad.json.v1.bak").read_bytes() == before
    assert old.path.with_name("dyad.json.bak").read_bytes() == before
    assert {path.name for path in old.companions} == {
        "dyad.history.jsonl", "dyad.json.bak", "dyad.json.v1.bak",
    }  # fmt: skip


def test_the_generation_before_stands_beside_the_file(home: Path) -> None:
    """A save keeps the file it replaces; what killed writes left is swept."""
    book = Workspace(home).create("dyad", CaseInfo(title="T", balancer="A", target="B"))
    leftover = book.file.path.with_name(".dyad.json.abc.tmp")
    leftover.write_bytes(b"half")
    before = book.file.path.read_bytes()
    Casebook(CaseFile(book.file.path)).apply("e", put(book.case, Event(id="ev-1", title="One")))
    assert book.file.path.with_name("dyad.json.bak").read_bytes() == before
    assert not leftover.exists()


@pytest.mark.parametrize("version", ['"2"', "null", "true", "0", "1.5"])
def test_a_version_that_is_none_is_refused(old: CaseFile, version: str) -> None:
    """A sentence, and the bytes stay."""
    text = old.path.read_text("utf-8").replace('"version": 1', f'"version": {version}')
    old.path.write_text(text, "utf-8")
    with pytest.raises(Problem, match="no version"):
        old.load()
    assert old.path.read_text("utf-8") == text
