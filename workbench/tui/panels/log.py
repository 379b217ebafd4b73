"""The event log: a row an event, with the event under the cursor beside it."""

from __future__ import annotations

from rich.cells import cell_len
from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import DataTable, Input, Static

from workbench.case import Event
from workbench.casebook import remove_event
from workbench.judgement import LENSES
from workbench.locale import N_

from ..commands import Command
from ..forms import Confirm
from ..node import Node
from ..plain import cell
from ..theory import VERDICT_LETTER, VERDICT_STYLE
from .detail import detail, direction
from .filters import matching
from .panel import Panel, go_to, row_key
from .strip import strip


class LogPanel(Panel):
    """The log as a table, a strip of time above it."""

    def compose(self) -> ComposeResult:
        """The strip, the filter when it is asked for, the table and the detail."""
        w = self.w
        self.install(
            [
                Command("n", "new", w.t("new"), w.t("Log an event")),
                Command("e", "edit", w.t("edit"), w.t("Edit the event")),
                Command("t", "tag", w.t("tag"), w.t("Code the event's strategies")),
                Command("full_stop", "repeat", w.t("as the last"), shown_key=".", show=False,
                        help=w.t("Code the event as the one that was coded last")),
                Command("v", "evidence", w.t("evidence"), w.t("Weigh the event's evidence")),
                Command("d", "delete", w.t("delete"), w.t("Delete the event"), show=False),
                Command("slash", "filter", w.t("filter"),
                        w.t("Words, class:weakening, lens:differs, uncoded, 2003-02..2003-03"),
                        shown_key="/"),
            ]
        )  # fmt: skip
        yield Static(id="strip")
        hint = w.t("words  class:weakening  lens:differs  uncoded  2003-02..")
        yield Input(id="log-filter", compact=True, placeholder=hint)
        with Horizontal():
            yield DataTable(id="log-table", cursor_type="row")
            with VerticalScroll(id="detail", can_focus=False):
                yield Static(id="detail-text")
        yield Static(id="log-empty")

    def on_mount(self) -> None:
        """The filter waits until it is asked for."""
        self.query_one("#log-filter").display = False

    def enter(self) -> None:
        """The focus on the table."""
        table = self.query_one(DataTable)
        (table if table.display else self).focus()

    def redraw(self) -> None:
        """Fill the table anew; the cursor stays on its event."""
        w, table, kept = self.w, self.query_one(DataTable), self.of.selected
        events = self._events()
        table.clear(columns=True)
        empty = self.query_one("#log-empty", Static)
        empty.display = not self.case.events
        empty.update(
            Text(w.t("No events yet. Press n to log the first: a date, who did what, to whom."))
        )
        table.display = bool(self.case.events)
        self.can_focus = not table.display
        wide = self.of.size.width >= 100
        room = self.of.size.width - (38 if wide else 0)
        names = room >= 90
        texts = {e.id: self._strategies(e, names) for e in events}
        strategies = max([10, *(t.cell_len for t in texts.values())])
        strategies = min(strategies, room // 3 if names else 11)
        dates = min(max([10, *(cell_len(e.date) for e in events)]), 21 if room >= 110 else 11)
        title = max(room - dates - 1 - strategies - 5 - 7 - 14, 12)
        for label, size in (
            (w.t("date"), dates),
            ("", 1),
            (w.t("event"), title),
            (w.t("strategies"), strategies),
            (w.t("evid."), 5),
            ("A I M T", 7),
        ):
            table.add_column(Text(label), width=size)
        for event in events:
            table.add_row(
                cell(event.date or "—", dates, "" if event.date else "dim"),
                Text(direction(event, self.case.info)),
                cell(event.title, title),
                texts[event.id],
                self._counts(event),
                self._letters(event),
                key=event.id,
            )
        go_to(table, kept)
        self._beside()

    def _events(self) -> list[Event]:
        text = self.query_one("#log-filter", Input).value
        return matching(text, self.of.findings, self.theory)

    def _strategies(self, event: Event, names: bool) -> Text:
        if not names:
            return self.theory.marks(event)
        said = self.theory.tagged(event, self.w.t("none"), self.w.t("uncoded"))
        said.no_wrap, said.overflow = True, "ellipsis"
        return said

    def _counts(self, event: Event) -> Text:
        pieces = self.case.evidence_of(event.id)
        intent = sum(p.side == "intent" for p in pieces)
        return Text(f"{intent or '·':>2} {len(pieces) - intent or '·':>2}")

    def _letters(self, event: Event) -> Text:
        verdicts = self.of.findings.by_id[event.id].verdicts
        return Text(" ").join(
            Text(VERDICT_LETTER[v], style=VERDICT_STYLE[v])
            for v in (verdicts[lens].verdict for lens in LENSES)
        )

    @on(DataTable.RowHighlighted)
    def _moved(self) -> None:
        key = row_key(self.query_one(DataTable))
        if key and self.query_one(DataTable).has_focus:
            self.of.selected = key
        self._beside()

    def _beside(self) -> None:
        event = self.of.event
        width = max(self.of.size.width - 2, 20)
        self.query_one("#strip", Static).update(strip(self.case, event, width, self.theory))
        said = detail(event, self.of.findings, self) if event else Text()
        self.query_one("#detail-text", Static).update(said)

    @on(DataTable.RowSelected)
    def _opened(self) -> None:
        if self.of.event is None:
            return
        if self.of.size.width >= 100:
            self.action_evidence()
        else:
            self.app.push_screen(Detail(detail(self.of.event, self.of.findings, self)))

    @on(Input.Changed, "#log-filter")
    def _filtered(self) -> None:
        self.redraw()

    @on(Input.Submitted, "#log-filter")
    def _filter_done(self, event: Input.Submitted) -> None:
        event.input.display = bool(event.value.strip())
        self.enter()

    def action_filter(self) -> None:
        """Ask what to show."""
        field = self.query_one("#log-filter")
        field.display = True
        field.focus()

    def action_new(self) -> None:
        """Log an event."""
        self.of.edit_event(None)

    def action_edit(self) -> None:
        """Edit the event."""
        if self.of.event:
            self.of.edit_event(self.of.event)

    def action_tag(self) -> None:
        """Code the event's strategies."""
        self.of.tag_event()

    async def action_repeat(self) -> None:
        """Code the event as the one that was coded last."""
        await self.of.repeat_coding()

    def action_evidence(self) -> None:
        """Weigh the event's evidence."""
        self.of.action_tab("evidence")

    def action_delete(self) -> None:
        """Delete the event after a question; undo brings it back."""
        event, w = self.of.event, self.w
        if event is None:
            return

        async def answered(yes: bool | None) -> None:
            if yes:
                await self.of.apply(N_("a deleted event"), remove_event(self.case, event))

        question = w.t("Delete “{title}” and its evidence?", title=event.title[:120])
        self.app.push_screen(Confirm(question, w.t("Delete")), answered)


class Detail(ModalScreen[None], Node):
    """The event's detail where there is no room beside the log."""

    def __init__(self, text: Text) -> None:
        super().__init__()
        self.text = text

    def compose(self) -> ComposeResult:
        """The same text as beside the log."""
        self.install([Command("escape,enter,q", "dismiss", self.w.t("close"))])
        with VerticalScroll(classes="form"):
            yield Static(self.text)
