"""The command `data` as a person gives it."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import duckdb
import pytest

from tests.benchmarks.gdeltrows import gdelt_files
from tests.conftest import Run
from workbench.casebook import Workspace
from workbench.eventstore import every_month


@pytest.fixture
def filled(tmp_path: Path, run: Run) -> Path:
    """A case, and a store with three days of rows; gives the folder of the files."""
    run("new", "fr", "--title", "T", "--balancer", "France", "--target", "United States")
    gdelt_files(tmp_path / "files", 3000, 3, odd=0.05)
    done = run("data", "add", tmp_path / "files")
    assert done.returncode == 0 and "3 files" in done.stdout
    return tmp_path / "files"


def test_from_files_to_the_inbox(filled: Path, run: Run) -> None:
    """What fits is counted by month before anything comes in; then it comes in, once."""
    months = json.loads(run("data", "query", "fr", "--months", "--json").stdout)
    assert months["fitting"] == sum(months["months"].values()) > 10
    heading, first, *_ = run("data", "query", "fr", "--months").stdout.splitlines()
    assert heading.split() == ["month", "rows"] and first.startswith("2003-01")
    assert len(heading) == len(first) and months["counted"] == "rows"
    dry = json.loads(run("data", "query", "fr", "--dry-run", "--json").stdout)
    assert not json.loads(run("inbox", "list", "fr", "--json").stdout)
    told = json.loads(run("data", "query", "fr", "--json").stdout)
    assert told == dry and told["added"] == told["fitting"] == months["fitting"]
    assert json.loads(run("data", "query", "fr", "--json").stdout)["added"] == 0
    again = json.loads(run("inbox", "add", "fr", filled, "--json").stdout)
    assert again["added"] == 0 and again["fitting"] == told["fitting"]
    assert run("check").returncode == 0
    case = Workspace.find(None).open("fr").case
    search = min(case.searches.values(), key=lambda s: s.id)
    assert search.how == "store" and "_pair = 'France|United States'" in search.query
    assert search.query_sha256 == hashlib.sha256(search.query.encode()).hexdigest()
    assert {c.search for c in case.candidates.values()} == {search.id}


def test_a_sample_of_each_month(filled: Path, run: Run) -> None:
    """At most so many come in, the same by the same seed."""
    command = ["data", "query", "fr", "--sample-per-month", "4", "--seed", "9", "--json"]
    told = json.loads(run(*command).stdout)
    # An undated month is one too.
    assert 4 <= told["drawn"] == told["added"] <= 8 < told["fitting"]
    assert json.loads(run(*command).stdout)["added"] == 0


def test_list_tells_what_there_is(filled: Path, run: Run) -> None:
    """Data sets, versions, years, files, rows, what was left out, size."""
    [held] = json.loads(run("data", "list", "--json").stdout)["datasets"]
    assert (held["dataset"], held["versions"], held["files"]) == ("gdelt", ["2.0"], 3)
    assert held["rows"] == sum(held["years"].values()) + held["misshapen"] and held["bytes"] > 1000
    rejects = json.loads(run("data", "list", "--rejects", "--json").stdout)
    assert len(rejects) == held["misshapen"] > 5
    assert f"line {rejects[0]['line']}: " in run("data", "list", "--rejects").stdout
    assert "gdelt" in run("data", "list").stdout


REFUSED = [
    (["data", "query", "fr", "--seed", "3"], "--sample-per-month"),
    (["data", "query", "fr", "--most", "2"], "narrow"),
    (["data", "query", "fr", "--actors", "Atlantis,USA"], "Atlantis"),
    (["data", "query", "fr", "--from", "2004-03", "--to", "2003"], "2004-03 to 2003:"),
    (["data", "query", "fr", "--from", "2004", "--to", "2003", "--months"], "2004 to 2003:"),
    (["data", "sql", "fr", "--for", "duckdb", "--from", "2004", "--to", "2003"], "2004 to 2003:"),
    (["data", "query", "fr", "--actors", "FRA,France"], "“FRA” and “France” are one state"),
    (["data", "sql", "fr", "--for", "duckdb", "--actors", "FRA,法國"], "are one state"),
    (["inbox", "add", "fr", "files", "--from", "2004-03", "--to", "2003"], "2004-03 to 2003:"),
    (["inbox", "add", "fr", "files", "--actors", "FRA,FRA"], "are one state"),
    (["data", "query", "fr", "--store", "nowhere"], "empty"),
    (["data", "query", "nobody"], "nobody"),
    (["data", "query", "fr", "--on", "nope://name:secret@host/x"], "nope://host/x"),
    (["data", "query", "fr", "--on", "duckdb://x.duckdb"], "x.duckdb"),
    (["data", "query", "fr", "--on", "duckdb://x.duckdb", "--table", "a..b"], "a..b"),
    (["data", "sql", "fr", "--for", "duckdb", "--table", "a.b.c.d"], "a.b.c.d"),
    (["data", "add", "nowhere.csv"], "nowhere.csv"),
    (["data", "list", "--store", "file"], "file"),
]


def test_what_can_t_be_done_is_one_sentence(
    filled: Path, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And the case stays as it was."""
    monkeypatch.chdir(tmp_path)
    Path("file").write_text("x", "utf-8")
    for arguments, said in REFUSED:
        done = run(*arguments)
        assert done.returncode == 2 and said in done.stderr and "secret" not in done.stderr
        assert done.stderr.count("\n") == 1, done.stderr
        assert not done.stdout
    assert not Path("x.duckdb").exists()
    assert not json.loads(run("inbox", "list", "fr", "--json").stdout)


def test_a_store_that_several_share(tmp_path: Path, run: Run) -> None:
    """Named for once, or in the settings."""
    files = gdelt_files(tmp_path / "files", 200, 1)
    shared = tmp_path / "shared"
    run("data", "add", *files, "--store", shared)
    config = tmp_path / "config"
    config.mkdir(exist_ok=True)
    (config / "settings.toml").write_text(f"store = '{shared}'\n", "utf-8")
    assert json.loads(run("data", "list", "--json").stdout)["store"] == str(shared)
    assert not run("list").stderr


def test_a_result_with_its_query(filled: Path, run: Run, tmp_path: Path) -> None:
    """The SQL that was printed is kept with what it brought, and its hash."""
    sql = run("data", "sql", "fr", "--for", "duckdb", "--events", "0,1", "--table", "rows")
    assert sql.returncode == 0 and not sql.stderr
    query, result = tmp_path / "query.sql", tmp_path / "result.jsonl"
    query.write_text(sql.stdout, "utf-8")
    home = Workspace.find(None).folder
    with duckdb.connect() as connection:
        connection.execute(f"CREATE VIEW rows AS FROM '{home}/data/gdelt/*/*.parquet'")
        connection.execute(f"COPY ({sql.stdout}) TO '{result}' (FORMAT json)")
    done = run("inbox", "add", "fr", result, "--query", query, "--classes", "0,1")
    assert done.returncode == 0, done.stderr
    case = Workspace.find(None).open("fr").case
    [search] = case.searches.values()
    assert (search.how, search.query) == ("engine", sql.stdout)
    assert search.query_sha256 == hashlib.sha256(query.read_bytes()).hexdigest()
    assert {c.search for c in case.candidates.values()} == {search.id}
    [data] = search.data
    assert (data.rows, data.dyad, data.undated) == (None, None, None) and data.fit > 0
    [told] = json.loads(run("show", "fr", "--json").stdout)["searches"]
    assert (told["rows"], told["dyad"], told["undated"], told["fit"]) == (
        None,
        None,
        None,
        data.fit,
    )
    assert "rows searched: not known" in run("inbox", "list", "fr").stdout
    memo = tmp_path / "memo.md"
    assert run("export", "fr", "--to", "md", "-o", memo).returncode == 0
    assert "how many rows were searched isn’t known" in memo.read_text("utf-8")
    again = run("inbox", "add", "fr", result, "--query", query, "--classes", "0,1", "--json")
    assert [file["outcome"] for file in json.loads(again.stdout)["files"]] == ["known"]
    query.write_text(" \n", "utf-8")
    done = run("inbox", "add", "fr", result, "--query", query)
    assert done.returncode == 2 and str(query) in done.stderr and done.stderr.count("\n") == 1
    assert len(Workspace.find(None).open("fr").case.searches) == 1
    stored = run("data", "query", "fr", "--events", "0,1", "--json", "--dry-run").stdout
    assert json.loads(stored)["fitting"] == len(case.candidates) > 0
    assert json.loads(stored)["added"] == 0


def test_months_and_the_ends_of_the_calendar(tmp_path: Path, run: Run) -> None:
    """Before the year 0 too, each by itself and in the order of time, with what is drawn of it."""
    run("new", "fr", "--title", "T", "--balancer", "France", "--target", "United States")
    dates = ("-0044-03-15", "-0044-03-20", "-0044-05-01", "-0043-01-02", "2003", "9999-06-01")
    head = "event_id_cnty,event_date,event_type,sub_event_type,actor1,actor2,country,notes,source"
    rows = (
        f"Y{n},{date},Battles,Armed clash,Military Forces of France,"
        f"Military Forces of the United States,France,{n},S"
        for n, date in enumerate(dates)
    )
    (tmp_path / "a.csv").write_text("\n".join((head, *rows)) + "\n", encoding="utf-8")
    assert not run("data", "add", tmp_path / "a.csv").returncode
    months = json.loads(run("data", "query", "fr", "--months", "--json").stdout)["months"]
    assert list(months.items()) == [
        ("-0044-03", 2), ("-0044-05", 1), ("-0043-01", 1), ("2003", 1), ("9999-06", 1),
    ]  # fmt: skip
    drawn = ("data", "query", "fr", "--sample-per-month", "1", "--dry-run", "--json")
    assert json.loads(run(*drawn).stdout)["drawn"] == 5
    last = run("data", "query", "fr", "--from", "9998", "--months", "--json")
    assert json.loads(last.stdout)["months"] == {"9999-06": 1}
    assert list(every_month({"-0043-01": 1, "-0044-11": 2})) == [
        "-0044-11", "-0044-12", "-0043-01",
    ]  # fmt: skip
