"""What is taller than a page goes over several, and stays within the edges of each."""

from __future__ import annotations

import io
from datetime import date

import pypdfium2
import pytest
from docx import Document

from workbench.case import Assessment, Case, CaseInfo, Event, Screen, Tag
from workbench.locale import words
from workbench.memo import SHORT, memo_bytes, memo_docx, memo_html, memo_markdown

from .extremes import END, extreme, long_text
from .readers import letters

DAY = date(2026, 11, 23)
LANGUAGES = pytest.mark.parametrize("lang", [pytest.param("en", marks=pytest.mark.long), "zh-Hant"])
SIZES = pytest.mark.parametrize(
    "sizes",
    [
        {"strategies": 60, "title": 300, "text": 2_500, "events": 40},
        pytest.param(
            {"strategies": 200, "title": 5_000, "text": 30_000, "events": 1_000},
            marks=pytest.mark.long,
        ),
    ],
    ids=["large", "larger"],
)


def pages_of(data: bytes) -> list[str]:
    """What each page says; nothing of it stands outside the page's edges."""
    said = []
    with pypdfium2.PdfDocument(data) as pdf:
        for page in pdf:
            left, low, right, high = 595.0, 842.0, 0.0, 0.0
            for thing in page.get_objects(filter=[1]):  # text
                x, y, to_x, to_y = thing.get_bounds()
                left, low = min(left, x), min(low, y)
                right, high = max(right, to_x), max(high, to_y)
            assert left > 40 and low > 20 and right < 555 and high < 822, len(said)
            said.append(page.get_textpage().get_text_bounded(bottom=50))
    return said


@SIZES
@LANGUAGES
def test_on_paper(lang: str, sizes: dict[str, int]) -> None:
    """Every strategy has its bar, every text its end, and every event its row."""
    case = extreme(lang, **sizes)
    data, warnings = memo_bytes(case, lang, digest="d", today=DAY)
    assert not warnings
    pages = pages_of(data)
    head = words(lang).t("Class and strategies")
    assert max(page.count(head) for page in pages) == 1
    said = letters("".join(pages))
    names = [letters(case.codebook.said(id, lang)) for id in case.own]
    assert all(said.count(name) >= 3 for name in names if END not in name)
    assert said.count(END) >= 20
    for event in case.timeline[:: len(case.events) // 20]:
        assert letters(event.title) in said


@pytest.mark.long
def test_three_thousand_events_on_paper() -> None:
    """With all that is long besides."""
    test_on_paper("en", {"strategies": 200, "title": 5_000, "text": 30_000, "events": 3_000})


@SIZES
@LANGUAGES
def test_in_short(lang: str, sizes: dict[str, int]) -> None:
    case = extreme(lang, **sizes)
    data, _ = memo_bytes(case, lang, digest="d", today=DAY, sections=SHORT)
    said = letters("".join(pages_of(data)))
    assert said.count(END) >= 6
    assert all(letters(event.title) in said for event in case.timeline[::20])


@SIZES
@LANGUAGES
def test_for_programs_that_lay_out_themselves(lang: str, sizes: dict[str, int]) -> None:
    case = extreme(lang, **sizes)
    names = [case.codebook.said(id, lang) for id in case.own]
    for text in (
        memo_markdown(case, lang, digest="d", today=DAY),
        memo_html(case, lang, today=DAY),
    ):
        said = letters(text)
        assert all(letters(name) in said for name in names) and said.count(END) >= 20
    document = Document(io.BytesIO(memo_docx(case, lang, digest="d", today=DAY)))
    said = letters("".join(document.element.itertext()))
    assert all(letters(name) in said for name in names) and said.count(END) >= 20
    rows = [row for table in document.tables for row in table.rows]
    kept = [row for row in rows if row._tr.xpath("w:trPr/w:cantSplit")]
    long = [row for row in rows if END in "".join(row._tr.itertext())]
    assert long and len(kept) > len(case.events)
    assert not {id(row) for row in kept} & {id(row) for row in long}


@LANGUAGES
def test_bars_that_no_page_holds_begin_where_they_are_met(lang: str) -> None:
    """And go on, on the same scale, under the name of their class."""
    case = extreme(lang, strategies=150, title=20, text=20, events=9)
    data, _ = memo_bytes(case, lang, digest="d", today=DAY, sections=["profile"])
    first, *more = pages_of(data)
    assert first.count("Own-") > 20 and len(more) == 3
    for page in more:
        assert any(group.name.in_(lang) in page for group in case.codebook.classes)


@LANGUAGES
def test_five_full_lanes_on_one_page(lang: str) -> None:
    """As many events on a day as a lane has rows with numbers, in every lane."""
    screen = Screen(avoids_confrontation="no", indirect_or_covert="no", limits_power_or_intent="no")
    kinds = {
        "hard": {"screen": screen},
        "uncoded": {},
        **{id: {"tags": (Tag(strategy=id),)} for id in ("blackmail", "binding", "energy-tools")},
    }
    events = {
        f"{kind}-{n}": Event(id=f"{kind}-{n}", date="2003-03-05", title="T", **given)
        for kind, given in kinds.items()
        for n in range(9)
    }
    case = Case("lanes", CaseInfo(title="T", balancer="A", target="B"), events=events)
    data, _ = memo_bytes(case, lang, digest="d", today=DAY, sections=["timeline"])
    lanes = [letters(group.name.in_(lang)) for group in case.codebook.classes]
    assert any(all(lane in letters(page) for lane in lanes) for page in pages_of(data))


@LANGUAGES
@pytest.mark.parametrize("length", [4_800, 6_000])
def test_a_box_that_goes_on_has_its_room_at_either_end(lang: str, length: int) -> None:
    """Its text stands as far from its edges where a page ends as where it ends itself."""
    said = long_text(lang, length // (1 if lang == "en" else 2))
    case = Case("c", CaseInfo(title="T", balancer="A", target="B"),
                assessment=Assessment(bottom_line=said))  # fmt: skip
    data, _ = memo_bytes(case, lang, digest="d", today=DAY, sections=["judgements"])
    seen = []
    with pypdfium2.PdfDocument(data) as pdf:
        for page in list(pdf)[:2]:
            areas = [thing.get_bounds() for thing in page.get_objects(filter=[2])]  # paths
            words_ = [thing.get_bounds() for thing in page.get_objects(filter=[1])]
            for left, foot, right, top in areas:
                within = [word for word in words_ if foot < word[1] and word[3] < top]
                if right - left > 400 and top - foot > 20 and within:
                    over, under = max(w[3] for w in within), min(w[1] for w in within)
                    seen.append((top - over, under - foot))
    assert len(seen) > 1 and all(min(room) > 8 for room in seen), seen
