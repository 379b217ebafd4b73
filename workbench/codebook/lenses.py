"""A lens as the codebook has it, and the same ready to be asked.

A lens is data: which pieces of evidence make which sets, and which sets give which verdict. One
evaluator reads every lens (`workbench/judgement/lenses.py`); what a lens can name is listed here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from pydantic import Field

from .rows import Row, Said, Text

Verdict = Literal["balancing", "not-balancing", "contested", "insufficient"]
Side = Literal["intent", "effect"]

COUNTED = "counted"
"""Every piece of the lens's side that counts: the one set that a lens of either side can name."""
OF_EFFECT = (COUNTED, "shown", "standing", "denying", "absent", "outcome")
"""The sets of effect evidence (THEORY §4).

`shown`: claims of an advantage kind that reach the threshold. `standing`: those of them that no
piece denies. `denying`: the absent effects that deny a shown claim. `absent`: effects of an
advantage kind that were looked for and not seen. `outcome`: outcomes on one issue that reach the
threshold.
"""
RIVALS = "rivals"
"""In the place of a motive: each that can explain an act instead of balancing."""
_SAYS = ("supports", "undermines")


class LensRow(Row):
    """A row of a lens's rule: the first that fits decides."""

    rule: str
    """Its name: the lens's id, a point and a number that stays for good."""
    verdict: Verdict
    some: tuple[str, ...] = ()
    """The sets of which each must have a piece."""
    none: tuple[str, ...] = ()
    """The sets that must be empty."""
    decides: tuple[str, ...] = ()
    """The sets whose pieces are the reason."""
    untested: bool = False
    """Whether it would say balancing if a motive that the lens wants tested had been tested."""
    fits: Text
    """When it fits, for the guide."""
    said: Text
    """Why the verdict is so, in a sentence."""


class Lens(Row):
    """A criterion of what counts as balancing, and its rule."""

    id: str
    letter: str
    """What stands for it where there is no room for its name."""
    side: Side
    """Which evidence it reads."""
    field: Side | None = None
    """The half of intent × effect that it decides: shown where it says balancing."""
    tests: tuple[str, ...] = ()
    """The motives that it wants tested; `rivals` for every rival motive."""
    name: Text
    short: Text
    observed: Text | None = None
    """What it is called where only observed effects count, which is stricter than it."""
    called: Text
    """What it is called within a sentence."""
    authors: list[str]
    question: Said
    meaning: Said
    """What its authors say, as the paper reports it."""
    criterion: Said
    """What the workbench asks for before it says balancing."""
    citation: str
    section: str
    sets: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    """Sets by a name of the lens's own: each the union of what it lists."""
    rows: list[LensRow]

    @cached_property
    def rules(self) -> dict[str, Text]:
        """Why a verdict is so, by the name of the row that gave it."""
        return {row.rule: row.said for row in self.rows}

    def field_word(self, lang: str) -> str:
        """The field of a search that asks for its verdict."""
        return self.id if lang == "en" else self.short.in_(lang)


@dataclass(frozen=True, slots=True)
class LensRules:
    """A lens ready to be asked: every name resolved."""

    side: Side
    sets: tuple[str, ...]
    """The sets that it names, by whatever name."""
    named: tuple[tuple[str, tuple[str, ...]], ...]
    """Those that are made of sets of the side, and of which."""
    reads: Mapping[tuple[str, str], tuple[str, ...]]
    """The bearings that it reads, motive and whether supported or undermined: into which sets."""
    rows: tuple[LensRow, ...]
    tests: tuple[str, ...]


def ready(lens: Lens, motives: Sequence[str], rivals: Sequence[str]) -> LensRules:
    """Resolve what a lens names; raises `ValueError` that says what nobody knows."""

    def spread(name: str) -> Sequence[str]:
        if name != RIVALS and name not in motives:
            raise ValueError(f"lens {lens.id}: {name!r} is no motive")
        return rivals if name == RIVALS else [name]

    def bearings(name: str) -> list[tuple[str, str]]:
        motive, colon, says = name.partition(":")
        if colon and lens.side == "intent" and says in _SAYS:
            return [(each, says) for each in spread(motive)]
        if name == COUNTED or (lens.side == "effect" and name in OF_EFFECT):
            return []
        raise ValueError(f"lens {lens.id}: {name!r} is no set of the {lens.side} side")

    asked = {name for row in lens.rows for name in (*row.some, *row.none, *row.decides)}
    sets = {name: lens.sets.get(name, (name,)) for name in sorted({*asked, *lens.sets})}
    reads: dict[tuple[str, str], tuple[str, ...]] = {}
    for name, members in sets.items():
        for bearing in (each for member in members for each in bearings(member)):
            reads[bearing] = (*reads.get(bearing, ()), name)
    named = {name: tuple(m for m in members if ":" not in m) for name, members in sets.items()}
    last = lens.rows[-1] if lens.rows else None
    if last is None or last.some or last.none:
        raise ValueError(f"lens {lens.id}: the last row must fit whatever there is")
    tests = tuple(motive for name in lens.tests for motive in spread(name))
    of_side = tuple((name, members) for name, members in named.items() if members)
    return LensRules(lens.side, tuple(sets), of_side, reads, tuple(lens.rows), tests)


def check_lenses(lenses: Sequence[Lens]) -> None:
    """Raise `ValueError` where two lenses share what must be one's own."""
    for what, names in (
        ("id", [lens.id for lens in lenses]),
        ("letter", [lens.letter for lens in lenses]),
        ("rule", [row.rule for lens in lenses for row in lens.rows]),
    ):
        if twice := {name for name in names if names.count(name) > 1}:
            raise ValueError(f"lenses: {what} {sorted(twice)} is there more than once")
    if long := [lens.id for lens in lenses if len(lens.letter) != 1]:
        raise ValueError(f"lenses: {long} must have one letter")
    if unnamed := [lens.id for lens in lenses if (lens.side == "effect") != bool(lens.observed)]:
        raise ValueError(
            f"lenses: {unnamed}: a lens of the effect side, and no other, says in `observed` what "
            "it is called where only observed effects count"
        )
    for half in ("intent", "effect"):
        if sum(lens.field == half for lens in lenses) != 1:
            raise ValueError(f"lenses: one of them must decide the field's half of {half}")
