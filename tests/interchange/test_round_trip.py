"""A case through its coding sheet and back, exactly, whatever was typed into it."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.case import (
    Bearing,
    Case,
    CaseInfo,
    Change,
    Event,
    Evidence,
    Overruling,
    Screen,
    Source,
    Tag,
)
from workbench.casebook import worked_cases
from workbench.interchange.sheet import read_sheet, write_sheet
from workbench.judgement import judge_case, lens_ids

EMPTY = Case("c", CaseInfo(title="T", balancer="法國", target="美國"))

# NUL can't stand in a sheet.
cells = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=30)
HOSTILE = [
    " x",
    "x\u3000",
    "\x0b",
    "x\x85",
    "\r\n",
    "'",
    "''",
    "' x'",
    "[bold]",
    '<img src="/etc/passwd">',
    "=1+1",
    "'=1",
    "''",
    "+",
    "\x1b[31m",
    "😀",
    "שלום",
]


@given(
    st.lists(
        st.tuples((cells | st.sampled_from(HOSTILE)).filter(bool), cells, cells, cells, cells),
        min_size=1,
        max_size=4,
    )
)
def test_the_round_trip_is_exact(rows: list[tuple[str, str, str, str, str]]) -> None:
    """What is exported comes back the same, whatever was typed."""
    first = EMPTY
    for n, (title, description, finding, source, note) in enumerate(rows):
        event = Event(id=f"ev-{n}", title=title, description=description, coder="coder",
                      initiator=source, target=note)  # fmt: skip
        cited = Source(id=f"so-{n}", title=source or "x", author=str(n))
        piece = Evidence(id=f"pc-{n}", event=event.id, side="intent", finding=finding, note=note,
                         source=cited.id)  # fmt: skip
        first = first.with_changes(Change(None, each) for each in (event, cited, piece))
    sheet = write_sheet(first)
    again = read_sheet(sheet, EMPTY, "coder")
    assert not again.faults, again.faults
    back = EMPTY.with_changes(again.changes)
    assert write_sheet(_renamed(back, first)) == sheet
    assert [_without_key(e) for e in _content(back)[0]] == [
        _without_key(e) for e in _content(first)[0]
    ]
    assert [p["finding"] for p in _content(back)[1]] == [row[2] for row in rows]


def _without_key(event: dict[str, object]) -> dict[str, object]:
    return {**event, "key": ""}


def _renamed(case: Case, like: Case) -> Case:
    # Exported keys of keyless events are their ids, which become keys when they come back.
    keys = {e.id for e in like.events.values()}
    assert {e.key for e in case.events.values()} == keys
    return case


parts = cells.filter(lambda text: ";" not in text and text.strip() == text != "")


said_ = cells | st.sampled_from([*HOSTILE, "a|b", "\\", "\\n", "one\n| two\n\n3\\|", '"', "中文"])
rulings = st.builds(
    Overruling,
    verdict=st.sampled_from(["balancing", "not-balancing", "contested", "insufficient"]),
    reason=said_,
    coder=said_,
    changed_by=said_,
)


@st.composite
def tags(draw: st.DrawFn, coder: str) -> tuple[Tag, ...]:
    """Some tags, of one strategy by two coders too."""
    each = st.builds(
        Tag,
        strategy=st.sampled_from(["binding", "territorial-denial", "signals-of-resolve"]),
        coder=st.just(coder) | said_,
        rationale=st.just("") | said_,
    )
    return tuple(draw(st.lists(each, min_size=1, max_size=4)))


@st.composite
def cases(draw: st.DrawFn) -> Case:
    """Two events; the first has evidence of either side, with a source."""
    shared = {name: draw(cells | st.sampled_from(HOSTILE)) for name in ("description", "coder")}
    named = draw(st.sampled_from(["", "e1", "=e", "007", "事"]))
    title = draw((cells | st.sampled_from(HOSTILE)).filter(bool))
    event = Event(id="ev-1", key=named or "ev-1", date="2003-03/2003-04", title=title,
                  initiator=draw(said_), target=draw(said_),
                  partners=tuple(draw(st.lists(parts, max_size=2, unique=True))),
                  domain="economic", tags=draw(tags(shared["coder"])),
                  screen=Screen(limits_power_or_intent="unclear", note=draw(said_)),
                  overruled=draw(st.none() | rulings), changed_by=draw(said_),
                  **shared)  # fmt: skip
    later = Event(id="ev-2", key="last", date="2004", title="B", initiator="法國", target="美國",
                  coded_none=True, note=draw(cells), changed_by=draw(said_))  # fmt: skip
    source = Source(id="so-1", title=title, **{
        name: draw(cells | st.sampled_from(HOSTILE))
        for name in ("author", "published", "url", "source_type")
    })  # fmt: skip
    said = {n: draw(cells | st.sampled_from(HOSTILE)) for n in ("finding", "locator", "note")}
    one = Evidence(id="pe-1", event="ev-1", side="intent", source="so-1", grade="B2", **said,
                   bearings=(Bearing(motive="balancing", says="supports"),))  # fmt: skip
    two = Evidence(id="pe-2", event="ev-1", side="effect", kind="raises-cost", status="capable",
                   refuted_by=draw(cells), reaction="ev-2", **said)  # fmt: skip
    denies = draw(st.sampled_from([None, (), ("pe-2",), ("pe-2", "pe-4")]))
    three = Evidence(id="pe-3", event="ev-1", side="effect", kind="raises-cost", status="absent",
                     basis=draw(st.sampled_from([None, "record", "interpretation"])),
                       changed_by=draw(said_), denies=denies)  # fmt: skip
    four = two.model_copy(update={"id": "pe-4", "status": "observed", "reaction": None})
    pieces = (one, two, three, four)
    return Case("c", EMPTY.info, events={"ev-1": event, "ev-2": later}, sources={"so-1": source},
                evidence={p.id: p for p in pieces})  # fmt: skip


def _content(case: Case) -> tuple[list[dict[str, object]], ...]:
    """All that the sheet has columns for, without the ids of this or that case."""
    names = {e.id: e.name for e in case.events.values()}
    titles = {s.id: s.title for s in case.sources.values()}
    places = {p.id: n for e in case.timeline for n, p in enumerate(case.evidence_of(e.id))}
    events = [e.model_dump(exclude={"id"}) for e in case.timeline]
    pieces = [
        {**p.model_dump(exclude={"id"}), "event": names[p.event],
         "source": titles.get(p.source or ""), "reaction": names.get(p.reaction or ""),
         "denies": None if p.denies is None else [places[claim] for claim in p.denies]}
        for e in case.timeline for p in case.evidence_of(e.id)
    ]  # fmt: skip
    return events, pieces, [s.model_dump(exclude={"id"}) for s in case.sources.values()]


@given(cases())
def test_a_case_comes_back_whole(case: Case) -> None:
    """Every record that the sheet has columns for, field by field."""
    sheet = write_sheet(case)
    again = read_sheet(sheet, EMPTY, "somebody else")
    assert not again.faults, again.faults
    back = EMPTY.with_changes(again.changes)
    assert _content(back) == _content(case)
    assert write_sheet(back) == sheet
    for row in csv.reader(io.StringIO(sheet.decode("utf-8-sig"), newline="")):
        assert not [cell for cell in row if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]


WHYS = (" =1+1\u3000", "a | b\\| c", 'said “no”, "twice"', "one\ntwo\n", "[bold]x[/bold]",
        "\x1b[31mred", "理由：他說「不」")  # fmt: skip


def noted(case: Case) -> Case:
    """A case in which somebody wrote into every field of coding."""
    events = {}
    for n, event in enumerate(case.timeline):
        why = [WHYS[(n + m) % len(WHYS)] for m in range(4)]
        tags = tuple(
            tag.model_copy(update={"rationale": why[m % 4], "coder": ("MK", "", "=PH")[m % 3]})
            for m, tag in enumerate(event.tags)
        )
        ruled = Overruling(verdict="contested", reason=why[1], coder=why[0])
        events[event.id] = event.model_copy(
            update={"tags": tags, "overruled": ruled if n % 2 else None, "note": why[2],
                    "screen": event.screen.model_copy(update={"note": why[3]}),
                    "changed_by": "MK" if n % 3 else ""}
        )  # fmt: skip
    pieces = {
        p.id: p.model_copy(update={"note": WHYS[n % len(WHYS)], "changed_by": "=MK"})
        for n, p in enumerate(case.evidence.values())
    }
    return replace(case, events=events, evidence=pieces)


@pytest.mark.parametrize("slug", [file.slug for file in worked_cases()])
def test_a_worked_case_with_reasons_comes_back_whole(slug: str) -> None:
    """Every field of its events and pieces, with what a coder wrote beside them."""
    (case,) = (noted(file.load()) for file in worked_cases() if file.slug == slug)
    start = Case("c", case.info)
    again = read_sheet(write_sheet(case), start, "somebody else")
    assert not again.faults, again.faults[:5]
    back = start.with_changes(again.changes)
    assert _content(back)[:2] == _content(case)[:2]
    assert _verdicts(back) == _verdicts(case)


def _verdicts(case: Case) -> list[tuple[str, str, list[str]]]:
    return [
        (f.event.name, f.screening, [f.verdicts[lens].verdict for lens in lens_ids()])
        for f in judge_case(case).events
    ]
