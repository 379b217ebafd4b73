"""The strategy tagger: narrow the list by typing, read what a strategy is, tag with a reason."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Literal

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Input, OptionList, Static

from workbench.case import Event, Problem, Suggestion
from workbench.casebook import Casebook
from workbench.locale import N_, whole

from ..forms import Confirm, Field
from ..kit import entries
from ..kit.commands import Command
from ..kit.footer import KeyFooter
from ..kit.node import Node
from ..kit.plain import cell, under
from ..panels.apart import unjudged
from ..panels.blindly import onward
from ..panels.candidate import hinted
from ..panels.reasons import sentences
from .strategyfilter import StrategyFilter
from .strategyrows import ADDS, NONE, TOP, StrategyRows
from .taggerstate import Coding, by_strategy, last_coded, next_uncoded, often

_TAGS = {"Enter": "tagger.tag", "ctrl_r": "tagger.reason"}


class Tagger(ModalScreen[str], Node):
    """The strategies of one event, or of several at once; answers with the event it ended on."""

    CSS_PATH = "../styles/codebook.tcss"

    def __init__(
        self,
        book: Casebook,
        events: Sequence[Event],
        last: str | None = None,
        hints: Sequence[Suggestion] = (),
        left: str = "",
    ) -> None:
        """Tag `events`; `last` is the id of the event that was coded last.

        `hints` stand first in the list, as suggestions that code nothing; `left` says what a
        coder of an open round has still to answer.
        """
        super().__init__()
        self.hints = by_strategy(hints)
        self.book = book
        self.last = last
        self.left = left
        self.then: Literal["", "next", "screen"] = ""
        """What a coder of an open round goes on to: the next unit, or the screening questions."""
        self._events = tuple(events)
        self._shown = ""

    def compose(self) -> ComposeResult:
        """A filter over a list, with the strategy under the cursor beside it."""
        w = self.w
        self.coding = Coding(self._events, self.bench.coder)
        self.install(
            [
                Command("enter", "tag", w.t("tag / untag"),
                        w.t("Put the strategy on the event or take it off")),
                Command("ctrl+r", "reason", w.t("reason"), w.t("Write why it is tagged so")),
                Command("ctrl+s", "save", w.t("save"), w.t("Save and close")),
                *onward(w, blind=bool(self.book.answers_of)),
                Command("ctrl+y", "repeat", w.t("as the last"),
                        w.t("Tag as the event that was coded last")),
                Command("ctrl+o", "none", w.t("none"), w.t("Code the event as carrying none")),
                Command("f2", "codebook", w.t("codebook"),
                        w.t("Read the codebook; add a strategy of the case's own")),
                Command("escape", "close", w.t("cancel"), w.t("Close without saving")),
            ]
        )  # fmt: skip
        with Vertical(classes="form tagger -blind" if self.book.answers_of else "form tagger"):
            yield Static(classes="heading", id="tagged")
            yield Static(id="told")
            yield Static(id="chosen")
            hint = w.t("filter: English, Chinese or a proposer's name")
            yield StrategyFilter(id="filter", compact=True, placeholder=hint)
            with Horizontal():
                yield OptionList(id="strategies", markup=False, compact=True)
                with Vertical(id="about"), VerticalScroll(can_focus=False):
                    yield Static(id="details")
            yield Static(id="overlapping")
            yield Input(id="reason", compact=True, select_on_focus=False)
        yield KeyFooter()

    def on_mount(self) -> None:
        """Everything at first; typing narrows it."""
        draft = self.bench.drafts.take(self)
        if draft:
            self.coding.take_up(draft.values)
            self.bench.say(self.w.t("What you had typed before the interruption is put back"))
        self._begin()

    @property
    def heading(self) -> str:
        """What it is for."""
        return self.w.t("Strategies")

    @property
    def event(self) -> Event:
        """The event that a draft of it is about."""
        return self.here

    @property
    def asked(self) -> list[Field]:
        """The coding as it is saved."""
        before = Coding(self.coding.before, self.coding.coder).kept()
        return [Field(name, "", value) for name, value in before.items()]

    def values(self) -> dict[str, str]:
        """The coding as it stands."""
        return self.coding.kept()

    @property
    def changed(self) -> bool:
        """Whether closing would lose something."""
        return bool(self.coding.changed)

    def _begin(self) -> None:
        self._clear_filter()
        self.query_one("#filter").focus()

    @property
    def here(self) -> Event:
        """The event, or the last of several."""
        return self.coding.before[-1]

    def _heading(self) -> None:
        w, events = self.w, self.coding.before
        width = min(int(self.room.width * 0.9), 130) - 4
        title = Text()
        if len(events) == 1:
            acting = sentences(self).who(unjudged(self.book.case), self.here)
            head = Text.assemble(f"{self.here.date or '—'}  ", cell(acting, 60))
            title = cell(self.here.title)
        else:
            head = Text(w.tn("{n} event at once", "{n} events at once", len(events)))
            head.append("  ● ").append(w.t("on all")).append("  ◐ ").append(w.t("on some"))
        self.query_one("#tagged", Static).update(under(head, title, Text(self.left, "dim"), width))
        names = [self.theory.strategy(s) for s in self.coding.strategies]
        if self.coding.none == "all":
            names = ["∅ " + w.t("none")]
        chosen = self.query_one("#chosen", Static)
        chosen.display = bool(names)
        chosen.update(cell("● " + " · ".join(names), width, "bold"))
        told = self.query_one("#told", Static)
        told.display = len(events) == 1 and bool(self.here.description.strip())
        # Whoever codes blind codes what is told here, and knows no more of it.
        lines = (2 if self.room.height > 30 else 1) * (3 if self.book.answers_of else 1)
        told.update(cell(" ".join(self.here.description.split()), lines * width, "dim"))

    def _clear_filter(self, keep: str | None = None) -> None:
        field = self.query_one(StrategyFilter)
        with self.prevent(Input.Changed):
            field.value = field.tagged = ""
        self._list(keep)

    def _list(self, keep: str | None = None) -> None:
        options = self.query_one("#strategies", OptionList)
        typed = self.query_one("#filter", Input).value.strip().casefold()
        recent = [] if typed else often(self.book.case, self._last())
        rows = StrategyRows(self.theory, self, self.coding).all(typed, self.hints, recent)
        at = [row.id for row in rows]
        options.clear_options()
        options.add_options(rows)
        first = next((i for i, name in enumerate(at) if name), None)
        options.highlighted = at.index(keep) if keep and keep in at else first
        self._heading()
        pairs = self.coding.overlapping(self.theory.book)
        warned = self.query_one("#overlapping", Static)
        warned.display = bool(pairs)
        said = [
            self.w.t(
                "“{one}” and “{two}” overlap: make sure that both are meant",
                one=self.theory.strategy(one),
                two=self.theory.strategy(two),
            )
            for one, two in pairs
        ]
        warned.update(Text("! " + " · ".join(said)))
        self._read()

    def on_resize(self) -> None:
        """The lines at the top take the width there is."""
        self._heading()

    @on(Input.Changed, "#filter")
    def _narrow(self) -> None:
        self._list()

    @on(Input.Submitted, "#filter")
    @on(OptionList.OptionSelected, "#strategies")
    def _submitted(self) -> None:
        self.action_tag()

    def on_key(self, event: object) -> None:
        """Arrows move the list from the filter; space tags in the list."""
        key = getattr(event, "key", "")
        options = self.query_one("#strategies", OptionList)
        if self.focused is options and key == "space":
            self.action_tag()
        elif self.focused is self.query_one("#filter") and key in ("down", "up"):
            options.action_cursor_down() if key == "down" else options.action_cursor_up()

    @property
    def _option(self) -> str:
        option = self.query_one("#strategies", OptionList).highlighted_option
        return (option.id or "") if option else ""

    @on(OptionList.OptionHighlighted, "#strategies")
    def _read(self) -> None:
        self._shown = self._option.removeprefix(TOP)
        reason = self.query_one("#reason", Input)
        reason.disabled = self._shown not in self.coding.strategies
        with self.prevent(Input.Changed):
            reason.value = "" if reason.disabled else self.coding.rationale(self._shown)
        asked = self.hint("why this strategy? ({ctrl_r})", _TAGS)
        first = self.hint("{Enter} tags it; then {ctrl_r}, and say here why", _TAGS)
        reason.placeholder = first if reason.disabled else asked
        self.query_one("#details", Static).update(self._details(self._shown))

    def _details(self, name: str) -> Text:
        if name == NONE:
            return Text(self.w.t("Decided: the event carries none of the strategies."))
        if not name:
            return Text()
        found = self.theory.book.strategy(name)
        if name in self.hints:
            said = Text.assemble((self.w.t("A suggestion, not a coding") + "\n", "bold italic"))
            for hint in self.hints[name]:
                said.append_text(hinted(hint, self)).append("\n")
            said.append("\n")
            known = entries.strategy(self.theory, self.w, found, self.coding.strategies)
            return said.append_text(known)
        return entries.strategy(self.theory, self.w, found, self.coding.strategies)

    @on(Input.Changed, "#reason")
    def _reasoned(self, event: Input.Changed) -> None:
        if self._shown:
            self.coding.explain(self._shown, whole(event.value))

    @on(Input.Submitted, "#reason")
    def _back(self) -> None:
        self.query_one("#filter").focus()

    def action_reason(self) -> None:
        """To the reason of the strategy under the cursor, or of the one that was just tagged."""
        found = self.query_one(StrategyFilter)
        if not self._option and found.was_reason(self.coding):
            self._clear_filter(found.tagged)
        reason = self.query_one("#reason", Input)
        if not reason.disabled:
            reason.focus()
            reason.action_end()
        else:
            self.bench.say(self.hint("Tag the strategy first ({Enter}), then say why", _TAGS))

    def action_tag(self) -> None:
        """Tag or untag what is under the cursor."""
        if self._shown == NONE:
            self.action_none()
        elif self._shown:
            self.coding.toggle(self._shown)
            self.coding.name_rules(self.book.case, self.hints.get(self._shown, ()), self._shown)
            self._list(self._option)
            on = self._shown in self.coding.strategies
            self.query_one(StrategyFilter).done_with(self._shown if on else "")
        else:
            self.bench.say(
                self.hint("No strategy is marked: change the filter, or {F2} adds one", ADDS)
            )

    def action_none(self) -> None:
        """Code as none; a strategy can't stand beside that."""
        try:
            self.coding.toggle_none()
        except Problem as problem:
            self.bench.refuse(problem)
            return
        self._list(NONE)

    def _last(self) -> Event | None:
        return last_coded(self.book.case, self.last, self.here)

    def action_repeat(self) -> None:
        """Tag as the event that was coded last."""
        last = self._last()
        if last is None:
            self.bench.say(self.w.t("No other event is coded yet"))
            return
        try:
            self.coding.repeat(self.book.case, last)
        except Problem as problem:
            self.bench.refuse(problem)
            return
        self.bench.say(self.w.t("Tagged as “{title}”", title=last.title[:80]))
        self._list(self._option)

    def action_codebook(self) -> None:
        """Read the codebook at the strategy under the cursor, and come back."""
        from .codebook import CodebookScreen

        def back(_event: str | None) -> None:
            self._list(self._option)

        entry = f"strategy:{self._shown}" if self._shown != NONE else ""
        self.app.push_screen(CodebookScreen(self.book, entry, jumps=False), back)

    async def _saved(self) -> bool:
        if not self._option and (lost := self.query_one(StrategyFilter).lost(self.coding)):
            self.bench.say(lost, error=True)
            return False
        n = len(self.coding.changed)
        label = N_("the strategies of several events") if n > 1 else N_("the strategies")
        try:
            await self.write(self.book, label, self.coding.changes(self.book.case))
        except (Problem, OSError) as problem:
            self.bench.refuse(problem)
            return False
        if self.book.case.events[self.here.id].coded:
            self.last = self.here.id
        return True

    def _in_turn(self, then: Callable[[], object]) -> None:
        # Else a key typed right after Enter is served before what Enter did has come up here.
        path = [self.focused or self, *(self.focused or self).ancestors]

        def hop(place: int) -> None:
            node = path[place]
            if node is self:
                self.call_later(then)
            else:
                node.call_later(hop, place + 1)

        hop(0)

    def action_save(self) -> None:
        """Write the tags."""
        self._in_turn(self._save)

    async def _save(self) -> None:
        if await self._saved():
            self.dismiss(self.here.id)

    def action_next(self) -> None:
        """Write the tags and go on with the next event that isn't coded."""
        self._in_turn(self._next)

    async def _next(self) -> None:
        if not await self._saved():
            return
        if self.book.answers_of:
            self._leave("next")
            return
        coming = next_uncoded(self.book.case, self.here.id)
        if coming is None or coming.id == self.here.id:
            said = self.w.t("Every other event is coded")
            self.bench.say(said if coming else self.w.t("Every event is coded"))
            self.dismiss(self.here.id)
            return
        # What was suggested was suggested for the event before.
        self.hints = {}
        self.coding = Coding((coming,), self.bench.coder)
        self._begin()

    def action_screen(self) -> None:
        """Write the tags and go on with the screening questions."""
        self._in_turn(self._screen)

    async def _screen(self) -> None:
        if await self._saved():
            self._leave("screen")

    def _leave(self, then: Literal["next", "screen"]) -> None:
        self.then = then
        self.dismiss(self.here.id)

    def action_close(self) -> None:
        """Close; ask first where that loses something."""
        if not self.coding.changed:
            self.dismiss(self.here.id)
            return

        def answered(yes: bool | None) -> None:
            if yes:
                self.dismiss(self.here.id)

        question = self.w.t("Close without saving what you tagged?")
        self.app.push_screen(Confirm(question, self.w.t("Discard")), answered)
