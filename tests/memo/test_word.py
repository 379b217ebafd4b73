"""The Word document as a program for such files finds it: structure, links, languages."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator
from datetime import date
from time import process_time
from typing import Any

import pytest
from docx import Document
from reportlab.pdfbase.pdfmetrics import stringWidth

from tests.memo.test_actors import sample
from tests.memo.test_export import CASES, of_text
from workbench.case import Case
from workbench.memo import SHORT, memo_docx
from workbench.memo.contents import memo_document
from workbench.memo.document import Figure, Node, Together, stretches

DAY = date(2026, 11, 23)
LANGS = pytest.mark.parametrize("lang", [pytest.param("en", marks=pytest.mark.long), "zh-Hant"])


def word(case: Case, lang: str, **asked: Any) -> Any:
    return Document(io.BytesIO(memo_docx(case, lang, digest="d", today=DAY, **asked)))


@LANGS
def test_references_lead_somewhere(lang: str) -> None:
    """Every one to a place of the document, every source with an address to it."""
    file = word(CASES[lang], lang)
    body = file.element.body
    to = body.xpath(".//w:hyperlink/@w:anchor")
    places = body.xpath(".//w:bookmarkStart/@w:name")
    assert len(places) == len(set(places)) and len(to) > 200
    assert set(to) <= set(places)
    assert all(re.fullmatch(r"[a-z]\w{0,39}", name) for name in places)
    ids = body.xpath(".//w:hyperlink/@r:id")
    addresses = {file.part.rels[id].target_ref for id in ids}
    wanted = {s.url for s in CASES[lang].sources.values() if s.url and not s.doi}
    assert wanted <= addresses and len(wanted) > 50


@LANGS
def test_the_short_form_leads_nowhere_that_isnt_there(lang: str) -> None:
    body = word(CASES[lang], lang, sections=SHORT).element.body
    to = set(body.xpath(".//w:hyperlink/@w:anchor"))
    assert to and to <= set(body.xpath(".//w:bookmarkStart/@w:name"))


def _figures(nodes: Iterable[Node]) -> Iterator[Figure]:
    for node in nodes:
        if isinstance(node, Figure):
            yield node
        elif isinstance(node, Together):
            yield from _figures(node.nodes)


@LANGS
def test_figures_are_pictures_that_say_what_they_show(lang: str) -> None:
    """Each with its sentence and its numbers, as wide as the text."""
    file = word(CASES[lang], lang)
    document = memo_document(CASES[lang], lang, digest="d", today=DAY)
    figures = {part.name: list(_figures(part.nodes)) for part in document.parts}
    every = [figure for found in figures.values() for figure in found]
    assert [round(shape.width.pt) for shape in file.inline_shapes] == [495] * len(every)
    told = file.element.body.xpath(".//wp:docPr/@descr")
    assert all(one.startswith(figure.said) for one, figure in zip(told, every, strict=True))
    [drawn], [figure] = figures["timeline"], figures["profile"]
    times, bars = told[every.index(drawn)], told[every.index(figure)]
    for label, count in figure.listed:
        assert re.search(f"{re.escape(label)}[:：] ?{count}(\n|$)", bars)
    assert all(str(n) in times for n in range(1, len(CASES[lang].events) + 1))


@LANGS
def test_the_running_lines(lang: str) -> None:
    """The title at the head from the second page on; at the foot fields that count pages."""
    [section] = word(CASES[lang], lang).sections
    assert section.header.paragraphs[0].text == CASES[lang].info.title
    assert section.different_first_page_header_footer
    assert not section.first_page_header.paragraphs[0].text
    for foot in (section.footer, section.first_page_footer):
        fields = foot._element.xpath(".//w:fldSimple/@w:instr")
        assert fields == ["PAGE", "NUMPAGES"]


@LANGS
def test_every_style_knows_its_language(lang: str) -> None:
    file = word(CASES[lang], lang)
    assert file.core_properties.language == {"en": "en-GB", "zh-Hant": "zh-TW"}[lang]
    used = {p.style.name for p in file.paragraphs}
    for style in (s for s in file.styles if s.name in used):
        [spoken] = style.element.xpath("w:rPr/w:lang")
        assert [spoken.get(f"{{{spoken.nsmap['w']}}}{n}") for n in ("val", "eastAsia")] == [
            "en-GB",
            "zh-TW",
        ]


@LANGS
def test_tables_have_heads_and_no_word_is_cut(lang: str) -> None:
    """A head on every page, and room for each verdict, in letters of a common width."""
    for table in word(CASES[lang], lang).tables:
        assert table.rows[0]._tr.xpath("w:trPr/w:tblHeader")
        for row in table.rows[:4]:
            for cell in row.cells:
                for said in cell.text.split():
                    if said.isascii() and said.isalpha():
                        assert cell.width.pt - 6 >= stringWidth(said, "Helvetica", 7.2), said


def test_another_language_is_named() -> None:
    """What is typed in another script than the memo's, as far as a script tells."""
    assert list(stretches("Zhang 張凱銘 (2015)", "en")) == [
        ("Zhang ", "en"),
        ("張凱銘", "zh-Hant"),
        (" (2015)", "en"),
    ]
    assert [lang for _, lang in stretches("據 Dominique de Villepin 所言", "zh-Hant")] == [
        "zh-Hant",
        "en",
        "zh-Hant",
    ]
    assert list(stretches("NATO 的計畫", "zh-Hant")) == [("NATO 的計畫", "zh-Hant")]
    scripts = {
        "こんにちは世界": "ja",
        "균형": "ko",
        "שלום עולם": "he",
        "سلام": "ar",
        "際": "zh-Hant",
    }
    for said, lang in scripts.items():
        assert list(stretches(said, "en")) == [(said, lang)]


def test_languages_reach_word() -> None:
    """Hebrew runs from right to left, Japanese is no Chinese."""
    body = word(of_text("שלום 日本の 張"), "en").element.body
    [hebrew, *_] = body.xpath(".//w:r[w:rPr/w:rtl]")
    assert hebrew.xpath("w:rPr/w:lang/@w:bidi") == ["he-IL"]
    assert body.xpath(".//w:r/w:rPr/w:lang[@w:eastAsia='ja-JP']")


@pytest.mark.parametrize(
    "said", ["\ufffe\uffff", "<w:p/>&amp;", "\x00\x1b[31m", "\ud800", "a\tb\nc"]
)
def test_any_text_is_data(said: str) -> None:
    """What XML has no place for is replaced, what looks like markup is text."""
    file = word(of_text(f"x{said}y"), "en")
    text = "".join(file.element.body.itertext())
    assert "x" in text and ("<w:p/>&amp;" in text or "<" not in said)


def test_whose_acts_stand_in_the_pictures_words() -> None:
    told = word(sample(), "en").element.body.xpath(".//wp:docPr/@descr")
    [times] = [one for one in told if one.startswith("Timeline")]
    assert "acts of United States: 6" in times and "acts of third parties: 4" in times


@pytest.mark.long
def test_four_times_the_runs_take_four_times_as_long() -> None:
    """Text in many scripts is a run per stretch, tens of thousands in one table."""

    def taken(runs: int) -> float:
        case = of_text("aא" * runs)
        start = process_time()
        memo_docx(case, "en", digest="d", today=DAY, sections=["events"])
        return process_time() - start

    assert taken(16_000) < 6 * taken(4_000)
