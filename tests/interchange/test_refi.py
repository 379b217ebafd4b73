"""REFI-QDA out: valid by the standard's schemas, and the same codes, texts, notes and codings."""

from __future__ import annotations

import io
import zipfile
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import xmlschema
from hypothesis import example, given
from hypothesis import strategies as st

from tests.conftest import Run
from workbench.case import Bearing, Case, CaseInfo, Event, Evidence, Overruling, Rating, Source, Tag
from workbench.casebook import worked_cases
from workbench.codebook import codebook
from workbench.interchange.refi import Project, read_project, write_codebook, write_project
from workbench.interchange.refi.xml import clean

SCHEMAS = Path(__file__).parents[1] / "fixtures" / "refi"
NOW = datetime(2026, 1, 1)
HOSTILE = st.text(
    st.sampled_from("a中😀\u202e\u0301\r\n\t\x00\x1b\ud800\ufffe<&]'\"/\\{}=") | st.characters()
)
LANGUAGE = st.sampled_from(["en", "zh-Hant"])


@cache
def schema(name: str) -> Any:
    """A schema of the standard, whose licence (MIT) stands in the file."""
    return xmlschema.XMLSchema(SCHEMAS / f"{name}.xsd")


def written(case: Case, folder: Path) -> Project:
    """The case as a project that is valid, read again."""
    data = write_project(case, NOW)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        schema("Project").validate(archive.read("project.qde").decode())
        assert {name.split("/")[0] for name in archive.namelist()} <= {"project.qde", "sources"}
    path = folder / "p.qdpx"
    path.write_bytes(data)
    return read_project(path)


@pytest.mark.parametrize("lang", ["en", "zh-Hant"])
def test_the_codebook_has_22_unique_names_under_three_parents(tmp_path: Path, lang: str) -> None:
    """Only the strategies can be coded with; each is found again by its name."""
    data = write_codebook(codebook(), lang)
    schema("Codebook").validate(data.decode())
    path = tmp_path / "c.qdc"
    path.write_bytes(data)
    read = read_project(path)
    (said,) = read.warnings
    assert said.fields == {"n": 25, "known": 22} and len({c.name for c in read.codes}) == 25
    parents = {c.id for c in read.codes if not c.codable}
    found = [codebook().find_strategy(c.name) for c in read.codes if c.parent in parents]
    assert len(parents) == 3 and {s.id for s in found if s} == {s.id for s in codebook().strategies}
    assert "約束" in {c.name for c in read.codes} or lang == "en"


@pytest.mark.parametrize("file", worked_cases(), ids=lambda f: f.slug)
def test_a_worked_case_goes_out_whole(tmp_path: Path, file: Any) -> None:
    """Every tag and finding is at its code points, under its own name and nobody else's."""
    case = file.load()
    read = written(case, tmp_path)
    lang = case.info.language
    by_words: dict[str, list[Any]] = {}
    for passage in read.passages:
        text = passage.source.text or ""
        assert text[passage.start : passage.end] == passage.words
        by_words.setdefault(passage.words, []).append(passage)
    for event in case.timeline:
        words = "\n".join(filter(None, (event.title, event.description)))
        tags = {(t.strategy, t.coder) for t in event.tags}
        names = {
            (s.id, coder)
            for p in by_words[words]
            for c in p.codes
            for coder in p.coders
            if (s := codebook().find_strategy(c.name))
        }
        assert names == tags
    for piece in case.evidence.values():
        (found, *_) = [p for p in by_words[piece.finding] if p.source.name not in ("", None)]
        assert len(found.codes) == (1 if piece.kind else len(piece.bearings))
        assert all(codebook().find_strategy(c.name) is None for c in found.codes)
        memo = "\n".join(m for p in by_words[piece.finding] for m in p.memos)
        assert (piece.grade or "") in memo and piece.locator in memo and piece.note in memo
        assert case.events[piece.event].title in memo and piece.refuted_by in memo
        assert piece.basis and codebook().word("basis", piece.basis, lang) in memo
    titles = {codebook().condition(r).name.in_(lang) for r in case.ratings if r == "threat"}
    assert titles <= {n.name for n in read.notes}


@example("𐀀𐀀", "𐀀", "\n0", "", "", "", "en")  # a title that a text's middle repeats
@given(HOSTILE, HOSTILE, HOSTILE, HOSTILE, HOSTILE, HOSTILE, LANGUAGE)
def test_what_is_written_is_read_again(
    tmp_path_factory: pytest.TempPathFactory,
    title: str, more: str, finding: str, note: str, why: str, coder: str, lang: Any,
) -> None:  # fmt: skip
    """Codes, texts, notes and codings come back, whatever the characters and names."""
    tag = Tag(strategy="binding", rationale=why, coder=coder)
    verdict = Overruling(verdict="contested", reason=why, coder=coder)
    events = {
        f"ev-{n}": Event(id=f"ev-{n}", title=title, description=more, tags=(tag,), note=note,
                         overruled=verdict, partners=(why,), coder=coder)
        for n in range(2)
    }  # fmt: skip
    pieces = {
        f"pe-{n}": Evidence(
            id=f"pe-{n}", event="ev-0", side="intent", finding=finding, note=note, coder=coder,
            bearings=(Bearing(motive="balancing", says="supports"),), source=source,
        )
        for n, source in enumerate((None, "so-1", "so-1"))
    }  # fmt: skip
    info = CaseInfo(title=title, balancer="A", target="B", question=more, note=note, language=lang)
    case = Case("c", info, events=events, evidence=pieces,
                ratings={"threat": Rating(id="threat", value="limited", note=note, coder=coder)},
                sources={"so-1": Source(id="so-1", title=title, note=note)})  # fmt: skip
    read = written(case, tmp_path_factory.mktemp("p"))
    assert [bool(s.name) for s in read.sources] == [True] * 3
    assert len({s.name for s in read.sources}) == 3 == len({s.id for s in read.sources})
    binding = codebook().strategy("binding").name.in_(lang)
    tagged = [p for p in read.passages if [c.name for c in p.codes] == [binding]]
    event = "\n".join(clean(part) for part in (title, more) if part)
    assert [p.words for p in tagged] == [event] * 2
    for passage in tagged:
        assert (passage.source.text or "")[passage.start : passage.end] == event
        assert passage.coders == ((clean(coder),) if coder else ())
        assert not clean(why).strip() or clean(why).strip() in passage.memos
        assert not clean(note).strip() or any(clean(note).strip() in m for m in passage.memos)
    found = [p for p in read.passages if p.codes and p not in tagged]
    assert len(found) == (3 if clean(finding).strip() else 0)
    for passage in found:
        assert (passage.source.text or "")[passage.start : passage.end] == clean(finding)
    assert len({n.name for n in read.notes}) == len(read.notes)
    assert all(n.text is not None for n in read.notes)


def test_export_and_inbox_from_the_command_line(run: Run, home: Path) -> None:
    """A worked case goes out and comes in as candidates, not as coded events, and only once."""
    run("examples", "france-us-iraq-2003")
    assert run("export", "france-us-iraq-2003", "--to", "qdc").returncode == 0
    file = Path(run("export", "france-us-iraq-2003", "--to", "qdpx").stdout.strip())
    run("new", "other", "--title", "T", "--balancer", "A", "--target", "B")
    done = run("inbox", "add", "other", file, "--as", "qdpx")
    assert done.returncode == 0, done.stderr
    assert "suggestion" in run("inbox", "list", "other").stdout
    assert run("show", "other", "--json").stdout.count('"events": 0') == 1
    assert "0 of them new" in run("inbox", "add", "other", file, "--as", "qdpx").stdout
