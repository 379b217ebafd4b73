"""The page under a real parser and, where there is one, in a real browser."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from xml.etree.ElementTree import Element

import html5lib
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.memo.test_export import CASES, of_text
from workbench.case import Case
from workbench.judgement import lens_ids
from workbench.locale import shown, words
from workbench.memo import memo_html, memo_markdown
from workbench.memo.contents import memo_document
from workbench.memo.document import Figure, Node, Together

DAY = date(2026, 11, 23)
HOSTILE = (
    "</style></title><script>document.title='run'</script><img src=http://hostile.invalid/a "
    "onerror=\"document.title='run'\"><svg onload=document.title='run'> javascript:x "
    '" onmouseover="x\' [bold] =1+1 \x1b[31m שלום \u202e 中文 &lt;b&gt; url(http://hostile.invalid)'
)
_TAGS = (
    "html q head meta title style body header nav main section details summary div span p h1 h2 "
    "h3 ul li dl dt dd a b i small bdi br table thead tbody tr th td svg rect circle path text "
    "figure figcaption"
)
ALLOWED = set(_TAGS.split())
_NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")
BROWSER = next(filter(None, map(shutil.which, _NAMES)), "")


def elements(page: str) -> list[Element]:
    tree = html5lib.parse(page, namespaceHTMLElements=False)
    return [e for e in tree.iter() if isinstance(e.tag, str)]


def checked(page: str) -> str:
    """Nothing is asked for and nothing runs; gives the page's text."""
    found = elements(page)
    ids = [e.get("id") for e in found if e.get("id")]
    assert len(ids) == len(set(ids))
    for e in found:
        assert e.tag.rpartition("}")[2] in ALLOWED, e.tag
        assert not [n for n in e.attrib if n.startswith("on") or n in ("src", "style", "srcset")]
        to = e.get("href")
        if to and to.startswith("#"):
            assert to[1:] in ids, to
        elif to is not None:
            assert re.match(r"https?://", to) and e.get("rel") == "noopener noreferrer"
    (style,) = [e.text or "" for e in found if e.tag == "style"]
    assert not re.search(r"url\(|@import|expression", style)
    policy = next(e for e in found if e.get("http-equiv") == "Content-Security-Policy")
    assert "default-src 'none'" in policy.get("content", "")
    return "".join("".join(e.itertext()) for e in found if e.tag == "body")


def _figures(nodes: Iterable[Node]) -> Iterator[Figure]:
    for node in nodes:
        if isinstance(node, Figure):
            yield node
        elif isinstance(node, Together):
            yield from _figures(node.nodes)


@pytest.mark.parametrize("lang", ["en", "zh-Hant"])
def test_the_worked_case(lang: str) -> None:
    case = CASES[lang]
    page = memo_html(case, lang, today=DAY)
    said = checked(page)
    found = elements(page)
    rows = [e for e in found if e.tag == "details" and (e.get("id") or "").startswith("event-")]
    assert len(rows) == len(case.events)
    for event, row in zip(case.timeline, rows, strict=True):
        verdicts = row.findall("summary/span[@class]")[1:]
        assert event.title in "".join(row.itertext()) and len(verdicts) == len(lens_ids())
    for piece in case.evidence.values():
        assert piece.finding in said
    drawn = [e.get("aria-label") for e in found if e.tag.endswith("svg")]
    nodes = [n for p in memo_document(case, lang, digest="", today=DAY).parts for n in p.nodes]
    assert drawn == [shown(figure.said) for figure in _figures(nodes)] and len(drawn) > 2
    assert case.assessment.bottom_line in said
    quoted = {"".join(e.itertext()) for e in found if e.tag == "q"}
    excerpts = {piece.excerpt.strip() for piece in case.evidence.values()} - {""}
    assert quoted == {words(lang).quoted(shown(each)) for each in excerpts}


@pytest.mark.parametrize("lang", ["en", "zh-Hant"])
@pytest.mark.parametrize("said", [HOSTILE, "http://a.b/?x=<y>&z='\"", ""])
def test_hostile_text_is_text(said: str, lang: str) -> None:
    text = checked(memo_html(of_text(said), lang, today=DAY))
    assert ("<script>" in text) == ("<script>" in said)
    assert "שלום" not in said or "שלום" in text


@settings(max_examples=settings().max_examples // 3, suppress_health_check=list(HealthCheck))
@given(st.text(max_size=40))
def test_any_text_is_text(said: str) -> None:
    checked(memo_html(of_text(said), "en", today=DAY))


def test_an_empty_case_has_its_page() -> None:
    case = of_text("x")
    checked(memo_html(Case("c", case.info), "zh-Hant", today=DAY))


def test_letters_stay_in_the_order_of_writing() -> None:
    """On paper they are put in the order of reading; here the reader's program does that."""
    assert "שלום" in memo_markdown(of_text("שלום"), "en", digest="", today=DAY)


@pytest.mark.skipif(not BROWSER, reason="no browser here")
def test_in_a_browser_nothing_runs_and_nothing_is_asked_for(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    case = of_text(HOSTILE)
    source = case.sources["s"].model_copy(update={"url": "http://hostile.invalid/link"})
    page.write_text(
        memo_html(Case("c", case.info, sources={"s": source}, events=case.events,
                       evidence=case.evidence), "en", today=DAY),
        "utf-8", "replace",
    )  # fmt: skip
    log = tmp_path / "net.json"
    quiet = ("--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking",
             "--disable-component-update", "--no-first-run", "--disable-sync",
             f"--user-data-dir={tmp_path / 'profile'}", f"--log-net-log={log}")  # fmt: skip
    done = subprocess.run(
        [BROWSER, *quiet, "--virtual-time-budget=1000", "--dump-dom", page.as_uri()],
        capture_output=True, check=True,
    )  # fmt: skip
    dom = done.stdout.decode("utf-8")
    assert re.search(r"<title>([^<]*)", dom)[1].startswith("&lt;/style&gt;")  # type: ignore[index]
    assert "http://hostile.invalid/link" in dom
    assert "hostile.invalid" not in log.read_text("utf-8")
