"""The store of event data: what it holds, and a question to it, whose hits are counted by month."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from rich.text import Text
from textual import on, work
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.events import Resize
from textual.screen import Screen
from textual.widgets import Static

from workbench.case import Candidate, Problem
from workbench.casebook import Casebook, receive
from workbench.locale import N_, columns

from ..forms import Confirm
from ..forms.question import StoreQuestionForm, Taking, TakingForm
from ..kit.commands import Command
from ..kit.footer import KeyFooter
from ..kit.node import Node
from ..kit.plain import cell, two_ends, way_back

if TYPE_CHECKING:
    from workbench.eventstore import EventStore, Held, Hits
    from workbench.interchange.eventdata import Wanted

_MOST = 10_000
"""Rows that come in without a further question."""

Done = TypeVar("Done")


class StoreScreen(Screen[None], Node):
    """Data sets over the hits of the last question, a bar a month."""

    CSS_PATH = "../styles/incoming.tcss"
    AUTO_FOCUS = ""

    def __init__(self, book: Casebook) -> None:
        super().__init__()
        self.book = book
        self._held: Sequence[Held] = ()
        self._asked: dict[str, str] = {}
        """The last question as it was typed."""
        self.wanted: Wanted | None = None
        self.hits: Hits | None = None
        self._halt: Callable[[], None] | None = None
        """What stops the question that is being asked."""
        self.working = False
        self._stopped = False

    def reopen(self) -> None:
        """The store again."""
        self.bench.push_screen(StoreScreen(self.book))

    def compose(self) -> ComposeResult:
        """What is held, over the hits."""
        w = self.w
        self.install(
            [
                Command("enter,f", "ask", w.t("ask"),
                        w.t("Ask for a dyad, a period and classes, and count the hits by month")),
                Command("b", "bring", w.t("into the inbox"),
                        w.t("Bring the hits into the inbox, or a sample of each month")),
                Command("q,escape", "close", w.t("back"), w.t("Stop the question, or go back")),
            ]
        )  # fmt: skip
        yield Static(id="top")
        yield Static(id="held")
        with VerticalScroll(id="hits"):
            yield Static(id="months")
        yield KeyFooter()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What isn't there can't be asked, and what wasn't counted can't come in."""
        if action == "ask":
            return bool(self._held) and not self.working
        return action != "bring" or bool(self.hits and self.hits.fit and not self.working)

    def on_mount(self) -> None:
        """What is held."""
        self._look()

    @property
    def store(self) -> EventStore:
        """The store of the settings, else that of the workspace; raises `Problem`."""
        from workbench.eventstore import EventStore

        return EventStore.find(self.bench.workspace)

    @property
    def under_cursor(self) -> str | None:
        """What is copied: the hits by month."""
        return self._months().plain if self.hits else None

    @work(exclusive=True, group="held")
    async def _look(self) -> None:
        from workbench.eventstore import holdings

        try:
            self._held = await asyncio.to_thread(lambda: holdings(self.store))
        except (Problem, OSError) as problem:
            self.bench.refuse(problem)
        self.redraw()

    @on(Resize)
    def redraw(self) -> None:
        """Show the store and the hits as they are known."""
        if not self.is_mounted or not self.children:
            return
        w, width = self.w, self.room.width
        said = way_back("screen.close") + Text(w.t("Store of event data"), style="bold")
        said.append(" · ").append_text(cell(self.book.case.info.title))
        rows = sum(each.rows for each in self._held)
        count = Text(w.tn("{rows} row", "{rows} rows", rows, rows=f"{rows:,}") + " ", "bold")
        self.query_one("#top", Static).update(two_ends(said, count, width))
        self.query_one("#held", Static).update(self._holdings() if self._held else self._teach())
        hits = self.query_one("#hits")
        hits.display = bool(self._held)
        # What isn't shown can't have the focus.
        if self._held and self.focused is None:
            hits.focus()
        if not self.working:
            self.query_one("#months", Static).update(self._months())
        self.refresh_bindings()

    def _teach(self) -> Text:
        from importlib.util import find_spec

        w = self.w
        said = Text(
            w.t(
                "The store is empty. It keeps the files of GDELT, ICEWS, POLECAT and ACLED once, "
                "and answers each further question soon. Bring files in from the command line:"
            )
        )
        said.append("\n\n    workbench data add downloads/\n", "bold")
        if find_spec("duckdb") is None:
            said.append("\n" + w.t("It needs DuckDB, which isn't installed:") + "\n\n")
            said.append("    pip install 'soft-balancing-workbench[data]'\n", "bold")
        return said

    def _holdings(self) -> Text:
        w = self.w
        heads = (w.t("data set"), w.t("version"), w.t("years"), w.t("files"), w.t("rows"),
                 w.t("left out"))  # fmt: skip
        table = [heads]
        for each in self._held:
            years = sorted(year for year in each.years if year.isdecimal())
            reach = years[0] if len(years) == 1 else f"{years[0]}–{years[-1]}" if years else "—"
            table.append((each.dataset, ", ".join(each.versions) or "—", reach,
                          f"{each.files:,}", f"{each.rows:,}", f"{each.misshapen:,}"))  # fmt: skip
        widths = [max(columns(row[n]) for row in table) for n in range(len(heads))]
        widths[1] = min(widths[1], 16)
        said = Text()
        for n, row in enumerate(table):
            for place, (text, width) in enumerate(zip(row, widths, strict=True)):
                said.append_text(_fitted(text, width, right=place > 2, style="" if n else "dim"))
                said.append("  ")
            said.append("\n")
        return said

    def _months(self) -> Text:
        w, hits = self.w, self.hits
        if hits is None or self.wanted is None:
            return Text(self.hint(
"Press {Enter} and ask: the hits are counted by month, and nothing "
"comes into the inbox by that.",
{"Enter": "store.ask"},
), "dim")  # fmt: skip
        from workbench.eventstore import every_month

        months = every_month(hits.months, self.wanted.begins, self.wanted.ends)
        searched, dyad = (sum(getattr(d, name) for d in hits.data) for name in ("rows", "dyad"))
        one, other = self.wanted.actors
        said = Text().append(f"{one} – {other}", "bold")
        said.append(" · ").append(
            w.t(
                "{fit} of {rows} rows fit; {dyad} are of the two states",
                fit=f"{hits.fit:,}",
                rows=f"{searched:,}",
                dyad=f"{dyad:,}",
            )
        )
        if self.wanted.classes:
            said.append(" · " + w.t("class {kind}", kind=w.parted(self.wanted.classes)), "dim")
        said.append("\n")
        return said.append_text(self._bars(months))

    def _bars(self, months: Mapping[str, int]) -> Text:
        """A line a month: its number, and a bar as long as its share of the largest."""
        most = max(months.values(), default=0) or 1
        numbers = max((len(f"{n:,}") for n in months.values()), default=1)
        room = max(self.room.width - 14 - numbers, 8)
        said = Text()
        for month, n in months.items():
            name = month or self.w.t("undated")
            said.append_text(_fitted(name, 8, style="dim"))
            said.append(f" {n:>{numbers},} ")
            # What isn't nothing is seen, however little it is beside the largest.
            said.append("█" * (max(round(n / most * room), 1) if n else 0), "bold")
            said.append("\n")
        return said

    @work(exclusive=True, group="ask")
    async def action_ask(self) -> None:
        """Ask for a question, then count what fits."""
        from workbench.eventstore import count_hits

        form = StoreQuestionForm(self.book, self._asked)
        wanted = await self.app.push_screen_wait(form)
        if wanted is None:
            return
        self._asked = dict(form.before)
        hits = await self._at_work(
            lambda: count_hits(self.store, wanted, self._hear), self.w.t("Counting")
        )
        if hits is not None:
            self.wanted, self.hits = wanted, hits
        self.redraw()

    @work(exclusive=True, group="ask")
    async def action_bring(self) -> None:
        """Every hit, or some of each month, into the inbox."""
        w, hits, wanted = self.w, self.hits, self.wanted
        if hits is None or wanted is None:
            return
        taking = await self.app.push_screen_wait(TakingForm(hits.fit, hits.months))
        if taking is None:
            return
        if taking.per_month is None and hits.fit > _MOST:
            question = w.t("{n} rows fit. Bring all of them into the inbox?", n=f"{hits.fit:,}")
            if not await self.app.push_screen_wait(Confirm(question, w.t("Into the inbox"))):
                return
        added = await self._taken(wanted, taking)
        if added is None:
            self.redraw()
        elif added:
            self.bench.say(w.tn("{n} new candidate", "{n} new candidates", added))
            self.dismiss(None)
        else:
            self.bench.say(w.t("Every one of them is in the inbox already"))
            self.redraw()

    async def _taken(self, wanted: Wanted, taking: Taking) -> int | None:
        from workbench.eventstore import Sample, ask

        sample = Sample(taking.per_month, taking.seed) if taking.per_month else None
        coder = self.bench.coder
        answer = await self._at_work(
            partial(ask, self.store, wanted, sample, coder, self._hear), self.w.t("Reading")
        )
        if answer is None:
            return None
        for remark in answer.remarks:
            self.bench.refuse(remark)
        changes = receive(self.book.case, answer.candidates, answer.search)
        added = sum(isinstance(change.record, Candidate) for change in changes)
        try:
            await self.write(self.book, N_("candidates from the store into the inbox"), changes)
        except (Problem, OSError) as problem:
            self.bench.refuse(problem)
            return None
        return added

    def _hear(self, halt: Callable[[], None]) -> None:
        self._halt = halt
        if self._stopped:
            halt()

    async def _at_work(self, step: Callable[[], Done], doing: str) -> Done | None:
        """What a question in a thread gives; None where it was stopped or refused, as is said."""
        rows = sum(each.rows for each in self._held)
        self.working, self._stopped = True, False
        said = self.hint("{doing}: {rows} rows are asked; {Escape} stops",
                         {"Escape": "store.close"}, doing=doing, rows=f"{rows:,}")  # fmt: skip
        self.query_one("#months", Static).update(Text(said, "italic"))
        self.refresh_bindings()
        found = None
        try:
            found = await asyncio.to_thread(step)
        except (Problem, OSError) as problem:
            if not self._stopped:
                self.bench.refuse(problem)
        finally:
            self.working, self._halt = False, None
        if self._stopped:
            self.bench.say(self.w.t("Stopped; nothing came into the inbox"))
            return None
        return found

    def action_close(self) -> None:
        """Stop the question, or go back to the inbox."""
        if not self.working:
            self.dismiss(None)
            return
        self._stopped = True
        if self._halt:
            self._halt()


def _fitted(text: str, width: int, *, right: bool = False, style: str = "") -> Text:
    said = cell(text, width, style)
    gap = " " * max(width - columns(said.plain), 0)
    return Text(gap) + said if right else said + Text(gap)
