"""One event on paper: from the command, read back by a program that had no part in writing it."""

from __future__ import annotations

import re
from pathlib import Path

import pypdfium2
import pytest

from tests.conftest import Run
from tests.memo.test_export import CASES
from workbench.case import Case, CaseInfo, Event, Evidence
from workbench.judgement import judge_case, lens_ids
from workbench.judgement.sensitivity import hinges, reversals
from workbench.judgement.sentences import Sentences
from workbench.locale import LANGUAGES, words
from workbench.memo import event_file
from workbench.memo.contents import event_document
from workbench.memo.pdf import laid_out

from .test_method import DAY

TOP, BOTTOM = 50, 50


def plain(said: str) -> str:
    """Letters, digits and arrows: readers differ over the rest at the ends of lines."""
    return re.sub(r"[^\w→]|_", "", said)


def pages(data: bytes | Path) -> list[str]:
    """What stands on each page, between its edges."""
    with pypdfium2.PdfDocument(data) as pdf:
        return [
            plain(page.get_textpage().get_text_bounded(bottom=BOTTOM, top=page.get_height() - TOP))
            for page in pdf
        ]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_it_holds_all_that_bears_on_the_event(run: Run, home: Path, lang: str) -> None:
    """Every piece with its source, every verdict with its rule, each single piece it hangs on."""
    case = CASES[lang]
    assert run("examples", case.slug).returncode == 0
    found = judge_case(case)
    finding = max(found.events, key=lambda f: (f.differs, len(case.evidence_of(f.event.id))))
    event = finding.event
    done = run("memo", case.slug, "--event", event.key, "--lang", lang)
    path = Path(done.stdout.strip())
    assert path == home / "exports" / f"{case.slug}.{event.key}.{lang}.pdf"
    laid = pages(path)
    said, tell = "".join(laid), Sentences(case.codebook, words(lang))
    assert len(laid) <= 2
    for typed in (event.title, event.description):
        assert plain(typed) in said
    for tag in event.tags:
        assert plain(case.codebook.said(tag.strategy, lang)) in said
    evidence = case.evidence_of(event.id)
    for piece in evidence:
        assert plain(piece.finding) in said
        assert piece.source and plain(case.sources[piece.source].title) in said
    assert "".join(laid).count(plain(words(lang).t("Sources"))) >= 1
    for lens in lens_ids():
        judged = finding.verdicts[lens]
        assert plain(tell.rule(lens, judged)) in said
        assert plain(tell.verdict(judged.verdict)) in said
        changing = (*hinges(lens, evidence, found.view), *reversals(lens, evidence, found.view))
        for hinge in changing:
            # Pieces that change it alike stand together before the one thing that they change.
            _, after = tell.hinge(hinge, "\0").split("\0")
            assert plain(after) in said
    again = run("memo", case.slug, "--event", event.id, "--lang", lang, "-o", home / "b.pdf")
    assert again.returncode == 0
    assert (home / "b.pdf").read_bytes() == path.read_bytes()


def test_what_is_refused_writes_nothing(run: Run, home: Path) -> None:
    slug = CASES["en"].slug
    run("examples", slug)
    for asked, said in (
        (["--event", "nobody's"], "there is no event nobody's"),
        (["--event", ""], "there is no event"),
        (["--event", "e01", "--short"], "don’t go together"),
    ):
        done = run("memo", slug, *asked)
        assert done.returncode == 2 and said in done.stderr
        assert not done.stdout and len(done.stderr.splitlines()) == 1
    assert not (home / "exports").exists()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_event_of_the_worked_case_is_a_page_or_two(lang: str) -> None:
    """And whatever stands on its last page, the first is full."""
    case, found = CASES[lang], judge_case(CASES[lang])
    for event in case.timeline[::4]:
        document = event_document(case, event, lang, digest="", today=DAY, findings=found)
        laid = pages(laid_out(document))
        assert 1 <= len(laid) <= 2 and plain(event.title) in laid[0]


def test_an_event_without_anything_is_on_paper_too() -> None:
    """Reactions are named by date and title on either's sheet."""
    events = {
        "ev-1": Event(id="ev-1", date="2003-03", title="Act of one"),
        "ev-2": Event(id="ev-2", date="2003-04", title="Answer of the other"),
    }
    claim = Evidence(id="p", event="ev-1", side="effect", kind="raises-cost", status="observed",
                     reaction="ev-2")  # fmt: skip
    info = CaseInfo(id="case", title="T", balancer="A", target="B")
    case = Case("c", info, events=events, evidence={"p": claim})
    for id, other in (("ev-1", "ev-2"), ("ev-2", "ev-1")):
        for lang in LANGUAGES:
            document = event_document(case, events[id], lang, digest="", today=DAY)
            (said,) = pages(laid_out(document))
            assert plain(events[other].title) in said
            named = {part.name for part in document.parts}
            assert {"coding", "verdicts", "evidence", "reactions"} < named


@pytest.mark.parametrize(
    ("key", "id", "file"),
    [
        ("e1", "ev", "c.e1.en.pdf"),
        ("甲一", "ev", "c.甲一.en.pdf"),
        ("", "ev", "c.ev.en.pdf"),
        ("../../x", "ev", "c.ev.en.pdf"),
        ("a/b", "../ev", "c.1.en.pdf"),
        ("k" * 300, "ev", "c.ev.en.pdf"),
    ],
)
def test_a_key_is_no_path(key: str, id: str, file: str) -> None:
    event = Event(id=id, key=key, title="T")
    info = CaseInfo(id="case", title="T", balancer="A", target="B")
    assert event_file(Case("c", info, events={id: event}), event, "en") == file
