"""The codebook browser: the whole typology to read, and the events that carry each strategy."""

from __future__ import annotations

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.screen import Screen
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from workbench.case import Case, Event, Problem, placement_problem
from workbench.casebook import Casebook, carriers_of_each, remove_strategy
from workbench.codebook import Strategy
from workbench.judgement import Dyad
from workbench.locale import N_

from ..forms import Confirm
from ..kit.commands import Command
from ..kit.entries import PAPER, READING, event_line
from ..kit.footer import KeyFooter
from ..kit.node import Node
from ..kit.plain import two_ends
from ..kit.theory import OWN
from .reference import Chapter, Entry, Reference


class CodebookScreen(Screen[str], Node):
    """A list of entries beside the entry under the cursor; answers with an event to jump to."""

    CSS_PATH = "../styles/codebook.tcss"

    def __init__(
        self, book: Casebook | None = None, entry: str = "", *, jumps: bool = True
    ) -> None:
        """Show the codebook of `book`'s case, or as shipped, at `entry`."""
        super().__init__()
        self.book = book
        self.at = entry
        self.jumps = jumps
        self._entries: dict[str, Entry] = {}
        self._carried: tuple[Case, dict[str, tuple[Event, ...]]] | None = None
        """Which events carry what, in the case as it was looked through last."""

    def reopen(self) -> None:
        """At the same entry, over the same case."""
        self.bench.read_codebook(self.at)

    def compose(self) -> ComposeResult:
        """What the marks mean, a search, the entries, the one under the cursor, its events."""
        w = self.w
        commands = [
            Command("slash", "search", w.t("search"), w.t("Search the codebook"), shown_key="/"),
            Command("tab", "app.focus_next", w.t("list / events"), show=self.book is not None),
        ]
        if self.book:
            commands += [
                Command("n", "add", w.t("add"), w.t("Add a strategy of the case's own")),
                Command("p", "place", w.t("re-place"),
                        w.t("Place a strategy elsewhere whose class is inferred")),
                Command("e", "edit", w.t("edit"), w.t("Edit what is the case's own")),
                Command("d", "remove", w.t("remove"), w.t("Remove what is the case's own")),
            ]  # fmt: skip
        commands.append(Command("q,escape,f2", "close", w.t("back"), w.t("Back to where you were")))
        self.install(commands)
        yield Static(id="cb-top")
        with Horizontal(id="cb-body"):
            with Vertical(id="cb-left"):
                hint = w.t("search the codebook")
                yield Input(id="cb-search", compact=True, placeholder=hint)
                yield OptionList(id="cb-list", markup=False, compact=True)
            with Vertical(id="cb-right"):
                with VerticalScroll(id="cb-page"):
                    yield Static(id="cb-text")
                yield Static(id="cb-carried", classes="heading")
                yield OptionList(id="cb-events", markup=False, compact=True)
        yield KeyFooter()

    def on_mount(self) -> None:
        """At the entry that was asked for."""
        self._fill()
        self.query_one("#cb-list").focus()

    def on_resize(self) -> None:
        """The line at the top takes the width there is."""
        w, book = self.w, self.theory.book
        own = sum(s.placed == "case" for s in book.strategies)
        head = Text(" " + w.t("Codebook"), "bold")
        if self.room.width >= 100:
            paper = book.source
            head.append(f" · {paper.author.in_(self.theory.lang)} {paper.year}", "dim")
        if own:
            head.append(" · " + w.t("{n} of the case’s own", n=own), "bold")
        legend = Text(style="dim")
        marks = ((PAPER, w.t("the paper")), (READING, w.t("our reading")), (OWN, w.t("case’s own")))
        for mark, label in marks[: 3 if self.book else 2]:
            legend.append(f"{mark} ", "bold").append(f"{label}  ")
        self.query_one("#cb-top", Static).update(two_ends(head, legend, self.room.width))

    def _found(self, typed: str) -> list[Chapter]:
        chapters = Reference(self.theory, self.w).chapters()
        parts = typed.casefold().split()

        def fits(entry: Entry) -> bool:
            return all(part in entry.words for part in parts)

        found = [Chapter(c.name, tuple(e for e in c.entries if fits(e))) for c in chapters]
        return [chapter for chapter in found if chapter.entries]

    def _fill(self) -> None:
        found = self._found(self.query_one("#cb-search", Input).value)
        self._entries = {e.id: e for chapter in found for e in chapter.entries}
        room = 38 if self.room.width >= 100 else 28
        rows: list[Option] = []
        for chapter in found:
            name = chapter.name.copy()
            name.stylize("bold")
            rows.append(Option(name, disabled=True))
            for entry in chapter.entries:
                carried = len(self._events(entry.id))
                count = Text(str(carried) if carried else "", "dim")
                line = two_ends(Text("  ") + entry.label, count, room)
                rows.append(Option(line, id=entry.id))
        if not rows:
            rows.append(Option(Text(self.w.t("Nothing in the codebook matches"), "dim"),
                               disabled=True))  # fmt: skip
        options = self.query_one("#cb-list", OptionList)
        at = [row.id for row in rows]
        wanted = at.index(self.at) if self.at in self._entries else (1 if len(rows) > 1 else None)
        options.clear_options()
        options.add_options(rows)
        options.highlighted = wanted
        self._read()
        self.on_resize()

    @on(Input.Changed, "#cb-search")
    def _searched(self) -> None:
        self._fill()

    @on(Input.Submitted, "#cb-search")
    def _to_list(self) -> None:
        self.query_one("#cb-list").focus()

    def _events(self, entry: str) -> tuple[Event, ...]:
        kind, _, id_ = entry.partition(":")
        if self.book is None or kind != "strategy":
            return ()
        case = self.book.case
        if self._carried is None or self._carried[0] is not case:
            self._carried = case, carriers_of_each(case)
        return self._carried[1].get(id_, ())

    def _ours(self, events: tuple[Event, ...]) -> str:
        """How many of them are counted as the balancer's."""
        assert self.book
        info = self.book.case.info
        dyad = Dyad(info)
        n = sum(dyad.counts(event, info.joint) for event in events)
        return self.w.tn("{balancer}: {n} act", "{balancer}: {n} acts", n,
                         balancer=info.balancer)  # fmt: skip

    @on(OptionList.OptionHighlighted, "#cb-list")
    def _read(self) -> None:
        option = self.query_one("#cb-list", OptionList).highlighted_option
        entry = self._entries.get((option.id or "") if option else "")
        if entry:
            self.at = entry.id
        self.query_one("#cb-text", Static).update(entry.said() if entry else Text())
        self.query_one("#cb-page", VerticalScroll).scroll_home(animate=False)
        carrying = self._events(entry.id) if entry else ()
        head, events = self.query_one("#cb-carried", Static), self.query_one("#cb-events")
        assert isinstance(events, OptionList)
        works = entry.works if entry else ()
        events.display = bool(carrying or works)
        events.clear_options()
        said = []
        if self.book and entry and entry.id.startswith("strategy:"):
            many = self.w.tn("{n} event carries it", "{n} events carry it", len(carrying))
            none = self.w.t("No event of this case carries it")
            said.append(f"{many} · {self._ours(carrying)}" if carrying else none)
            dyad = Dyad(self.book.case.info)
            events.add_options(Option(event_line(e, dyad), id=e.id) for e in carrying)
        if works:
            said.append(self.w.tn("{n} work cited", "{n} works cited", len(works)))
            labels = ((f"work:{id_}", self.theory.book.work(id_).label) for id_ in works)
            events.add_options(Option(Text(f"→ {label}"), id=id_) for id_, label in labels)
        head.display = bool(said)
        head.update(Text(" · ".join(said)))
        events.highlighted = 0 if events.option_count else None

    @on(OptionList.OptionSelected, "#cb-list")
    def _onward(self) -> None:
        events = self.query_one("#cb-events")
        (events if events.display else self.query_one("#cb-page")).focus()

    @on(OptionList.OptionSelected, "#cb-events")
    def _jump(self, event: OptionList.OptionSelected) -> None:
        if (event.option_id or "").startswith("work:"):
            self.at = event.option_id or ""
            self.query_one("#cb-search", Input).value = ""
            self._fill()
            self.query_one("#cb-list").focus()
        elif self.jumps:
            self.dismiss(event.option_id or "")
        else:
            self.bench.say(self.w.t("Close the tagger to go to the event"))

    def action_search(self) -> None:
        """To the search."""
        self.query_one("#cb-search").focus()

    def action_close(self) -> None:
        """Out of the search first, then back."""
        field = self.query_one("#cb-search", Input)
        if field.has_focus or field.value:
            field.value = ""
            self.query_one("#cb-list").focus()
        else:
            self.dismiss("")

    @property
    def _strategy(self) -> Strategy | None:
        kind, _, id_ = self.at.partition(":")
        return self.theory.book.strategy(id_) if kind == "strategy" else None

    def _changed(self, strategy: str | None) -> None:
        if strategy:
            self.at = f"strategy:{strategy}"
            self.query_one("#cb-search", Input).value = ""
            self._fill()

    def action_add(self) -> None:
        """Add a strategy of the case's own."""
        from ..forms.strategy import OwnStrategyForm

        if self.book:
            self.app.push_screen(OwnStrategyForm(self.book), self._changed)
        else:
            self.bench.say(self.w.t("Strategies of its own belong to a case: open one first"))

    def action_place(self) -> None:
        """Place a strategy elsewhere; say why where the paper has placed it."""
        from ..forms.strategy import PlacementForm

        s = self._strategy
        if self.book is None or s is None:
            none = self.w.t("Strategies of its own belong to a case: open one first")
            self.bench.say(self.w.t("Go to a strategy first") if self.book else none)
            return
        if s.own and s.own.added:
            self.action_edit()
            return
        wrong = placement_problem(s.id)
        if wrong:
            self.bench.refuse(wrong)
            return
        self.app.push_screen(PlacementForm(self.book, s), self._changed)

    def action_edit(self) -> None:
        """Edit what is the case's own."""
        from ..forms.strategy import OwnStrategyForm, PlacementForm

        s = self._strategy
        entry = self.book.case.own.get(s.id) if self.book and s else None
        if self.book is None or s is None or entry is None:
            self.bench.say(
                self.hint(
                    "Only what is the case’s own can be changed ({n} adds, {p} places)",
                    {"n": "codebook.add", "p": "codebook.place"},
                )
            )
        elif entry.kind == "added":
            self.app.push_screen(OwnStrategyForm(self.book, entry), self._changed)
        else:
            self.app.push_screen(PlacementForm(self.book, s), self._changed)

    def action_remove(self) -> None:
        """Remove what is the case's own; say which events carry it where some do."""
        book, s = self.book, self._strategy
        if book is None or s is None or s.id not in book.case.own:
            self.bench.say(self.w.t("Only what is the case’s own can be removed"))
            return
        try:
            changes = remove_strategy(book.case, s.id)
        except Problem as problem:
            self.bench.refuse(problem)
            return

        async def answered(yes: bool | None) -> None:
            if not yes:
                return
            try:
                await self.write(book, N_("a removed entry of the case’s codebook"), changes)
            except (Problem, OSError) as problem:
                self.bench.refuse(problem)
            self._fill()

        question = self.w.t("Remove “{name}” from the case’s codebook?",
                            name=self.theory.strategy(s.id))  # fmt: skip
        self.app.push_screen(Confirm(question, self.w.t("Remove")), answered)
