"""Many files at once: one result on however many cores, each file once, nothing lost unsaid."""

from __future__ import annotations

import gzip
import json
import os
import select
import signal
import sys
import tarfile
import zipfile
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from subprocess import DEVNULL, Popen
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.benchmarks.gdeltrows import gdelt_files, gdelt_lines
from tests.conftest import Run
from workbench.case import Candidate
from workbench.casebook import Workspace
from workbench.interchange.eventdata import (
    Progress,
    Reached,
    Task,
    Wanted,
    candidates_of,
    collect,
    datalines,
    progress_of,
    question_of,
    read_candidates,
    search_files,
    search_of,
)
from workbench.interchange.eventdata.states import find_actor
from workbench.interchange.packed import unzipped
from workbench.interchange.recognition import recognise

from .test_eventdata import gdelt

DYAD = Wanted(("FRA", "USA"))
CELLS = ("FRA", "FRAGOV", "usa", "USA", "", " fra ", '"USA"', "CHN", "220", "2", "x y", "é")
WIDTH = 61


def naive(text: str) -> tuple[int, list[tuple[int, int]], list[tuple[int, list[str]]]]:
    """The rows, those of another width, and those of the dyad, by nothing but `split`."""
    rows, odd, dyad = 0, [], []
    for number, line in enumerate(text.split("\n"), 1):
        cells = line.rstrip("\r").split("\t")
        if cells == [""]:
            continue
        rows += 1
        if len(cells) != WIDTH:
            odd.append((number, len(cells)))
            continue
        plain = [cell[1:-1] if len(cell) > 1 and cell[0] == cell[-1] == '"' else cell
                 for cell in cells]  # fmt: skip
        one, two = (find_actor(plain[a]) or find_actor(plain[b]) for a, b in ((7, 5), (17, 15)))
        if one and two and one is not two and {one.iso3, two.iso3} == {"FRA", "USA"}:
            dyad.append((number, plain))
    return rows, odd, dyad


@st.composite
def lines(draw: st.DrawFn) -> str:
    kind = draw(st.sampled_from(("row",) * 6 + ("short", "long", "empty", "words")))
    if kind in ("empty", "words"):
        return "" if kind == "empty" else draw(st.sampled_from(("words", " ", '"', "\t", "a\tb")))
    row = gdelt(draw(st.integers(1, 9))).rstrip("\n").split("\t")
    for place in (5, 7, 15, 17):
        row[place] = draw(st.sampled_from(CELLS))
    if kind != "row":
        row = row[:-1] if kind == "short" else [*row, "more"]
    return "\t".join(row)


@given(
    rows=st.lists(lines(), max_size=12),
    ends=st.sampled_from(("\n", "\r\n")),
    last=st.booleans(),
    encoding=st.sampled_from(("utf-8", "utf-8-sig", "utf-16")),
    block=st.sampled_from((64, 300, 1 << 17)),
)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_is_read_is_what_a_naive_reading_finds(
    tmp_path: Path, rows: list[str], ends: str, last: bool, encoding: str, block: int
) -> None:
    """Odd rows, empty lines, either end of line and none, any encoding, at every border."""
    text = ends.join([gdelt(1).rstrip("\n"), *rows]) + ends * last
    path = tmp_path / "a.csv"
    path.write_bytes(text.encode(encoding))
    before, datalines._BLOCK = datalines._BLOCK, block
    try:
        progress = Progress()
        found = list(read_candidates(path, "gdelt", DYAD, progress))
    finally:
        datalines._BLOCK = before
    many, odd, dyad = naive(text)
    assert (progress.rows, progress.odd, progress.misshapen) == (many, odd, len(odd))
    assert [(c.line, c.row) for c in found] == [(line, cells[0]) for line, cells in dyad]
    assert progress.dyad == progress.fitting == len(dyad)


def archive(path: Path, files: int) -> Path:
    """An archive of so many files of one row each."""
    with zipfile.ZipFile(path, "w") as packed:
        for number in range(files):
            packed.writestr(f"{number}.csv", gdelt(number))
    return path


def test_an_archive_is_opened_once_however_much_is_in_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each opening reads the list of all files: once for each of them would be its square."""
    path = archive(tmp_path / "many.zip", 30)
    openings = []

    def counted(*arguments: Any) -> zipfile.ZipFile:
        openings.append(arguments)
        return unzipped(*arguments)

    monkeypatch.setattr(datalines, "unzipped", counted)
    [found] = search_files(collect([path]), Task(DYAD))
    assert found.rows == 30 and len(found.parts) == 30
    assert len(openings) == 1
    recognise(path)
    assert len(openings) == 2


def several(folder: Path, rows: int = 1500) -> Path:
    """Generated rows in files packed in every way, two archives of several among them."""
    days = gdelt_files(folder, rows, 5, "zip")
    gdelt_files(folder / "plain", rows, 2, "", seed=2)
    gdelt_files(folder / "gz", rows, 2, "gzip", seed=3)
    with zipfile.ZipFile(folder / "month.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        for day, name in enumerate(("a.CSV", "b.CSV")):
            data = b"".join(gdelt_lines(rows, 4 + day))
            archive.writestr(name, data)
        archive.writestr("README.txt", "What this is.")
        archive.writestr("__MACOSX/._a.CSV", b"".join(gdelt_lines(3)))
    (folder / "README.md").write_text("Notes of my own", "utf-8")
    (folder / ".DS_Store").write_bytes(b"\0\0")
    (folder / "again.zip").write_bytes(days[0].read_bytes())
    (folder / "cut.zip").write_bytes(days[1].read_bytes()[:-900])
    return folder


def told(candidates: Sequence[Candidate]) -> list[tuple[str, int | None, str]]:
    return [(c.file, c.line, c.row) for c in candidates]


def test_the_same_on_one_core_and_on_two(tmp_path: Path) -> None:
    """Candidates, their order, the record and what is told of each file."""
    meant = collect([several(tmp_path / "data")])
    heard: list[Reached] = []
    one = search_files(meant, Task(DYAD), heard.append, workers=1)
    assert (heard[-1].done, heard[-1].read) == (len(meant), sum(m.size for m in meant))
    two = search_files(meant, Task(DYAD), workers=2)
    assert [(f.path, f.outcome, f.rows) for f in one] == [(f.path, f.outcome, f.rows) for f in two]
    assert candidates_of(one) == candidates_of(two) and candidates_of(one)
    asked = question_of(DYAD)
    assert search_of(one, asked, "A").data == search_of(two, asked, "A").data
    assert {f.path.name: f.outcome for f in one if f.outcome != "searched"} == {
        "README.md": "other", "again.zip": "twin", "cut.zip": "failed",
    }  # fmt: skip
    labels = dict.fromkeys(part.label for file in one for part in file.parts)
    assert {"month.zip/a.CSV", "month.zip/b.CSV", "20030101.export.CSV.zip"} <= set(labels)


def packings(folder: Path) -> list[Path]:
    """The same rows plain, gzipped, zipped alone, and zipped beside others."""
    [plain] = gdelt_files(folder, 900, 1, "")
    data, other = plain.read_bytes(), b"".join(gdelt_lines(500, 9))
    packed = [plain.with_name(name) for name in ("b.gz", "c.zip", "d.zip")]
    packed[0].write_bytes(gzip.compress(data))
    for path, files in zip(packed[1:], ((data,), (other, data, data)), strict=True):
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for number, each in enumerate(files):
                archive.writestr(f"{number}.CSV", each)
    return [plain, *packed]


@pytest.mark.parametrize(
    "turn", [0, *(pytest.param(each, marks=pytest.mark.long) for each in (1, 2, 3))]
)
def test_the_same_rows_in_another_packing_are_one_file(tmp_path: Path, turn: int) -> None:
    """Whichever comes first, at once or later: none of its rows counts twice."""
    paths = packings(tmp_path)
    paths = paths[turn:] + paths[:turn]
    rows = {path: sum(f.rows for f in search_files(collect([path]), Task(DYAD))) for path in paths}
    for workers in (1, 2):
        found = search_files(collect(paths), Task(DYAD), workers=workers)
        assert sum(file.rows for file in found) == max(rows.values())
        several = next(file for file in found if file.path.name == "d.zip")
        assert several.outcome == "searched"
        assert ("d.zip/2.CSV", "twin") in several.again
    known: set[str] = set()
    asked, total = question_of(DYAD), 0
    for path in paths:
        [later] = search_files(collect([path]), Task(DYAD, known=frozenset(known)))
        total += later.rows
        for data in search_of([later], asked, "").data:
            known |= {each for file in data.files for each in (file.sha256, file.content) if each}
    assert total == max(rows.values())
    assert all(
        file.outcome == "known"
        for file in search_files(collect(paths), Task(DYAD, known=frozenset(known)))
    )


def test_an_archive_in_an_archive_is_said(tmp_path: Path) -> None:
    """What nobody unpacks is no silence; a workbook beside the data is nothing of the kind."""
    [day] = gdelt_files(tmp_path / "day", 50, 1, "zip")
    named = {"month.zip": day, "tape.zip": tmp_path / "day.tar", "notes.zip": tmp_path / "n.xlsx"}
    with tarfile.open(named["tape.zip"], "w") as tape:
        tape.add(day, "day.zip")
    named["notes.zip"].write_bytes(day.read_bytes())
    for name, inner in named.items():
        with zipfile.ZipFile(tmp_path / name, "w") as archive:
            archive.writestr("data.CSV", b"".join(gdelt_lines(40, 3)))
            archive.write(inner, inner.name)
    (tmp_path / "twice.gz").write_bytes(gzip.compress(day.read_bytes()))
    for name in ("month.zip", "tape.zip", "twice.gz"):
        for dataset in ("", "gdelt"):
            [file] = search_files(collect([tmp_path / name]), Task(DYAD, dataset))
            assert file.outcome == "failed" and "unpack it" in str(file.why), name
            assert name in str(file.why)
    [file] = search_files(collect([tmp_path / "notes.zip"]), Task(DYAD))
    assert file.outcome == "searched" and [p.label for p in file.parts] == ["notes.zip/data.CSV"]


def _two_are_done(heard: Sequence[Reached]) -> bool:
    return bool(heard) and heard[-1].done >= 2


def test_what_was_called_off_keeps_what_is_whole(tmp_path: Path) -> None:
    """The files before it, on one core and on two; the rest finds what all together find."""
    meant = collect(gdelt_files(tmp_path / "data", 1200, 6))
    whole = search_files(meant, Task(DYAD), workers=1)
    for workers in (1, 2):
        heard: list[Reached] = []
        enough = partial(_two_are_done, heard)
        first = search_files(meant, Task(DYAD), heard.append, enough, workers)
        assert 2 <= len(first) < 6 or workers == 2
        known = frozenset(file.sha256 for file in first)
        rest = search_files(meant, Task(DYAD, known=known), workers=1)
        assert [f.outcome for f in rest].count("known") == len(first)
        both = sorted(told(candidates_of([*first, *rest])))
        assert both == sorted(told(candidates_of(whole)))


@pytest.fixture
def dyad(run: Run) -> None:
    """A case between the two states."""
    run("new", "dyad", "--title", "T", "--balancer", "France", "--target", "United States")


def test_a_folder_comes_in_and_is_not_read_twice(
    run: Run, home: Path, tmp_path: Path, dyad: None
) -> None:
    """What is damaged and what is no data is named; a mended file is all that is read later."""
    folder = several(tmp_path / "data")
    done = run("inbox", "add", "dyad", folder, "--json")
    said = json.loads(done.stdout)
    assert done.returncode == 1, done.stderr
    assert "cut.zip" in done.stderr and "README" not in done.stderr
    by_name = {Path(file["file"]).name: file for file in said["files"]}
    assert by_name["README.md"]["outcome"] == "other"
    assert by_name["cut.zip"]["why"] and by_name["month.zip"]["rows"] > 2900
    case = Workspace(home).open("dyad").case
    (search,) = case.searches.values()
    (data,) = search.data
    assert data.rows == said["rows"] == sum(file.rows for file in data.files)
    assert data.misshapen == said["misshapen"] == len(said["odd"]) > 0
    assert (data.fit, data.added) == (said["fitting"], len(case.candidates))
    assert {c.search for c in case.candidates.values()} == {search.id}
    again = run("inbox", "add", "dyad", folder)
    assert again.returncode == 1 and "searched before for the same question" in again.stdout
    assert len(Workspace(home).open("dyad").case.searches) == 1
    (folder / "cut.zip").write_bytes((folder / "20030102.export.CSV.zip").read_bytes())
    mended = run("inbox", "add", "dyad", folder)
    assert mended.returncode == 0 and mended.stdout.startswith("0 candidates fit")
    other = json.loads(run("inbox", "add", "dyad", folder, "--classes", "03", "--json").stdout)
    assert other["rows"] > 0 and other["added"] == 0
    assert run("check", "dyad").returncode == 0


def test_patterns_and_what_is_not_there(run: Run, home: Path, tmp_path: Path, dyad: None) -> None:
    """A pattern that no shell followed; names that lead nowhere, and folders without data."""
    gdelt_files(tmp_path / "data" / "deep", 100, 3, "")
    (tmp_path / "data" / "deep" / "notes.txt").write_text("words", "utf-8")
    pattern = tmp_path / "data" / "**" / "2003010[12]*"
    said = json.loads(run("inbox", "add", "dyad", pattern, "--json").stdout)
    assert [Path(file["file"]).name for file in said["files"]] == [
        "20030101.export.CSV", "20030102.export.CSV",
    ]  # fmt: skip
    empty = tmp_path / "empty"
    empty.mkdir()
    # A pipe would be waited for, and a device has no end.
    os.mkfifo(tmp_path / "pipe")
    for wrong in (tmp_path / "none", tmp_path / "*.none", empty, tmp_path / "pipe", "/dev/zero"):
        done = run("inbox", "add", "dyad", wrong)
        assert done.returncode == 2 and len(done.stderr.splitlines()) == 1, done.stderr
    both = run("inbox", "add", "dyad", tmp_path / "data", tmp_path / "none")
    assert both.returncode == 2 and len(Workspace(home).open("dyad").case.searches) == 1


def test_of_too_many_none_come_in_unasked(run: Run, home: Path, tmp_path: Path, dyad: None) -> None:
    """Without a terminal a sentence names the option; nothing is written."""
    path = tmp_path / "e.csv"
    path.write_text("".join(gdelt(n) for n in range(30)), "utf-8")
    done = run("inbox", "add", "dyad", path, "--most", "20")
    assert done.returncode == 2 and "--most" in done.stderr
    assert not Workspace(home).open("dyad").case.searches
    assert run("inbox", "add", "dyad", path, "--most", "30").stdout.startswith("30 ")


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs a terminal of Unix")
def test_ctrl_c_keeps_what_is_whole(home: Path, tmp_path: Path, dyad: None) -> None:
    """On a terminal: a line of progress, and status 130 with what came in."""
    from tests.tui.ptys import Pty

    folder = tmp_path / "data"
    gdelt_files(folder, 300, 1, "")
    row = gdelt(1, "CHN").encode() * 20_000
    # What comes next takes a second: an archive of a sparse kind, which is small.
    with gzip.open(folder / "30.gz", "wb", compresslevel=1) as stream:
        stream.write(b"".join(gdelt_lines(50_000, 9)))
        for _ in range(40):
            stream.write(row)
    command = (sys.executable, "-m", "workbench", "inbox", "add", "dyad", folder)
    with Pty(*command) as terminal:
        while "1 of 2 files" not in terminal.text:
            assert terminal.read(), terminal.text
        os.kill(terminal.pid, signal.SIGINT)
        while terminal.read():
            pass
        _, status = os.waitpid(terminal.pid, 0)
        terminal.status = os.waitstatus_to_exitcode(status)
        assert terminal.status == 130 and "1 file was searched whole" in terminal.text
    (search,) = Workspace(home).open("dyad").case.searches.values()
    assert [file.name for file in search.data[0].files] == ["20030101.export.CSV"]


@pytest.mark.long
@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs a terminal of Unix")
@pytest.mark.parametrize(("answer", "status"), [(b"n\n", 2), (b"y\n", 0)])
def test_a_terminal_asks_before_it_takes_more_than_anybody_could_decide(
    home: Path, tmp_path: Path, dyad: None, answer: bytes, status: int
) -> None:
    """Nothing comes in without a yes."""
    from tests.tui.ptys import Pty

    path = tmp_path / "e.csv"
    path.write_text("".join(gdelt(n) for n in range(10_100)), "utf-8")
    command = (sys.executable, "-m", "workbench", "inbox", "add", "dyad", path)
    with Pty(*command) as terminal:
        while "Bring all that fit" not in terminal.text:
            assert terminal.read(), terminal.text
        os.write(terminal.master, answer)
        while terminal.read():
            pass
        _, ended = os.waitpid(terminal.pid, 0)
        terminal.status = os.waitstatus_to_exitcode(ended)
        assert terminal.status == status, terminal.text
    assert len(Workspace(home).open("dyad").case.candidates) == (0 if status else 10_100)


@pytest.mark.long
@pytest.mark.skipif(sys.platform != "linux", reason="looks for processes in /proc")
def test_a_killed_search_leaves_no_process(home: Path, tmp_path: Path, dyad: None) -> None:
    """What it started ends with it, and nothing was written."""
    gdelt_files(tmp_path / "data", 60_000, 40, "")
    command = (sys.executable, "-m", "workbench", "inbox", "add", "dyad", tmp_path / "data")

    def children(pid: int) -> list[int]:
        found = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
        return [int(each) for each in found]

    with Popen(list(map(str, command)), stdin=DEVNULL, stdout=DEVNULL, stderr=DEVNULL) as process:
        while len(begun := children(process.pid)) < 2 and process.poll() is None:
            os.sched_yield()
        alive = [os.pidfd_open(pid) for pid in begun]
        process.kill()
    for each in alive:
        select.select([each], [], [])
        os.close(each)
    assert not Workspace(home).open("dyad").case.searches


@pytest.mark.long
def test_five_million_rows_with_odd_ones(tmp_path: Path) -> None:
    """As the naive reading has them, on every core."""
    meant = collect(gdelt_files(tmp_path / "data", 5_000_000, 50, "zip"))
    found = search_files(meant, Task(DYAD))
    assert candidates_of(found) == candidates_of(search_files(meant, Task(DYAD), workers=1))
    rows, misfits, hits = 0, 0, 0
    for line in gdelt_lines(5_000_000, days=50):
        cells = line.decode("utf-8", "replace").rstrip("\r\n").split("\t")
        rows += cells != [""]
        misfits += cells != [""] and len(cells) != WIDTH
        plain = [cell.strip('" ').casefold() for cell in cells]
        if len(cells) == WIDTH:
            pair = {(plain[a] or plain[b])[:3] for a, b in ((7, 5), (17, 15))}
            hits += pair == {"fra", "usa"}
    whole = progress_of(found)
    assert (whole.rows, whole.misshapen, whole.dyad) == (rows, misfits, hits)
