"""What a form asks: a field is a line, a text, a choice, or any number of choices."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from rich.text import Text
from textual.app import ComposeResult
from textual.content import Content
from textual.events import Key
from textual.message import Message
from textual.suggester import Suggester, SuggestFromList
from textual.visual import Visual
from textual.widget import Widget
from textual.widgets import Input, OptionList, Select, SelectionList, TextArea

from workbench.locale import shown, whole

from ..kit.letters import Letters, is_letter
from ..kit.ticklist import Ticks
from .editor import LongText


class Parts(Suggester):
    """Completes the last of several names that stand with `;` between them."""

    def __init__(self, names: tuple[str, ...]) -> None:
        super().__init__(use_cache=False, case_sensitive=True)
        self.names = names

    async def get_suggestion(self, value: str) -> str | None:
        """The text with its last name completed."""
        typed = value.rpartition(";")[2].lstrip()
        for name in self.names:
            if typed and name.casefold().startswith(typed.casefold()) and name != typed:
                return value[: len(value) - len(typed)] + name
        return None


class _Line(str):
    """What a choice offers, made ready when it is drawn: a case may have thousands of sources."""

    def visualize(self) -> Visual:
        """One line of it, as data."""
        return Content.from_rich_text(Text(shown(self), no_wrap=True))


class Choice(Select[str]):
    """A choice that finds its options by the letters they begin with.

    What one option alone fits is chosen; where there are several the list opens on them.
    """

    def __init__(self, choices: Sequence[tuple[str, str]], chosen: str, hint: str, name: str):
        """Offer `choices`, as (value, words)."""
        self._letters = Letters()
        self._found = False
        # The empty row is found by no letter.
        self._names: list[tuple[str, ...]] = [(), *((said, value) for value, said in choices)]
        known = {value for value, _ in choices}
        self._begun = chosen in known
        super().__init__(
            [(_Line(said[:200]), value) for value, said in choices],
            value=chosen if chosen in known else Select.NULL,
            prompt=hint,
            # Textual's own search in an open list wouldn't know the letters typed before.
            type_to_search=False,
            id=name,
            compact=True,
        )

    def compose(self) -> ComposeResult:
        """What is chosen and the list, dressed before they come in rather than once more then."""
        for part in super().compose():
            if isinstance(part, OptionList):
                part.set_class(self.compact, "-textual-compact")
            else:
                part.set_class(self._begun, "-has-value")
            yield part

    def on_key(self, event: Key) -> None:
        """A letter finds, Backspace takes the choice back."""
        if is_letter(event):
            event.stop()
            self._find(event)
        elif self.expanded and event.key == "space":
            # A word goes on.
            event.stop()
        elif not self.expanded and event.key in ("backspace", "delete"):
            event.stop()
            self.clear()

    def on_select_overlay_dismiss(self, event: Message) -> None:
        """Who goes on to another field takes along what letters have found."""
        entries = self.query_one(OptionList)
        left = self.expanded and getattr(event, "lost_focus", False)
        if left and self._found and entries.highlighted:
            self.value = self._names[entries.highlighted][1]
        self._found = False

    def _find(self, event: Key) -> None:
        entries = self.query_one(OptionList)
        chosen = None if self.value is Select.NULL else self._place(str(self.value))
        found = self._letters.find(event, self._names, entries.highlighted if self.expanded
                                   else chosen)  # fmt: skip
        if not found:
            return
        if len(found) == 1 and not self.expanded:
            self.value = self._names[found[0]][1]
            return
        self._found = self.expanded = True
        entries.highlighted = found[0]
        entries.scroll_to_highlight()

    def _place(self, value: str) -> int:
        return next(i for i, names in enumerate(self._names) if names[1:] == (value,))


@dataclass(frozen=True)
class Field:
    """One thing that a form asks for."""

    name: str
    label: str
    value: str = ""
    kind: Literal["line", "text", "choice", "many"] = "line"
    options: tuple[tuple[str, str], ...] = ()
    """The choices, as (value, words)."""
    hint: str = ""
    check: Callable[[str], str] | None = None
    """Reads the value; raises `Problem`."""
    suggest: tuple[str, ...] = ()
    """What the case already says in this place."""
    completes: Suggester | None = None
    """What completes the line, where a list of names can't."""
    carried: bool = False
    """Whether the value comes from what was saved just before."""
    several: bool = False
    """Whether several names stand here with `;` between them."""
    readback: Callable[[str], str] | None = None
    """How a value that passes its check is understood, shown while it is typed."""

    def selections(self, chosen: str) -> list[tuple[Text, str, bool]]:
        """The choices of a `many`, those in `chosen` (values with ; between) ticked."""
        ticked = set(chosen.split(";"))
        return [
            (Text(shown(said[:200]), no_wrap=True, overflow="ellipsis"), value, value in ticked)
            for value, said in self.options
        ]

    def widget(self) -> Widget:
        """What the person types or chooses in."""
        name = f"field-{self.name}"
        if self.kind == "text":
            area = LongText(self.value, id=name, tab_behavior="focus", compact=True)
            area.placeholder = self.hint
            return area
        if self.kind == "choice":
            return Choice(self.options, self.value, self.hint or "—", name)
        if self.kind == "many":
            return Ticks(*self.selections(self.value), id=name, compact=True)
        suggester = self.completes
        if self.suggest:
            listed = SuggestFromList(self.suggest, case_sensitive=False)
            suggester = Parts(self.suggest) if self.several else listed
        return Input(self.value, placeholder=self.hint, suggester=suggester, id=name, compact=True)

    def put(self, widget: Widget) -> None:
        """Set the field's widget to the field's value."""
        if isinstance(widget, TextArea):
            widget.text = self.value
        elif isinstance(widget, Select):
            widget.value = self.value or Select.NULL
        elif isinstance(widget, Input):
            widget.value = self.value


def read(widget: Widget) -> str:
    """What stands in a field's widget, as any file takes it."""
    if isinstance(widget, TextArea):
        return whole(widget.text)
    if isinstance(widget, SelectionList):
        options = [widget.get_option_at_index(i) for i in range(widget.option_count)]
        return ";".join(o.value for o in options if o.value in widget.selected)
    if isinstance(widget, Select):
        return "" if widget.value is Select.NULL else str(widget.value)
    assert isinstance(widget, Input)
    return whole(widget.value)
