"""The event log: a row an event, with the event under the cursor beside it."""

from __future__ import annotations

from collections.abc import Sequence

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.screen import ModalScreen
from textual.timer import Timer
from textual.widgets import Input, Static

from workbench.case import Event, Problem
from workbench.casebook import Search, Suggestion, remove_event
from workbench.locale import N_

from ..commands import Command
from ..footer import KeyFooter
from ..forms import Confirm
from ..node import Node
from ..plain import cell, two_ends
from .apart import key_to_verdicts
from .columns import Column, Columns
from .detail import detail
from .filters import FilterLine, offered
from .logtable import Heading, LogTable, fitted
from .panel import Panel
from .reasons import sentences
from .strip import Strip

_MANY = 500
_PAUSE = 0.01
"""Seconds without a key before many events are filtered."""
_MOMENT = 0.04
"""Seconds on a row before what stands beside it is told."""
_AT_EASE = 0.5
"""Seconds after the start when nobody waits for the screen."""
_DETAIL = 38
_LINES = 3
"""Lines at most of what stands apart."""


class LogPanel(Panel):
    """The log as a table, a strip of time above it, what is shown of it in a line between."""

    def compose(self) -> ComposeResult:
        """The strip, the filter when it is asked for, the table and the detail."""
        w = self.w
        self.ordering = ("date", False)
        self._columns: list[Column] = []
        self._fitting: list[Event] = []
        self._waiting: Timer | None = None
        self._telling: Timer | None = None
        self._before: str | None = None
        self._search = Search(self.of.findings, self.theory.book)
        self._strip: tuple[object, Strip] | None = None
        self.install(self._commands())
        yield Static(id="strip")
        hint = w.t("words  class:weakening  lens:differs  uncoded  2003-02..")
        yield FilterLine(hint, self._suggest)
        yield Static(id="log-line")
        yield Static(id="log-empty")
        with Horizontal(id="log-body"):
            yield LogTable(self._row)
            with VerticalScroll(id="detail", can_focus=False):
                yield Static(id="detail-text")

    def _commands(self) -> list[Command]:
        w = self.w
        return [
            Command("n", "new", w.t("new"), w.t("Log an event")),
            Command("e", "edit", w.t("edit"), w.t("Edit the event")),
            Command("t", "tag", w.t("tag"), w.t("Code the event's strategies")),
            Command("full_stop", "repeat", w.t("as the last"), shown_key=".", show=False,
                    help=w.t("Code the event as the one that was coded last")),
            Command("v", "evidence", w.t("evidence"), w.t("Weigh the event's evidence")),
            Command("c", "duplicate", w.t("copy"), show=False,
                    help=w.t("Log a new event in the same words; its coding isn't copied")),
            Command("d", "delete", w.t("delete"), w.t("Delete the event"), show=False),
            Command("slash", "filter", w.t("filter"),
                    w.t("Words, class:weakening, lens:differs, uncoded, 2003-02..2003-03"),
                    shown_key="/"),
            Command("escape", "unfilter", w.t("no filter"), w.t("Show every event again"),
                    show=False),
            Command("s", "sort(1)", w.t("sort"), w.t("Sort by the next column")),
            Command("S", "reverse", w.t("reverse"), w.t("Sort the other way round"), show=False),
            Command("space", "mark", w.t("mark"), w.t("Mark the event, for what is done to many"),
                    show=False),
            Command("shift+down", "extend(1)", w.t("mark"), w.t("Mark on downwards"), show=False),
            Command("shift+up", "extend(-1)", w.t("mark"), w.t("Mark on upwards"), show=False),
            Command("ctrl+a", "mark_all", w.t("mark all"), show=False,
                    help=w.t("Mark every event that is shown, or none")),
            Command("ctrl+down", "scroll_detail(3)", w.t("detail"), show=False,
                    help=w.t("Scroll what is beside the log")),
            Command("ctrl+up", "scroll_detail(-3)", w.t("detail"), show=False,
                    help=w.t("Scroll it back")),
        ]  # fmt: skip

    def on_mount(self) -> None:
        """The filter waits until it is asked for, and is ready by then."""
        self.query_one("#log-filter").display = False
        self.set_timer(_AT_EASE, self._prepare)

    @property
    def table(self) -> LogTable:
        """The log."""
        return self.query_one(LogTable)

    def memory(self) -> dict[str, str]:
        """What the log remembers until the case is opened again: its filter and its order."""
        by, back = self.ordering
        return {"filter": self.filter_text, "sort": by, "back": "yes" if back else ""}

    def recall(self, kept: dict[str, str]) -> None:
        """Take up again what `memory` gave."""
        self.ordering = kept.get("sort", "date"), bool(kept.get("back"))
        field = self.query_one("#log-filter", Input)
        field.value = kept.get("filter", "")
        field.display = bool(field.value)

    @property
    def filter_text(self) -> str:
        """What the person wants to see."""
        return self.query_one("#log-filter", Input).value

    @property
    def wide(self) -> bool:
        """Whether the detail stands beside the log."""
        return self.of.room.width >= 100

    def enter(self) -> None:
        """The focus on the table."""
        (self.table if self.table.display else self).focus()

    def redraw(self) -> None:
        """Show the case as it is now."""
        self._fill()
        self._beside()

    def _fill(self) -> None:
        table = self.table
        self.of.marked &= set(self.case.events)
        self._teach(not self.case.events)
        if table.display and self.of.focused is self:
            table.focus()
        if self._search.findings is not self.of.findings:
            self._search = self._search.over(self.of.findings, self.theory.book)
        try:
            self._fitting = self._search.events(self.filter_text)
        except Problem as problem:
            wrong = Text(self.bench.sentence(problem), style=self.app.theme_variables["error"])
            self.query_one("#log-line", Static).update(wrong)
            return
        room = self.of.room.width - (_DETAIL if self.wide else 0)
        self._columns = Columns(self, room).all
        table.head(self._headings())
        table.mark(self.of.marked)
        at = self._before if self._before in self.case.events else self.of.selected
        table.show([event.id for event in self._sorted(self._fitting)], at)
        if table.key:
            self.of.selected = table.key
        elif self.case.events:
            self._say_empty(self.w.t("No event fits the filter. Escape shows them all again."))
        self._line()

    def _say_empty(self, sentence: str) -> None:
        said = self.query_one("#log-empty", Static)
        if str(said.content) != sentence:
            said.update(Text(sentence))
        said.display = bool(sentence)

    def _teach(self, empty: bool) -> None:
        """Where the log is empty, say how it is filled."""
        first = self.w.t(
            "No events yet. Press n to log the first: a date, who did what, to whom. Press I to "
            "bring in a spreadsheet."
        )
        self._say_empty(first if empty else "")
        self.query_one("#log-body").display = self.table.display = not empty
        self.can_focus = empty

    def _headings(self) -> list[Heading]:
        by, back = self.ordering
        return [
            Heading(c.name, fitted(c.label, c.width, "▼" if back else "▲") if c.name == by
                    else c.label, c.width)
            for c in self._columns
        ]  # fmt: skip

    def _sorted(self, events: Sequence[Event]) -> list[Event]:
        by, back = self.ordering
        order = next((c.order for c in self._columns if c.name == by), None)
        if order is None or self.ordering == ("date", False):
            return list(events)
        keyed = [(order(event), event) for event in events]
        there = sorted((k for k in keyed if k[0] is not None), key=lambda k: k[0], reverse=back)
        return [event for _, event in there] + [event for key, event in keyed if key is None]

    def _row(self, key: str) -> list[Text]:
        event = self.case.events[key]
        return [column.show(event) for column in self._columns]

    def _line(self) -> None:
        w, found, width = self.w, self.of.findings, self.of.room.width
        whole, shown = len(self.case.events), len(self._fitting)
        said = Text(" ")
        if shown == whole:
            said.append(w.tn("{n} event", "{n} events", whole))
        else:
            said.append(w.t("{shown} of {n} events", shown=shown, n=whole), "bold")
        if self.of.marked:
            said.append(" · ").append(w.t("{n} marked", n=len(self.of.marked)), "bold")
        if not whole:
            self._say(Text())
            return
        tell = sentences(self)
        beside = (f for e in self._fitting if not (f := found.by_id[e.id]).counts)
        apart = tell.apart(found) if shown == whole else tell.apart_of(found, beside)
        if apart:
            said.append(" · ").append_text(cell(apart, 400))
        verdicts = key_to_verdicts(self)
        if said.cell_len + verdicts.cell_len + 3 <= width:
            self._say(two_ends(said, verdicts + Text(" "), width))
            return
        lines = said.wrap(self.app.console, width - 2)[:_LINES]
        self._say(Text("\n ").join([*lines, verdicts]))

    def _say(self, said: Text) -> None:
        said.no_wrap, said.overflow = True, "ellipsis"
        line = self.query_one("#log-line", Static)
        # To lay out the whole screen anew is due only where there are more lines or fewer.
        line.update(said, layout=line.size.height != said.plain.count("\n") + 1)

    @on(LogTable.Moved)
    def _moved(self) -> None:
        if self.table.key and self.table.has_focus:
            self.of.selected = self.table.key
        # The cursor is painted first: what stands beside it would lay out the whole screen.
        if self._telling:
            self._telling.stop()
        self._telling = self.set_timer(_MOMENT, self._beside)

    def _beside(self) -> None:
        event = self.of.event
        width = max(self.of.room.width - 2, 20)
        drawn = (self.of.findings, width, self.theory.lang)
        if self._strip is None or self._strip[0] != drawn:
            self._strip = drawn, Strip(self.of.findings, width, self.theory)
        strip = self._strip[1]
        tall = self.of.room.height >= 34
        said = strip.lines(event) if tall else strip.line(event)
        self.query_one("#strip", Static).update(said)
        self.query_one("#strip").display = bool(said.plain)
        beside = detail(event, self.of.findings, self) if event else Text()
        self.query_one("#detail-text", Static).update(beside)
        self.query_one("#detail").scroll_home(animate=False)

    def _prepare(self) -> None:
        self.run_worker(self._search.prepare, thread=True, group="prepare")

    @on(LogTable.Chosen)
    def _opened(self) -> None:
        if self.of.event is None:
            return
        if self.wide:
            self.action_evidence()
        else:
            self.app.push_screen(Detail(detail(self.of.event, self.of.findings, self)))

    def _suggest(self, text: str) -> list[Suggestion]:
        return self._search.suggestions(text, self.w)

    @on(Input.Changed, "#log-filter")
    def _filtered(self) -> None:
        if self._waiting:
            self._waiting.stop()
        if len(self.case.events) < _MANY:
            self._apply_filter()
        else:
            self._waiting = self.set_timer(_PAUSE, self._apply_filter)

    def _apply_filter(self) -> None:
        # What stands beside the log follows where the cursor has come to.
        self._fill()
        field = self.query_one("#log-filter", Input)
        found = self._suggest(field.value) if field.has_focus else []
        if found:
            count = self.w.t("{shown} of {n} events", shown=len(self._fitting),
                             n=len(self.case.events))  # fmt: skip
            self._say(offered(found, f" {count} · Tab "))

    @on(Input.Submitted, "#log-filter")
    def _filter_done(self, event: Input.Submitted) -> None:
        event.input.display = bool(event.value.strip())
        self.redraw()
        self._before = None
        self.enter()

    @on(LogTable.Headed)
    def _headed(self, event: LogTable.Headed) -> None:
        if not event.name:
            self.action_mark_all()
        elif event.name == self.ordering[0]:
            self.action_reverse()
        else:
            self.order(event.name, False)

    def order(self, name: str, back: bool) -> None:
        """Sort by a column; what has nothing to sort by stays last either way."""
        self.ordering = name, back
        self.redraw()

    def action_sort(self, step: int) -> None:
        """Sort by the next column."""
        names = [column.name for column in self._columns]
        at = names.index(self.ordering[0]) if self.ordering[0] in names else 0
        self.order(names[(at + step) % len(names)], False)

    def action_reverse(self) -> None:
        """Sort the other way round."""
        self.order(self.ordering[0], not self.ordering[1])

    @on(LogTable.Marked)
    def _clicked(self, event: LogTable.Marked) -> None:
        self._mark({event.key} ^ self.of.marked)

    def _mark(self, marked: set[str]) -> None:
        self.of.marked = marked
        self.table.mark(marked)
        self._line()

    def action_mark(self) -> None:
        """Mark or unmark the event and go to the next."""
        if self.table.key:
            self._mark({self.table.key} ^ self.of.marked)
            self.table.action_step(1)

    def action_extend(self, step: int) -> None:
        """Mark the event and the one that the cursor goes to."""
        here = self.table.key
        self.table.action_step(step)
        there = self.table.key
        if here and there:
            self._mark(self.of.marked | {here, there})

    def action_mark_all(self) -> None:
        """Mark every event that is shown, or none where they are marked already."""
        shown = {event.id for event in self._fitting}
        self._mark(self.of.marked - shown if shown <= self.of.marked else self.of.marked | shown)

    def action_scroll_detail(self, lines: int) -> None:
        """Scroll what is beside the log."""
        self.query_one("#detail").scroll_relative(y=lines, animate=False)

    def action_filter(self) -> None:
        """Ask what to show."""
        # A filter that is half typed shows other events; the cursor comes back from them.
        self._before = self.of.selected
        field = self.query_one("#log-filter")
        field.display = True
        field.focus()

    def action_unfilter(self) -> None:
        """Show every event again."""
        field = self.query_one("#log-filter", Input)
        field.value, field.display = "", False

    def action_new(self) -> None:
        """Log an event."""
        self.of.edit_event(None)

    def action_edit(self) -> None:
        """Edit the event."""
        if self.of.event:
            self.of.edit_event(self.of.event)

    def action_duplicate(self) -> None:
        """Log a new event in the same words."""
        if self.of.event:
            self.of.edit_event(None, like=self.of.event)

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
        yield KeyFooter()

    def on_click(self) -> None:
        """A click anywhere goes back to the log."""
        self.dismiss()
