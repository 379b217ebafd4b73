"""Dates of EDTF level 1 from the sheet to the memo: read, sorted, filtered, printed, written."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from tests.conftest import Run
from workbench.casebook import Search, Workspace
from workbench.codebook import codebook
from workbench.judgement import judge_case
from workbench.tui import WorkbenchApp

DATES = {
    "-0430/-0403": "431 BCE to 404 BCE",
    "-0043-03-15": "15 March 44 BCE",
    "0000": "1 BCE",
    "0431": "0431",
    "19XX": "some year from 1900 to 1999",
    "200X": "the 2000s",
    "2002/..": "from 2002",
    "../2003-02": "until February 2003",
    "2003-03-XX": "some day of March 2003",
    "2003-21": "spring 2003",
    "2003-24?": "winter 2003 (uncertain)",
    "2024-02-29": "29 Feb 2024",
}
"""In the order of time: a date, and what the memo says."""


@pytest.fixture
def coded(run: Run, home: Path, tmp_path: Path) -> Workspace:
    """A case of such dates, from a sheet in another order."""
    path = tmp_path / "sheet.csv"
    lines = [f"{date},an event,none,intent,x" for date in reversed(DATES)]
    path.write_text("date,title,strategies,side,finding\n" + "\n".join(lines))
    done = run("import", "c", path, "--balancer", "A", "--target", "B", "--duplicates", "add")
    assert done.returncode == 0, done.stderr
    return Workspace(home)


def test_read_sorted_written_and_printed(run: Run, coded: Workspace, tmp_path: Path) -> None:
    """The sheet comes back as it was, in the order of time; the memo has them in words."""
    case = coded.open("c").case
    assert [event.date for event in case.timeline] == list(DATES)
    run("export", "c", "--to", "csv", "-o", tmp_path / "back.csv")
    rows = csv.DictReader(io.StringIO((tmp_path / "back.csv").read_text("utf-8-sig")))
    # What begins like a formula is guarded, and is read without.
    assert [row["date"].removeprefix("'") for row in rows] == list(DATES)
    again = ("import", "d", tmp_path / "back.csv", "--balancer", "A", "--target", "B")
    assert run(*again, "--duplicates", "add").returncode == 0
    assert [event.date for event in coded.open("d").case.timeline] == list(DATES)
    for lang, form in (("en", "html"), ("zh-Hant", "md")):
        done = run("export", "c", "--to", form, "--lang", lang, "-o", tmp_path / f"memo.{form}")
        assert done.returncode == 0, done.stderr
    page = (tmp_path / "memo.html").read_text("utf-8")
    assert [said for said in DATES.values() if said not in page] == []
    assert "西元前431年" in (tmp_path / "memo.md").read_text("utf-8")
    done = run("memo", "c", "-o", tmp_path / "memo.pdf")
    assert done.returncode == 0 and (tmp_path / "memo.pdf").stat().st_size > 10_000, done.stderr
    done = run("export", "c", "--to", "tidy", "-o", tmp_path / "tidy.zip")
    assert done.returncode == 0


def test_filtered(coded: Workspace) -> None:
    """What reaches into the time that is asked for; an open end reaches on."""
    search = Search(judge_case(coded.open("c").case), codebook())

    def found(text: str) -> list[str]:
        return [event.date for event in search.events(text)]

    assert found("..-0001") == ["-0430/-0403", "-0043-03-15", "../2003-02"]
    assert found("2004-02..") == ["200X", "2002/..", "2003-24?", "2024-02-29"]
    assert found("2003-21..2003-21") == ["200X", "2002/..", "2003-03-XX", "2003-21"]
    assert found("0431..0500") == ["0431", "../2003-02"]


async def test_on_the_screen(coded: Workspace) -> None:
    """Every tab draws them."""
    app = WorkbenchApp(coded, "c")
    async with app.run_test(size=(160, 40)) as pilot:
        await pilot.pause()
        await pilot.press("escape")
        for tab in "123456":
            await pilot.press(tab)
            await pilot.pause()
        assert app.return_code in (None, 0)


def test_a_leap_day_wherever_a_date_is_said(run: Run, home: Path) -> None:
    """Also by the command that starts a case."""
    done = run("new", "d", "--title", "T", "--balancer", "A", "--target", "B",
               "--from", "29 Feb 2024", "--to", "Spring 2024")  # fmt: skip
    assert done.returncode == 0, done.stderr
    info = Workspace(home).open("d").case.info
    assert (info.begins, info.ends) == ("2024-02-29", "2024-21")
    done = run("new", "e", "--title", "T", "--balancer", "A", "--target", "B", "--to", "12003")
    assert done.returncode == 2 and "9999" in done.stderr
