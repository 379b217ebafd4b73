"""An open case: its header, its tabs, and what works in all of them."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.events import Resize
from textual.widgets import Static, TabbedContent, TabPane

from workbench.case import Change, Event, Problem
from workbench.casebook import Casebook, Place, repeat_tags
from workbench.judgement import changed_verdicts
from workbench.locale import N_

from ..kit.commands import Command
from ..kit.footer import KeyFooter
from ..kit.undoing import Undoing
from ..panels.apart import NARROW
from ..panels.blindly import left_said
from ..panels.panel import Panel
from ..panels.views import Views
from .blind import BlindScreen
from .casehead import counting, head, looked_at
from .taggerstate import last_coded

_FIRST_LOOK = 0.3
"""Seconds that the tab one comes to has for itself."""
_BREATH = 0.02
"""Seconds between two tabs that are filled while nobody looks at them."""
RULES_SINCE = 3
"""The format of case files since the rules of today: an older file was judged by the former."""
TABS = ("log", "evidence", "lenses", "conditions", "assessment", "memo")


def _panel(tab: str) -> type[Panel]:
    """What fills a tab, imported when it is shown."""
    from .. import panels

    found = getattr(panels, f"{tab.title()}Panel")
    assert isinstance(found, type) and issubclass(found, Panel)
    return found


class CaseScreen(BlindScreen, Undoing):
    """The case and its tabs; the casebook is the one truth that all of them show."""

    CSS_PATH = ["../styles/judgement.tcss", "../styles/log.tcss"]  # noqa: RUF012

    def __init__(self, book: Casebook, place: Place | None = None) -> None:
        """Show an open case where `place` says."""
        super().__init__(book)
        self.start = self.begun_at(place or Place())
        self.selected = self.start.event
        self._furnished: set[str] = set()
        self.below: str | None = None
        """The lens in the lower row of the zipper; none: the one of the half of intent."""
        self.marked: set[str] = set()
        """The ids of the events that are marked in the log, for what is done to many."""
        self.last_coded: str | None = None

    def compose(self) -> ComposeResult:
        """A line that says where one is, and a tab for each way to look."""
        w = self.w
        self._commands()
        names = (
            w.t("Log"), w.t("Evidence"), w.t("Lenses"), w.t("Conditions"), w.t("Assessment"),
            w.t("Memo"),
        )  # fmt: skip
        yield Static(id="top")
        yield Static(id="tried")
        first = self.start.tab if self.start.tab in TABS else TABS[0]
        with TabbedContent(initial=first):
            for number, (tab, name) in enumerate(zip(TABS, names, strict=True), 1):
                with TabPane(Content(f"{number} {name}"), id=tab):
                    if tab == first:
                        self._furnished.add(tab)
                        yield _panel(tab)(self)
        yield KeyFooter()

    def _commands(self) -> None:
        w = self.w
        self.install(
            [
                self.undo_command(),
                self.blind_command(),
                Command("q", "home", w.t("back"), w.t("Back to the cases")),
                Command("h", "history", w.t("history"),
                        w.t("Who changed what and when; restore an event")),
                self.redo_command("r", show=True),
                Command("o", "threshold", w.t("threshold"), show=False,
                        help=w.t("Look at it with the other threshold: observed effects only, or "
                                 "what the act is capable of too; the case stays as it is")),
                Command("f", "floor", w.t("floor"), show=False,
                        help=w.t("Look at it under another least source grade; the case stays "
                                 "as it is")),
                Command("l", "interpretations", w.t("interpretations"), show=False,
                        help=w.t("Look at it with interpretations or without; the case stays "
                                 "as it is")),
                Command("O", "own_view", w.t("the case’s own view"), show=False,
                        help=w.t("Back to the threshold, the floor and the interpretations that "
                                 "the case has")),
                Command("I", "import", w.t("import"), show=False,
                        help=w.t("Bring in a sheet, references, event data or a project")),
                Command("X", "export", w.t("export"), show=False,
                        help=w.t("Export: memo, coding sheet, page, tables, sources")),
                Command("W", "elsewhere", w.t("save elsewhere"), show=False,
                        help=w.t("Save the case in another file")),
                Command("B", "inbox", w.t("inbox"), show=False,
                        help=w.t("Candidates for events that wait for your decision")),
                Command("R", "sources", w.t("sources"), show=False,
                        help=w.t("The sources of the case: edit, merge, see where each is cited")),
                Command("C", "rounds", w.t("coding rounds"), show=False,
                        help=w.t("Several people code the same events apart, and are compared")),
                Command("i", "info", w.t("about"), w.t("The case's title, period, question"),
                        show=False),
                *(
                    Command("6,m" if tab == "memo" else str(n), f"tab('{tab}')", tab,
                            w.t("Go to tab {n}", n=n), show=False)
                    for n, tab in enumerate(TABS, 1)
                ),
                Command("escape", "into", w.t("back"), w.t("Back into the tab"), show=False),
            ]
        )  # fmt: skip

    def on_mount(self) -> None:
        """Every tab takes up what it remembers; the file what a crash or a hand left open."""
        self.call_after_refresh(self._look_over)
        self.call_after_refresh(self._tell_rules)
        self._recall(self.query_one(TabbedContent).active)
        self.draw()
        # The tab that is seen comes first, the others while it is read.
        self.set_timer(_FIRST_LOOK, self._furnish_next)

    def _recall(self, tab: str) -> None:
        panel = self.panel_of(tab)
        if panel and tab in self.start.panels:
            panel.recall(self.start.panels[tab])

    async def _furnish_next(self) -> None:
        """One tab at a time, so that what the person does meanwhile comes between."""
        for tab in TABS:
            if self.is_mounted and tab not in self._furnished:
                await self.furnish([tab])
                self.set_timer(_BREATH, self._furnish_next)
                return

    async def furnish(self, tabs: Sequence[str] = TABS) -> None:
        """Fill the tabs that are still empty."""
        for tab in tabs:
            if self.is_mounted and tab not in self._furnished:
                self._furnished.add(tab)
                await self.query_one(f"TabPane#{tab}").mount(_panel(tab)(self))
                self._recall(tab)

    def _look_over(self) -> None:
        self.run_worker(self._settle())

    async def _settle(self) -> None:
        try:
            await asyncio.to_thread(self.book.settle)
        except (Problem, OSError) as problem:
            self.bench.refuse(problem)
        if self.coding:
            self.greet()
        elif self.book.read_only:
            self.bench.refuse(self.book.read_only)

    def _tell_rules(self) -> None:
        """Once, of a case of before the rules of today: which verdicts are others now."""
        slug, told = self.book.case.slug, self.bench.memory.told
        if slug in told or self.book.file.version >= RULES_SINCE or not self.is_mounted:
            return
        changed = changed_verdicts(self.own_findings)
        if changed:
            from .rules import RulesScreen

            told.append(slug)
            self.app.push_screen(RulesScreen(self.own_findings, changed))

    def place(self) -> Place:
        """Where one is, to come back to it."""
        there = {tab: panel.memory() for tab in TABS if (panel := self.panel_of(tab))}
        panels = {**self.start.panels, **there}
        coding = self.coding.answers_of if self.coding else ""
        return Place(self.query_one(TabbedContent).active, self.selected, panels, coding)

    def panel_of(self, tab: str) -> Panel | None:
        """What a tab holds, once it is there with all its parts."""
        panel = next(iter(self.query(f"TabPane#{tab} Panel").results(Panel)), None)
        return panel if panel and panel.is_mounted else None

    @property
    def event(self) -> Event | None:
        """The event that the tabs are about."""
        return self.findings.case.events.get(self.selected or "")

    @property
    def panel(self) -> Panel | None:
        """What the active tab holds, once it is there: the program's own keys work before."""
        return next((self.panel_of(tabs.active) for tabs in self.query(TabbedContent)), None)

    @on(Resize)
    def draw(self) -> None:
        """Show the case as it is now, in the header and in the tab that is seen."""
        if not self.is_attached or not self.children:
            return
        if self.event is None:
            line = self.findings.case.timeline
            self.selected = line[0].id if line else None
        self._header()
        self.blindfold()
        if self.panel:
            self.panel.redraw()

    def _header(self) -> None:
        if self.coding:
            self.query_one("#top", Static).update(self.blind_head())
            self.query_one("#tried", Static).display = False
            return
        self.query_one("#top", Static).update(head(self.book, self.findings, self))
        line, settings = self.query_one("#tried", Static), counting(self.findings.view, self)
        tried = self.view != self.own_view
        line.display = tried or bool(settings and self.room.width < NARROW)
        own = Text(" " + " · ".join(settings))
        line.update(looked_at(self.view, self.own_view, self) if tried else own)

    @on(TabbedContent.TabActivated)
    async def _entered(self) -> None:
        await self.furnish([self.query_one(TabbedContent).active])
        self.draw()
        self.action_into()

    def action_into(self) -> None:
        """The focus back into the tab."""
        if not self.into_blindfold() and self.panel:
            self.panel.enter()

    def action_tab(self, tab: str) -> None:
        """Go to a tab."""
        self.query_one(TabbedContent).active = tab

    def action_differing(self) -> None:
        """From the head: the acts on which the lenses differ, side by side."""
        self.action_tab("lenses")
        if isinstance(self.panel, Views):
            self.panel.look("grid")

    def action_history(self) -> None:
        """Who changed what and when."""
        from .history import HistoryScreen

        self.app.push_screen(HistoryScreen(self.book))

    def action_sources(self) -> None:
        """The sources as a place of their own."""
        from .sources import SourcesScreen

        self.app.push_screen(SourcesScreen(self.book, self.own_findings))

    def action_import(self) -> None:
        """Bring a file into the case."""
        self.bench.bring_in(self.book)

    def action_inbox(self) -> None:
        """The candidates."""
        from .inbox import InboxScreen

        def chosen(event_id: str | None) -> None:
            if event_id:
                self.selected = event_id
                self.action_tab("log")
            self.redraw()

        self.app.push_screen(InboxScreen(self.book), chosen)

    def action_home(self) -> None:
        """Back to the cases; from coding blind to the rounds, where one came from there."""
        if self.coding and self.by_rounds:
            self.by_rounds = False
            self.action_rounds()
        else:
            self.bench.go_home()

    async def apply(self, label: str, changes: Sequence[Change]) -> bool:
        """Write an edit; say why where it isn't written."""
        try:
            await self.write(self.edited, label, changes)
        except (Problem, OSError) as problem:
            self.bench.refuse(problem)
            return False
        self.take_up()
        return True

    def action_export(self) -> None:
        """Write an export of the case."""
        from ..forms import ExportForm

        self.app.push_screen(ExportForm(self.book))

    def action_elsewhere(self) -> None:
        """Save the case as it is here in another file, whatever became of its own."""
        self.bench.save_elsewhere(self.book)

    def action_info(self) -> None:
        """What the case says of itself."""
        from ..forms import CaseInfoForm

        self.app.push_screen(CaseInfoForm(self.book))

    def edit_event(self, event: Event | None, like: Event | None = None) -> None:
        """Log a new event, worded `like` another, or edit one, and stay on it."""
        from ..forms import EventForm

        if self.coding and event:
            self.answer_event(event)
            return

        def saved(event_id: str | None) -> None:
            if event_id:
                self.selected = event_id
                self.redraw()

        self.app.push_screen(EventForm(self.book, event, like), saved)

    def tag_event(self, wanted: Sequence[Event | None] = ()) -> None:
        """The strategies of the events that are wanted, else of the chosen ones."""
        from .tagger import Tagger

        events = tuple(event for event in wanted if event) or self.chosen
        if not events:
            self.bench.say(self.w.t("No events yet: log one in the first tab"))
            return
        before = {e.id: e.tags for e in events}

        def tagged(event_id: str | None) -> None:
            case = self.edited.case
            if event_id in case.events:
                if event_id not in before or case.events[event_id].tags != before[event_id]:
                    self.last_coded = event_id
                self.selected = event_id
                self.redraw()
            self.after_tagging(tagger)

        left = left_said(self.coding, self.w) if self.coding else ""
        tagger = Tagger(self.edited, events, self.last_coded, left=left)
        self.app.push_screen(tagger, tagged)

    @property
    def chosen(self) -> tuple[Event, ...]:
        """In the log the marked events along the timeline; else the event."""
        in_log = self.query_one(TabbedContent).active == "log"
        marked = tuple(e for e in self.edited.case.timeline if in_log and e.id in self.marked)
        return marked or ((self.event,) if self.event else ())

    async def repeat_coding(self) -> None:
        """Code the chosen events as the last one was coded, in one edit."""
        events = self.chosen
        last = last_coded(self.edited.case, self.last_coded, events[-1] if events else None)
        if last is None or not events:
            none = self.w.t("No events yet: log one in the first tab")
            self.bench.say(self.w.t("No other event is coded yet") if events else none)
            return
        try:
            changes = repeat_tags(self.edited.case, last, events, self.bench.coder)
        except Problem as problem:
            self.bench.refuse(problem)
            return
        if await self.apply(N_("the strategies, as on another event"), changes):
            names = self.w.listed(self.theory.strategy(tag.strategy) for tag in last.tags)
            self.bench.say(
                self.w.t(
                    "Coded as “{title}”: {names}",
                    title=last.title[:80],
                    names=names or self.w.t("none"),
                )
            )

    def open_codebook(self, entry: str = "") -> None:
        """The codebook with the case's own entries; back at the event that was jumped to."""
        from .codebook import CodebookScreen

        def jumped(event_id: str | None) -> None:
            if event_id:
                self.selected = event_id
                self.action_tab("log")
                self.redraw()

        self.app.push_screen(CodebookScreen(self.book, entry), jumped)
