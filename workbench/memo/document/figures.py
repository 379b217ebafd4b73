"""Figures: what they show, as data, as a sentence, and in numbers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from workbench.case import Day

Whose = Literal["counted", "target", "joint", "third"]
"""An act that is counted, or whose it is that stands apart."""


@dataclass(frozen=True, slots=True)
class Tick:
    """A mark on the axis of time."""

    day: Day
    label: str
    under: str = ""
    """The year below a month, where it is the first that is named in it."""


@dataclass(frozen=True, slots=True)
class Axis:
    """Time from left to right."""

    first: Day
    last: Day
    ticks: tuple[Tick, ...]


@dataclass(frozen=True, slots=True)
class Lane:
    """A lane and the words beside it; its id is a class's, `hard`, or `uncoded`."""

    id: str
    label: str


@dataclass(frozen=True, slots=True)
class Mark:
    """An event in a lane."""

    number: int
    lane: str
    first: Day
    last: Day
    whose: Whose = "counted"
    to: str = ""
    """The anchor of the event's row."""
    named: str = ""
    """The event in words, where a reader can point at its mark."""


@dataclass(frozen=True, slots=True)
class Timeline:
    """A lane per class, a numbered mark per event."""

    lanes: tuple[Lane, ...]
    marks: tuple[Mark, ...]
    axis: Axis
    key: tuple[tuple[Whose, str], ...]
    """The words for each kind of mark; none where all are counted."""
    crowded: str
    """What is said where a lane has more marks than numbers fit in."""
    said: str
    """What the figure shows, in a sentence."""
    listed: tuple[tuple[str, str], ...]
    """What its drawing holds: the events' numbers by lane."""
    periods: tuple[Day, ...] = ()
    """The days on which a period of the case begins."""
    arrows: tuple[tuple[int, int], ...] = ()
    """Events by number, from an act to what answers it."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A strategy and the number of events that carry it."""

    label: str
    count: int


@dataclass(frozen=True, slots=True)
class Group:
    """A class, the number of events that carry it, and its strategies."""

    id: str
    label: str
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class Bars:
    """Bars from a common zero, the count at the end of each, grouped by class."""

    groups: tuple[Group, ...]
    said: str
    """What the figure shows, in a sentence."""

    @property
    def listed(self) -> tuple[tuple[str, str], ...]:
        """What its drawing holds: the strategies' counts."""
        return tuple((bar.label, str(bar.count)) for group in self.groups for bar in group.bars)


@dataclass(frozen=True, slots=True)
class Tooth:
    """An act in the zipper: what the two lenses say of it, and how far that is apart."""

    number: int
    above: str
    """A verdict's id; empty where the lens has no evidence at all to read."""
    below: str
    quarrel: Literal["flat", "differ", ""]
    to: str = ""
    """The anchor of the event's row."""
    named: str = ""
    """The event in words, where a reader can point at it."""


@dataclass(frozen=True, slots=True)
class Zipper:
    """Effect above, intent below, a column an act, teeth where the two quarrel."""

    above: str
    """The words before the upper row, and before the lower one."""
    below: str
    teeth: tuple[Tooth, ...]
    said: str
    """What the figure shows, in a sentence."""
    listed: tuple[tuple[str, str], ...]
    """What its drawing holds: the events' numbers where the two quarrel."""


@dataclass(frozen=True, slots=True)
class Strand:
    """How many acts go from one verdict to another."""

    from_: int
    """The places of the two verdicts among the ends."""
    to: int
    count: int


@dataclass(frozen=True, slots=True)
class Slopes:
    """Counts that move from one lens to another: a line for each way, as thick as it has acts."""

    left: str
    """The lens at the left, and at the right."""
    right: str
    ends: tuple[tuple[str, str, int, int], ...]
    """Each verdict: its id, its word, and how many acts have it left and right."""
    strands: tuple[Strand, ...]
    said: str
    """What the figure shows, in a sentence."""

    @property
    def listed(self) -> tuple[tuple[str, str], ...]:
        """What its drawing holds: each way's count."""
        return tuple(
            (f"{self.ends[s.from_][1]} → {self.ends[s.to][1]}", str(s.count)) for s in self.strands
        )


Met = Literal["met", "not-met", "undecided", ""]
"""What an outcome rule makes of a reading; empty without a rule."""


@dataclass(frozen=True, slots=True)
class Option:
    """A row of a specification curve: what can be chosen; rows of one choice share its group."""

    group: str
    label: str


@dataclass(frozen=True, slots=True)
class Specified:
    """A reading: its count, what the rule makes of it, and the rows of what is chosen in it."""

    count: int
    met: Met
    rows: tuple[int, ...]
    own: bool = False
    """Whether it is the reading under which the case is judged."""


@dataclass(frozen=True, slots=True)
class Specification:
    """A specification curve: a reading a column, its count above, what is chosen in it below."""

    readings: tuple[Specified, ...]
    options: tuple[Option, ...]
    counted: str
    """What is counted, beside the curve."""
    meets: str
    """Beside the row that says whether the rule is met; empty without a rule."""
    own: str
    """What the reading under which the case is judged is called."""
    said: str
    """What the figure shows, in a sentence."""
    listed: tuple[tuple[str, str], ...]
    """What its drawing holds: how many readings have which count and meet the rule."""


Figure: TypeAlias = Timeline | Bars | Zipper | Slopes | Specification
