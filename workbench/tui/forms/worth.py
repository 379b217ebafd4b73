"""What is asked of the worth of a piece: its excerpt, its origin, the process-tracing questions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from workbench.case import Case, Evidence, TestQuestion, answered, answers, carried, takers
from workbench.case.fields import EVIDENCE
from workbench.casebook import Casebook, put
from workbench.locale import N_

from ..kit.node import Node
from ..kit.plain import cell
from .fieldrows import fields_of, updated
from .fields import Field
from .form import Form

_ASKED: Mapping[TestQuestion, tuple[str, str]] = {
    "expected": (
        N_("expected?"),
        N_("would this be all but certain to be found if it were so?"),
    ),
    "surprising": (
        N_("surprising?"),
        N_("would this be all but impossible to be found if it were not so?"),
    ),
}
"""The process-tracing questions by name and in full."""


def with_origins(field: Field, case: Case, node: Node) -> Field:
    """The field of the origin, with the labels of the case to choose from."""
    labels = sorted({piece.origin for piece in case.evidence.values() if piece.origin})
    hint = node.w.listed(cell(label, 40).plain for label in labels) or field.hint
    return replace(field, suggest=tuple(labels), hint=hint)


def test_fields(piece: Evidence, node: Node) -> list[Field]:
    """The process-tracing questions, of each motive that a piece bears on or of its effect."""
    w, fields = node.w, []
    for motive in takers(piece):
        of = w.bracketed(node.theory.say("motive", motive)) if motive else ""
        for question, (label, hint) in _ASKED.items():
            given = getattr(answers(piece, motive), question)
            fields.append(
                Field(
                    _name(question, motive),
                    w.t(label) + of,
                    "" if given is None else "yes" if given else "no",
                    "choice",
                    tuple(node.theory.choices("answer", ("yes", "no"))),
                    hint=w.t(hint),
                )
            )
    return fields


def _name(question: TestQuestion, motive: str | None) -> str:
    return f"{question}-{motive or 'effect'}"


def with_answers(before: Evidence, after: Evidence, values: Mapping[str, str]) -> Evidence:
    """`after` with what was answered; what wasn't asked is carried over."""
    piece = carried(before, after)
    for motive in takers(piece):
        for question in _ASKED:
            if (said := values.get(_name(question, motive))) is not None:
                given = {"yes": True, "no": False}.get(said)
                piece = answered(piece, motive, question, given)
    return piece


class WordForm(Form[str]):
    """One field of a piece alone: its excerpt, its origin."""

    def __init__(self, book: Casebook, piece: Evidence, name: str) -> None:
        """Ask for the field `name` of the table of fields."""
        super().__init__()
        self.book, self.piece = book, piece
        self.row = next(row for row in EVIDENCE if row.path == name)

    @property
    def heading(self) -> str:
        """Of which finding."""
        name = self.w.t(self.row.label)
        return f"{name[0].upper()}{name[1:]}{self.w.colon}{cell(self.piece.finding, 60).plain}"

    def fields(self) -> list[Field]:
        """The field alone; an origin with those of the case to choose from."""
        (field,) = fields_of([self.row], self.piece, self).values()
        return [with_origins(field, self.book.case, self) if field.name == "origin" else field]

    async def save(self, values: dict[str, str]) -> str:
        """Keep it."""
        piece = Evidence.model_validate(updated([self.row], self.piece, values))
        await self.write(self.book, self.row.label, put(self.book.case, piece))
        return piece.id

    def kept(self, piece: str) -> str:
        """What stands now, in a line."""
        w, value = self.w, str(getattr(self.book.case.evidence[piece], self.row.path))
        said = cell(value, 40).plain if value else w.t("unset")
        return f"{w.t(self.row.label)}{w.colon}{said}"
