"""The memo states its denominator: what was searched, what fit, what became of it and why."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from datetime import date
from pathlib import Path

import pytest

from tests.conftest import Run
from workbench.case import Candidate, Case, Change, Question, Search, SearchedData, begun
from workbench.casebook import Workspace, accept_all, receive, reject
from workbench.memo import memo_markdown

ASKED = Question(actors=("France", "United States"), begins="2003", ends="2003-06", classes=("03",))


def searched() -> Case:
    """Seven rows fit of twelve thousand: two become events, three are rejected, two wait."""
    case = Case("dyad", begun(title="T", balancer="France", target="United States"))
    data = SearchedData(dataset="gdelt", versions=("2.0",), rows=12_345, dyad=60, fit=7,
                        undated=1, misshapen=4)  # fmt: skip
    search = Search(id="se-1", when="2026-01-01T00:00:00+00:00", question=ASKED, data=(data,))
    found = [
        Candidate(id=f"ca-{n}", dataset="gdelt", row=str(n), title=f"Row {n}", date="2003-03",
                  source="GDELT 2.0 Event Database", file=f"{n}.zip", line=n + 1)
        for n in range(7)
    ]  # fmt: skip
    case = case.with_changes(receive(case, found, search))
    rows = list(case.candidates.values())
    case = case.with_changes(accept_all(case, [[row] for row in rows[:2]], "A")[0])
    case = case.with_changes(reject(case, rows[2:4], "routine [x](y)", "A"))
    return case.with_changes(reject(case, rows[4:5], "another dyad", "A"))


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("en", ["Event data that was searched", "Rows searched", "4 rows of another width",
                "another dyad (1)", "2003 to June 2003", "event classes 03"]),
        ("zh-Hant", ["搜尋過的事件資料", "搜尋列數", "4 列欄數不符，未納入", "another dyad（1）"]),
    ],
)  # fmt: skip
def test_the_denominator_stands_under_the_sources(lang: str, said: list[str]) -> None:
    """In numbers and with the reasons, which are data; nothing where nothing was searched."""
    case = searched()
    escaped = memo_markdown(case, lang, digest="", today=date(2026, 1, 1))
    assert r"routine \[x\]" in escaped
    text = re.sub(r"\\(.)", r"\1", escaped)
    for part in said:
        assert part in text, part
    (row,) = [line for line in text.splitlines() if "GDELT 2.0" in line and "12,345" in line]
    numbers = [cell.strip(" *") for cell in row.strip("|").split("|")][1:]
    assert numbers == ["12,345", "7", "7", "2", "0", "3", "2"]
    # One data set is one source, however many files its rows stood in.
    assert [s.title for s in case.sources.values()] == ["GDELT 2.0 Event Database"]
    none = case.with_changes([Change(search, None) for search in case.searches.values()])
    assert said[0] not in memo_markdown(none, lang, digest="", today=date(2026, 1, 1))


def test_commands_say_the_same(run: Run, home: Path) -> None:
    """`inbox list` and `show`, where there are searches."""
    case = searched()
    place = Workspace(home)
    book = place.create("dyad", case.info)
    assert "searches" not in json.loads(run("show", "dyad", "--json").stdout)
    book.apply("all", [Change(None, r) for r in case.records() if r.table != "case"])
    (told,) = json.loads(run("show", "dyad", "--json").stdout)["searches"]
    assert (told["rows"], told["fit"], told["waiting"], told["accepted"]) == (12_345, 7, 2, 2)
    assert told["rejected"] == {"routine [x](y)": 2, "another dyad": 1}
    out = home.parent / "tidy.zip"
    run("export", "dyad", "--to", "tidy", "-o", out)
    with zipfile.ZipFile(out) as packed:
        (row,) = csv.DictReader(io.StringIO(packed.read("searches.csv").decode()))
        assert (row["rows"], row["fit"], row["rejected"]) == ("12345", "7", "3")
        assert row["query_sha256"] == row["seed"] == "NA" and row["classes"] == "03"
        assert "searches.csv,rows" in packed.read("dictionary.csv").decode()
    first, counts, reasons, *_ = run("inbox", "list", "dyad").stdout.splitlines()
    assert "GDELT 2.0" in first and "12,345 rows searched, 7 fit" in counts
    assert "another dyad (1)" in reasons
