"""Files that nobody should have made: one sentence, status 2, nothing written, and no long wait."""

from __future__ import annotations

import io
import resource
import zipfile
from pathlib import Path

import pytest
from openpyxl import Workbook

from tests.conftest import Run
from workbench.case import CaseInfo
from workbench.casebook import Workspace

TITLE = "title,date\n"
RIS = "TY  - JOUR\nTI  - x\n"


def workbook(corner: bool = False, lies: bool = False) -> bytes:
    """A workbook with a cell in its last corner, or that says it is smaller than it is."""
    book, file = Workbook(), io.BytesIO()
    for row in (["title"], ["first"], ["second"]):
        book.active.append(row)
    if corner:
        book.active.cell(row=1_048_576, column=16_384, value="x")
    book.save(file)
    if not lies:
        return file.getvalue()
    told = io.BytesIO()
    with zipfile.ZipFile(file) as old, zipfile.ZipFile(told, "w", zipfile.ZIP_DEFLATED) as new:
        for member in old.infolist():
            new.writestr(member, old.read(member).replace(b'ref="A1:A3"', b'ref="A1:A2"'))
    return told.getvalue()


def far_columns(rows: int) -> bytes:
    """A small file whose rows would each be as wide as a worksheet can be."""
    file, told = workbook(), io.BytesIO()
    cells = "".join(f'<row r="{n}"><c r="XFD{n}"><v>1</v></c></row>' for n in range(4, rows))
    with zipfile.ZipFile(io.BytesIO(file)) as old, zipfile.ZipFile(told, "w", 8) as new:
        for name in old.namelist():
            text = old.read(name).replace(b"</sheetData>", f"{cells}</sheetData>".encode())
            new.writestr(name, text)
    return told.getvalue()


HOSTILE: dict[str, tuple[str, bytes, str]] = {
    "Big5": ("import", (TITLE + "會談與磋商,2003\n法國外長宣布,2003\n").encode("cp950"), "Big5"),
    "cp1252": ("import", (TITLE + "Café déjà,2003\n").encode("cp1252"), "line 2, column -: byte"),
    "UTF-16": ("import", (TITLE + "會談,2003\n").encode("utf-16-le"), "UTF-16"),
    "NUL": ("import", (TITLE + "a\0,2003\n").encode(), "line 2"),
    "quote": ("import", (TITLE + '"a,2003\n').encode(), "line 2, column title"),
    "wide": ("import", (TITLE + "x," * 100_000).encode(), "line 2, column 1001"),
    "corner": ("import", workbook(corner=True), "line 1048576, column 16384"),
    "far columns": ("import", far_columns(100_000), "line 4, column 16384"),
    "no workbook": ("import", b"PK\x03\x04rubbish", "can't be read"),
    "deep JSON": ("references", b"[" * 100_000, "too deep"),
    "no JSON": ("references", b'[{"title":\n "x" y}]', "line 2, column 6"),
    "long line": ("references", b"@article{a,title={" + b"{" * 5_000_000, "line 1: longer"),
    "deep braces": ("references", b"@article{a,title={" + b"{" * 9_000 + b"}" * 9_000 + b"}}",
                    "too deep"),
    "open BibTeX": ("references", b"@article{a,title={x}}\n\n@book{b,\n title={y", "line 3"),
    "string bomb": ("references", b"@string{a={" + b"x" * 999 + b"}}\n@string{b=" + b"a#" * 99
                    + b"a}\n@string{c=" + b"b#" * 99 + b"b}\n@book{k,title=c}", "line 3: longer"),
    "open RIS": ("references", f"{RIS}{RIS}ER  - \n".encode(), "line 1"),
}  # fmt: skip


def worked() -> float:
    """For how many seconds the processor has worked on commands."""
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime


@pytest.mark.parametrize("name", HOSTILE)
def test_one_sentence_and_nothing_written(run: Run, home: Path, tmp_path: Path, name: str) -> None:
    """Whatever it is, within seconds of the processor."""
    command, data, says = HOSTILE[name]
    Workspace(home).create("c", CaseInfo(title="T", balancer="A", target="B"))
    before = (home / "cases" / "c.json").read_bytes()
    path = tmp_path / "file"
    path.write_bytes(data)
    start = worked()
    done = run(command, "c", path)
    assert done.returncode == 2 and says in done.stderr.splitlines()[0], done.stderr[:300]
    assert "Traceback" not in done.stderr and len(done.stderr) < 1_000
    assert (home / "cases" / "c.json").read_bytes() == before and worked() - start < 20


def test_a_workbook_that_says_it_is_smaller(run: Run, home: Path, tmp_path: Path) -> None:
    """All of its rows come in."""
    run("new", "c", "--title", "T", "--balancer", "A", "--target", "B")
    path = tmp_path / "s.xlsx"
    path.write_bytes(workbook(lies=True))
    assert run("import", "c", path).returncode == 0
    assert '"events": 2' in run("show", "c", "--json").stdout
