"""The least steps over many acts that bring a case to the other side of its rule, exact in size.

A case meets its rule where a sum over its acts is at least a bound: an act that counts brings some
points, one that has another verdict takes some. What changes the sum most, an act that passes from
the one to the other, is the *main* way; an act that gets or loses its verdict changes it by less.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from .acts import Step


@dataclass(frozen=True, slots=True)
class Main:
    """An act's step the main way, and one on the same pieces without its reversal where there is
    one, which ends without a verdict and so is worth less.
    """

    step: Step
    plain: Step | None = None

    @property
    def fixed(self) -> int:
        """Its reversals that nothing saves."""
        return 0 if self.plain else self.step.reversals


@dataclass(frozen=True)
class Task:
    """By how much the sum has to change, and what changes it."""

    need: int
    main: Sequence[Main]
    gain: int
    """What a step the main way is worth."""
    loss: int
    """By how much less its plain step is worth."""
    beside: Sequence[Step]
    """Steps of other acts that get or lose their verdict."""
    worth: int
    """What each of those is worth."""
    witness: bool
    """Whether an act has to pass the main way so that the conclusion has an act to stand on."""


def least(task: Task) -> list[Step] | None:
    """The steps: the fewest pieces, then the fewest reversals, then the first by ids; None where
    nothing is enough.
    """
    main = sorted(task.main, key=lambda each: each.step.order)
    beside = sorted(task.beside, key=lambda each: each.order)
    sizes = [0, *accumulate(each.step.size for each in main)]
    others = [0, *accumulate(each.size for each in beside)]
    mixes = [(x, z) for x, z in _mixes(task, len(main)) if z < len(others)]
    fewest = min((sizes[x] + others[z] for x, z in mixes), default=None)
    found: list[tuple[int, list[str], int, list[Step]]] = []
    turned = [0, *accumulate(each.reversals for each in beside)]
    for x, z in sorted(mixes, key=lambda mix: turned[mix[1]]):
        # The other acts alone may already reverse more than the best does in all.
        hopeless = found and turned[z] > min(found)[0]
        if sizes[x] + others[z] == fewest and not hopeless:
            steps = [*_chosen(main, x, _spare(task, x, z)), *beside[:z]]
            reversals = sum(each.reversals for each in steps)
            ids = sorted(id_ for each in steps for id_ in each.ids)
            found.append((reversals, ids, len(found), steps))
    return min(found)[3] if found else None


def _mixes(task: Task, acts: int) -> Iterator[tuple[int, int]]:
    """How many acts the main way, with how many others are just enough."""
    for x in range(int(task.witness), acts + 1):
        rest = task.need - task.gain * x
        if rest <= 0:
            yield x, 0
            return
        if task.worth:
            yield x, -(-rest // task.worth)


def _spare(task: Task, x: int, z: int) -> int:
    """How many of the acts may take their plain step."""
    over = task.gain * x + task.worth * z - task.need
    most = over // task.loss if task.loss else x
    return min(most, x - 1 if task.witness else x)


def _chosen(main: Sequence[Main], x: int, spare: int) -> list[Step]:
    """`x` of the acts with the smallest steps, `spare` of which may be plain.

    Among acts whose steps are as large as the largest chosen one there is a choice: so that fewest
    are reversed, then the first by ids.
    """
    size = main[x - 1].step.size if x else 0
    chosen = [each for each in main[:x] if each.step.size < size]
    edge = sorted((e for e in main if e.step.size == size), key=lambda e: e.step.ids) if x else []
    left = x - len(chosen)
    fixed = sum(each.fixed for each in chosen)
    open_ = sum(bool(each.plain) for each in chosen)
    # Whose step reverses nothing goes first, then whose reversal may be saved.
    free = sum(not each.step.reversals for each in edge)
    may = min(max(left - free, 0), sum(bool(each.plain) for each in edge))
    must = max(left - free, 0) - may
    reversals = fixed + must + max(open_ + may - spare, 0)
    most_fixed, most = reversals - fixed, reversals + spare - fixed - open_
    for each in edge:
        if not left:
            break
        if each.step.reversals and (most <= 0 or (each.fixed and most_fixed <= 0)):
            continue
        most -= bool(each.step.reversals)
        most_fixed -= each.fixed
        left -= 1
        chosen.append(each)
    return _plainly(chosen, spare)


def _plainly(chosen: Sequence[Main], spare: int) -> list[Step]:
    """As many plain steps as may be, the first by ids."""
    steps = []
    for each in sorted(chosen, key=lambda e: e.step.ids[-1:]):
        plain = each.plain if spare > 0 else None
        spare -= plain is not None
        steps.append(plain or each.step)
    return steps
