"""The event table: every event, what it was coded as, and its verdict under each lens."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reportlab.lib.colors import HexColor
from reportlab.platypus import Flowable, PageBreak

from workbench.case import Event
from workbench.judgement import VERDICTS, Verdict, classes_of, lens_ids
from workbench.memo.figures import colour_of, label_width
from workbench.memo.typesetting import Span

from .apart import whose
from .blocks import Anchor, Cell, absent, event_spans, grey, grid, heading, para
from .context import Memo
from .limitations import limits
from .looks import ROOM
from .wording import edtf, gap, listed, longer

_SHADES = {
    "balancing": HexColor("#BFD3E8"),
    "contested": HexColor("#E3EAF2"),
    "not-balancing": HexColor("#F6F8FB"),
}

_MARKS: dict[Verdict, str] = {
    "balancing": "●",
    "contested": "◐",
    "not-balancing": "○",
    "insufficient": "·",
}
"""Verdicts where there is no room for their words, and where letters are actors."""

_EVENT = 80
"""The room, in points, that an event needs; where the lenses leave less, verdicts are marks."""

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
    chinese = memo.lang == "zh-Hant"
    terse = memo.brief and len(events) > _FEW
    if terse:
        first = (16 + longer(events), 74 if chinese else 56, _actors(memo, 6.8, 4), 128)
    else:
        dates, coding = (67, 98) if chinese else (52, 88)
        first = (20 + longer(events), dates, _actors(memo, 7.6, 6), coding)
    lenses = _lenses(memo, ROOM - sum(first) - _EVENT, terse)
    widths = (*first, 0, *lenses.widths)
    rows = [_line(memo, event) if terse else _row(memo, event, lenses.words) for event in events]
    head = [t("#"), t("Date"), t("Who"), t("Class and strategies"), t("Event"), *lenses.heads]
    key = lenses.key
    if terse and any("+" in memo.findings.dyad.letters(event) for event in events):
        key = gap(memo.lang).join((t("The full memo names these."), key))
    letters = memo.sentences.letters(memo.findings) + ("。" if chinese else ".")
    note = gap(memo.lang).join((letters, key) if memo.brief else (letters, whose(memo), key))
    look = "compact" if terse else "tight"
    found: list[Flowable] = [
        *heading(memo, title),
        grid(memo, head, rows, widths, look=look, shades=shades),
        para(memo, note, "note"),
    ]
    if terse:
        found.insert(0, PageBreak())
    for lens in memo.book.lenses:
        if untested := _untested(memo, events, lens.id):
            found.append(para(memo, untested, "small"))
    overruled = [event for event in events if event.overruled]
    if overruled:
        found.append(para(memo, _overrulings(memo, overruled), "small"))
    return [*found, limits(memo)] if memo.brief else found


@dataclass(frozen=True)
class _Lenses:
    """How the verdicts stand beside the events: as many lenses as there are share the room."""

    heads: list[str]
    widths: list[float]
    key: str
    words: bool = False


def _lenses(memo: Memo, room: float, terse: bool) -> _Lenses:
    """Words where they leave an event its room; else marks under names; else under letters."""
    short = [memo.lens(lens, short=True) for lens in lens_ids()]
    wide = [36.0 if memo.lang == "zh-Hant" else 44.0 for _ in short]
    if not terse and sum(wide) <= room:
        return _Lenses(short, wide, memo.t("The shade repeats the verdict’s word."), words=True)
    key = "  ".join(f"{_MARKS[v]} {memo.word('verdict', v)}" for v in VERDICTS)
    size, padding = (6.8, 4.8) if terse else (7.4, 6.8)
    narrow = [_narrow(memo, name, size, padding) for name in short]
    if sum(narrow) <= room:
        return _Lenses(short, narrow, key)
    letters = [lens.letter for lens in memo.book.lenses]
    named = "  ".join(f"{letter} {name}" for letter, name in zip(letters, short, strict=True))
    return _Lenses(letters, [size + padding + 4 for _ in letters], f"{key}  {named}")


def _narrow(memo: Memo, name: str, size: float, padding: float) -> float:
    """The room that a mark takes under its lens's name, of which no word is broken."""
    longest = max(label_width(word, size, True) for word in name.split())
    # A line of Chinese breaks anywhere.
    return min(max(longest + padding, 22), 36 if memo.lang == "zh-Hant" else 60)


def _verdicts(memo: Memo, event: Event) -> list[Verdict]:
    judged = memo.findings.by_id[event.id].verdicts
    return [judged[lens].verdict for lens in lens_ids()]


def _line(memo: Memo, event: Event) -> list[Cell]:
    """The event in the short form: what fits on a line or two."""
    strategies = [memo.strategy(tag.strategy) for tag in event.tags]
    coded = memo.t("coded: none") if event.coded_none else memo.t("not coded yet")
    marks = [
        Span(f"{group.symbol}\u00a0", colour=colour_of(group.id))
        for group in map(memo.book.strategy_class, classes_of(event, memo.book))
    ]
    if memo.findings.by_id[event.id].screening == "hard":
        marks.append(Span("×\u00a0"))
    said = Span(listed(dict.fromkeys(strategies), memo.lang)) if strategies else grey(coded)
    number = str(memo.event_numbers[event.id])
    title = [Span(event.title), *([Span("†", bold=True)] if event.overruled else [])]
    if acted := _who_in_short(memo, event):
        title.append(grey("  " + acted))
    return [
        [Anchor(memo.event_link(event.id)), para(memo, number, "compact")],
        edtf(event.date, memo.lang, short=True) or memo.t("undated"),
        memo.findings.dyad.letters(event),
        [*marks, said],
        title,
        *(_MARKS[verdict] for verdict in _verdicts(memo, event)),
    ]


def _row(memo: Memo, event: Event, words: bool) -> list[Cell]:
    number = memo.event_numbers[event.id]
    what = [Span(event.title)]
    if event.overruled:
        what.append(Span("†", bold=True))
    cell: list[Flowable] = [para(memo, what, "tight")]
    if acted := who(memo, event):
        cell.append(para(memo, acted, "aside"))
    if event.description.strip() and not memo.brief:
        cell.append(para(memo, event.description, "aside"))
    return [
        [Anchor(memo.event_link(event.id)), para(memo, [Span(str(number), bold=True)], "tight")],
        edtf(event.date, memo.lang, short=True) or memo.t("undated"),
        memo.findings.dyad.letters(event),
        _coding(memo, event),
        cell,
        *(
            [para(memo, memo.word("verdict", verdict) if words else _MARKS[verdict], "verdict")]
            for verdict in _verdicts(memo, event)
        ),
    ]


def who(memo: Memo, event: Event) -> str:
    """The actors by name, of an event that isn't simply the balancer's towards the target."""
    found, t = memo.findings, memo.t
    dyad = found.dyad
    if dyad.aimed_elsewhere(event):
        acted, target = dyad.initiator(event), dyad.target(event)
        if not event.partners:
            return t("{initiator}, aimed at {target}", initiator=acted, target=target)
        return t(
            "{initiator} (with {partners}), aimed at {target}",
            initiator=acted,
            partners=listed(event.partners, memo.lang),
            target=target,
        )
    if dyad.letters(event) == "A→B" and not event.partners:
        return ""
    return memo.sentences.who(found, event)


def _who_in_short(memo: Memo, event: Event) -> str:
    """The names where the letters don't say them; other partners are the letters' plus."""
    if "C" not in memo.findings.dyad.letters(event):
        return ""
    names, info = memo.findings.dyad.names, memo.case.info
    sides = (info.balancer, info.target)
    partners = tuple(p for p in event.partners if any(names.same(p, side) for side in sides))
    return who(memo, event.model_copy(update={"partners": partners}))


def _actors(memo: Memo, size: float, padding: float) -> float:
    """The room that the letters of the actors need, so that none is cut or broken."""
    written = {memo.findings.dyad.letters(event) for event in memo.case.timeline}
    wide = max(label_width(said, size, False) for said in {*written, "A→B"})
    return max(wide, label_width(memo.t("Who"), size, True)) + padding + 1


def _untested(memo: Memo, events: Sequence[Event], lens: str) -> list[Span]:
    """The motives that nobody tested, where a lens that wants them tested says balancing."""
    spans: list[Span] = []
    for event in events:
        judged = memo.findings.by_id[event.id].verdicts[lens]
        if judged.verdict == "balancing" and judged.untested:
            named = listed(
                (memo.book.motive(m).name.in_(memo.lang) for m in judged.untested), memo.lang
            )
            chinese = memo.lang == "zh-Hant"
            spans.append(Span("；" if chinese else "; ") if spans else Span(gap(memo.lang)))
            spans += [*event_spans(memo, [event.id]), Span("：" if chinese else ": "), Span(named)]
    if not spans:
        return []
    lead = memo.t("Balancing under {lens}, with rival motives that nobody tested, by event:",
                  lens=memo.lens(lens, short=True))  # fmt: skip
    return [Span(lead), *spans, Span("。" if memo.lang == "zh-Hant" else ".")]


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
