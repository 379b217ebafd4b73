"""What the theory says, typed and read-only: classes, strategies, lenses, conditions, words.

The source is Chang (2015); each row says what the paper says and what is the workbench's reading.
"""

from __future__ import annotations

from functools import cached_property
from typing import Any, Literal

from pydantic import Field, model_validator

from .lenses import Lens, LensRules, Side, check_lenses, ready
from .rows import Row, Standing, Term, Text


class StrategyClass(Row):
    """One of the three classes of strategies (§肆.二)."""

    id: str
    name: Text
    meaning: Text
    symbol: str
    colour: str
    confrontation: Text
    confrontation_rank: int
    cost_and_risk: Text
    works_only_if: Text
    can_turn_into: Text | None = None
    section: str


class Overlap(Row):
    """A strategy that a coder may mistake for this one, and who says so."""

    strategy: str
    standing: Standing


class OwnReading(Row):
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
    meaning: Text
    proposers: list[str]
    class_: str = Field(alias="class")
    route: str
    placed: Literal["named", "inferred", "case"]
    section: str
    overlaps: list[Overlap] = Field(default_factory=list)
    code_when: Text
    code_not_when: Text
    example: Text
    example_standing: Standing
    citations: list[str]
    placement_note: Text | None = None
    own: OwnReading | None = None
    """What a case says of it, where `placed` is the case's own."""


class Motive(Term):
    """What an act may have been for (§貳.二)."""

    short: Text
    rival: bool = False


class Effect(Term):
    """What an act did, or could do, to its target."""

    advantage: bool


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
    meaning: Text
    standing: Literal["necessary", "accepted", "contested"]
    standing_note: Text
    components: bool = False
    """Whether it is read from the components of threat, which are rated beside it."""
    values: list[ConditionValue]
    does: Text
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


class Reference(Row):
    """A work of the literature, in Chicago author-date style."""

    id: str
    authors: list[str]
    year: str
    text: str
    lang: str = "en"


class Origin(Row):
    """The paper that the codebook follows."""

    author: Text
    year: str
    title: Text
    journal: Text
    volume: str
    pages: str
    doi: str
    hints_standing: Standing
    """Whose the coding hints are."""


class Codebook(Row):
    """The whole typology."""

    version: str
    source: Origin
    classes: list[StrategyClass]
    strategies: list[Strategy]
    motives: list[Motive]
    effects: list[Effect]
    lenses: list[Lens]
    conditions: list[Condition]
    threat_components: list[Term]
    ratings: list[Term]
    bibliography: list[Reference]
    terms: dict[str, list[Term]]

    @model_validator(mode="after")
    def _sound(self) -> Codebook:
        check_lenses(self.lenses)
        # A name that nobody knows is said when the codebook is read, not when a case is judged.
        if not self.lens_rules:
            raise ValueError("there is no lens")
        return self

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

    def said(self, id_: str, lang: str) -> str:
        """A strategy's name, marked where it is the case's own; the id where there is none."""
        found: Strategy | None = self._by_id["strategies"].get(id_)
        if found is None:
            return id_
        name = found.name.in_(lang)
        if found.placed != "case":
            return name
        label = self.word("placed", "case", lang)
        return f"{name}（{label}）" if lang == "zh-Hant" else f"{name} ({label})"

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

    def threat_component(self, id_: str) -> Term:
        """One of Walt's components of threat by id; raises `KeyError`."""
        found: Term = self._by_id["threat_components"][id_]
        return found

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
