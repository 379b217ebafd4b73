"""Rules that a researcher writes: which candidates may point to a strategy, and why."""

from __future__ import annotations

from typing import Any, ClassVar

from pydantic import ValidationError, model_validator

from .model import Domain, Record
from .problems import Problem


class SuggestionRule(Record):
    """What a rule asks of a candidate, and what it suggests for it; it codes nothing.

    Every condition that is filled in must hold; of several in one of them, one is enough.
    """

    table: ClassVar[str] = "rules"
    name: str
    classes: tuple[str, ...] = ()
    """Event classes, good for the codes that begin with them, or names such as SANCTION."""
    actors: tuple[str, ...] = ()
    """Names or codes, as whole words, in what the data say of who took part."""
    words: tuple[str, ...] = ()
    """Anywhere in the title and description, or in `column` where that is named."""
    column: str = ""
    """The column of the row that the words are looked for in."""
    datasets: tuple[str, ...] = ()
    domain: Domain | None = None
    strategies: tuple[str, ...] = ()
    reason: str = ""
    coder: str = ""

    @model_validator(mode="after")
    def _complete(self) -> SuggestionRule:
        if not self.name.strip():
            raise Problem("give the rule a name")
        if not (self.classes or self.actors or self.words or self.datasets):
            raise Problem("say what the rule asks: classes, actors, words or a data set")
        if self.column and not self.words:
            raise Problem("say which words the rule looks for in the column {name}",
                          name=self.column)  # fmt: skip
        if not (self.strategies or self.domain):
            raise Problem("say what the rule suggests: strategies or a domain")
        if not self.reason.strip():
            raise Problem("write why the rule suggests it")
        return self


def suggestion_rule(**values: Any) -> SuggestionRule:
    """A rule; raises `Problem` that says what it lacks."""
    try:
        return SuggestionRule.model_validate(values)
    except ValidationError as error:
        first = error.errors()[0]
        cause = first.get("ctx", {}).get("error")
        if isinstance(cause, Problem):
            raise cause from None
        place, why = ".".join(map(str, first["loc"])), first["msg"]
        raise Problem("{name}: {why}", name=place, why=why) from None
