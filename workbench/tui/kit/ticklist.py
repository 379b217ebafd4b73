"""A list to tick entries in."""

from __future__ import annotations

from rich.segment import Segment
from textual.events import Key
from textual.strip import Strip
from textual.widgets import SelectionList

from .letters import Letters, is_letter


class Ticks(SelectionList[str]):
    """What isn't ticked has an empty box: Textual's own differs in colour alone."""

    def on_mount(self) -> None:
        """Nothing was typed yet."""
        self._letters = Letters()

    def on_key(self, event: Key) -> None:
        """Letters go to the entry that they begin."""
        if is_letter(event):
            event.stop()
            names = [(str(option.prompt),) for option in self.options]
            found = self._letters.find(event, names, self.highlighted)
            if found:
                self.highlighted = found[0]
                self.scroll_to_highlight()

    def render_line(self, y: int) -> Strip:
        """The entry at this line of the screen behind its box."""
        strip = super().render_line(y)
        place = self.scroll_offset.y + y
        if place < self.option_count and (
            self.get_option_at_index(place).value not in self.selected
        ):
            left, box, *rest = strip
            return Strip([left, Segment(" " * len(box.text), box.style), *rest])
        return strip
