"""What a tab of a case knows of the screen that it stands on."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Literal, Protocol

if TYPE_CHECKING:
    from textual.geometry import Size
    from textual.widget import Widget

    from workbench.case import Change, Event
    from workbench.casebook import Casebook
    from workbench.casebook.coding import AnswerBook
    from workbench.judgement import Findings, View

Question = Literal["why", "change"]
"""What is asked of a verdict: why it is so, or what would change it."""


class Desk(Protocol):
    """An open case as its tabs see it: what is selected, how it is judged, what can be done."""

    book: Casebook
    coding: AnswerBook | None
    """The answers of whoever codes here in an open round; none: the case is edited itself."""
    selected: str | None
    """The id of the event that the tabs are about."""
    below: str | None
    """The lens in the lower row of the zipper; none: the one that decides the half of intent."""
    marked: set[str]
    """The ids of the events that are marked, for what is done to many."""
    findings: Findings
    """The case as it is looked at now."""
    own_findings: Findings
    """The case under its own view, of which memos are."""

    @property
    def edited(self) -> Casebook:
        """Where an edit goes: the case, or a coder's own answers."""

    @property
    def event(self) -> Event | None:
        """The event that the tabs are about."""

    @property
    def view(self) -> View:
        """What counts on the screen."""

    @property
    def own_view(self) -> View:
        """What counts in the case."""

    @property
    def room(self) -> Size:
        """The terminal's columns and rows."""

    @property
    def focused(self) -> Widget | None:
        """What hears the keys."""

    def redraw(self) -> None:
        """Show the case as it is now."""

    def action_tab(self, tab: str) -> None:
        """Go to a tab."""

    async def apply(self, label: str, changes: Sequence[Change]) -> bool:
        """Write an edit; say why where it isn't written."""

    async def attempted(self, step: Callable[[], object]) -> bool:
        """Do something to what is edited; say why where it isn't done."""

    def next_after(self, unit: str) -> None:
        """To the next unit that whoever codes blind hasn't answered, once another is done with."""

    def edit_event(self, event: Event | None, like: Event | None = None) -> None:
        """Log a new event, worded `like` another, or edit one."""

    def tag_event(self, wanted: Sequence[Event | None] = ()) -> None:
        """Tag the events that are marked, or the one that is selected."""

    async def repeat_coding(self) -> None:
        """Tag as the event that was coded last."""

    def ask(self, event: Event, lens: str, question: Question) -> None:
        """Answer of a verdict in full: why it is so, or what would change it."""
