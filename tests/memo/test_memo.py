"""The memo as its readers see it: read back from the PDF."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from pypdf import PdfReader

from workbench.case import (
    Alternative,
    Assessment,
    Bearing,
    Case,
    CaseInfo,
    Change,
    Event,
    Evidence,
    KeyJudgement,
    Overruling,
    Rating,
    Screen,
    Source,
    Tag,
    own_strategy,
)
from workbench.case.dates.printed import date_in_print, period
from workbench.locale import words
from workbench.memo import SHORT, memo_bytes, write_memo
from workbench.memo.contents import memo_document
from workbench.memo.document import texts

from .test_export import CASES

DAY = date(2026, 11, 23)
HOSTILE = [
    "<b>bold</b> & <img src='file:///etc/passwd'/> <a href=\"javascript:alert(1)\">x</a>",
    "[/red] {braces} %s \\ </para> <!-- --> ]]>",
    "\u202eevil\u2066 zero\u200bwidth \x00\x07\x1b[31m tab\tend",
    "lone \ud800 surrogate, astral 𠮷😀, combining e\u0301\u0301\u0301",
    "עברית and العربية in one line",
    "x" * 3000,
    "，。」開頭「（" * 40,
]


def info(**more: Any) -> CaseInfo:
    given = {"title": "France against the United States", "balancer": "France", "target": "US"}
    return CaseInfo.model_validate({"id": "case", "author": "M. Lin", **given, **more})


def intent(id: str, event: str, *motives: str, **more: Any) -> Evidence:
    bearings = tuple(Bearing.model_validate({"motive": m, "says": "supports"}) for m in motives)
    return Evidence(id=id, event=event, side="intent", bearings=bearings, **more)


@pytest.fixture(scope="module")
def case() -> Case:
    events = {
        "ev-1": Event(
            id="ev-1",
            key="A",
            date="2003-01-22",
            title="Joint declaration against war",
            initiator="France",
            tags=(Tag(strategy="diplomatic-coordination"), Tag(strategy="binding")),
            overruled=Overruling(verdict="balancing", reason="No other reading", coder="Lin"),
            coder="Lin",
        ),
        "ev-2": Event(id="ev-2", key="B", date="2003-03", title="Draft withdrawn", initiator="US"),
        "ev-3": Event(
            id="ev-3",
            date="2003-03-20/2003-05-01",
            title="Invasion",
            screen=Screen(avoids_confrontation="no"),
        ),
        "ev-4": Event(id="ev-4", title="Undated talks", coded_none=True),
    }
    sources = {
        "so-1": Source(id="so-1", title="Later work", author="Zed", published="2005"),
        "so-2": Source(id="so-2", title="First cited", author="Abel", url="https://example.org/a"),
        "so-3": Source(id="so-3", title="柔性平衡理論之研究", author="張凱銘", published="2015"),
    }
    evidence = {
        "p-1": intent("p-1", "ev-1", "balancing", "policy-objection", source="so-2", grade="A1"),
        "p-2": Evidence(
            id="p-2",
            event="ev-1",
            side="effect",
            finding="No delay was seen",
            kind="raises-cost",
            status="absent",
            source="so-1",
            locator="p. 9",
        ),
    }
    assessment = Assessment(
        bottom_line="The bottom line in the researcher’s words.",
        judgements=(
            KeyJudgement(
                text="It was deliberate.", likelihood="likely", confidence="high", events=("A",)
            ),
        ),
        alternatives=(Alternative(title="Domestic politics", text="Explains the timing."),),
        limitations="Archives are closed.",
    )
    ratings = {"threat": Rating(id="threat", value="latent", sources=("so-3",))}
    return Case("sample", info(), ratings, assessment, sources, events, evidence)


def read(case: Case, lang: str) -> PdfReader:
    data, _ = memo_bytes(case, lang, digest="3f9a" * 16, today=DAY)
    return PdfReader(io.BytesIO(data))


def text_of(reader: PdfReader) -> str:
    return " ".join("\n".join(page.extract_text() for page in reader.pages).split())


def in_order(text: str, *parts: str) -> bool:
    at = 0
    for part in parts:
        at = text.find(part, at) + 1
        if not at:
            return False
    return True


def test_english_says_everything_in_order(case: Case) -> None:
    text = text_of(read(case, "en"))
    assert in_order(
        text,
        "SOFT-BALANCING CASE MEMO",
        "France against the United States",
        "BOTTOM LINE",
        "in the researcher’s words",
        "Computed from the coding: France: 3 acts counted, of 4 events; apart: US 1.",
        "Key judgements",
        "It was deliberate.",
        "Likelihood: likely.",
        "Confidence: ",
        "Verdicts under the rival criteria",
        "Events by class over time",
        "Profile of strategies",
        "Expected versus observed",
        "Event table",
        "Joint declaration against war",
        "Draft withdrawn",
        "Undated talks",
        "Events overruled by the researcher",
        "Intent × effect",
        "Events on which the lenses differ",
        "not balancing",
        "Confrontation over time and warning signs",
        "2003, quarter 1",
        "Alternatives considered",
        "Limitations",
        "Evidence annex",
        "No delay was seen",
        "Sources",
        "First cited",
        "Later work",
        "柔性平衡理論之研究",
        "Codebook: what the case added",
        "Key to the scales",
    )


def test_chinese_says_everything_in_order(case: Case) -> None:
    text = text_of(read(case, "zh-Hant")).replace(" ", "")
    said = words("zh-Hant").t
    heads = [
        said(head).replace(" ", "")
        for head in (
            "SOFT-BALANCING CASE MEMO",
            "BOTTOM LINE",
            "Key judgements",
            "Verdicts under the rival criteria",
            "Profile of strategies",
            "Expected versus observed",
            "Event table",
            "Events on which the lenses differ",
            "Limitations",
            "Evidence annex",
            "Sources",
            "Key to the scales",
        )
    ]
    assert all("\u4e00" <= head[0] <= "\u9fff" for head in heads)
    assert in_order(text, *heads)
    assert in_order(text, "2003年1月22日", "有爭議", "Firstcited")
    assert "Page1of" not in text


@pytest.mark.parametrize("lang", ["en", "zh-Hant"])
def test_document(case: Case, lang: str) -> None:
    reader = read(case, lang)
    assert reader.trailer["/Root"]["/Lang"] == lang
    assert reader.metadata is not None
    assert reader.metadata.title == "France against the United States"
    assert reader.metadata.author == "M. Lin"
    assert len(reader.outline) >= 12
    last = f"Page {len(reader.pages)} of {len(reader.pages)}"
    if lang == "en":
        assert last in reader.pages[-1].extract_text()
    links = [
        note.get_object()
        for page in reader.pages
        for note in page.get("/Annots", ())
        if "/Dest" in note.get_object()
    ]
    assert len(links) > 10


@pytest.mark.parametrize("lang", ["en", "zh-Hant"])
def test_a_memo_is_dated_on_its_day(case: Case, lang: str) -> None:
    found = read(case, lang).metadata
    assert found is not None
    made, changed = found.creation_date, found.modification_date
    assert made and changed and made.date() == changed.date() == DAY


@pytest.mark.parametrize("lang", ["en", "zh-Hant"])
def test_a_tables_head_stands_at_the_top_of_a_page_alone(lang: str) -> None:
    """However short its rows are and however many of them a page holds."""
    events = {f"e{n}": Event(id=f"e{n}", date="2003", title=f"T{n}") for n in range(200)}
    case = Case("c", info(), events=events)
    data, _ = memo_bytes(case, lang, digest="", today=DAY, sections=SHORT)
    with pypdfium2.PdfDocument(data) as pdf:
        pages = [page.get_textpage().get_text_bounded() for page in pdf]
    head = {"en": "Class and strategies", "zh-Hant": "類型與策略"}[lang]
    rows = [page for page in pages if re.search(r"\bT\d+", page)]
    assert len(rows) > 2 and all(page.count(head) == 1 for page in rows)
    assert max(len(re.findall(r"\bT\d+", page)) for page in rows) > 60


@pytest.mark.parametrize("lang", ["en", "zh-Hant"])
def test_every_font_is_embedded(case: Case, lang: str) -> None:
    for page in read(case, lang).pages:
        for font in page["/Resources"]["/Font"].values():
            described = font.get_object()
            if "/DescendantFonts" in described:
                described = described["/DescendantFonts"][0].get_object()
            assert "/FontFile2" in described["/FontDescriptor"], described["/BaseFont"]


@pytest.mark.parametrize("lang", ["en", "zh-Hant"])
def test_same_input_same_bytes(case: Case, lang: str) -> None:
    first = memo_bytes(case, lang, digest="d", today=DAY)
    assert memo_bytes(case, lang, digest="d", today=DAY) == first


def test_only_web_addresses_are_links(case: Case) -> None:
    uris = {
        str(note.get_object()["/A"]["/URI"])
        for page in read(case, "en").pages
        for note in page.get("/Annots", ())
        if "/URI" in note.get_object().get("/A", {})
    }
    assert uris == {"https://example.org/a"}


@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_text_is_data(hostile: str) -> None:
    evidence = {
        "p": Evidence(id="p", event="e", side="effect", finding=hostile, refuted_by=hostile,
                      kind="raises-cost", status="observed", source="s", locator=hostile,
                      coder=hostile),
    }  # fmt: skip
    case = Case(
        "hostile",
        info(title=hostile, balancer=hostile, target=hostile, author=hostile, question=hostile),
        {"threat": Rating(id="threat", value=hostile, note=hostile, sources=("s",))},
        Assessment(
            bottom_line=hostile,
            judgements=(KeyJudgement(text=hostile, confidence="low", confidence_reason=hostile),),
            alternatives=(Alternative(title=hostile, text=hostile),),
            limitations=hostile,
            watch=hostile,
        ),
        {"s": Source(id="s", title=hostile, author=hostile, published=hostile, url=hostile)},
        {
            "e": Event(id="e", title=hostile, description=hostile, initiator=hostile,
                       partners=(hostile,),
                       overruled=Overruling(verdict="contested", reason=hostile, coder=hostile)),
        },
        evidence,
    )  # fmt: skip
    for lang in ("en", "zh-Hant"):
        reader = read(case, lang)
        for page in reader.pages:
            for note in page.get("/Annots", ()):
                assert "/URI" not in note.get_object().get("/A", {})
    if hostile == HOSTILE[0]:
        assert "<b>bold</b>" in text_of(reader)


def test_the_short_form_keeps_what_limits_it(case: Case) -> None:
    """A few events stand with their verdicts in words on the first page, above the limits."""
    short, _ = memo_bytes(case, "en", digest="0" * 64, today=DAY, sections=SHORT)
    reader = PdfReader(io.BytesIO(short))
    said = " ".join(text_of(reader).split())
    assert len(reader.pages) == 1
    assert in_order(said, "Key judgements", "Verdicts under", "Event table", "Limitations:")
    assert "computed by the program" in said and "insufficient" in said.partition("Event table")[2]


def test_a_source_that_nothing_names_is_told_apart(case: Case) -> None:
    """It is in the case, and stands behind nothing that the memo says."""
    kept = Source(id="so-kept", title="Kept for later", author="Nobody, N.")
    more = replace(case, sources={**case.sources, kept.id: kept})
    before, said = (" ".join(text_of(read(c, "en")).split()) for c in (case, more))
    counted = re.compile(r"\d+ sources? cited")
    assert counted.findall(before) == counted.findall(said) != []
    assert in_order(said, "Sources", "Kept with the case", "Kept for later")


@pytest.mark.parametrize("lang", ["en", "zh-Hant"])
def test_empty_case(lang: str) -> None:
    reader = read(Case("empty", info(author="")), lang)
    text = text_of(reader)
    assert ("The case has no events yet." in text) or ("本案尚無事件。" in text)


@pytest.mark.parametrize("said", ["many words ", "沒有空格的中文，"])
def test_a_very_long_description_is_all_there(said: str) -> None:
    description = (said * 4000)[:20_000] + "THEEND"
    case = Case("long", info(), events={"e": Event(id="e", title="T", description=description)})
    reader = read(case, "en")
    assert len(reader.pages) > 5
    assert "THEEND" in text_of(reader)


@pytest.mark.parametrize("said", ["many words ", "沒有空格的中文，"])
def test_a_row_over_two_pages_stays_in_its_column(said: str) -> None:
    """Above its foot, such a page has nothing beside the column of events but the table's head."""
    event = Event(id="e", title="T", description=said * 900)
    case = Case("l", info(threshold="capable"), events={"e": event})
    data, _ = memo_bytes(case, "en", digest="d", today=DAY)
    pages = [page.get_textpage() for page in pypdfium2.PdfDocument(data)]
    full = [text for text in pages if text.get_text_range().count(said[:4]) > 80]
    assert len(full) > 2
    for text in full[1:-1]:
        edge, head, *_ = text.get_charbox(text.search("Art").get_next()[0])
        boxes = [
            text.get_charbox(n)
            for n in range(text.count_chars())
            if text.get_text_range(n, 1).strip()
        ]
        right = max(box[2] for box in boxes if 60 < box[1] < head - 5)
        assert edge - 30 < right < edge - 5.5


@pytest.mark.parametrize(
    ("name", "font"), [("אוריינטציה", "Hebrew"), ("균형", "KR"), ("柔性", "TC"), ("[b]x", "")]
)
def test_a_strategy_of_the_cases_own_is_written_in_its_script(
    case: Case, name: str, font: str
) -> None:
    """In the profile's bars too, with glyphs that are there, in the direction of its script."""
    entry = own_strategy(
        id="own", kind="added", name_en=name, meaning="m", strategy_class="weakening",
        route="refusal", citation="A 2003",
    )  # fmt: skip
    event = case.timeline[0]
    tagged = event.model_copy(update={"tags": (Tag(strategy="own"),)})
    changed = case.with_changes([Change(None, entry), Change(event, tagged)])
    data, _ = memo_bytes(changed, "en", digest="", today=DAY, sections=["profile"])
    page = pypdfium2.PdfDocument(data)[0].get_textpage()
    said = page.get_text_range()
    at = {letter: page.get_charbox(said.rindex(letter))[0] for letter in (name[0], name[-1])}
    assert (at[name[0]] > at[name[-1]]) is (font == "Hebrew")
    used = PdfReader(io.BytesIO(data)).pages[0]["/Resources"]["/Font"]
    names = {str(each.get_object()["/BaseFont"]) for each in used.values()}
    assert any(f"NotoSans{font}-" in each for each in names), names


def test_write_is_whole_and_warns(tmp_path: Path) -> None:
    path = tmp_path / "memo.pdf"
    case = Case("w", info(title="A letter no font has: \U00012000"))
    warnings = write_memo(case, "en", path, digest="d", today=DAY)
    assert path.read_bytes().startswith(b"%PDF-")
    assert any("U+12000" in warning for warning in warnings)
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize(
    ("value", "english", "chinese"),
    [
        ("2003-03-05", "5 March 2003", "2003年3月5日"),
        ("2003-03", "March 2003", "2003年3月"),
        ("2003~", "c. 2003", "約2003年"),
        ("2003-03-01/2003-03-05", "1 March 2003 – 5 March 2003", "2003年3月1日至5日"),
        ("", "", ""),
    ],
)
def test_dates_in_words(value: str, english: str, chinese: str) -> None:
    assert (date_in_print(value, "en"), date_in_print(value, "zh-Hant")) == (english, chinese)


def test_a_period_of_open_dates_says_from_once() -> None:
    """As it says of the two days that are known."""
    assert period("2003-03/..", "../2003", words("en")) == period("2003-03", "2003", words("en"))
    assert period("2003-03/..", "", words("en")) == "from March 2003"


@pytest.mark.parametrize(
    ("value", "english"),
    [
        ("2003-03-05/2003-03-07", "5–7 Mar 2003"),
        ("2003-01-30/2003-02-05", "30 Jan – 5 Feb 2003"),
        ("2002-12-30/2003-01-02", "30 Dec 2002 – 2 Jan 2003"),
        ("2003-03/2003-04", "Mar 2003 – Apr 2003"),
        ("2003-03-05?/2003-03-07", "5 Mar 2003 (?) – 7 Mar 2003"),
    ],
)
def test_a_short_range_says_once_what_its_ends_share(value: str, english: str) -> None:
    assert date_in_print(value, "en", short=True) == english


@pytest.mark.parametrize(
    ("lang", "last"), [("en", "-\u00a0no evidence"), ("zh-Hant", "-\u00a0無證據")]
)
def test_a_mark_and_what_it_stands_for_are_on_one_line(lang: str, last: str) -> None:
    """Below the table of the short memo."""
    document = memo_document(CASES[lang], lang, digest="d", today=DAY, sections=SHORT)
    assert any(last in said for part in document.parts for said in texts(part.nodes))
