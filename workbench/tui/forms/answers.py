"""What whoever codes blind answers of an event and of a piece; what is given isn't asked."""

from __future__ import annotations

from textual import on
from textual.widgets import Button

from workbench.case import Event, Evidence
from workbench.case.fields import EVENT, GIVEN
from workbench.casebook import Casebook, put, put_evidence
from workbench.locale import N_

from ..kit.commands import Command
from ..kit.node import Node
from ..kit.plain import cell
from .evidence import EvidenceForm
from .fieldrows import fields_of, updated
from .fields import Field
from .form import Form
from .worth import test_fields, with_origins

_OF_EVENT = [row for row in EVENT if row.column not in GIVEN]


def _read(node: Node, *told: str) -> str:
    """What is to be read over the answers, in as many lines as the form has for it."""
    lines, width = (8 if node.room.height > 31 else 4), min(int(node.room.width * 0.9), 96) - 8
    return cell(" · ".join(filter(None, told)), lines * (width - 8)).plain


def _onward(node: Node) -> Command:
    w = node.w
    said = w.t("Save and go to the next event or piece that you haven’t answered")
    return Command("ctrl+n", "next", w.t("save, next"), said)


class EventAnswers(Form[str]):
    """The screening questions of an event, why they are answered so, and a note."""

    def __init__(self, book: Casebook, event: Event) -> None:
        """Of an event as its coder has answered it so far."""
        super().__init__()
        self.book = book
        self.event = event
        self.go_on = False
        """Whether the next unit is wanted once this one is saved."""

    @property
    def heading(self) -> str:
        """What is answered about."""
        return _read(self, self.event.title, self.event.description)

    def more_commands(self) -> list[Command]:
        """On to the next."""
        return [_onward(self)]

    def fields(self) -> list[Field]:
        """What the blind sheet asks of an event, but for its strategies."""
        return list(fields_of(_OF_EVENT, self.event, self).values())

    async def save(self, values: dict[str, str]) -> str:
        """Write the answers down."""
        event = Event.model_validate(updated(_OF_EVENT, self.event, values))
        await self.write(self.book, N_("the screening questions"), put(self.book.case, event))
        return event.id

    @on(Button.Pressed, "#do-next")
    async def action_next(self) -> None:
        """Save, then on to the next unit."""
        saved = await self.saved()
        if saved is not None:
            self.go_on = True
            self.dismiss(saved)


class EvidenceAnswers(EvidenceForm):
    """What the blind sheet asks of a piece, but for the motives it bears on; all may be empty."""

    def __init__(self, book: Casebook, event: Event, piece: Evidence) -> None:
        """Of a piece as its coder has answered it so far."""
        super().__init__(book, event, piece.side, piece)

    @property
    def heading(self) -> str:
        """What is answered about."""
        source = self.book.case.sources.get(self.piece.source or "")
        return _read(self, self.piece.finding, self.piece.excerpt, source.title if source else "")

    def more_commands(self) -> list[Command]:
        """On to the next."""
        return [_onward(self)]

    def fields(self) -> list[Field]:
        """What decides first, then what it is worth."""
        asked = [row for row in self.rows if row.column not in GIVEN]
        by_table = fields_of(asked, self.piece, self)
        origin = with_origins(by_table.pop("origin"), self.book.case, self)
        basis, note = by_table.pop("basis"), by_table.pop("note")
        effect = self.piece.side == "effect"
        return [
            *(self.of_effect(by_table.pop("refuted_by")) if effect else []),
            basis,
            self.grade_field(self.piece.grade),
            *by_table.values(),
            note,
            origin,
            *test_fields(self.piece, self),
        ]

    async def save(self, values: dict[str, str]) -> str:
        """Write the answers down."""
        asked = [row for row in self.rows if row.column not in GIVEN]
        piece = self.filled_in(updated(asked, self.piece, values), values)
        label = N_("a piece of evidence")
        await self.write(self.book, label, put_evidence(self.book.case, piece))
        return piece.id
