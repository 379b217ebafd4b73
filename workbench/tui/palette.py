"""Every action by name: those of this place, of the other tabs, each case, language, theme."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.content import Content
from textual.screen import ModalScreen

from workbench.guide import PAGES, title
from workbench.locale import shown

from .commands import Command, Commanded, commands_at
from .scopes import scope_name

if TYPE_CHECKING:
    from .app import WorkbenchApp
    from .screens import CaseScreen

_ITSELF = ("command_palette", "help_quit", "tab(", "app.focus_next", "into")


@dataclass(frozen=True)
class _Entry:
    title: str
    about: str
    perform: Callable[[], Awaitable[None] | None]


class Actions(Provider):
    """What the command palette offers."""

    @property
    def bench(self) -> WorkbenchApp:
        """The application."""
        return cast("WorkbenchApp", self.app)

    async def startup(self) -> None:
        """A tab that wasn't looked at yet has its actions too."""
        if self._case_screen:
            await self._case_screen.furnish()

    @property
    def _case_screen(self) -> CaseScreen | None:
        """The case that the palette lies over."""
        return next((case for case in self.bench.cases if case is self.screen), None)

    async def discover(self) -> Hits:
        """Everything, in the order in which it is near."""
        for entry in self._entries():
            yield DiscoveryHit(
                Content(entry.title), entry.perform, text=entry.title, help=entry.about
            )

    async def search(self, query: str) -> Hits:
        """What fits the letters, in its name or in its id."""
        matcher, found = self.matcher(query), False
        for entry in self._entries():
            named = query.strip().casefold() in entry.about
            score = max(matcher.match(entry.title), 0.1 if named else 0)
            if score > 0:
                found = True
                yield Hit(
                    score, Content(entry.title), entry.perform, text=entry.title, help=entry.about
                )

        if not found:
            none = self.bench.words.t("No action is called so")
            yield Hit(0.01, Content(none), lambda: None, text=none)

    def _entries(self) -> Iterator[_Entry]:
        w, bench, screen = self.bench.words, self.bench, self.screen
        seen = set[str]()
        for node, command in commands_at(screen):
            if command.id not in seen and not command.action.startswith(_ITSELF):
                seen.add(command.id)
                yield self._command(node, command)
        if isinstance(screen, ModalScreen):
            return
        if self._case_screen:
            yield from self._of_tabs(self._case_screen, seen)
        elif bench.last_case:
            yield from self._case(bench.last_case, w.t("Continue: {case}"))
        for slug in sorted(path.stem for path in bench.workspace.cases.glob("*.json")):
            yield from self._case(slug, w.t("Open the case {case}"))
        for name in PAGES:
            yield _Entry(
                w.t("Guide: {page}", page=title(name, w.lang)), "",
                lambda name=name: bench.action_help(name),  # type: ignore[misc]
            )  # fmt: skip
        for name, said in bench.theme_names():
            yield _Entry(
                w.t("Theme: {name}", name=said), "",
                lambda name=name: bench.choose_theme(name),  # type: ignore[misc]
            )  # fmt: skip

    def _command(
        self, node: Commanded, command: Command, first: Callable[[], None] | None = None
    ) -> _Entry:
        async def perform() -> None:
            if first:
                first()
            # Keys that were typed ahead may have closed what the palette was opened over.
            if any(each in (self.app, *self.app.screen_stack) for each in node.ancestors_with_self):
                await self.app.run_action(command.action, node)

        where = scope_name(node.scope, self.bench.words)
        title = command.help or command.label
        if first and where:
            title = f"{where}: {title}"
        return _Entry(title, f"{command.written}   {command.id}", perform)

    def _of_tabs(self, screen: CaseScreen, seen: set[str]) -> Iterator[_Entry]:
        from .screens.case import TABS

        w = self.bench.words
        for number, tab in enumerate(TABS, 1):
            panel = screen.panel_of(tab)
            if panel is None:
                continue
            name = scope_name(panel.scope, w) or tab

            def go(tab: str = tab) -> None:
                screen.action_tab(tab)

            yield _Entry(w.t("Go to {tab}", tab=name), f"{number}   case.tab-{tab}", go)
            for command in panel.commands:
                if command.id not in seen:
                    yield self._command(panel, command, go)

    def _case(self, slug: str, title: str) -> Iterator[_Entry]:
        def go() -> None:
            self.bench.open_case(slug)

        yield _Entry(title.format(case=shown(slug)), "", go)
