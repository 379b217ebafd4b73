"""Every event of a case under every lens, whose act it is, and what differs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Literal

from workbench.case import Case, Event, Evidence
from workbench.codebook import codebook

from .actors import ACTORS, Actor, Dyad
from .lenses import Judged, Known, Verdict, judge, judge_all, lens_ids
from .screening import Screening, screening
from .view import View

Field = Literal[
    "declared-balancing", "balancing-by-effect", "attempted", "friction-or-unknown", "no-evidence"
]
FIELDS: tuple[Field, ...] = (
    "declared-balancing",
    "balancing-by-effect",
    "attempted",
    "friction-or-unknown",
    "no-evidence",
)
SQUARE: tuple[tuple[Field, Field], ...] = (
    ("attempted", "declared-balancing"),
    ("friction-or-unknown", "balancing-by-effect"),
)
"""Intent × effect: intent shown above, not shown below; effect not shown left, shown right."""


@dataclass(frozen=True)
class Finding:
    """One event, judged."""

    event: Event
    actor: Actor
    counts: bool
    """Whether it is counted among the balancer's acts, of which all that is said of the case is."""
    screening: Screening
    verdicts: Mapping[str, Judged]

    @property
    def bare(self) -> bool:
        """Whether the event has no evidence at all, whatever counts."""
        return not any(j.counted or j.left_out for j in self.verdicts.values())

    @cached_property
    def field(self) -> Field:
        """Where intent × effect puts the event: S(b) and not U(b), against Art's verdict.

        Which lens decides which half is the codebook's to say.
        """
        if self.bare:
            return "no-evidence"
        half = codebook().half
        effect = self.verdicts[half["effect"]].verdict == "balancing"
        if self.verdicts[half["intent"]].verdict == "balancing":
            return "declared-balancing" if effect else "attempted"
        return "balancing-by-effect" if effect else "friction-or-unknown"

    @property
    def differs(self) -> bool:
        """Whether two lenses reach verdicts other than insufficient that aren't the same one."""
        return len({j.verdict for j in self.verdicts.values()} - {"insufficient"}) > 1


def count_verdicts(findings: Iterable[Finding], lens: str) -> Counter[Verdict]:
    """How many of the events have which verdict under `lens`."""
    return Counter(f.verdicts[lens].verdict for f in findings)


@dataclass(frozen=True)
class Findings:
    """A case judged under one view, events in the order of the timeline.

    What is said of the case is said of `acts`, the balancer's; `others` stand apart.
    """

    case: Case
    view: View
    events: tuple[Finding, ...]

    @cached_property
    def kept(self) -> dict[object, object]:
        """What was found of them already, by what found it."""
        return {}

    @cached_property
    def dyad(self) -> Dyad:
        """Who is who in the case."""
        return Dyad(self.case.info)

    @cached_property
    def acts(self) -> tuple[Finding, ...]:
        """The acts that count as the balancer's."""
        return tuple(f for f in self.events if f.counts)

    @cached_property
    def others(self) -> Mapping[Actor, tuple[Finding, ...]]:
        """The acts that don't, by whose they are; an actor without any is left out."""
        apart = [f for f in self.events if not f.counts]
        found = {actor: tuple(f for f in apart if f.actor == actor) for actor in ACTORS}
        return {actor: acts for actor, acts in found.items() if acts}

    @cached_property
    def _third(self) -> Mapping[str, str]:
        names: dict[str, str] = {}
        for finding in self.others.get("third", ()):
            name = self.dyad.initiator(finding.event)
            names.setdefault(self.dyad.names.of(name), name)
        return names

    def whose(self, acts: Iterable[Finding]) -> Mapping[tuple[Actor, str], tuple[Finding, ...]]:
        """Some acts that stand apart, by whose they are, in the order of `others`.

        A third party has the name that it has first in the log; the others have none here.
        """
        found: dict[tuple[Actor, str], list[Finding]] = {}
        for finding in acts:
            name = self.dyad.names.of(self.dyad.initiator(finding.event))
            third = self._third[name] if finding.actor == "third" else ""
            found.setdefault((finding.actor, third), []).append(finding)
        order: list[tuple[Actor, str]] = [(actor, "") for actor in ACTORS if actor != "third"]
        order += [("third", name) for name in self._third.values()]
        return {key: tuple(found[key]) for key in order if key in found}

    @cached_property
    def joint_through_institutions(self) -> tuple[Finding, ...]:
        """Joint acts left apart that carry an institutional strategy: that class works through
        institutions which the target is in (THEORY §5).
        """
        book = self.case.codebook
        return tuple(
            f
            for f in self.others.get("joint", ())
            if any(book.strategy(t.strategy).class_ == "institutional" for t in f.event.tags)
        )

    @cached_property
    def differing(self) -> tuple[Finding, ...]:
        """The balancer's acts on which two lenses differ."""
        return tuple(f for f in self.acts if f.differs)

    @cached_property
    def by_id(self) -> dict[str, Finding]:
        """Findings by the id of their event, whoever acted."""
        return {f.event.id: f for f in self.events}

    @cached_property
    def evidence(self) -> tuple[Evidence, ...]:
        """The evidence of the balancer's acts."""
        return tuple(p for f in self.acts for p in self.case.evidence_of(f.event.id))

    def count(self, lens: str) -> Counter[Verdict]:
        """How many of the balancer's acts have which verdict under `lens`."""
        return count_verdicts(self.acts, lens)

    def moved_from(self, before: Findings) -> int:
        """How many verdicts of the balancer's acts were others in the same case, judged before."""
        then = before.by_id
        return sum(
            judged.verdict != then[f.event.id].verdicts[lens].verdict
            for f in self.acts
            for lens, judged in f.verdicts.items()
        )

    def fields(self) -> dict[Field, tuple[Finding, ...]]:
        """Intent × effect: the balancer's acts in each field."""
        found: dict[Field, list[Finding]] = {name: [] for name in FIELDS}
        for finding in self.acts:
            found[finding.field].append(finding)
        return {name: tuple(acts) for name, acts in found.items()}


def judge_event(event: Event, evidence: tuple[Evidence, ...], view: View, dyad: Dyad) -> Finding:
    """One event under every lens."""
    return _finding(event, _verdicts(evidence, view, {}), view, dyad)


def _finding(event: Event, verdicts: Mapping[str, Judged], view: View, dyad: Dyad) -> Finding:
    counts = dyad.counts(event, view.joint)
    return Finding(event, dyad.actor(event), counts, screening(event.screen), verdicts)


def _verdicts(evidence: tuple[Evidence, ...], view: View, looks: Known) -> Mapping[str, Judged]:
    return judge_all(evidence, view, looks) if evidence else _of_nothing(view, lens_ids())


@lru_cache(maxsize=256)
def _of_nothing(view: View, lenses: tuple[str, ...]) -> Mapping[str, Judged]:
    # Most events of a long log have no evidence yet.
    return {lens: judge(lens, (), view) for lens in lenses}


def _actors(case: Case) -> tuple[object, ...]:
    return case.info.balancer, case.info.target, case.info.aliases


def judge_case(case: Case, view: View | None = None, *, before: Findings | None = None) -> Findings:
    """The whole case, under its own view where none is given.

    What an earlier state of the case found, `before`, is taken over for the events that nothing
    changed about: the findings are the same, only sooner.
    """
    chosen = view or View.of(case.info)
    dyad = Dyad(case.info)
    known = before.by_id if before and before.view == chosen else {}
    then = before.case if before else case
    same = then.evidence is case.evidence
    same_dyad = _actors(then) == _actors(case)
    looks: Known = {}

    def found(event: Event) -> Finding:
        old = known.get(event.id)
        if old and (same or then.evidence_of(event.id) == case.evidence_of(event.id)):
            if old.event is event and same_dyad:
                return old
            return _finding(event, old.verdicts, chosen, dyad)
        verdicts = _verdicts(case.evidence_of(event.id), chosen, looks)
        return _finding(event, verdicts, chosen, dyad)

    return Findings(case, chosen, tuple(found(event) for event in case.timeline))
