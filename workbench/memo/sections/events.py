"""The event table: every event, what it was coded as, and the four verdicts."""

from __future__ import annotations

from collections.abc import Sequence

from reportlab.lib.colors import HexColor
from reportlab.platypus import Flowable, PageBreak

from workbench.case import Event
from workbench.judgement import LENSES, LETTERS, VERDICTS, Verdict, classes_of
from workbench.memo.figures import colour_of
from workbench.memo.typesetting import Span

from .blocks import Anchor, Cell, absent, grey, grid, heading, para
from .context import Memo
from .limitations import limits
from .wording import edtf, listed, longer

_SHADES = {
    "balancing": HexColor("#BFD3E8"),
    "contested": HexColor("#E3EAF2"),
    "not-balancing": HexColor("#F6F8FB"),
}

_FEW = 12
"""Events that the short form has room to show with their verdicts in words."""


def event_table(memo: Memo) -> list[Flowable]:
    """The table, and below it the verdicts that the researcher overruled."""
    t = memo.t
    title = t("Event table")
    events = memo.case.timeline
    if not events:
        return absent(memo, title, t("The case has no events yet."))
    shades = [
        {
            column: _SHADES[verdict]
            for column, verdict in enumerate(_verdicts(memo, event), 5)
            if verdict in _SHADES
        }
        for event in events
    ]
    head = [t("#"), t("Date"), "", t("Class and strategies"), t("Event")]
    head += [memo.book.lens(lens).short.in_(memo.lang) for lens in LENSES]
    note = t(
        "→ by {balancer}; ← by {target}. The shade repeats the verdict’s word.",
        balancer=memo.case.info.balancer,
        target=memo.case.info.target,
    )
    chinese = memo.lang == "zh-Hant"
    terse = memo.brief and len(events) > _FEW
    if terse:
        rows = [_line(memo, event) for event in events]
        widths: tuple[float, ...] = (
            16 + longer(events),
            74 if chinese else 56,
            12,
            138,
            0,
            24,
            28,
            31,
            36,
        )
        key = "  ".join(f"{LETTERS[v]} {memo.word('verdict', v)}" for v in VERDICTS)
        note = f"{note} {key}"
    else:
        rows = [_row(memo, event) for event in events]
        verdicts = (36, 36, 36, 36) if chinese else (44, 44, 44, 44)
        widths = (20 + longer(events), *((67, 15, 102) if chinese else (52, 15, 92)), 0, *verdicts)
    look = "compact" if terse else "tight"
    found: list[Flowable] = [
        *heading(memo, title),
        grid(memo, head, rows, widths, look=look, shades=shades),
        para(memo, note, "note"),
    ]
    if terse:
        found.insert(0, PageBreak())
    overruled = [event for event in events if event.overruled]
    if overruled:
        found.append(para(memo, _overrulings(memo, overruled), "small"))
    return [*found, limits(memo)] if memo.brief else found


def _verdicts(memo: Memo, event: Event) -> list[Verdict]:
    judged = memo.findings.by_id[event.id].verdicts
    return [judged[lens].verdict for lens in LENSES]


def _line(memo: Memo, event: Event) -> list[Cell]:
    """The event in the short form: what fits on a line or two."""
    strategies = [memo.strategy(tag.strategy) for tag in event.tags]
    coded = memo.t("coded: none") if event.coded_none else memo.t("not coded yet")
    marks = [
        Span(f"{group.symbol}\u00a0", colour=colour_of(group.id))
        for group in map(memo.book.strategy_class, classes_of(event, memo.book))
    ]
    said = Span(listed(dict.fromkeys(strategies), memo.lang)) if strategies else grey(coded)
    number = str(memo.event_numbers[event.id])
    title = [Span(event.title), *([Span("†", bold=True)] if event.overruled else [])]
    return [
        [Anchor(memo.event_link(event.id)), para(memo, number, "compact")],
        edtf(event.date, memo.lang, short=True) or memo.t("undated"),
        _direction(memo, event),
        [*marks, said],
        title,
        *(LETTERS[verdict] for verdict in _verdicts(memo, event)),
    ]


def _row(memo: Memo, event: Event) -> list[Cell]:
    number = memo.event_numbers[event.id]
    what = [Span(event.title)]
    if event.overruled:
        what.append(Span("†", bold=True))
    if event.partners:
        partners = listed(event.partners, memo.lang)
        what.append(grey(memo.t(" (with {partners})", partners=partners)))
    cell: list[Flowable] = [para(memo, what, "tight")]
    if event.description.strip() and not memo.brief:
        cell.append(para(memo, event.description, "aside"))
    return [
        [Anchor(memo.event_link(event.id)), para(memo, [Span(str(number), bold=True)], "tight")],
        edtf(event.date, memo.lang, short=True) or memo.t("undated"),
        _direction(memo, event),
        _coding(memo, event),
        cell,
        *(
            [para(memo, memo.word("verdict", verdict), "verdict")]
            for verdict in _verdicts(memo, event)
        ),
    ]


def _direction(memo: Memo, event: Event) -> str:
    info = memo.case.info
    return "←" if event.initiator and event.initiator == info.target else "→"


def _coding(memo: Memo, event: Event) -> Cell:
    hard = memo.findings.by_id[event.id].screening == "hard"
    if not event.tags and not hard:
        coded = memo.t("coded: none") if event.coded_none else memo.t("not coded yet")
        return [grey(coded)]
    lines: list[Flowable] = []
    for group_id in classes_of(event, memo.book):
        group = memo.book.strategy_class(group_id)
        names = [
            memo.strategy(tag.strategy)
            for tag in event.tags
            if memo.book.strategy(tag.strategy).class_ == group_id
        ]
        mark = Span(f"{group.symbol}\u00a0", colour=colour_of(group.id))
        lines.append(para(memo, [mark, Span(listed(dict.fromkeys(names), memo.lang))], "tight"))
    if hard:
        lines.append(para(memo, [Span("×\u00a0" + memo.t("hard balancing"))], "tight"))
    return lines


def _overrulings(memo: Memo, events: Sequence[Event]) -> list[Span]:
    spans = [Span("† ", bold=True), Span(memo.t("Overruled by the researcher:"))]
    for event in events:
        assert event.overruled is not None
        said = memo.t(
            " event {n}: {verdict} ({reason}; {coder}).",
            n=memo.event_numbers[event.id],
            verdict=memo.word("verdict", event.overruled.verdict),
            reason=event.overruled.reason,
            coder=event.overruled.coder,
        )
        spans.append(Span(said))
    return spans
