"""What a coder has decided of one event or of many, before it is saved."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Literal

from workbench.case import Case, Change, Event, Problem, Suggestion, Tag
from workbench.casebook import put, rationale, repeat_tags
from workbench.codebook import Codebook, Strategy

Share = Literal["all", "some", "no"]
_OFTEN = 5


def by_strategy(hints: Iterable[Suggestion]) -> dict[str, list[Suggestion]]:
    """What is suggested, by the strategy; a rule may suggest a domain alone."""
    found: dict[str, list[Suggestion]] = {}
    for hint in hints:
        if hint.strategy:
            found.setdefault(hint.strategy, []).append(hint)
    return found


class Coding:
    """The strategies of some events: what is ticked is on all of them, half-ticked on some."""

    def __init__(self, events: Sequence[Event], coder: str) -> None:
        self.before = tuple(events)
        self.events = list(events)
        self.coder = coder

    def kept(self) -> dict[str, str]:
        """The coding by the id of its event, to be put down while nothing is saved."""
        return {
            e.id: e.model_dump_json(include={"id", "title", "tags", "coded_none"})
            for e in self.events
        }

    def take_up(self, kept: Mapping[str, str]) -> None:
        """Go on with what `kept` gave."""
        read = [Event.model_validate_json(kept[e.id]) if e.id in kept else e for e in self.events]
        self.events = [
            self._update(e, k.tags, k.coded_none) for e, k in zip(self.events, read, strict=True)
        ]

    @property
    def changed(self) -> list[Event]:
        """The events as they become, without those that stay as they are."""
        return [e for e, was in zip(self.events, self.before, strict=True) if e != was]

    def changes(self, case: Case) -> list[Change]:
        """The edit that saves it: what else was changed in the meantime stays."""
        return put(
            case,
            *(
                case.events[e.id].model_copy(update={"tags": e.tags, "coded_none": e.coded_none})
                for e in self.changed
                if e.id in case.events
            ),
        )

    def tag(self, event: Event, strategy: str) -> Tag | None:
        """An event's tag of a strategy."""
        return next((tag for tag in event.tags if tag.strategy == strategy), None)

    def share(self, strategy: str) -> Share:
        """On how many of the events a strategy is."""
        on = sum(self.tag(e, strategy) is not None for e in self.events)
        return "all" if on == len(self.events) else "some" if on else "no"

    @property
    def none(self) -> Share:
        """How many of the events are coded as none."""
        on = sum(e.coded_none for e in self.events)
        return "all" if on == len(self.events) else "some" if on else "no"

    @property
    def strategies(self) -> list[str]:
        """Every strategy that is on any of the events."""
        return list(dict.fromkeys(tag.strategy for e in self.events for tag in e.tags))

    def _update(self, event: Event, tags: Iterable[Tag], none: bool) -> Event:
        return event.model_copy(update={"tags": tuple(tags), "coded_none": none})

    def toggle(self, strategy: str) -> None:
        """Put a strategy on all of the events, or off all where all have it."""
        if self.share(strategy) == "all":
            self.events = [
                self._update(e, (t for t in e.tags if t.strategy != strategy), e.coded_none)
                for e in self.events
            ]
            return
        new = Tag(strategy=strategy, coder=self.coder)
        self.events = [
            e if self.tag(e, strategy) else self._update(e, (*e.tags, new), False)
            for e in self.events
        ]

    def toggle_none(self) -> None:
        """Code all as none, or take that back; raises `Problem` beside a strategy."""
        if self.strategies:
            raise Problem("Untag the strategies first: none stands alone")
        none = self.none != "all"
        self.events = [self._update(e, (), none) for e in self.events]

    def rationale(self, strategy: str) -> str:
        """Why a strategy is tagged; nothing where the events differ in that."""
        said = {tag.rationale for e in self.events if (tag := self.tag(e, strategy))}
        return said.pop() if len(said) == 1 else ""

    def explain(self, strategy: str, rationale: str) -> None:
        """Say why a strategy is tagged, on every event that carries it."""
        for n, event in enumerate(self.events):
            tags = [
                t.model_copy(update={"rationale": rationale}) if t.strategy == strategy else t
                for t in event.tags
            ]
            self.events[n] = self._update(event, tags, event.coded_none)

    def name_rules(self, case: Case, hints: Sequence[Suggestion], strategy: str) -> None:
        """Say which rules suggested a strategy that is on, as long as nobody wrote a reason."""
        said = rationale(case, hints, strategy)
        if said and self.share(strategy) == "all" and not self.rationale(strategy):
            self.explain(strategy, said)

    def repeat(self, case: Case, last: Event) -> None:
        """Tag them as another event is tagged; raises `Problem`."""
        done = {
            change.record.id: change.after
            for change in repeat_tags(case, last, self.events, self.coder)
        }
        found = [done.get(e.id) or e for e in self.events]
        self.events = [e for e in found if isinstance(e, Event)]

    def overlapping(self, book: Codebook) -> list[tuple[str, str]]:
        """Pairs of strategies on one event that the codebook says are easily mistaken."""
        pairs: dict[tuple[str, str], None] = {}
        for event in self.events:
            mine = [tag.strategy for tag in event.tags]
            for n, one in enumerate(mine):
                pairs |= {(one, two): None for two in mine[n + 1 :] if overlap(book, one, two)}
        return list(pairs)


def overlap(book: Codebook, one: str, two: str) -> bool:
    """Whether either of two strategies names the other as overlapping."""
    by_id = {s.id: s for s in book.strategies}
    return any(
        a in by_id and any(o.strategy == b for o in by_id[a].overlaps)
        for a, b in ((one, two), (two, one))
    )


def narrowed(book: Codebook, typed: str) -> list[Strategy]:
    """The strategies of which a word of a name, of the id or of a proposer begins as typed.

    Where none does, those that hold what was typed anywhere.
    """
    wanted = typed.casefold().split()

    by_words = [(s, " ".join(book.words_of(s)).casefold()) for s in book.strategies]
    begins = [
        s
        for s, said in by_words
        if all(
            any(word.startswith(part) for word in said.replace("-", " ").split())
            or (not part.isascii() and part in said)
            for part in wanted
        )
    ]
    return begins or [s for s, said in by_words if all(part in said for part in wanted)]


def often(case: Case, last: Event | None) -> list[str]:
    """The strategies of the event that was coded last, then those coded most often."""
    recent = [tag.strategy for tag in last.tags] if last else []
    counted = Counter(
        strategy
        for event in case.timeline
        for strategy in dict.fromkeys(tag.strategy for tag in event.tags)
    ).most_common()
    known = {s.id for s in case.codebook.strategies}
    frequent = [strategy for strategy, _ in counted]
    return [s for s in dict.fromkeys([*recent, *frequent]) if s in known][:_OFTEN]


def last_coded(case: Case, remembered: str | None, here: Event | None) -> Event | None:
    """The event coded last, else the nearest coded one before here on the timeline."""
    event = case.events.get(remembered or "")
    if event and event.coded and (here is None or event.id != here.id):
        return event
    line = case.timeline
    ends = next((n for n, e in enumerate(line) if here and e.id == here.id), len(line))
    return next((e for e in reversed(line[:ends]) if e.coded), None)


def next_uncoded(case: Case, after: str) -> Event | None:
    """The next event on the timeline without a coding, from the start again after the end."""
    line = case.timeline
    at = next((n for n, e in enumerate(line) if e.id == after), -1)
    return next((e for e in (*line[at + 1 :], *line[: at + 1]) if not e.coded), None)
