"""The four faces of one memo hold the same facts, section by section, under the same headings.

Each is read by a program that had no part in writing it; what a reader sees there is held against
the document that all four show.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from datetime import date
from itertools import pairwise

import html5lib
import pypdfium2
import pytest
from docx import Document as read_word

from tests.memo.test_actors import sample
from tests.memo.test_export import CASES
from workbench.case import Case
from workbench.memo import memo_bytes, memo_docx, memo_html, memo_markdown
from workbench.memo.contents import SECTIONS, memo_document
from workbench.memo.document import (
    Document,
    Figure,
    Heading,
    Node,
    Reference,
    Slopes,
    Table,
    Text,
    Together,
    Zipper,
    texts,
)

DAY = date(2026, 11, 23)
LANGS = ("en", "zh-Hant")
TOP, BOTTOM = 50, 50
IN_THE_GRID = ("events", "coding", "evidence")
"""On the page the table of events opens on what stands in the annexes on paper."""


def plain(said: str) -> str:
    """Letters and digits: readers differ over spaces and ends of lines, and each has its marks."""
    return re.sub(r"[\W_\u200b]", "", said)


def flat(nodes: tuple[Node, ...]) -> Iterator[Node]:
    for node in nodes:
        if isinstance(node, Together):
            yield from flat(node.nodes)
        else:
            yield node


def heads(document: Document) -> dict[str, str]:
    """The heading of every section."""
    return {
        part.name: next(n.plain for n in flat(part.nodes) if isinstance(n, Heading))
        for part in document.parts[1:]
    }


def on_paper(case: Case, lang: str) -> str:
    data, _ = memo_bytes(case, lang, digest="", today=DAY)
    with pypdfium2.PdfDocument(data) as pdf:
        return "".join(
            page.get_textpage().get_text_bounded(bottom=BOTTOM, top=page.get_height() - TOP)
            for page in pdf
        )


def in_word(case: Case, lang: str) -> str:
    """What stands there, and where a picture stands, its description."""
    body = read_word(io.BytesIO(memo_docx(case, lang, digest="", today=DAY))).element.body
    found = body.xpath(".//w:t | .//wp:docPr")
    return "".join(each.get("descr") if each.tag.endswith("docPr") else each.text for each in found)


def as_text(case: Case, lang: str) -> str:
    return memo_markdown(case, lang, digest="", today=DAY)


def on_the_page(case: Case, lang: str) -> str:
    tree = html5lib.parse(memo_html(case, lang, today=DAY), namespaceHTMLElements=False)
    return "".join(tree.find("body").itertext())


def sections(document: Document, said: str) -> dict[str, str]:
    """What stands under each heading, of a text without its spaces."""
    names, titles = zip(*((n, plain(t)) for n, t in heads(document).items()), strict=True)
    places, at = [], 0
    for title in titles:
        at = said.index(title, at)
        places.append(at)
        at += len(title)
    ends = [*places, len(said)]
    found = zip(("masthead", *names), pairwise([0, *ends]), strict=True)
    return {name: said[start:end] for name, (start, end) in found}


def facts(nodes: tuple[Node, ...], *, drawn: bool) -> Iterator[str]:
    """What is said there; where figures are drawn, a reader sees their labels and numbers."""
    for node in flat(nodes):
        if isinstance(node, Zipper) and drawn:
            yield from (node.above, node.below)
        elif isinstance(node, Slopes) and drawn:
            yield from (word for _, word, _, _ in node.ends)
        elif isinstance(node, Figure) and drawn:
            yield from (label for label, _ in node.listed)
        else:
            yield from texts((node,))


SELDOM = {"worth", "reactions", "agreement"}
"""The sections that a case has only where it uses what they are about."""


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("read", [on_paper, in_word, as_text])
@pytest.mark.parametrize("which", ["worked", "sample"])
def test_every_fact_stands_in_its_section(
    read: Callable[[Case, str], str], lang: str, which: str
) -> None:
    """In the order of the document."""
    case = CASES[lang] if which == "worked" else sample()
    document = memo_document(case, lang, digest="", today=DAY)
    found = sections(document, plain(read(case, lang)))
    there = [part.name for part in document.parts]
    assert there == ["masthead", *(name for name in SECTIONS if name in there)]
    assert set(SECTIONS) - set(there) <= SELDOM
    assert list(found) == there
    for part in document.parts:
        at, said = 0, found[part.name]
        for fact in facts(part.nodes, drawn=read is on_paper):
            # A figure's labels are drawn where they belong, a table's rows may go over a page.
            wanted = plain(fact)
            at = said.find(wanted, at)
            assert at >= 0 or (read is on_paper and wanted in said), (part.name, fact)
            at = max(at, 0)


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("which", ["worked", "sample"])
def test_the_page_has_them_too(lang: str, which: str) -> None:
    """The annexes within the table of events, an event's evidence beneath it."""
    case = CASES[lang] if which == "worked" else sample()
    document = memo_document(case, lang, digest="", today=DAY)
    tree = html5lib.parse(memo_html(case, lang, today=DAY), namespaceHTMLElements=False)
    found = {
        (e.get("id") or "").removeprefix("section-"): plain("".join(e.itertext()))
        for e in tree.iter("section")
    }
    found["masthead"] = plain("".join(tree.find("body/header").itertext()))
    headings = heads(document)
    for part in document.parts:
        if part.name in IN_THE_GRID:
            said = found["events"]
            assert said.startswith(plain(headings["events"]))
            for row in (r for n in part.nodes if isinstance(n, Table) for r in n.rows):
                for text in (item for cell in row for item in cell if isinstance(item, Text)):
                    if not any(isinstance(span, Reference) for span in text.spans):
                        # An event's strategies stand one below the other, with their reasons.
                        facts_ = re.split(r"[、,，\n]", text.plain)
                        assert all(plain(each) in said for each in facts_), (part.name, text)
            continue
        at, said = 0, found[part.name]
        for fact in texts(part.nodes):
            at = said.find(plain(fact), at)
            assert at >= 0, (part.name, fact)


@pytest.mark.parametrize("lang", LANGS)
def test_headings_are_headings_everywhere(lang: str) -> None:
    """The outline of the PDF, Word's styles, h2 and ##: the same titles in the same order."""
    case = CASES[lang]
    document = memo_document(case, lang, digest="", today=DAY)
    wanted = list(heads(document).values())
    data, _ = memo_bytes(case, lang, digest="", today=DAY)
    with pypdfium2.PdfDocument(data) as pdf:
        outline = [item.get_title() for item in pdf.get_toc()]
    file = read_word(io.BytesIO(memo_docx(case, lang, digest="", today=DAY)))
    styled = [p.text for p in file.paragraphs if p.style.name == "Heading 1"]
    marked = [
        re.sub(r"\\(.)", r"\1", line[3:])
        for line in as_text(case, lang).splitlines()
        if line.startswith("## ")
    ]
    tree = html5lib.parse(memo_html(case, lang, today=DAY), namespaceHTMLElements=False)
    tagged = ["".join(e.itertext()) for e in tree.iter("h2")]
    assert outline == styled == marked == wanted
    page = [title for name, title in heads(document).items() if name not in IN_THE_GRID[1:]]
    assert tagged[:-1] == page
