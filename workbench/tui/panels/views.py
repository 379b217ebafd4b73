"""A tab with several ways to look, one at a time, named in a line and switched by key or mouse."""

from __future__ import annotations

from dataclasses import dataclass

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.message import Message
from textual.widgets import ContentSwitcher, Static

from ..commands import Command
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
        with ContentSwitcher(initial=f"view-{self.kinds[0][0]}"):
            for view, _, kind in self.kinds:
                panel = kind(self.of)
                panel.id = f"view-{view}"
                yield panel

    def on_mount(self) -> None:
        """Mark the name of what is shown."""
        self._mark()

    @property
    def shown(self) -> Panel:
        """The view that is seen."""
        name = self.query_one(ContentSwitcher).current
        return self.query_one(f"#{name}", Panel)

    def redraw(self) -> None:
        """Show the case as it is now."""
        self.shown.redraw()

    def enter(self) -> None:
        """Put the focus where work starts."""
        self.shown.enter()

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
        current = str(self.query_one(ContentSwitcher).current).removeprefix("view-")
        self.look(names[(names.index(current) + by) % len(names)])
