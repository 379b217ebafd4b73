"""What coders differ on, and how that is settled: in one edit of the case, by one person."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from workbench.case import Case, Change, Problem
from workbench.locale import N_, first_of
from workbench.store import Revision

from .comparing import Difference, Settled, compared
from .layers import Decided, Step
from .making import Maker, Unasked
from .standing import Standing, now
from .takenback import settling_edit
from .units import called, named
from .wording import Asked

_NAMED = 8
"""Names that a sentence holds."""


@dataclass(frozen=True)
class Settlement:
    """A settlement as it goes into the case."""

    changes: tuple[Change, ...]
    alike: int
    settled: int
    decided: tuple[Decided, ...]
    alone: tuple[tuple[str, str], ...]
    """Units and variables of which one coder alone gave an answer: it doesn't enter."""
    gone: tuple[str, ...]
    """Units that the case has no more."""
    unasked: Unasked
    """What went in or fell away, and nobody was asked about."""
    called: Mapping[str, str]
    """How people know the units that are named here."""

    def notices(self) -> Iterator[Problem]:
        """What nobody decided of it, a sentence for each kind."""
        for asked, sentence in (
            (self.alone, N_("given by one coder alone, so not entered: {names}")),
            (self.unasked.taken, N_("taken as it was written, without being asked about: {names}")),
        ):
            if asked:
                told = tuple((self.called[unit], *more) for unit, *more in asked)
                yield Problem(sentence, names=Asked(told))
        for units, sentence in (
            (self.unasked.fallen, N_("process-tracing answers that were dropped, for what they "
                                     "were asked of is another now: {names}")),
            (self.unasked.unlike, N_("process-tracing answers that weren’t given alike, so not "
                                     "entered: {names}")),
            (self.gone, N_("no more in the case, so not entered: {names}")),
        ):  # fmt: skip
            if units:
                names = [self.called[unit] for unit in units]
                yield Problem(sentence, names=first_of(names, _NAMED))


def check_settled(standing: Standing) -> None:
    """Raise `Problem` where a round isn't one that can be settled, not yet, or not again."""
    if standing.round.frozen.pilot:
        raise Problem(
            "{round} is a pilot round, for training: its codes aren't settled into the case",
            round=standing.name,
        )
    assert standing.layers
    if settled := standing.settled:
        raise Problem(
            "the round {round} was settled by {who} on {day}: what it brought is changed in the "
            "case now, like any other code",
            round=standing.name, who=settled.by or "—", day=f"{settled.at:%Y-%m-%d}",
        )  # fmt: skip


def settlement(case: Case, standing: Standing, settled: Sequence[Settled], by: str) -> Settlement:
    """What settles a round; raises `Problem` where a disagreement is left, or it can't be settled.

    Agreement is told of the sealed layers still, not of this.
    """
    check_settled(standing)
    differ, alike, alone = compared(standing)
    chosen = {(each.unit, each.variable.id): each for each in settled}
    _check_whole(standing, differ, chosen)
    every = {(each.unit, each.variable.id): each for each in alike} | chosen
    by_unit: dict[str, list[Settled]] = {}
    for each in every.values():
        by_unit.setdefault(each.unit, []).append(each)
    gone = [id_ for id_ in by_unit if id_ not in case.events and id_ not in case.evidence]
    maker = Maker(case, standing, by.strip())
    changes = maker.changes(by_unit)
    left = tuple((d.unit, d.variable.id) for d in alone if (d.unit, d.variable.id) not in chosen)
    unasked, frozen = maker.unasked, standing.round.frozen
    told = {*gone, *unasked.fallen, *unasked.unlike,
            *(unit for unit, *_ in (*left, *unasked.taken))}  # fmt: skip
    return Settlement(
        changes=tuple(changes),
        alike=len(every) - len(chosen),
        settled=len(chosen),
        decided=tuple(_decided(each) for each in chosen.values()),
        alone=left,
        gone=tuple(gone),
        unasked=unasked,
        called={unit: called(case, frozen, unit) for unit in told},
    )


def _decided(settled: Settled) -> Decided:
    return Decided.of(settled.unit, settled.variable.id, settled.answer, settled.why)


def settled_step(found: Settlement, by: str, history: Sequence[Revision]) -> Step:
    """That a round is settled, for its file: by whom, how each disagreement was, and by which edit
    of the case, whose `history` has it last."""
    edit = settling_edit(history) if found.changes else ""
    return Step(step="settled", by=by, at=now(), decided=found.decided, edit=edit)


def _check_whole(
    standing: Standing, differ: Iterable[Difference], chosen: Mapping[tuple[str, str], Settled]
) -> None:
    left = [each for each in differ if (each.unit, each.variable.id) not in chosen]
    if left:
        names = named(standing.round.frozen, (each.unit for each in left))
        unsettled = tuple((name, d.variable.id) for name, d in zip(names, left, strict=True))
        raise Problem(
            "{n} disagreement(s) of the round {round} aren't settled: {names}",
            n=len(left), round=standing.name, names=Asked(unsettled),
        )  # fmt: skip
