"""The evidence tab while somebody codes blind: pieces are answered, and nothing else changes."""

from __future__ import annotations

from functools import partial

from workbench.case import Event, Evidence
from workbench.locale import N_

from ..kit.commands import Command
from .worthkeys import Worth

_CODING = ("take_back",)
_JUDGING = ("new", "delete", "overrule", "verdict", "word('excerpt')", "on_paper")
"""What nobody is offered who codes blind: it changes what is given, or says what is judged."""


class AnswerKeys(Worth):
    """What a piece's keys do for a coder of an open round."""

    def answer_command(self) -> Command:
        """The key that takes an answer back; it works where somebody codes blind."""
        w = self.w
        return Command("backspace", "take_back", w.t("no answer"), show=False,
                       help=w.t("Take the answer on the piece back, as if it were never "
                                "given"))  # fmt: skip

    def offers(self, command: Command) -> bool:
        """Whether it does something here, or only where nobody codes blind."""
        names = {command.action, command.action.partition("(")[0]}
        return names.isdisjoint(_CODING if self.of.coding is None else _JUDGING)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """While somebody codes blind `n` is the next unit, and an answer can be taken back."""
        return action not in _CODING if self.of.coding is None else action != "new"

    def given(self) -> bool:
        """Say to whoever codes blind that the case stays as it is; whether somebody does."""
        if self.of.coding:
            self.bench.refuse(self.of.coding.given_alone())
        return self.of.coding is not None

    def answer(self, event: Event, piece: Evidence) -> None:
        """Ask what is to be answered of a piece."""
        from ..forms.answers import EvidenceAnswers

        form = EvidenceAnswers(self.book, event, piece)

        def done(saved: str | None) -> None:
            if saved:
                self.redraw()
            if saved and form.go_on:
                self.of.next_after(saved)

        self.app.push_screen(form, done)

    async def bears_on_nothing(self, piece: Evidence) -> None:
        """Answer that a piece of intent bears on nothing, which isn't to give no answer."""
        if self.of.coding:
            step = partial(self.of.coding.bears_on_nothing, piece.id, N_("a bearing"))
            await self.of.attempted(step)

    async def action_take_back(self) -> None:
        """Let the piece under the cursor be without any answer."""
        coding, piece = self.of.coding, self.piece
        if coding and piece:
            taken = partial(coding.take_back, piece.id, N_("an answer taken back"))
            await self.of.attempted(taken)
        else:
            self.no_piece()

    def to_piece(self, piece: str) -> None:
        """Put the cursor on a piece."""
        raise NotImplementedError

    def stand_on(self, piece: str) -> None:
        """Put the cursor on a piece, and ask what is to be answered of an effect."""
        self.to_piece(piece)
        event = self.of.event
        if event and self.case.evidence[piece].side == "effect":
            self.answer(event, self.case.evidence[piece])
