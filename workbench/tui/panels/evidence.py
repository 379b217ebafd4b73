"""One event: intent on one side, effect on the other, the verdicts and their reasons between."""

from __future__ import annotations

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.widgets import DataTable, Static

from workbench.case import Bearing, Evidence
from workbench.case.model import Side
from workbench.casebook import put, remove_evidence
from workbench.locale import N_

from ..commands import Command
from ..forms import Confirm, EvidenceForm, OverruleForm
from ..plain import cell
from .panel import go_to, row_key
from .reasons import reasons
from .tables import MOTIVES, EvidenceTables


class EvidencePanel(EvidenceTables):
    """The evidence of the event that the log's cursor is on."""

    def compose(self) -> ComposeResult:
        """Intent over effect, and the verdicts beside or below them."""
        w = self.w
        self.install(
            [
                Command("n", "new", w.t("new"), w.t("New evidence on the side that has the focus")),
                Command("e", "edit", w.t("edit"), w.t("Edit the piece of evidence")),
                Command("d", "delete", w.t("delete"), w.t("Delete the evidence"), show=False),
                Command("plus,equals_sign", "bear('supports')", "+", w.t("It supports the motive"),
                        shown_key="+", show=False),
                Command("minus", "bear('undermines')", "−", w.t("It undermines the motive"),
                        shown_key="-", show=False),
                Command("0", "bear('')", "0", w.t("It is silent on the motive"), show=False),
                Command("space", "turn", "+ − ·", w.t("Supports, undermines, silent")),
                Command("x", "overrule", w.t("overrule"), w.t("Your own verdict, with a reason")),
                Command("t", "tag", w.t("tag"), w.t("Code the event's strategies"), show=False),
                Command("g", "reaction", w.t("reaction"), w.t("Go to the target's reaction"),
                        show=False),
                Command("left_square_bracket", "step(-1)", w.t("previous event"), show=False,
                        shown_key="["),
                Command("right_square_bracket", "step(1)", w.t("next event"), show=False,
                        shown_key="]"),
            ]
        )  # fmt: skip
        yield Static(id="ev-title")
        with Horizontal(id="ev-body"):
            with Vertical(id="ev-sides"):
                yield Static(Text(w.t("INTENT · why did it act?")), classes="heading")
                yield DataTable(id="intent", cursor_type="cell")
                yield Static(Text(w.t("EFFECT · what did it do to the target?")), classes="heading")
                yield DataTable(id="effect", cursor_type="row")
            with Vertical(id="ev-verdicts"):
                yield Static(Text(w.t("VERDICTS")), classes="heading")
                yield DataTable(id="verdicts", cursor_type="row", show_header=False)
                with VerticalScroll():
                    yield Static(id="why")

    def enter(self) -> None:
        """The matrix first; where it is empty, what there is."""
        intent = self.query_one("#intent", DataTable)
        intent.focus()

    def redraw(self) -> None:
        """Show the event's evidence and what it makes of the event."""
        event = self.of.event
        self.query_one("#ev-body").display = event is not None
        if event is None:
            said = self.w.t("No events yet: log one in the first tab")
            self.query_one("#ev-title", Static).update(Text(said))
            return
        w = self.w
        title = Text.assemble(
            (f" {event.date or w.t('undated')}  ", "dim"), cell(event.title, style="bold"), "   ",
            self.theory.tagged(event, w.t("none"), w.t("uncoded")),
        )  # fmt: skip
        title.no_wrap, title.overflow = True, "ellipsis"
        self.query_one("#ev-title", Static).update(title)
        self.draw_intent(event)
        self.draw_effect(event)
        self.draw_verdicts(event)
        self._why()

    def _why(self) -> None:
        event = self.of.event
        if event is None:
            return
        piece = self.piece if self.focused_table != "verdicts" else None
        said = reasons(self.case, self.of.findings, event, self.lens(), piece, self)
        self.query_one("#why", Static).update(said)

    @on(DataTable.RowHighlighted, "#verdicts")
    def _lens_chosen(self) -> None:
        event = self.of.event
        if event and self.query_one("#verdicts").has_focus:
            self.draw_intent(event)
            self.draw_effect(event)
        self._why()

    @on(DataTable.CellHighlighted)
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
        """A new piece on the side that has the focus."""
        event = self.of.event
        side: Side = "effect" if self.focused_table == "effect" else "intent"
        if event:
            self.app.push_screen(EvidenceForm(self.book, event, side), self._made)

    def _made(self, piece: str | None) -> None:
        if piece:
            self.redraw()
            go_to(self.query_one(f"#{self.case.evidence[piece].side}", DataTable), piece)

    def action_edit(self) -> None:
        """Edit the piece under the cursor."""
        if self.piece and self.of.event:
            form = EvidenceForm(self.book, self.of.event, self.piece.side, self.piece)
            self.app.push_screen(form)

    def action_delete(self) -> None:
        """Delete the piece after a question; undo brings it back."""
        piece, w = self.piece, self.w
        if piece is None:
            return

        async def answered(yes: bool | None) -> None:
            if yes:
                await self.of.apply(N_("deleted evidence"), remove_evidence(self.case, piece))

        question = w.t("Delete this evidence: “{finding}”?", finding=piece.finding[:120])
        self.app.push_screen(Confirm(question, w.t("Delete")), answered)

    def _cell(self) -> tuple[Evidence, str] | None:
        column = self.query_one("#intent", DataTable).cursor_column - 2
        piece = self.piece
        if piece is None or piece.side != "intent" or not 0 <= column < len(MOTIVES):
            return None
        return piece, MOTIVES[column]

    async def action_bear(self, says: str) -> None:
        """Say what the piece under the cursor says of the motive."""
        at = self._cell()
        if at is None:
            return
        piece, motive = at
        rest = tuple(b for b in piece.bearings if b.motive != motive)
        said = (Bearing.model_validate({"motive": motive, "says": says}),) if says else ()
        changed = piece.model_copy(update={"bearings": rest + said})
        await self.of.apply(N_("a bearing"), put(self.case, changed))

    async def action_turn(self) -> None:
        """From silent to supports to undermines and round."""
        at = self._cell()
        if at:
            now = next((b.says for b in at[0].bearings if b.motive == at[1]), "")
            await self.action_bear({"": "supports", "supports": "undermines"}.get(now, ""))

    def action_overrule(self) -> None:
        """A verdict of one's own."""
        if self.of.event:
            self.app.push_screen(OverruleForm(self.book, self.of.event))

    def action_tag(self) -> None:
        """The event's strategies."""
        self.of.tag_event()

    def action_reaction(self) -> None:
        """To the event that the claim names as the target's reaction."""
        if self.piece and self.piece.reaction:
            self.of.selected = self.piece.reaction
            self.of.redraw()

    def action_step(self, by: int) -> None:
        """To the event before or after."""
        line = [e.id for e in self.case.timeline]
        if self.of.selected in line:
            at = line.index(self.of.selected) + by
            self.of.selected = line[min(max(at, 0), len(line) - 1)]
            self.of.redraw()
