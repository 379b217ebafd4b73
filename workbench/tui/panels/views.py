"""A tab with several ways to look, one at a time, named in a line and switched by key or mouse."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.message import Message
from textual.widgets import ContentSwitcher, Static

from ..kit.commands import Command
from .panel import Panel


class ViewName(Static):
    """The name of a view; a click shows it."""

    @dataclass
    class Chosen(Message):
        """The view is wanted."""

        view: str

    def __init__(self, view: str, name: str) -> None:
        super().__init__(Text(name), classes="view-name")
        self.view = view

    def on_click(self) -> None:
        """Show the view."""
        self.post_message(self.Chosen(self.view))


class Views(Panel):
    """The views of a tab: panels of their own, of which the shown one is told everything."""

    needs_events: frozenset[str] = frozenset()
    """The views that have nothing to show before the first event."""

    def views(self) -> list[tuple[str, str, type[Panel]]]:
        """Id, name and kind of each view, in order."""
        raise NotImplementedError

    def more(self) -> list[Command]:
        """What can be done in every view of the tab."""
        return []

    def compose(self) -> ComposeResult:
        """The names over the shown view."""
        w = self.w
        self.install(
            [
                Command("full_stop", "view(1)", w.t("next view"),
                        w.t("The next view of this tab"), shown_key="."),
                Command("comma", "view(-1)", w.t("previous view"),
                        w.t("The view before"), show=False, shown_key=","),
                *self.more(),
            ]
        )  # fmt: skip
        self.kinds = self.views()
        with Horizontal(classes="view-bar"):
            for view, name, _ in self.kinds:
                yield ViewName(view, name)
        yield Static(classes="views-empty")
        with ContentSwitcher(initial=f"view-{self.kinds[0][0]}"):
            yield from self._panels(self.kinds)

    def _panels(self, kinds: list[tuple[str, str, type[Panel]]]) -> Iterator[Panel]:
        for view, _, kind in kinds:
            panel = kind(self.of)
            panel.id = f"view-{view}"
            yield panel

    def on_mount(self) -> None:
        """Mark the name of what is shown."""
        self._spaced()
        self._mark()

    def _spaced(self) -> None:
        # Six names have room in 80 columns where they stand closer.
        self.query_one(".view-bar").set_class(len(self.kinds) > 5, "-close")

    def _take_views(self) -> None:
        """Let the views be those that there are now: a last one may come or go meanwhile."""
        self.kinds = self.views()
        switcher, bar = self.query_one(ContentSwitcher), self.query_one(".view-bar")
        have = {view for view, _, _ in self.kinds}
        if self.current not in have:
            switcher.current = f"view-{self.kinds[0][0]}"
        names = list(self.query(ViewName))
        for name in names:
            # What goes is hidden, not taken away: an undo brings it back at once.
            name.display = name.view in have
        new = [kind for kind in self.kinds if kind[0] not in {name.view for name in names}]
        if new:
            bar.mount_all(ViewName(view, name) for view, name, _ in new)
            panels = list(self._panels(new))
            for panel in panels:
                panel.display = False
            switcher.mount_all(panels)
        self._spaced()
        self._mark()

    @property
    def shown(self) -> Panel:
        """The view that is seen."""
        name = self.query_one(ContentSwitcher).current
        return self.query_one(f"#{name}", Panel)

    def redraw(self) -> None:
        """Show the case as it is now; a sentence where there is nothing to show yet."""
        self._take_views()
        missing = self.missing
        told = self.query_one(".views-empty", Static)
        told.update(Text(missing))
        told.display = self.can_focus = bool(missing)
        self.query_one(ContentSwitcher).display = not missing
        if not missing:
            self.shown.redraw()

    def enter(self) -> None:
        """Put the focus where work starts."""
        if self.missing:
            self.focus()
        else:
            self.shown.enter()

    @property
    def current(self) -> str:
        """The id of the view that is shown."""
        return str(self.query_one(ContentSwitcher).current).removeprefix("view-")

    @property
    def missing(self) -> str:
        """What the shown view waits for, with its key; empty where it has something to show."""
        if self.case.events or self.current not in self.needs_events:
            return ""
        return self.hint(
            "No events yet: press {one}, then {n} to log the first.",
            {"one": "case.tab-log", "n": "log.new"},
        )

    def memory(self) -> dict[str, str]:
        """What the tab remembers: which view was shown, and what each of them remembers."""
        kept = {"view": str(self.query_one(ContentSwitcher).current)}
        for panel in self.query_one(ContentSwitcher).query(Panel):
            kept |= {f"{panel.id}.{name}": value for name, value in panel.memory().items()}
        return kept

    def recall(self, kept: dict[str, str]) -> None:
        """Take up again what `memory` gave."""
        switcher = self.query_one(ContentSwitcher)
        for panel in switcher.query(Panel):
            mine = f"{panel.id}."
            panel.recall({k.removeprefix(mine): v for k, v in kept.items() if k.startswith(mine)})
            if panel.id == kept.get("view"):
                switcher.current = panel.id
        self._mark()

    def _mark(self) -> None:
        current = self.query_one(ContentSwitcher).current
        for name in self.query(ViewName):
            name.set_class(f"view-{name.view}" == current, "-shown")

    @on(ViewName.Chosen)
    def _chosen(self, event: ViewName.Chosen) -> None:
        self.look(event.view)

    def look(self, view: str) -> None:
        """Show a view."""
        self.query_one(ContentSwitcher).current = f"view-{view}"
        self._mark()
        self.redraw()
        self.enter()

    def action_view(self, by: int) -> None:
        """The view after or before."""
        names = [view for view, _, _ in self.kinds]
        self.look(names[(names.index(self.current) + by) % len(names)])
