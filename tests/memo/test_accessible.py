"""The page and the Word document for whoever hears them, or sees little contrast."""

from __future__ import annotations

import html
import io
import json
import os
import re
import subprocess
from collections.abc import Iterator
from datetime import date
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

import pytest
from docx import Document

import workbench.memo.html as pages
from workbench.locale import LANGUAGES, words
from workbench.memo import memo_docx, memo_html
from workbench.memo.colours import named
from workbench.memo.contents import memo_document
from workbench.memo.document import Heading, Node, Part, Together

from .test_export import CASES
from .test_html import BROWSER, elements

DAY = date(2026, 11, 23)
LANGS = pytest.mark.parametrize("lang", LANGUAGES)
AXE = Path(os.environ.get("AXE_CORE", "axe.min.js"))
"""Deque's rules of WCAG 2 (MPL-2.0), of the npm package axe-core."""
ENOUGH = 4.5
"""Between letters and what is behind them: WCAG 2.2, 1.4.3."""
SHAPES = 3.0
"""Between a mark and what is behind it: WCAG 2.2, 1.4.11."""


@cache
def found(lang: str) -> list[Element]:
    return elements(memo_html(CASES[lang], lang, today=DAY))


def headings(parts: tuple[Part, ...]) -> Iterator[Heading]:
    waiting: list[Node] = [node for part in parts for node in part.nodes][::-1]
    while waiting:
        node = waiting.pop()
        if isinstance(node, Together):
            waiting += reversed(node.nodes)
        elif isinstance(node, Heading):
            yield node


def said(element: Element) -> str:
    return "".join(element.itertext()).strip()


@LANGS
def test_the_page_has_its_landmarks(lang: str) -> None:
    """One of each, the way through them named, all that is said within one of them."""
    page = found(lang)
    (root,) = (e for e in page if e.tag == "html")
    (body,) = (e for e in page if e.tag == "body")
    assert root.get("lang") == lang
    assert [e.tag for e in body] == ["header", "nav", "main"]
    assert body[1].get("aria-label") == words(lang).t("Contents")
    assert not (body.text or "").strip()
    assert all(not (e.tail or "").strip() for e in body)
    (title,) = (e for e in page if e.tag == "title")
    assert said(title) == CASES[lang].info.title


@LANGS
def test_headings_go_down_a_level_at_a_time(lang: str) -> None:
    """One title, and every section under its own."""
    page = found(lang)
    levels = [int(e.tag[1]) for e in page if re.fullmatch("h[1-6]", e.tag)]
    assert levels[0] == 1 and levels.count(1) == 1 and len(levels) > 20
    assert all(later <= level + 1 for level, later in pairwise(levels))
    sections = [e for e in page if e.tag == "section"]
    assert sections and all(said(next(s.iter("h2"))) for s in sections)


@LANGS
def test_tables_name_their_columns_and_rows(lang: str) -> None:
    """A head says of what it is one; whatever is no head has one above it and one beside it."""
    tables = [e for e in found(lang) if e.tag == "table"]
    assert len(tables) > 30
    for table in tables:
        first, *rest = list(table.iter("tr"))
        assert {e.get("scope") for e in first if e.tag == "th"} == {"col"}
        assert all(said(e) for e in first if e.tag == "th")
        for row in rest:
            assert len(row) == len(first)
            assert [(e.tag, e.get("scope")) for e in row] == [
                ("th", "row"), *(("td", None) for _ in row[1:])]  # fmt: skip


@LANGS
def test_figures_say_what_they_show(lang: str) -> None:
    """And what leads on from within one says where."""
    drawn = [e for e in found(lang) if e.tag.endswith("svg")]
    assert len(drawn) > 2
    assert all(e.get("role") and len(e.get("aria-label") or "") > 20 for e in drawn)
    links = [a for e in drawn for a in e.iter() if a.tag.rpartition("}")[2] == "a"]
    assert len(links) > 20
    assert all(said(a) for a in links)


def contrast(one: str, other: str) -> float:
    """By WCAG 2.2, of two colours in hexadecimal."""

    def light(colour: str) -> float:
        colour = colour.lstrip("#")
        colour = "".join(c * 2 for c in colour) if len(colour) == 3 else colour
        parts = (int(colour[n : n + 2], 16) / 255 for n in (0, 2, 4))
        red, green, blue = (
            part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
        )
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    dark, bright = sorted((light(one), light(other)))
    return (bright + 0.05) / (dark + 0.05)


def test_contrast_is_that_of_the_rules() -> None:
    assert contrast("#000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


def palettes() -> list[dict[str, str]]:
    """The page's colours by name, on a light and on a dark screen."""
    css = Path(pages.__file__).with_name("page.css").read_text("utf-8")
    light, dark = (
        dict(re.findall(r"--([a-z-]+): *(#[0-9a-f]+)", part))
        for part in re.findall(r":root \{([^}]*--paper[^}]*)\}", css)
    )
    return [light, {**light, **dark}]


@pytest.mark.parametrize("colours", palettes(), ids=["light", "dark"])
def test_letters_stand_out_on_the_page(colours: dict[str, str]) -> None:
    """Of every colour that they have, on whatever they stand."""
    behind = ("paper", "pale", "balancing", "contested", "not-balancing")
    pairs = [(letter, ground) for letter in ("ink", "grey", "link", "navy") for ground in behind]
    for letter, ground in pairs:
        assert contrast(colours[letter], colours[ground]) >= ENOUGH, (letter, ground)
    assert contrast("#fff", colours["head"]) >= ENOUGH


def test_letters_stand_out_on_paper_and_in_word() -> None:
    """The marks of the classes, which are shapes too, need less."""
    behind = ("paper", "pale", "lane", "rail", "balancing", "contested", "not-balancing")
    for letter in ("ink", "label", "navy", "grey", "link", "uncoded", "hard"):
        for ground in behind if letter != "uncoded" else ("paper", "pale", "lane", "rail"):
            assert contrast(named(letter), named(ground)) >= ENOUGH, (letter, ground)
    assert contrast(named("white"), named("navy")) >= ENOUGH
    for mark in ("offsetting", "weakening", "institutional"):
        assert contrast(named(mark), named("paper")) >= SHAPES


_ASKED = """
document.querySelectorAll("details").forEach(each => { each.open = true });
axe.run(document, {resultTypes: ["violations"]}).then(found => {
  const told = document.createElement("pre");
  told.id = "told";
  told.textContent = JSON.stringify({
    passed: found.passes.length,
    broken: found.violations.map(each => [each.id, each.nodes.map(node => node.html)]),
  });
  document.body.replaceChildren(told);
});
"""


def broken(page: str, folder: Path) -> list[Any]:
    """The rules that a page breaks in a browser, everything in it opened, each with where."""
    path = folder / "page.html"
    page = re.sub('<meta http-equiv="Content-Security-Policy"[^>]*>', "", page)
    scripts = "".join(f"<script>{code}</script>" for code in (AXE.read_text("utf-8"), _ASKED))
    path.write_text(page.replace("</body>", f"{scripts}</body>"), "utf-8")
    done = subprocess.run(
        [BROWSER, "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run",
         f"--user-data-dir={folder / 'profile'}", "--virtual-time-budget=600000", "--dump-dom",
         path.as_uri()],
        capture_output=True, check=True,
    )  # fmt: skip
    told = re.search(r'<pre id="told">(.*?)</pre>', done.stdout.decode("utf-8"), re.DOTALL)
    assert told
    answer = json.loads(html.unescape(told[1]))
    assert answer["passed"] > 5
    return list(answer["broken"])


axe = pytest.mark.skipif(
    not BROWSER or not AXE.is_file(),
    reason="axe-core can't run: no browser, or AXE_CORE names no axe.min.js",
)


@axe
@pytest.mark.long
@LANGS
def test_nothing_bars_a_reader(lang: str, tmp_path: Path) -> None:
    """All rules of axe-core, contrast among them."""
    assert broken(memo_html(CASES[lang], lang, today=DAY), tmp_path) == []


@axe
@pytest.mark.long
def test_what_bars_a_reader_is_found_out(tmp_path: Path) -> None:
    """The rules can be broken: a language, a heading, letters too pale."""
    page = memo_html(CASES["en"], "en", today=DAY)
    page = page.replace('<html lang="en">', "<html>").replace("--grey: #4a5563", "--grey: #bbb")
    page = page.replace("<h2", "<h4").replace("</h2>", "</h4>")
    rules = {rule for rule, _ in broken(page, tmp_path)}
    assert {"html-has-lang", "heading-order", "color-contrast"} <= rules


@LANGS
def test_word_has_headings_heads_pictures_and_languages(lang: str) -> None:
    """In the format's own terms, by which a screen reader goes."""
    case = CASES[lang]
    file = Document(io.BytesIO(memo_docx(case, lang, digest="d", today=DAY)))
    body = file.element.body
    meant = [(f"heading {h.level}", h.plain) for h in
             headings(memo_document(case, lang, digest="d", today=DAY).parts)]  # fmt: skip
    styled = [
        (p.style.name.lower(), p.text)
        for p in file.paragraphs
        if p.style.name.lower()[:7] == "heading"
    ]
    assert styled == meant and len(meant) > 20
    assert [p.text for p in file.paragraphs if p.style.name == "Title"] == [case.info.title]
    rows = body.xpath(".//w:tbl")
    assert len(rows) > 20
    for table in rows:
        head, *rest = table.xpath("./w:tr")
        assert head.xpath("./w:trPr/w:tblHeader")
        assert not [row for row in rest if row.xpath("./w:trPr/w:tblHeader")]
        assert table.xpath("./w:tblPr/w:tblLook[@w:firstRow='1'][@w:firstColumn='1']")
    pictures = body.xpath(".//pic:pic")
    told = body.xpath(".//wp:docPr/@descr")
    assert len(pictures) == len(told) > 2 and all(len(each) > 20 for each in told)
    spoken = file.styles.element.xpath(
        "./w:docDefaults/w:rPrDefault/w:rPr/w:lang/@w:" + {"en": "val", "zh-Hant": "eastAsia"}[lang]
    )
    assert spoken == [{"en": "en-GB", "zh-Hant": "zh-TW"}[lang]]
