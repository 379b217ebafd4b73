"""Settling a round decision by decision: what was decided so far is kept until all is."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence

from pydantic import BaseModel, ConfigDict, ValidationError

from workbench.agreement import Answer
from workbench.case import QUESTIONS, Case, Problem
from workbench.judgement import MOTIVES
from workbench.store import CaseFile, NotWritten, replace_file
from workbench.store.durable import whole

from .comparing import Difference, Settled
from .layers import Decided
from .settling import check_settled
from .standing import Standing
from .variables import BY_ID, CREDIBILITIES, RELIABILITIES, SAYINGS, STATUSES

Key = tuple[str, str]
"""A unit and a variable."""


class Settling(BaseModel):
    """What was decided of a round so far, as its file holds it: `ROUND.settling.json`."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    round: str
    decided: tuple[Decided, ...] = ()


def decided_so_far(standing: Standing) -> dict[Key, Decided]:
    """What was decided, in its order; raises `Problem` for a damaged file.

    Where a settlement was taken back, one goes on from what was decided in it.
    """
    path = standing.files.settling(standing.name)
    try:
        data = whole(path)
        found = None if data is None else Settling.model_validate_json(data)
    except OSError as error:
        raise Problem("{path} can't be read: {why}", path=str(path), why=error.strerror) from None
    except ValidationError:
        raise Problem(
            "{path} is damaged, or of a newer program: put it back as it was, from a copy or from "
            "git",
            path=str(path),
        ) from None
    if found is None:
        back = () if standing.settled else standing.undone[:1]
        found = Settling(round=standing.name, decided=back[0].decided if back else ())
    return {(each.unit, each.variable): each for each in found.decided if each.variable in BY_ID}


def keep_decided(standing: Standing, decided: Iterable[Decided]) -> None:
    """Keep what was decided so far; nothing is kept of nothing, unless a settlement was taken back
    whose decisions would come again. Raises `NotWritten`."""
    path, every = standing.files.settling(standing.name), tuple(decided)
    try:
        if not every and (standing.settled or not standing.undone):
            path.unlink(missing_ok=True)
            return
        data = Settling(round=standing.name, decided=every).model_dump_json(indent=1)
        replace_file(path, data.encode("utf-8") + b"\n")
    except OSError as error:
        raise NotWritten(
            "{path} can't be written: {why}", path=str(path), why=error.strerror
        ) from None


def decide(
    standing: Standing, key: Key, seen: Decided | None, made: Decided | None
) -> tuple[dict[Key, Decided], bool]:
    """Keep a decision, or with None take it back, beside what others decided in the meantime.

    Gives what is decided now, and whether this was kept: not where somebody else decided the same
    unit and variable since it was `seen`. Raises `Problem` where the round is settled by now.
    """
    case = standing.files.case
    with CaseFile(case).held():
        standing = Standing.of(case, standing.name)
        check_settled(standing)
        now = decided_so_far(standing)
        if now.get(key) not in (None, seen, made):
            return now, False
        now.pop(key, None)
        if made is not None:
            now[key] = made
        keep_decided(standing, now.values())
    return now, True


def as_settled(decided: Iterable[Decided]) -> list[Settled]:
    """Decisions as they are settled."""
    return [Settled(each.unit, BY_ID[each.variable], each.value, each.why) for each in decided]


def in_lots(standing: Standing, difference: Difference) -> list[str]:
    """The coders who answered, in an order that tells nobody who is who.

    It is another for each disagreement, and the same whenever one comes back to it.
    """
    seed = standing.round.hash

    def lot(coder: str) -> str:
        text = "\0".join((seed, difference.unit, difference.variable.id, coder))
        return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()

    return sorted((who for who, a in difference.answers.items() if a is not None), key=lot)


def together(difference: Difference) -> Answer | None:
    """All that anybody gave, as one set; None where answers aren't sets."""
    given = [answer for answer in difference.answers.values() if answer is not None]
    sets = [answer for answer in given if isinstance(answer, frozenset)]
    return frozenset[str]().union(*sets) if len(sets) == len(given) else None


def possible(case: Case, difference: Difference) -> Sequence[str]:
    """The answers that there are to a variable of a unit."""
    id_ = difference.variable.id
    piece = case.evidence.get(difference.unit)
    fixed: Mapping[str, Sequence[str]] = {
        "strategies": [strategy.id for strategy in case.codebook.strategies],
        "effect_kind": [effect.id for effect in case.codebook.effects],
        "status": STATUSES,
        "grade_reliability": (*RELIABILITIES, "F"),
        "grade_credibility": (*CREDIBILITIES, "6"),
        "basis": ("record", "interpretation"),
        "reaction": [event.id for event in case.timeline if piece and event.id != piece.event],
        "denies": [each.id for each in case.evidence_of(piece.event)
                   if each.side == "effect" and each.id != piece.id] if piece else (),
        **dict.fromkeys(QUESTIONS, ("yes", "no", "unclear")),
        **dict.fromkeys((f"bearing:{motive}" for motive in MOTIVES), SAYINGS),
    }  # fmt: skip
    return fixed[id_]
