"""The worked cases' memos under independent readers, and what no text of a case can make happen."""

from __future__ import annotations

import io
import sys
from datetime import date
from itertools import pairwise
from typing import Any

import pytest
from docx import Document
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from workbench.case import Alternative, Assessment, Case, CaseInfo, Event, Evidence, Source
from workbench.casebook import worked_cases
from workbench.memo import SHORT, memo_bytes, memo_docx, memo_markdown

from .readers import letters

DAY = date(2026, 11, 23)
WORKED = [file.load() for file in worked_cases() if file.slug.startswith("france-us-iraq-2003")]
CASES = {case.info.language: case for case in WORKED}


def of_text(said: str) -> Case:
    return Case(
        "c",
        CaseInfo(id="case", title=said, balancer=said, target=said, author=said),
        {},
        Assessment(bottom_line=said, alternatives=(Alternative(title=said, text=said),)),
        {"s": Source(id="s", title=said, author=said, published=said, url=said)},
        {"e": Event(id="e", title=said, description=said, initiator=said)},
        {"p": Evidence(id="p", event="e", side="effect", finding=said, source="s", locator=said)},
    )


@settings(max_examples=settings().max_examples // 3, suppress_health_check=list(HealthCheck))
@given(st.text(max_size=60), st.sampled_from([1, 40]), st.sampled_from(["en", "zh-Hant"]))
def test_any_text_in_every_field_builds(said: str, times: int, lang: str) -> None:
    data, _ = memo_bytes(of_text(said * times), lang, digest="d", today=DAY)
    assert len(PdfReader(io.BytesIO(data)).pages) >= 2
    assert memo_markdown(of_text(said), lang, digest="d", today=DAY).count("\n## ") >= 10


@pytest.mark.parametrize("lang", ["en", "zh-Hant"])
def test_how_far_it_is_is_told(lang: str) -> None:
    """In per cent, each once, little by little; of a memo without a table too."""
    told: list[int] = []
    memo_bytes(CASES[lang], lang, digest="d", today=DAY, progress=told.append)
    assert told == sorted(set(told)) and told[-1] == 100 and len(told) > 15
    assert max(b - a for a, b in pairwise([0, *told])) < 25
    told.clear()
    memo_bytes(of_text("x"), lang, digest="d", today=DAY, sections=["limitations"],
               progress=told.append)  # fmt: skip
    assert told[-1] == 100


@pytest.mark.parametrize("lang", ["en", "zh-Hant"])
def test_the_short_form(lang: str) -> None:
    """The first page and the event table, and no link to what isn’t there."""
    data, _ = memo_bytes(CASES[lang], lang, digest="d", today=DAY, sections=SHORT)
    reader = PdfReader(io.BytesIO(data))
    assert len(reader.pages) == 2
    assert len(reader.outline) == len(SHORT)
    for page in reader.pages:
        for note in page.get("/Annots", ()):
            assert note.get_object()["/Dest"][0].get_object()["/Type"] == "/Page"


OPENED: list[str] | None = None


def _audit(event: str, arguments: tuple[Any, ...]) -> None:
    if OPENED is not None and event in ("open", "socket.connect", "socket.getaddrinfo"):
        OPENED.append(f"{event} {arguments[0]}")


def test_no_text_opens_a_file_or_a_connection() -> None:
    """Under an audit hook, which Python never takes off again."""
    global OPENED
    sys.addaudithook(_audit)
    memo_bytes(of_text("warm"), "en", digest="d", today=DAY)
    said = '<img src="/etc/passwd"/> <a href="http://example.org"> /etc/passwd \\\\host\\x {x}'
    OPENED = []
    try:
        for text in (said, "file:///etc/passwd", "http://127.0.0.1:9/x.png"):
            memo_bytes(of_text(text), "en", digest="d", today=DAY)
        seen = list(OPENED)
    finally:
        OPENED = None
    assert not [s for s in seen if "passwd" in s or "socket" in s or "host" in s], seen


def test_the_word_document_has_the_same_sections() -> None:
    """As Word would open it; what was typed is text."""
    said = "[bold] <w:p/> =1+1 \x1b[31m 中文 \ud800"
    document = Document(io.BytesIO(memo_docx(of_text(said), "en", digest="", today=DAY)))
    heads = [p.text for p in document.paragraphs if p.style.name == "Heading 1"]
    pdf, _ = memo_bytes(of_text(said), "en", digest="", today=DAY)
    assert [head["/Title"] for head in PdfReader(io.BytesIO(pdf)).outline] == heads
    assert "<w:p/>" in "".join(c.text for t in document.tables for r in t.rows for c in r.cells)
    for table in document.tables:
        widths = [cell.width.pt for cell in table.rows[0].cells]
        assert sum(widths) == pytest.approx(495, abs=1)
        assert "w:tblHeader" in table.rows[0]._tr.xml


@pytest.mark.parametrize("lang", CASES)
def test_links_lead_to_the_page_that_says_it(lang: str) -> None:
    """The outline to its headings, a number to the row of its event, piece or source."""
    case = CASES[lang]
    data, _ = memo_bytes(case, lang, digest="d", today=DAY)
    reader = PdfReader(io.BytesIO(data))
    texts = [letters(page.extract_text()) for page in reader.pages]
    places = [reader.get_destination_page_number(entry) for entry in reader.outline]
    assert places == sorted(places) and len(set(places)) > len(places) / 2
    for entry, place in zip(reader.outline, places, strict=True):
        assert letters(str(entry.title)) in texts[place]
    pages = {page.indirect_reference.idnum: n for n, page in enumerate(reader.pages)}
    leads = {
        pages[note.get_object()["/Dest"][0].idnum]
        for page in reader.pages[:4]
        for note in page.get("/Annots", [])
        if "/Dest" in note.get_object()
    }
    assert len(leads) > 4
