"""What a researcher wrote beside the codes is in every format of the memo, in both languages."""

from __future__ import annotations

import io
import re
from datetime import date
from html import unescape

import pytest
from docx import Document
from pypdf import PdfReader

from workbench.case import (
    Case,
    CaseInfo,
    Event,
    Evidence,
    Overruling,
    Rating,
    Screen,
    Source,
    Tag,
)
from workbench.memo import memo_bytes, memo_docx, memo_html, memo_markdown

DAY = date(2026, 11, 23)
WRITTEN = {
    "rationale": "It binds [bold]the target[/bold] to procedure",
    "tagger": "Tagger Wu",
    "second": "=1+1 is why it coordinates",
    "screen": "No force was threatened, 中文理由",
    "reason": "The timing shows it; see | the minutes",
    "ruler": "Ruler Lin",
    "event": "Event note <b>of</b> the archive",
    "piece": "Piece note *starred*",
    "source": "Source note on its edition",
    "rating": "Rating note on the threat",
    "changer": "Changer MK",
    "other": "Other TR",
}


def case() -> Case:
    said = WRITTEN
    tags = (
        Tag(strategy="binding", rationale=said["rationale"], coder=said["tagger"]),
        Tag(strategy="diplomatic-coordination", rationale=said["second"], coder="PH"),
    )
    events = {
        "e": Event(id="e", title="An act", date="2003", tags=tags, coder="PH",
                   screen=Screen(avoids_confrontation="yes", note=said["screen"]),
                   overruled=Overruling(verdict="contested", reason=said["reason"],
                                        coder=said["ruler"]),
                   note=said["event"], changed_by=said["changer"]),
        "f": Event(id="f", title="A quiet act", date="2004", coder="PH",
                   tags=(Tag(strategy="binding", coder="PH"),)),
    }  # fmt: skip
    pieces = {
        "p": Evidence(id="p", event="e", side="intent", finding="Words", source="s", coder="PH",
                      note=said["piece"], changed_by=said["other"])
    }  # fmt: skip
    return Case("c", CaseInfo(title="T", balancer="France", target="US"),
                {"threat": Rating(id="threat", value="latent", note=said["rating"])},
                sources={"s": Source(id="s", title="A source", note=said["source"])},
                events=events, evidence=pieces)  # fmt: skip


def _pdf(lang: str) -> str:
    data, _ = memo_bytes(case(), lang, digest="d", today=DAY)
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(data)).pages)


def _docx(lang: str) -> str:
    document = Document(io.BytesIO(memo_docx(case(), lang, digest="d", today=DAY)))
    cells = [c.text for table in document.tables for row in table.rows for c in row.cells]
    return "\n".join([*(p.text for p in document.paragraphs), *cells])


def _md(lang: str) -> str:
    return re.sub(r"\\(.)", r"\1", memo_markdown(case(), lang, digest="d", today=DAY))


def _html(lang: str) -> str:
    return unescape(re.sub(r"<[^>]*>", "", memo_html(case(), lang, today=DAY)))


def _plain(text: str) -> str:
    return re.sub(r"\s", "", text)


@pytest.mark.parametrize("lang", ["en", "zh-Hant"])
@pytest.mark.parametrize("read", [_pdf, _docx, _md, _html])
def test_nothing_that_was_written_is_lost(read: object, lang: str) -> None:
    """Reasons, their coders, notes, overrulings, and who changed what, as they were typed."""
    assert callable(read)
    text = _plain(read(lang))
    missing = [name for name, said in WRITTEN.items() if _plain(said) not in text]
    assert not missing, missing
    changed = {"en": "PH, changed by Changer MK", "zh-Hant": "PH，經 Changer MK 修改"}[lang]
    assert _plain(changed) in text


def test_an_event_without_reasons_has_no_row() -> None:
    """The annex is of what was written alone."""
    annex = _md("en").partition("## Coding annex")[2].partition("## ")[0]
    assert "An act" in annex and "A quiet act" not in annex
