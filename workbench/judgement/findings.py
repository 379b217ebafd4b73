"""Every event of a case under every lens, and what differs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Literal

from workbench.case import Case, Event, Evidence, Threshold

from .lenses import LENSES, Judged, Verdict, judge
from .screening import Screening, screening

Field = Literal["declared-balancing", "balancing-by-effect", "attempted", "friction-or-unknown"]
FIELDS: tuple[Field, ...] = (
    "declared-balancing",
    "balancing-by-effect",
    "attempted",
    "friction-or-unknown",
)


@dataclass(frozen=True)
class Finding:
    """One event, judged."""

    event: Event
    screening: Screening
    verdicts: Mapping[str, Judged]

    @property
    def field(self) -> Field:
        """Where intent × effect puts the event: S(b) and not U(b), against Art's verdict."""
        effect = self.verdicts["art"].verdict == "balancing"
        if self.verdicts["two-level"].verdict == "balancing":
            return "declared-balancing" if effect else "attempted"
        return "balancing-by-effect" if effect else "friction-or-unknown"

    @property
    def differs(self) -> bool:
        """Whether two lenses reach verdicts other than insufficient that aren't the same one."""
        return len({j.verdict for j in self.verdicts.values()} - {"insufficient"}) > 1


@dataclass(frozen=True)
class Findings:
    """A case judged at one threshold and floor, events in the order of the timeline."""

    case: Case
    threshold: Threshold
    floor: str | None
    events: tuple[Finding, ...]

    @property
    def differing(self) -> tuple[Finding, ...]:
        """The events on which two lenses differ."""
        return tuple(f for f in self.events if f.differs)

    @cached_property
    def by_id(self) -> dict[str, Finding]:
        """Findings by the id of their event."""
        return {f.event.id: f for f in self.events}

    def count(self, lens: str) -> Counter[Verdict]:
        """How many events have which verdict under `lens`."""
        return Counter(f.verdicts[lens].verdict for f in self.events)

    def fields(self) -> dict[Field, tuple[Finding, ...]]:
        """The intent × effect square: the events in each of its four fields."""
        return {name: tuple(f for f in self.events if f.field == name) for name in FIELDS}


def judge_event(
    event: Event, evidence: tuple[Evidence, ...], threshold: Threshold, floor: str | None
) -> Finding:
    """One event under every lens."""
    verdicts = _verdicts(evidence, threshold, floor) if evidence else _of_nothing(threshold, floor)
    return Finding(event, screening(event.screen), verdicts)


def _verdicts(
    evidence: tuple[Evidence, ...], threshold: Threshold, floor: str | None
) -> Mapping[str, Judged]:
    return {lens: judge(lens, evidence, threshold, floor) for lens in LENSES}


@lru_cache(maxsize=256)
def _of_nothing(threshold: Threshold, floor: str | None) -> Mapping[str, Judged]:
    # Most events of a long log have no evidence yet.
    return _verdicts((), threshold, floor)


def judge_case(
    case: Case,
    threshold: Threshold | None = None,
    floor: str | None = None,
    *,
    before: Findings | None = None,
) -> Findings:
    """The whole case; threshold and floor are the case's own where they aren't given.

    What an earlier state of the case found, `before`, is taken over for the events that nothing
    changed about: the findings are the same, only sooner.
    """
    chosen = threshold or case.info.threshold
    height = floor or case.info.floor
    known: dict[str, Finding] = {}
    if before and (before.threshold, before.floor) == (chosen, height):
        known = before.by_id
    then = before.case if before else case
    same = then.evidence is case.evidence

    def found(event: Event) -> Finding:
        old = known.get(event.id)
        if old and (same or then.evidence_of(event.id) == case.evidence_of(event.id)):
            if old.event is event:
                return old
            return Finding(event, screening(event.screen), old.verdicts)
        return judge_event(event, case.evidence_of(event.id), chosen, height)

    return Findings(case, chosen, height, tuple(found(event) for event in case.timeline))
