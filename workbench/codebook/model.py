"""What the theory says, typed and read-only: classes, strategies, lenses, conditions, words.

The source is Chang (2015); each row says what the paper says and what is the workbench's reading.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import Any, Literal

from pydantic import Field, model_validator

from workbench.locale import words

from .lenses import Lens, LensRules, Side, check_lenses, ready
from .rows import Row, Said, Standing, Term, Text
from .works import Origin, Reference


class StrategyClass(Row):
    """One of the three classes of strategies (§肆.二)."""

    id: str
    name: Text
    meaning: Said
    symbol: str
    colour: str
    confrontation: Said
    confrontation_rank: int
    cost_and_risk: Said
    works_only_if: Said
    can_turn_into: Said | None = None
    section: str


class Overlap(Row):
    """A strategy that a coder may mistake for this one, and who says so."""

    strategy: str
    standing: Standing
    section: str = "§肆.一"


class OwnPlacing(Row):
    """Why a strategy stands where a case has put it: the case's own word, not the paper's."""

    added: bool
    """Whether the case adds the strategy; else it places an inferred one elsewhere."""
    citation: str
    reason: str = ""
    coder: str = ""


class Strategy(Row):
    """One of the 22 strategies (§肆.一, table 1), or one that a case adds."""

    id: str
    name: Text
    meaning: Said
    proposers: list[str]
    after: list[str] = Field(default_factory=list)
    """Whose concept it is by the paper, beside its proposers."""
    class_: str = Field(alias="class")
    route: str
    placed: Literal["named", "inferred", "case"]
    section: str
    overlaps: list[Overlap] = Field(default_factory=list)
    code_when: Said
    code_not_when: Said
    example: Said | None = None
    """The paper's, or an event of a worked case."""
    citations: list[str]
    placement_note: Said | None = None
    own: OwnPlacing | None = None
    """What a case says of it, where `placed` is the case's own."""

    @property
    def class_standing(self) -> Standing:
        """Whose word its class is (§肆.二)."""
        placed: dict[str, Standing] = {"named": "paper", "inferred": "reading", "case": "case"}
        return placed[self.placed]

    @property
    def route_standing(self) -> Standing:
        """Whose word its route is: the paper names routes for the offsetting class alone."""
        ours = self.class_standing == "paper" and self.class_ != "offsetting"
        return "reading" if ours else self.class_standing


class Person(Row):
    """Who proposed a strategy or a criterion."""

    id: str
    """How the codebook's rows name them."""
    full: str
    name: Text


class Motive(Term):
    """What an act may have been for (§貳.二)."""

    meaning: Said
    short: Text
    rival: bool = False


class Effect(Term):
    """What an act did, or could do, to its target."""

    meaning: Said
    advantage: bool


class Component(Term):
    """One of Walt's components of threat (§參.二)."""

    meaning: Said


class ConditionValue(Term):
    """What a condition can be rated as, and what follows from it."""

    expects: Literal["no-balancing", "soft", "hard"] | None = None
    """Of a necessary condition: what it leads one to expect."""
    leans: bool = False
    """Of any other: whether it leans towards soft balancing."""


class Condition(Row):
    """When states choose soft balancing (§參.三)."""

    id: str
    name: Text
    meaning: Said
    standing: Literal["necessary", "accepted", "contested", "proposed"]
    """What the literature makes of it; who says so, and why, is the note's."""
    standing_note: Said
    note: Said | None = None
    """What the workbench adds to it."""
    components: bool = False
    """Whether it is read from the components of threat, which are rated beside it."""
    scale: Standing
    """Whose its values are."""
    values: list[ConditionValue]
    does: Said
    section: str

    @model_validator(mode="after")
    def _sound(self) -> Condition:
        necessary = self.standing == "necessary"
        for value in self.values:
            if (value.expects is not None) != necessary or (value.leans and necessary):
                raise ValueError(
                    f"condition {self.id}, {value.id}: the values of a necessary condition say "
                    "what they expect, those of any other whether they lean"
                )
        return self


class Codebook(Row):
    """The whole typology."""

    version: str
    source: Origin
    classes: list[StrategyClass]
    strategies: list[Strategy]
    people: list[Person]
    motives: list[Motive]
    effects: list[Effect]
    lenses: list[Lens]
    conditions: list[Condition]
    threat_components: list[Component]
    ratings: list[Term]
    bibliography: list[Reference]
    terms: dict[str, list[Term]]

    @model_validator(mode="after")
    def _sound(self) -> Codebook:
        check_lenses(self.lenses)
        # A name that nobody knows is said when the codebook is read, not when a case is judged.
        if not self.lens_rules:
            raise ValueError("there is no lens")
        for lens in self.lenses:
            if lens.citation not in self._by_id["bibliography"]:
                raise ValueError(f"lens {lens.id}: {lens.citation!r} is not in the bibliography")
        return self

    @cached_property
    def ranked(self) -> tuple[StrategyClass, ...]:
        """The classes, from the least confrontation to the most (§肆.二)."""
        return tuple(sorted(self.classes, key=lambda c: c.confrontation_rank))

    @cached_property
    def lens_ids(self) -> tuple[str, ...]:
        """The lenses, in the order in which they stand side by side."""
        return tuple(lens.id for lens in self.lenses)

    @cached_property
    def lens_rules(self) -> dict[str, LensRules]:
        """The lenses ready to be asked, by id."""
        motives = [motive.id for motive in self.motives]
        return {lens.id: ready(lens, motives, self.rivals) for lens in self.lenses}

    @cached_property
    def half(self) -> dict[Side, str]:
        """The ids of the lenses that decide intent × effect, by the half that they decide."""
        return {lens.field: lens.id for lens in self.lenses if lens.field}

    @cached_property
    def rivals(self) -> tuple[str, ...]:
        """The motives that can explain an act instead of balancing."""
        return tuple(motive.id for motive in self.motives if motive.rival)

    @cached_property
    def component_ids(self) -> tuple[str, ...]:
        """Walt's components of threat."""
        return tuple(component.id for component in self.threat_components)

    @cached_property
    def _by_id(self) -> dict[str, dict[str, Any]]:
        tables = (
            "classes",
            "strategies",
            "motives",
            "effects",
            "lenses",
            "conditions",
            "threat_components",
            "ratings",
            "bibliography",
        )
        return {name: {row.id: row for row in getattr(self, name)} for name in tables}

    @cached_property
    def _words(self) -> dict[str, dict[str, Term]]:
        return {name: {term.id: term for term in terms} for name, terms in self.terms.items()}

    @cached_property
    def _named(self) -> dict[str, Strategy]:
        return {
            name.strip().casefold(): strategy
            for strategy in self.strategies
            for name in (strategy.id, strategy.name.en, strategy.name.zh_hant)
        }

    def strategy(self, id_: str) -> Strategy:
        """A strategy by id; raises `KeyError`."""
        found: Strategy = self._by_id["strategies"][id_]
        return found

    @cached_property
    def _people(self) -> dict[str, Person]:
        return {person.id: person for person in self.people}

    def people_named(self, ids: Iterable[str], lang: str) -> str:
        """Who proposed it, by name; one whom a case names stays as it is written there."""
        known = self._people
        names = [known[id_].name.in_(lang) if id_ in known else id_ for id_ in ids]
        return words(lang).listed(names)

    def proposed_by(self, strategy: Strategy, lang: str) -> str:
        """The proposers of a strategy, and whose concept it is where the paper says so."""
        said = self.people_named(strategy.proposers, lang)
        if not strategy.after:
            return said
        after = self.people_named(strategy.after, lang)
        return words(lang).t("{people}, after {others}", people=said, others=after)

    def names_of(self, ids: Iterable[str]) -> list[str]:
        """Every way to write the names of people, for a search."""
        found = []
        for id_ in ids:
            person = self._people.get(id_)
            found += [id_, *([person.full, person.name.zh_hant] if person else [])]
        return found

    def words_of(self, strategy: Strategy) -> list[str]:
        """What a strategy is found by: its id, its names, and those of whoever proposed it."""
        names = self.names_of([*strategy.proposers, *strategy.after])
        return [strategy.id, strategy.name.en, strategy.name.zh_hant, *names]

    def said(self, id_: str, lang: str) -> str:
        """A strategy's name, marked where it is the case's own; the id where there is none."""
        found: Strategy | None = self._by_id["strategies"].get(id_)
        if found is None:
            return id_
        name = found.name.in_(lang)
        if found.placed != "case":
            return name
        label = self.word("placed", "case", lang)
        return name + words(lang).bracketed(label)

    def strategy_class(self, id_: str) -> StrategyClass:
        """A class by id; raises `KeyError`."""
        found: StrategyClass = self._by_id["classes"][id_]
        return found

    def find_strategy(self, text: str) -> Strategy | None:
        """A strategy by id or by name in either language, without regard to case."""
        return self._named.get(text.strip().casefold())

    def motive(self, id_: str) -> Motive:
        """A motive by id; raises `KeyError`."""
        found: Motive = self._by_id["motives"][id_]
        return found

    def effect(self, id_: str) -> Effect:
        """A kind of effect by id; raises `KeyError`."""
        found: Effect = self._by_id["effects"][id_]
        return found

    def lens(self, id_: str) -> Lens:
        """A lens by id; raises `KeyError`."""
        found: Lens = self._by_id["lenses"][id_]
        return found

    def condition(self, id_: str) -> Condition:
        """A condition by id; raises `KeyError`."""
        found: Condition = self._by_id["conditions"][id_]
        return found

    def threat_component(self, id_: str) -> Component:
        """One of Walt's components of threat by id; raises `KeyError`."""
        found: Component = self._by_id["threat_components"][id_]
        return found

    def work(self, id_: str) -> Reference:
        """A work of the bibliography by id; raises `KeyError`."""
        found: Reference = self._by_id["bibliography"][id_]
        return found

    @property
    def typology(self) -> Reference:
        """The work that the codebook follows."""
        return self.work(self.source.id)

    def word(self, vocabulary: str, id_: str, lang: str) -> str:
        """The name of an entry of a vocabulary; raises `KeyError`."""
        return self._words[vocabulary][id_].name.in_(lang)

    def term(self, vocabulary: str, id_: str) -> Term:
        """An entry of a vocabulary with its meaning; raises `KeyError`."""
        return self._words[vocabulary][id_]

    def as_json(self) -> dict[str, Any]:
        """The typology as `workbench codebook --json` prints it."""
        found = self.model_dump(
            mode="json", by_alias=True, exclude={"strategies": {"__all__": {"own"}}}
        )
        for lens in found["lenses"]:
            lens["rules"] = {row["rule"]: row["said"] for row in lens["rows"]}
        return found
