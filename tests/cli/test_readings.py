"""`workbench readings`: every reading of a case, by its own rule or one that is tried."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Run
from workbench.case import OutcomeRule, Overruling
from workbench.casebook import Workspace, copy_worked_case, put
from workbench.guide import page
from workbench.judgement import flip_of, judge_case, lens_ids, read_case

SLUG = "france-us-iraq-2003"
READERS = ("first-reader", "second-reader")
KEYS = {
    "lens", "threshold", "floor", "interpretations", "acts", "soft", "balancing", "not-balancing",
    "contested", "insufficient", "concludes",
}  # fmt: skip


def readings(run: Run, folder: Path, *options: str) -> dict[str, Any]:
    """What the command prints as JSON."""
    done = run("--workspace", folder, "readings", SLUG, "--json", *options)
    assert done.returncode == 0 and done.stderr == "", done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def worked(folder: Path, rule: OutcomeRule | None) -> Workspace:
    """The worked case with a rule of its own, or none, and without its coding round."""
    place = Workspace(folder)
    copy_worked_case(place, SLUG)
    shutil.rmtree(place.cases / f"{SLUG}.rounds")
    book = place.open(SLUG)
    if book.case.info.outcome != rule:
        info = book.case.info.model_copy(update={"outcome": rule})
        book.apply("rule", put(book.case, info), "CKM")
    return place


def test_the_json_has_every_reading_and_the_flip(run: Run, tmp_path: Path) -> None:
    """As the contract has it, by the rule of the case."""
    rule = OutcomeRule(rule="count", k=3, reason="three make a course")
    place = worked(tmp_path, rule)
    said = readings(run, tmp_path)
    assert set(said) == {"case", "rule", "readings", "moves_most", "flip", "flip_why"}
    assert said["rule"] == {"kind": "count", "k": 3, "share": None, "unclear_counts": False}
    assert all(set(row) == KEYS for row in said["readings"])
    for row in said["readings"]:
        sums = [row[v] for v in ("balancing", "not-balancing", "contested", "insufficient")]
        assert sum(sums) == row["acts"] and row["soft"] <= row["balancing"]
        assert (row["threshold"] is None) == (row["lens"] != "art")
    assert list(dict.fromkeys(row["lens"] for row in said["readings"])) == list(lens_ids())
    found = judge_case(place.open(SLUG).case)
    every = read_case(found)
    assert [row["concludes"] for row in said["readings"]] == [r.concludes for r in every.all]
    moved = every.moves_most
    assert moved and said["moves_most"] == {
        "choice": moved.choice,
        "met": {name: list(n) for name, n in moved.met.items()},
    }
    flip = flip_of(found)
    assert not isinstance(flip, str) and said["flip_why"] is None
    assert said["flip"] == {
        "lens": "art",
        "threshold": "capable",
        "floor": None,
        "interpretations": "counted",
        "to": "not-met",
        "pieces": [{"id": piece.id, "how": piece.how} for piece in flip.pieces],
    }


def test_without_a_rule_nothing_is_concluded(run: Run, tmp_path: Path) -> None:
    """Nor pretended: the text says that nobody chose one."""
    worked(tmp_path, None)
    said = readings(run, tmp_path)
    assert said["rule"] == {"kind": "none", "k": None, "share": None, "unclear_counts": False}
    assert {row["concludes"] for row in said["readings"]} == {None}
    assert (said["moves_most"], said["flip"], said["flip_why"]) == (None, None, "no-rule")
    for command in ("readings", "show"):
        told = run("--workspace", tmp_path, command, SLUG).stdout
        assert "No outcome rule was chosen" in told and "met" not in told.split()


def test_a_rule_is_tried_and_not_kept(run: Run, tmp_path: Path) -> None:
    """Unclear screening is the case's own unless it is asked for."""
    own = OutcomeRule(rule="any", unclear="counts", reason="one is enough")
    place = worked(tmp_path, own)
    tried = readings(run, tmp_path, "--rule", "share:0.25")
    assert tried["rule"] == {"kind": "share", "k": None, "share": 0.25, "unclear_counts": True}
    strict = readings(run, tmp_path, "--unclear", "not")
    assert strict["rule"] == {"kind": "any", "k": None, "share": None, "unclear_counts": False}
    assert readings(run, tmp_path, "--rule", "none")["flip_why"] == "no-rule"
    assert place.open(SLUG).case.info.outcome == own


@pytest.mark.parametrize(
    "rule", ["most", "count", "count:0", "count:x", "share:2", "any:1", "share:0", ""]
)
def test_a_rule_that_is_none_is_one_sentence(run: Run, tmp_path: Path, rule: str) -> None:
    """Status 2, nothing on standard output."""
    worked(tmp_path, None)
    done = run("--workspace", tmp_path, "readings", SLUG, "--rule", rule)
    assert done.returncode == 2 and done.stdout == ""
    assert len(done.stderr.strip().splitlines()) == 1 and "Traceback" not in done.stderr


def test_the_text_prints_the_rule_its_reason_and_its_warning(run: Run, tmp_path: Path) -> None:
    """Wherever the conclusion stands: here, and in the case's summary."""
    worked(tmp_path, OutcomeRule(rule="share", share=0.2, reason="a fifth is a policy"))
    for command in ("readings", "show"):
        told = run("--workspace", tmp_path, command, SLUG).stdout
        assert "at least 20 % of the acts with a verdict are soft balancing" in told
        assert "a fifth is a policy." in told and "a share depends on what was logged" in told


def test_overruled_acts_are_named(run: Run, tmp_path: Path) -> None:
    """The readings count what is computed, and say so where somebody overruled it."""
    place = worked(tmp_path, OutcomeRule(rule="any"))
    assert "overruled" not in run("--workspace", tmp_path, "readings", SLUG).stdout
    before = readings(run, tmp_path)
    book = place.open(SLUG)
    act = judge_case(book.case).acts[0].event
    own = Overruling(verdict="contested", reason="R", coder="CKM")
    book.apply("overrule", put(book.case, act.model_copy(update={"overruled": own})), "CKM")
    told = run("--workspace", tmp_path, "readings", SLUG).stdout
    assert "1 act is overruled; the readings count what its evidence says." in told
    assert readings(run, tmp_path) == before


def test_the_guide_tells_of_the_worked_case_what_the_command_says(run: Run, tmp_path: Path) -> None:
    """Its table and its counts, in both languages."""
    place = Workspace(tmp_path)
    copy_worked_case(place, SLUG)
    said, unclear = readings(run, tmp_path), readings(run, tmp_path, "--unclear", "counts")
    rows = [row for row in said["readings"] if row["coder"] is None]
    apart = [[r for r in said["readings"] if r["coder"] == who] for who in READERS]
    assert said["moves_most"]["choice"] == "threshold" and said["flip"]["to"] == "not-met"
    assert {piece["how"] for piece in said["flip"]["pieces"]} == {"removed"}
    without = next(r for r in rows if r["interpretations"] == "left-out")
    assert rows[0]["concludes"] == without["concludes"] == "met"
    numbers = [
        len(said["flip"]["pieces"]),
        _met(rows),
        _met([r for r in unclear["readings"] if r["coder"] is None]),
    ]
    table = []
    for lens, threshold in dict.fromkeys((r["lens"], r["threshold"]) for r in rows):
        mine = [r for r in rows if (r["lens"], r["threshold"]) == (lens, threshold)]
        table.append([mine[0]["soft"], _met(mine), len(mine)])
    assert {row["acts"] for row in rows} == {28} and len(rows) == 90
    english, chinese = page("readings", "en"), page("readings", "zh-Hant")
    cells = re.findall(r"^\| .+ \| (\d+) \| (\d+) of (\d+) \|$", english, re.M)
    assert [list(map(int, row)) for row in cells] == table
    cells = re.findall(r"^\| .+ \| (\d+) \| (\d+) 種中 (\d+) 種 \|$", chinese, re.M)
    assert [[int(soft), int(met), int(of)] for soft, of, met in cells] == table
    for text in (
        f"removing {numbers[0]} pieces would undo that",
        f"It is met in {numbers[1]} of 90 readings",
        f"it would be met in {numbers[2]} of 90",
        "met in {} of {} readings and in {} of {}".format(*_counts(apart)),
    ):
        assert text in english
    for text in (
        f"移除 {numbers[0]} 筆證據便不再符合",
        f"90 種讀法中有 {numbers[1]} 種符合",
        f"90 種中有 {numbers[2]} 種符合",
        "{1} 種讀法中有 {0} 種、{3} 種中有 {2} 種符合".format(*_counts(apart)),
    ):
        assert text in chinese


def _counts(apart: list[list[dict[str, Any]]]) -> list[int]:
    return [n for rows in apart for n in (_met(rows), len(rows))]


def _met(rows: list[dict[str, Any]]) -> int:
    return sum(row["concludes"] == "met" for row in rows)
