"""A list to tick entries in."""

from __future__ import annotations

from rich.segment import Segment
from textual.strip import Strip
from textual.widgets import SelectionList


class Ticks(SelectionList[str]):
    """What isn't ticked has an empty box: Textual's own differs in colour alone."""

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
