"""What people read of rounds: the words of their language, and each beside what it belongs to."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tests.conftest import Run
from workbench.case import Bearing, ProcessTest
from workbench.casebook import Casebook, Settings, put, save_settings
from workbench.casebook.rounds import answer_name, reasons, worst_first
from workbench.locale import words

from .coding import SLUG, case_at, codes, done, read, refused, started, write
from .sealing import Given, sealed

ZH = words("zh-Hant")


def tagged(*said: tuple[str, str]) -> dict[str, Any]:
    """An event with strategies and why each was tagged."""
    return {"tags": [{"strategy": strategy, "rationale": why} for strategy, why in said]}


def test_reasons_stand_by_the_strategies_that_they_are_of(home: Path) -> None:
    """In the order of the answer, named where there are several, parted as the language does."""
    book = started(home)
    codes("Dan")
    given = {
        "Ann": {"ev001": tagged(("diplomatic-coordination", "同聲"), ("binding", "在會內"))},
        "Ben": {"ev001": tagged(("balking", "拖延"))},
    }
    standing = sealed(book, "R1", given)
    [each] = [d for d in worst_first(standing) if d.unit == "ev001"]
    said = reasons(each, standing.layers, book.case.codebook, ZH)
    assert said == {"Ann": "約束：在會內；外交協調：同聲", "Ben": "拖延"}
    assert answer_name("strategies", each.answers["Ann"], book.case, ZH) == "約束、外交協調"


def zh_case(home: Path) -> Casebook:
    """A case in Chinese whose first piece of intent has an answered process-tracing question."""
    book = started(home)
    codes("Dan")
    save_settings(Settings(coder="Dan", language="zh-Hant"))
    info = book.case.info.model_copy(update={"language": "zh-Hant"})
    piece = book.case.evidence["pi001"].model_copy(
        update={
            "bearings": (Bearing(motive="balancing", says="supports"),),
            "tests": (ProcessTest(motive="balancing", expected=True, surprising=False),),
        }
    )
    book.apply("begun", put(book.case, info, piece))
    return book


def says(motive: str, what: str) -> list[dict[str, str]]:
    """The bearings of a piece on one motive."""
    return [{"motive": motive, "says": what}]


APART: dict[str, Given] = {
    "Ann": {
        "ev001": {"screen": {"indirect_or_covert": "yes", "note": "密談"}},
        "pi001": {"bearings": says("balancing", "supports"), "origin": "簡報"},
        "pe001": {"kind": "raises-cost", "status": "observed", "refuted_by": "退出"},
        "pi002": {"bearings": says("balancing", "supports"),
                  "tests": [{"motive": "balancing", "expected": True}]},
    },
    "Ben": {
        "ev001": {"screen": {"indirect_or_covert": "no"}},
        "pi001": {"bearings": says("balancing", "undermines")},
        "pe001": {"kind": "raises-cost", "status": "capable", "refuted_by": "退出"},
        "pe002": {"kind": "raises-cost"},
        "pi002": {"bearings": says("balancing", "supports")},
    },
}  # fmt: skip


def test_a_settlement_in_chinese_says_all_that_it_does(
    run: Run, home: Path, tmp_path: Path
) -> None:
    """No id of a field stands in what a person reads, and what nobody was asked about is said, as
    it goes in and in the case: a text of one coder's, an answer to what is asked no more."""
    book = zh_case(home)
    sealed(book, "R1", APART)
    table = tmp_path / "d.csv"
    done(run("round", "disagreements", SLUG, "R1", "--to", "csv", "-o", table))
    rows = read(table)
    left = refused(run("round", "settle", SLUG, "R1", write(table, rows[:1] and [
        {**rows[0], "settled": rows[0]["Ben"], "why": "公開"}]), "--by", "Dan"))  # fmt: skip
    assert "pi001 · 對「平衡」的意涵" in left and "pe001 · 狀態" in left
    whole = [{**row, "settled": row["Ben"], "why": "公開"} for row in rows]
    result = run("round", "settle", SLUG, "R1", write(table, whole), "--by", "Dan")
    done(result)
    told = result.stderr.splitlines()
    assert "過程追蹤檢驗" in told[2] and "過程追蹤檢驗" in told[3]
    assert [line.partition("：")[2] for line in told] == [
        "e2 · deeds · 效果類型",
        "e1 · 篩檢備註（Ann）、e1 · words · 源頭（Ann）",
        "e1 · words",
        "e2 · words",
    ], told
    case = case_at(home)
    notes = [case.events["ev001"].note, *(case.evidence[i].note for i in ("pi001", "pe001"))]
    for id_ in ("bearing:", "indirect_or_covert", "status", "origin", "refuted_by", "balancing"):
        assert id_ not in result.stderr + left + "".join(notes), id_
    assert "迂迴或隱晦：由 Dan 裁定：公開" in notes[0] and "篩檢備註" in notes[0]
    assert "源頭" in notes[1] and "過程追蹤檢驗" in notes[1]
    # Both wrote the same: that is no one's own.
    assert case.evidence["pe001"].refuted_by == "退出" and "否證" not in notes[2]
    assert not case.evidence["pi001"].tests and not case.evidence["pi002"].tests


def test_agreement_is_told_in_words(run: Run, home: Path) -> None:
    """Variables, answers, strategies, classes and lenses by their names; ids are for the JSON."""
    book = zh_case(home)
    # An event that was entered on the screen has no key.
    book.apply("e", put(book.case, book.case.events["ev001"].model_copy(update={"key": ""})))
    tags = {"Ann": tagged(("binding", ""), ("balking", "")), "Ben": tagged(("balking", ""))}
    answers = {who: {**given, "ev002": tags[who]} for who, given in APART.items()}
    sealed(book, "R1", answers)
    told = done(run("agree", SLUG, "--round", "R1"))
    ids = ("bearing:", "verdict:", "screen", "indirect_or_covert", "status", "binding", "balking",
           "weakening", "supports", "observed", "yes", "two-level", "effect_kind")  # fmt: skip
    assert not [id_ for id_ in ids if id_ in told], told
    for said in ("Ann 故意阻礙、約束 × Ben 故意阻礙：1", "Ann 制度式、弱化式 × Ben 弱化式：1",
                 "迂迴或隱晦：Ann 是 × Ben 否：1", "狀態：Ann 已觀察到 × Ben 足以產生：1",
                 "  約束：兩人皆標 0 次、僅 Ann 1 次、僅 Ben 0 次、皆未標 0 次；正向一致性 .000",
                 "判定（阿特）：1 件相同；不同的是 #1 Act 1"):  # fmt: skip
        assert said in told, told
    assert "—：" not in told and "不同的是 —" not in told
