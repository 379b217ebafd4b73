"""A balancer whose name runs to the left, in the program's sentences, which run to the right."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date

import html5lib
import pypdfium2
import pytest

from workbench.case import Case, CaseInfo, Event
from workbench.locale.isolates import FSI, PDI, isolating
from workbench.memo import memo_bytes, memo_docx, memo_html, memo_markdown

DAY = date(2026, 11, 23)
NAME = "مصر"


@pytest.fixture
def case() -> Case:
    info = CaseInfo(title="T", balancer=NAME, target="B", question=f"{NAME}؟")
    events = {
        f"ev-{n}": Event(id=f"ev-{n}", date=f"2003-02-{n:02}", title="A title", initiator=who)
        for n, who in enumerate(("", NAME, "B", "C"), 1)
    }
    return Case("c", info, events=events)


@pytest.mark.parametrize("lang", ["en", "zh-Hant"])
def test_no_form_prints_the_marks(case: Case, lang: str) -> None:
    """Nor a box for one; the name itself is there."""
    pdf, _ = memo_bytes(case, lang, digest="d", today=DAY)
    read = "".join(page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(pdf))
    with zipfile.ZipFile(io.BytesIO(memo_docx(case, lang, digest="d", today=DAY))) as word:
        written = word.read("word/document.xml").decode()
    for said in (read, written, memo_markdown(case, lang, digest="d", today=DAY)):
        assert not {FSI, PDI, "\N{WHITE SQUARE}"} & set(said)
    assert NAME in written


def test_a_page_isolates_the_name(case: Case) -> None:
    """A block with an isolated name runs as its language does; a browser isolates the name."""
    page = memo_html(case, "en", today=DAY)
    assert "\N{WHITE SQUARE}" not in page and page.count(FSI) == page.count(PDI) > 0
    tree = html5lib.parse(page, namespaceHTMLElements=False)
    for block in tree.iter():
        if block.tag in ("p", "li", "td", "th") and FSI in "".join(block.itertext()):
            assert block.get("dir") is None, "".join(block.itertext())


def test_a_sentence_isolates_what_runs_to_the_left_alone() -> None:
    """Names in Latin letters or Chinese stay as they are."""
    say = isolating("en")
    assert say.t("{one} and {other} together", one=NAME, other="美國") == (
        f"{FSI}{NAME}{PDI} and 美國 together"
    )
    assert say.t("Question: {question}", question="x") == "Question: x"


def test_marks_of_direction_are_in_the_files_as_they_were_typed() -> None:
    """So are spaces without width; what would turn a line round is left out; no box for any."""
    kept = "א\u200fב\u200eג\u061cד\u200bה\u2060ו\ufeffז"
    typed = f"{kept}\u202a\u202e\u202c\u2066x\u2067y\u2069\u2028z"
    said = f"{kept}xy z"
    event = Event(id="e", date="2003-02-01", title=typed)
    case = Case("c", CaseInfo(title=typed, balancer="A", target="B"), events={"e": event})
    with zipfile.ZipFile(io.BytesIO(memo_docx(case, "en", digest="d", today=DAY))) as word:
        written = [word.read(f"{part}.xml").decode() for part in ("word/document", "docProps/core")]
    page = memo_html(case, "en", today=DAY).replace(PDI, "")
    head = page[page.index("<title>") : page.index("</title>")]
    for text in (*written, page, head, memo_markdown(case, "en", digest="d", today=DAY)):
        read = re.sub("<[^>]+>", "", text)
        assert said in read and "\N{WHITE SQUARE}" not in read
