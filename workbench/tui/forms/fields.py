"""What a form asks: a field is a line, a text, a choice, or any number of choices."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from rich.text import Text
from textual.events import Key
from textual.suggester import Suggester, SuggestFromList
from textual.widget import Widget
from textual.widgets import Input, Select, SelectionList, TextArea

from workbench.locale import shown, whole

from ..ticks import Ticks
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


class Choice(Select[str]):
    """A choice in which a letter goes to the next option that begins with it."""

    def on_key(self, event: Key) -> None:
        """A letter chooses, Backspace takes the choice back."""
        if self.expanded:
            return
        if event.key in ("backspace", "delete"):
            event.stop()
            self.clear()
        elif event.is_printable and event.character and not event.character.isspace():
            event.stop()
            self._jump(event.character.casefold())

    def _jump(self, letter: str) -> None:
        fitting = [
            value
            for prompt, value in self._options
            if isinstance(value, str)
            and (value.startswith(letter) or str(prompt).casefold().startswith(letter))
        ]
        if fitting:
            at = fitting.index(self.value) if self.value in fitting else -1
            self.value = fitting[(at + 1) % len(fitting)]


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
    several: bool = False
    """Whether several names stand here with `;` between them."""
    reading: Callable[[str], str] | None = None
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
            known = {value for value, _ in self.options}
            return Choice(
                [(Text(shown(said[:200]), no_wrap=True), value) for value, said in self.options],
                value=self.value if self.value in known else Select.NULL,
                prompt=self.hint or "—",
                id=name,
                compact=True,
            )
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
