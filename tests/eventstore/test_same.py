"""Folder, store, engine and result file give the same candidates."""

from __future__ import annotations

import json
import random
import shutil
import sys
from pathlib import Path
from typing import Any

import duckdb
import pytest

from tests.benchmarks.gdeltrows import gdelt_files
from workbench.case import Candidate, Problem
from workbench.eventstore import (
    EventStore,
    Sample,
    add_files,
    ask,
    ask_engine,
    count_hits,
    portable,
)
from workbench.interchange.eventdata import (
    Task,
    Wanted,
    candidates_of,
    collect,
    progress_of,
    question_of,
    search_files,
    search_of,
)
from workbench.interchange.eventdata.formats import HEADERS, layout_of

from .generated import all_layouts

PAIR = ("FRA", "美國")
QUESTIONS = [
    Wanted(PAIR),
    Wanted(PAIR, begins="2003-01-02", ends="2003-12"),
    Wanted(PAIR, ends="2003-03-05", classes=("03", "sanction", "Attack|raid", "100% strike_")),
    Wanted(PAIR, begins="2003-01-03", dates="month"),
    Wanted(("Gaul", "USA"), called=("Gaul", "USA"), aliases={"France": ["Gaul"]}),
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Files of all layouts."""
    made = tmp_path_factory.mktemp("files")
    all_layouts(made)
    return made


@pytest.fixture(scope="module")
def store(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> EventStore:
    """The same files, brought in one after the other in another order."""
    kept = EventStore(tmp_path_factory.mktemp("store"))
    files = collect([folder])
    random.Random(4).shuffle(files)
    for some in (files[:5], files[5:]):
        assert not add_files(kept, some).refused
    return kept


def by_place(candidates: Any) -> list[Candidate]:
    """Candidates in the order of their files' names and their lines, as the store gives them."""
    return sorted(candidates, key=lambda c: (c.file, c.line))


@pytest.mark.parametrize("wanted", QUESTIONS)
def test_the_store_gives_what_the_files_give(
    wanted: Wanted, folder: Path, store: EventStore
) -> None:
    """The same rows with the same fields, and the same numbers of what was searched."""
    files = search_files(collect([folder]), Task(wanted), workers=1)
    assert all(file.outcome == "searched" for file in files)
    answer = ask(store, wanted)
    assert by_place(answer.candidates) == by_place(candidates_of(files))
    assert len(answer.candidates) > 5
    asked = {d.dataset: d for d in answer.search.data}
    for data in search_of(files, question_of(wanted), "").data:
        mine = asked[data.dataset]
        assert "" not in mine.versions
        assert (mine.rows, mine.dyad, mine.fit, mine.undated, mine.misshapen) == (
            data.rows, data.dyad, data.fit, data.undated, data.misshapen
        )  # fmt: skip
        assert sorted(mine.files) == sorted(data.files)
    assert {str(r)[:40] for r in answer.remarks} == {
        str(r)[:40] for r in progress_of(files).remarks(bool(wanted.begins or wanted.ends))
    }
    assert answer.hits.fit == len(answer.candidates) == count_hits(store, wanted).fit


def test_the_days_of_a_file_leave_out_only_what_can_t_fit(
    store: EventStore, tmp_path: Path
) -> None:
    """A store whose manifests say nothing of days, as the first ones did, answers the same."""
    older = EventStore(tmp_path / "older")
    shutil.copytree(store.folder, older.folder)
    for manifest in older.manifests.glob("*.json"):
        told = json.loads(manifest.read_text("utf-8"))
        for piece in told["pieces"]:
            assert piece.pop("days")
        manifest.write_text(json.dumps(told | {"format": 1}), "utf-8")
    pieces = [piece for part in store.parts() for piece in part.pieces]
    assert 0 < sum(piece.within("2003-01-03", "2003-01-03") for piece in pieces) < len(pieces) / 2
    for wanted in (QUESTIONS[2], Wanted(PAIR, "2003-01-03", "2003-01-03")):
        there, here = count_hits(older, wanted), count_hits(store, wanted)
        assert there.months == here.months and there.data == here.data and here.fit


def test_rows_of_another_width_are_listed_as_the_reader_lists_them(
    folder: Path, store: EventStore
) -> None:
    """By file and line, with the number of their columns."""
    from workbench.eventstore import rejected

    files = search_files(collect([folder]), Task(QUESTIONS[0]), workers=1)
    odd = [(part.label, *row) for file in files for part in file.parts for row in part.progress.odd]
    assert sorted(odd) == [(r.file, r.line, r.columns) for r in rejected(store)]
    assert len(odd) > 50


def test_a_sample_follows_from_its_seed_alone(
    folder: Path, store: EventStore, tmp_path: Path
) -> None:
    """Whatever the order in which files came, at most so many of each month, and never twice."""
    other = EventStore(tmp_path / "other")
    add_files(other, list(reversed(collect([folder]))))
    wanted, sample = Wanted(PAIR), Sample(3, seed=11)
    one, two = ask(store, wanted, sample), ask(other, wanted, sample)
    assert one.candidates == two.candidates
    assert len({c.id for c in one.candidates}) == len(one.candidates)
    months = [c.date[:7] for c in one.candidates]
    assert max(map(months.count, months)) == 3
    assert {c.id for c in ask(store, wanted, Sample(3, seed=12)).candidates} != {
        c.id for c in one.candidates
    }
    assert sum(d.drawn or 0 for d in one.search.data) == len(one.candidates)
    assert one.search.question.per_month == 3 and one.search.question.seed == 11


def essence(candidate: Candidate) -> tuple[object, ...]:
    """What is the same wherever a row was kept."""
    return (
        candidate.id, candidate.title, candidate.date, candidate.codes,
        {name: text for name, text in candidate.record.items() if text},
        candidate.initiator, candidate.target, candidate.url, candidate.version, candidate.source,
    )  # fmt: skip


def in_engine(store: EventStore, path: Path) -> Path:
    """The rows of GDELT 2.0 in a database of another program."""
    pieces = [
        str(store.folder / piece.path)
        for part in store.parts()
        if part.dataset == "gdelt" and len(part.names) == 61
        for piece in part.pieces
    ]
    with duckdb.connect(str(path)) as connection:
        connection.execute(
            "CREATE TABLE events AS SELECT * EXCLUDE "
            f"(_file, _line, _day, _one, _two, _pair, _codes) FROM read_parquet({pieces})"
        )
    return path


@pytest.fixture(scope="module")
def engine(store: EventStore, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same in a folder of its own."""
    return in_engine(store, tmp_path_factory.mktemp("engine") / "events.duckdb")


@pytest.mark.long
def test_five_million_rows_with_odd_ones_are_the_same_everywhere(tmp_path: Path) -> None:
    """From the folder, the store and an engine, and every row of another width by its place."""
    from workbench.eventstore import rejected

    wanted = Wanted(PAIR)
    files = collect(gdelt_files(tmp_path / "files", 5_000_000, 50, "zip", days=3653))
    found = search_files(files, Task(wanted))
    store = EventStore(tmp_path / "store")
    assert add_files(store, files).rows == sum(file.rows for file in found)
    mine = by_place(candidates_of(found))
    answer = ask(store, wanted)
    assert list(answer.candidates) == mine and len(mine) > 20_000
    odd = [(part.label, *row) for f in found for part in f.parts for row in part.progress.odd]
    assert sorted(odd) == [(r.file, r.line, r.columns) for r in rejected(store)]
    engine = in_engine(store, tmp_path / "events.duckdb")
    theirs = ask_engine(f"duckdb://{engine}", "events", wanted).candidates
    assert sorted(map(repr, map(essence, theirs))) == sorted(map(repr, map(essence, mine)))


@pytest.mark.parametrize(
    "wanted", [QUESTIONS[0], Wanted(PAIR, "2003-01-02", "2003-01-02", ("03",))]
)
def test_an_engine_and_its_result_files_give_the_same(
    wanted: Wanted, store: EventStore, engine: Path, tmp_path: Path
) -> None:
    """Asked by Ibis, or by the SQL that is printed, with its result as CSV, JSON lines, Parquet."""
    mine = sorted(
        essence(c)
        for c in ask(store, wanted).candidates
        if c.dataset == "gdelt" and c.version == "2.0"
    )
    assert len(mine) > 1
    answer = ask_engine(f"duckdb://{engine}", "events", wanted)
    assert sorted(map(essence, answer.candidates)) == mine
    assert answer.search.how == "engine" and "WHERE" in answer.search.query
    [data] = answer.search.data
    assert data.rows and data.dyad is None and data.undated is None, "only what fits came back"
    assert data.versions == ("2.0",)
    sql = portable(wanted, "duckdb", "gdelt").sql
    with duckdb.connect(str(engine), read_only=True) as connection:
        for name, form in (("r.csv", "csv, HEADER"), ("r.jsonl", "json"), ("r.parquet", "parquet")):
            path = tmp_path / name
            connection.execute(f"COPY ({sql}) TO '{path}' (FORMAT {form})")
            [file] = search_files(collect([path]), Task(wanted))
            assert file.outcome == "searched"
            assert sorted(essence(c) for p in file.parts for c in p.candidates) == mine, name


def typed(path: Path, dataset: str, types: dict[str, str], rows: list[dict[str, str]]) -> str:
    """A table of a data set in a database whose columns have types; gives its address."""
    names = HEADERS[dataset] if dataset in HEADERS else layout_of(dataset, [""] * 61, False).names
    columns = ", ".join(f'"{name}" {types.get(name, "VARCHAR")}' for name in names)
    with duckdb.connect(str(path)) as connection:
        connection.execute(f"CREATE TABLE events ({columns})")
        marks = ", ".join("?" * len(names))
        for row in rows:
            connection.execute(
                f"INSERT INTO events VALUES ({marks})", [row.get(name) for name in names]
            )
    return f"duckdb://{path}"


GDELT = {"GLOBALEVENTID": "1", "SQLDATE": "2003-03-05", "Actor1CountryCode": "FRA",
         "Actor2CountryCode": "USA", "EventCode": "036", "EventBaseCode": "036",
         "EventRootCode": "03"}  # fmt: skip


@pytest.mark.parametrize("kind", ["DATE", "TIMESTAMP"])
def test_an_engine_that_took_columns_for_dates_and_numbers(kind: str, tmp_path: Path) -> None:
    """As DuckDB reads a CSV file: the last day is counted, and dates are read."""
    types = {"SQLDATE": kind, "GLOBALEVENTID": "DOUBLE"}
    url = typed(tmp_path / "e.duckdb", "gdelt", types, [GDELT])
    wanted = Wanted(PAIR, "2003-03", "2003-03-05", ("03",))
    [found] = ask_engine(url, "events", wanted).candidates
    assert (found.date, found.record["GLOBALEVENTID"]) == ("2003-03-05", "1")
    assert not ask_engine(url, "events", Wanted(PAIR, "2003-03-06", "2003-12")).candidates


def test_codes_that_became_numbers_are_refused_by_name(tmp_path: Path) -> None:
    """010 and 10 are two codes: nothing is guessed."""
    types = {"EventCode": "BIGINT", "EventBaseCode": "BIGINT", "EventRootCode": "BIGINT"}
    row = {**GDELT, "SQLDATE": "20030305"}
    url = typed(tmp_path / "e.duckdb", "gdelt", types, [row])
    with pytest.raises(Problem, match="EventCode"):
        ask_engine(url, "events", Wanted(PAIR, classes=("03",)))


@pytest.mark.parametrize("form", ["parquet", "json"])
def test_a_result_whose_codes_became_numbers_is_refused_by_name(tmp_path: Path, form: str) -> None:
    """As an engine wrote them that took the codes for numbers."""
    types = {"EventCode": "BIGINT", "EventBaseCode": "BIGINT", "EventRootCode": "BIGINT"}
    typed(tmp_path / "e.duckdb", "gdelt", types, [{**GDELT, "SQLDATE": "20030305"}])
    path = tmp_path / f"r.{form}"
    with duckdb.connect(str(tmp_path / "e.duckdb")) as connection:
        connection.execute(f"COPY events TO '{path}' (FORMAT {form})")
    [file] = search_files(collect([path]), Task(Wanted(PAIR)))
    assert file.outcome == "failed" and "EventCode holds numbers" in str(file.why)
    done = add_files(EventStore(tmp_path / "store"), collect([path]))
    assert "EventCode holds numbers" in str(done.refused[0][1]) and not done.added


def test_codes_that_lost_their_zero_are_said(tmp_path: Path) -> None:
    """In a file of text nothing else tells: 36 is none of CAMEO, and 036 is asked in vain."""
    path = tmp_path / "r.csv"
    row = {**GDELT, "SQLDATE": "20030305", "EventCode": "36", "EventRootCode": "3"}
    names = layout_of("gdelt", [""] * 61, False).names
    path.write_text("\t".join(names) + "\n" + "\t".join(row.get(n, "") for n in names), "utf-8")
    wanted = Wanted(PAIR, classes=("04",))
    [by_file] = progress_of(search_files(collect([path]), Task(wanted))).remarks(period=False)
    assert "r.csv, 2: “36”" in str(by_file)
    store = EventStore(tmp_path / "store")
    add_files(store, collect([path]))
    assert [str(said) for said in ask(store, wanted).remarks] == [str(by_file)]
    assert not ask(store, Wanted(PAIR, "2004", "2005")).remarks, "it is of another period"
    good = tmp_path / "good.csv"
    good.write_text(path.read_text("utf-8").replace("\t36\t", "\t036\t").replace("\t3\t", "\t03\t"))
    assert not progress_of(search_files(collect([good]), Task(wanted))).remarks(period=False)


def test_remarks_name_their_files(tmp_path: Path) -> None:
    """Where a date can't be read, which file isn't UTF-8, which one doesn't tell day from month."""
    head = "Event ID\tEvent Date\tSource Country\tTarget Country\tEvent Text\tCAMEO Code\n"
    for name, date, word in (("a.tab", "3/5/2003", b"x"), ("b.tab", "5 March 2003", b"\xe9")):
        rest = b"\tFrance\tUnited States\t" + word + b"\t036\n"
        (tmp_path / name).write_bytes(f"{head}1\t{date}".encode() + rest)
    files = collect([tmp_path / name for name in ("a.tab", "b.tab")])
    store = EventStore(tmp_path / "store")
    add_files(store, files)
    by_files = progress_of(search_files(files, Task(Wanted(PAIR)))).remarks(period=False)
    for remarks in (by_files, ask(store, Wanted(PAIR)).remarks):
        misread, undated, undecided = map(str, remarks)
        assert "UTF-8: b.tab" in misread and "b.tab" not in undated
        assert "a.tab, 2: “3/5/2003”" in undated and "first in a.tab" in undecided


def test_a_number_of_a_state_with_a_point(tmp_path: Path) -> None:
    """POLECAT's COW codes as DuckDB takes them where some are missing."""
    row = {"Event ID": "p1", "Event Date": "2003-03-05", "Event Type": "SANCTION",
           "Actor COW": "220.0", "Recipient COW": "2.0"}  # fmt: skip
    types = {"Actor COW": "DOUBLE", "Recipient COW": "BIGINT", "Event Date": "DATE"}
    url = typed(tmp_path / "e.duckdb", "polecat", types, [row])
    assert len(ask_engine(url, "events", Wanted(PAIR, "2003", "2003")).candidates) == 1


@pytest.mark.parametrize(
    "written", ["05 March 2003", "5/3/2003", "2003-03-05"], ids=["long", "numbers", "iso"]
)
def test_an_engine_loses_no_date_of_acled(written: str, tmp_path: Path) -> None:
    """It writes dates in several ways, whose order as texts isn't theirs."""
    row = {"event_id_cnty": "x", "event_date": written, "event_type": "Protests",
           "actor1": "Military Forces of France (2017-)",
           "actor2": "PROTESTERS (UNITED STATES)"}  # fmt: skip
    url = typed(tmp_path / "e.duckdb", "acled", {}, [row])
    wanted = Wanted(PAIR, "2003-03", "2003-03-31", dates="day")
    answer = ask_engine(url, "events", wanted)
    assert [c.date for c in answer.candidates] == ["2003-03-05"]
    assert any("missing" in str(remark) for remark in answer.remarks)
    assert "BETWEEN" not in portable(wanted, "duckdb", "acled").sql


def test_an_engine_finds_states_in_capitals(tmp_path: Path) -> None:
    """As some releases of ICEWS were saved again."""
    row = {"Event ID": "1", "Event Date": "2003-03-05", "CAMEO Code": "036",
           "Source Country": "FRANCE", "Target Country": "UNITED STATES"}  # fmt: skip
    url = typed(tmp_path / "e.duckdb", "icews", {}, [row])
    assert len(ask_engine(url, "events", Wanted(PAIR)).candidates) == 1


def test_what_an_engine_has_not_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A table, a file, a backend: each with a sentence of its own, and nothing is made."""
    url = typed(tmp_path / "e.duckdb", "icews", {}, [])
    with pytest.raises(Problem, match="no table nope"):
        ask_engine(url, "nope", Wanted(PAIR))
    with pytest.raises(Problem, match=r"no file .*none\.db"):
        ask_engine(f"duckdb://{tmp_path}/none.db", "events", Wanted(PAIR))
    assert not (tmp_path / "none.db").exists()
    monkeypatch.setitem(sys.modules, "duckdb", None)
    for module in [each for each in sys.modules if each.startswith("ibis.backends.duckdb")]:
        monkeypatch.delitem(sys.modules, module)
    with pytest.raises(Problem, match=r"pip install 'ibis-framework\[duckdb\]'"):
        ask_engine(url, "events", Wanted(PAIR))


def test_files_of_which_no_row_is_sound(tmp_path: Path) -> None:
    """They are in the store, and every question of it says so."""
    path = tmp_path / "icews.tab"
    path.write_text("\t".join(HEADERS["icews"]) + "\nshort\trow\n", "utf-8")
    store = EventStore(tmp_path / "store")
    add_files(store, collect([path]))
    [data] = ask(store, Wanted(PAIR, "2003", "2004")).search.data
    assert (data.rows, data.misshapen, data.dyad, data.fit) == (1, 1, 0, 0)
