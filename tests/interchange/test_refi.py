"""REFI-QDA out and in."""

from __future__ import annotations

import io
import tempfile
import zipfile
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.conftest import Run
from workbench.case import Case, CaseInfo, Event, Evidence, Problem, Tag
from workbench.codebook import codebook
from workbench.interchange.refi import read_project, write_codebook, write_project
from workbench.interchange.refi.writing import passages

SELECTION = (
    '<PlainTextSelection guid="{{A}}" startPosition="1" endPosition="3"><Coding guid="B">'
    '<CodeRef targetGUID="{{C}}"/></Coding></PlainTextSelection>'
)
FOREIGN = (
    '\ufeff<?xml version="1.0" encoding="utf-8"?>'
    '<Project name="x" xmlns="urn:QDA-XML:project:{ns}">'
    '<CodeBook><Codes><Code guid="C" name="約束" isCodable="true"/></Codes></CodeBook><Sources>'
    '<TextSource guid="S" name="s" plainTextPath="internal://S.txt">' + SELECTION + "</TextSource>"
    "</Sources><Sets/></Project>"
)


def packed(path: Path, **files: str) -> Path:
    """An archive of these files."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return path


def test_the_codebook_has_22_unique_names_under_three_parents(tmp_path: Path) -> None:
    """Only the strategies can be coded with."""
    root = ET.fromstring(write_codebook(codebook()))
    codes = [n for n in root.iter() if n.tag == "{urn:QDA-XML:codebook:1.0}Code"]
    assert len({c.get("guid") for c in codes}) == 25
    assert len({c.get("name") for c in codes if c.get("isCodable") == "true"}) == 22
    path = tmp_path / "c.qdc"
    path.write_bytes(write_codebook(codebook()))
    assert len(read_project(path).codes) == 25 and not read_project(path).warnings


@settings(max_examples=40, deadline=None)
@given(st.text(min_size=1), st.text(), st.text(), st.text())
def test_what_is_written_is_read_again(title: str, more: str, finding: str, coder: str) -> None:
    """Every passage stands at its code points, whatever its characters are."""
    event = Event(
        id="ev-1", title=title, description=more, tags=(Tag(strategy="binding", coder=coder),)
    )
    piece = Evidence(id="pe-1", event="ev-1", side="intent", finding=finding)
    case = Case("c", CaseInfo(title=title, balancer="A", target="B"),
                events={"ev-1": event}, evidence={"pe-1": piece})  # fmt: skip
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "p.qdpx"
        path.write_bytes(write_project(case))
        found = read_project(path).candidates
    expected = [words.strip() for _, _, words in passages(event, (piece,))]
    assert [c.description for c in found] == expected
    assert all(c.suggestions[0].strategy == "binding" for c in found)


@pytest.mark.parametrize("namespace", ["1.0", "1:0", "0:4"])
def test_other_programs_and_a_missing_source(tmp_path: Path, namespace: str) -> None:
    """A BOM, braces, an empty Sets and three namespaces are read; a missing text is said."""
    text = FOREIGN.format(ns=namespace)
    path = packed(tmp_path / "p.qdpx", **{"project.qde": text, "Sources/S.txt": "x中文"})
    (one,) = read_project(path).candidates
    assert one.title == "中文" and one.suggestions[0].strategy == "binding"
    path = packed(tmp_path / "q.qdpx", **{"project.qde": text})
    assert len(read_project(path).warnings) == 1


def test_bombs_and_tricks_are_refused(tmp_path: Path) -> None:
    """Entities, paths outside, explosions and rubbish are one sentence each."""
    entity = '<!DOCTYPE a [<!ENTITY b "c">]><Project>&b;</Project>'
    for files in (
        {"project.qde": entity},
        {"../project.qde": "<Project/>"},
        {"project.qde": "<Project/>", "Sources/a": "0" * (60 << 20)},
        {"other": ""},
    ):
        with pytest.raises(Problem):
            read_project(packed(tmp_path / "b.qdpx", **files))
    rubbish = tmp_path / "r.qdc"
    rubbish.write_bytes(b"PK\x03\x04 rubbish")
    with pytest.raises(Problem):
        read_project(rubbish)


def test_export_and_inbox_from_the_command_line(run: Run, home: Path) -> None:
    """A worked case goes out and comes in as candidates, not as coded events."""
    run("examples", "france-us-iraq-2003")
    assert run("export", "france-us-iraq-2003", "--to", "qdc").returncode == 0
    done = run("export", "france-us-iraq-2003", "--to", "qdpx")
    file = Path(done.stdout.strip())
    assert "project.qde" in zipfile.ZipFile(io.BytesIO(file.read_bytes())).namelist()
    run("new", "other", "--title", "T", "--balancer", "A", "--target", "B")
    done = run("inbox", "add", "other", file, "--as", "qdpx")
    assert done.returncode == 0, done.stderr
    assert "suggestion" in run("inbox", "list", "other").stdout
    assert run("show", "other", "--json").stdout.count('"events": 0') == 1
