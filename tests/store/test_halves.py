"""Half a character (a lone surrogate) at every entrance: no file takes it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import Run
from workbench.case import CaseInfo, Event, Evidence, Source, Tag
from workbench.casebook import Casebook, Workspace, put
from workbench.store import CaseFile

HALF = "half \\ud800 of one"
MENDED = "half \ufffd of one"


@pytest.fixture
def case(home: Path) -> Path:
    """A case file in which another program escaped halves, also in a field that we don't know."""
    book = Workspace(home).create("halves", CaseInfo(title="HALF", balancer="HALF", target="B"))
    event = Event(id="ev-1", title="HALF", description="HALF", tags=(
        Tag(strategy="binding", rationale="HALF"),), later="HALF", date="2003-03")  # type: ignore[call-arg]  # fmt: skip
    source = Source(id="so-1", title="HALF")
    piece = Evidence(id="pc-1", event="ev-1", side="intent", finding="HALF", source="so-1")
    book.apply("HALF", put(book.case, event, source, piece), "HALF")
    for path in (book.file.path, book.file.path.with_name("halves.history.jsonl")):
        path.write_text(path.read_text("utf-8").replace("HALF", HALF), "utf-8")
    # The history's chain is of the bytes that stand there.
    book.file.path.with_name("halves.history.jsonl").unlink()
    return book.file.path


def test_a_case_that_holds_one_opens_is_edited_and_goes_back(case: Path) -> None:
    """Its other records keep their bytes, and undo goes through."""
    book = Casebook(CaseFile(case))
    book.settle()
    event = book.case.events["ev-1"]
    assert event.title == event.description == event.tags[0].rationale == MENDED
    assert event.model_extra == {"later": MENDED}
    event.model_dump_json()
    book.apply("edit", put(book.case, event.model_copy(update={"note": "mine"})))
    assert "\\ud800" not in next(
        line for line in case.read_text("utf-8").splitlines() if line.startswith(',"ev-1"')
    )
    assert case.read_text("utf-8").count(HALF) == 4
    assert book.undo() and not book.case.events["ev-1"].note
    again = Casebook(CaseFile(case))
    again.settle()
    assert again.case == book.case and not again.file.past().faults
    assert len(again.history()) == 3


@pytest.mark.long
def test_every_command_reads_it(case: Path, run: Run) -> None:
    """No traceback, and what comes out is UTF-8."""
    for command in (
        ["list"], ["check"], ["show", "halves"], ["judge", "halves", "--json"],
        ["memo", "halves"], ["history", "halves"], ["export", "halves", "--to", "md"],
        ["export", "halves", "--to", "json"], ["export", "halves", "--to", "csv"],
        ["export", "halves", "--to", "qdpx"],
    ):  # fmt: skip
        done = run(*command)
        assert done.returncode == 0, (command, done.stderr)
        assert "Traceback" not in done.stderr and "\\ud800" not in done.stdout


def test_an_id_that_holds_one_is_named(case: Path, run: Run) -> None:
    """It can't be mended without losing what points to it."""
    case.write_text(case.read_text("utf-8").replace('"ev-1"', '"ev-\\ud800"'), "utf-8")
    for command in (["check", "halves"], ["judge", "halves"]):
        done = run(*command)
        assert done.returncode and "half a character" in done.stdout + done.stderr
        assert "Traceback" not in done.stderr


def test_names_of_what_a_later_version_wrote_go_round(case: Path, run: Run) -> None:
    """A table and an id that we don't know: the history says of them what the file says."""
    later = ',"later \\ud800": {"_": null\n,"k \\udfff": {"text": "half \\ud800"}\n}\n}\n'
    case.write_text(case.read_text("utf-8").removesuffix("}\n") + later, "utf-8")
    assert run("check", "halves").returncode == 0
    for title in ("one", "two"):
        book = Casebook(CaseFile(case))
        book.settle()
        event = book.case.events["ev-1"].model_copy(update={"title": title})
        book.apply("edit", put(book.case, event))
    assert [r.kind for r in Casebook(CaseFile(case)).history()] == ["begun", "edit", "edit"]
    checked = run("check", "halves")
    assert checked.returncode == 0, checked.stdout
    assert later in case.read_text("utf-8")
    found = [
        row["table"] for row in json.loads(run("history", "halves", "--json").stdout)[0]["changed"]
    ]
    assert "later \ud800" in found
    assert run("restore", "halves", "--at", "2").returncode == 0
    assert later in case.read_text("utf-8") and run("check", "halves").returncode == 0


def test_references_and_sheets_that_hold_one(home: Path, tmp_path: Path, run: Run) -> None:
    """CSL-JSON escapes it, a command line has it from bytes, and no sheet comes in with it."""
    assert run("new", "mine", "--title", "t", "--balancer", "A", "--target", "B").returncode == 0
    csl = tmp_path / "s.json"
    csl.write_text('[{"id": "a\\ud800", "type": "book", "title": "' + HALF + '"}]', "utf-8")
    assert run("references", "mine", csl).returncode == 0
    sheet = tmp_path / "s.csv"
    for data in (b"title\nhalf \xed\xa0\x80 of one\n", "title\n".encode("utf-16") + b"\x00\xd8"):
        sheet.write_bytes(data)
        refused = run("import", "mine", sheet)
        assert refused.returncode == 2 and "Traceback" not in refused.stderr
    named = subprocess.run(
        [sys.executable, "-m", "workbench", "new", "bytes", "--title", b"half \xff of one",
         "--balancer", "A", "--target", "B"],
        check=False,
    )  # fmt: skip
    assert named.returncode == 0
    case = Workspace(home).open("mine").case
    assert [source.title for source in case.sources.values()] == [MENDED]
    assert Workspace(home).open("bytes").case.info.title == MENDED
    assert "\\ud" not in (home / "cases" / "mine.json").read_text("utf-8")
    assert json.loads(run("show", "mine", "--json").stdout)
