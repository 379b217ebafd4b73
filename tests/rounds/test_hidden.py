"""While a round is open its coders see no code, whatever they ask: on every surface."""

from __future__ import annotations

import io
import json
import re
import zipfile
from pathlib import Path

import pytest
from pypdf import PdfReader

from tests.conftest import Run
from workbench.case import Change, Event, Problem
from workbench.case.fields import EVENT, EVIDENCE, GIVEN
from workbench.casebook import Settings, Workspace, put, save_settings
from workbench.casebook.rounds import Standing, begin, projected
from workbench.exporting import FORMATS

from .coding import done
from .marked import MARK, SLUG, marked

_SHOWN = {"judge": ("judge", SLUG), "judge --json": ("judge", SLUG, "--json"),
          "show": ("show", SLUG), "show --json": ("show", SLUG, "--json"),
          "readings": ("readings", SLUG, "--rule", "any"),
          "readings --json": ("readings", SLUG, "--rule", "any", "--json"),
          "list": ("list",), "list --json": ("list", "--json"),
          "inbox": ("inbox", "list", SLUG), "inbox --json": ("inbox", "list", SLUG, "--json"),
          "check": ("check", SLUG), "doctor": ("doctor",), "round list": ("round", "list", SLUG),
          "round list --json": ("round", "list", SLUG, "--json")}  # fmt: skip
_REFUSED = {"history": ("history", SLUG), "history --json": ("history", SLUG, "--json"),
            "restore": ("restore", SLUG), "restore --at": ("restore", SLUG, "--at", "1"),
            "accept": ("inbox", "accept", SLUG, "ca-1"),
            "reject": ("inbox", "reject", SLUG, "ca-1"),
            "agree": ("agree", SLUG, "--round", "R1"),
            "memo": ("memo", SLUG), "short": ("memo", SLUG, "--short"),
            "event": ("memo", SLUG, "--event", "e1"),
            **{f"export {form}": ("export", SLUG, "--to", form)
               for form in ("md", "docx", "html")}}  # fmt: skip
_CHEAP = ("judge", "show --json", "list --json", "inbox", "history")
_PASSING = re.compile(
    r"(?:sha256:)?[0-9a-f]{12,}|[0-9a-f]{8}…[0-9a-f]{4}|[\d,]+ MB"
    r"|20\d\d-\d\d-\d\d[T ]?[\d:.+Z]*|\d\d:\d\d"
)
"""Digests, moments and room on the disk, which no two runs have in common."""


def texts(path: Path) -> str:
    """All that a file says, whatever it is packed in."""
    data = path.read_bytes()
    if data.startswith(b"%PDF"):
        reader = PdfReader(io.BytesIO(data))
        return "\n".join(page.extract_text() for page in reader.pages) + str(reader.metadata)
    if data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = {name: archive.read(name) for name in sorted(archive.namelist())}
        return "\n".join(f"{n}\n{part.decode('utf-8', 'replace')}" for n, part in parts.items())
    return data.decode("utf-8")


def surfaces(run: Run, tmp_path: Path, writing: bool = True) -> dict[str, str]:
    """What every command and export says to whoever codes now; `writing` ones where they refuse."""
    found = {}
    for name, command in {**_SHOWN, **(_REFUSED if writing else {})}.items():
        result = run(*command)
        assert "Traceback" not in result.stderr
        found[name] = result.stdout + result.stderr
    for form in (*FORMATS, "qca"):
        if writing and f"export {form}" in _REFUSED:
            continue
        path = tmp_path / f"x.{form}"
        command = ("export", "--to", form) if form == "qca" else ("export", SLUG, "--to", form)
        found[f"export {form}"] = run(*command, "-o", path).stderr + texts(path)
    for name in () if writing else ("memo", "short", "event"):
        path = tmp_path / f"{name}.pdf"
        done(run(*_REFUSED[name], "-o", path))
        found[name] = texts(path)
    for plain in ((), ("--plain-keys",)):
        for ending in ("csv", "xlsx"):
            path = tmp_path / f"blind.{ending}"
            done(run("round", "sheet", SLUG, "R1", "--coder", "Ann", *plain, "-o", path))
            found[f"round sheet {ending} {plain}"] = texts(path)
    return found


def told(found: dict[str, str]) -> set[str]:
    """The surfaces that tell of a code."""
    return {name for name, text in found.items() if MARK in text}


@pytest.mark.parametrize("coder", ["Ann", " ａｎｎ ", ""])
def test_it_is_hidden_from_a_coder_and_from_nobody_in_particular(
    run: Run, home: Path, tmp_path: Path, coder: str
) -> None:
    """However the name is written."""
    marked(home)
    save_settings(Settings(coder=coder))
    for name in _CHEAP:
        result = run(*{**_SHOWN, **_REFUSED}[name])
        assert MARK not in result.stdout + result.stderr, name
    path = tmp_path / "x.json"
    done(run("export", SLUG, "--to", "json", "-o", path))
    assert MARK not in texts(path) and "salami-tactic" not in texts(path)


@pytest.mark.long
def test_no_command_and_no_export_tells_of_a_code(run: Run, home: Path, tmp_path: Path) -> None:
    """What each says is what it says of a case that nobody coded."""
    marked(home)
    save_settings(Settings(coder="Ann"))
    hidden = surfaces(run, tmp_path)
    assert told(hidden) == set()
    assert "R1" in run("judge", SLUG).stderr
    for path in home.rglob("*"):
        if path.is_file():
            path.unlink()
    marked(home, coded=False)
    bare = surfaces(run, tmp_path)
    for name, text in hidden.items():
        assert _PASSING.sub("…", text) == _PASSING.sub("…", bare[name]), name


@pytest.mark.long
def test_whoever_doesnt_code_in_it_sees_everything(run: Run, home: Path, tmp_path: Path) -> None:
    """And so does a coder once the round is over: the test above can fail."""
    marked(home)
    save_settings(Settings(coder="Dan"))
    seen = surfaces(run, tmp_path, writing=False)
    silent = {"list", "list --json", "check", "doctor", "show", "show --json", "judge",
              "readings", "readings --json",
              "round list", "round list --json", "export csl-json", "export bibtex", "export qdc",
              "export ris", "export qca"}  # fmt: skip
    silent |= {name for name in seen if name.startswith("round sheet")}
    assert {name for name in seen if name not in told(seen)} <= silent
    listed = json.loads(done(run("list", "--json")))[0]
    assert (listed["coded"], listed["in_round"]) == (3, False)
    save_settings(Settings(coder="Ann"))
    listed = json.loads(done(run("list", "--json")))[0]
    assert (listed["coded"], listed["in_round"]) == (0, True)
    assert "in a round" in done(run("list"))
    done(run("round", "close", SLUG, "R1", "--why", "over"))
    assert MARK in done(run("history", SLUG, "--json"))


@pytest.mark.parametrize("coder", ["Ann", ""])
def test_no_memo_is_written_by_who_doesnt_see_the_codes(
    run: Run, home: Path, tmp_path: Path, coder: str
) -> None:
    """It would say that nothing is coded: one sentence in each form, and no file."""
    marked(home)
    save_settings(Settings(coder=coder))
    for name in ("memo", "short", "event", "export md", "export docx", "export html"):
        path = tmp_path / "memo"
        refused = run(*_REFUSED[name], "-o", path)
        assert refused.returncode == 2 and not path.exists() and not refused.stdout, name
        assert "so no memo of it is written" in refused.stderr and "R1" in refused.stderr
        assert refused.stderr.count("\n") == 1, refused.stderr
    save_settings(Settings(coder="Dan"))
    done(run("export", SLUG, "--to", "md", "-o", tmp_path / "memo"))


def test_nothing_is_written_by_who_doesnt_see_the_case(
    run: Run, home: Path, tmp_path: Path
) -> None:
    """No edit, no undo, no sheet, no candidate: one sentence each, and the file as it was."""
    marked(home)
    save_settings(Settings(coder="Ben"))
    book = Workspace(home).open(SLUG)
    before = {path: path.read_bytes() for path in (home / "cases").glob("*.json*")}
    event = Event(id="ev9", title="Another")
    for step in (
        lambda: book.apply("x", put(book.case, event)),
        lambda: book.undo("Ben"),
        lambda: book.redo("Ben"),
        lambda: book.history(),
        lambda: book.at(1),
        lambda: book.restore("ev1", 1),
        lambda: book.file.rewrite(book.case),
        lambda: book.file.commit([Change(None, event)], "x"),
    ):
        with pytest.raises(Problem, match="Ben codes in the open round R1"):
            step()
    book.settle()
    assert not book.refresh()
    sheet = tmp_path / "s.csv"
    sheet.write_text("date,title\n2004-01-01,New\n", "utf-8")
    assert "R1" in run("import", SLUG, sheet).stderr
    assert before == {path: path.read_bytes() for path in (home / "cases").glob("*.json*")}


def test_an_open_case_follows_who_looks_and_what_becomes_of_its_rounds(home: Path) -> None:
    """It is hidden when a round begins or its reader changes, and shown when that is over."""
    book = marked(home)
    save_settings(Settings(coder="Dan"))
    watched = Workspace(home).open(SLUG)
    heard: list[bool] = []
    watched.subscribe(lambda: heard.append(watched.case.events["ev1"].coded))
    assert watched.case.events["ev1"].coded and not watched.refresh()
    save_settings(Settings(coder="Ann"))
    assert watched.refresh() and not watched.case.events["ev1"].coded and watched.read_only
    save_settings(Settings(coder="Cai"))
    assert watched.refresh() and watched.case.events["ev1"].coded
    begin(watched.case, book.file.path, "R2", ["Cai", "Eva"], "Dan")
    assert watched.refresh() and not watched.case.events["ev1"].coded
    Standing.of(book.file.path, "R2").close("over", "Dan")
    assert watched.refresh() and watched.read_only is None
    assert heard == [False, True, False, True]


def test_a_round_that_cant_be_read_hides_the_case(run: Run, home: Path) -> None:
    """Who codes isn't known then; the sentence names the file."""
    marked(home)
    save_settings(Settings(coder="Dan"))
    (home / "cases" / f"{SLUG}.rounds" / "R1.json").write_text("<<<<<<<", "utf-8")
    shown = run("show", SLUG)
    assert shown.returncode == 0 and "R1.json is damaged" in shown.stderr
    assert not Workspace(home).open(SLUG).case.events["ev1"].coded


def test_what_is_given_is_listed_and_everything_else_hidden(home: Path) -> None:
    """A field that is added later is hidden until somebody says that coders read it."""
    marked(home)
    save_settings(Settings(coder="Dan"))
    case = Workspace(home).open(SLUG).case
    seen = projected(case)
    for rows, records in ((EVENT, seen.events), (EVIDENCE, seen.evidence)):
        given = {row.name for row in rows if row.column in GIVEN} | {"id"}
        for record in records.values():
            assert record.model_fields_set <= given
    assert MARK not in "".join(record.model_dump_json() for record in seen.records())
    assert not seen.candidates and not seen.searches and not seen.rules and not seen.ratings
    assert [event.title for event in seen.timeline] == ["Act 1", "Act 2", "Act 3"]
