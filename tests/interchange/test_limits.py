"""Small files that come to gigabytes: refused in one sentence, within a bounded memory."""

from __future__ import annotations

import json
import os
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.bounded import bounded
from workbench.case import CaseInfo
from workbench.casebook import Workspace
from workbench.interchange.eventdata.formats import HEADERS

from .bombs import (
    CELL,
    CODE,
    CROWD,
    CROWDED,
    SELECTION,
    XDATA,
    noisy,
    ods,
    qdpx,
    row,
    sheets,
    sources,
    with_part,
    xlsx,
    zipped,
)
from .test_hostile import far_columns

MEMORY, SECONDS = 450 << 20, 40
"""What a command may take: its addresses, of which the interpreter's own are a third, and the
processor."""
FILES: dict[str, tuple[str, Callable[[], bytes], str]] = {
    "far columns": ("import", lambda: far_columns(1_000), "line 4, column 16384"),
    "cells": ("import", lambda: xlsx(b"<row>" + CELL * 900 + b"</row>", 1_500),
              "2,500,000 elements"),
    "high ratio": ("import", lambda: xlsx(b"<row>" + CELL * 900 + b"</row>", 9_000), "50 MB"),
    "ratio alone": ("import", lambda: xlsx(b" " * 1_000_000, 30, packed=9), "far more"),
    "empty cells": ("import", lambda: xlsx(b"<row>" + b"<c/>" * 999 + b"</row>", 6_000),
                    "elements"),
    "a wide row": ("import", lambda: xlsx(b"<row>" + CELL * 2_000 + b"</row>"), "1,000 columns"),
    "attributes": ("import", lambda: xlsx(b"<row " + b" ".join(
        b'a%d=">"' % n for n in range(100_000)) + b"/>"), "a tag of more than 100,000 bytes"),
    "nested": ("import", lambda: xlsx(b"<row>" + b"<c>" * 9_000 + b"</c>" * 9_000 + b"</row>"),
               "nested too deep"),
    "empty rows": ("import", lambda: xlsx(b"<row/>", 1_100_000), "more than 1,048,576 rows, empty"),
    "other elements": ("import", lambda: xlsx(b"<x/>", 2_500_000),
                       "sheet1.xml in the workbook is too large: more than 2,500,000 elements"),
    "elements of a row": ("import", lambda: xlsx(b"<row>" + b"<x/>" * 100_001 + b"</row>"),
                          "a row or a text of the workbook has more than 100,000 elements"),
    "runs": ("import", lambda: with_part("xl/texts.xml", b"<sst><si>" + b"<r><t>a</t></r>" * 50_001
                                         + b"</si></sst>"), "more than 100,000 elements"),
    "texts": ("import", lambda: with_part("xl/texts.xml", b"<sst>" + b"<si/>" * 1_000_000
                                          + b"</sst>"), "more than 1,000,000 elements"),
    "styles": ("import", lambda: with_part("styles.xml", b"<s><cellXfs>" + b"<xf/>" * 1_000_000
                                           + b"</cellXfs></s>"), "more than 1,000,000 elements"),
    "formats": ("import", lambda: with_part("styles.xml", b"<s>" + b"".join(
        b'<numFmt numFmtId="%d"/>' % n for n in range(1_000, 6_001)) + b"</s>"), "5,000 formats"),
    "worksheets": ("import", lambda: with_part("xl/workbook.xml", sheets(1_001)),
                   "more than 1,000 worksheets"),
    "relations": ("import", lambda: with_part("_rels/.rels", b"<R>" + b"<Relationship/>" * 10_001
                                              + b"</R>"), "more than 10,000 parts"),
    "names of elements": ("import", lambda: xlsx(b"".join(b"<x%d/>" % n for n in range(10_001))),
                          "more than 10,000 names of elements"),
    "a text of a cell": ("import", lambda: xlsx(b'<row><c t="str"><v>' + b"x" * 10_000_001
                                                + b"</v></c></row>"), "10 million characters"),
    "errors": ("import", lambda: xlsx(b"<row>" + b'<c t="e"><v>#REF!</v></c>' * 900 + b"</row>",
                                      112), "more than 100,000 cells that show an error"),
    "tables": ("import", lambda: ods(b'</table:table><table:table table:name="a">' * 1_000),
               "more than 1,000 worksheets"),
    "styles of a spreadsheet": ("import", lambda: noisy(ods(b"<style/>" * 100_001)),
                                "more than 100,000 styles"),
    "one long text": ("import", lambda: ods(row(b"x" * 60_000, rows=1_000)), "million characters"),
    "merged": ("import", lambda: xlsx(b"", merged=b"<mergeCells>" + b'<mergeCell ref="A1:A9999"/>'
                                      * 100_001 + b"</mergeCells>"), "merged areas"),
    "merged rows": ("import", lambda: xlsx(b'<row><c t="b"><v>1</v></c></row>', 2_000, merged=
                                           b'<mergeCell ref="A1:A1048576"/>' * 1_000), "cells"),
    "repeated rows": ("import", lambda: ods(row(b"x", rows=1_000_001)), "1 million cells"),
    "repeated cells": ("import", lambda: ods(row(b"x", rows=2_000, columns=900)), "cells"),
    "repeated widely": ("import", lambda: ods(b"<table:table-row>" + 20_000 * (
        b'<table:table-cell table:number-columns-repeated="16384"><text:p>x</text:p>'
        b"</table:table-cell>") + b"</table:table-row>"), "1,000 columns"),
    "repeated spaces": ("import", lambda: ods(row(b'<text:s text:c="1000000000"/>' * 600_000)),
                        "more than"),
    "CSV columns": ("import", lambda: b"title" + b",c" * 40_000 + b"\nx\n", "1,000 columns"),
    "CSV cells": ("import", lambda: b"title,date\n" + b",,,,,,,,\n" * 200_000, "1 million cells"),
    "filled rows": ("import", lambda: b"title\n" + b"x\n" * 900_000,
                    "line 50001, column -: the sheet has more than 50,000 rows"),
    "filled rows of a workbook": ("import", lambda: xlsx(b"<row>" + CELL + b"</row>", 400_000),
                                  "line 50001, column -: the sheet has more than 50,000 rows"),
    "filled rows repeated": ("import", lambda: ods(row(b"x", rows=900_000)), "50,000 rows"),
    "CSV rows": ("import", lambda: b"title\n" + b"\n" * 1_000_001, "1 million cells"),
    "blocks": ("references", lambda: b"@string{a={x}}\n" * 40_002 + b"@book{k,title={t}}",
               "more than 40,000 entries, strings and comments"),
    "fields": ("references", lambda: b"@book{k,title={t}," + b",\n".join(
        b"f%d={x}" % n for n in range(100_000)) + b"}", "reference 1: more than 2,000 fields"),
    "entries": ("references", lambda: b"@book{k,title={t}}\n" * 9_000 + b"@book{", "line 9001"),
    "strings": ("references", lambda: b"@string{a={" + b"x" * 90_000 + b"}}\n" + b"".join(
        b"@book{k%d,title=a,note=a}\n" % n for n in range(1_000)), "million characters"),
    "references": ("references", lambda: b'[%b{"title":1}]' % (b'{"title":1},' * 150_000),
                   "more than 20,000 references"),
    "RIS records": ("references", lambda: b"TY  - BOOK\nTI  - x\nER  - \n" * 20_001,
                    "line 60001: the list has more than 20,000"),
    "RIS lines": ("references", lambda: b"TY  - BOOK\nAB  - " + b"x\n" * 400_000 + b"ER  - \n",
                  "line 10002: this reference has more"),
    "BibTeX entries": ("references", lambda: b"@book{k,title={t}}\n" * 20_001,
                       "line 20001: the list has more than 20,000"),
    "lines of a reference": ("references", lambda: b"TY  - BOOK\nTI  - x\n" + b"AU  - b, c\n"
                             * 100_000 + b"ER  - \n", "line 10002: this reference has more than"),
    "names in BibTeX": ("references", lambda: b"@book{k,title={t},author={%b}}" % CROWDED.encode(),
                        "reference 1: more than 10,000 names"),
    "names on a line": ("references", lambda: b"TY  - BOOK\nTI  - x\nAU  - " + b"Ab, C;" * 10_001
                        + b"\nER  - \n", "reference 1: more than 10,000 names"),
    "names of all": ("references", lambda: b"".join(b"@book{k%d,title={t},author=a}\n" % n
        for n in range(30)) + b"@string{a={%b}}" % CROWDED[:90_000].encode(), "200,000 names"),
    "names": ("references", lambda: json.dumps(CROWD).encode(),
              "reference 1: more than 10,000 names"),
    "inherited": ("references", lambda: XDATA + b"@xdata{x1000, z={1}}\n@book{k,title={t},"
                  b"xdata={x0}}\n", "more than 100 entries"),
    "codes": ("inbox", lambda: qdpx(CODE, 100_001), "more than 100,000 elements"),
    "nested codes": ("inbox", lambda: qdpx(b"<Code>", 100_001, b"</Code>"), "100,000 elements"),
    "attributes of codes": ("inbox", lambda: qdpx(b"<Code %b/>" % b" ".join(
        b'a%d=""' % n for n in range(100)), 8_001), "more than 800,000 attributes"),
    "a long tag of a project": ("inbox", lambda: qdpx(b"<Code %b/>" % b" ".join(
        b'a%d=""' % n for n in range(20_000)), 1), "a tag has more than 100,000 bytes"),
    "texts of sources": ("inbox", lambda: sources(b"x" * 1_000_001, times=20), "20 MB"),
    "lines of sources": ("inbox", lambda: sources(b"x\n" * 300_001), "300,000 ends of lines"),
    "letters of passages": ("inbox", lambda: sources(b"x" * 1_000_000, *(
        SELECTION % n for n in range(21))), "20,000,000 letters"),
    "many codes": ("inbox", lambda: qdpx(CODE, 2_000_000), "unpacks to far more"),
}  # fmt: skip
QUICK = ("far columns", "CSV columns", "strings", "codes", "letters of passages")


def limited(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """The command as a process with bounds."""
    return bounded(MEMORY, SECONDS, *arguments)


@pytest.fixture
def case(home: Path) -> Path:
    """An empty case's file."""
    Workspace(home).create("c", CaseInfo(title="T", balancer="A", target="B"))
    return home / "cases" / "c.json"


def refused(case: Path, command: str, path: Path, says: str) -> None:
    """One sentence that says what and where, and the case as it was."""
    before = case.read_bytes()
    done = limited(command, *(["add"] if command == "inbox" else []), "c", path)
    assert done.returncode == 2, (done.returncode, done.stderr[-500:])
    assert says in done.stderr.splitlines()[0], done.stderr
    assert "Traceback" not in done.stderr and len(done.stderr) < 600
    assert case.read_bytes() == before


@pytest.mark.parametrize(
    "name", [pytest.param(n, marks=[] if n in QUICK else pytest.mark.long) for n in FILES]
)
def test_a_small_file_that_comes_to_much(case: Path, tmp_path: Path, name: str) -> None:
    """Refused before it has taken the memory or the time."""
    command, data, says = FILES[name]
    path = tmp_path / ("file.qdpx" if command == "inbox" else "file")
    path.write_bytes(data())
    assert path.stat().st_size < 2 << 20
    refused(case, command, path, says)


@pytest.mark.skipif(not Path("/proc/self/mem").exists(), reason="a file whose reading fails")
@pytest.mark.parametrize("command", ["import", "references"])
def test_a_file_whose_reading_fails(case: Path, command: str) -> None:
    """As on a disk that is about to die: the sentence says which file it is."""
    refused(case, command, Path("/proc/self/mem"), "/proc/self/mem can't be ")


@pytest.mark.parametrize("command", ["import", "references"])
def test_what_has_no_end(case: Path, tmp_path: Path, command: str) -> None:
    """A sparse file is measured, of a device no more is read than is taken."""
    sparse = tmp_path / "sparse"
    with sparse.open("wb") as stream:
        stream.write(b"title,date\n")
        stream.truncate(8 << 30)
    refused(case, command, sparse, "more than 50 MB")
    if Path("/dev/zero").exists():
        refused(case, command, Path("/dev/zero"), "/dev/zero")


def test_event_data_of_long_rows(case: Path, tmp_path: Path) -> None:
    """A line may be as long as is said; its columns are those of a sheet at most."""
    head = "Event ID,Event Date,Source Country,Event Text,Target Country"
    data = tmp_path / "data.csv"
    data.write_text(f'{head}\n1,2003-03-01,France,"{"x" * 300_000}",United States\n', "utf-8")
    done = limited("inbox", "add", "c", data, "--actors", "FRA,USA", "--dry-run")
    assert done.returncode == 0 and "1 candidates fit" in done.stdout, done.stderr[-300:]
    data.write_text(head + ",x" * 300_000 + "\n1\n", "utf-8")
    done = limited("inbox", "add", "c", data, "--actors", "FRA,USA")
    assert done.returncode == 2 and "more than 1,000 columns" in done.stderr, done.stderr[-300:]


def test_rows_that_each_name_columns_of_their_own(case: Path, tmp_path: Path) -> None:
    """Of all lines together a table is made: its columns are counted before."""
    known = {"GLOBALEVENTID": 1, "SQLDATE": 20030301, "Actor1CountryCode": "FRA",
             "Actor2CountryCode": "USA", "EventCode": "111"}  # fmt: skip
    path = tmp_path / "rows.jsonl"
    rows = ({**known, **{f"c{n}-{m}": 1 for m in range(200)}} for n in range(3_000))
    path.write_text("\n".join(map(json.dumps, rows)), "utf-8")
    done = limited("inbox", "add", "c", path, "--actors", "FRA,USA")
    assert done.returncode == 2 and "more than 1,000 columns" in done.stderr, done.stderr[-300:]


@pytest.mark.skipif(os.name != "posix", reason="links are of POSIX")
def test_a_link_to_nothing_is_no_data(case: Path, tmp_path: Path) -> None:
    """Named itself it is refused; among what a pattern finds it is passed over."""
    head = "Event ID\tEvent Date\tSource Country\tEvent Text\tTarget Country"
    (tmp_path / "data.tab").write_text(f"{head}\n1\t2003-03-01\tFrance\tx\tUnited States", "utf-8")
    for name, to in (("data-gone", "nowhere"), ("data-loop", "data-loop")):
        (tmp_path / name).symlink_to(to)
        done = limited("inbox", "add", "c", tmp_path / name, "--actors", "FRA,USA")
        assert done.returncode == 2 and f"there is no file {tmp_path / name}" in done.stderr
    done = limited("inbox", "add", "c", tmp_path / "data*", "--actors", "FRA,USA", "--dry-run")
    assert done.returncode == 0 and "1 candidates fit" in done.stdout, done.stderr


@pytest.mark.parametrize("form", ["gdelt", "acled", "qdpx"])
def test_a_device_is_no_data(case: Path, form: str) -> None:
    """Whoever says what a file is gets the same checks."""
    done = limited("inbox", "add", "c", "/dev/zero", "--as", form, "--actors", "FRA,USA")
    assert done.returncode == 2 and "/dev/zero is a folder, or no file" in done.stderr


@pytest.mark.parametrize(
    "digit", ["1", *(pytest.param(each, marks=pytest.mark.long) for each in ("1 ", "X", "2003-"))]
)
def test_a_date_as_long_as_a_book(case: Path, tmp_path: Path, digit: str) -> None:
    """It is refused fast, and the sentence repeats its beginning alone."""
    sheet = tmp_path / "long.csv"
    sheet.write_text(f"title,date\nx,{digit * 2_500_000}\n", "utf-8")
    refused(case, "import", sheet, "line 2, column date")
    names = tmp_path / "long.json"
    names.write_text(json.dumps([{"title": "x", "issued": {"raw": digit * 2_500_000}}]))
    done = limited("references", "c", names)
    assert done.returncode == 0 and len(done.stderr) < 600


def test_a_quotation_mark_that_nothing_closes(case: Path, tmp_path: Path) -> None:
    """Of what comes behind it no copies are made."""
    sheet = tmp_path / "long.csv"
    sheet.write_text('title,date\nx,"' + "1 a\n" * 7_500_000, "utf-8")
    refused(case, "import", sheet, "line 2, column date: the cell has more than 10 million")


@pytest.mark.long
@pytest.mark.parametrize("cell", [b'"' * 22_000_000, b"x" * 40_000_000], ids=["marks", "letters"])
def test_a_cell_of_megabytes(
    case: Path, tmp_path: Path, cell: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Refused in the time and memory of a refusal."""
    sheet = tmp_path / "long.csv"
    sheet.write_bytes(b"title,date\n" + cell)
    monkeypatch.setattr(f"{__name__}.MEMORY", 330 << 20)
    before = os.times()
    refused(case, "import", sheet, "line 2, column title: the cell has more than 10 million")
    after = os.times()
    assert after.children_user - before.children_user < 1.2


@pytest.mark.long
@pytest.mark.parametrize(
    "data", [b",;\t|" * 12_000_000, b"title\n" + b'"a",bc,' * 7_000_000], ids=["plain", "quoted"]
)
def test_a_line_of_megabytes(
    case: Path, tmp_path: Path, data: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its cells are counted before they are made."""
    sheet = tmp_path / "wide.csv"
    sheet.write_bytes(data)
    monkeypatch.setattr(f"{__name__}.MEMORY", 330 << 20)
    refused(case, "import", sheet, "the sheet has more than 1 million cells")


@pytest.mark.parametrize("ends", ["\n", "\r", "\r\n", "\u2028"])
def test_a_long_cell_is_a_cell(case: Path, tmp_path: Path, ends: str) -> None:
    """Whatever its lines end by, it comes in; and the next row is the line on which it stands."""
    sheet = tmp_path / "long.csv"
    end = "\n" if ends == "\u2028" else ends
    text = f"title,date{end}x,{end}" + f'"{("y" + ends) * 800_000}",2003{end}z,1x{end}'
    sheet.write_bytes(text.encode())
    done = limited("import", "c", sheet)
    line = 4 if ends == "\u2028" else 800_004
    assert done.returncode == 2 and f"line {line}, column date" in done.stderr, done.stderr[-300:]


@pytest.mark.long
@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"@book{k,title={t}," + b"\n" * 20_000_000 + b"}", "more than 20 million characters"),
        (b"TY  - BOOK\nTI  - x\nER  - \n" + b"\n" * 1_000_000, "more than 1,000,000 lines"),
        (b'[{"title":"x","a":[' + b"[]," * 1_000_001 + b"1]}]", "far more values"),
        (b'[{"title":1%b}]' % (b',"a":1' * 1_000_000), "far more values"),
    ],
    ids=["BibTeX", "RIS", "CSL-JSON", "names"],
)
def test_a_long_list_is_measured_first(case: Path, tmp_path: Path, data: bytes, says: str) -> None:
    """What no parser needs to see isn't shown to one."""
    path = tmp_path / "list"
    path.write_bytes(data)
    refused(case, "references", path, says)


@pytest.mark.long
@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.ris", "TY  - BOOK\nTI  - x\nAU  - " + "Smith, J., " * 9_000 + "\nER  - \n"),
        ("b.ris", "TY  - BOOK\nTI  - x\nAU  - 王小明、中華民國外交部\nER  - \n"),
        ("c.bib", "@book{k,title={x},author={" + "a " * 45_000 + ", b}}\n"),
        ("d.bib", "@book{k,title={" + "\\frac" * 10_000 + "}}\n"),
    ],
    ids=["listed", "Chinese", "junior", "macros"],
)
def test_names_that_fit_nowhere(case: Path, tmp_path: Path, name: str, text: str) -> None:
    """They stay as they are, and are soon read; no library speaks beside the program."""
    path = tmp_path / name
    path.write_text(text, "utf-8")
    done = limited("references", "c", path, "--dry-run")
    assert done.returncode == 0 and "1 new sources" in done.stdout, done.stderr[-300:]
    assert "Traceback" not in done.stderr and "WARNING" not in done.stderr


def test_an_archive_of_many_files(case: Path, tmp_path: Path) -> None:
    """Its list of files alone would take long to read, whatever it is."""
    path = tmp_path / "many"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("project.qde", b"<Project/>")
        for number in range(70):
            archive.writestr("x" * 65_000 + str(number), b"")
    refused(case, "inbox", path, "more than 10,000 files")
    done = limited("inbox", "add", "c", path, "--as", "gdelt", "--actors", "FRA,USA")
    assert done.returncode == 2 and "more than 10,000 files" in done.stderr
    refused(case, "import", path, "unpacks to far more")


@pytest.mark.long
def test_an_archive_of_many_small_data_files(case: Path, tmp_path: Path) -> None:
    """Their number alone refuses it, however short its list is, before one of them is opened."""
    path = tmp_path / "many"
    with zipfile.ZipFile(path, "w") as archive:
        for number in range(10_001):
            archive.writestr(str(number), "\t".join(HEADERS["icews"]))
    refused(case, "inbox", path, "more than 10,000 files")
    done = limited("inbox", "add", "c", path, "--as", "icews", "--actors", "FRA,USA")
    assert done.returncode == 2 and "more than 10,000 files" in done.stderr


@pytest.mark.long
def test_an_archive_of_files_without_data(case: Path, tmp_path: Path) -> None:
    """Its list is read once, and not once for each of them."""
    path = tmp_path / "many"
    with zipfile.ZipFile(path, "w") as archive:
        for number in range(10_000):
            archive.writestr(str(number), b"")
    refused(case, "inbox", path, "nothing that can be imported")


def test_a_long_text_is_no_tag(case: Path, tmp_path: Path) -> None:
    """The text of a cell may be longer than any tag."""
    sheet = tmp_path / "long.ods"
    sheet.write_bytes(ods(row(b"x" * 3_000_000)))
    assert limited("import", "c", sheet, "--dry-run").returncode == 0


@pytest.mark.long
def test_no_words_of_the_language_beneath(case: Path, tmp_path: Path) -> None:
    """A refusal is the program's own sentence, whatever failed below it."""
    entity = b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'
    files: dict[str, tuple[bytes, str]] = {
        "dtd.ods": (zipped([("content.xml", [entity])]), "document type or entities"),
        "index.xlsx": (xlsx(b'<row><c t="s"><v>9</v></c></row>'), "it is damaged"),
        "number.xlsx": (xlsx(b'<row><c r="!"><v>9</v></c></row>'), "it is damaged"),
        "day.csv": (b"title,date\nx,2003-02-30\n", "the calendar has no such day"),
    }
    for name, (data, says) in files.items():
        (tmp_path / name).write_bytes(data)
        refused(case, "import", tmp_path / name, says)
    before = case.read_text("utf-8")
    case.write_text(before.replace('"title": "T"', f'"title": {"9" * 5_000}'), "utf-8")
    assert case.read_text("utf-8") != before
    done = limited("show", "c")
    assert done.returncode == 2 and "too many digits" in done.stderr, done.stderr


@pytest.mark.long
def test_what_is_nested(case: Path, tmp_path: Path) -> None:
    """CSL-JSON that is deep is read or refused, never a traceback."""
    path = tmp_path / "deep.json"
    for depth in (500, 100_000):
        path.write_text('[{"title": "x", "author": ' + "[" * depth + "]" * depth + "}]")
        done = limited("references", "c", path, "--dry-run")
        assert done.returncode in (0, 2) and "Traceback" not in done.stderr


def test_what_people_have_is_within(case: Path, tmp_path: Path) -> None:
    """Ten thousand events in as many columns as the sheet has come in."""
    path = tmp_path / "sheet.csv"
    path.write_text("title,date,description\n" + "a title,2003,some words\n" * 2_000)
    done = limited("import", "c", path, "--dry-run", "--json", "--duplicates", "add")
    assert done.returncode == 0 and json.loads(done.stdout), done.stderr[-300:]


def test_event_data_too_large_for_a_sheet_is_said_to_be_that(case: Path, tmp_path: Path) -> None:
    """Whoever takes it for one is told what takes it."""
    path = tmp_path / "data.tab"
    row = "\t".join(["1"] * 20)
    path.write_text("\t".join(HEADERS["icews"]) + f"\n{row}" * 60_000)
    refused(case, "import", path, "looks like event data (ICEWS)")
    path.write_text("\t".join(HEADERS["icews"]) + f"\n{row}" * 1_400_000)
    refused(case, "import", path, "looks like event data (ICEWS)")


@pytest.mark.long
def test_a_title_as_long_as_a_book(case: Path, tmp_path: Path) -> None:
    """It comes in within the bounds, and no sentence repeats it."""
    sheet = tmp_path / "long.csv"
    sheet.write_text(f"title,date\n{'a b ' * 1_500_000},2003\n", "utf-8")
    done = limited("import", "c", sheet)
    assert done.stdout.splitlines()[0] == "1 event, 0 pieces of evidence, 0 new sources"
    again = limited("import", "c", sheet)
    assert again.returncode == 2
    assert "has this event already" in again.stderr and len(again.stderr) < 600


@pytest.mark.long
def test_thousands_of_addresses_of_one_source(case: Path, tmp_path: Path) -> None:
    """A newspaper has as many as it has articles; they are joined once."""
    sheet, times = tmp_path / "news.csv", []
    for end in ("", "{n}"):
        rows = ("t,intent,f,A newspaper,http://x/" + end.format(n=n) for n in range(20_000))
        sheet.write_text("\n".join(["title,side,finding,source,url", *rows]), "utf-8")
        before = os.times()
        done = limited("import", "c", sheet, "--dry-run", "--json")
        times.append(os.times().children_user - before.children_user)
        assert done.returncode == 0 and json.loads(done.stdout)["sources"] == 1
    assert times[1] < 3 * times[0], times


def test_thousands_of_names_that_nobody_knows(case: Path, tmp_path: Path) -> None:
    """What was meant is looked for some hundreds of times."""
    path = tmp_path / "s.csv"
    names = ";".join(f"economic statecrafts{n}" for n in range(900))
    path.write_text(f"title,strategies\nx,{names}\n", "utf-8")
    done = limited("import", "c", path, "--dry-run")
    assert done.returncode == 2 and done.stderr.count("\n") >= 900
    assert "did you mean" in done.stderr.split("\n")[0]
    assert "did you mean" not in done.stderr.rstrip().split("\n")[-2]


@pytest.mark.parametrize("command", [("list",), ("check",), ("show", "sparse")])
def test_a_sparse_case_file(case: Path, command: tuple[str, ...]) -> None:
    """It is no text, and nobody reads it to its end to know."""
    with (case.parent / "sparse.json").open("wb") as stream:
        stream.truncate(900_000_000)
    done = limited(*command)
    assert "line 1, column 1: not JSON" in done.stdout + done.stderr
    assert "Traceback" not in done.stderr
