"""What a file is, by what stands in it; a path however a terminal gives it."""

from __future__ import annotations

import gzip
import zipfile
from pathlib import Path

import pytest
from openpyxl import Workbook

from workbench.case import Problem
from workbench.interchange.eventdata import Progress, read_candidates
from workbench.interchange.recognition import recognise, typed_path

from .test_eventdata import DYAD, gdelt, headed

TEXTS = [
    ("title,date\nTalks,2003\n", "csv"),
    ("日期;標題\n2003;會談\n", "csv"),
    ('[{"id": "a", "type": "book", "title": "T"}]', "CSL-JSON"),
    ("% made by a program\n\n@book{a, title={T}}\n", "BibTeX"),
    ("title\n@home\n", "csv"),
    ("TY  - BOOK\nTI  - T\nER  - \n", "RIS"),
    ('<?xml version="1.0"?><CodeBook xmlns="urn:QDA-XML:codebook:1.0"/>', "qdpx"),
    (gdelt(1), "gdelt"),
    (gdelt(1, width=58), "gdelt"),
    (gdelt(1, width=57), "gdelt"),
    (headed("icews", "\t"), "icews"),
    (headed("polecat", "\t"), "polecat"),
    (headed("acled", ";"), "acled"),
]


@pytest.mark.parametrize(("text", "form"), TEXTS)
def test_by_content_alone(tmp_path: Path, text: str, form: str) -> None:
    path = tmp_path / "file.bin"
    path.write_text(text, "utf-8")
    assert recognise(path).form == form


@pytest.mark.parametrize("method", [zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_what_is_packed_and_damaged_says_so(tmp_path: Path, method: int) -> None:
    """Before it is read and while it is."""
    path = tmp_path / "file"
    with zipfile.ZipFile(path, "w", method) as archive:
        archive.writestr("a.csv", "".join(map(gdelt, range(3000))))
    data = bytearray(path.read_bytes())
    data[60:100] = bytes(byte ^ 0xFF for byte in data[60:100])
    path.write_bytes(data)
    with pytest.raises(Problem, match="is damaged"):
        recognise(path)
    with pytest.raises(Problem, match="is damaged"):
        list(read_candidates(path, "gdelt", DYAD, Progress()))


def test_a_zip_says_why_it_is_none_of_ours(tmp_path: Path) -> None:
    path = tmp_path / "file"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.csv", gdelt(1))
        archive.writestr("b.csv", gdelt(2))
    with pytest.raises(Problem, match="holds 2 files"):
        recognise(path)


def test_what_is_packed(tmp_path: Path) -> None:
    path = tmp_path / "file"
    Workbook().save(path)
    assert recognise(path).form == "xlsx"
    for name, text, form in (("a.csv", gdelt(1), "gdelt"), ("project.qde", "<a/>", "qdpx")):
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr(name, text)
        assert recognise(path).form == form
    path.write_bytes(gzip.compress(headed("icews", "\t").encode()))
    assert recognise(path).form == "icews"


@pytest.mark.parametrize(
    "data",
    [b"PK\x03\x04 broken", b"\x1f\x8b broken", gzip.compress(b"x", mtime=0), b"<html></html>"],
)
def test_what_is_nothing_is_a_sentence(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "[bold].csv"
    path.write_bytes(data)
    for wrong in (path, tmp_path, tmp_path / "none"):
        with pytest.raises(Problem):
            recognise(wrong)


@pytest.mark.parametrize("how", ["{}", "'{}'", '"{}" ', " file://{}", "{esc}", "file://{url}"])
def test_a_path_as_terminals_give_it(tmp_path: Path, how: str) -> None:
    path = tmp_path / "my sheet 表.csv"
    path.write_text("title\nA\n", "utf-8")
    said = str(path)
    text = how.format(said, esc=said.replace(" ", "\\ "), url=path.as_uri().removeprefix("file://"))
    assert typed_path(text) == path
