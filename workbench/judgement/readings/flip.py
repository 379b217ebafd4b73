"""The flip: a smallest set of pieces that brings a case to the other side of its rule (THEORY §5).

Under the settings in which the case is judged, by Art's criterion. Its size is exact; among those
of the least size it has the fewest reversals, then it is the first by evidence ids.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from workbench.case import OutcomeRule
from workbench.codebook import codebook

from ..findings import Findings
from ..view import View
from .acts import How, State, Step, Ways, ways
from .least import Main, Task, least
from .reading import Conclusion, conclusion
from .sidebyside import is_soft

WhyNot = Literal["no-rule", "undecided", "none-possible"]


@dataclass(frozen=True, slots=True)
class Touched:
    """A piece of evidence, and what is done to it."""

    id: str
    how: How


@dataclass(frozen=True, slots=True)
class Flip:
    """What would change the conclusion of a case."""

    lens: str
    view: View
    to: Literal["met", "not-met"]
    pieces: tuple[Touched, ...]
    """By their ids."""


@dataclass(frozen=True, slots=True)
class _Sum:
    """The rule as a sum over acts: met where it is at least `bound`."""

    counts: int
    """What an act brings that counts."""
    judged: int
    """What an act takes that has another verdict."""
    bound: int

    def of(self, states: Iterable[State]) -> int:
        """The sum."""
        worth = {"counts": self.counts, "judged": -self.judged, "none": 0}
        return sum(worth[state] for state in states)


def _summed(rule: OutcomeRule) -> _Sum:
    if rule.rule == "share":
        part, whole = rule.exact.as_integer_ratio()
        return _Sum(whole - part, part, 0)
    return _Sum(1, 0, rule.k or 1)


def flip_of(findings: Findings, rule: OutcomeRule | None = None) -> Flip | WhyNot:
    """The flip by the case's own rule where none is given; or why there isn't one.

    `undecided`: no act has a verdict, so that there is no conclusion to change.
    """
    asked = rule or findings.case.info.outcome or OutcomeRule()
    if asked.rule == "none":
        return "no-rule"
    case, view = findings.case, findings.view
    acts = [
        ways(case.evidence_of(act.event.id), view, is_soft(act, asked)) for act in findings.acts
    ]
    states = [act.now for act in acts]
    soft, judged = states.count("counts"), len(states) - states.count("none")
    now: Conclusion | None = conclusion(asked, soft, judged)
    if now is None or now == "undecided":
        return "undecided"
    total = _summed(asked)
    task = _down(acts, total) if now == "met" else _up(acts, total)
    steps = least(task)
    if steps is None:
        return "none-possible"
    pieces = (pair for each in steps for pair in zip(each.ids, each.hows, strict=True))
    touched = tuple(Touched(id_, how) for id_, how in sorted(pieces))
    lens = codebook().half["effect"]
    return Flip(lens, view, "not-met" if now == "met" else "met", touched)


def _main(act: Ways, state: State) -> Main:
    """The act's step into a state, with the one that saves its reversal."""
    step, none = act.to[state], act.to.get("none")
    saves = none and none.size == step.size and none.reversals < step.reversals
    return Main(step, none if saves else None)


def _into(acts: Iterable[Ways], now: State, state: State) -> list[Step]:
    return [act.to[state] for act in acts if act.now == now and state in act.to]


def _down(acts: list[Ways], total: _Sum) -> Task:
    """From met to not met: acts cease to count, others get a verdict that isn't balancing."""
    states = [act.now for act in acts]
    need = total.of(states) - total.bound + 1
    main = [_main(act, "judged") for act in acts if act.now == "counts" and "judged" in act.to]
    beside = _into(acts, "none", "judged") if total.judged else []
    # Where every act that has a verdict lost it, nothing would be concluded any more.
    alone = not total.judged and need == len(states) - states.count("none") > 0
    gain = total.counts + total.judged
    return Task(need, main, gain, total.judged, beside, total.judged, alone)


def _up(acts: list[Ways], total: _Sum) -> Task:
    """From not met to met: acts come to count, others lose their verdict."""
    states = [act.now for act in acts]
    need = total.bound - total.of(states)
    main = [_main(act, "counts") for act in acts if act.now == "judged" and "counts" in act.to]
    steady = [act for act in acts if "counts" not in act.to]
    beside = _into(steady, "judged", "none") if total.judged else []
    gain = total.counts + total.judged
    return Task(need, main, gain, total.counts, beside, total.judged, "counts" not in states)
