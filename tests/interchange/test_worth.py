"""Excerpts, origins and process-tracing answers on their way out and back."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.case import Bearing, Case, CaseInfo, Event, Evidence, answered, takers
from workbench.interchange.refi import write_project
from workbench.interchange.sheet import read_sheet, write_sheet
from workbench.interchange.tidy import write_tidy
from workbench.judgement import MOTIVES, judge_case
from workbench.locale import words

EMPTY = Case("c", CaseInfo(title="T", balancer="A", target="B"))
HOSTILE = "=1+1 [bold] 「中文」\n\x1b[31m “x”"


def case_with(*pieces: Evidence) -> Case:
    event = Event(id="ev", key="one", title="T", initiator="A", target="B")
    return Case("c", EMPTY.info, events={"ev": event}, evidence={p.id: p for p in pieces})


def full() -> Case:
    """A piece of either side that says all of it."""
    bears = (Bearing(motive="balancing", says="supports"),
             Bearing(motive="economic-gain", says="undermines"))  # fmt: skip
    intent = Evidence(id="p1", event="ev", side="intent", finding="F", bearings=bears,
                      excerpt=HOSTILE, origin=" one briefing", locator="p. 3")  # fmt: skip
    effect = Evidence(id="p2", event="ev", side="effect", finding="G", kind="raises-cost",
                      status="absent")  # fmt: skip
    for question, given_ in (("expected", True), ("surprising", False)):
        intent = answered(intent, "balancing", question, given_)  # type: ignore[arg-type]
        effect = answered(effect, None, question, given_)  # type: ignore[arg-type]
    return case_with(answered(intent, "economic-gain", "expected", False), effect)


ANSWERS = st.sampled_from([None, True, False])


@given(
    st.lists(
        st.builds(
            Bearing,
            motive=st.sampled_from(MOTIVES),
            says=st.sampled_from(["supports", "undermines"]),
        ),
        max_size=4,
        unique=True,
    ).map(tuple),
    st.lists(st.tuples(ANSWERS, ANSWERS), min_size=4, max_size=4),
)
def test_answers_come_back_from_the_sheet(
    bears: tuple[Bearing, ...], said: list[tuple[bool | None, bool | None]]
) -> None:
    """Whatever was answered of whatever motive, both in part too."""
    piece = Evidence(id="p", event="ev", side="intent", bearings=bears, coder="x")
    for motive, (expected, surprising) in zip(takers(piece), said, strict=False):
        piece = answered(piece, motive, "expected", expected)
        piece = answered(piece, motive, "surprising", surprising)
    again = read_sheet(write_sheet(case_with(piece)), EMPTY, "y")
    assert not again.faults, again.faults
    (back,) = EMPTY.with_changes(again.changes).evidence.values()
    assert {t.motive: t for t in back.tests} == {t.motive: t for t in piece.tests}


def test_all_of_it_comes_back_and_a_case_without_has_no_column() -> None:
    """The sheet of a case that uses none of it is as it was."""
    case = full()
    again = read_sheet(write_sheet(case), EMPTY, "y")
    assert not again.faults, again.faults
    back = [p.model_copy(update={"id": "", "event": ""})
            for p in EMPTY.with_changes(again.changes).evidence.values()]  # fmt: skip
    assert back == [p.model_copy(update={"id": "", "event": ""}) for p in case.evidence.values()]
    bare = write_sheet(case_with(Evidence(id="p", event="ev", side="intent"))).decode("utf-8-sig")
    head = bare.split("\r\n")[0].split(",")
    assert not {"excerpt", "origin", "expected", "surprising"} & set(head)


@pytest.mark.parametrize(
    ("side", "bearing", "column", "cell", "why"),
    [
        ("intent", "balancing:supports", "expected", "perhaps", "MOTIVE:yes"),
        ("intent", "balancing:supports", "surprising", "yes", "MOTIVE:yes"),
        ("intent", "balancing:supports", "expected", "economic-gain:yes", "takes a test"),
        ("intent", "balancing:supports;balancing:undermines", "expected", "balancing:no", "takes"),
        ("effect", "raises-cost", "surprising", "balancing:yes", "neither yes nor no"),
        ("effect", "raises-cost", "expected", "maybe", "neither yes nor no"),
        (
            "intent",
            "balancing:supports",
            "expected",
            "balancing:yes;balancing:no",
            "both yes and no",
        ),
        ("effect", "raises-cost", "surprising", "yes;no", "both yes and no"),
        ("", "", "origin", "a briefing", "side (intent or effect) is empty"),
        ("", "", "excerpt", "words", "side (intent or effect) is empty"),
    ],
)
def test_what_is_no_answer_is_refused_at_its_column(
    side: str, bearing: str, column: str, cell: str, why: str
) -> None:
    """By line and column, with a sentence; nothing goes in."""
    status = "observed" if side == "effect" else ""
    sheet = f'title,side,bearing,status,{column}\nT,{side},{bearing},{status},"{cell}"\n'
    found = read_sheet(sheet.encode(), EMPTY, "")
    assert [(f.line, f.column) for f in found.faults] == [(2, column)]
    assert why in found.faults[0].said(words("en"))
    assert not found.changes


@pytest.mark.parametrize(("yes", "no"), [("yes", "No"), ("是", "否")])
def test_answers_are_read_in_either_language(yes: str, no: str) -> None:
    """As the words of the screening questions are."""
    sheet = (
        f"title,side,bearing,expected,surprising\nT,intent,平衡：支持,平衡：{yes},balancing:{no}\n"
    )
    found = read_sheet(sheet.encode(), EMPTY, "")
    assert not found.faults, found.faults
    (piece,) = EMPTY.with_changes(found.changes).evidence.values()
    (test,) = piece.tests
    assert (test.motive, test.expected, test.surprising) == ("balancing", True, False)


def test_refi_has_it_as_notes_and_tables_have_a_row_for_each_claim() -> None:
    """Other programs see what a piece is worth; so do statistics."""
    case = full()
    with zipfile.ZipFile(io.BytesIO(write_project(case, datetime.now(UTC)))) as packed:
        project = packed.read("project.qde").decode()
    assert "one briefing" in project and "hoop (balancing)" in project
    assert "failed hoop" in project
    with zipfile.ZipFile(io.BytesIO(write_tidy(case, judge_case(case)))) as packed:
        rows = list(csv.DictReader(io.StringIO(packed.read("evidence.csv").decode(), newline="")))
        told = packed.read("dictionary.csv").decode()
    assert [(r["motive"], r["expected"], r["test"]) for r in rows] == [
        ("balancing", "TRUE", "hoop"),
        ("economic-gain", "FALSE", "NA"),
        ("NA", "TRUE", "failed-hoop"),
    ]
    assert len(re.findall("^evidence.csv,", told, re.MULTILINE)) == len(rows[0])
