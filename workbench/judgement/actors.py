"""Whose act an event is (THEORY §5): what is said of a case is said of the balancer's acts.

An event's actors are its initiator (empty: the balancer) and its partners. Names match after
Unicode's NFKC, trimming and case-folding, or by the case's aliases. The workbench's own rule: the
paper's question is whether one state restrains another, and so whose act each event is.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Literal, Protocol

from workbench.case.problems import Problem

if TYPE_CHECKING:
    from workbench.case import Event, Joint

Actor = Literal["balancer", "target", "joint", "third"]
ACTED = {"balancer": "→", "target": "←", "joint": "↔", "third": "※"}
"""Whose act it is, in a mark."""
ACTORS: tuple[Actor, ...] = ("balancer", "target", "joint", "third")


@lru_cache(maxsize=4096)
def plain_name(name: str) -> str:
    """A name as it is compared with others."""
    return unicodedata.normalize("NFKC", name).strip().casefold()


class Names:
    """Which names are the same actor's, after a case's aliases."""

    def __init__(self, aliases: Mapping[str, Iterable[str]]) -> None:
        """`aliases`: an actor's name, and the others that it goes by."""
        self._first: dict[str, str] = {}
        for name, others in aliases.items():
            group = {plain_name(each) for each in (name, *others)} - {""}
            # Two lists that share a name are of one actor.
            old = {self._first[each] for each in group if each in self._first}
            group |= {each for each, first in self._first.items() if first in old}
            self._first |= dict.fromkeys(group, min(group, default=""))

    def of(self, name: str) -> str:
        """The actor of that name: equal for two names of one actor; empty for none."""
        plain = plain_name(name)
        return self._first.get(plain, plain)

    def known_as(self, name: str) -> frozenset[str]:
        """Every name of the actor, as names are compared."""
        first = self.of(name)
        return frozenset({first, *(each for each, of in self._first.items() if of == first)})

    def same(self, one: str, other: str) -> bool:
        """Whether the two are one actor's."""
        return self.of(one) == self.of(other)


class Sides(Protocol):
    """What a case says of its two sides."""

    @property
    def balancer(self) -> str:
        """Who restrains."""

    @property
    def target(self) -> str:
        """Who is restrained."""

    @property
    def aliases(self) -> Mapping[str, Sequence[str]]:
        """Other names of an actor."""


def check_sides(info: Sides) -> None:
    """Raise `Problem` where balancer and target are one actor, which no case can mean."""
    if Dyad(info).one:
        raise Problem("the balancer and the target are one actor, by name or by other names")


class Dyad:
    """The two sides of a case, and whose act an event is between them."""

    def __init__(self, info: Sides) -> None:
        """The dyad of a case."""
        self.names = Names(info.aliases)
        self.info = info
        self._balancer, self._target = map(self.names.of, (info.balancer, info.target))
        # Few act, and the same act together over and over.
        self._whose: dict[tuple[str, tuple[str, ...]], Actor] = {}
        self._marks: dict[tuple[str, str, tuple[str, ...]], str] = {}

    @property
    def one(self) -> bool:
        """Whether the balancer and the target are the same actor, which no case can mean."""
        return self._balancer == self._target

    def _initiator(self, name: str) -> str:
        return self.names.of(name) or self._balancer

    def whose(self, initiator: str, partners: Iterable[str]) -> Actor:
        """Whose act it is that these did; an initiator without a name is the balancer."""
        acted = initiator, tuple(partners)
        if acted not in self._whose:
            acting = {self._initiator(initiator), *map(self.names.of, acted[1])}
            if self._balancer in acting:
                self._whose[acted] = "joint" if self._target in acting else "balancer"
            else:
                self._whose[acted] = "target" if self._target in acting else "third"
        return self._whose[acted]

    def counted(self, initiator: str, partners: Iterable[str], joint: Joint) -> bool:
        """Whether what these did is counted among the balancer's acts.

        Joint acts are, where the case counts them and the balancer initiated them.
        """
        actor = self.whose(initiator, partners)
        if actor == "joint":
            return joint == "counted" and self._initiator(initiator) == self._balancer
        return actor == "balancer"

    def actor(self, event: Event) -> Actor:
        """Whose act the event is."""
        return self.whose(event.initiator, event.partners)

    def counts(self, event: Event, joint: Joint) -> bool:
        """Whether the event is counted among the balancer's acts."""
        return self.counted(event.initiator, event.partners, joint)

    def initiator(self, event: Event) -> str:
        """The name of who acted; the balancer's where the event names nobody."""
        return event.initiator.strip() or self.info.balancer

    def target(self, event: Event) -> str:
        """The name of whom the act was aimed at; the case's target where the event names nobody."""
        return event.target.strip() or self.info.target

    def aimed_elsewhere(self, event: Event) -> bool:
        """Whether an act that the balancer did or began is aimed past the case's target."""
        mine = self.actor(event) == "balancer" or self._initiator(event.initiator) == self._balancer
        return mine and self.names.of(self.target(event)) != self._target

    def mark(self, event: Event) -> str:
        """Whose act the event is, in a mark, with a plus where others act too.

        → the balancer's upon the target, ↗ upon somebody else · ← the target's · ↔ both · ※ a
        third party's.
        """
        acted = event.initiator, event.target, event.partners
        if acted not in self._marks:
            self._marks[acted] = self._mark(event)
        return self._marks[acted]

    def _mark(self, event: Event) -> str:
        actor = self.actor(event)
        mark = ACTED[actor]
        if actor == "balancer" and self.aimed_elsewhere(event):
            mark = "↗"
        sides = {self._balancer, self._target}
        acting = {self._initiator(event.initiator), *map(self.names.of, event.partners)} - {""}
        return mark + "+" * (len(acting - sides) > (actor == "third"))

    def between(self, event: Event) -> bool:
        """Whether who began and upon whom are the two sides: the mark says their names."""
        sides = {self._balancer, self._target}
        target = self.names.of(self.target(event))
        return {self._initiator(event.initiator), target} == sides
