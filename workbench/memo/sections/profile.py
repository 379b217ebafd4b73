"""What was observed: the strategies, and the events along time."""

from __future__ import annotations

from reportlab.platypus import Flowable, Spacer

from workbench.case import span
from workbench.judgement import profile
from workbench.memo.figures import LANES, Bar, Bars, Group, Lane, Placed, Timeline

from .blocks import absent, heading, para, together
from .context import Memo
from .looks import ROOM, figure_fonts
from .wording import listed


def strategies(memo: Memo) -> list[Flowable]:
    """Bars by strategy, and the strategies that were not seen."""
    t, lang, book = memo.t, memo.lang, memo.book
    seen = profile(memo.case, book)
    title = t("Profile of strategies")
    if not seen.strategies:
        return absent(memo, title, t("No event carries a strategy yet."))
    groups = []
    for group in book.classes:
        mine = [s for s in book.strategies if s.class_ == group.id]
        bars = [
            Bar(book.said(s.id, lang), seen.strategies[s.id]) for s in mine if seen.strategies[s.id]
        ]
        bars.sort(key=lambda bar: -bar.count)
        if bars:
            events = memo.say.tn("{n} event", "{n} events", seen.classes[group.id])
            label = t("{class_} ({events})", class_=group.name.in_(lang), events=events)
            groups.append(Group(group.id, label, bars))
    note = t(
        "{coded} of {events} events are coded. An event may carry several strategies, so bars "
        "don’t add up to events.",
        coded=seen.coded,
        events=seen.events,
    )
    figure = Bars(groups)
    return together(heading(memo, title), [figure, para(memo, note, "note")])


def timeline(memo: Memo) -> list[Flowable]:
    """Events by class along time."""
    t = memo.t
    title = t("Events by class over time")
    placed, undated, used = [], [], set()
    for event in memo.case.timeline:
        days, number = span(event.date), memo.event_numbers[event.id]
        if days is None:
            undated.append(str(number))
            continue
        for lane in memo.lanes_of(event):
            used.add(lane)
            link = memo.event_link(event.id) if "events" in memo.sections else ""
            placed.append(Placed(number, lane, *days, link))
    if not placed:
        return absent(memo, title, t("No event has a date."))
    lanes = [
        Lane(lane, lane_name(memo, lane))
        for lane in LANES
        if lane in used or lane not in ("hard", "uncoded")
    ]
    figure = Timeline(lanes, placed, memo.lang, *figure_fonts(memo.lang))
    note = [
        t(
            "Numbers refer to the event table; an event stands in the lane of each of its "
            "classes. Lanes fall from more to less confrontational; shape and lane carry the "
            "class, colour only repeats it."
        )
    ]
    if undated:
        note.append(t("Undated: {numbers}.", numbers=listed(undated, memo.lang)))
    figure.wrap(ROOM, 0)
    if figure.crowded:
        note.append(t("A lane with more events than numbers fit in shows its marks unnumbered."))
    gap = "" if memo.lang == "zh-Hant" else " "
    return [
        *together(heading(memo, title), [figure, Spacer(1, 2), para(memo, gap.join(note), "note")])
    ]


def lane_name(memo: Memo, lane: str) -> str:
    """A class, or one of the two lanes beside the classes, in words."""
    if lane == "hard":
        return memo.t("hard balancing")
    if lane == "uncoded":
        return memo.t("no strategy")
    return memo.book.strategy_class(lane).name.in_(memo.lang)
