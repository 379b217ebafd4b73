"""One event: intent on one side, effect on the other, the verdicts and their reasons between."""

from __future__ import annotations

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.events import Click
from textual.widgets import DataTable, Static

from workbench.case import Bearing, Event, Evidence, Motive, carried
from workbench.case.model import Side
from workbench.casebook import put, remove_evidence
from workbench.judgement import MOTIVES, Sentences, lens_ids
from workbench.locale import N_

from ..forms import Confirm, EvidenceForm, GradeForm, OverruleForm
from ..kit.commands import Command
from ..kit.desk import Question
from ..kit.plain import cell, widest
from .answerkeys import AnswerKeys
from .apart import uncounted
from .blindly import blind_legend
from .evidencetables import BESIDE, TALL, TESTED, EvidenceTables
from .onpaper import OnPaper
from .panel import go_to, row_key
from .reasons import about, change, grounds, letters, ruling, sentences
from .ways import Ways

_NEW = {"n": "evidence.new"}


class EvidencePanel(AnswerKeys, EvidenceTables, Ways, OnPaper):
    """The evidence of the event that the log's cursor is on."""

    def compose(self) -> ComposeResult:
        """Intent, the verdicts under it, effect under those; the reasons beside or below."""
        w = self.w
        self.came: list[str] = []
        self.lens = lens_ids()[0]
        self.install(
            [
                Command("n", "new", w.t("new"), w.t("New evidence on the side that has the focus")),
                Command("e", "edit", w.t("edit"), w.t("Edit the piece of evidence")),
                Command("w", "verdict('why')", w.t("why"), w.t("Why the verdict is so")),
                Command("c", "verdict('change')", w.t("what changes it"),
                        w.t("Which single piece would change the verdict")),
                Command("k", "grade", w.t("grade"), w.t("Grade the source, with the scale at hand"),
                        show=False),
                *self.worth_commands(),
                Command("d", "delete", w.t("delete"), w.t("Delete the evidence"), show=False),
                Command("plus,equals_sign", "bear('supports')", "+", w.t("It supports the motive"),
                        shown_key="+", show=False),
                Command("minus", "bear('undermines')", "−", w.t("It undermines the motive"),
                        shown_key="-", show=False),
                Command("0", "bear('')", "0", w.t("It is silent on the motive"), show=False),
                self.answer_command(),
                Command("space", "turn", "+ − ·", w.t("Supports, undermines, silent")),
                Command("x", "overrule", w.t("overrule"), 
                        w.t("Your own verdict on the event, whatever the lens, with a reason")),
                Command("t", "tag", w.t("tag"), w.t("Code the event's strategies"), show=False),
                Command("g", "reaction", w.t("reaction"), w.t("Go to the target's reaction"),
                        show=False),
                Command("b", "back", w.t("back to the act"),
                        w.t("From a reaction back to what it reacts to"), show=False),
                self.paper_command(),
                Command("left_square_bracket", "step(-1)", w.t("previous event"), show=False,
                        shown_key="["),
                Command("right_square_bracket", "step(1)", w.t("next event"), show=False,
                        shown_key="]"),
            ]
        )  # fmt: skip
        yield Static(id="ev-title")
        with Vertical(id="ev-body"):
            with Vertical(id="ev-sides"):
                yield DataTable(id="intent", cursor_type="cell", cell_padding=0)
                yield Static(id="no-intent", classes="none")
                yield DataTable(id="verdicts", cursor_type="cell")
                yield Static(id="ev-state")
                yield DataTable(id="effect", cursor_type="row", cell_padding=0)
                yield Static(id="no-effect", classes="none")
                yield Static(id="ev-legend")
            with VerticalScroll(id="ev-why"):
                yield Static(id="why")

    def enter(self) -> None:
        """The matrix first."""
        self.query_one("#intent", DataTable).focus()

    def rest(self) -> None:
        """The verdicts: Space in the matrix is a code."""
        self.query_one("#verdicts", DataTable).focus()

    def redraw(self) -> None:
        """Show the event's evidence and what it makes of the event."""
        event = self.of.event
        self.set_class(self.of.room.width >= BESIDE, "-beside")
        self.set_class(self.of.room.height >= TALL, "-tall")
        self.query_one("#ev-body").display = event is not None
        if event is None:
            said = self.w.t("No events yet: log one in the first tab")
            self.query_one("#ev-title", Static).update(Text(f" {said}"))
            return
        self.query_one("#ev-title", Static).update(self._title(event))
        self._draw(event)
        for name in ("#verdicts", "#ev-state"):
            self.query_one(name).display = self.of.coding is None
        self.draw_verdicts(event)
        self.query_one("#ev-state", Static).update(self._state(event))
        self._why()

    def _title(self, event: Event) -> Text:
        """The event and its strategies: in one line, or where that hasn't room in two."""
        w, width = self.w, self.of.room.width
        acting = sentences(self).who(self.of.findings, event)
        about = Text.assemble((f" {event.date or w.t('undated')}  ", "dim"), cell(acting))
        title = cell(event.title, style="bold")
        tags = self.theory.tagged(event, w.t("none"), w.t("uncoded"))
        one = Text.assemble(about, "  ", title, "   ", tags)
        self.titled = 1 if one.cell_len <= width else 2
        if self.titled == 1:
            return one
        lines = [Text.assemble(about, "   ", tags), Text.assemble(" ", title)]
        for line in lines:
            line.truncate(width, overflow="ellipsis")
        return Text("\n").join(lines)

    def _legend(self) -> None:
        """What the marks mean; where there is little room, those of the table in focus."""
        w = self.w
        if self.of.coding:
            self.query_one("#ev-legend", Static).update(blind_legend(self))
            return
        wide = self.side_width >= 116
        marks = [w.t("▸ decides  ↓ left out  ∅ missing")]
        if self.abbreviated and (wide or self.focused_table == "effect"):
            marks.append(w.t("rft refuted by  rct reaction"))
        if wide or self.focused_table != "effect":
            marks.append(w.t("+ supports  − undermines"))
        if any(p.basis == "interpretation" for p in self._pieces):
            marks.append(w.t("~ interpretation"))
        if any(p.tests for p in self._pieces):
            marks.insert(1, w.t("{mark} tested", mark=TESTED))
        said = "  ".join(marks)
        while widest([said]) > self.side_width:
            said = "  ".join(marks := marks[:-1])
        self.query_one("#ev-legend", Static).update(Text(" " + said, no_wrap=True))

    @property
    def _pieces(self) -> tuple[Evidence, ...]:
        event = self.of.event
        return self.case.evidence_of(event.id) if event else ()

    def _draw(self, event: Event) -> None:
        self.draw_intent(event)
        self.draw_effect(event)
        for side in ("intent", "effect"):
            table = self.query_one(f"#{side}", DataTable)
            table.set_class(not table.row_count, "-empty")
            none = self.query_one(f"#no-{side}", Static)
            none.display = not table.row_count
            none.update(Text(self._none(side)))

    def _none(self, side: str) -> str:
        """That a side has no pieces, and to whoever may add one how."""
        w = self.w
        if self.of.coding:
            return w.t("no claim of effect") if side == "effect" else w.t("no evidence of intent")
        if side == "effect":
            return self.hint("No claim of effect yet: press Tab, then {n}", _NEW)
        return self.hint(
            "No evidence of intent yet: {n} adds what speaks for or against a motive", _NEW
        )

    @on(Click, ".none")
    def _side_chosen(self, event: Click) -> None:
        if self.given():
            return
        side = "effect" if event.control and event.control.id == "no-effect" else "intent"
        self.query_one(f"#{side}").focus()
        self.action_new()

    def _state(self, event: Event) -> Text:
        if self.of.coding:
            return Text()
        w, theory, finding = self.w, self.theory, self.of.findings.by_id[event.id]
        tell, parts = Sentences(theory.book, w), []
        if event.overruled:
            parts.append(tell.overruled(event))
        if finding.differs:
            parts.append(w.t("≠ the lenses differ"))
        apart = uncounted(self.of.findings, finding, self)
        if apart:
            parts.append(apart)
        parts += [theory.say("field", finding.field), theory.say("screening", finding.screening)]
        called = (j for j in finding.verdicts.values() if j.verdict == "balancing")
        parts += dict.fromkeys(rivals for each in called if (rivals := tell.untested(each)))
        acts = self.acts(event)
        if acts:
            title, back = acts[0].title[:60], {"b": "evidence.back"}
            parts.append(self.hint("← reaction to {title} ({b})", back, title=title))
        said = cell(" " + " · ".join(parts), style="italic")
        said.no_wrap, said.overflow = True, "ellipsis"
        return said

    def _why(self) -> None:
        event = self.of.event
        if event is None:
            return
        self._legend()
        findings, piece, said = self.of.findings, self.piece, Text()
        if piece and piece.event == event.id:
            said.append(f"{letters(self.case, event)[piece.id]}  ", "bold")
            said.append_text(about(piece, self.case, self)).append("\n")
        if self.of.coding:
            self.query_one("#why", Static).update(said)
            return
        parts = (findings, event, self.lens, self)
        if self.of.room.width >= BESIDE or self.of.room.height >= TALL:
            said.append_text(ruling(*parts)).append_text(grounds(*parts)).append("\n")
            said.append_text(change(*parts))
        else:
            # Where there are few lines, the verdict and what would change it come before all else.
            said = Text("\n").join((ruling(*parts), change(*parts), said, grounds(*parts)))
        self.query_one("#why", Static).update(said)
        self.query_one("#ev-why").scroll_home(animate=False)

    @on(DataTable.CellHighlighted, "#verdicts")
    def _lens_chosen(self, chosen: DataTable.CellHighlighted) -> None:
        lens = lens_ids()[max(chosen.coordinate.column - 1, 0)]
        if not chosen.coordinate.column:
            chosen.data_table.move_cursor(column=1, animate=False)
        event = self.of.event
        if event and lens != self.lens:
            self.lens = lens
            self._draw(event)
            self._why()

    @on(DataTable.CellSelected, "#verdicts")
    def _lens_opened(self) -> None:
        self.action_verdict("why")

    @on(DataTable.CellHighlighted, "#intent")
    @on(DataTable.RowHighlighted, "#effect")
    def _piece_chosen(self) -> None:
        self._why()

    def on_descendant_focus(self) -> None:
        """The reasons follow the focus."""
        self._why()

    @property
    def focused_table(self) -> str:
        """Which table has the focus; the matrix where none has."""
        focused = self.of.focused
        name = focused.id if isinstance(focused, DataTable) else None
        return name if name in ("effect", "verdicts") else "intent"

    @property
    def piece(self) -> Evidence | None:
        """The piece of evidence under the cursor."""
        if self.focused_table == "verdicts":
            return None
        key = row_key(self.query_one(f"#{self.focused_table}", DataTable))
        return self.case.evidence.get(key or "")

    def action_new(self) -> None:
        """A new piece on the side that has the focus, or that the lens in focus reads."""
        event = self.of.event
        # On a verdict it is the side that its lens reads.
        reads = {"effect": "effect", "verdicts": self.theory.book.lens(self.lens).side}
        side: Side = "effect" if reads.get(self.focused_table) == "effect" else "intent"
        if event:
            self._ask(event, side)
        else:
            self.no_event()

    def no_piece(self) -> None:
        """Say that the cursor is on no piece."""
        said = self.hint(
            "The cursor is on no piece of evidence: Tab goes there, {n} adds one", _NEW
        )
        if self.of.coding:
            said = self.w.t("The cursor is on no piece of evidence: Tab goes there")
        self.bench.say(said)

    def _ask(self, event: Event, side: Side, carried: str | None = None) -> None:
        form = EvidenceForm(self.book, event, side, carried=carried)

        def made(piece: str | None) -> None:
            if piece:
                self.to_piece(piece)
            if piece and form.go_on:
                self._ask(event, side, self.book.case.evidence[piece].source)

        self.app.push_screen(form, made)

    def to_piece(self, piece: str) -> None:
        """Put the cursor on a piece."""
        self.redraw()
        table = self.query_one(f"#{self.case.evidence[piece].side}", DataTable)
        go_to(table, piece)
        # A motive that was answered of the piece before says nothing of this one.
        table.move_cursor(column=2, animate=False)
        table.focus()

    @on(DataTable.RowSelected, "#effect")
    def action_edit(self) -> None:
        """Edit the piece under the cursor."""
        if self.piece and self.of.event and self.of.coding:
            self.answer(self.of.event, self.piece)
        elif self.piece and self.of.event:
            form = EvidenceForm(self.book, self.of.event, self.piece.side, self.piece)
            self.app.push_screen(form)
        else:
            self.no_piece()

    def action_grade(self) -> None:
        """Grade the source of the piece under the cursor."""
        if self.piece:
            self.app.push_screen(GradeForm(self.book, self.piece))
        else:
            self.no_piece()

    def action_delete(self) -> None:
        """Delete the piece after a question; undo brings it back."""
        piece, w = self.piece, self.w
        if self.given():
            return
        if piece is None:
            self.no_piece()
            return

        async def answered(yes: bool | None) -> None:
            if yes:
                await self.of.apply(N_("deleted evidence"), remove_evidence(self.case, piece))

        question = w.t("Delete this evidence: “{finding}”?", finding=piece.finding[:120])
        self.app.push_screen(Confirm(question, w.t("Delete")), answered)

    def cell_at(self) -> tuple[Evidence, Motive] | None:
        """The piece and the motive under the cursor."""
        column = self.query_one("#intent", DataTable).cursor_column - 2
        piece = self.piece
        if piece is None or piece.side != "intent" or not 0 <= column < len(MOTIVES):
            return None
        return piece, MOTIVES[column]

    async def action_bear(self, says: str) -> None:
        """Say what the piece under the cursor says of the motive."""
        at = self.cell_at()
        if at is None:
            self._no_motive()
            return
        piece, motive = at
        if self.of.coding and not says and not piece.bearings:
            await self.bears_on_nothing(piece)
            return
        rest = tuple(b for b in piece.bearings if b.motive != motive)
        said = (Bearing.model_validate({"motive": motive, "says": says}),) if says else ()
        nothing = piece.bears_on_nothing and not said
        told = {"bearings": rest + said, "bears_on_nothing": nothing}
        changed = carried(piece, piece.model_copy(update=told))
        await self.of.apply(N_("a bearing"), put(self.case, changed))

    async def action_turn(self) -> None:
        """From silent to supports to undermines and round."""
        at = self.cell_at()
        if at:
            now = next((b.says for b in at[0].bearings if b.motive == at[1]), "")
            await self.action_bear({"": "supports", "supports": "undermines"}.get(now, ""))
        else:
            self._no_motive()

    def _no_motive(self) -> None:
        self.bench.say(self.w.t("Only evidence of intent bears on motives: go to one in its table"))

    def action_verdict(self, question: Question) -> None:
        """Answer of the chosen lens: why, or what would change it."""
        if self.given():
            return
        if self.of.event:
            self.of.ask(self.of.event, self.lens, question)
        else:
            self.no_event()

    def action_overrule(self) -> None:
        """A verdict of one's own."""
        if self.given():
            return
        if self.of.event:
            self.app.push_screen(OverruleForm(self.book, self.of.event))
        else:
            self.no_event()

    def action_tag(self) -> None:
        """The event's strategies."""
        self.of.tag_event()
