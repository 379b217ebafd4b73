"""A case's own codebook: merged, refused where it can't stand, kept in file and sheet."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.conftest import Run
from workbench.case import CaseInfo, Event, Problem, Tag, new_id, own_strategy
from workbench.casebook import Casebook, Workspace, put, put_strategy, remove_strategy
from workbench.codebook import codebook
from workbench.interchange.sheet import read_sheet, write_sheet
from workbench.judgement import profile
from workbench.locale import words
from workbench.memo import memo_markdown
from workbench.store import CaseFile, flaws

ADDED = {
    "id": "lawfare", "kind": "added", "name_en": "law[b]fare", "name_zh": "法律戰",
    "meaning": "=Uses courts; 以訴訟限制對方。", "strategy_class": "institutional",
    "route": "binding", "citation": "Kittrie 2016", "coder": "CKM",
}  # fmt: skip
MOVED = {
    "id": "salami-tactic", "kind": "placed", "strategy_class": "weakening", "route": "pressure",
    "reason": "It presses", "citation": "Mearsheimer 2001", "coder": "CKM",
}  # fmt: skip


@pytest.fixture
def book(tmp_path: Path) -> Casebook:
    """A case with a strategy of its own, one placed elsewhere, and an event that carries both."""
    book = Workspace(tmp_path).create("own", CaseInfo(title="T", balancer="A", target="B"))
    book.apply("x", put_strategy(book.case, own_strategy(**ADDED)))
    book.apply("x", put_strategy(book.case, own_strategy(**MOVED)))
    tags = (Tag(strategy="lawfare"), Tag(strategy="salami-tactic"))
    book.apply("x", put(book.case, Event(id=new_id("ev"), title="Suit", tags=tags)))
    return book


def test_the_case_has_both_and_the_shipped_codebook_neither(book: Casebook) -> None:
    """Added and re-placed ones are the case's own; a missing name falls back."""
    mine = book.case.codebook
    assert len(mine.strategies) == 23
    assert mine.find_strategy("法律戰") is mine.strategy("lawfare")
    assert mine.strategy("salami-tactic").class_ == "weakening"
    assert {s.id for s in mine.strategies if s.placed == "case"} == {"lawfare", "salami-tactic"}
    assert mine.said("lawfare", "zh-Hant") == "法律戰（本案自訂）"
    assert codebook().strategy("salami-tactic").class_ == "offsetting"
    assert profile(book.case, book.case.timeline).classes == {"weakening": 1, "institutional": 1}
    only = own_strategy(**{**ADDED, "name_en": ""}).on(None)
    assert only.name.en == "法律戰"


@pytest.mark.parametrize(
    "change",
    [{"citation": " "}, {"name_en": "", "name_zh": ""}, {"name_en": "a;b"}, {"route": "refusal"},
     {"strategy_class": "hard"}, {"meaning": ""}, {"id": "x", "name_en": "Binding"},
     {"kind": "placed", "reason": "r", "id": "binding"}],
)  # fmt: skip
def test_what_cannot_stand_is_refused(book: Casebook, change: dict[str, str]) -> None:
    """No citation, no name, a taken name, a foreign route, a placement that the paper made."""
    with pytest.raises(Problem):
        put_strategy(book.case, own_strategy(**{**ADDED, **change}))


def test_a_strategy_in_use_stays(book: Casebook) -> None:
    """Not by the edit, which names the events, nor by any other way to the file."""
    with pytest.raises(Problem, match="Suit"):
        remove_strategy(book.case, "lawfare")
    (event,) = book.case.events.values()
    unknown = event.model_copy(update={"tags": (Tag(strategy="nowhere"),)})
    with pytest.raises(Problem, match="nowhere"):
        book.apply("x", put(book.case, unknown))
    book.apply("x", put(book.case, event.model_copy(update={"tags": ()})))
    book.apply("x", remove_strategy(book.case, "lawfare"))
    assert CaseFile(book.file.path).load().own.keys() == {"salami-tactic"}


def test_an_unknown_tag_in_the_file_is_a_flaw(book: Casebook) -> None:
    """Said with the event, not a traceback at the first look."""
    row = {"title": "t", "tags": [{"strategy": "nowhere"}]}
    _, wrong = flaws({"case": {"case": {"title": "T", "balancer": "A", "target": "B"}},
                      "events": {"ev1": row}})  # fmt: skip
    assert [(f.id, f.field) for f in wrong] == [("ev1", "tags")]
    assert isinstance(wrong[0].why, Problem)
    assert wrong[0].why.said(words("zh-Hant")).startswith("沒有策略「nowhere」")


def test_file_and_sheet_keep_it(book: Casebook, tmp_path: Path) -> None:
    """Read again from the file, and from the sheet in a new case."""
    assert CaseFile(book.file.path).load().own == book.case.own
    other = Workspace(tmp_path).create("two", CaseInfo(title="T", balancer="A", target="B"))
    read = read_sheet(write_sheet(book.case), other.case, "CKM")
    assert not read.faults
    other.apply("x", read.changes)
    assert dict(other.case.own) == dict(book.case.own)
    again = {t.strategy for e in other.case.events.values() for t in e.tags}
    assert again == {"lawfare", "salami-tactic"}
    damaged = b"title,codebook\nx,[{}]\ny,nonsense\n"
    faults = read_sheet(damaged, other.case, "CKM").faults
    assert [(f.line, f.column) for f in faults] == [(2, "codebook"), (3, "codebook")]
    said = memo_markdown(book.case, "zh-Hant", digest="", today=date(2026, 1, 1))
    assert "本案自訂" in said
    assert "Kittrie 2016" in said


def test_the_commands_say_what_is_the_cases_own(run: Run, home: Path) -> None:
    """`check` names it; a sheet exported and imported by command keeps it."""
    book = Workspace(home).create("own", CaseInfo(title="T", balancer="A", target="B"))
    book.apply("x", put_strategy(book.case, own_strategy(**ADDED)))
    tags = (Tag(strategy="lawfare"),)
    book.apply("x", put(book.case, Event(id=new_id("ev"), title="Suit", tags=tags)))
    done = run("check", "own")
    assert done.returncode == 0
    assert "law[b]fare (case’s own)" in done.stdout
    assert "law[b]fare (case’s own)" in run("show", "own").stdout
    sheet = home / "own.csv"
    assert run("export", "own", "--to", "csv", "-o", sheet).returncode == 0
    assert run("import", "again", sheet, "--balancer", "A", "--target", "B").returncode == 0
    assert "law[b]fare" in run("check", "again").stdout
