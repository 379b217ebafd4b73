"""A piece of intent that was looked at and bears on no motive, kept apart from one left open."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, date, datetime

import pandas as pd
import pytest

from workbench.case import Bearing, Case, CaseInfo, Evidence
from workbench.interchange.refi import write_project
from workbench.interchange.sheet import read_sheet, write_sheet
from workbench.interchange.tidy import write_tidy
from workbench.judgement import judge_case
from workbench.locale import words
from workbench.memo import memo_markdown

EMPTY = Case("c", CaseInfo(title="T", balancer="A", target="B"))
HEAD = "event,title,side,finding,bearing,status\n"


def read(*rows: str) -> Case:
    """A case of these rows."""
    found = read_sheet((HEAD + "\n".join(rows) + "\n").encode(), EMPTY, "x")
    assert not found.faults, found.faults
    return EMPTY.with_changes(found.changes)


def refused(row: str) -> str:
    """Why a row isn't taken."""
    (fault,) = read_sheet((HEAD + row + "\n").encode(), EMPTY, "x").faults
    assert (fault.line, fault.column) == (2, "bearing")
    return fault.said(words("en"))


CASE = read(
    "e1,T,intent,looked,none,", "e1,,intent,open,,", "e1,,intent,said,balancing:supports,",
    "e2,U,intent,看過,無,",
)  # fmt: skip


def by_finding(case: Case) -> dict[str, Evidence]:
    return {p.finding: p for p in case.evidence.values()}


def test_none_in_the_sheet_and_back() -> None:
    """In either language; an empty cell says nothing. None beside a motive is refused."""
    found = by_finding(CASE)
    assert {f: p.bears_on_nothing for f, p in found.items()} == {
        "looked": True, "open": False, "said": False, "看過": True,
    }  # fmt: skip
    again = by_finding(read_again(CASE))
    assert {f: p.bears_on_nothing for f, p in again.items()} == {
        f: p.bears_on_nothing for f, p in found.items()
    }
    assert "none, alone" in refused("e1,T,intent,F,none;balancing:supports,")
    assert refused("e1,T,effect,F,none,observed")


def read_again(case: Case) -> Case:
    return EMPTY.with_changes(read_sheet(write_sheet(case), EMPTY, "x").changes)


@pytest.mark.parametrize("more", [{"side": "intent", "bearings": [
    {"motive": "balancing", "says": "supports"}]}, {"side": "effect"}])  # fmt: skip
def test_what_bears_on_something_doesn_t_bear_on_nothing(more: dict[str, object]) -> None:
    """Whoever writes both into a file by hand."""
    piece = Evidence.model_validate({"id": "p", "event": "e", "bears_on_nothing": True, **more})
    assert not piece.bears_on_nothing and piece.bearings == tuple(
        Bearing.model_validate(each)
        for each in more.get("bearings", ())  # type: ignore[attr-defined]
    )


def test_memo_tables_and_project_tell_the_two_apart() -> None:
    """What nobody said isn't told as said."""
    memo = memo_markdown(CASE, "en", digest="", today=date(2026, 1, 1), sections={"evidence"})
    rows = {f: next(x for x in memo.splitlines() if f" {f} " in x) for f in ("looked", "open")}
    assert "bears on nothing" in rows["looked"] and "no bearing stated" in rows["open"]
    archive = zipfile.ZipFile(io.BytesIO(write_tidy(CASE, judge_case(CASE))))
    table = pd.read_csv(archive.open("evidence.csv")).set_index("finding")["bears_on_nothing"]
    assert table.dtype == bool and list(table[["looked", "open", "said"]]) == [True, False, False]
    project = zipfile.ZipFile(io.BytesIO(write_project(CASE, datetime.now(UTC))))
    assert project.read("project.qde").decode().count("bears on nothing") == 2
