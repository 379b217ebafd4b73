"""The method note: whose reading the rules are, under which settings, and what the words mean."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tests.memo.test_actors import sample
from tests.memo.test_export import CASES
from workbench.case import Assessment, Case, Event, Evidence, KeyJudgement
from workbench.codebook import codebook
from workbench.locale import LANGUAGES, words
from workbench.memo import SHORT, memo_markdown
from workbench.memo.contents import memo_document
from workbench.memo.document import Entry, Node, Reference, Table, Text, Together

DAY = date(2026, 11, 23)


def read(case: Case, lang: str, **asked: object) -> str:
    """The memo as text, without the marks of Markdown."""
    return memo_markdown(case, lang, digest="", today=DAY, **asked).replace("\\", "")


def note(case: Case, lang: str) -> str:
    """The method note alone."""
    return read(case, lang, sections=["method"])


def within(nodes: tuple[Node, ...]) -> list[Node]:
    """The parts of a section one by one."""
    return [n for x in nodes for n in (within(x.nodes) if isinstance(x, Together) else [x])]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_criterion_has_its_rule_and_its_work(lang: str) -> None:
    """Row by row as the codebook has it, each mark leading to the work among the sources."""
    document = memo_document(CASES[lang], lang, digest="", today=DAY)
    parts = {part.name: within(part.nodes) for part in document.parts}
    (table,) = [node for node in parts["method"] if isinstance(node, Table)]
    works = {e.mark: e.body.plain for e in parts["sources"] if isinstance(e, Entry)}
    anchors = {getattr(node, "name", "") for node in parts["sources"]}
    book = codebook()
    for row, lens in zip(table.rows, book.lenses, strict=True):
        (named, _, rule) = (item for cell in row for item in cell if isinstance(item, Text))
        (mark,) = [span for span in named.spans if isinstance(span, Reference)]
        assert works[mark.text.strip("[]")] == book.work(lens.citation).text
        assert mark.to in anchors
        at = 0
        for each in lens.rows:
            for said in (each.fits.in_(lang), book.word("verdict", each.verdict, lang)):
                at = rule.plain.index(said, at)
    assert works["M1"] == book.typology.text


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_the_rules_are_read_from_is_told_apart_from_the_evidence(lang: str) -> None:
    """Under a head of its own, counted among no sources; gone with the note that it belongs to."""
    case, head = CASES[lang], words(lang).t("Works behind the rules")
    before, _, after = read(case, lang).partition(f"### {head}\n")
    texts = [codebook().work(lens.citation).text for lens in codebook().lenses]
    assert all(text in after for text in texts)
    sources = before.rpartition("## ")[2]
    assert not any(text in sources for text in texts)
    assert head not in read(case, lang, sections=["sources"])
    none = replace(sample(), sources={}, evidence={})
    assert head in read(none, lang)


@pytest.mark.parametrize(
    ("setting", "value", "english"),
    [
        ("threshold", "capable", "count like observed ones, as Art's lens has it"),
        ("threshold", "observed", "only observed effects count, which is stricter than Art's lens"),
        ("floor", None, "Floor: none"),
        ("floor", "C3", "graded below C3, or not graded, is left out"),
        ("interpretations", "counted", "Interpretations: counted"),
        ("interpretations", "left-out", "Interpretations: left out"),
        ("joint", "apart", "Joint acts: apart"),
        ("joint", "counted", "Joint acts: counted where the balancer initiated them"),
    ],
)
def test_the_settings_are_the_memos_own(setting: str, value: str | None, english: str) -> None:
    case = sample()
    other = {"threshold": "capable", "floor": "B2", "interpretations": "left-out",
             "joint": "counted"}  # fmt: skip
    asked = replace(case, info=case.info.model_copy(update={**other, setting: value}))
    assert english in note(asked, "en")
    assert note(asked, "zh-Hant").count("：") >= 9


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_words_of_the_verdicts_are_explained(lang: str) -> None:
    for verdict in ("contested", "insufficient"):
        word = codebook().word("verdict", verdict, lang)
        quoted = f"「{word}」" if lang == "zh-Hant" else f"“{word}”"
        assert quoted in note(CASES[lang], lang)
        assert quoted in read(CASES[lang], lang, sections=SHORT)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_short_form_keeps_both_limitations_and_names_the_works(lang: str) -> None:
    case = CASES[lang]
    said = read(case, lang, sections=SHORT)
    assert case.assessment.limitations in said
    assert all(coder in said for coder in case.coders)
    assert all(
        f"{work.authors[0].partition(',')[0]}" in said and work.year in said
        for work in (codebook().work(lens.citation) for lens in codebook().lenses)
    )
    assert codebook().source.author.in_(lang) in said


def test_that_one_person_coded_is_said_once() -> None:
    """Of the whole case; with two coders, of each judgement whose evidence only one coded."""
    events = {f"e{n}": Event(id=f"e{n}", title="T", coder="Lin") for n in range(2)}
    evidence = {f"p{n}": Evidence(id=f"p{n}", event=f"e{n}", side="intent", coder="Lin")
                for n in range(2)}  # fmt: skip
    judgements = tuple(KeyJudgement(text=f"J{n}", events=(f"e{n}",)) for n in range(2))
    case = Case("one", sample().info, assessment=Assessment(judgements=judgements),
                events=events, evidence=evidence)  # fmt: skip
    assert read(case, "en").lower().count("a single coder") == 1
    assert read(case, "en", sections=["judgements"]).count("a single coder") == 2
    other = events["e1"].model_copy(update={"coder": "Ho"})
    both = replace(case, events={**events, "e1": other})
    assert read(both, "en").count("a single coder") == 2
