"""The strategy tagger: narrow the list by typing, read what a strategy is, tag with a reason."""

from __future__ import annotations

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from workbench.case import Event, Problem, Tag
from workbench.casebook import Casebook, put
from workbench.codebook import Strategy
from workbench.locale import N_

from ..commands import Command
from ..footer import KeyFooter
from ..forms import Confirm
from ..node import Node
from ..plain import prose

_NONE = "none"


class Tagger(ModalScreen[bool], Node):
    """The strategies of one event."""

    def __init__(self, book: Casebook, event: Event) -> None:
        super().__init__()
        self.book = book
        self.event = event
        self.tags: dict[str, Tag] = {tag.strategy: tag for tag in event.tags}
        self.none = event.coded_none
        self._shown = ""

    def compose(self) -> ComposeResult:
        """A filter over a list, with the strategy under the cursor beside it."""
        w = self.w
        self.install(
            [
                Command("ctrl+s", "save", w.t("save"), w.t("Save and close")),
                Command("enter", "tag", w.t("tag / untag"),
                        w.t("Put the strategy on the event or take it off")),
                Command("ctrl+n", "none", w.t("none"), w.t("Code the event as carrying none")),
                Command("ctrl+r", "reason", w.t("reason"), w.t("Write why it is tagged so")),
                Command("escape", "close", w.t("cancel"), w.t("Close without saving")),
            ]
        )  # fmt: skip
        with Vertical(classes="form tagger"):
            yield Static(prose(self.event.title), classes="heading", id="tagged")
            hint = w.t("filter: English, Chinese or a proposer's name")
            yield Input(id="filter", compact=True, placeholder=hint)
            with Horizontal():
                yield OptionList(id="strategies", markup=False, compact=True)
                with Vertical(id="about"), VerticalScroll(can_focus=False):
                    yield Static(id="details")
            yield Input(id="reason", compact=True)
        yield KeyFooter()

    def on_mount(self) -> None:
        """Everything at first; typing narrows it."""
        self._list()
        self.query_one("#filter").focus()

    def _found(self, wanted: str) -> list[Strategy]:
        return [
            s
            for s in self.theory.book.strategies
            if wanted in " ".join([s.id, s.name.en, s.name.zh_hant, *s.proposers]).casefold()
        ]

    def _line(self, strategy: Strategy) -> Text:
        ticked = strategy.id in self.tags
        line = Text("● " if ticked else "  ", no_wrap=True, overflow="ellipsis")
        line.append(strategy.name.in_(self.theory.lang), style="bold" if ticked else "")
        if strategy.placed == "inferred":
            line.append(" *", style="dim")
        return line

    def _list(self, keep: str | None = None) -> None:
        options = self.query_one("#strategies", OptionList)
        typed = self.query_one("#filter", Input).value.strip().casefold()
        found = self._found(typed)
        rows: list[Option] = []
        for each in self.theory.book.classes:
            mine = [s for s in found if s.class_ == each.id]
            if mine:
                name = each.name.in_(self.theory.lang)
                head = Text.assemble(self.theory.mark(each.id), " ", (name, "bold"))
                rows.append(Option(head, disabled=True))
                rows += [Option(self._line(s), id=s.id) for s in mine]
        none = Text("● " if self.none else "  ") + Text(
            self.w.t("∅ none of the 22 (coded as none)")
        )
        # Below a narrowed list it would be one keystroke from the strategy that was meant.
        if typed in _NONE:
            rows.append(Option(none, id=_NONE))
        options.clear_options()
        options.add_options(rows)
        at = [row.id for row in rows]
        first = next((i for i, name in enumerate(at) if name), 0)
        options.highlighted = at.index(keep) if keep in at and keep else first
        said = ", ".join(self.theory.strategy(s) for s in self.tags)
        self.query_one("#tagged", Static).update(
            Text.assemble(prose(self.event.title), ("  " + said, "bold")) if said
            else prose(self.event.title)
        )  # fmt: skip

    @on(Input.Changed, "#filter")
    def _narrow(self) -> None:
        self._list()

    @on(Input.Submitted, "#filter")
    def _submitted(self) -> None:
        self.action_tag()

    @on(OptionList.OptionSelected, "#strategies")
    def _selected(self) -> None:
        self.action_tag()

    def on_key(self, event: object) -> None:
        """Arrows move the list from the filter; space tags in the list."""
        key = getattr(event, "key", "")
        options = self.query_one("#strategies", OptionList)
        if self.focused is options and key == "space":
            self.action_tag()
        elif self.focused is self.query_one("#filter") and key in ("down", "up"):
            options.action_cursor_down() if key == "down" else options.action_cursor_up()

    def _current(self) -> str:
        options = self.query_one("#strategies", OptionList)
        option = options.highlighted_option
        return (option.id or "") if option else ""

    @on(OptionList.OptionHighlighted, "#strategies")
    def _read(self) -> None:
        self._shown = self._current()
        reason = self.query_one("#reason", Input)
        tag = self.tags.get(self._shown)
        reason.disabled = tag is None
        reason.value = tag.rationale if tag else ""
        reason.placeholder = (
            self.w.t("why this strategy? (ctrl+r)") if tag else self.w.t("tag it first")
        )
        self.query_one("#details", Static).update(self._details(self._shown))

    def _details(self, name: str) -> Text:
        w, lang, said = self.w, self.theory.lang, Text()
        if not name or name == _NONE:
            return Text(w.t("Decided: the event carries none of the strategies."))
        s = self.theory.book.strategy(name)
        said.append_text(self.theory.mark(s.class_))
        other = s.name.en if lang == "zh-Hant" else s.name.zh_hant
        said.append(f" {s.name.in_(lang)}  ", "bold").append(f"{other}\n", "dim")
        said.append(", ".join(s.proposers) + f" · {s.section}", "dim")
        if s.placed == "inferred":
            said.append(" · " + w.t("* class inferred by us"), "dim")
        said.append(f"\n\n{s.meaning.in_(lang)}\n\n")
        said.append(w.t("Code when  "), "bold").append(f"{s.code_when.in_(lang)}\n")
        said.append(w.t("Not when  "), "bold").append(f"{s.code_not_when.in_(lang)}\n")
        for overlap in s.overlaps:
            both = overlap.strategy in self.tags and name in self.tags
            said.append("\n! " if both else "\n≈ ", "bold" if both else "dim")
            said.append(
                w.t("overlaps with {name}", name=self.theory.strategy(overlap.strategy)),
                "bold" if both else "",
            )
            if both:
                said.append(w.t(": both are tagged"), "bold")
        return said

    @on(Input.Changed, "#reason")
    def _reasoned(self, event: Input.Changed) -> None:
        tag = self.tags.get(self._shown)
        if tag and tag.rationale != event.value:
            self.tags[self._shown] = tag.model_copy(update={"rationale": event.value})

    @on(Input.Submitted, "#reason")
    def _back(self) -> None:
        self.query_one("#filter").focus()

    def action_reason(self) -> None:
        """To the reason of the strategy under the cursor."""
        reason = self.query_one("#reason", Input)
        if not reason.disabled:
            reason.focus()

    def action_tag(self) -> None:
        """Tag or untag what is under the cursor."""
        name = self._current()
        if name == _NONE:
            self.action_none()
        elif name in self.tags:
            del self.tags[name]
            self._list(name)
        elif name:
            self.tags[name] = Tag(strategy=name, coder=self.bench.coder)
            self.none = False
            self._list(name)

    def action_none(self) -> None:
        """Code as none; a strategy can't stand beside that."""
        if self.tags:
            self.bench.say(self.w.t("Untag the strategies first: none stands alone"), error=True)
            return
        self.none = not self.none
        self._list(_NONE)

    @property
    def changed(self) -> bool:
        """Whether closing would lose something."""
        return tuple(self.tags.values()) != self.event.tags or self.none != self.event.coded_none

    async def action_save(self) -> None:
        """Write the tags."""
        update = {"tags": tuple(self.tags.values()), "coded_none": self.none}
        event = self.event.model_copy(update=update)
        try:
            await self.write(self.book, N_("the strategies"), put(self.book.case, event))
        except (Problem, OSError) as problem:
            self.bench.refuse(problem)
            return
        self.dismiss(True)

    def action_close(self) -> None:
        """Close; ask first where that loses something."""
        if not self.changed:
            self.dismiss(False)
            return

        def answered(yes: bool | None) -> None:
            if yes:
                self.dismiss(False)

        question = self.w.t("Close without saving what you tagged?")
        self.app.push_screen(Confirm(question, self.w.t("Discard")), answered)
