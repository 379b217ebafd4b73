"""Filling the store: each file once, whole or not at all, by whoever comes."""

from __future__ import annotations

import json
import subprocess
import sys
import zipfile
from pathlib import Path

import duckdb
import pytest

from tests.benchmarks.gdeltrows import gdelt_files
from tests.conftest import Run
from tests.interchange.test_searching import packings
from workbench.case import Problem
from workbench.eventstore import Adding, EventStore, add_files, adding, ask, holdings
from workbench.interchange import duck
from workbench.interchange.eventdata import Wanted, collect

DYAD = Wanted(("FRA", "USA"))


def test_each_file_once_whatever_it_is_called(tmp_path: Path) -> None:
    """The same bytes under another name are there already; another file isn't."""
    one, two = gdelt_files(tmp_path / "files", 400, 2, "")
    store = EventStore(tmp_path / "store")
    assert len(add_files(store, collect([one])).added) == 1
    copy = tmp_path / "copy.csv"
    copy.write_bytes(one.read_bytes())
    again = add_files(store, collect([copy, two]))
    assert again.again == ["copy.csv"] and [f.name for f in again.added] == [two.name]
    [held] = holdings(store)
    assert (held.files, held.rows) == (2, 400 - _blank(one) - _blank(two))
    assert not store.flaws() and not store.leftovers()


@pytest.mark.parametrize(
    "turn", [0, *(pytest.param(each, marks=pytest.mark.long) for each in (1, 2, 3))]
)
def test_the_same_rows_in_another_packing_come_in_once(tmp_path: Path, turn: int) -> None:
    """Whichever comes first, at once or later; a file of an archive by itself."""
    paths = packings(tmp_path / "files")
    paths = paths[turn:] + paths[:turn]
    most = {path: add_files(EventStore(tmp_path / path.name), collect([path])).rows
            for path in paths}  # fmt: skip
    store, later = EventStore(tmp_path / "store"), EventStore(tmp_path / "later")
    add_files(store, collect(paths))
    for path in paths:
        add_files(later, collect([path]))
    for each in (store, later):
        [held] = holdings(each)
        assert (held.rows, held.files) == (max(most.values()), 2)
        assert not each.flaws() and not each.leftovers()
        assert not add_files(each, collect(paths)).added
        [data] = ask(each, DYAD).search.data
        assert data.rows == max(most.values()) == sum(file.rows for file in data.files)


def _blank(path: Path) -> int:
    return sum(not line.strip() for line in path.read_bytes().split(b"\n")[:-1])


def test_a_file_that_breaks_off_brings_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not even the rows that were written before it broke; the others come in."""
    monkeypatch.setattr(adding, "ROWS", 50)
    good, bad = gdelt_files(tmp_path / "files", 400, 2, "", odd=0)
    bad.write_bytes(bad.read_bytes() + b"\n\0\n")
    other = tmp_path / "notes.txt"
    other.write_text("no event data\n", "utf-8")
    store = EventStore(tmp_path / "store")
    done = add_files(store, collect([bad, good, other]))
    assert [f.name for f in done.added] == [good.name] and done.rows == 200
    [(place, why)] = done.refused
    assert place == str(bad) and "NUL" in str(why)
    assert [file.path for file in done.others] == [other]
    assert sum(p.rows for part in store.parts() for p in part.pieces) == 200
    assert not store.leftovers()


def test_the_years_and_the_parquet_are_as_they_are_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another reader finds the rows by data set and year, with their file and line."""
    monkeypatch.setattr(adding, "ROWS", 70)
    [file] = gdelt_files(tmp_path / "files", 300, 1, "", odd=0)
    rows = file.read_bytes().split(b"\n")
    rows[9] = rows[9].replace(b"\t20030101\t", b"\t19930101\t", 1)
    file.write_bytes(b"\n".join(rows))
    store = EventStore(tmp_path / "store")
    add_files(store, collect([file]))
    assert dict(holdings(store)[0].years) == {"1993": 1, "2003": 299}
    found = duckdb.sql(
        f"SELECT _line, GLOBALEVENTID, SOURCEURL FROM '{store.folder}/gdelt/*/*.parquet' "
        "ORDER BY _line"
    ).fetchall()
    split = [row.decode().split("\t") for row in rows]
    assert found == [(n, row[0], row[60]) for n, row in enumerate(split, 1)]


def test_a_file_of_the_store_that_is_cut_or_lost_is_named(tmp_path: Path, run: Run) -> None:
    """By `check`, with what to do; what was never finished is named and counts for nothing."""
    store = EventStore(tmp_path / "workspace" / "data")
    add_files(store, collect(gdelt_files(tmp_path / "files", 100, 1)))
    left = store.folder / "gdelt" / "2003" / f"{7:016x}-1.parquet"
    left.write_bytes(b"PAR1")
    done = run("check")
    assert done.returncode == 0 and str(left) in done.stdout
    assert str(left) in run("data", "list").stderr
    [piece] = [piece for part in store.parts() for piece in part.pieces if piece.year == "2003"]
    path = store.folder / piece.path
    whole = path.read_bytes()
    middle = len(whole) // 2
    path.write_bytes(whole[:middle] + bytes([whole[middle] ^ 1]) + whole[middle + 1 :])
    done = run("check")
    assert done.returncode == 1 and str(path) in done.stdout, "one bit within it is another"
    path.write_bytes(whole)
    assert run("check").returncode == 0
    path.write_bytes(whole[:-1])
    done = run("check")
    assert done.returncode == 1 and str(path) in done.stdout
    path.unlink()
    assert str(path) in run("check").stdout
    manifest = next(store.manifests.glob("*.json"))
    manifest.write_text("{", "utf-8")
    assert str(manifest) in run("check").stdout
    done = run("data", "list")
    assert done.returncode == 2 and done.stderr.count("\n") == 1
    manifest.unlink()
    assert add_files(store, collect([tmp_path / "files"])).cleaned == [left]


@pytest.mark.long
def test_two_that_add_at_once_do_no_harm(tmp_path: Path) -> None:
    """Each waits for the other, and no file comes in twice."""
    files = gdelt_files(tmp_path / "files", 3000, 6)
    store = EventStore(tmp_path / "store")
    command = [sys.executable, "-m", "workbench", "data", "add", "--store", str(store.folder),
               "--json"]  # fmt: skip
    both = [
        subprocess.Popen([*command, *map(str, some)], stdout=subprocess.PIPE, text=True)
        for some in (files[:4], files[2:])
    ]
    told = [json.loads(process.communicate()[0]) for process in both]
    assert sorted(name for each in told for name in each["added"]) == [f.name for f in files]
    assert not store.flaws() and not store.leftovers()
    assert holdings(store)[0].files == 6


def test_many_files_in_one_archive_are_files_of_their_own(tmp_path: Path) -> None:
    """Each is named by the archive and its place in it."""
    one, two = gdelt_files(tmp_path / "files", 300, 2, "", odd=0)
    archive = tmp_path / "both.zip"
    with zipfile.ZipFile(archive, "w") as both:
        both.write(one, "a/one.csv")
        both.write(two, "a/two.csv")
    store = EventStore(tmp_path / "store")
    add_files(store, collect([archive]))
    names = ["both.zip/a/one.csv", "both.zip/a/two.csv"]
    assert add_files(store, collect([archive])).again == names
    answer = ask(store, Wanted(("USA", "GBR")))
    assert {c.file for c in answer.candidates} <= {*names}
    files = answer.search.data[0].files
    assert [(file.name, file.rows) for file in files] == [(name, 150) for name in names]
    assert len({file.sha256 for file in files}) == 1 and len({file.key for file in files}) == 2


def test_what_needs_duckdb_says_how_to_get_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One sentence, and nothing is written."""
    monkeypatch.setattr(duck, "find_spec", lambda _name: None)
    store = EventStore(tmp_path / "store")
    with pytest.raises(Problem, match=r"pip install 'soft-balancing-workbench\[data\]'"):
        add_files(store, [])
    assert not store.folder.exists()


def test_what_was_read_whole_stays_when_it_is_called_off(tmp_path: Path) -> None:
    """The file that was being read brings nothing; the same addition goes on with the rest."""
    files = gdelt_files(tmp_path / "files", 600, 3, "", odd=0)
    store = EventStore(tmp_path / "store")
    seen = [0]

    def told(now: Adding) -> None:
        seen[0] = now.seen

    done = add_files(store, collect(files), told=told, stop=lambda: seen[0] > 0)
    assert done.stopped and [f.name for f in done.added] == [files[0].name]
    assert not store.flaws() and not store.leftovers()
    done = add_files(store, collect(files))
    assert done.again == [files[0].name] and len(done.added) == 2


def test_what_the_store_did_not_write_is_never_taken_away(tmp_path: Path, run: Run) -> None:
    """Files of a researcher in its folder stay, whatever they are called; so does what is added."""
    shared = tmp_path / "shared"
    one, two = gdelt_files(tmp_path / "files", 100, 2, "", odd=0)
    assert run("data", "add", one, "--store", shared).returncode == 0
    names = ("mine/my-results.parquet", "unfinished/chapter3.md", "spill-notes/n.txt",
             "gdelt/2003/mine.parquet", "rejects/mine.parquet", "parts/.mine.tmp")  # fmt: skip
    theirs = [shared / name for name in names]
    with duckdb.connect() as connection:
        for path in theirs:
            path.parent.mkdir(exist_ok=True)
            if path.suffix == ".parquet":
                connection.execute(f"COPY (SELECT 1 AS a) TO '{path}' (FORMAT parquet)")
            else:
                path.write_text("of great worth\n", "utf-8")
    inside = shared / "mine" / two.name
    two.rename(inside)
    assert not EventStore(shared).leftovers()
    done = run("data", "add", inside, "--store", shared)
    assert done.returncode == 0 and not done.stderr, done.stderr
    assert inside.exists() and all(path.exists() for path in theirs)
    # All of the folder: its own files come in no second time.
    told = json.loads(run("data", "add", shared, "--store", shared, "--json").stdout)
    assert told["again"] == [two.name] and not told["added"]
    [piece, _] = sorted(EventStore(shared).folder.glob("gdelt/2003/*-1.parquet"))
    done = run("data", "add", piece, "--store", shared)
    assert done.returncode == 2 and str(piece) in done.stderr and piece.exists()
    assert inside.exists() and all(path.exists() for path in theirs)


def test_a_folder_with_other_files_is_made_no_store(tmp_path: Path, run: Run) -> None:
    """One sentence, and nothing is written into it."""
    mine = tmp_path / "gdelt-project"
    files = gdelt_files(mine / "gdelt" / "2003", 100, 1, "", odd=0)
    done = run("data", "add", *files, "--store", mine)
    assert done.returncode == 2 and done.stderr.count("\n") == 1
    assert str(mine) in done.stderr and files[0].name in done.stderr
    assert [path for path in mine.rglob("*") if path.is_file()] == files
