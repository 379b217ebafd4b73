"""Two or three codings compared, and what they differ on settled by sheet."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Run
from workbench.case import Evidence
from workbench.casebook import put
from workbench.casebook.rounds import Standing, decided_so_far, keep_decided

from .coding import (
    ANN,
    BEN,
    NEW,
    SLUG,
    agreed,
    case_at,
    coded,
    codes,
    done,
    read,
    refused,
    started,
    write,
)
from .sealing import ANN as SHORT_ANN
from .sealing import BEN as SHORT_BEN
from .sealing import DIFFER, sealed, settles


def test_agreement_disagreement_settlement(run: Run, home: Path, tmp_path: Path) -> None:
    """What coders differ on is settled with a reason, enters as one edit, and changes nothing of
    what is said of their agreement."""
    started(home)
    done(run(*NEW, "--seed", "5"))
    coded(run, tmp_path, "R1", "Ann", ANN)
    coded(run, tmp_path, "R1", "Ben", BEN)
    said = agreed(run, "R1")
    assert (said["case"], said["round"], said["coders"]) == (SLUG, "R1", ["Ann", "Ben"])
    names = [row["variable"] for row in said["variables"]]
    motives = ["balancing", "economic-gain", "regional-issue", "policy-objection",
               "domestic-politics", "routine-friction"]  # fmt: skip
    assert names == [
        "strategies", "classes", "avoids_confrontation", "indirect_or_covert",
        "limits_power_or_intent", *(f"bearing:{motive}" for motive in motives), "effect_kind",
        "status", "grade_reliability", "grade_credibility", "basis", "verdict:art",
        "verdict:intent", "verdict:motives", "verdict:two-level",
    ]  # fmt: skip
    rows = dict(zip(names, said["variables"], strict=True))
    assert rows["strategies"]["units"] == 2 and rows["strategies"]["agreement"] == 0.5
    assert rows["strategies"]["alpha"] is None and "fewer than 10" in rows["strategies"]["why"]
    assert rows["effect_kind"]["agreement"] == 1 and rows["bearing:balancing"]["units"] == 2
    assert "nothing varies" in rows["bearing:economic-gain"]["why"]
    assert rows["basis"]["units"] == 0 and rows["basis"]["agreement"] is None
    every = {row["variable"]: row for row in agreed(run, "R1", "--all")["variables"]}
    assert every["strategies"]["alpha"] is not None and every["strategies"]["why"] is None
    assert every["strategies"]["interval"] and every["bearing:economic-gain"]["alpha"] is None
    of = {row["strategy"]: row for row in said["strategies"]}
    assert len(of) == 22 and of["binding"]["both"] == 1
    assert of["binding"]["only"] == {"Ann": 0, "Ben": 0} and of["binding"]["neither"] == 1
    assert of["diplomatic-coordination"]["only"] == {"Ann": 1, "Ben": 0}
    assert of["balking"]["positive_agreement"] is None
    # Observed or capable, it can balance (Art); an event without a piece is insufficient for both.
    assert said["verdicts"]["art"] == {"same": 2, "differ": ["e1"]}
    table = tmp_path / "d.csv"
    done(run("round", "disagreements", SLUG, "R1", "--to", "csv", "-o", table))
    differ = read(table)
    assert list(differ[0]) == ["unit", "variable", "Ann", "Ben", "settled", "why"]
    assert {(r["unit"], r["variable"]): (r["Ann"], r["Ben"]) for r in differ} == {
        ("e1", "strategies"): ("binding;diplomatic-coordination", "binding"),
        ("pe001", "status"): ("observed", "capable"),
        ("pi001", "grade_reliability"): ("B", "C"),
    }
    answers = {"strategies": "none", "status": "已觀察到", "grade_reliability": "c"}
    half = [{**row, "settled": answers[row["variable"]], "why": "x"} for row in differ[:2]]
    left = refused(run("round", "settle", SLUG, "R1", write(table, half), "--by", "Dan"))
    assert "1 disagreement(s)" in left
    whole = [{**row, "settled": answers[row["variable"]], "why": f"why {n}"}
             for n, row in enumerate(differ)]  # fmt: skip
    for place, column in ((0, "why"), (1, "settled")):
        some = [{**row, column: ""} if n == place else row for n, row in enumerate(whole)]
        why = refused(run("round", "settle", SLUG, "R1", write(table, some), "--by", "Dan"))
        assert f"line {place + 2}, column {column}" in why
    before = len(json.loads(done(run("history", SLUG, "--json"))))
    result = run("round", "settle", SLUG, "R1", write(table, whole), "--by", "Dan")
    assert "e3 · strategies" in result.stderr, result.stderr
    done(result)
    past = json.loads(done(run("history", SLUG, "--json")))
    assert len(past) == before + 1 and past[-1]["coder"] == "Dan"
    case = case_at(home)
    events, pieces = case.events, case.evidence
    assert events["ev001"].coded_none and not events["ev001"].tags
    assert events["ev002"].coded_none and events["ev002"].screen.avoids_confrontation == "no"
    assert not events["ev003"].coded
    assert events["ev003"].screen.limits_power_or_intent == "yes"
    assert (pieces["pe001"].kind, pieces["pe001"].status) == ("raises-cost", "observed")
    assert pieces["pe001"].refuted_by == "a cheaper way"
    assert pieces["pi001"].origin == "a briefing"
    assert [(t.motive, t.expected) for t in pieces["pi001"].tests] == [("balancing", True)]
    # Both looked at it, and neither saw a motive in it.
    assert pieces["pi002"].bears_on_nothing and not pieces["pi001"].bears_on_nothing
    assert pieces["pi001"].grade == "C2" and pieces["pi001"].bearings[0].motive == "balancing"
    assert all("Dan" in record.note and "why" in record.note
               for record in (events["ev001"], pieces["pe001"], pieces["pi001"]))  # fmt: skip
    assert events["ev002"].coder == "Dan" and "Round" not in events["ev002"].note
    assert agreed(run, "R1") == said


def test_tags_say_who_settled_them_and_why(run: Run, home: Path, tmp_path: Path) -> None:
    """What all gave alike keeps the coders' own reasons."""
    started(home)
    done(run(*NEW))
    ann = {"e1": {"strategies": "binding", "tag_notes": "binding | | as Ann has it"},
           "e2": {"strategies": "balking"}}  # fmt: skip
    coded(run, tmp_path, "R1", "Ann", ann)
    coded(run, tmp_path, "R1", "Ben", {"e1": {"strategies": "binding"},
                                       "e2": {"strategies": "blackmail"}})  # fmt: skip
    table = tmp_path / "d.csv"
    done(run("round", "disagreements", SLUG, "R1", "--to", "csv", "-o", table))
    [row] = read(table)
    write(table, [{**row, "settled": "故意阻礙", "why": "it only refused"}])
    done(run("round", "settle", SLUG, "R1", table, "--by", "Dan"))
    events = case_at(home).events
    [same], [settled] = events["ev001"].tags, events["ev002"].tags
    assert (same.strategy, same.rationale, same.coder) == ("binding", "Ann: as Ann has it", "Dan")
    assert settled.strategy == "balking" and settled.rationale == "it only refused"
    assert settled.coder == "Dan"


def test_a_pilot_is_compared_and_never_settled(run: Run, home: Path, tmp_path: Path) -> None:
    started(home)
    done(run(*NEW, "--pilot"))
    coded(run, tmp_path, "R1", "Ann", ANN)
    coded(run, tmp_path, "R1", "Ben", ANN)
    assert agreed(run, "R1")["variables"][0]["agreement"] == 1
    why = refused(run("round", "settle", SLUG, "R1", tmp_path / "in.csv", "--by", "Dan"))
    assert "pilot" in why and not case_at(home).events["ev001"].tags


def test_verdicts_follow_from_each_coders_own_answers(run: Run, home: Path, tmp_path: Path) -> None:
    """And are missing where a piece of the lens's side was left uncoded."""
    started(home)
    done(run(*NEW))
    ann = {"pi001": {"bearing": "balancing:supports"},
           "pe001": {"bearing": "raises-cost", "status": "observed"},
           "pe002": {"bearing": "raises-cost", "status": "observed"}}  # fmt: skip
    ben = {"pi001": {"bearing": "balancing:undermines"},
           "pe001": {"bearing": "raises-cost", "status": "absent"}}  # fmt: skip
    coded(run, tmp_path, "R1", "Ann", ann)
    coded(run, tmp_path, "R1", "Ben", ben)
    said = agreed(run, "R1")["verdicts"]
    # The third event has no piece: nothing is uncoded, and it is insufficient for both.
    assert said["art"] == {"same": 1, "differ": ["e1"]}
    assert said["intent"] == {"same": 1, "differ": ["e1"]}


def test_three_coders_gaps_and_what_names_other_units(run: Run, home: Path, tmp_path: Path) -> None:
    """An answer that two gave alike enters though a third gave none; one that is given alone
    doesn't, unless the table says so. Reactions and denials are settled too."""
    book = started(home)
    more = Evidence(id="px001", event="ev001", side="effect", finding="other deeds")
    book.apply("more", put(book.case, more))
    done(run(*NEW, "--coder", "Cai"))
    claim = {"bearing": "raises-cost", "status": "observed"}
    absent = {"bearing": "raises-cost", "status": "absent"}
    coded(run, tmp_path, "R1", "Ann", {
        "e1": {"avoids_confrontation": "yes", "strategies": "balking"},
        "pe001": {**claim, "reaction": "e2", "grade": "F2"},
        "px001": {**absent, "denies": "pe001"},
    })  # fmt: skip
    coded(run, tmp_path, "R1", "Ben", {
        "e1": {"avoids_confrontation": "yes", "strategies": "none"},
        "pe001": {**claim, "reaction": "e3", "grade": "B2"}, "px001": {**absent, "denies": "none"},
    })  # fmt: skip
    coded(run, tmp_path, "R1", "Cai", {"e1": {"strategies": "balking"}, "pe002": claim})
    said = agreed(run, "R1", "--all")
    rows = {row["variable"]: row for row in said["variables"]}
    assert said["strategies"] == [] and rows["strategies"]["units"] == 1
    assert rows["strategies"]["agreement"] == 1 / 3
    # F is no answer to compare, and so nobody else's is.
    assert rows["grade_reliability"]["units"] == 0 and rows["grade_credibility"]["units"] == 1
    table = tmp_path / "d.csv"
    result = run("round", "disagreements", SLUG, "R1", "--to", "csv", "-o", table)
    assert "3 answers were given by one coder alone" in result.stderr
    differ = read(table)
    assert {(r["unit"], r["variable"]): (r["Ann"], r["Ben"], r["Cai"]) for r in differ} == {
        ("e1", "strategies"): ("balking", "none", "balking"),
        ("pe001", "reaction"): ("e2", "e3", ""),
        ("px001", "denies"): ("pe001", "none", ""),
    }
    answers = {"strategies": "balking;binding", "reaction": "e3", "denies": "pe001"}  # fmt: skip
    filled_in = [{**row, "settled": answers[row["variable"]], "why": "x"} for row in differ]

    def settle(*more: dict[str, str], denies: str = "pe001") -> tuple[Path, ...]:
        rows = [{**row, "settled": denies} if row["variable"] == "denies" else row
                for row in filled_in]  # fmt: skip
        return (write(table, [*rows, *more]),)

    command = ("round", "settle", SLUG, "R1")
    assert "pi001" in refused(run(*command, *settle(denies="pi001"), "--by", "Dan"))
    added = {**filled_in[0], "unit": "pe002", "variable": "status", "settled": "capable"}
    why = refused(run(*command, *settle({**added, "unit": "pi001"}), "--by", "Dan"))
    assert "no unit of this round that has a status" in why
    graded = {**added, "unit": "pe001", "variable": "grade_reliability", "settled": "F"}
    result = run(*command, *settle(added, graded), "--by", "Dan")
    assert "e2 · deeds · kind of effect" in result.stderr
    assert "e2 · deeds · status" not in result.stderr
    case = case_at(home)
    assert case.events["ev001"].screen.avoids_confrontation == "yes"
    assert {tag.strategy for tag in case.events["ev001"].tags} == {"balking", "binding"}
    assert case.evidence["pe001"].reaction == "ev003" and case.evidence["pe001"].grade == "F2"
    assert case.evidence["px001"].denies == ("pe001",)
    assert case.evidence["pe002"].status == "capable" and case.evidence["pe002"].kind is None


def test_alpha_is_given_where_it_means_something(run: Run, home: Path, tmp_path: Path) -> None:
    """Ten units, five answers that aren't the commonest; rough below twenty; no word for it."""
    started(home, 12)
    done(run(*NEW, "--seed", "3"))
    ann = {f"e{n}": {"avoids_confrontation": "yes" if n % 3 else "no"} for n in range(1, 13)}
    ben = {**ann, "e1": {"avoids_confrontation": "no"}}
    coded(run, tmp_path, "R1", "Ann", ann)
    coded(run, tmp_path, "R1", "Ben", ben)
    row = agreed(run, "R1")["variables"][2]
    assert row["units"] == 12 and row["why"] is None
    # Of 24 answers 9 are no, and one pair of twelve differs (Krippendorff 2011, B).
    assert row["alpha"] == pytest.approx(1 - 23 / (9 * 15))
    low, high = row["interval"]
    assert low <= row["alpha"] <= high and row["modal_share"] == 15 / 24
    assert row == agreed(run, "R1")["variables"][2]
    text = done(run("agree", SLUG, "--round", "R1"))
    assert "rough" in text and "Ann yes × Ben no: 1" in text
    for word in ("substantial", "moderate", "excellent", "poor", "good"):
        assert word not in text


def test_what_undo_takes_back_is_settled_no_more(run: Run, home: Path, tmp_path: Path) -> None:
    """The round says so, one goes on from what was decided, and it can be settled anew."""
    book = started(home)
    codes("Dan")
    settles(book, sealed(book, "R1", {"Ann": SHORT_ANN, "Ben": SHORT_BEN}), DIFFER)

    def told() -> tuple[str, list[Any]]:
        (said,) = json.loads(done(run("round", "list", SLUG, "--json")))
        return said["state"], [s.get("taken_back") for s in said["steps"] if s["step"] == "settled"]

    def so_far() -> dict[str, Any]:
        now = decided_so_far(Standing.of(book.file.path, "R1"))
        return {f"{unit} {variable}": each.value for (unit, variable), each in now.items()}

    assert told() == ("settled", [None]) and not so_far()
    assert not book.case.events["ev002"].coded_none and book.case.events["ev002"].tags
    book.undo("Dan")
    assert told() == ("sealed", [True]) and so_far() == DIFFER
    assert "taken back since" in done(run("round", "list", SLUG))
    book.redo("Dan")
    assert told() == ("settled", [None]) and not so_far()
    book.undo("Dan")
    # What was decided may be put aside, and doesn't come again.
    keep_decided(Standing.of(book.file.path, "R1"), ())
    assert so_far() == {}
    table = tmp_path / "d.csv"
    done(run("round", "disagreements", SLUG, "R1", "--to", "csv", "-o", table))
    write(table, [{**row, "settled": row["Ann"], "why": "anew"} for row in read(table)])
    done(run("round", "settle", SLUG, "R1", table, "--by", "Eve"))
    assert told() == ("settled", [True, None])
    again = case_at(home).events["ev002"].tags
    assert [(tag.strategy, tag.coder) for tag in again] == [("balking", "Eve")]
    assert "was settled by Eve" in refused(run("round", "settle", SLUG, "R1", table, "--by", "Dan"))
    assert done(run("check", SLUG)) is not None


def test_what_coders_wrote_stays(home: Path) -> None:
    """Why a screening question is answered so, and why a strategy that all gave is there."""
    book = started(home)
    codes("Dan")

    def said(who: str, answer: str, *more: str) -> dict[str, Any]:
        tags = [{"strategy": each, "rationale": f"{who} on {each}"} for each in ("binding", *more)]
        return {"tags": tags, "screen": {"indirect_or_covert": answer, "note": f"{who} saw it"}}

    given = {
        "Ann": {"ev001": said("Ann", "yes", "balking")},
        "Ben": {"ev001": said("Ben", "no")},
    }
    standing = sealed(book, "R1", given)
    before = book.case.events["ev001"]
    assert "balking" not in {tag.strategy for tag in before.tags}
    settles(
        book,
        standing,
        {
            "ev001 strategies": frozenset(("binding", "balking")),
            "ev001 indirect_or_covert": "no",
        },
    )
    event = book.case.events["ev001"]
    assert event.screen.indirect_or_covert == "no"
    assert "Ann: Ann saw it" in event.screen.note and "Ben: Ben saw it" in event.screen.note
    why = {tag.strategy: tag.rationale for tag in event.tags}
    kept = {tag.strategy: tag.rationale for tag in before.tags}
    assert why["balking"] == "The record says so."
    assert why["binding"] == kept.get("binding", "Ann: Ann on binding; Ben: Ben on binding")
