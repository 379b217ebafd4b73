"""Coding rounds through the commands: in order, out of order, compared and settled."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.conftest import Run
from workbench.case import Event, Evidence
from workbench.casebook import Settings, Workspace, put, save_settings
from workbench.casebook.rounds import Standing, digest, projected, read_of_piece
from workbench.codebook import codebook
from workbench.locale import words

from .coding import (
    ANN,
    BEN,
    NEW,
    SLUG,
    case_at,
    coded,
    codes,
    done,
    filled,
    read,
    refused,
    started,
    write,
)

GIVEN = ("event", "evidence", "date", "title", "description", "initiator", "target", "partners",
         "domain", "side", "finding", "excerpt", "source", "author", "published", "url", "locator",
         "source_type")  # fmt: skip


def test_the_blind_sheet(run: Run, home: Path, tmp_path: Path) -> None:
    """Keys and what there is to read on every row, and every other column empty."""
    book = started(home)
    event = book.case.events["ev001"]
    hard = event.model_copy(update={"key": "hard-1", "coded_none": True, "note": "secret"})
    book.apply("coded", put(book.case, hard))
    done(run(*NEW))
    sheet = tmp_path / "a.csv"
    done(run("round", "sheet", SLUG, "R1", "--coder", "ann", "-o", sheet))
    rows = read(sheet)
    assert [(r["event"], r["evidence"], r["side"]) for r in rows] == [
        ("hard-1", "pe001", "effect"), ("hard-1", "pi001", "intent"),
        ("e2", "pe002", "effect"), ("e2", "pi002", "intent"), ("e3", "", ""),
    ]  # fmt: skip
    assert all(not cell for row in rows for name, cell in row.items() if name not in GIVEN)
    first = rows[1]
    assert first["title"] == "Act 1" and first["date"] == "2003-01-02"
    assert (first["initiator"], first["target"]) == ("North", "South")
    assert first["description"] == "'=what was done"
    assert (first["finding"], first["source"], first["locator"]) == ("words", "A paper", "p. 3")
    assert first["excerpt"] == "the words"
    plain = tmp_path / "plain.csv"
    done(run("round", "sheet", SLUG, "R1", "--coder", "Ann", "--plain-keys", "-o", plain))
    assert [row["event"] for row in read(plain)] == ["U001", "U001", "U002", "U002", "U003"]
    # A key that says something is read back from one that doesn't.
    answers = filled(plain, {"U001": {"strategies": "none"}, "U003": {"strategies": "balking"}},
                     tmp_path / "in.csv")  # fmt: skip
    done(run("round", "import", SLUG, "R1", answers, "--coder", "Ann"))
    layer = json.loads((home / "cases" / f"{SLUG}.rounds" / "R1.1.json").read_bytes())
    assert layer["events"]["ev001"] == {"coded_none": True}
    assert layer["events"]["ev003"]["tags"][0]["strategy"] == "balking"
    assert (layer["coder"], len(layer["nonce"])) == ("Ann", 64)


def test_a_sheet_takes_no_answer_away_unsaid(run: Run, home: Path, tmp_path: Path) -> None:
    """One that is read in over other answers, as from the screen, says which it leaves empty, and
    they are kept."""
    started(home)
    done(run(*NEW))
    sheet = tmp_path / "a.csv"
    done(run("round", "sheet", SLUG, "R1", "--coder", "Ann", "-o", sheet))
    command = ("round", "import", SLUG, "R1")
    whole = filled(sheet, ANN, tmp_path / "whole.csv")
    assert not run(*command, whole, "--coder", "Ann").stderr
    layer = home / "cases" / f"{SLUG}.rounds" / "R1.1.json"
    before = layer.read_bytes()
    assert "kept" not in run(*command, whole, "--coder", "Ann").stderr
    before = layer.read_bytes()
    less = filled(sheet, {"e1": ANN["e1"], "pi001": ANN["pi001"]}, tmp_path / "less.csv")
    told = run(*command, less, "--coder", "Ann").stderr
    kept = layer.with_name("R1.1.json.bak")
    assert "e2" in told and "pe002" in told and "e1," not in told and str(kept) in told
    assert kept.read_bytes() == before
    assert set(json.loads(layer.read_bytes())["events"]) == {"ev001"}
    assert run("check", SLUG).returncode == 0


@pytest.mark.parametrize("named", ["1;e3", "#1；e3", "１、#3", "ev001,3"])
def test_events_go_by_their_numbers_too(run: Run, home: Path, named: str) -> None:
    """By the number that the log shows, as by key or id; an event's own key comes first."""
    started(home)
    done(run(*NEW, "--events", named))
    begun = json.loads((home / "cases" / f"{SLUG}.rounds" / "R1.json").read_bytes())
    assert [unit["key"] for unit in begun["frozen"]["units"]] == ["e1", "e3"]


def test_an_event_that_isn_t_there(run: Run, home: Path) -> None:
    """The sentence says by what an event goes, and where that stands."""
    book = started(home)
    for name in ("0", "4", "#", "e9"):
        why = refused(run(*NEW, "--events", name))
        assert f"no event {name}:" in why and "1 to 3" in why and "export --to csv" in why
    keyed = book.case.events["ev003"].model_copy(update={"key": "1"})
    book.apply("keyed", put(book.case, keyed))
    done(run(*NEW, "--events", "1"))
    begun = json.loads((home / "cases" / f"{SLUG}.rounds" / "R1.json").read_bytes())
    assert [unit["id"] for unit in begun["frozen"]["units"]] == ["ev003"]


@pytest.mark.parametrize("lang", ["en", "zh-Hant"])
def test_it_goes_through_excel(run: Run, home: Path, tmp_path: Path, lang: str) -> None:
    """As texts, whatever they look like; filled in either language."""
    started(home)
    done(run(*NEW))
    sheet = tmp_path / "a.xlsx"
    done(run("round", "sheet", SLUG, "R1", "--coder", "Ann", "-o", sheet))
    book = load_workbook(sheet)
    table = book.active
    assert table is not None
    head = [str(cell.value) for cell in table[1]]
    assert table.freeze_panes == "A2" and table.cell(2, 1).number_format == "@"
    again = tmp_path / "b.xlsx"
    done(run("round", "sheet", SLUG, "R1", "--coder", "Ann", "-o", again))
    assert again.read_bytes() == sheet.read_bytes()
    empty = [cell.value for row in table.iter_rows() for cell in row if not cell.value]
    assert empty and set(empty) == {None}
    places = {name: place for place, name in enumerate(head, 1)}
    assert table.cell(2, places["description"]).value == "'=what was done"
    assert table.cell(2, places["date"]).value == "2003-01-02"
    kind = codebook().effect("raises-cost").name.in_(lang)
    status = codebook().word("status", "observed", lang)
    strategy = codebook().strategy("binding").name.in_(lang)
    for column, value in (("bearing", kind), ("status", status), ("strategies", strategy)):
        table.cell(2, places[column]).value = value
    book.save(sheet)
    done(run("round", "import", SLUG, "R1", sheet, "--coder", "Ann"))
    layer = json.loads((home / "cases" / f"{SLUG}.rounds" / "R1.1.json").read_bytes())
    assert layer["evidence"] == {"pe001": {"kind": "raises-cost", "status": "observed"}}
    assert [tag["strategy"] for tag in layer["events"]["ev001"]["tags"]] == ["binding"]


def test_what_a_sheet_may_not_say(run: Run, home: Path, tmp_path: Path) -> None:
    """Rows of no unit and values that mean nothing are refused by line and column, and nothing is
    written; changed descriptions are named."""
    started(home)
    done(run(*NEW))
    sheet = tmp_path / "a.csv"
    done(run("round", "sheet", SLUG, "R1", "--coder", "Ann", "-o", sheet))
    rows = read(sheet)
    wrong = [
        {**rows[0], "status": "seen", "grade": "Z9", "denies": "pi001"},
        {**rows[1], "status": "observed", "bearing": "balancing"},
        {**rows[2], "evidence": "pe001"},
        {**rows[3], "evidence": ""},
        {**rows[4], "bearing": "raises-cost"},
        {**rows[4], "strategies": "none;binding"},
        {**rows[4], "event": "e9"},
        {**rows[4], "event": ""},
        {**rows[0]},
    ]
    result = run("round", "import", SLUG, "R1", write(tmp_path / "x.csv", wrong), "--coder", "Ann")
    told = result.stderr
    assert result.returncode == 2 and not result.stdout
    for line, column in ((2, "status"), (2, "grade"), (2, "denies"), (3, "status"), (3, "bearing"),
                         (4, "evidence"), (5, "evidence"), (6, "bearing"), (7, "event"),
                         (8, "event"), (9, "event"), (10, "evidence")):  # fmt: skip
        assert f"line {line}, column {column}:" in told, (line, column, told)
    assert not (home / "cases" / f"{SLUG}.rounds" / "R1.1.json").exists()
    changed = [{**rows[0], "title": "Another", "coder": "Zoe"}, *rows[2:]]
    result = run(
        "round", "import", SLUG, "R1", write(tmp_path / "y.csv", changed), "--coder", "Ann"
    )
    assert result.returncode == 0 and "pe001 title" in result.stderr
    assert "not asked" not in result.stderr and "coder" in result.stderr
    assert "not coded: 1" in result.stderr


def test_each_step_in_its_order(run: Run, home: Path, tmp_path: Path) -> None:
    """Whoever does one too early, twice or too late is told why not, and nothing changes."""
    started(home)
    folder = home / "cases" / f"{SLUG}.rounds"
    assert "two coders" in refused(run("round", "new", SLUG, "R1", "--coder", "Ann"))
    assert "twice" in refused(run(*NEW, "--coder", "ＡＮＮ"))
    assert "name a round" in refused(run("round", "new", SLUG, "a.b", *NEW[4:]))
    assert "more than 0" in refused(run(*NEW, "--share", "1.5"))
    assert "no event" in refused(run(*NEW, "--events", "e1;e9"))
    assert "don’t go together" in refused(run(*NEW, "--events", "e1", "--share", "0.5"))
    assert not folder.exists()
    done(run(*NEW, "--coder", "Cai"))
    assert "already" in refused(run("round", "new", SLUG, "r1", *NEW[4:]))
    assert "no round" in refused(run("round", "sheet", SLUG, "R2", "--coder", "Ann"))
    assert "no coder" in refused(run("round", "sheet", SLUG, "R1", "--coder", "Zoe"))
    assert "coded nothing" in refused(run("round", "seal", SLUG, "R1", "--coder", "Ann"))
    coded(run, tmp_path, "R1", "Ann", ANN)
    sealed = {path.name: path.read_bytes() for path in folder.iterdir()}
    for again in (("seal",), ("import", tmp_path / "in.csv"), ("sheet",)):
        verb, *file = again
        why = refused(run("round", verb, SLUG, "R1", *file, "--coder", "Ann"))
        assert "Ann sealed the round R1" in why
    for early in (("agree", SLUG, "--round", "R1"),
                  ("round", "disagreements", SLUG, "R1", "--to", "csv"),
                  ("round", "settle", SLUG, "R1", tmp_path / "in.csv", "--by", "Dan")):  # fmt: skip
        assert "not all have sealed the round R1: Ben, Cai" in refused(run(*early))
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == sealed
    done(run("round", "drop", SLUG, "R1", "--coder", "Cai", "--why", "ill"))
    assert "left" in refused(run("round", "sheet", SLUG, "R1", "--coder", "Cai"))
    assert "left" in refused(run("round", "drop", SLUG, "R1", "--coder", "Cai", "--why", "x"))
    assert "two coders stay" in refused(
        run("round", "drop", SLUG, "R1", "--coder", "Ben", "--why", "x")
    )
    assert "say why" in refused(run("round", "close", SLUG, "R1", "--why", " "))
    coded(run, tmp_path, "R1", "Ben", BEN)
    assert "its coding is over" in refused(run("round", "close", SLUG, "R1", "--why", "x"))
    assert "its coding is over" in refused(
        run("round", "drop", SLUG, "R1", "--coder", "Ben", "--why", "x")
    )
    # A round that was given up is never compared.
    done(run("round", "new", SLUG, "R2", *NEW[4:], "--events", "e1,e2"))
    done(run("round", "close", SLUG, "R2", "--why", "no time"))
    for late in (("seal", "--coder", "Ann"), ("close", "--why", "x"),
                 ("import", tmp_path / "in.csv", "--coder", "Ann"),
                 ("disagreements", "--to", "csv")):  # fmt: skip
        verb, *more = late
        file = [more.pop(0)] if verb == "import" else []
        assert "given up" in refused(run("round", verb, SLUG, "R2", *file, *more))
    states = {r["round"]: r for r in json.loads(done(run("round", "list", SLUG, "--json")))}
    assert states["R1"]["state"] == "sealed" and states["R2"]["state"] == "closed"
    assert states["R1"]["coders"] == {"Ann": "sealed", "Ben": "sealed", "Cai": "left"}
    assert [(s["step"], s.get("coder")) for s in states["R1"]["steps"]] == [
        ("begun", None), ("sealed", "Ann"), ("dropped", "Cai"), ("sealed", "Ben")
    ]  # fmt: skip
    assert all(step["at"] for step in states["R1"]["steps"])
    assert states["R2"]["events"] == 2 and "no time" in done(run("round", "list", SLUG))


def test_a_coder_has_a_name_of_one_line(run: Run, home: Path, tmp_path: Path) -> None:
    """Whoever codes, and whoever settles."""
    started(home)
    codes("Dan")
    assert "one line" in refused(run("round", "new", SLUG, "R0", "--coder", "A\nB", "--coder", "C"))
    assert not (home / "cases" / f"{SLUG}.rounds" / "R0.json").exists()
    done(run(*NEW))
    sheet = tmp_path / "a.csv"
    sheet.write_text("unit\n", "utf-8")
    assert "one line" in refused(run("round", "settle", SLUG, "R1", sheet, "--by", "A\nB"))


def test_an_altered_layer_is_found(run: Run, home: Path, tmp_path: Path) -> None:
    """By `check`, and by whatever would compare it; so is a damaged file."""
    started(home)
    done(run(*NEW))
    coded(run, tmp_path, "R1", "Ann", ANN)
    coded(run, tmp_path, "R1", "Ben", BEN)
    assert run("check", SLUG).returncode == 0
    path = home / "cases" / f"{SLUG}.rounds" / "R1.1.json"
    before = path.read_text("utf-8")
    path.write_text(before.replace('"observed"', '"absent"'), "utf-8")
    checked = run("check", SLUG)
    assert checked.returncode == 1 and "R1.1.json doesn't match its seal" in checked.stdout
    assert "doesn't match its seal" in refused(run("agree", SLUG, "--round", "R1"))
    path.write_text("<<<<<<< ours\n", "utf-8")
    assert "R1.1.json is damaged" in run("check", SLUG).stdout
    path.unlink()
    assert "isn't here" in refused(run("agree", SLUG, "--round", "R1"))
    path.write_text(before, "utf-8")
    round_ = path.with_name("R1.json")
    text = round_.read_text("utf-8")
    round_.write_text(text.replace('"seed": ', '"seed": 1'), "utf-8")
    assert run("check", SLUG).stdout.count("doesn't match its seal") == 2


def test_a_unit_that_was_changed_is_asked_about(run: Run, home: Path, tmp_path: Path) -> None:
    """By its name, at each step; a coder who goes on isn't asked again."""
    book = started(home)
    codes("Dan")
    done(run(*NEW))
    event = book.case.events["ev001"]
    piece = book.case.evidence["pi002"]
    book.apply("edited", put(book.case, event.model_copy(update={"title": "Otherwise"}),
                             piece.model_copy(update={"finding": "other words"})))  # fmt: skip
    sheet = tmp_path / "a.csv"
    why = refused(run("round", "sheet", SLUG, "R1", "--coder", "Ann", "-o", sheet))
    assert "e1, pi002" in why and "--keep-changed" in why
    done(run("round", "sheet", SLUG, "R1", "--coder", "Ann", "--keep-changed", "-o", sheet))
    answers = filled(sheet, ANN, tmp_path / "in.csv")
    assert "e1, pi002" in refused(run("round", "import", SLUG, "R1", answers, "--coder", "Ann"))
    done(run("round", "import", SLUG, "R1", answers, "--coder", "Ann", "--keep-changed"))
    done(run("round", "seal", SLUG, "R1", "--coder", "Ann"))
    # What isn't read may be changed.
    back = book.case.events["ev001"].model_copy(update={"title": "Act 1", "note": "x"})
    book.apply("edited", put(book.case, back))
    why = refused(run("round", "sheet", SLUG, "R1", "--coder", "Ben", "-o", sheet))
    assert "pi002" in why and "e1" not in why


def test_the_same_seed_draws_the_same_share(run: Run, home: Path) -> None:
    """And another draws others; without a share every event is in."""
    started(home, 30)
    done(run(*NEW, "--share", "0.3", "--seed", "7"))
    done(run("round", "new", SLUG, "R2", *NEW[4:], "--share", "0.3", "--seed", "7"))
    done(run("round", "new", SLUG, "R3", *NEW[4:], "--share", "0.3", "--seed", "8"))
    done(run("round", "new", SLUG, "R4", *NEW[4:]))
    folder = home / "cases" / f"{SLUG}.rounds"
    drawn = []
    for name in ("R1", "R2", "R3", "R4"):
        frozen = json.loads((folder / f"{name}.json").read_bytes())["frozen"]
        drawn.append([unit["key"] for unit in frozen["units"]])
        assert frozen["codebook"] and isinstance(frozen["seed"], int)
    assert drawn[0] == drawn[1] != drawn[2] and [len(d) for d in drawn] == [9, 9, 9, 30]


def test_sentences_are_in_the_readers_language(run: Run, home: Path, tmp_path: Path) -> None:
    started(home)
    save_settings(Settings(coder="Dan", language="zh-Hant"))
    done(run(*NEW))
    told = done(run("round", "list", SLUG))
    assert words("zh-Hant").t("nothing yet") in told and "nothing yet" not in told
    assert "R1" in refused(run("agree", SLUG, "--round", "R1"))
    coded(run, tmp_path, "R1", "Ann", ANN)
    coded(run, tmp_path, "R1", "Ben", ANN)
    assert "nothing varies" not in done(run("agree", SLUG, "--round", "R1"))


def test_a_case_takes_its_rounds_along(home: Path, run: Run, tmp_path: Path) -> None:
    """Renamed, archived, copied: what is hidden stays hidden, and what was sealed stays sealed."""
    started(home)
    done(run(*NEW))
    coded(run, tmp_path, "R1", "Ann", ANN)
    place = Workspace(home)
    place.rename(SLUG, "other")
    copy = place.duplicate("other")
    there = place.move("other", "cases", "archive")
    assert (home / "archive" / f"{there}.rounds" / "R1.1.seal.json").exists()
    assert (home / "cases" / f"{copy}.rounds" / "R1.1.json").exists()
    assert not (home / "cases" / "other.rounds").exists()
    place.move(there, "archive", "cases")
    assert json.loads(done(run("round", "list", "other", "--json")))[0]["round"] == "R1"


def test_a_column_that_is_empty_changes_no_unit(home: Path, run: Run) -> None:
    """The program may come to give coders more to read; rounds of before stay as they are."""
    started(home)
    done(run(*NEW))
    frozen = Standing.of(home / "cases" / f"{SLUG}.json", "R1").round.frozen
    case = projected(case_at(home))
    cells = read_of_piece(case, case.evidence["pe001"])
    assert cells["excerpt"] == "" and cells["finding"] == "deeds"
    assert frozen.units[0].evidence[0].hash == digest({c: v for c, v in cells.items() if v})


HOSTILE = ("=1+1", "'quoted'", " spaced ", "a;b,c\td", "two\r\nlines\nof it", "[/b] {x} %s \\ |",
           "\u202eevil", "−5", "@x", "<b>&amp;</b>", "2003-03-01", "TRUE", "１２", "007",
           "http://example.org/#a", "_x0041_")  # fmt: skip


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_texts_come_back_as_they_went(run: Run, home: Path, tmp_path: Path, ending: str) -> None:
    """Whatever they look like: nothing is taken for changed, and no unit for another's."""
    book = started(home, 1)
    records = [
        Event(id=f"ev9{n:02}", key=text, title=text, description=text, partners=("P", "Q"))
        for n, text in enumerate(HOSTILE)
    ]
    twice = [Event(id=f"ev8{n}", key="same", title="Same") for n in range(2)]
    pieces = [
        Evidence(id=f"px9{n:02}", event=f"ev9{n:02}", side="intent", finding=text, locator=text)
        for n, text in enumerate(HOSTILE)
    ]
    book.apply("more", put(book.case, *records, *twice, *pieces))
    done(run(*NEW))
    sheet = tmp_path / f"a.{ending}"
    done(run("round", "sheet", SLUG, "R1", "--coder", "Ann", "-o", sheet))
    result = run("round", "import", SLUG, "R1", sheet, "--coder", "Ann")
    assert done(result) and not result.stderr
    assert "coded nothing" in refused(run("round", "seal", SLUG, "R1", "--coder", "Ann"))
