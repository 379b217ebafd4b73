"""The event log: a row an event, with the event under the cursor beside it."""

from __future__ import annotations

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.timer import Timer
from textual.widgets import Input, Static

from workbench.case import Event, Problem
from workbench.casebook import Search, Suggestion, remove_event
from workbench.locale import N_

from ..forms import Confirm
from ..forms.at_length import Detail
from ..kit.commands import Command
from ..kit.table import LogTable
from .apart import unjudged
from .blindly import screening
from .detail import detail
from .filters import FilterLine, offered
from .logcolumns import Column, Columns, headings, in_order
from .loghead import LogHead
from .logkeys import log_commands
from .logline import log_line
from .onpaper import OnPaper

_MANY = 500
_PAUSE = 0.01
"""Seconds without a key before many events are filtered."""
_MOMENT = 0.04
"""Seconds on a row before what stands beside it is told."""
_AT_EASE = 0.5
"""Seconds after the start when nobody waits for the screen."""
_DETAIL = 38
_ALL = {"Escape": "log.unfilter"}
_JUDGING = ("new", "duplicate", "delete", "head", "below", "on_paper", "sort(1)")
"""What nobody is offered who codes blind: it changes the case, says how it is judged, or takes the
room of the key to the next unit."""


class LogPanel(OnPaper):
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
        self.install(log_commands(self.w, self.paper_command()))
        yield LogHead(self.of)
        hint = w.t("words  class:weakening  lens:differs  uncoded  2003-02..")
        yield FilterLine(hint, self._suggest)
        yield Static(id="log-line")
        yield Static(id="log-empty")
        with Horizontal(id="log-body"):
            yield LogTable(self._row)
            with VerticalScroll(id="detail", can_focus=False):
                yield Static(id="detail-text")

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
        head = self.query_one(LogHead).wanted or ""
        return {"filter": self.filter_text, "sort": by, "back": "yes" if back else "", "head": head}

    def recall(self, kept: dict[str, str]) -> None:
        """Take up again what `memory` gave."""
        self.ordering = kept.get("sort", "date"), bool(kept.get("back"))
        self.query_one(LogHead).recall(kept.get("head", ""))
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
        table.head(headings(self._columns, self.ordering))
        table.mark(self.of.marked)
        at = self._before if self._before in self.case.events else self.of.selected
        table.show(
            [event.id for event in in_order(self._fitting, self._columns, self.ordering)], at
        )
        if table.key:
            self.of.selected = table.key
        elif self.case.events:
            self._say_empty(
                self.hint("No event fits the filter. {Escape} shows them all again.", _ALL)
            )
        self._line()

    def _say_empty(self, sentence: str) -> None:
        said = self.query_one("#log-empty", Static)
        if str(said.content) != sentence:
            said.update(Text(sentence))
        said.display = bool(sentence)

    def _teach(self, empty: bool) -> None:
        """Where the log is empty, say how it is filled."""
        first = self.hint(
            "No events yet. Press {n} to log the first: a date, who did what, "
            "to whom. Press {I} to bring in a spreadsheet.",
            {"n": "log.new", "I": "case.import"},
        )
        self._say_empty(first if empty else "")
        self.query_one("#log-body").display = self.table.display = not empty
        self.can_focus = empty

    def _row(self, key: str) -> list[Text]:
        event = self.case.events[key]
        return [column.show(event) for column in self._columns]

    def _line(self) -> None:
        self._say(log_line(self, self._fitting))

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
        self.query_one(LogHead).draw()
        self.query_one("#detail-text", Static).update(self._told(event) if event else Text())
        self.query_one("#detail").scroll_home(animate=False)

    @on(LogHead.Chosen)
    def _pointed(self, chosen: LogHead.Chosen) -> None:
        keys = self.table.keys
        if chosen.event in keys:
            self.of.selected = chosen.event
            self.table.move_cursor(keys.index(chosen.event))
        else:
            self.bench.say(
                self.hint("The filter leaves this event out: {Escape} shows all again", _ALL)
            )

    def action_head(self) -> None:
        """The zipper over the log, or the strip of time."""
        self.query_one(LogHead).turn()
        self._beside()

    def action_below(self) -> None:
        """Another lens in the lower row of the zipper."""
        self.query_one(LogHead).below()

    def _prepare(self) -> None:
        self.run_worker(self._search.prepare, thread=True, group="prepare")

    @on(LogTable.Chosen)
    def _opened(self) -> None:
        if self.of.event is None:
            return
        if self.wide:
            self.action_evidence()
        else:
            self.app.push_screen(Detail(self._told(self.of.event)))

    def _told(self, event: Event) -> Text:
        """An event in words; while somebody codes blind without what is judged of it."""
        if self.of.coding is None:
            return detail(event, self.of.findings, self)
        return detail(event, unjudged(self.case), self).append_text(screening(event, self))

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
        else:
            self._nothing()

    def action_extend(self, step: int) -> None:
        """Mark the event and the one that the cursor goes to."""
        here = self.table.key
        self.table.action_step(step)
        there = self.table.key
        if here and there:
            self._mark(self.of.marked | {here, there})
        else:
            self._nothing()

    def _nothing(self) -> None:
        keys = _ALL | {"n": "log.new"}
        said = self.hint("No event is shown here: {n} logs one, {Escape} shows all again", keys)
        self.bench.say(said)

    def action_mark_all(self) -> None:
        """Mark every event that is shown, or none where they are marked already."""
        shown = {event.id for event in self._fitting}
        if not shown:
            self._nothing()
            return
        self._mark(self.of.marked - shown if shown <= self.of.marked else self.of.marked | shown)

    def action_scroll_detail(self, lines: int) -> None:
        """Scroll what is beside the log."""
        if self.wide:
            self.query_one("#detail").scroll_relative(y=lines, animate=False)
        else:
            self.bench.say(self.w.t("Here Enter shows the event’s detail; it stands beside the log "
                                    "where there are 100 columns"))  # fmt: skip

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

    def offers(self, command: Command) -> bool:
        """Whether it does something here, or only where nobody codes blind."""
        return self.of.coding is None or command.action not in _JUDGING

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """While somebody codes blind `n` is the next unit, and what is given stays."""
        return self.of.coding is None or action != "new"

    def action_new(self) -> None:
        """Log an event."""
        self.of.edit_event(None)

    def action_edit(self) -> None:
        """Edit the event."""
        if self.of.event:
            self.of.edit_event(self.of.event)
        else:
            self._nothing()

    def action_duplicate(self) -> None:
        """Log a new event in the same words."""
        if self.of.coding:
            self.bench.refuse(self.of.coding.given_alone())
        elif self.of.event:
            self.of.edit_event(None, like=self.of.event)
        else:
            self._nothing()

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
        if self.of.coding:
            self.bench.refuse(self.of.coding.given_alone())
            return
        if event is None:
            self._nothing()
            return

        async def answered(yes: bool | None) -> None:
            if yes:
                await self.of.apply(N_("a deleted event"), remove_event(self.case, event))

        question = w.t("Delete “{title}” and its evidence?", title=event.title[:120])
        self.app.push_screen(Confirm(question, w.t("Delete")), answered)
