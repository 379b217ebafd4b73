"""One event: intent on one side, effect on the other, the verdicts and their reasons between."""

from __future__ import annotations

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.events import Click
from textual.widgets import DataTable, Static

from workbench.case import Bearing, Event, Evidence
from workbench.case.model import Side
from workbench.casebook import put, remove_evidence
from workbench.judgement import MOTIVES, Sentences, lens_ids
from workbench.locale import N_

from ..commands import Command
from ..forms import Confirm, EvidenceForm, GradeForm, OverruleForm
from ..plain import cell
from .apart import uncounted
from .panel import go_to, row_key
from .reasons import about, change, letters, sentences, why
from .tables import EvidenceTables
from .verdict import Question, VerdictScreen


class EvidencePanel(EvidenceTables):
    """The evidence of the event that the log's cursor is on."""

    def compose(self) -> ComposeResult:
        """Intent, the verdicts under it, effect under those; the reasons beside or below."""
        w = self.w
        self._came: list[str] = []
        self.lens = lens_ids()[0]
        self.install(
            [
                Command("n", "new", w.t("new"), w.t("New evidence on the side that has the focus")),
                Command("e", "edit", w.t("edit"), w.t("Edit the piece of evidence")),
                Command("w", "verdict('why')", w.t("why"), w.t("Why the verdict is so")),
                Command("c", "verdict('change')", w.t("what would change it"),
                        w.t("Which single piece would change the verdict")),
                Command("k", "grade", w.t("grade"), w.t("Grade the source, with the scale at hand"),
                        show=False),
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
                Command("b", "back", w.t("back to the act"),
                        w.t("From a reaction back to what it reacts to"), show=False),
                Command("left_square_bracket", "step(-1)", w.t("previous event"), show=False,
                        shown_key="["),
                Command("right_square_bracket", "step(1)", w.t("next event"), show=False,
                        shown_key="]"),
            ]
        )  # fmt: skip
        yield Static(id="ev-title")
        with Vertical(id="ev-body"):
            with Vertical(id="ev-sides"):
                yield DataTable(id="intent", cursor_type="cell")
                said = w.t("No evidence of intent yet: n adds what speaks for or against a motive")
                yield Static(Text(said), id="no-intent", classes="none")
                yield DataTable(id="verdicts", cursor_type="cell")
                yield Static(id="ev-state")
                yield DataTable(id="effect", cursor_type="row")
                said = w.t("No claim of effect yet: press Tab, then n")
                yield Static(Text(said), id="no-effect", classes="none")
                yield Static(id="ev-legend")
            with VerticalScroll(id="ev-why"):
                yield Static(id="why")

    def enter(self) -> None:
        """The matrix first."""
        self.query_one("#intent", DataTable).focus()

    def redraw(self) -> None:
        """Show the event's evidence and what it makes of the event."""
        event = self.of.event
        self.set_class(self.of.room.width >= 120, "-beside")
        self.set_class(self.of.room.height >= 28, "-tall")
        self.query_one("#ev-body").display = event is not None
        if event is None:
            said = self.w.t("No events yet: log one in the first tab")
            self.query_one("#ev-title", Static).update(Text(f" {said}"))
            return
        w = self.w
        acting = sentences(self).who(self.of.findings, event)
        title = Text.assemble(
            (f" {event.date or w.t('undated')}  ", "dim"), cell(acting), "  ",
            cell(event.title, style="bold"), "   ",
            self.theory.tagged(event, w.t("none"), w.t("uncoded")),
        )  # fmt: skip
        title.no_wrap, title.overflow = True, "ellipsis"
        self.query_one("#ev-title", Static).update(title)
        self._draw(event)
        self.draw_verdicts(event)
        self.query_one("#ev-state", Static).update(self._state(event))
        self._why()

    def _legend(self) -> None:
        """What the marks mean; where there is little room, those of the table in focus."""
        w = self.w
        marks = [w.t("▸ decides  ↓ left out  ∅ missing")]
        wide = self.side_width >= 116
        if wide or self.focused_table != "effect":
            marks.append(w.t("+ supports  − undermines"))
        if any(p.basis == "interpretation" for p in self._pieces):
            marks.append(w.t("~ interpretation"))
        if wide or self.focused_table == "effect":
            marks.append(w.t("rft refuted by  rct reaction"))
        self.query_one("#ev-legend", Static).update(Text(" " + "  ".join(marks), no_wrap=True))

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
            self.query_one(f"#no-{side}").display = not table.row_count

    @on(Click, ".none")
    def _side_chosen(self, event: Click) -> None:
        side = "effect" if event.control and event.control.id == "no-effect" else "intent"
        self.query_one(f"#{side}").focus()
        self.action_new()

    def _state(self, event: Event) -> Text:
        w, theory, finding = self.w, self.theory, self.of.findings.by_id[event.id]
        parts = []
        if event.overruled:
            own = theory.say("verdict", event.overruled.verdict)
            parts.append(w.t("overruled: {verdict}", verdict=own))
        if finding.differs:
            parts.append(w.t("≠ the lenses differ"))
        apart = uncounted(self.of.findings, finding, self)
        if apart:
            parts.append(apart)
        parts += [theory.say("field", finding.field), theory.say("screening", finding.screening)]
        tell = Sentences(theory.book, w)
        called = (j for j in finding.verdicts.values() if j.verdict == "balancing")
        parts += dict.fromkeys(rivals for each in called if (rivals := tell.untested(each)))
        acts = self._acts(event)
        if acts:
            parts.append(w.t("← reaction to {title} (b)", title=acts[0].title[:60]))
        said = cell(" " + " · ".join(parts), style="italic")
        said.no_wrap, said.overflow = True, "ellipsis"
        return said

    def _acts(self, event: Event) -> list[Event]:
        """The events whose claims name this one as the target's reaction."""
        pieces = self.case.evidence.values()
        found = {p.event for p in pieces if p.reaction == event.id}
        return [e for e in self.case.timeline if e.id in found]

    def _why(self) -> None:
        event = self.of.event
        if event is None:
            return
        self._legend()
        findings, piece, said = self.of.findings, self.piece, Text()
        if piece and piece.event == event.id:
            said.append(f"{letters(self.case, event)[piece.id]}  ", "bold")
            said.append_text(about(piece, self.case, self)).append("\n")
        said.append_text(why(findings, event, self.lens, self)).append("\n")
        said.append_text(change(findings, event, self.lens, self))
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
            self.app.push_screen(EvidenceForm(self.book, event, side), self._made)

    def _made(self, piece: str | None) -> None:
        if piece:
            self.redraw()
            go_to(self.query_one(f"#{self.case.evidence[piece].side}", DataTable), piece)

    @on(DataTable.RowSelected, "#effect")
    def action_edit(self) -> None:
        """Edit the piece under the cursor."""
        if self.piece and self.of.event:
            form = EvidenceForm(self.book, self.of.event, self.piece.side, self.piece)
            self.app.push_screen(form)

    def action_grade(self) -> None:
        """Grade the source of the piece under the cursor."""
        if self.piece:
            self.app.push_screen(GradeForm(self.book, self.piece))

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

    def action_verdict(self, question: Question) -> None:
        """Answer of the chosen lens: why, or what would change it."""
        if self.of.event:
            screen = VerdictScreen(self.of.findings, self.of.event, self.lens, question)
            self.app.push_screen(screen)

    def action_overrule(self) -> None:
        """A verdict of one's own."""
        if self.of.event:
            self.app.push_screen(OverruleForm(self.book, self.of.event))

    def action_tag(self) -> None:
        """The event's strategies."""
        self.of.tag_event()

    def _go(self, event: str) -> None:
        self.of.selected = event
        self.of.redraw()

    def action_reaction(self) -> None:
        """To the event that the claim names as the target's reaction."""
        key = row_key(self.query_one("#effect", DataTable))
        piece = self.case.evidence.get(key or "")
        if piece and piece.reaction and piece.reaction in self.case.events and self.of.event:
            self._came.append(self.of.event.id)
            self._go(piece.reaction)
        else:
            self.bench.say(self.w.t("The claim under the cursor names no reaction"))

    def action_back(self) -> None:
        """Where one came from, else the act that this event is the reaction to."""
        acts = [e.id for e in self._acts(self.of.event)] if self.of.event else []
        came = [e for e in self._came if e in self.case.events]
        if came:
            self._came = came[:-1]
            self._go(came[-1])
        elif acts:
            self._go(acts[0])
        else:
            self.bench.say(self.w.t("This event is nobody's reaction"))

    def action_step(self, by: int) -> None:
        """To the event before or after."""
        line = [e.id for e in self.case.timeline]
        if self.of.selected in line:
            at = line.index(self.of.selected) + by
            self._go(line[min(max(at, 0), len(line) - 1)])
