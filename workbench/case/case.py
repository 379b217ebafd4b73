"""A case as a whole: its records by table, and the few questions everyone asks of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from operator import attrgetter

from workbench.codebook import Codebook

from .candidates import Candidate
from .dates.edtf import date_order
from .model import Assessment, CaseInfo, Event, Evidence, Rating, Record, Source
from .owncodebook import OwnStrategy, merged
from .rules import SuggestionRule
from .searches import Search


@dataclass(frozen=True)
class Change:
    """One record as it was and as it becomes; None stands for «not there»."""

    before: Record | None
    after: Record | None

    @property
    def record(self) -> Record:
        """Whichever of the two is there, for its table and id."""
        found = self.after or self.before
        assert found is not None
        return found

    def undone(self) -> Change:
        """The change that takes this one back."""
        return Change(self.after, self.before)


@dataclass(frozen=True)
class Case:
    """A case: immutable; `with_changes` gives the next state of it."""

    slug: str
    info: CaseInfo
    ratings: Mapping[str, Rating] = field(default_factory=dict)
    assessment: Assessment = field(default_factory=Assessment)
    sources: Mapping[str, Source] = field(default_factory=dict)
    events: Mapping[str, Event] = field(default_factory=dict)
    evidence: Mapping[str, Evidence] = field(default_factory=dict)
    own: Mapping[str, OwnStrategy] = field(default_factory=dict)
    """What the case adds to the codebook, or places elsewhere: the table `codebook`."""

    @cached_property
    def codebook(self) -> Codebook:
        """The codebook with the case's own entries in it."""
        return merged(self.own)

    candidates: Mapping[str, Candidate] = field(default_factory=dict)
    searches: Mapping[str, Search] = field(default_factory=dict)
    """What was asked of event data, and of how much of it."""
    rules: Mapping[str, SuggestionRule] = field(default_factory=dict)
    """What the case suggests for candidates, beside what their classes do."""

    @cached_property
    def timeline(self) -> tuple[Event, ...]:
        """The events by date, the undated last, in the order of their making within a date."""
        return tuple(sorted(self.events.values(), key=lambda e: (date_order(e.date), e.id)))

    @cached_property
    def _by_event(self) -> dict[str, list[Evidence]]:
        found: dict[str, list[Evidence]] = {}
        for piece in sorted(self.evidence.values(), key=attrgetter("id")):
            found.setdefault(piece.event, []).append(piece)
        return found

    def evidence_of(self, event_id: str) -> tuple[Evidence, ...]:
        """An event's evidence in the order of its making."""
        return tuple(self._by_event.get(event_id, ()))

    @cached_property
    def by_name(self) -> dict[str, Event]:
        """Events by key and by id."""
        return {e.id: e for e in self.events.values()} | {
            e.key: e for e in self.events.values() if e.key
        }

    @cached_property
    def coders(self) -> tuple[str, ...]:
        """Everyone who coded something, or changed what another coded, by name."""
        every: list[Event | Evidence | Rating] = [*self.events.values(), *self.evidence.values()]
        every += self.ratings.values()
        names = {name for each in every for name in (each.coder, each.changed_by)}
        ruled = [event.overruled for event in self.events.values() if event.overruled]
        names |= {name for each in ruled for name in (each.coder, each.changed_by)}
        names |= {tag.coder for e in self.events.values() for tag in e.tags}
        return tuple(sorted(names - {""}))

    def records(self) -> Iterable[Record]:
        """Every record, in the order of the case file."""
        yield self.info
        yield from self.own.values()
        yield from self.ratings.values()
        if self.assessment != Assessment():
            yield self.assessment
        yield from self.sources.values()
        yield from self.events.values()
        yield from self.evidence.values()
        yield from self.candidates.values()
        yield from self.searches.values()
        yield from self.rules.values()

    def with_changes(self, changes: Iterable[Change]) -> Case:
        """The case after `changes`."""
        many: dict[str, dict[str, Record]] = {}
        single: dict[str, Record] = {}
        for change in changes:
            table, key = change.record.table, change.record.id
            if table == "case":
                assert change.after is not None
                single["info"] = change.after
            elif table == "assessment":
                single["assessment"] = change.after or Assessment()
            else:
                name = "own" if table == "codebook" else table
                rows = many.setdefault(name, dict(getattr(self, name)))
                if change.after is None:
                    rows.pop(key, None)
                else:
                    rows[key] = change.after
        return replace(self, **single, **many)  # type: ignore[arg-type]
