"""A case's own codebook: strategies that it adds, and inferred ones that it places elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, ClassVar, Literal

from pydantic import ValidationError, model_validator

from workbench.codebook import Codebook, OwnPlacing, Said, Strategy, Text, codebook
from workbench.locale import first_of

from .model import Event, Record
from .problems import Problem

ClassId = Literal["offsetting", "weakening", "institutional"]
ROUTES: Mapping[str, tuple[str, ...]] = {
    "offsetting": ("external", "internal"),
    "weakening": ("refusal", "pressure"),
    "institutional": ("binding", "exclusion"),
}
"""The routes of each class (§肆.二)."""


class OwnStrategy(Record):
    """A strategy that the case adds, or its own placement of one that the codebook inferred."""

    table: ClassVar[str] = "codebook"
    kind: Literal["added", "placed"]
    name_en: str = ""
    name_zh: str = ""
    meaning: str = ""
    proposer: str = ""
    strategy_class: ClassId
    route: str
    citation: str = ""
    reason: str = ""
    code_when: str = ""
    code_not_when: str = ""
    coder: str = ""

    @model_validator(mode="after")
    def _complete(self) -> OwnStrategy:
        if self.kind == "added" and not (self.name_en.strip() or self.name_zh.strip()):
            raise Problem("give the strategy a name, in English or in Chinese")
        if self.kind == "added" and not self.meaning.strip():
            raise Problem("write what the strategy means")
        if self.kind == "placed" and not self.reason.strip():
            raise Problem("write why the case places it elsewhere")
        if not self.citation.strip():
            raise Problem("cite the work that this rests on")
        if self.route not in ROUTES[self.strategy_class]:
            raise Problem(
                "“{route}” is no route of the class {class_}: it has {routes}",
                route=self.route,
                class_=self.strategy_class,
                routes=tuple(ROUTES[self.strategy_class]),
            )
        for name in (self.name_en, self.name_zh):
            if ";" in name or name.strip().casefold() == "none":
                raise Problem("a strategy's name can't hold a semicolon or be “none”")
        return self

    @property
    def _own(self) -> OwnPlacing:
        return OwnPlacing(
            added=self.kind == "added",
            citation=self.citation,
            reason=self.reason,
            coder=self.coder,
        )

    def on(self, shipped: Strategy | None) -> Strategy:
        """The strategy as this case has it."""
        if shipped is not None:
            moved = {"class_": self.strategy_class, "route": self.route}
            return shipped.model_copy(update={**moved, "placed": "case", "own": self._own})
        return Strategy(
            id=self.id,
            name=Text(en=self.name_en or self.name_zh, zh_hant=self.name_zh or self.name_en),
            meaning=_said(self.meaning),
            proposers=[self.proposer] if self.proposer.strip() else [],
            class_=self.strategy_class,
            route=self.route,
            placed="case",
            section="",
            code_when=_said(self.code_when),
            code_not_when=_said(self.code_not_when),
            citations=[],
            own=self._own,
        )


def _said(text: str) -> Said:
    return Said(en=text, zh_hant=text, standing="case", section="")


def own_strategy(**values: Any) -> OwnStrategy:
    """An entry of a case's own codebook; raises `Problem` that says what it lacks."""
    try:
        return OwnStrategy.model_validate(values)
    except ValidationError as error:
        cause = error.errors()[0].get("ctx", {}).get("error")
        if isinstance(cause, Problem):
            raise cause from None
        raise Problem("choose a class and a route for the strategy") from None


def placement_problem(strategy: str) -> Problem | None:
    """What keeps a strategy from being placed elsewhere, if anything does."""
    here = next((s for s in codebook().strategies if s.id == strategy), None)
    if here is None:
        return Problem("there is no strategy {strategy} to place elsewhere", strategy=strategy)
    if here.placed == "named":
        return Problem(
            "the paper itself places “{name}” ({section}): only an inferred placement can be "
            "changed. Add a strategy of your own instead",
            name=f"{here.name.en} {here.name.zh_hant}",
            section=here.section,
        )
    return None


def codebook_names(id_: str, row: Mapping[str, Any]) -> set[str]:
    """What no other strategy may be called like: an entry's id and its names, however written."""
    names = (id_, row.get("name_en", ""), row.get("name_zh", ""))
    return {name.strip().casefold() for name in names if name.strip()}


def entry_problem(entry: OwnStrategy, others: Iterable[OwnStrategy]) -> Problem | None:
    """What keeps an entry from standing in a codebook beside the others, if anything does."""
    shipped = codebook()
    if entry.kind == "placed":
        return placement_problem(entry.id)
    taken = {
        name
        for other in others
        if other.id != entry.id
        for name in codebook_names(other.id, {"name_en": other.name_en, "name_zh": other.name_zh})
    }
    for name in (entry.id, entry.name_en, entry.name_zh):
        if name.strip() and (shipped.find_strategy(name) or name.strip().casefold() in taken):
            return Problem("there is already a strategy “{name}”", name=name.strip())
    return None


def merged(entries: Mapping[str, OwnStrategy]) -> Codebook:
    """The shipped codebook with a case's own entries in it."""
    shipped = codebook()
    if not entries:
        return shipped
    theirs = [s if s.id not in entries else entries[s.id].on(s) for s in shipped.strategies]
    known = {s.id for s in shipped.strategies}
    own = [entry.on(None) for entry in entries.values() if entry.id not in known]
    # A model_copy would take the cached look-ups along.
    return Codebook.model_construct(**{**dict(shipped), "strategies": [*theirs, *own]})


def check_codebook(events: Iterable[Event], entries: Mapping[str, OwnStrategy]) -> None:
    """Raise `Problem` where an entry can't stand, or a tag names a strategy that isn't there."""
    for entry in entries.values():
        wrong = entry_problem(entry, entries.values())
        if wrong:
            raise wrong
    known = {s.id for s in codebook().strategies} | set(entries)
    carriers: dict[str, list[str]] = {}
    for event in events:
        for tag in event.tags:
            if tag.strategy not in known:
                carriers.setdefault(tag.strategy, []).append(event.name)
    for strategy, names in carriers.items():
        raise Problem(
            "the codebook would have no strategy {strategy}, which is on {n} event(s): {events}",
            strategy=strategy,
            n=len(names),
            events=first_of(names, 8),
        )


def codebook_flaws(
    events: Iterable[Event], entries: Iterable[Record], named: Iterable[str]
) -> list[tuple[str, str, str, Problem]]:
    """What is wrong in a file's own codebook and in its tags: table, id, field and why.

    `named` are the ids in the file's table `codebook`, those of damaged entries among them.
    """
    own = [entry for entry in entries if isinstance(entry, OwnStrategy)]
    problems = [(entry.id, entry_problem(entry, own)) for entry in own]
    found = [("codebook", id_, "", problem) for id_, problem in problems if problem]
    known = {s.id for s in codebook().strategies} | set(named)
    for event in events:
        for tag in event.tags:
            if tag.strategy not in known:
                why = Problem(
                    "there is no strategy “{name}”: workbench codebook lists them",
                    name=tag.strategy,
                )
                found.append(("events", event.id, "tags", why))
    return found
