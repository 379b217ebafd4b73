"""Verdicts and readings that hang on the coder equal those of each coder's answers read alone."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Run
from workbench.case import QUESTIONS, Case, Event, Evidence, OutcomeRule, read_rule
from workbench.casebook import Casebook, Workspace, put
from workbench.casebook.rounds import Standing, begin
from workbench.judgement import View, judge_case, lens_ids, read_case

from .coding import SLUG, codes, done, refused, started
from .sealing import ANN, BEN, DIFFER, Given, sealed, settles

KINDS = ("raises-cost", "weakens-power", "issue-outcome-only")
STATUSES = ("observed", "capable", "absent")
SAYS = ("supports", "undermines")


def read_alone(book: Casebook, given: Given) -> Case:
    """The case with a coder's answers typed into it, field by field, and nothing else."""
    records: list[Event | Evidence] = []
    for id_, event in book.case.events.items():
        fields = {"tags": (), "coded_none": False, "screen": {}, **given.get(id_, {})}
        records.append(Event.model_validate({**event.model_dump(), **fields}))
    for id_, piece in book.case.evidence.items():
        fields = {"bearings": (), "kind": None, "status": None, "grade": None,
                  **given.get(id_, {})}  # fmt: skip
        records.append(Evidence.model_validate({**piece.model_dump(), **fields}))
    return book.case.with_changes(put(book.case, *records))


def some(book: Casebook, drawn: random.Random) -> Given:
    """Answers to every unit."""
    found: dict[str, Any] = {}
    for id_ in book.case.events:
        screen = {question: drawn.choice(["yes", "no"]) for question in QUESTIONS}
        found[id_] = {"coded_none": True, "screen": screen}
    for id_, piece in book.case.evidence.items():
        if piece.side == "effect":
            found[id_] = {"kind": drawn.choice(KINDS), "status": drawn.choice(STATUSES)}
        else:
            motive = drawn.choice(["balancing", "economic-gain"])
            found[id_] = {"bearings": [{"motive": motive, "says": drawn.choice(SAYS)}]}
    return found


@pytest.mark.parametrize("seed", range(4))
def test_it_is_each_coders_answers_read_alone(home: Path, seed: int) -> None:
    """Verdicts, what hangs on the coder, and every reading, of answers drawn at random."""
    drawn, book = random.Random(seed), started(home, 8)
    codes("Dan")
    answers = {who: some(book, drawn) for who in ("Ann", "Ben", "Cy")}
    sealed(book, "R1", answers)
    view, rule = View("observed"), OutcomeRule(rule="any")
    found = book.by_coder(view)
    assert found and found.coders == tuple(answers) and found.events == 8
    alone = {who: judge_case(read_alone(book, given), view) for who, given in answers.items()}
    for who, read in alone.items():
        assert {id_: {x: j.verdict for x, j in f.verdicts.items()}
                for id_, f in found.findings[who].by_id.items()} == \
               {id_: {x: j.verdict for x, j in f.verdicts.items()}
                for id_, f in read.by_id.items()}  # fmt: skip
    hang = {(each.event, each.lens): each.verdicts for each in found.hanging}
    for id_ in book.case.events:
        for lens in lens_ids():
            given = tuple(read.by_id[id_].verdicts[lens].verdict for read in alone.values())
            assert hang.get((id_, lens)) == (given if len(set(given)) > 1 else None)
    readings = read_case(judge_case(book.case, view), rule, found.findings)
    for who, read in alone.items():
        assert readings.coders[who].all == read_case(read, rule).all
    moved = {moved.choice: moved.met for moved in readings.moves}
    assert moved["coder"] == {
        who: (read_case(read, rule).met(), len(read_case(read, rule).all))
        for who, read in alone.items()
    }
    most = max(moved.by for moved in readings.moves)
    assert readings.moves_most and readings.moves_most.by == most


def test_after_settlement_the_case_reads_as_the_layers_do(home: Path) -> None:
    """An independent reading of what was alike and what was decided."""
    book = started(home)
    codes("Dan")
    settles(book, sealed(book, "R1", {"Ann": ANN, "Ben": BEN}), DIFFER)
    chosen = {
        **{id_: ANN[id_] for id_ in ("pi001", "pi002", "pe002")},
        "pe001": BEN["pe001"], "ev001": ANN["ev001"],
    }  # fmt: skip
    view = View.of(book.case.info)
    want = judge_case(read_alone(started(home / "other"), chosen), view)
    have = judge_case(book.case, view)
    assert {f.event.id: {x: j.verdict for x, j in f.verdicts.items()} for f in have.events} == {
        f.event.id: {x: j.verdict for x, j in f.verdicts.items()} for f in want.events
    }


def test_which_round_counts(home: Path) -> None:
    """The last one that all have sealed; no pilot, none that is open, none that was altered."""
    book = started(home)
    codes("Dan")
    view = View.of(book.case.info)
    assert book.by_coder(view) is None
    sealed(book, "P1", {"Ann": ANN, "Ben": BEN}, pilot=True)
    begin(book.case, book.file.path, "R0", ["Ann", "Ben"], "Dan", seed=1)
    assert book.by_coder(view) is None
    sealed(book, "R2", {"Ann": ANN, "Ben": BEN})
    sealed(book, "R1", {"Cy": ANN, "Di": BEN})
    found = book.by_coder(view)
    assert found and found.round == "R1" and found.coders == ("Cy", "Di")
    codes("Ann")
    assert Workspace(home).open(SLUG).by_coder(view) is None
    codes("Dan")
    Standing.of(book.file.path, "R0").close("enough", "Dan")
    path = Standing.of(book.file.path, "R1").files.path("R1", 1)
    path.write_text(path.read_text("utf-8").replace("observed", "capable"), "utf-8")
    assert book.by_coder(view) is None


def test_the_command(run: Run, home: Path) -> None:
    """A reading says by whose codes, and the coder may move the conclusion most; without a round
    nothing of it is there."""
    book = started(home)
    codes("Dan")
    plain = json.loads(done(run("readings", SLUG, "--rule", "any", "--json")))
    assert "coder" not in plain["readings"][0]
    assert "own codes" not in done(run("readings", SLUG))
    soft = {"screen": {"avoids_confrontation": "yes", "indirect_or_covert": "yes",
                       "limits_power_or_intent": "yes"}}  # fmt: skip
    ann = {id_: {**said, **(soft if id_.startswith("ev") else {})} for id_, said in ANN.items()}
    hard = {"screen": {"avoids_confrontation": "no"}}
    ben = {id_: {**said, **(hard if id_.startswith("ev") else {})} for id_, said in ANN.items()}
    sealed(book, "R1", {"Ann": ann, "Ben": ben})
    found = json.loads(done(run("readings", SLUG, "--rule", "any", "--json")))
    by_whom = {reading["coder"] for reading in found["readings"]}
    assert by_whom == {None, "Ann", "Ben"}
    case = judge_case(read_alone(book, ann))
    rule = read_rule("any")
    want = [r.concludes for r in read_case(case, rule).all]
    assert [r["concludes"] for r in found["readings"] if r["coder"] == "Ann"] == want
    assert found["moves_most"]["choice"] == "coder"
    assert found["moves_most"]["met"]["Ben"][0] == 0
    told = done(run("readings", SLUG, "--rule", "any"))
    assert (
        "By each coder’s own codes: Ann 2 of 3 acts" in told
        and "What moves it most is the coder" in told
    )
    assert "no case" in refused(run("readings", "nothing"))
