"""What the coders of a sealed round gave, as a text of its own for each round.

The codes on the texts of events and sources are the case's. What one coder gave of them stands
apart, or a program that shows all codes of a text together would show answers as codes of the case.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from workbench.case import Case
from workbench.casebook.rounds import (
    Coding,
    ToldRound,
    answer_name,
    coded_piece,
    codings,
    reason,
    variable_name,
)
from workbench.locale import Words

from .codes import evidence_codes, strategy_code
from .documents import Coded, Document, Passage
from .xml import Names, clean


def round_documents(
    case: Case, rounds: Sequence[ToldRound], names: Names, say: Words
) -> dict[str, Document]:
    """A text for each round, by an id that no record of the case has; of rounds that are compared.

    Each unit is a passage of it, coded by everybody who answered something of it.
    """
    found = [_of_round(case, each, names, say) for each in rounds]
    return {document.id: document for document in found}


def _of_round(case: Case, told: ToldRound, names: Names, say: Words) -> Document:
    name = say.t("Round {name}", name=told.name)
    head = say.t(
        "What the coders of the round {round} gave, each apart, as they sealed it, before anything "
        "was settled. These aren’t the codes of the case, which stand on the texts of its events "
        "and sources.",
        round=told.name,
    )
    document = Document(f"round {told.name}", names.once(name, say.t("Coding rounds")), head, head)
    for (event, piece), group in groupby(codings(case, told), lambda c: (c.event.id, c.piece)):
        answers = list(group)
        record = case.evidence.get(piece) if piece else None
        side = case.codebook.word("side", record.side, say.lang) if record else say.t("event")
        coded = tuple(_by_coder(case, told, answers, say))
        document.passages.append(
            Passage(f"{document.id} {piece or event}", event, side, _words(case, answers[0]), coded)
        )
    return document


def _words(case: Case, coding: Coding) -> str:
    """What the coders read, as the case has it now; how it was called where it is no more there."""
    if coding.piece:
        piece = case.evidence.get(coding.piece)
        return (clean(piece.finding).strip() if piece else "") or coding.piece
    event = case.events.get(coding.event.id)
    parts = (event.title, event.description) if event else ()
    return "\n".join(clean(part) for part in parts if part).strip() or coding.event.key


def _by_coder(
    case: Case, told: ToldRound, answers: Sequence[Coding], say: Words
) -> Iterator[Coded]:
    assert told.agreement
    first = answers[0]
    for who, layer in told.agreement.standing.layers.items():
        codes: list[str] = []
        if first.piece:
            side = next(p.side for p in first.event.evidence if p.id == first.piece)
            codes = evidence_codes(coded_piece(layer, first.event.id, first.piece, side))
        else:
            given = next(c.answers[who] for c in answers if c.variable.id == "strategies")
            known = sorted(given) if isinstance(given, frozenset) else ()
            codes = [strategy_code(id_) for id_ in known if case.codebook.find_strategy(id_)]
        if memo := "\n".join(_told(case, who, answers, say)):
            yield Coded(tuple(codes), who, memo)


def _told(case: Case, who: str, answers: Sequence[Coding], say: Words) -> Iterator[str]:
    """What a coder answered, a line for each variable, and what was written of it."""
    said = {c.variable.id: c.answers[who] for c in answers if c.answers[who] is not None}
    bearings = [id_ for id_ in said if id_.startswith("bearing:")]
    if bearings and all(said[id_] == "silent" for id_ in bearings):
        yield say.t("bears on nothing")
    for id_, answer in said.items():
        if answer != "silent":
            name = variable_name(id_, case.codebook, say)
            yield f"{name}{say.colon}{answer_name(id_, answer, case, say)}"
    yield from dict.fromkeys(
        reason(c.reasons[who], case.codebook, say) for c in answers if who in c.reasons
    )
