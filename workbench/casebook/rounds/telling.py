"""What is to be told of a case's rounds wherever the case is written up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from workbench.agreement import Answer
from workbench.case import Case, Problem, Record
from workbench.locale import N_

from .agreeing import Agreement, agree
from .bycoder import Hanging, hanging
from .comparing import compared
from .layers import Decided, Layer, Round, digest
from .roundfiles import RoundFiles
from .standing import Standing
from .variables import BY_ID, Variable, coded_fields, of

# Why, without the paths that a problem names: a memo goes to people elsewhere.
_UNREAD = N_("The file of the round {round} can’t be read: it measures no agreement here.")
_HIDDEN = N_("Whoever codes in an open round isn’t shown how the round {round} came out.")
_UNLIKE = N_(
    "The round {round} can’t be compared: not all of its answers are here as they were sealed."
)
BOTH = "\0both"
OTHER = "\0other"
"""How an answer was settled that no coder gave; no coder is called so."""


@dataclass(frozen=True)
class ToldRound:
    """A round as the case's memo tells of it."""

    name: str
    standing: Standing | None
    """None where its file can't be read."""
    agreement: Agreement | None
    """Once all have sealed, and where that may be seen."""
    why: str = ""
    """Why it can't be read, or compared though all have sealed: a message id with {round}."""

    @property
    def round(self) -> Round | None:
        """The round, where its file can be read."""
        return self.standing.round if self.standing else None

    @property
    def pilot(self) -> bool:
        """Whether it is for training."""
        return self.round is not None and self.round.frozen.pilot

    @property
    def settled(self) -> bool:
        """Whether its disagreements are settled."""
        return self.standing is not None and self.standing.settled is not None

    @property
    def codebook_hash(self) -> str:
        """Of the codebook's version and the case's own strategies, as the round began with them."""
        assert self.round
        return digest([self.round.frozen.codebook, self.round.frozen.own])

    @cached_property
    def double_coded(self) -> int:
        """The events of which at least two coders answered something, of themselves or a piece."""
        if self.agreement is None:
            return 0
        layers = self.agreement.standing.layers.values()
        return sum(
            sum(_answered(layer, [unit.id, *(p.id for p in unit.evidence)]) for layer in layers) > 1
            for unit in self.agreement.standing.round.frozen.units
        )

    @cached_property
    def hanging(self) -> tuple[Hanging, ...]:
        """The verdicts on which the coders' own answers differ, by event and then by lens."""
        if self.agreement is None:
            return ()
        columns = [row.column for row in self.agreement.rows if row.id.startswith("verdict:")]
        return tuple(hanging(self.agreement.standing.round.frozen, columns))

    @cached_property
    def differ(self) -> int:
        """How many disagreements there are to settle."""
        return len(compared(self.agreement.standing)[0]) if self.agreement else 0

    @property
    def decided(self) -> Sequence[Decided]:
        """The disagreements as they were settled, where that stands."""
        step = self.standing.settled if self.standing else None
        return step.decided if step else ()

    @cached_property
    def how(self) -> Mapping[str, int]:
        """How disagreements were settled: as which coder had it, all sets as one, or otherwise.

        An answer that two coders gave counts for each of them.
        """
        found: Counter[str] = Counter()
        if self.agreement:
            layers = self.agreement.standing.layers
            for each in self.decided:
                found.update(_how(each, layers))
        return found

    def stand(self, case: Case) -> int:
        """How many of what was decided stands so in the case now."""
        return sum(
            _stands(each.unit, BY_ID[each.variable], each.value, case) for each in self.decided
        )

    def left(self, case: Case) -> int:
        """How many of the answers that all gave alike the case, once settled, has otherwise now."""
        if self.agreement is None or not self.settled:
            return 0
        alike = compared(self.agreement.standing)[1]
        return sum(not _stands(each.unit, each.variable, each.answer, case) for each in alike)


def _answered(layer: Layer, ids: Sequence[str]) -> bool:
    return any(id_ in layer.events or id_ in layer.evidence for id_ in ids)


def _how(decided: Decided, layers: Mapping[str, Layer]) -> list[str]:
    variable = BY_ID[decided.variable]
    given = {who: variable.read(of(each, variable, decided.unit)) for who, each in layers.items()}
    by = [who for who, answer in given.items() if answer == decided.value]
    if by:
        return by
    sets = [answer for answer in given.values() if isinstance(answer, frozenset)]
    return [BOTH if sets and frozenset().union(*sets) == decided.value else OTHER]


def _stands(unit: str, variable: Variable, answer: Answer, case: Case) -> bool:
    record: Record | None = case.events.get(unit) or case.evidence.get(unit)
    if record is None:
        return False
    now = now_of(variable, record)
    # Where nobody says that a piece bears on a motive, it is silent on it too.
    return now == answer or (now is None and answer == "silent")


def now_of(variable: Variable, record: Record) -> Answer | None:
    """What a record of the case says of a variable."""
    return variable.read(coded_fields(record))


def told_rounds(case: Case, path: Path, closed: Problem | None = None) -> tuple[ToldRound, ...]:
    """The rounds of the case whose file is `path`, by name; none where it has none.

    `closed` is why its reader sees no codes: then no agreement is told either.
    """
    files = RoundFiles(path)
    return tuple(_told(case, path, name, closed) for name in files.names())


def _told(case: Case, path: Path, name: str, closed: Problem | None) -> ToldRound:
    try:
        standing = Standing.of(path, name)
    except Problem:
        return ToldRound(name, None, None, _UNREAD)
    if standing.open or standing.round.last("closed"):
        return ToldRound(name, standing, None)
    if closed:
        return ToldRound(name, standing, None, _HIDDEN)
    try:
        return ToldRound(name, standing, agree(case, standing))
    except Problem:
        return ToldRound(name, standing, None, _UNLIKE)
