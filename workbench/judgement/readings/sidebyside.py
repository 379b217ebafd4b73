"""Every reading of a case side by side (Steegen et al. 2016; Simonsohn et al. 2020; THEORY §5)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import Literal

from workbench.case import OutcomeRule
from workbench.codebook import codebook

from ..findings import Finding, Findings
from ..lenses import Verdict
from .masks import Counter, Stance, Worlds, stances, verdicts
from .reading import Conclusion, Counted, Reading, conclusion

Choice = Literal["lens", "threshold", "floor", "interpretations", "coder"]
NO_FLOOR = "none"
"""What no floor is called among the options of a choice."""


@dataclass(frozen=True, slots=True)
class Moved:
    """A choice, and in how many of the readings of each of its options the rule is met."""

    choice: Choice
    met: Mapping[str, tuple[int, int]]
    """By option: met in so many, of so many."""

    @property
    def by(self) -> Fraction:
        """How far the options are apart in the share of their readings that meet the rule."""
        shares = [Fraction(n, of) for n, of in self.met.values()]
        return max(shares) - min(shares)


@dataclass(frozen=True, slots=True)
class Coded:
    """A reading, and by whose codes."""

    coder: str
    """Empty: by those that stand in the case."""
    place: int
    """Its place in the readings by these codes."""


class Readings:
    """A case under every reading, of the balancer's acts alone.

    Under its own threshold, floor, interpretations and joint acts as `findings` has them; whether
    they are the case's or tried on the screen.
    """

    def __init__(
        self, findings: Findings, rule: OutcomeRule, coders: Mapping[str, Findings]
    ) -> None:
        """Judge every act in every world; `rule` concludes. `coders` is the case as each coder of a
        round has it, which is one more choice.
        """
        case = findings.case
        self.findings, self.rule = findings, rule
        self.coders = {who: Readings(each, rule, {}) for who, each in coders.items()}
        self.acts: tuple[Finding, ...] = findings.acts
        self.stances = stances()
        self.worlds = Worlds(findings.evidence)
        self._verdicts = [
            verdicts(case.evidence_of(act.event.id), self.worlds, self.stances) for act in self.acts
        ]

    def is_soft(self, act: Finding) -> bool:
        """Whether an act is soft where it balances."""
        return is_soft(act, self.rule)

    @cached_property
    def all(self) -> tuple[Reading, ...]:
        """The readings by stance, floor from the laxest, interpretations in before out."""
        return tuple(
            reading for n, stance in enumerate(self.stances) for reading in self._under(n, stance)
        )

    def _under(self, n: int, stance: Stance) -> list[Reading]:
        soft, balancing, against, contested = (Counter() for _ in range(4))
        for act, of_act in zip(self.acts, self._verdicts, strict=True):
            found = of_act[n]
            balancing.add(found.balancing)
            against.add(found.not_balancing)
            contested.add(found.contested)
            if self.is_soft(act):
                soft.add(found.balancing)
        readings = []
        for world, (floor, read) in enumerate(self.worlds.all):
            counted = Counted(
                len(self.acts),
                soft.at(world),
                balancing.at(world),
                against.at(world),
                contested.at(world),
            )
            concludes = conclusion(self.rule, counted.soft, counted.judged)
            reading = Reading(stance.lens, stance.threshold, floor, read, counted, concludes)
            readings.append(reading)
        return readings

    @cached_property
    def ranked(self) -> tuple[int, ...]:
        """The places of the readings in `all`, those with the most soft balancing first."""
        return tuple(sorted(range(len(self.all)), key=lambda n: (-self.all[n].counted.soft, n)))

    def by(self, coder: str) -> Readings:
        """The readings by the codes of a coder, or by those of the case."""
        return self.coders[coder] if coder else self

    def reading(self, coded: Coded) -> Reading:
        """A reading by whoever's codes."""
        return self.by(coded.coder).all[coded.place]

    @cached_property
    def every(self) -> tuple[Coded, ...]:
        """The readings by all codes, those with the most soft balancing first; among equals the
        codes of the case before those of coders."""
        found = [Coded(who, n) for who in ("", *self.coders) for n in range(len(self.by(who).all))]
        return tuple(sorted(found, key=lambda each: -self.reading(each).counted.soft))

    @cached_property
    def own(self) -> int:
        """The place in `all` of the reading under which the case is judged, by Art's criterion."""
        return self.under(self.art, self.findings.view.interpretations)

    @cached_property
    def art(self) -> Stance:
        """Art's criterion at the threshold under which the case is judged."""
        return Stance(codebook().half["effect"], self.findings.view.threshold)

    def under(self, stance: Stance, interpretations: str) -> int:
        """The place in `all` of a stance's reading, at the floor under which the case is judged."""
        read: Literal["counted", "left-out"] = (
            "left-out" if interpretations == "left-out" else "counted"
        )
        world = self.worlds.index(self.findings.view.floor, read)
        return self.stances.index(stance) * len(self.worlds.all) + world

    def of(self, stance: Stance) -> tuple[Reading, ...]:
        """The readings of a lens at a threshold."""
        return tuple(
            r for r in self.all if (r.lens, r.threshold) == (stance.lens, stance.threshold)
        )

    def met(self, which: Conclusion = "met") -> int:
        """In how many readings the rule is met, or not met, or nothing decided."""
        return sum(reading.concludes == which for reading in self.all)

    def verdicts_in(self, place: int) -> list[Verdict]:
        """The verdicts on `acts` in the reading at a place in `all`."""
        stance, world = divmod(place, len(self.worlds.all))
        return [of_act[stance].at(world) for of_act in self._verdicts]

    @cached_property
    def moves(self) -> tuple[Moved, ...]:
        """In how many readings of each option the rule is met, choice by choice; the threshold
        within Art's criterion alone, where there is one to choose.
        """
        option: dict[Choice, Callable[[Reading], str]] = {
            "lens": lambda r: r.lens,
            "threshold": lambda r: r.threshold or "",
            "floor": lambda r: r.floor or NO_FLOOR,
            "interpretations": lambda r: r.interpretations,
        }
        within = [r for r in self.all if r.lens == self.art.lens]
        found = [
            Moved(choice, _met(within if choice == "threshold" else self.all, of))
            for choice, of in option.items()
        ]
        if self.coders:
            met = {who: (each.met(), len(each.all)) for who, each in self.coders.items()}
            found.append(Moved("coder", met))
        return tuple(found)

    @cached_property
    def moves_most(self) -> Moved | None:
        """The choice whose options differ most in the share of their readings that meet the rule,
        the first of those that differ alike; None without a rule.
        """
        if self.rule.rule == "none":
            return None
        return max(self.moves, key=lambda moved: moved.by)


def _met(
    readings: Sequence[Reading], option: Callable[[Reading], str]
) -> dict[str, tuple[int, int]]:
    found: dict[str, tuple[int, int]] = {}
    for reading in readings:
        met, of = found.get(option(reading), (0, 0))
        found[option(reading)] = met + (reading.concludes == "met"), of + 1
    return found


def is_soft(act: Finding, rule: OutcomeRule) -> bool:
    """Whether an act's screening lets it count as soft."""
    return act.screening == "soft" or (act.screening == "unclear" and rule.unclear_counts)


def read_case(
    findings: Findings,
    rule: OutcomeRule | None = None,
    coders: Mapping[str, Findings] | None = None,
) -> Readings:
    """The case under every reading, by its own rule where none is given.

    `coders` is the case as each coder of a sealed round has it.
    """
    asked = rule or findings.case.info.outcome or OutcomeRule()
    return Readings(findings, asked, coders or {})
