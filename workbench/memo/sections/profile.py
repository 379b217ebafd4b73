"""What was observed: the strategies, and the events along time."""

from __future__ import annotations

from collections.abc import Sequence

from reportlab.platypus import Flowable, Spacer

from workbench.case import span
from workbench.judgement import Finding, profile
from workbench.memo.figures import LANES, Bar, Bars, Group, Lane, Placed, Timeline

from .apart import apart, whose
from .blocks import absent, event_spans, heading, para, together
from .context import Memo
from .looks import ROOM, figure_fonts
from .wording import gap, listed


def strategies(memo: Memo) -> list[Flowable]:
    """Bars by strategy, and the strategies that were not seen."""
    t, lang, book = memo.t, memo.lang, memo.book
    seen = profile(memo.case, [f.event for f in memo.findings.acts])
    title = t("Profile of strategies")
    aside = apart(memo, lambda acts: _carried(memo, acts))
    if not seen.strategies:
        none = gap(lang).join((whose(memo), t("None of them carries a strategy yet.")))
        return [*absent(memo, title, none), *aside]
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
            groups.append(Group(group.id, label, bars))
    note = t(
        "{coded} of these {acts} acts are coded. An act may carry several strategies, so bars "
        "don’t add up to acts.",
        coded=seen.coded,
        acts=seen.events,
    )
    figure = Bars(groups)
    said = gap(lang).join((whose(memo), note))
    return together(heading(memo, title), [figure, *aside, para(memo, said, "note")])


def _carried(memo: Memo, acts: Sequence[Finding]) -> str:
    """The strategies of others' acts, the most frequent first."""
    seen = profile(memo.case, [f.event for f in acts]).strategies
    return listed((f"{memo.strategy(id)}\u00a0{n}" for id, n in seen.most_common()), memo.lang)


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
            counts = memo.findings.by_id[event.id].counts
            placed.append(Placed(number, lane, *days, link, apart=not counts))
    if not placed:
        return absent(memo, title, t("No event has a date."))
    lanes = [
        Lane(lane, lane_name(memo, lane))
        for lane in LANES
        if lane in used or lane not in ("hard", "uncoded")
    ]
    key = (t("acts counted"), t("acts apart")) if any(e.apart for e in placed) else None
    figure = Timeline(lanes, placed, memo.lang, *figure_fonts(memo.lang), key=key)
    note = [
        whose(memo),
        t(
            "Numbers refer to the event table; an event stands in the lane of each of its "
            "classes. Lanes fall from more to less confrontational; shape and lane carry the "
            "class, colour only repeats it."
        ),
    ]
    if undated:
        note.append(t("Undated: {numbers}.", numbers=listed(undated, memo.lang)))
    figure.wrap(ROOM, 0)
    if figure.crowded:
        note.append(t("A lane with more events than numbers fit in shows its marks unnumbered."))
    aside = apart(memo, lambda acts: event_spans(memo, (f.event.id for f in acts)))
    said = para(memo, gap(memo.lang).join(note), "note")
    return together(heading(memo, title), [figure, Spacer(1, 2), *aside, said])


def lane_name(memo: Memo, lane: str) -> str:
    """A class, or one of the two lanes beside the classes, in words."""
    if lane == "hard":
        return memo.t("hard balancing")
    if lane == "uncoded":
        return memo.t("no strategy")
    return memo.book.strategy_class(lane).name.in_(memo.lang)
