"""The keys that say what the piece under the cursor is worth; all of it is optional."""

from __future__ import annotations

from workbench.case import Evidence, Motive, TestQuestion, answered, answers, takers
from workbench.casebook import put
from workbench.locale import N_

from ..forms import WordForm
from ..kit.commands import Command
from .panel import Panel
from .reasons import sentences

_NEXT = {None: True, True: False, False: None}


class Worth(Panel):
    """Excerpt, origin and the process-tracing questions, a key each."""

    def worth_commands(self) -> list[Command]:
        """Of the palette and the help: footers have no room for them."""
        w = self.w
        said = (
            ("Q", "word('excerpt')", w.t("excerpt"), w.t("Quote the source in its own words")),
            ("G", "word('origin')", w.t("origin"),
             w.t("Say what the piece goes back to, so that several reports of one thing are one")),
            ("E", "answer('expected')", w.t("expected?"),
             w.t("Would it be all but certain to be found if it were so? yes, no, unset")),
            ("S", "answer('surprising')", w.t("surprising?"),
             w.t("Would it be all but impossible to be found if it were not so? yes, no, unset")),
        )  # fmt: skip
        return [Command(key, act, label, help, show=False) for key, act, label, help in said]

    @property
    def piece(self) -> Evidence | None:
        """The piece of evidence under the cursor."""
        raise NotImplementedError

    def cell_at(self) -> tuple[Evidence, Motive] | None:
        """The piece and the motive under the cursor."""
        raise NotImplementedError

    def no_piece(self) -> None:
        """Say that the cursor is on no piece."""
        raise NotImplementedError

    def action_word(self, name: str) -> None:
        """Ask for one field of the piece under the cursor."""
        if self.piece is None:
            self.no_piece()
            return
        form = WordForm(self.book, self.piece, name)

        def kept(piece: str | None) -> None:
            if piece:
                self.bench.say(form.kept(piece))

        self.app.push_screen(form, kept)

    async def action_answer(self, question: TestQuestion) -> None:
        """From unset to yes to no and round, of the motive under the cursor or of the effect."""
        piece, at = self.piece, self.cell_at()
        if piece is None:
            self.no_piece()
            return
        asked = at[1] if at else None
        if asked not in takers(piece):
            self.bench.say(
                self.w.t("The piece takes no test here: go to a motive that it supports or "
                         "undermines, and not both")
            )  # fmt: skip
            return
        given = _NEXT[getattr(answers(piece, asked), question)]
        changed = answered(piece, asked, question, given)
        if await self.of.apply(N_("a process-tracing test"), put(self.case, changed)):
            self.bench.say(sentences(self).answered(changed, asked))
