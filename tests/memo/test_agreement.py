"""What the memo says of coders and of their agreement is true in every state of a round."""

from __future__ import annotations

import io
import json
import re
from collections import Counter
from datetime import date
from html import unescape
from pathlib import Path

import pytest
from docx import Document
from pypdf import PdfReader

from tests.conftest import Run
from tests.rounds.coding import SLUG, codes, started
from tests.rounds.sealing import ANN, BEN, DIFFER, sealed, settles
from workbench.casebook import Casebook, Workspace, put
from workbench.casebook.rounds import Standing, begin
from workbench.exporting import FORMATS, Export
from workbench.locale import words
from workbench.memo import SHORT, memo_bytes, memo_markdown

DAY = date(2026, 1, 1)
UNMEASURED = "agreement between coders is not measured"
SINGLE = "no agreement is measured"


def limits(book: Casebook, **asked: object) -> str:
    """The memo's section on limitations, on one line."""
    text = memo_markdown(book.case, "en", digest="", today=DAY, rounds=book.rounds(), **asked)  # type: ignore[arg-type]
    found = text.partition("## Limitations")[2].partition("\n## ")[0]
    return re.sub(r"\\(.)", r"\1", found)


def whole(book: Casebook, lang: str = "en") -> str:
    text = memo_markdown(book.case, lang, digest="", today=DAY, rounds=book.rounds())
    return re.sub(r"\\(.)", r"\1", text)


def test_without_a_round_nothing_is_said(home: Path) -> None:
    """No section, and the sentence that says so."""
    book = started(home)
    event = book.case.events["ev001"].model_copy(update={"coder": "Zoe"})
    book.apply("coded", put(book.case, event), "Zoe")
    assert book.rounds() == ()
    assert SINGLE in limits(book) and "Agreement between coders" not in whole(book)


def test_each_state_of_a_round(home: Path) -> None:
    """Open, given up, sealed, settled: the limits say that, and nothing that isn't so."""
    book = started(home)
    codes("Dan")
    begin(book.case, book.file.path, "R0", ["Ann", "Ben"], "Dan", seed=1)
    assert "The round R0 is still open" in limits(book)
    assert "no α" not in limits(book) and UNMEASURED not in limits(book)
    Standing.of(book.file.path, "R0").close("too long", "Dan")
    assert "The round R0 was given up" in limits(book)
    standing = sealed(book, "R1", {"Ann": ANN, "Ben": BEN})
    said = limits(book)
    assert "In the round R1 two coders coded 2 of 3 events (67 %) apart" in said
    assert "strategies: agreement 0.00, no α; settled: 0 of 3 disagreements" in said
    assert "isn’t tested" in said and UNMEASURED not in said and SINGLE not in said
    assert "They aren’t settled." in whole(book)
    settles(book, standing, DIFFER)
    assert "settled: 3 of 3 disagreements" in limits(book)


def test_a_pilot_round_tests_nothing_of_the_case(home: Path) -> None:
    """It is told, and that it is one."""
    book = started(home)
    codes("Dan")
    sealed(book, "P1", {"Ann": ANN, "Ben": BEN}, pilot=True)
    assert "doesn’t test the codes of the case" in limits(book)
    assert "A pilot round, for training" in whole(book)
    assert "aren’t settled." not in whole(book)


def test_what_was_settled_and_how(home: Path) -> None:
    """As whom, together, or otherwise; and what stands in the case otherwise by now."""
    book = started(home)
    codes("Dan")
    standing = sealed(book, "R1", {"Ann": ANN, "Ben": BEN})
    settles(book, standing, DIFFER)
    told = whole(book)
    assert "3 were settled by Dan" in told
    assert "as Ann had it 1, as Ben had it 1, neither’s answer 1." in told
    assert "otherwise by now" not in told
    (round_,) = book.rounds()
    assert round_.round and round_.round.hash in told and round_.codebook_hash in told
    assert "fewer than 10 units have two answers" in told
    # Ann alone calls the first event balancing, and the case says what was settled.
    (row,) = [line for line in told.splitlines() if "| Act 1 | Art" in line]
    assert [cell.strip() for cell in row.split("|")][4:7] == [
        "balancing", "not balancing", "not balancing"
    ]  # fmt: skip
    later = book.case.evidence["pe001"].model_copy(update={"status": "observed"})
    book.apply("an edit", put(book.case, later), "Dan")
    assert "1 of them stands in the case otherwise by now." in whole(book)
    book.undo("Dan")
    book.undo("Dan")
    told = whole(book)
    assert "They aren’t settled. A settlement by Dan on" in told and "was taken back." in told
    assert "settled: 0 of 3 disagreements" in limits(book)
    book.redo("Dan")
    assert "3 were settled by Dan" in whole(book) and "taken back" not in whole(book)


def test_the_curve_has_a_row_for_each_coder(run: Run, home: Path) -> None:
    """Its numbers are those that `readings` gives, and it says whose columns there are."""
    book = started(home)
    codes("Dan")
    sealed(book, "P1", {"Ann": ANN, "Ben": BEN}, pilot=True)
    assert "by the codes of" not in whole(book)
    sealed(book, "R1", {"Ann": ANN, "Ben": BEN})
    told = whole(book).partition("## How firm is this?")[2].partition("\n## ")[0]
    read = json.loads(run("readings", SLUG, "--json").stdout)["readings"]
    rows = {
        None: "as the case is coded",
        "Ann": "by the codes of Ann",
        "Ben": "by the codes of Ben",
    }
    for who, name in rows.items():
        mine = Counter(each["soft"] for each in read if each["coder"] == who)
        counts = "; ".join(f"{soft} in {mine[soft]}" for soft in sorted(mine, reverse=True))
        assert f"- {name}: {counts}" in told
    own = sum(each["coder"] is None for each in read)
    assert f"{len(read)} readings by how many acts" in told and f"; {own} of them are of" in told
    assert "Columns by a coder’s own codes" in told


def test_strategy_by_strategy_who_used_it_alone(home: Path) -> None:
    """Of what either of two coders used; of three coders there is no such table."""
    book = started(home)
    codes("Dan")
    sealed(book, "R1", {"Ann": ANN, "Ben": BEN})
    told = whole(book)
    rows = [[cell.strip() for cell in line.split("|")][1:-1] for line in told.splitlines()
            if line.startswith("|")]  # fmt: skip
    assert ["Strategy", "by both", "Ann alone", "Ben alone", "neither",
            "Positive agreement"] in rows  # fmt: skip
    assert ["balking", "0", "2", "0", "0", "0.00"] in rows
    assert ["binding", "1", "0", "0", "1", "1.00"] in rows
    assert not any(row[0] == "salami tactic" and len(row) == 6 for row in rows)
    sealed(book, "R3", {"Ann": ANN, "Ben": BEN, "Cem": BEN})
    assert whole(book).count("Positive agreement") == 1


def test_both_taken_together(home: Path) -> None:
    """A set that holds what each gave is neither's, and not another."""
    book = started(home)
    codes("Dan")
    ben = {**BEN, "ev001": {"tags": [{"strategy": "salami-tactic"}]}}
    standing = sealed(book, "R1", {"Ann": ANN, "Ben": ben})
    every = frozenset({"binding", "balking", "salami-tactic"})
    settles(book, standing, {**DIFFER, "ev001 strategies": every})
    assert "both taken together 1" in whole(book)


def test_a_coder_of_an_open_round_learns_nothing_of_another(home: Path) -> None:
    """What an earlier round came to would tell of codes."""
    book = started(home)
    codes("Dan")
    sealed(book, "R1", {"Ann": ANN, "Ben": BEN})
    begin(book.case, book.file.path, "R2", ["Ann", "Ben"], "Dan", seed=1)
    assert "coded 2 of 3 events" in whole(book)
    codes("Ann")
    seen = Workspace(home).open(SLUG)
    assert "isn’t shown how the round R1 came out" in limits(seen)
    assert [each.agreement for each in seen.rounds()] == [None, None]


def test_what_is_broken_is_said(home: Path) -> None:
    """Answers that were altered and a file that can't be read measure nothing."""
    book = started(home)
    codes("Dan")
    standing = sealed(book, "R1", {"Ann": ANN, "Ben": BEN})
    layer = standing.files.path("R1", 2)
    layer.write_text(layer.read_text("utf-8").replace("absent", "capable"), "utf-8")
    assert "can’t be compared" in limits(book) and str(home) not in whole(book)
    standing.files.path("R1").write_text("{", "utf-8")
    assert "can’t be read" in limits(book)


@pytest.mark.parametrize("lang", ["en", "zh-Hant"])
def test_all_four_faces(home: Path, lang: str) -> None:
    """On paper, in Word, as a page and as text: coders, variables, verdicts."""
    book = started(home)
    codes("Dan")
    settles(book, sealed(book, "R1", {"Ann": ANN, "Ben": BEN}), DIFFER)
    case, rounds, t = book.case, book.rounds(), words(lang).t
    paper, _ = memo_bytes(case, lang, digest="d", today=DAY, rounds=rounds)
    word, page, text = (
        FORMATS[form].write(Export(case, lang, "d", rounds)) for form in ("docx", "html", "md")
    )
    document = Document(io.BytesIO(word))
    in_word = [p.text for p in document.paragraphs]
    in_word += [c.text for table in document.tables for row in table.rows for c in row.cells]
    faces = [
        "".join(p.extract_text() for p in PdfReader(io.BytesIO(paper)).pages),
        "".join(in_word),
        unescape(re.sub("<[^>]*>", "", page.decode())),
        re.sub(r"\\(.)", r"\1", text.decode()),
    ]
    wanted = [t("Agreement between coders"), t("Round {name}", name="R1"), "Ann", "Ben",
              t("as {coder} had it", coder="Ann"), t("In the case"), t("basis"),
              t("Positive agreement"), t("{coder} alone", coder="Ben")]  # fmt: skip
    for face in faces:
        flat = re.sub(r"\s", "", face)
        assert all(re.sub(r"\s", "", said) in flat for said in wanted)


def test_the_short_form_stays_two_pages(home: Path) -> None:
    """With rounds too, of which it tells the one that counts."""
    Workspace(home)
    book = started(home, 36)
    codes("Dan")
    sealed(book, "P1", {"Ann": ANN, "Ben": BEN}, pilot=True)
    sealed(book, "R1", {"Ann": ANN, "Ben": BEN})
    begin(book.case, book.file.path, "R2", ["Zoe", "Yan"], "Dan", seed=1)
    data, _ = memo_bytes(book.case, "en", digest="d", today=DAY, sections=SHORT,
                         rounds=book.rounds())  # fmt: skip
    pages = PdfReader(io.BytesIO(data)).pages
    told = " ".join(" ".join(page.extract_text() for page in pages).split())
    assert len(pages) == 2
    assert "In the round R1 two coders" in told and "P1" not in told
