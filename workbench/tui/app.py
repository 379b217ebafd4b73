"""The application: settings, language, theme, and the screens that stand on each other."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path

from textual import on
from textual.app import App, SystemCommand
from textual.events import Resize
from textual.screen import ModalScreen, Screen

from workbench.case import Problem
from workbench.casebook import Casebook, Settings, Workspace, load_settings, save_settings
from workbench.locale import Words, shown, words

from .commands import Command, Commanded, commands_at
from .forms import CoderForm
from .screens import CaseScreen, HelpScreen, HomeScreen, TooSmall
from .theme import DARK, LIGHT
from .theory import Theory

_STYLES = Path(__file__).parent / "styles"
_LEAST = (60, 18)


class WorkbenchApp(App[None], Commanded):
    """The Soft Balancing Workbench in a terminal."""

    CSS_PATH = sorted(_STYLES.glob("*.tcss"))
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-wide")]  # noqa: RUF012
    TITLE = "Soft Balancing Workbench"

    def __init__(self, workspace: Workspace, slug: str | None = None) -> None:
        """Show `workspace`, and in it the case `slug` where one is named."""
        super().__init__()
        self.workspace = workspace
        self.opening = slug
        self.settings: Settings = load_settings()
        self.words: Words = words(self.settings.language)
        self.theory = Theory(self.settings.language)
        self._bind()

    def _bind(self) -> None:
        w = self.words
        self._bindings.key_to_bindings.clear()
        self.install(
            [
                Command("ctrl+p", "command_palette", w.t("actions"), w.t("Every action by name")),
                Command("question_mark", "help", w.t("help"), w.t("The keys of this screen"),
                        shown_key="?"),
                Command("f2", "codebook", w.t("codebook"), w.t("Read the codebook"), show=False),
                Command("ctrl+l", "language", w.t("中文"), w.t("Switch the language"), show=False),
                Command("f9", "coder", w.t("coder"), w.t("Change who codes"), show=False),
                Command("ctrl+c", "help_quit", w.t("quit"), show=False),
                Command("ctrl+q", "quit", w.t("quit"), w.t("Leave the workbench"), show=False),
            ]
        )  # fmt: skip

    @property
    def coder(self) -> str:
        """Who codes."""
        return self.settings.coder

    @property
    def today(self) -> date:
        """The day; a seam for tests."""
        return date.today()

    def on_mount(self) -> None:
        """Show the home screen, and over it what else is wanted."""
        self.register_theme(LIGHT)
        self.register_theme(DARK)
        wanted = self.settings.theme
        if wanted not in self.available_themes:
            wanted = LIGHT.name
        self.theme = wanted
        self.push_screen(HomeScreen())
        if self.opening:
            self.open_case(self.opening)
        if not self.settings.coder:
            self.push_screen(CoderForm())

    def open_case(self, slug: str, tab: str = "log", event: str | None = None) -> None:
        """Open a case of the workspace and show it."""
        try:
            book = self.workspace.open(slug)
        except Problem as problem:
            self.refuse(problem)
            return
        self.show_case(book, tab, event)

    def show_case(self, book: Casebook, tab: str = "log", event: str | None = None) -> None:
        """Show an open case."""
        self.push_screen(CaseScreen(book, tab, event))

    def refuse(self, problem: Exception) -> None:
        """Say in one sentence why something wasn't done."""
        self.say(self.sentence(problem), error=True)

    def sentence(self, problem: Exception) -> str:
        """A problem in the language of the interface."""
        if isinstance(problem, Problem):
            return problem.said(self.words)
        if isinstance(problem, OSError):
            return self.words.t(
                "It couldn't be written: {why}", why=problem.strerror or str(problem)
            )
        return str(problem)

    def say(self, sentence: str, *, error: bool = False) -> None:
        """A short message."""
        severity = "error" if error else "information"
        self.notify(shown(sentence[:600]), severity=severity, markup=False, timeout=6)  # type: ignore[arg-type]

    def keep(self, **changed: str) -> None:
        """Remember a setting."""
        self.settings = self.settings.model_copy(update=changed)
        try:
            save_settings(self.settings)
        except OSError as problem:
            self.refuse(problem)

    def watch_theme(self, theme: str) -> None:
        """Remember the theme that was chosen."""
        if theme != self.settings.theme and self.screen_stack and len(self.screen_stack) > 1:
            self.keep(theme=theme)

    async def action_language(self) -> None:
        """The other language, at the same place."""
        if isinstance(self.screen, ModalScreen):
            self.say(self.words.t("Close this first, then switch the language"))
            return
        language = "en" if self.settings.language == "zh-Hant" else "zh-Hant"
        self.words, self.theory = words(language), Theory(language)
        self.keep(language=language)
        self._bind()
        place = self.screen.place() if isinstance(self.screen, CaseScreen) else None
        while len(self.screen_stack) > 1:
            await self.pop_screen()
        await self.push_screen(HomeScreen())
        if place:
            book, tab, event = place
            await self.push_screen(CaseScreen(book, tab, event))

    def action_codebook(self) -> None:
        """The codebook, with the entries of the open case."""
        if isinstance(self.screen, CaseScreen):
            self.screen.open_codebook()
        elif not isinstance(self.screen, ModalScreen):
            from .screens.codebook import CodebookScreen

            self.push_screen(CodebookScreen())

    def action_coder(self) -> None:
        """Ask who codes."""
        if not isinstance(self.screen, ModalScreen):
            self.push_screen(CoderForm())

    def action_help(self) -> None:
        """The keys of the screen."""
        if not isinstance(self.screen, ModalScreen):
            self.push_screen(HelpScreen(commands_at(self.screen)))

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """Every command of the place, then the application's own."""
        w = self.words
        for node, command in commands_at(screen):
            if command.action in ("command_palette", "help_quit"):
                continue

            async def perform(node: object = node, action: str = command.action) -> None:
                await self.run_action(action, node)  # type: ignore[arg-type]

            yield SystemCommand(command.label, command.help or command.label, perform)
        yield SystemCommand(w.t("Theme"), w.t("Light, dark and others"), self.action_change_theme)

    @on(Resize)
    def _room(self, event: Resize) -> None:
        small = event.size.width < _LEAST[0] or event.size.height < _LEAST[1]
        if small and not isinstance(self.screen, TooSmall):
            self.push_screen(TooSmall())
        elif not small and isinstance(self.screen, TooSmall):
            self.pop_screen()


def run(workspace: Workspace, slug: str | None = None) -> None:
    """Open the terminal interface on a workspace, and at a case where one is named."""
    WorkbenchApp(workspace, slug).run()
