"""What a round keeps from whom, and what of it can't be altered without being noticed."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from tests.conftest import Run
from workbench.case import Event, Evidence
from workbench.casebook import Settings, Workspace, put, save_settings
from workbench.casebook.rounds import Layer, RoundFiles, Step, now, roundfiles
from workbench.locale import columns
from workbench.store import NotWritten

from .coding import (
    ANN,
    BEN,
    NEW,
    SLUG,
    agreed,
    both_coded,
    coded,
    codes,
    done,
    filled,
    read,
    refused,
    started,
    write,
)
from .marked import MARK, marked
from .marked import SLUG as MARKED


def rounds_at(home: Path) -> Path:
    return home / "cases" / f"{SLUG}.rounds"


def begun_step(home: Path, **fields: str) -> Path:
    """A step that somebody writes by hand into the folder, as the program would."""
    step = Step.model_validate({"by": "Eve", "at": now(), **fields})
    return RoundFiles(home / "cases" / f"{SLUG}.json").take("R1", step)


@pytest.mark.parametrize("reader", ["Ann", "Cai", ""])
def test_an_open_round_hides_the_layers_of_others(
    run: Run, home: Path, tmp_path: Path, reader: str
) -> None:
    """Whoever codes in one, or says no name, reads nobody's answers in an earlier one."""
    started(home)
    both_coded(run, tmp_path)
    done(run("round", "new", SLUG, "R2", "--coder", "Ann", "--coder", "Cai"))
    table = tmp_path / "d.csv"
    commands = (
        ("agree", SLUG, "--round", "R1"), ("agree", SLUG, "--round", "R1", "--json", "--all"),
        ("round", "disagreements", SLUG, "R1", "--to", "csv", "-o", table),
        ("round", "settle", SLUG, "R1", tmp_path / "in.csv", "--by", "Dan"),
    )  # fmt: skip
    codes(reader)
    for command in commands:
        assert "open" in refused(run(*command)) and not table.exists()
    codes("Dan")
    assert agreed(run, "R1")["round"] == "R1"
    codes(reader)
    done(run("round", "close", SLUG, "R2", "--why", "over"))
    assert agreed(run, "R1")["round"] == "R1"


def test_a_link_to_a_case_hides_what_the_case_hides(run: Run, home: Path) -> None:
    """Its rounds are those of the file that it leads to."""
    marked(home)
    (home / "cases" / "alias.json").symlink_to(f"{MARKED}.json")
    codes("Ann")
    result = run("show", "alias", "--json")
    assert "R1" in result.stderr and MARK not in done(run("inbox", "list", "alias"))
    assert not Workspace(home).open("alias").case.events["ev1"].coded
    coded_in = {row["slug"]: row["coded"] for row in json.loads(done(run("list", "--json")))}
    assert set(coded_in.values()) == {0}
    assert "R1" in done(run("round", "list", "alias"))
    copy = Workspace(home).duplicate("alias")
    assert not Workspace(home).open(copy).case.events["ev1"].coded


def test_a_round_is_settled_once(run: Run, home: Path, tmp_path: Path) -> None:
    """Nothing enters twice, whoever tries and whatever the sheet says."""
    started(home)
    both_coded(run, tmp_path)
    table = tmp_path / "d.csv"
    done(run("round", "disagreements", SLUG, "R1", "--to", "csv", "-o", table))
    write(table, [{**row, "settled": row["Ann"], "why": "x"} for row in read(table)])
    done(run("round", "settle", SLUG, "R1", table, "--by", "Dan"))
    case = home / "cases" / f"{SLUG}.json"
    before = {path: path.read_bytes() for path in (case, *rounds_at(home).iterdir())}
    for who in ("Dan", "Eve"):
        assert "was settled by Dan" in refused(
            run("round", "settle", SLUG, "R1", table, "--by", who)
        )
    assert {path: path.read_bytes() for path in (case, *rounds_at(home).iterdir())} == before


@pytest.mark.parametrize("file", ["R1.json", "R1.1.seal.json", "R1.2.seal.json", "R1.2.json"])
def test_who_and_when_cant_be_altered(run: Run, home: Path, tmp_path: Path, file: str) -> None:
    """In the round, in a seal and in a layer alike: `check` and `agree` notice it."""
    started(home)
    codes("Dan")
    both_coded(run, tmp_path)
    assert run("check", SLUG).returncode == 0
    path = rounds_at(home) / file
    text = path.read_text("utf-8")
    assert '"Dan"' in text
    path.write_text(text.replace('"Dan"', '"Eve"'), "utf-8")
    checked = run("check", SLUG)
    assert checked.returncode == 1 and str(path.parent) in checked.stdout
    assert str(path.parent) in refused(run("agree", SLUG, "--round", "R1"))


def test_a_step_that_is_put_in_later_is_noticed(run: Run, home: Path, tmp_path: Path) -> None:
    """A coder who sealed isn't dropped: by the command, in the round's file, or beside it."""
    started(home)
    done(run(*NEW, "--coder", "Cai"))
    coded(run, tmp_path, "R1", "Cai", BEN)
    assert "Cai sealed" in refused(run("round", "drop", SLUG, "R1", "--coder", "Cai", "--why", "x"))
    coded(run, tmp_path, "R1", "Ann", ANN)
    coded(run, tmp_path, "R1", "Ben", BEN)
    said = agreed(run, "R1")
    step = begun_step(home, step="dropped", coder="Cai", why="x")
    assert "the seal counts" in run("check", SLUG).stdout
    assert "the seal counts" in run("agree", SLUG, "--round", "R1").stderr
    assert agreed(run, "R1") == said
    # A step that is altered isn't the one that was written.
    step.write_text(step.read_text("utf-8").replace("Eve", "Dan"), "utf-8")
    assert step.name in refused(run("agree", SLUG, "--round", "R1"))
    assert step.name in run("check", SLUG).stdout
    step.unlink()
    path = rounds_at(home) / "R1.json"
    round_ = json.loads(path.read_bytes())
    dropped = {**round_["steps"][0], "step": "dropped", "coder": "Cai"}
    path.write_text(json.dumps({**round_, "steps": [*round_["steps"], dropped]}), "utf-8")
    assert "R1.json is damaged" in refused(run("agree", SLUG, "--round", "R1"))


def test_a_missing_layer_or_seal_is_named(run: Run, home: Path, tmp_path: Path) -> None:
    """By `check`, once all have sealed; a seal by whatever came after it."""
    started(home)
    both_coded(run, tmp_path)
    (rounds_at(home) / "R1.1.json").rename(tmp_path / "away")
    assert "R1.1.json isn't here" in run("check", SLUG).stdout
    (tmp_path / "away").rename(rounds_at(home) / "R1.1.json")
    assert run("check", SLUG).returncode == 0
    (rounds_at(home) / "R1.1.seal.json").unlink()
    assert "R1.1.seal.json isn't as it was" in run("check", SLUG).stdout


def test_steps_of_two_places_meet_without_a_conflict(run: Run, home: Path, tmp_path: Path) -> None:
    """Each stands in a file of its own, and the round's own file is never written again."""
    started(home)
    done(run(*NEW, "--coder", "Cai"))
    path = rounds_at(home) / "R1.json"
    before = path.read_bytes()
    for who in ("Dan", "Eve"):
        codes(who)
        done(run("round", "drop", SLUG, "R1", "--coder", "Cai", "--why", f"{who} says so"))
        for step in rounds_at(home).glob("R1.step.*.json"):
            step.rename(tmp_path / step.name)
    steps = list(tmp_path.glob("R1.step.*.json"))
    assert len(steps) == 2 and path.read_bytes() == before
    for step in steps:
        step.rename(rounds_at(home) / step.name)
    told = done(run("round", "list", SLUG))
    assert "Dan says so" in told and "Eve says so" in told
    coded(run, tmp_path, "R1", "Ann", ANN)
    coded(run, tmp_path, "R1", "Ben", BEN)
    assert agreed(run, "R1")["coders"] == ["Ann", "Ben"] and run("check", SLUG).returncode == 0
    # Two places may each drop another one, so that too few are left.
    begun_step(home, step="closed", why="x")
    assert "given up by Eve" in refused(run("agree", SLUG, "--round", "R1"))


def test_two_places_that_drop_too_many(run: Run, home: Path, tmp_path: Path) -> None:
    """Nothing is compared then, and the sentence says why."""
    started(home)
    done(run(*NEW, "--coder", "Cai"))
    for coder in ("Ben", "Cai"):
        begun_step(home, step="dropped", coder=coder, why="x")
    coded(run, tmp_path, "R1", "Ann", ANN)
    assert "fewer than two coders" in refused(run("agree", SLUG, "--round", "R1"))


def test_conflict_marks_have_a_sentence(run: Run, home: Path) -> None:
    """What git left in a file is told apart from other damage."""
    started(home)
    done(run(*NEW))
    path = rounds_at(home) / "R1.json"
    path.write_text("<<<<<<< HEAD\n{}\n=======\n{}\n>>>>>>> main\n", "utf-8")
    why = refused(run("round", "sheet", SLUG, "R1", "--coder", "Ann"))
    assert "both sides of a conflict" in why and "R1.json is damaged" in why
    path.write_text("{}", "utf-8")
    assert "both sides" not in refused(run("round", "sheet", SLUG, "R1", "--coder", "Ann"))


def test_what_came_and_what_was_kept_is_named(run: Run, home: Path, tmp_path: Path) -> None:
    """A piece that was added; units coded as changed since, until they are put back."""
    book = started(home)
    done(run(*NEW))
    codes("Dan")
    book.apply("more", put(book.case, Evidence(id="px1", event="ev002", side="intent")))
    piece = book.case.evidence["pi001"]
    book.apply("edited", put(book.case, piece.model_copy(update={"finding": "other words"})))
    sheet = tmp_path / "a.csv"
    keep = ("--coder", "Ann", "--keep-changed")
    result = run("round", "sheet", SLUG, "R1", *keep, "-o", sheet)
    assert done(result) and "e2 px1" in result.stderr
    answers = filled(sheet, ANN, tmp_path / "in.csv")
    result = run("round", "import", SLUG, "R1", answers, *keep)
    assert done(result) and "e2 px1" in result.stderr
    assert "pi001" in done(run("round", "list", SLUG))
    book.apply("back", put(book.case, piece))
    done(run("round", "import", SLUG, "R1", answers, "--coder", "Ann"))
    assert "pi001" not in done(run("round", "list", SLUG))
    book.apply("edited", put(book.case, piece.model_copy(update={"finding": "other words"})))
    done(run("round", "import", SLUG, "R1", answers, *keep))
    done(run("round", "seal", SLUG, "R1", "--coder", "Ann"))
    book.apply("back", put(book.case, piece))
    coded(run, tmp_path, "R1", "Ben", BEN)
    result = run("agree", SLUG, "--round", "R1", "--json")
    assert done(result) and "e2 px1" in result.stderr
    assert "Ann coded as changed since: pi001" in result.stderr
    [round_] = json.loads(done(run("round", "list", SLUG, "--json")))
    assert round_["kept"] == {"Ann": ["pi001"]}


@pytest.mark.parametrize("keys", ["", ";", " , ;"])
def test_keys_that_name_nothing_are_refused(run: Run, home: Path, keys: str) -> None:
    """They don't mean every event."""
    started(home)
    assert "--events is empty" in refused(run(*NEW, "--events", keys))
    assert not rounds_at(home).exists()


def test_beyond_judging_is_no_answer(run: Run, home: Path, tmp_path: Path) -> None:
    """F and 6 beside another grade are neither confused with it nor asked about."""
    started(home)
    done(run(*NEW))
    coded(run, tmp_path, "R1", "Ann", {"pi001": {"grade": "F6"}, "pe001": {"grade": "F2"},
                                       "pi002": {"grade": "B1"}})  # fmt: skip
    coded(run, tmp_path, "R1", "Ben", {"pi001": {"grade": "A1"}, "pe001": {"grade": "F2"},
                                       "pi002": {"grade": "C1"}})  # fmt: skip
    text = done(run("agree", SLUG, "--round", "R1"))
    assert "Ann B × Ben C: 1" in text
    assert "Ann F" not in text and "Ann 6" not in text
    told = done(run("round", "disagreements", SLUG, "R1", "--to", "csv", "-o", "-"))
    rows = list(csv.DictReader(io.StringIO(told.lstrip("\ufeff"))))
    assert [(r["unit"], r["variable"]) for r in rows] == [("pi002", "grade_reliability")]


@pytest.mark.parametrize("language", ["en", "zh-Hant"])
def test_the_table_fits_a_terminal(run: Run, home: Path, tmp_path: Path, language: str) -> None:
    """Of 80 columns; why no number is given stands below, with its variables."""
    started(home, 12)
    done(run(*NEW, "--seed", "3"))
    ann = {f"e{n}": {"avoids_confrontation": "yes" if n % 3 else "no", "strategies": "binding"}
           for n in range(1, 13)}  # fmt: skip
    coded(run, tmp_path, "R1", "Ann", ann)
    coded(run, tmp_path, "R1", "Ben", {**ann, "e1": {"avoids_confrontation": "no"}})
    save_settings(Settings(coder="Dan", language=language))
    lines = done(run("agree", SLUG, "--round", "R1", "--all")).splitlines()
    first = next(n for n, line in enumerate(lines) if not line.strip().startswith("R1"))
    table = lines[first : first + 21]
    assert table[-1].startswith(("verdict (", "判定（"))
    assert all(columns(line) <= 80 for line in table), lines


def test_why_no_interval_is_given(run: Run, home: Path, tmp_path: Path) -> None:
    """Alpha is there, but undefined in too many draws: one event alone holds what varies."""
    book = started(home, 12)
    more = [Evidence(id=f"px{n:03}", event="ev001", side="effect") for n in range(1, 6)]
    book.apply("more", put(book.case, *more))
    done(run(*NEW, "--seed", "3"))
    every = [f"pe{n:03}" for n in range(1, 12)]
    said = {id_: {"bearing": "raises-cost", "status": "observed"} for id_ in every}
    said |= {f"px{n:03}": {"bearing": "raises-cost", "status": "absent"} for n in range(1, 6)}
    coded(run, tmp_path, "R1", "Ann", said)
    coded(run, tmp_path, "R1", "Ben", said)
    result = run("agree", SLUG, "--round", "R1", "--json")
    [row] = [r for r in json.loads(done(result))["variables"] if r["variable"] == "status"]
    assert row["alpha"] == 1 and row["interval"] is None
    assert "no interval: alpha is undefined in" in result.stderr and ": status" in result.stderr
    text = done(run("agree", SLUG, "--round", "R1"))
    assert "no interval" in text and "rough" in text


def test_an_event_that_is_new_is_no_unit(run: Run, home: Path, tmp_path: Path) -> None:
    """Only what came to the round's own events is named."""
    book = started(home)
    done(run(*NEW))
    codes("Dan")
    book.apply("more", put(book.case, Event(id="ev9", title="New")))
    result = run("round", "sheet", SLUG, "R1", "--coder", "Ann", "-o", tmp_path / "a.csv")
    assert done(result) and not result.stderr


def test_answers_that_could_not_be_read_again_are_not_written(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The round would say at the next start that they are damaged."""
    files = RoundFiles(started(home).file.path)
    monkeypatch.setattr(roundfiles, "_MOST", 1_000)
    long = Layer(round="R1", coder="A", codebook="x", nonce="0" * 64, by="A", at=now(),
                 events={"ev001": {"note": "x" * 2_000}}, evidence={})  # fmt: skip
    with pytest.raises(NotWritten, match="couldn't be opened again"):
        files.write(long, 1)
    assert not files.path("R1", 1).exists()
