"""What coders differ on, the farthest apart first, and what each wrote about it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations

from workbench.agreement import masi
from workbench.codebook import Codebook
from workbench.locale import Words

from .comparing import Difference, compared
from .layers import Layer
from .standing import Standing
from .variables import of

Why = tuple[str, str]
"""The strategy that a reason is of, empty where it needn't be said; and the reason."""


def apart(difference: Difference) -> float:
    """How far the two answers that differ most are apart, 0 to 1: sets by MASI, an ordinal
    variable by its steps, any other by being another.
    """
    given = [answer for answer in difference.answers.values() if answer is not None]
    order = difference.variable.order

    def far(one: object, other: object) -> float:
        if isinstance(one, frozenset) and isinstance(other, frozenset):
            return masi(one, other)
        if one in order and other in order:
            steps = abs(order.index(str(one)) - order.index(str(other)))
            return steps / (len(order) - 1)
        return float(one != other)

    return max((far(one, other) for one, other in combinations(given, 2)), default=0.0)


def worst_first(standing: Standing) -> list[Difference]:
    """The disagreements of a round, the farthest apart first, then in the order of its units.

    Raises `Problem` before all have sealed.
    """
    return sorted(compared(standing)[0], key=lambda each: -apart(each))


def written(difference: Difference, layers: Mapping[str, Layer]) -> dict[str, list[Why]]:
    """What each coder wrote of a unit that a disagreement is about; who wrote nothing isn't there.

    Of strategies, why each was tagged, in the order in which answers name them; else the note on
    the event or the piece.
    """
    found = {}
    for who, layer in layers.items():
        said = of(layer, difference.variable, difference.unit)
        told = sorted(
            (tag["strategy"], tag["rationale"])
            for tag in said.get("tags", ())
            if difference.variable.id == "strategies" and tag.get("rationale")
        )
        if len(said.get("tags", ())) < 2:
            told = [("", why) for _, why in told]
        if not told and said.get("note"):
            told = [("", said["note"])]
        if told:
            found[who] = told
    return found


def reasons(
    difference: Difference, layers: Mapping[str, Layer], book: Codebook, say: Words
) -> dict[str, str]:
    """The same in words: each reason by the strategy that it is of, where there are several."""
    return {who: reason(whys, book, say) for who, whys in written(difference, layers).items()}


def reason(whys: Sequence[Why], book: Codebook, say: Words) -> str:
    """What one coder wrote, in words."""
    return say.parted(
        f"{book.said(strategy, say.lang)}{say.colon}{why}" if strategy else why
        for strategy, why in whys
    )
