"""What was observed: the strategies, and the events along time."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from workbench.case import Day, Event, span
from workbench.case.dates.printed import date_in_print
from workbench.judgement import Finding, periods, profile
from workbench.memo.document import Axis, Bar, Bars, Group, Lane, Mark, Node, Timeline, Whose

from .apart import apart, whose
from .axis import ticks
from .building import absent, event_spans, heading, para, together
from .context import Memo
from .events import who
from .wording import gap, listed

LANES = ("hard", "weakening", "offsetting", "institutional", "uncoded")
"""From the most to the least confrontational, then what carries no strategy."""


def strategies(memo: Memo) -> list[Node]:
    """Bars by strategy, and the strategies that were not seen."""
    t, lang, book = memo.t, memo.lang, memo.book
    seen = profile(memo.case, [f.event for f in memo.findings.acts])
    title = t("Profile of strategies")
    aside = apart(memo, lambda acts: _carried(memo, acts))
    if not seen.strategies:
        none = gap(lang).join((whose(memo), t("None of them carries a strategy yet.")))
        return [*absent(title, none), *aside]
    groups = []
    for group in book.classes:
        mine = [s for s in book.strategies if s.class_ == group.id]
        bars = [
            Bar(book.said(s.id, lang), seen.strategies[s.id]) for s in mine if seen.strategies[s.id]
        ]
        bars.sort(key=lambda bar: -bar.count)
        if bars:
            acts = memo.say.tn("{n} act", "{n} acts", seen.classes[group.id])
            label = t("{class_} ({acts})", class_=group.name.in_(lang), acts=acts)
            groups.append(Group(group.id, label, tuple(bars)))
    note = t(
        "{coded} of these {acts} acts are coded. An act may carry several strategies, so bars "
        "don’t add up to acts.",
        coded=seen.coded,
        acts=seen.events,
    )
    shown = t(
        "Bars of the number of acts that carry each strategy, by class: {classes}.",
        classes=listed((group.label for group in groups), lang),
    )
    said = gap(lang).join((whose(memo), note))
    figure = Bars(tuple(groups), shown)
    return together(heading(title), [figure, *aside, para(said, "note")])


def _carried(memo: Memo, acts: Sequence[Finding]) -> str:
    """The strategies of others' acts, the most frequent first."""
    seen = profile(memo.case, [f.event for f in acts]).strategies
    return listed((f"{memo.strategy(id)}\u00a0{n}" for id, n in seen.most_common()), memo.lang)


def timeline(memo: Memo) -> list[Node]:
    """Events by class along time."""
    t = memo.t
    title = t("Events by class over time")
    marks, undated = event_marks(memo, memo.findings.events)
    if not marks:
        return absent(title, t("No event has a date."))
    note = [
        whose(memo),
        t(
            "Numbers refer to the event table; an event stands in the lane of each of its "
            "classes. Lanes fall from more to less confrontational; shape and lane carry the "
            "class, colour only repeats it."
        ),
    ]
    figure = drawn(memo, marks)
    if figure.periods:
        begin = listed(
            (date_in_print(str(day), memo.lang, short=True) for day in figure.periods), memo.lang
        )
        note.append(t("Heavy lines: where a period of the conditions begins ({days}).", days=begin))
    if undated:
        note.append(t("Undated: {numbers}.", numbers=listed(undated, memo.lang)))
    aside = apart(memo, lambda acts: event_spans(memo, (f.event.id for f in acts)))
    said = para(gap(memo.lang).join(note), "note")
    return together(heading(title), [figure, *aside, said])


def event_marks(memo: Memo, findings: Iterable[Finding]) -> tuple[list[Mark], list[str]]:
    """The marks of some events, one in each of their lanes; the numbers of the undated."""
    marks, undated = [], []
    for finding in findings:
        event = finding.event
        days, number = span(event.date), memo.event_numbers[event.id]
        if days is None:
            undated.append(str(number))
            continue
        named = event_named(memo, event)
        for lane in memo.lanes_of(event):
            to = memo.event_link(event.id) if "events" in memo.sections else ""
            marks.append(Mark(number, lane, *days, _whose(finding), to, named))
    return marks, undated


def drawn(memo: Memo, marks: Sequence[Mark]) -> Timeline:
    """Some events along time, in the lanes of their classes."""
    t = memo.t
    used = {mark.lane for mark in marks}
    lanes = tuple(
        Lane(lane, lane_name(memo, lane))
        for lane in LANES
        if lane in used or lane not in ("hard", "uncoded")
    )
    key = _key(memo, marks)
    first, last = min(m.first for m in marks), max(m.last for m in marks)
    return Timeline(
        lanes,
        tuple(marks),
        _axis(first, last, memo.lang),
        key,
        t("A lane with more events than numbers fit in shows its marks unnumbered."),
        t(
            "Timeline from {first} to {last}: the events by number, in the lanes of their classes.",
            first=date_in_print(str(first), memo.lang),
            last=date_in_print(str(last), memo.lang),
        ),
        tuple((lane.label, _listed(memo, lane, marks, key)) for lane in lanes),
        tuple(
            p.begins for p in periods(memo.findings)[1:] if p.begins and first <= p.begins <= last
        ),
    )


def event_named(memo: Memo, event: Event) -> str:
    """What stands at an event's mark."""
    when = date_in_print(event.date, memo.lang, short=True)
    said = (str(memo.event_numbers[event.id]), when, who(memo, event), event.title)
    return " · ".join(filter(None, said))


def _whose(finding: Finding) -> Whose:
    if finding.counts or finding.actor == "balancer":
        return "counted"
    return finding.actor


def _key(memo: Memo, marks: Iterable[Mark]) -> tuple[tuple[Whose, str], ...]:
    """What each kind of mark means, where there are several."""
    t = memo.t
    words: dict[Whose, str] = {
        "counted": t("acts counted"),
        "target": t("acts of {name}", name=memo.case.info.target),
        "joint": t("joint acts"),
        "third": t("acts of third parties"),
    }
    used = {mark.whose for mark in marks}
    if used == {"counted"}:
        return ()
    return tuple((kind, said) for kind, said in words.items() if kind == "counted" or kind in used)


def _listed(memo: Memo, lane: Lane, marks: Sequence[Mark], key: Sequence[tuple[Whose, str]]) -> str:
    """The events of a lane by number, those of each kind after the words for it."""

    def numbers(kind: Whose) -> str:
        return " ".join(str(m.number) for m in marks if m.lane == lane.id and m.whose == kind)

    if not key:
        return numbers("counted") or "–"
    found = [f"{said}{memo.say.colon}{some}" for kind, said in key if (some := numbers(kind))]
    return memo.say.parted(found) or "–"


def _axis(first: Day, last: Day, lang: str) -> Axis:
    days = last.number - first.number
    # Never so short a stretch that no month begins in it: the axis would say no date.
    pad = max(days // 25, 4, (34 - days) // 2)
    first, last = Day.numbered(first.number - pad), Day.numbered(last.number + pad)
    return Axis(first, last, tuple(ticks(first, last, lang)))


def lane_name(memo: Memo, lane: str) -> str:
    """A class, or one of the two lanes beside the classes, in words."""
    if lane == "hard":
        return memo.t("hard balancing")
    if lane == "uncoded":
        return memo.t("no strategy")
    return memo.book.strategy_class(lane).name.in_(memo.lang)
