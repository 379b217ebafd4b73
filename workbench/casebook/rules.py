"""What a case's own rules suggest for a candidate, beside what its classes do: never a code."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache

from workbench.case import (
    Candidate,
    Case,
    Change,
    Problem,
    Suggestion,
    SuggestionRule,
    is_class,
)
from workbench.locale import words

from .edits import put

_WHO = ("actor", "recipient", "sourcename", "sourcesector", "targetname", "targetsector",
        "organizations", "people")  # fmt: skip
"""What the names of columns hold that say who took part, as letters and digits alone."""


def waiting(case: Case) -> list[Candidate]:
    """The candidates that nobody has decided about, by date, the undated last."""
    open_ = (c for c in case.candidates.values() if c.state == "waiting")
    return sorted(open_, key=lambda c: (not c.date, c.date, c.id))


def put_rule(case: Case, rule: SuggestionRule) -> list[Change]:
    """Add a rule or change it; raises `Problem` where it can't stand in the case."""
    name = rule.name.strip().casefold()
    if any(r.name.strip().casefold() == name and r.id != rule.id for r in case.rules.values()):
        raise Problem("there is already a rule “{name}”", name=rule.name)
    for strategy in rule.strategies:
        if case.codebook.find_strategy(strategy) is None:
            raise Problem(
                "there is no strategy “{name}”: workbench codebook lists them", name=strategy
            )
    return put(case, rule)


def find_rule(case: Case, name: str) -> SuggestionRule:
    """A rule by its name or id; raises `Problem`."""
    wanted = name.strip().casefold()
    found = [r for r in case.rules.values() if wanted in (r.name.strip().casefold(), r.id)]
    if not found:
        raise Problem("there is no rule “{name}” in the case", name=name)
    return found[0]


def drop_rule(rule: SuggestionRule) -> list[Change]:
    """Take a rule out; what was accepted by its suggestion stays as it is."""
    return [Change(rule, None)]


def spoken_to(case: Case, rule: SuggestionRule) -> tuple[int, int]:
    """To how many of the candidates that wait a rule speaks, and how many wait."""
    every, speaks = waiting(case), speaking(case, rule)
    return sum(map(speaks, every)), len(every)


def suggestions(case: Case, candidates: Iterable[Candidate]) -> list[Suggestion]:
    """What may be thought of candidates, by their classes and by the case's rules, each once."""
    every = tuple(candidates)
    found = [hint for candidate in every for hint in candidate.suggestions]
    for rule in sorted(case.rules.values(), key=lambda rule: (rule.name, rule.id)):
        if any(map(speaking(case, rule), every)):
            common = {"reason": rule.reason, "rule": rule.name, "domain": rule.domain}
            named = [case.codebook.find_strategy(name) for name in rule.strategies]
            known = [strategy.id for strategy in named if strategy]
            found += [
                Suggestion.model_validate({**common, "strategy": each})
                for each in known or ([""] if rule.domain else [])
            ]
    return list(dict.fromkeys(found))


def rationale(case: Case, hints: Sequence[Suggestion], strategy: str) -> str:
    """Which rules suggested a strategy, as its tag says it in the case's language; or nothing."""
    say = words(case.info.language)
    return say.parted(
        say.t("suggested by the rule “{rule}”: {reason}", rule=hint.rule, reason=hint.reason)
        for hint in hints
        if hint.rule and hint.strategy == strategy
    )


def speaking(case: Case, rule: SuggestionRule) -> Callable[[Candidate], bool]:
    """Whether a rule speaks to a candidate."""
    actors = re.compile("|".join(map(_whole, _called(case, rule.actors))) or "(?!)")
    wanted = [each.casefold() for each in rule.words]
    datasets = {each.casefold() for each in rule.datasets}
    column = _plain(rule.column)

    def speaks(candidate: Candidate) -> bool:
        if datasets and candidate.dataset.casefold() not in datasets:
            return False
        if rule.classes and not any(is_class(candidate.codes, each) for each in rule.classes):
            return False
        if rule.actors and not actors.search(_who(candidate)):
            return False
        text = _column(candidate, column) if column else _told(candidate)
        return not wanted or any(each in text for each in wanted)

    return speaks


def _called(case: Case, actors: Iterable[str]) -> Iterable[str]:
    """Actors under all the names that the case gives them."""
    for name in actors:
        yield name
        for known, others in case.info.aliases.items():
            if name.casefold() in {each.casefold() for each in (known, *others)}:
                yield from (known, *others)


def _whole(name: str) -> str:
    """A name as whole words: UN is in “the UN”, not in “united”; Chinese has no gaps."""
    text = re.escape(name.strip().casefold())
    return rf"(?<![a-z0-9]){text}(?![a-z0-9])"


def _who(candidate: Candidate) -> str:
    columns = (value for name, value in candidate.record.items() if _says_who(name))
    named = (candidate.initiator, candidate.target, candidate.title, *columns)
    return "\n".join(named).casefold()


@lru_cache(maxsize=4096)
def _says_who(column: str) -> bool:
    plain = _plain(column)
    return any(part in plain for part in _WHO)


@lru_cache(maxsize=4096)
def _plain(column: str) -> str:
    return re.sub(r"[\W_]+", "", column).casefold()


def _column(candidate: Candidate, plain: str) -> str:
    said = (value for name, value in candidate.record.items() if _plain(name) == plain)
    return "\n".join(said).casefold()


def _told(candidate: Candidate) -> str:
    return f"{candidate.title}\n{candidate.description}".casefold()
