"""Every action by name: those of this place, of the other tabs, each case, language, theme."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from rich.text import Text
from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.content import Content
from textual.screen import ModalScreen

from workbench.guide import PAGES, title
from workbench.locale import shown, words

from ..kit.commands import Command, Commanded, commands_at
from ..kit.plain import cell, two_ends
from ..kit.scopes import scope_name

if TYPE_CHECKING:
    from textual.fuzzy import Matcher

    from ..kit.bench import Bench
    from ..panels.views import Views
    from ..screens import CaseScreen

_MOST = 100_000
"""More entries than there are: no place among them outweighs how well one fits."""
_EDGES = 8
"""Columns around a row."""
_ITSELF = ("command_palette", "help_quit", "tab(", "app.focus_next", "into")


@dataclass(frozen=True)
class _Entry:
    title: str
    key: str
    """The key that does it, for the right end of its row."""
    perform: Callable[[], Awaitable[None] | None]
    names: tuple[str, ...] = ()
    """What it is called besides, in either language: its label, its id, a view's name."""

    def fits(self, query: str, matcher: Matcher) -> float:
        """How well it fits: by its name, by a word of it, by its title, its key, its letters."""
        wanted, title = query.strip().casefold(), self.title.casefold()
        names = [name.casefold() for name in self.names]
        ranks = (
            wanted in names,
            any(name.startswith(wanted) for name in names),
            any(wanted in name for name in names),
            any(word.startswith(wanted) for word in re.findall(r"\w+", title)),
            wanted in title,
            wanted == self.key.casefold(),
        )
        if any(ranks):
            return float(len(ranks) - ranks.index(True))
        return min(matcher.match(self.title), 0.99)


class Actions(Provider):
    """What the command palette offers."""

    @property
    def bench(self) -> Bench:
        """The application."""
        return cast("Bench", self.app)

    async def startup(self) -> None:
        """A tab that wasn't looked at yet has its actions too."""
        if self._case_screen:
            await self._case_screen.furnish()

    @property
    def _case_screen(self) -> CaseScreen | None:
        """The case that the palette lies over."""
        from ..screens import CaseScreen

        return self.screen if isinstance(self.screen, CaseScreen) else None

    async def discover(self) -> Hits:
        """Everything, in the order in which it is near."""
        for entry in self._entries():
            yield DiscoveryHit(self._row(entry), entry.perform, text=entry.title)

    async def search(self, query: str) -> Hits:
        """What fits the letters; of two that fit alike the nearer comes first."""
        matcher, found = self.matcher(query), False
        for place, entry in enumerate(self._entries()):
            score = entry.fits(query, matcher)
            if score > 0:
                found = True
                score -= place / _MOST
                yield Hit(score, self._row(entry), entry.perform, text=entry.title)
        if not found:
            none = self.bench.words.t("No action is called so")
            yield Hit(0.01, Content(none), lambda: None, text=none)

    def _row(self, entry: _Entry) -> Content:
        """An action in a row: what it does at the left, its key at the right."""
        room = max(self.app.size.width - _EDGES, 20)
        row = two_ends(cell(entry.title), Text(entry.key), room)
        return Content(row.plain)

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
        for slug in (path.stem for path in bench.workspace.paths()):
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
            title = self.bench.words.t("{name}: {value}", name=where, value=title)
        names = (*self._called(command.label), command.id)
        return _Entry(title, command.written, perform, names)

    def _called(self, name: str) -> tuple[str, ...]:
        """A name as it is shown, and in Chinese where it is shown in English."""
        return tuple({name, words("zh-Hant").t(name)})

    def _of_tabs(self, screen: CaseScreen, seen: set[str]) -> Iterator[_Entry]:
        from ..panels.views import Views
        from ..screens.case import TABS

        w = self.bench.words
        for number, tab in enumerate(TABS, 1):
            panel = screen.panel_of(tab)
            if panel is None:
                continue
            name = scope_name(panel.scope, w) or tab

            def go(tab: str = tab) -> None:
                screen.action_tab(tab)

            names = (*self._called(name), tab, f"case.tab-{tab}")
            yield _Entry(w.t("Go to {tab}", tab=name), f"{number}", go, names)
            if isinstance(panel, Views):
                yield from self._views(panel, name, go)
            for command in panel.commands:
                if command.id not in seen and panel.offers(command):
                    yield self._command(panel, command, go)

    def _views(self, panel: Views, tab: str, first: Callable[[], None]) -> Iterator[_Entry]:
        """The views of a tab, by their names."""
        for view, name, _ in panel.kinds:

            def look(view: str = view) -> None:
                first()
                panel.look(view)

            title = self.bench.words.t("{name}: {value}", name=tab, value=name)
            yield _Entry(title, "", look, (*self._called(name), view))

    def _case(self, slug: str, title: str) -> Iterator[_Entry]:
        def go() -> None:
            self.bench.open_case(slug)

        yield _Entry(title.format(case=shown(slug)), "", go)
