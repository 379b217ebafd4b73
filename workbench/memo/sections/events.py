"""The event table: every event, what it was coded as, and its verdict under each lens."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from workbench.case import Event, coded_by
from workbench.case.dates.printed import date_in_print
from workbench.judgement import Judged, classes_of, lens_ids
from workbench.memo.document import Column, Node, Span, Text
from workbench.memo.measure import MEASURE, wide

from .apart import whose
from .building import (
    Look,
    Told,
    absent,
    bold,
    class_mark,
    event_spans,
    grey,
    grid,
    heading,
    line,
    para,
    place,
    who_to_whom,
)
from .context import Memo
from .limitations import limits
from .wording import gap, listed, longer

_SHADED = ("balancing", "contested", "not-balancing")

_LEAST = 22
"""The room, in points, of a column of marks."""

_EVENT = 80
"""The room, in points, that an event needs; where the lenses leave less, verdicts are marks."""

_FEW = 12
"""Events that the short form has room to show with their verdicts in words."""


def event_table(memo: Memo) -> list[Node]:
    """The table, and below it the verdicts that the researcher overruled."""
    t = memo.t
    title = t("Event table")
    events = memo.case.timeline
    if not events:
        return absent(title, t("The case has no events yet."))
    shades = [
        {
            column: judged.verdict
            for column, judged in enumerate(_judged(memo, event), 5)
            if judged.verdict in _SHADED
        }
        for event in events
    ]
    chinese = memo.lang == "zh-Hant"
    terse = memo.brief and len(events) > _FEW
    if terse:
        first = (16 + longer(events), 74 if chinese else 56, _actors(memo, 6.8, 4), 120)
    else:
        dates, coding = (67, 98) if chinese else (52, 88)
        first = (20 + longer(events), dates, _actors(memo, 7.6, 6), coding)
    lenses = _lenses(memo, MEASURE - sum(first) - _EVENT, terse)
    number, date, _, coded = first
    widths: tuple[float | Column, ...]
    widths = (number, date, Column(fit="whole"), coded, 0, *lenses.columns)
    rows = [_line(memo, event) if terse else _row(memo, event, lenses.words) for event in events]
    head = [t("#"), t("Date"), t("Who"), t("Class and strategies"), t("Event"), *lenses.heads]
    key = lenses.key
    marks = memo.sentences.marks(memo.findings) + memo.say.stop
    note = gap(memo.lang).join((marks, key) if memo.brief else (marks, whose(memo), key))
    look: Look = "compact" if terse else "tight"
    found: list[Node] = [
        *heading(title),
        grid(head, rows, widths, look=look, shades=shades),
        para(note, "aside" if terse else "note"),
    ]
    for lens in memo.book.lenses:
        if untested := _untested(memo, events, lens.id):
            found.append(para(untested, "small"))
    overruled = [event for event in events if event.overruled]
    if overruled:
        found.append(para(_overrulings(memo, overruled), "footnote"))
    return [*found, limits(memo)] if memo.brief else found


@dataclass(frozen=True)
class _Lenses:
    """How the verdicts stand beside the events: as many lenses as there are share the room."""

    heads: list[str]
    columns: list[Column]
    key: str
    words: bool = False


def _lenses(memo: Memo, room: float, terse: bool) -> _Lenses:
    """Words where they leave an event its room; else marks under names; else under letters."""
    short = [memo.lens(lens, short=True) for lens in lens_ids()]
    each = 36 if memo.lang == "zh-Hant" else 44
    if not terse and each * len(short) <= room:
        return _Lenses(
            short,
            [Column(each)] * len(short),
            memo.t("The shade repeats the verdict’s word."),
            words=True,
        )
    key = memo.marks
    size, padding = (6.8, 4.8) if terse else (7.4, 6.8)
    most = 36 if memo.lang == "zh-Hant" else 60
    if sum(_narrow(name, size, padding, most) for name in short) <= room:
        return _Lenses(short, [Column(_LEAST, "words", most)] * len(short), key)
    letters = [lens.letter for lens in memo.book.lenses]
    named = "  ".join(f"{letter} {name}" for letter, name in zip(letters, short, strict=True))
    return _Lenses(letters, [Column(size + padding + 4)] * len(letters), f"{key}  {named}")


def _narrow(name: str, size: float, padding: float, most: float) -> float:
    """About the room that a mark takes under its lens's name, of which no word is broken."""
    longest = max(wide(word, size) for word in name.split())
    return min(max(longest + padding, _LEAST), most)


def _judged(memo: Memo, event: Event) -> list[Judged]:
    judged = memo.findings.by_id[event.id].verdicts
    return [judged[lens] for lens in lens_ids()]


def _line(memo: Memo, event: Event) -> list[Told]:
    """The event in the short form: what fits on a line or two."""
    strategies = [memo.strategy(tag.strategy) for tag in event.tags]
    coded = memo.t("coded: none") if event.coded_none else memo.t("not coded yet")
    marks = [
        class_mark(memo, group)
        for group in map(memo.book.strategy_class, classes_of(event, memo.book))
    ]
    if memo.findings.by_id[event.id].screening == "hard":
        marks.append(Span("×\u00a0", heard=memo.t("hard balancing") + memo.say.colon))
    said = Span(listed(dict.fromkeys(strategies), memo.lang)) if strategies else grey(coded)
    number = str(memo.event_numbers[event.id])
    title = [Span(event.title), *([Span("†", bold=True)] if event.overruled else [])]
    if acted := _who_in_short(memo, event):
        title += [replace(span, tone="grey") for span in who_to_whom(memo, "  " + acted)]
    return [
        place(memo.event_link(event.id), number),
        date_in_print(event.date, memo.lang, short=True) or memo.t("undated"),
        [acting(memo, event)],
        [*marks, said],
        title,
        *([_verdict(memo, judged)] for judged in _judged(memo, event)),
    ]


def _row(memo: Memo, event: Event, words: bool) -> list[Told]:
    number = memo.event_numbers[event.id]
    what = [Span(event.title)]
    if event.overruled:
        what.append(Span("†", bold=True))
    cell = [line(what)]
    if acted := who(memo, event):
        cell.append(para(who_to_whom(memo, acted), "aside"))
    if event.description.strip() and not memo.brief:
        cell.append(para(event.description, "aside"))
    return [
        place(memo.event_link(event.id), bold(str(number))),
        date_in_print(event.date, memo.lang, short=True) or memo.t("undated"),
        [acting(memo, event)],
        _coding(memo, event),
        cell,
        *(
            [
                para(
                    memo.word("verdict", judged.verdict) if words else [_verdict(memo, judged)],
                    "verdict",
                )
            ]
            for judged in _judged(memo, event)
        ),
    ]


def acting(memo: Memo, event: Event) -> Span:
    """The mark of who acted; heard are the names."""
    dyad = memo.findings.dyad
    heard = memo.t(
        "{initiator}, aimed at {target}", initiator=dyad.initiator(event), target=dyad.target(event)
    )
    return Span(dyad.mark(event), heard=heard)


def _verdict(memo: Memo, judged: Judged) -> Span:
    """The mark of a verdict; heard is its word."""
    term = ("field", "no-evidence") if judged.bare else ("verdict", judged.verdict)
    return Span(memo.mark(judged), heard=memo.word(*term))


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
    if dyad.mark(event) == "→" and not event.partners:
        return ""
    return memo.sentences.who(found, event)


def _who_in_short(memo: Memo, event: Event) -> str:
    """The names where the mark doesn't say them; other partners are its plus."""
    if memo.findings.dyad.between(event):
        return ""
    names, info = memo.findings.dyad.names, memo.case.info
    sides = (info.balancer, info.target)
    partners = tuple(p for p in event.partners if any(names.same(p, side) for side in sides))
    return who(memo, event.model_copy(update={"partners": partners}))


def _actors(memo: Memo, size: float, padding: float) -> float:
    """About the room that the marks of the actors need, so that none is cut or broken."""
    written = {memo.findings.dyad.mark(event) for event in memo.case.timeline}
    return max(wide(said, size) for said in {*written, memo.t("Who")}) + padding + 1


def _untested(memo: Memo, events: Sequence[Event], lens: str) -> list[Span]:
    """The motives that nobody tested, where a lens that wants them tested says balancing."""
    spans: list[Span] = []
    for event in events:
        judged = memo.findings.by_id[event.id].verdicts[lens]
        if judged.verdict == "balancing" and judged.untested:
            named = listed(
                (memo.book.motive(m).name.in_(memo.lang) for m in judged.untested), memo.lang
            )
            spans.append(Span(memo.say.semicolon) if spans else Span(gap(memo.lang)))
            spans += [*event_spans(memo, [event.id]), Span(memo.say.colon), Span(named)]
    if not spans:
        return []
    lead = memo.t("Balancing under {lens}, with rival motives that nobody tested, by event:",
                  lens=memo.lens(lens, short=True))  # fmt: skip
    return [Span(lead), *spans, Span(memo.say.stop)]


def _coding(memo: Memo, event: Event) -> Told:
    hard = memo.findings.by_id[event.id].screening == "hard"
    if not event.tags and not hard:
        coded = memo.t("coded: none") if event.coded_none else memo.t("not coded yet")
        return [grey(coded)]
    lines: list[Text] = []
    for group_id in classes_of(event, memo.book):
        group = memo.book.strategy_class(group_id)
        names = [
            memo.strategy(tag.strategy)
            for tag in event.tags
            if memo.book.strategy(tag.strategy).class_ == group_id
        ]
        lines.append(line([class_mark(memo, group), Span(listed(dict.fromkeys(names), memo.lang))]))
    if hard:
        lines.append(line([Span("×\u00a0" + memo.t("hard balancing"))]))
    return lines


def _overrulings(memo: Memo, events: Sequence[Event]) -> list[Span]:
    spans = [Span("† ", bold=True), Span(memo.t("Events overruled by the researcher:"))]
    for event in events:
        assert event.overruled is not None
        said = memo.t(
            " event {n}: {verdict} ({reason}; {coder}).",
            n=memo.event_numbers[event.id],
            verdict=memo.word("verdict", event.overruled.verdict),
            reason=event.overruled.reason,
            coder=coded_by(event.overruled, memo.say),
        )
        spans.append(Span(said))
    return spans
