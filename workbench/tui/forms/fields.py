"""What a form asks: a field is a line, a text, a choice, or any number of choices."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from rich.text import Text
from textual.suggester import SuggestFromList
from textual.widget import Widget
from textual.widgets import Input, Select, SelectionList, TextArea

from workbench.locale import shown


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
            area = TextArea(self.value, id=name, tab_behavior="focus", compact=True)
            area.placeholder = self.hint
            return area
        if self.kind == "choice":
            known = {value for value, _ in self.options}
            return Select(
                [(Text(shown(said[:200]), no_wrap=True), value) for value, said in self.options],
                value=self.value if self.value in known else Select.NULL,
                prompt=self.hint or "—",
                id=name,
                compact=True,
            )
        if self.kind == "many":
            return SelectionList(*self.selections(self.value), id=name, compact=True)
        suggester = SuggestFromList(self.suggest, case_sensitive=False) if self.suggest else None
        return Input(self.value, placeholder=self.hint, suggester=suggester, id=name, compact=True)


def read(widget: Widget) -> str:
    """What stands in a field's widget."""
    if isinstance(widget, TextArea):
        return widget.text
    if isinstance(widget, SelectionList):
        options = [widget.get_option_at_index(i) for i in range(widget.option_count)]
        return ";".join(o.value for o in options if o.value in widget.selected)
    if isinstance(widget, Select):
        return "" if widget.value is Select.NULL else str(widget.value)
    assert isinstance(widget, Input)
    return widget.value
