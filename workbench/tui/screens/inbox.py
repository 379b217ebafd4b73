"""The inbox of a case: what came in as a candidate, and what a person decides about it."""

from __future__ import annotations

from collections.abc import Collection

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.events import Resize
from textual.widgets import Input, Static

from workbench.case import Candidate, Event
from workbench.casebook import Casebook, suggestions
from workbench.judgement import Dyad
from workbench.locale import N_

from ..kit.commands import Command
from ..kit.footer import KeyFooter
from ..kit.plain import cell, two_ends, way_back, widest
from ..kit.table import Heading, LogTable
from ..panels.apart import ACTORS as ACTORS
from ..panels.apart import key_to_actors, unjudged
from ..panels.candidate import STATES, told, told_group
from .inboxdeciding import Deciding

_SHOWN = ("waiting", "accepted", "merged", "rejected", "all")


class InboxScreen(Deciding):
    """Candidates as a table, the one under the cursor in full; answers with an event to go to."""

    CSS_PATH = "../styles/incoming.tcss"

    AUTO_FOCUS = ""

    def __init__(self, book: Casebook) -> None:
        super().__init__(book)
        self.state = "waiting"
        self._keys: list[str] = []
        self._unsubscribe = book.subscribe(self._changed)

    def reopen(self) -> None:
        """The inbox again."""
        self.bench.push_screen(InboxScreen(self.book))

    def compose(self) -> ComposeResult:
        """The filter, the table, and the candidate over or beside it."""
        w = self.w
        self.install(
            [
                Command("a", "accept", w.t("accept"),
                        w.t("Make an event of it, then code it; nothing is coded by itself")),
                Command("A", "accept_all", w.t("accept all"), show=False,
                        help=w.t("Make events of the marked candidates, not coded yet")),
                Command("m", "merge", w.t("merge"),
                        w.t("It is part of an event that the case has")),
                Command("r", "reject", w.t("reject"),
                        w.t("It is no event of this case; say why")),
                Command("space", "mark", w.t("mark"), w.t("Mark it, for what is done to many")),
                Command("ctrl+a", "mark_all", w.t("mark all"), show=False,
                        help=w.t("Mark every candidate that is shown, or none")),
                Command("slash", "filter", w.t("filter"), shown_key="/",
                        help=w.t("Show the candidates that say a word")),
                Command("s", "state", w.t("status"),
                        w.t("Waiting, accepted, merged, rejected, or all")),
                Command("G", "group", w.t("groups"),
                        w.t("Show what may report one event as one row, or each candidate")),
                Command("x", "split", w.t("split off"), show=False,
                        help=w.t("It is another event than its group's, or it isn't after all")),
                Command("w", "window", w.t("days apart"), show=False,
                        help=w.t("How many days may lie between the rows of a group")),
                Command("R", "rules", w.t("rules"), show=False,
                        help=w.t("Write rules by which candidates are suggested for strategies")),
                self.undo_command(),
                self.redo_command(),
                Command("i", "import", w.t("add"), w.t("Add candidates from a file")),
                Command("D", "store", w.t("store"), show=False,
                        help=w.t("Ask the store of event data; count before anything comes in")),
                Command("g", "go", w.t("to its event"), show=False,
                        help=w.t("Go to the event that it became a part of")),
                Command("q,escape", "close", w.t("back"), w.t("Back to the case")),
            ]
        )  # fmt: skip
        yield Static(id="top")
        hint = w.t("words, an actor, a date or an event class")
        yield Input(id="inbox-filter", compact=True, placeholder=hint)
        with Horizontal(id="inbox"):
            yield LogTable(self._row)
            with VerticalScroll(id="candidate", can_focus=False):
                yield Static(id="candidate-text")
        yield Static(key_to_actors(unjudged(self.book.case), self), id="inbox-marks")
        yield Static(id="inbox-empty")
        yield KeyFooter()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Without a candidate there is nothing to decide."""
        deciding = ("accept", "accept_all", "merge", "reject", "mark", "mark_all", "go", "group",
                    "split", "window")  # fmt: skip
        if action == "window" and not self.rows.grouped:
            return False
        return bool(self.fitting) or action not in deciding

    def on_mount(self) -> None:
        """What waits."""
        self.query_one("#inbox-filter").display = False
        self.redraw()

    def on_unmount(self) -> None:
        """Nobody is told any more."""
        self._unsubscribe()

    def _changed(self) -> None:
        self.call_later(self.redraw)

    @property
    def under_cursor(self) -> str | None:
        """What is copied: the candidate in full."""
        return self._said(whole=True).plain or None

    def _fits(self, candidate: Candidate, words: Collection[str]) -> bool:
        said = " ".join(
            (candidate.date, candidate.title, candidate.initiator, candidate.target,
             candidate.source or candidate.dataset, candidate.row, *candidate.codes,
             candidate.description, candidate.reason, candidate.coder)
        ).casefold()  # fmt: skip
        return all(word in said for word in words)

    @on(Resize)
    def redraw(self) -> None:
        """Show the inbox as it is now."""
        if not self.is_mounted or not self.children:
            return
        case, width = self.book.case, self.room.width
        every = sorted(case.candidates.values(), key=lambda c: (not c.date, c.date, c.id))
        self.marked &= {c.id for c in every if c.state == "waiting"}
        words = set(self.query_one("#inbox-filter", Input).value.casefold().split())
        of_state = [c for c in every if self.state in ("all", c.state)]
        self._keys, self.fitting = self.rows.arrange(case, of_state, lambda c: self._fits(c, words))
        self._top()
        self._fill(width)
        empty = self.query_one("#inbox-empty", Static)
        self.query_one("#inbox").display = bool(self.fitting)
        empty.display = not self.fitting
        empty.update(self._teach(bool(every)))
        self._detail()
        self.refresh_bindings()
        field = self.query_one("#inbox-filter", Input)
        if not (field.display and field.has_focus):
            self.set_focus(self.table if self.fitting else None)

    def _top(self) -> None:
        said = way_back("screen.close") + Text(self.w.t("Inbox"), style="bold") + Text(" · ")
        said.append_text(cell(self.book.case.info.title))
        line = two_ends(said, self._counts(), self.room.width)
        self.query_one("#top", Static).update(line)

    def _counts(self) -> Text:
        w, every = self.w, len(self.book.case.candidates)
        said = Text(w.t(STATES.get(self.state, N_("all"))), "bold")
        said.append(" ").append(w.t("{shown} of {n}", shown=len(self.fitting), n=every), "dim")
        if self.rows.grouped:
            n = len(self.rows.groups)
            said.append(" · ").append(w.tn("{n} group", "{n} groups", n), "bold")
            said.append(" ").append(w.tn("≤ {n} day", "≤ {n} days", self.rows.days), "dim")
        if self.marked:
            said.append(" · ").append(w.t("{n} marked", n=len(self.marked)), "bold")
        return said.append(" ")

    def _teach(self, any_: bool) -> Text:
        if any_:
            return Text(
                self.hint(
                    "No candidate here. {s} shows those of another status, {slash} another word.",
                    {"s": "inbox.state", "slash": "inbox.filter"},
                )
            )
        return Text(
            self.hint(
                "The inbox is empty. Press {i} and name a file of event data "
                "(GDELT, ICEWS, POLECAT, ACLED) or a coded project (REFI-QDA). The "
                "rows of your dyad, period and event classes come in here as "
                "candidates. You accept, merge or reject each; nothing becomes an "
                "event, and nothing is coded, by itself.",
                {"i": "inbox.import"},
            )
            + "\n\n"
            + self.hint(
                "{D} asks the store, where event data of many files is kept once.",
                {"D": "inbox.store"},
            )
        )

    def _fill(self, width: int) -> None:
        w, wide = self.w, width >= 100
        room = width * 3 // 5 if wide else width
        self._state = widest(w.t(name) for name in STATES.values())
        self._codes = 8
        self._title = max(room - 1 - 11 - ACTORS - self._codes - self._state - 14, 12)
        self.table.head(
            [
                Heading("date", w.t("date"), 11),
                Heading("who", w.t("who"), ACTORS),
                Heading("title", w.t("candidate"), self._title),
                Heading("class", w.t("class"), self._codes),
                Heading("state", w.t("status"), self._state),
            ]
        )
        self.table.show(self._keys, self.table.key)
        self.table.mark(self.rows.marks(self.marked))

    def _row(self, key: str) -> list[Text]:
        group = self.rows.at(key)
        each = group.best if group else self.book.case.candidates[key]
        title = f"{len(group)} × {each.title}" if group else each.title
        if self.rows.within(key):
            title = f"  {title}"
        style = "" if each.state == "waiting" else "dim"
        hints = suggestions(self.book.case, self._members(key)) if each.state == "waiting" else ()
        hint = "?" if hints else ""
        return [
            cell(each.date or "—", 11, style), Text(self._who(each), style),
            cell(title, self._title, "bold" if group else style),
            cell(f"{'/'.join(each.codes[:1])} {hint}", self._codes, style),
            Text(self.w.t(STATES[each.state]), style),
        ]  # fmt: skip

    def _members(self, key: str) -> tuple[Candidate, ...]:
        group = self.rows.at(key)
        return group.members if group else (self.book.case.candidates[key],)

    def _who(self, candidate: Candidate) -> str:
        """Who acts upon whom, where the data says so; what is empty there isn't the balancer."""
        if not (candidate.initiator and candidate.target):
            return "—"
        sides = {"initiator": candidate.initiator, "target": candidate.target}
        event = Event(id=candidate.id, title=candidate.title, **sides)
        return Dyad(self.book.case.info).mark(event)

    @on(LogTable.Moved)
    def _detail(self) -> None:
        self.query_one("#candidate-text", Static).update(self._said())
        self.query_one("#candidate").scroll_home(animate=False)

    def _said(self, whole: bool = False) -> Text:
        group, here = self.group, self.candidate
        if group:
            return told_group(group, self, whole)
        within = self.rows.group_of.get(here.id) if here else None
        return told(here, self, whole, within) if here else Text()

    @on(Input.Changed, "#inbox-filter")
    def _filtered(self) -> None:
        self.redraw()

    @on(Input.Submitted, "#inbox-filter")
    def _filter_done(self, event: Input.Submitted) -> None:
        event.input.display = bool(event.value.strip())
        self.table.focus()

    def action_filter(self) -> None:
        """Ask which to show."""
        field = self.query_one("#inbox-filter")
        field.display = True
        field.focus()

    def action_state(self) -> None:
        """The candidates of the next status."""
        self.state = _SHOWN[(_SHOWN.index(self.state) + 1) % len(_SHOWN)]
        self.redraw()

    def action_mark(self) -> None:
        """Mark it or not, and go to the next."""
        if self.waits():
            self._mark(self._turned({each.id for each in self.here}))
        self.table.action_step(1)

    @on(LogTable.Marked)
    def _clicked(self, event: LogTable.Marked) -> None:
        group = self.rows.at(event.key)
        self._mark(self._turned({c.id for c in group.members} if group else {event.key}))

    def _turned(self, some: set[str]) -> set[str]:
        """The marks with `some`, or without them where all of them are marked."""
        return self.marked - some if some <= self.marked else self.marked | some

    def action_mark_all(self) -> None:
        """Mark every one that is shown, or none."""
        shown = {c.id for c in self.fitting if c.state == "waiting"}
        if not shown:
            self.bench.say(self.w.t("None that is shown here waits for a decision"))
            return
        self._mark(self._turned(shown))

    def _mark(self, marked: set[str]) -> None:
        self.marked = marked
        self.table.mark(self.rows.marks(marked))
        self._top()

    def action_group(self) -> None:
        """What may report one event as one row, or each candidate for itself."""
        self.rows.grouped = not self.rows.grouped
        self.redraw()

    def action_window(self) -> None:
        """Another number of days between the rows of a group."""
        self.rows.widen()
        self.redraw()

    @on(LogTable.Chosen)
    def _chosen(self) -> None:
        group = self.group
        if group:
            self.rows.turn(group)
            self.redraw()
        else:
            self.action_accept()

    def action_store(self) -> None:
        """What the store of event data holds, and a question to it."""
        from .store import StoreScreen

        self.app.push_screen(StoreScreen(self.book))

    def action_rules(self) -> None:
        """The rules for suggestions of the case."""
        from .suggestionrules import SuggestionRulesScreen

        self.app.push_screen(SuggestionRulesScreen(self.book))

    def action_import(self) -> None:
        """Add candidates from a file."""
        self.bench.bring_in(self.book)

    def action_go(self) -> None:
        """To the event that it became a part of."""
        here = self.candidate
        if here and here.event:
            self.dismiss(here.event)
        elif here:
            self.bench.say(self.w.t("It isn't part of an event"))
        else:
            self.nothing()

    def action_close(self) -> None:
        """Back to the case; a filter is taken away first."""
        field = self.query_one("#inbox-filter", Input)
        if field.display and (field.value or field.has_focus):
            field.value = ""
            field.display = False
            self.table.focus()
            return
        self.dismiss(None)
