"""REFI-QDA in: what other programs write, and what nobody should have written."""

from __future__ import annotations

import contextlib
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.conftest import Run
from workbench.case import Problem
from workbench.interchange.refi import Project, read_project
from workbench.locale import words

HEAD = '<?xml version="1.0" encoding="utf-8"?><Project name="x" xmlns="urn:QDA-XML:project:{ns}">'
CODES = (
    '<CodeBook><Codes><Code guid="{{K}}" name="themes" isCodable="false">'
    '<Code guid="C" name="約束" isCodable="true"/><Code guid="D" name="mine" isCodable="1"/>'
    "</Code></Codes></CodeBook>"
)
SPOT = (
    '<PlainTextSelection guid="{guid}" name="{name}" startPosition="{start}" endPosition="{end}">'
    '<Coding guid="B"><CodeRef targetGUID="{code}"/></Coding></PlainTextSelection>'
)


def spot(start: int = 1, end: int = 3, code: str = "{C}", name: str = "", guid: str = "A") -> str:
    """A coded selection."""
    return SPOT.format(start=start, end=end, code=code, name=name, guid=guid)


def text_source(inner: str, path: str = "internal://S.txt", kind: str = "TextSource") -> str:
    """A text with its selections."""
    return f'<{kind} guid="S" name="s" plainTextPath="{path}">{inner}</{kind}>'


def project(sources: str, after: str = "<Sets/>", ns: str = "1.0", origin: str = "") -> str:
    """A project of these sources."""
    head = HEAD.format(ns=ns).replace(" name=", f' origin="{origin}" name=')
    return f"{head}{CODES}<Sources>{sources}</Sources>{after}</Project>"


def packed(path: Path, files: dict[str, str | bytes]) -> Path:
    """An archive of these files."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return path


def read(folder: Path, qde: str, text: str | bytes | None = "x中文", name: str = "Sources/S.txt",
         whole: str = "project.qde") -> Project:  # fmt: skip
    """A project with one text, read."""
    files: dict[str, str | bytes] = {whole: qde}
    if text is not None:
        files[name] = text
    return read_project(packed(folder / "p.qdpx", files))


@pytest.mark.parametrize("namespace", ["1.0", "1:0", "0:4"])
def test_namespaces_a_bom_braces_and_an_empty_set(tmp_path: Path, namespace: str) -> None:
    """None of them keeps a passage out."""
    (one,) = read(tmp_path, "\ufeff" + project(text_source(spot()), ns=namespace)).candidates
    assert (one.title, one.codes, one.row) == ("中文", ("約束",), "s 1–3")
    assert one.suggestions[0].strategy == "binding"


@pytest.mark.parametrize(
    ("path", "name", "whole"),
    [
        ("internal://S.txt", "sources/S.TXT", "Trial.qde"),  # ATLAS.ti names it as the project
        ("internal:///S.txt", "in/SOURCES/S.txt", "in/project.qde"),
        ("S.txt", "sources/S.txt", "project.qde"),
        ("internal://Sources/S.txt", "Sources\\S.txt", "project.qde"),
    ],
)
def test_where_programs_put_their_files(tmp_path: Path, path: str, name: str, whole: str) -> None:
    """The case of a name and the folder around it don't matter."""
    made = read(tmp_path, project(text_source(spot(), path)), "x中文", name, whole)
    assert made.candidates[0].title == "中文" and not made.warnings[1:]


def test_ends_of_lines_and_encodings(tmp_path: Path) -> None:
    """ATLAS.ti counts the end of a line once, others as it is written; UTF-16 is text."""
    qde = text_source(spot(3, 5))
    for raw, origin in (
        (b"a\r\n\xe4\xb8\xad!", "NVivo 14"),
        (b"a\r\nb\xe4\xb8\xad!", "ATLAS.ti 26"),
        ("a\r\n中!".encode("utf-16"), "MAXQDA"),
        (b"\xef\xbb\xbfa\r\n\xe4\xb8\xad!", "QualCoder"),
    ):
        found = read(tmp_path, project(qde, origin=origin), raw).passages[0]
        assert found.words == "中!", origin
    broken = read(tmp_path, project(qde), b"\xff\x00\xfe")
    assert "none in Unicode: s" in str(broken.warnings[-1])


def test_a_passage_coded_twice_is_one_candidate(tmp_path: Path) -> None:
    """Whatever identifiers it has in each export."""
    twice = spot(code="C", guid="A") + spot(code="D", guid="B")
    (one,) = read(tmp_path, project(text_source(twice))).candidates
    assert one.codes == ("約束", "mine")
    again = read(tmp_path, project(text_source(twice.replace('guid="A"', 'guid="Z"')))).candidates
    assert [c.id for c in again] == [one.id]


def test_memos_notes_and_links(tmp_path: Path) -> None:
    """A passage's description, its notes and the notes linked to it come along."""
    part = spot().replace("<Coding", "<Description>why</Description><Coding", 1)
    part = part.replace("</PlainText", '<NoteRef targetGUID="{N}"/></PlainText')
    notes = "".join(
        f'<Note guid="{g}" name="n{g}"><PlainTextContent>note {g}</PlainTextContent></Note>'
        for g in "NLX"
    )
    links = '<Links><Link guid="1" originGUID="L" targetGUID="A"/></Links>'
    made = read(tmp_path, project(text_source(part), f"<Notes>{notes}</Notes>{links}"))
    assert made.candidates[0].description == "中文\n\nwhy\n\nnote N\n\nnote L"
    assert [str(w) for w in made.warnings[1:]] == ["notes on no passage, left out: nX"]


def test_what_is_left_out_is_said(tmp_path: Path) -> None:
    """Pictures, PDFs by area, films, uncoded and misplaced passages, texts that aren't there."""
    spare = '<PlainTextSelection guid="U" startPosition="0" endPosition="1"/>'
    pdf = text_source(spot(), kind="Representation")
    others = (
        f'<PDFSource guid="P"><PDFSelection guid="Q"/>{pdf}</PDFSource>'
        '<PictureSource guid="I"><PictureSelection guid="J"/></PictureSource>'
        '<VideoSource guid="V"><VideoSelection guid="W"/><VideoSelection guid="Y"/></VideoSource>'
    )
    away = text_source(spot(name="quoted"), "absolute:///etc/passwd").replace('"s"', '"away"')
    whole = text_source('<Coding><CodeRef targetGUID="C"/></Coding>').replace('="S"', '="T"')
    made = read(tmp_path, project(text_source(spare + spot(2, 9)) + others + away + whole))
    assert [c.title for c in made.candidates] == ["s", "中文", "quoted", "x中文"]
    said = "\n".join(map(str, made.warnings))
    for part in ("strategy: mine", "Unicode: away", "outside their text: 1", "without a code, left",
                 "of pictures, left out: 1", "of PDF pages, left out: 1",
                 "of films, left out: 2"):  # fmt: skip
        assert part in said
    assert "root" not in repr(made.passages)


def archive_with_a_link(path: Path) -> Path:
    """An archive whose text is a symbolic link."""
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("project.qde", project(""))
        link = zipfile.ZipInfo("Sources/S.txt")
        link.external_attr = 0o120777 << 16
        archive.writestr(link, "/etc/passwd")
    return path


ENTITY = '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><Project name="&b;"/>'
REFUSED: dict[str, dict[str, str | bytes]] = {
    "document type": {"project.qde": ENTITY},
    "outside itself": {"../project.qde": "<Project/>"},
    "outside itself ": {"project.qde": "<Project/>", "/etc/x": ""},
    "outside itself  ": {"project.qde": "<Project/>", "C:\\x": ""},
    "far more": {"project.qde": "<Project/>", "Sources/a": "0" * (60 << 20)},
    "no project.qde": {"other": "", "__MACOSX/._project.qde": "x"},
    "two files named": {"project.qde": "<Project/>", "Project.qde": "<Project/>"},
    "isn't XML": {"project.qde": "<Project><a></Project>"},
    "no REFI-QDA": {"project.qde": "<svg/>"},
}


@pytest.mark.parametrize("says", REFUSED)
def test_bombs_and_tricks_are_refused(tmp_path: Path, says: str) -> None:
    """Each in one sentence."""
    with pytest.raises(Problem, match=says.strip()):
        read_project(packed(tmp_path / "b.qdpx", REFUSED[says]))


def test_a_project_under_a_password(run: Run, tmp_path: Path) -> None:
    """It isn't damaged, and what to do is said; in Chinese too."""
    run("new", "c", "--title", "T", "--balancer", "A", "--target", "B")
    path = packed(tmp_path / "p.qdpx", {"project.qde": project("")})
    data = bytearray(path.read_bytes())
    for signature, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(signature) + flags] |= 1
    path.write_bytes(data)
    done = run("inbox", "add", "c", str(path))
    assert done.returncode == 2
    assert done.stderr.endswith("protected by a password: export the project without one\n")
    with pytest.raises(Problem) as refused:
        read_project(path)
    assert "密碼" in refused.value.said(words("zh-Hant"))


def test_damaged_and_oversized_files_are_refused(tmp_path: Path) -> None:
    """A link, rubbish, a codebook of more than a codebook's size; a deep one is only deep."""
    with pytest.raises(Problem, match="link"):
        read_project(archive_with_a_link(tmp_path / "l.qdpx"))
    path = tmp_path / "r.qdc"
    for data, says in (
        (b"PK\x03\x04 rubbish", "damaged"),
        (b"", "isn't XML"),
        (b"\0", "isn't XML"),
    ):
        path.write_bytes(data)
        with pytest.raises(Problem, match=says):
            read_project(path)
    with path.open("wb") as stream:
        stream.truncate(65 << 20)
    with pytest.raises(Problem, match="far larger"):
        read_project(path)
    deep = '<Code guid="{0}" name="n">'
    path.write_text("<CodeBook><Codes>" + "".join(deep.format(n) for n in range(20_000))
                    + "</Code>" * 20_000 + "</Codes></CodeBook>", "utf-8")  # fmt: skip
    assert len(read_project(path).codes) == 20_000


@settings(max_examples=2 * settings().max_examples)
@given(place=st.floats(0, 0.999), byte=st.integers(0, 255), more=st.binary(max_size=4))
def test_a_damaged_archive_is_a_sentence(
    tmp_path_factory: pytest.TempPathFactory, place: float, byte: int, more: bytes
) -> None:
    """Wherever the damage is, and whatever part of the program meets it."""
    path = packed(
        tmp_path_factory.mktemp("d") / "d.qdpx",
        {"project.qde": project(text_source(spot())), "Sources/S.txt": "x中文"},
    )
    data = bytearray(path.read_bytes())
    at = int(place * len(data))
    data[at : at + 1 + len(more)] = bytes([byte]) + more
    path.write_bytes(data)
    with contextlib.suppress(Problem):
        read_project(path)


def test_a_refusal_from_the_command_line(run: Run, home: Path, tmp_path: Path) -> None:
    """One sentence, status 2, nothing written."""
    run("new", "c", "--title", "T", "--balancer", "A", "--target", "B")
    before = (home / "cases" / "c.json").read_bytes()
    bad = packed(tmp_path / "b.qdpx", REFUSED["document type"])
    done = run("inbox", "add", "c", bad, "--as", "qdpx")
    assert done.returncode == 2 and done.stderr.count("\n") == 1 and "refused" in done.stderr
    assert (home / "cases" / "c.json").read_bytes() == before
