"""Whose act it is, in every format: read back by readers that had no part in writing it.

Whose each event is, and what the lenses say of it, stands here by hand.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import html5lib
import pypdfium2
import pytest
from docx import Document

from workbench.case import (
    Assessment,
    Bearing,
    Case,
    CaseInfo,
    Event,
    Evidence,
    KeyJudgement,
    Screen,
    Tag,
)
from workbench.casebook import worked_cases
from workbench.memo import SHORT, memo_bytes, memo_docx, memo_html, memo_markdown
from workbench.memo.contents import memo_document
from workbench.memo.document import texts

DAY = date(2026, 11, 23)
LANGS = ("en", "zh-Hant")
ALIASES = {"France": ("法國",), "United States": ("美國", "USA")}
MARKS = {
    "Nobody named": "→",
    "In the other language": "→",
    "Third with the balancer": "→+",
    "Third alone": "※",
    "Target with the balancer": "↔",
    "Target alone": "←",
    "Aimed elsewhere": "↗",
    "Balancer with the target": "↔",
    "Bare": "→+",
}
INK = "#1B2430"
"""Of the zipper, whose marks are verdicts."""
COUNTED = (1, 2, 3, 7, 9)
"""The balancer's acts by number, along the timeline; the rest are others'."""
NAMES = {
    "en": {
        "Third with the balancer": "Turkey (with France) → United States",
        "Third alone": "Turkey → United States",
        "Target with the balancer": "USA (with France) → Iraq",
        "Target alone": "United States → France",
        "Aimed elsewhere": "France, aimed at Germany",
        "Balancer with the target": "France (with United States), aimed at Iraq",
        "Bare": "France (with Spain) → United States",
    },
    "zh-Hant": {
        "Third with the balancer": "Turkey（夥伴：France）→ United States",
        "Third alone": "Turkey → United States",
        "Target with the balancer": "USA（夥伴：France）→ Iraq",
        "Target alone": "United States → France",
        "Aimed elsewhere": "France，針對Germany",
        "Balancer with the target": "France（夥伴：United States），針對Iraq",
        "Bare": "France（夥伴：Spain）→ United States",
    },
}
COUNTS = {
    "en": "France: 5 acts counted, of 9 events; apart: United States 1, joint 2, Turkey 1; "
    "of the joint acts 1 works through institutions",
    "zh-Hant": "計入France的行為 5 項，全部事件 9 件；"
    "另計：United States 1 項、雙方共同 2 項、Turkey 1 項；共同行為中有 1 項透過",
}


def of_motive(event: str, *said: tuple[str, str], **more: Any) -> Evidence:
    bearings = tuple(Bearing.model_validate({"motive": m, "says": s}) for m, s in said)
    return Evidence(id=f"i-{event}", event=event, side="intent", bearings=bearings, **more)


def effect(id: str, event: str, status: Any = "observed", **more: Any) -> Evidence:
    return Evidence(id=id, event=event, side="effect", kind="raises-cost", status=status, **more)


def sample(**settings: Any) -> Case:
    info = {"id": "case", "title": "Sample", "balancer": "France", "target": "United States",
            "threshold": "capable", "aliases": ALIASES, **settings}  # fmt: skip
    acted: list[dict[str, Any]] = [
        {"tags": (Tag(strategy="binding"),)},
        {"initiator": "法國", "target": "美國", "tags": (Tag(strategy="delegitimation"),)},
        {"initiator": "Turkey", "partners": ("France",), "tags": (Tag(strategy="binding"),)},
        {"initiator": "Turkey", "tags": (Tag(strategy="territorial-denial"),)},
        {"initiator": "USA", "partners": ("France",), "target": "Iraq",
         "tags": (Tag(strategy="blackmail"),)},
        {"initiator": "United States", "target": "France",
         "tags": (Tag(strategy="economic-sanctions"),),
         "screen": Screen(avoids_confrontation="no")},
        {"target": "Germany", "tags": (Tag(strategy="delegitimation"),)},
        {"partners": ("United States",), "target": "Iraq",
         "tags": (Tag(strategy="international-institutions"),)},
        {"initiator": "France", "partners": ("Spain",), "coded_none": True},
    ]  # fmt: skip
    events = {
        f"e{n}": Event(id=f"e{n}", title=title, date=f"2003-0{n}-01", **more)
        for n, (title, more) in enumerate(zip(MARKS, acted, strict=True), 1)
    }
    evidence = [
        effect("x-1", "e1", "capable", basis="record"),
        of_motive("e1", ("balancing", "supports"), ("economic-gain", "undermines")),
        effect("x-2", "e2"),
        effect("x-2b", "e2", "absent"),
        of_motive("e2", ("balancing", "supports"), basis="interpretation"),
        effect("x-3", "e3", "absent", denies=()),
        of_motive("e3", ("policy-objection", "supports")),
        *(effect(f"x-{n}", f"e{n}") for n in (4, 5, 6, 7, 8)),
        *(of_motive(f"e{n}", ("routine-friction", "supports")) for n in (4, 5, 6, 8)),
    ]
    judgement = KeyJudgement(text="It was so.", events=("e2", "e6"))
    return Case("sample", CaseInfo.model_validate(info), {}, Assessment(judgements=(judgement,)),
                {}, events, {piece.id: piece for piece in evidence})  # fmt: skip


@dataclass
class Read:
    """What stands in a memo: its lines, and its tables row by row."""

    lines: list[str]
    tables: list[list[list[str]]]

    @property
    def text(self) -> str:
        cells = (cell for table in self.tables for row in table for cell in row)
        return "\n".join((*self.lines, *cells))

    def table(self, first: str) -> list[list[str]]:
        """The rows of the table whose head begins so."""
        return next(t for t in self.tables if t[0][0] == first)[1:]


def markdown(case: Case, lang: str, **asked: Any) -> Read:
    lines: list[str] = []
    tables: list[list[list[str]]] = []
    for block in memo_markdown(case, lang, digest="", today=DAY, **asked).split("\n\n"):
        rows = re.sub(r"\\(.)", lambda m: m[1].replace("|", "¦"), block).splitlines()
        if rows and rows[0].startswith("| "):
            cells = [[cell.strip() for cell in row[2:-2].split(" | ")] for row in rows]
            tables.append([cells[0], *cells[2:]])
        else:
            lines += rows
    return Read(lines, tables)


def word(case: Case, lang: str, **asked: Any) -> Read:
    document = Document(io.BytesIO(memo_docx(case, lang, digest="", today=DAY, **asked)))
    tables = [[[cell.text for cell in row.cells] for row in t.rows] for t in document.tables]
    told = [
        line for said in document.element.xpath("//wp:docPr/@descr") for line in said.split("\n")
    ]
    return Read([p.text for p in document.paragraphs] + told, tables)


def page(case: Case, lang: str, **asked: Any) -> Read:
    tree = html5lib.parse(memo_html(case, lang, today=DAY), namespaceHTMLElements=False)
    body = tree.find("body")
    tables = [
        [["".join(cell.itertext()) for cell in row] for row in table.iter("tr")]
        for table in body.iter("table")
    ]
    grid = [
        [span.text or "" for span in row.findall("summary/span/span")][:3]
        + ["".join(b.itertext()) for b in row.findall("summary/span/bdi")]
        for row in body.iter("details")
        if (row.get("id") or "").startswith("event-")
    ]
    lines = ["".join(e.itertext()) for tag in ("p", "h3") for e in body.iter(tag)]
    return Read(lines, [[["#"], *grid], *tables])


def pdf(case: Case, lang: str, **asked: Any) -> str:
    data, _ = memo_bytes(case, lang, digest="", today=DAY, **asked)
    with pypdfium2.PdfDocument(data) as document:
        return "".join(p.get_textpage().get_text_bounded() for p in document)


def plain(said: str) -> str:
    return re.sub(r"\s", "", said)


FORMATS: list[Callable[..., Read]] = [markdown, word, page]


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("read", FORMATS)
def test_the_counts_are_of_the_balancers_acts(read: Callable[..., Read], lang: str) -> None:
    found = read(sample(), lang)
    assert sum(COUNTS[lang] in line for line in found.lines) >= 6
    art, intent, motives, _ = found.table("Criterion" if lang == "en" else "判準")
    # By Art 1 and 7 are balancing, 3 is denied nothing and shows nothing, 2 is disputed, 9 is bare.
    assert art[-4:] == ["2", "1", "1", "1"]
    assert intent[-4:] == ["2", "0", "0", "3"]
    assert motives[-4:] == ["1", "0", "1", "3"]
    apart = found.table("Apart, by whose they are" if lang == "en" else "另計者，依行為方")
    assert [row[1] for row in apart] == ["1", "2", "1"]
    named = [("United States",), ("France", "United States"), ("Turkey",)]
    assert all(n in row[0] for row, names in zip(apart, named, strict=True) for n in names)
    balancing = {"en": "balancing", "zh-Hant": "平衡"}[lang]
    assert [row[2].replace("\xa0", " ") for row in apart] == [f"{balancing} {n}" for n in "121"]


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("read", FORMATS)
def test_every_event_says_whole_who_acted(read: Callable[..., Read], lang: str) -> None:
    rows = read(sample(), lang).table("#")
    assert len(rows) == len(MARKS)
    for row, (title, mark) in zip(rows, MARKS.items(), strict=True):
        assert row[2] == mark
        cell = next(c for c in row if title in c) + (row[-1] if read is page else "")
        named = plain(NAMES[lang].get(title, ""))
        assert named in plain(cell) if named else "→" not in cell, (title, cell)


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("sections", [None, SHORT])
def test_on_paper_too(sections: Iterable[str] | None, lang: str) -> None:
    said = plain(pdf(sample(), lang, sections=sections))
    assert plain(COUNTS[lang]) in said
    rows = said[said.index(plain({"en": "Who Class", "zh-Hant": "行為方類型"}[lang])) :]
    for title, mark in MARKS.items():
        at = rows.index(plain(title))
        assert mark in rows[max(0, at - 60) : at], title
        assert plain(NAMES[lang].get(title, "")) in rows[at : at + 90]
    assert all(name in said for name in ("Turkey", "UnitedStates", "Germany", "Iraq"))


@pytest.mark.parametrize("lang", LANGS)
def test_others_marks_are_told_apart(lang: str) -> None:
    """On the timeline and in its key: the target’s hollow, others’ dashed, joint ones tinted."""
    tree = html5lib.parse(memo_html(sample(), lang, today=DAY), namespaceHTMLElements=False)
    marks = [e for e in tree.iter() if isinstance(e.tag, str)
             and e.get("stroke-width") == "1.1" and e.get("stroke") != INK]  # fmt: skip
    hollow = [mark for mark in marks if "f-paper" in mark.get("class", "")]
    dashed = [mark for mark in hollow if mark.get("stroke-dasharray")]
    tinted = [mark for mark in marks if mark.get("class", "").endswith("-tint")]
    # The target's act stands in two lanes, on a cross in one, whose number has a ground of its own.
    assert len(dashed) == len((4,)) + 1
    assert len(hollow) - len(dashed) == len((6, 6)) + 1 + 2
    assert len(tinted) == len((5, 8)) + 2


@pytest.mark.parametrize("sections", [None, SHORT])
def test_the_first_page_names_untested_rivals(sections: Iterable[str] | None) -> None:
    data, _ = memo_bytes(sample(), "en", digest="", today=DAY, sections=sections)
    with pypdfium2.PdfDocument(data) as document:
        said = plain(document[0].get_textpage().get_text_bounded())
    assert plain("rival motive that it weighs was tested; untested: regional") in said


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("read", [markdown, word])
def test_figures_and_fields_keep_others_apart(read: Callable[..., Read], lang: str) -> None:
    found = read(sample(), lang)
    whose = {
        "en": ("acts counted", "acts of United States", "joint acts", "acts of third parties"),
        "zh-Hant": ("計入的行為", "United States的行為", "雙方共同行為", "第三方的行為"),
    }[lang]
    lanes = "\n".join(found.lines)
    acts = [
        {int(n) for some in re.findall(f"{kind}[:：] ?([\\d ]+)", lanes) for n in some.split()}
        for kind in whose
    ]
    assert acts == [set(COUNTED), {6}, {5, 8}, {4}]
    bars = [
        line
        for line in found.lines
        if re.search(r"\w[:：] ?\d+$", line) and not re.search("act|行為|→|ther|其他", line)
    ]
    assert bars == [bar for bar in bars if bar.endswith("2")] and len(bars) == 2
    square = next(t for t in found.tables if len(t) == 3 and t[0][0] == "")
    fields = [re.split(r"acts?|項行為", cell)[1] for row in square[1:] for cell in row[1:]]
    numbers = [{int(n) for n in re.findall(r"\d+", field)} for field in fields]
    # Shown or not: intent by row, effect by column.
    assert numbers == [{2}, {1}, {3}, {7}]
    assert {"en": "no evidence  1 act: 9", "zh-Hant": "無證據  1 項行為：9"}[lang] in found.text
    assert not any("Third alone" in line or "Target alone" in line for line in found.lines)


@pytest.mark.parametrize("lang", LANGS)
def test_joint_acts_that_count_are_said_to(lang: str) -> None:
    found = markdown(sample(joint="counted"), lang)
    masthead = "\n".join(found.lines[:8])
    said = {
        "en": ("1 joint act counted (1 through institutions)", "1 joint act apart (0 through"),
        "zh-Hant": ("共同行為 1 項計入（1 項透過制度）", "共同行為 1 項另計（0 項"),
    }[lang]
    assert all(each in masthead for each in said)
    assert {"en": "France: 6 acts", "zh-Hant": "計入France的行為 6 項"}[lang] in found.text


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("read", FORMATS)
def test_a_stricter_criterion_isnt_called_art(read: Callable[..., Read], lang: str) -> None:
    """Wherever its verdicts stand; and what is left out is said to be."""
    name, bare = {"en": ("Art, observed effects only", "Effects (Art)"),
                  "zh-Hant": ("阿特（僅計已觀察到的效果）", "效果判準（阿特）")}[lang]  # fmt: skip
    changed = read(sample(threshold="observed", interpretations="left-out"), lang)
    strict, usual = changed.text, read(sample(), lang)
    assert bare not in strict and strict.count(name) >= 7
    # Where the case is told under every reading the stricter one stands too.
    document = memo_document(sample(), lang, digest="", today=DAY)
    [firm] = [part for part in document.parts if part.name == "firm"]
    among = sum(said.count(name) for said in texts(firm.nodes))
    assert bare in usual.text and 0 < usual.text.count(name) <= among
    left = {"en": "Interpretations left out", "zh-Hant": "詮釋不計入"}[lang]
    assert left in "\n".join(changed.lines[:5]) and left not in "\n".join(usual.lines[:5])
    piece = {"en": "Basis: interpretation, left out as an interpretation",
             "zh-Hant": "依據：詮釋、屬詮釋，不計入"}[lang]  # fmt: skip
    assert piece in strict


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("read", FORMATS)
def test_rivals_that_nobody_tested_are_named(read: Callable[..., Read], lang: str) -> None:
    text = read(sample(), lang).text
    for said in {
        "en": (
            "In the 1 act that the lens of Brooks and Wohlforth calls balancing not every rival "
            "motive that it weighs was tested; untested: regional issue in 1, objection to a "
            "policy in 1, domestic politics in 1.",
            "In 1 act balancing intent is supported, but no rival motive was tested",
            "Untested: regional issue, objection to a policy, domestic politics."
            if read is page
            else "Untested: all four rival motives.",
        ),
        "zh-Hant": ("判定為平衡的 1 項行為中", "有 1 項行為的平衡意圖獲得支持，但沒有任何競爭動機"),
    }[lang]:
        assert said in text


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("read", FORMATS)
def test_denials_say_what_they_deny(read: Callable[..., Read], lang: str) -> None:
    case = sample()
    named = effect("x-1b", "e1", "absent", denies=("x-1",))
    text = read(replace(case, evidence={**case.evidence, "x-1b": named}), lang).text
    kind, none, one = {
        "en": (
            "Denies every observed claim of its kind: E",
            "Denies no claim, on purpose",
            "Denies: E",
        ),
        "zh-Hant": ("否定同類中每一項已觀察到的主張：E", "刻意不否定任何主張", "否定：E"),
    }[lang]
    assert kind in text and none in text and one in text
    assert {"en": "Basis: record", "zh-Hant": "依據：紀錄"}[lang] in text


@pytest.mark.parametrize("lang", LANGS)
def test_a_judgements_events_stand_apart_where_they_are_others(lang: str) -> None:
    lines = markdown(sample(), lang).lines
    said = {"en": "Events: 2. Events apart, not the balancer’s acts: 6.",
            "zh-Hant": "事件：2。另計事件，非平衡方的行為：6。"}[lang]  # fmt: skip
    assert any(said in line for line in lines)


WORKED = list(worked_cases())


@pytest.mark.parametrize("slug", [file.slug for file in WORKED])
def test_no_worked_case_prints_another_states_act_as_the_balancers(slug: str) -> None:
    case = next(file.load() for file in WORKED if file.slug == slug)
    info = case.info
    acts = [{e.initiator or info.balancer, *e.partners} for e in case.timeline]
    sides = {(True, False): "→", (False, True): "←", (True, True): "↔", (False, False): "※"}
    own = [sides[info.balancer in a, info.target in a] for a in acts]
    for read in FORMATS:
        found = read(case, info.language, sections=("verdicts", "events"))
        rows = found.table("#")
        assert [row[2][0].replace("↗", "→") for row in rows] == own
        for row, event in zip(rows, case.timeline, strict=True):
            if event.initiator not in ("", info.balancer):
                assert plain(event.initiator) in plain("".join(row))
        n = sum(info.balancer in a and info.target not in a for a in acts)
        for row in found.table("Criterion" if info.language == "en" else "判準"):
            assert sum(map(int, row[-4:])) == n
