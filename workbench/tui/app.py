"""The application: settings, language, theme, and the screens that stand on each other."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, ClassVar

from rich.text import Text
from textual import on, work
from textual.app import App
from textual.command import CommandPalette
from textual.css.query import NoMatches
from textual.dom import DOMNode
from textual.events import Resize
from textual.filter import LineFilter
from textual.screen import ModalScreen
from textual.widgets import DataTable

from workbench import LEAST_TERMINAL
from workbench.case import Change, Problem
from workbench.casebook import (
    Casebook,
    Conflict,
    Place,
    Settings,
    Workspace,
    load_memory,
    read_settings,
    save_memory,
    save_settings,
    settings_path,
)
from workbench.locale import Words, shown, words

from .commands import Command, Commanded, commands_at, unknown_ids
from .copying import to_system_clipboard, under_cursor
from .forms import CoderForm, Confirm, Form
from .node import Node
from .palette import Actions
from .panels.panel import go_to
from .recovery import Draft, Drafts, draft_of, write_report
from .screens import CaseScreen, HelpScreen, HomeScreen, Tagger, TooSmall
from .theme import CONTRAST, DARK, LIGHT, TERMINAL, THEMES, Undimmed
from .theory import Theory

_STYLES = Path(__file__).parent / "styles"
_EVERY = 2.0
"""Seconds between two looks at what is open: drafts, places, changes from outside."""


class WorkbenchApp(App[None], Commanded):
    """The Soft Balancing Workbench in a terminal."""

    CSS_PATH = sorted(_STYLES.glob("*.tcss"))
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-wide")]  # noqa: RUF012
    TITLE = "Soft Balancing Workbench"
    COMMANDS = {Actions}  # noqa: RUF012
    shared_scope: ClassVar[str] = "app"

    def __init__(self, workspace: Workspace, slug: str | None = None) -> None:
        """Show `workspace`, and in it the case `slug` where one is named."""
        # NO_COLOR (no-color.org): the terminal's own two colours, nothing computed from ours.
        super().__init__(ansi_color=True if "NO_COLOR" in os.environ else None)
        self.workspace = workspace
        self.opening = slug
        self._doubts: list[Problem] = []
        try:
            self.settings: Settings = read_settings()
        except Problem as problem:
            self.settings = Settings()
            self._doubts.append(problem)
        self.words: Words = words(self.settings.language)
        self.theory = Theory(self.settings.language)
        self.memory = load_memory(workspace.folder)
        self.drafts = Drafts()
        self.report: Path | None = None
        self._last_trouble = ""
        self._bind()

    def _bind(self) -> None:
        w = self.words
        self._bindings.key_to_bindings.clear()
        self.install(
            [
                Command("question_mark,f1", "help", w.t("help"),
                        w.t("What this screen is for, and its keys"), shown_key="?"),
                Command("ctrl+p", "command_palette", w.t("actions"), w.t("Every action by name")),
                Command("y", "copy", w.t("copy text"), w.t("Copy what is under the cursor"),
                        show=False),
                Command("f2", "codebook", w.t("codebook"), w.t("Read the codebook"), show=False),
                Command("ctrl+l", "language", w.t("中文"), w.t("Switch the language"), show=False),
                Command("ctrl+t", "theme", w.t("theme"), w.t("The next theme"), show=False),
                Command("f9,ctrl+o", "coder", w.t("coder"), w.t("Change who codes"), show=False),
                Command("ctrl+c", "help_quit", w.t("quit"), w.t("How to leave"), show=False),
                Command("ctrl+q,f10", "quit", w.t("quit"), w.t("Leave the workbench"), show=False),
            ]
        )  # fmt: skip

    @property
    def own_keys(self) -> Mapping[str, str]:
        """The keys that the settings change."""
        return self.settings.keys

    def clash(self, command_id: str, key: str) -> None:
        """Say once that a changed key means something else already."""
        doubt = Problem(
            "In {path}, {id} = “{key}” isn't used: that key means something else there already",
            path=str(settings_path()),
            id=command_id,
            key=key,
        )
        if self.is_running and str(doubt) not in map(str, self._doubts):
            self.refuse(doubt)
        self._doubts.append(doubt)

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
        for theme in (LIGHT, DARK, CONTRAST, TERMINAL):
            self.register_theme(theme)
        wanted = self.settings.theme
        if self.no_color or (not self.is_headless and self.console.color_system == "standard"):
            wanted = TERMINAL.name
        self.theme = wanted if wanted in self.available_themes else LIGHT.name
        self.push_screen(HomeScreen())
        self.call_after_refresh(self._to_last_case)
        if self.opening:
            self.open_case(self.opening)
        if not self.settings.coder:
            self.push_screen(CoderForm())
        elif self.drafts.left:
            self._offer_draft(self.drafts.left[0])
        for doubt in self._doubts:
            self.refuse(doubt)
        for unknown in unknown_ids(self.own_keys):
            self.refuse(
                Problem(
                    "In {path}, “{id}” names no action: the command palette (ctrl+p) shows them",
                    path=str(settings_path()),
                    id=unknown,
                )
            )
        self.set_interval(_EVERY, self._look_aside)

    def _to_last_case(self) -> None:
        for screen in self.screen_stack:
            if isinstance(screen, HomeScreen):
                go_to(screen.query_one("#cases", DataTable), self.last_case)

    @property
    def last_case(self) -> str | None:
        """The case that was open last, where it is still there."""
        slug = self.memory.last
        return slug if slug and (self.workspace.cases / f"{slug}.json").exists() else None

    def open_case(self, slug: str, tab: str | None = None, event: str | None = None) -> None:
        """Open a case of the workspace and show it."""
        try:
            book = self.workspace.open(slug, newer=True)
        except Problem as problem:
            self.refuse(problem)
            return
        self.show_case(book, tab, event)

    def show_case(self, book: Casebook, tab: str | None = None, event: str | None = None) -> None:
        """Show an open case, where one was in it last unless told otherwise."""
        slug = book.case.slug
        place = self.memory.places.get(slug, Place())
        place = replace(place, tab=tab or place.tab, event=event or place.event)
        self.memory.last = slug
        if isinstance(self.screen, CaseScreen):
            self.remember()
            self.pop_screen()
        self.push_screen(CaseScreen(book, place))

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

    def keep(self, **changed: Any) -> None:
        """Remember a setting."""
        self.settings = replace(self.settings, **changed)
        try:
            save_settings(self.settings)
        except OSError as problem:
            self.refuse(problem)

    def theme_names(self) -> list[tuple[str, str]]:
        """The themes that are offered, and what they are called."""
        return [(name, self.words.t(said)) for name, said in THEMES.items()]

    def choose_theme(self, name: str) -> None:
        """Show a theme from now on."""
        self.theme = name
        self.keep(theme=name)
        self.say(self.words.t("Theme: {name}", name=self.words.t(THEMES[name])))

    def get_line_filters(self) -> Sequence[LineFilter]:
        """High contrast knows no faint letters."""
        filters = super().get_line_filters()
        return [Undimmed(), *filters] if self.theme == CONTRAST.name else filters

    def action_theme(self) -> None:
        """The next theme."""
        names = list(THEMES)
        at = names.index(self.theme) if self.theme in names else -1
        self.choose_theme(names[(at + 1) % len(names)])

    async def action_language(self) -> None:
        """The other language, at the same place."""
        top = self.screen
        if isinstance(top, ModalScreen) and not isinstance(top, CoderForm):
            self.say(self.words.t("Close this first, then switch the language"))
            return
        self.remember()
        language = "en" if self.settings.language == "zh-Hant" else "zh-Hant"
        self.words, self.theory = words(language), Theory(language)
        self.keep(language=language)
        self._bind()
        cases = [screen for screen in self.screen_stack if isinstance(screen, CaseScreen)]
        book, place = (cases[-1].book, cases[-1].place()) if cases else (None, None)
        while len(self.screen_stack) > 1:
            await self.pop_screen()
        await self.push_screen(HomeScreen())
        self.call_after_refresh(self._to_last_case)
        if book:
            await self.push_screen(CaseScreen(book, place))
        if isinstance(top, Node):
            top.reopen()

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
        """What the screen is for, and its keys."""
        if not isinstance(self.screen, HelpScreen):
            self.push_screen(HelpScreen(commands_at(self.screen)))

    def action_command_palette(self) -> None:
        """Every action by name."""
        if not isinstance(self.screen, ModalScreen):
            hint = self.words.t("Type a part of what you want to do")
            self.push_screen(CommandPalette(placeholder=hint, id="--command-palette"))

    def action_help_quit(self) -> None:
        """Ctrl+C ends other programs: say what ends this one."""
        self.say(self.words.t("To leave, press ctrl+q or F10; what was saved stays saved"))

    @work(exclusive=True, group="copy")
    async def action_copy(self) -> None:
        """Copy what is under the cursor; say by which way."""
        w, text = self.words, under_cursor(self)
        if not text:
            self.say(w.t("There is nothing under the cursor to copy"))
            return
        self.copy_to_clipboard(text)
        first = shown(text.splitlines()[0][:80])
        if await asyncio.to_thread(to_system_clipboard, text):
            self.say(w.t("Copied to the system's clipboard: {text}", text=first))
        else:
            self.say(w.t("Copied through the terminal (OSC 52): {text}", text=first))

    @work
    async def settle(
        self, book: Casebook, conflict: Conflict, changes: Sequence[Change], asker: DOMNode
    ) -> None:
        """Ask about a conflict; once it is settled, a form that meant to write is done."""
        from .trouble import settle

        meant = changes or [Change(conflict.theirs, conflict.mine)]
        if await settle(self, book, conflict, meant) and isinstance(asker, ModalScreen):
            asker.dismiss(None)

    @work(exclusive=True, group="unwritten")
    async def unwritten(self, book: Casebook, problem: Exception, asker: DOMNode) -> None:
        """Ask what to do about a disk that refuses; once it is written, a form is done."""
        from .trouble import unwritten

        self._redraw_cases()
        if await unwritten(self, book, problem) and isinstance(asker, ModalScreen):
            asker.dismiss(None)
        self._redraw_cases()

    def _redraw_cases(self) -> None:
        for screen in self.screen_stack:
            if isinstance(screen, CaseScreen):
                screen.redraw()

    def remember(self) -> None:
        """Remember where one is in the case that is open."""
        for screen in self.screen_stack:
            if isinstance(screen, CaseScreen) and screen.is_mounted:
                with suppress(NoMatches):
                    self.memory.places[screen.book.case.slug] = screen.place()
        try:
            save_memory(self.workspace.folder, self.memory)
        except OSError as problem:
            self.refuse(problem)

    @property
    def typed(self) -> list[Draft]:
        """What was typed in the open forms and isn't saved."""
        found = []
        for form in self.screen_stack:
            # A form that is just closing has no fields any more.
            with suppress(NoMatches):
                if isinstance(form, Form | Tagger) and form.is_mounted and form.changed:
                    found.append(draft_of(form))
        return found

    def _look_aside(self) -> None:
        # A slow disk must not hold up the keys: only one look at a time, beside everything else.
        if not any(worker.group == "look" and worker.is_running for worker in self.workers):
            self.run_worker(self.look(), group="look")

    async def look(self) -> None:
        """Keep what the open forms hold, and see whether an open case was changed outside."""
        for screen in self.screen_stack:
            if isinstance(screen, CaseScreen) and not screen.book.unsaved:
                await self._refresh(screen.book)
        try:
            await asyncio.to_thread(self.drafts.keep, self.typed)
        except OSError as problem:
            self.log.warning(problem)

    async def _refresh(self, book: Casebook) -> None:
        try:
            if await asyncio.to_thread(book.refresh):
                self.say(self.words.t("This case was changed outside: you see it as it is now"))
        except (Problem, OSError) as problem:
            sentence = self.sentence(problem)
            if sentence != self._last_trouble:
                self.say(sentence, error=True)
            self._last_trouble = sentence

    @work
    async def _offer_draft(self, draft: Draft) -> None:
        w = self.words
        question = w.t(
            "The workbench was interrupted while “{form}” was open. What was typed is kept. "
            "Go on with it?",
            form=draft.heading,
        )
        if not await self.push_screen_wait(Confirm(question, w.t("Go on"), w.t("Discard"))):
            self.drafts.drop()
            await self.look()
            return
        if draft.case:
            self.open_case(draft.case, event=draft.event or None)
            screen = self.screen
            if draft.form == "EventForm" and isinstance(screen, CaseScreen):
                screen.edit_event(screen.book.case.events.get(draft.event))
                return
            if draft.form == "Tagger" and isinstance(screen, CaseScreen):
                screen.tag_event([screen.book.case.events.get(name) for name in draft.values])
                return
        self.say(w.t("Open “{form}” again: what was typed is put back", form=draft.heading))

    async def action_quit(self) -> None:
        """Leave; ask first where that loses something."""
        self._leave()

    @property
    def _unsaved(self) -> list[Casebook]:
        cases = [screen for screen in self.screen_stack if isinstance(screen, CaseScreen)]
        return [screen.book for screen in cases if screen.book.unsaved]

    @work
    async def _leave(self) -> None:
        for book in self._unsaved:
            reason = Problem("{path} isn't on the disk yet", path=str(book.file.path))
            await self.unwritten(book, reason, self).wait()
        if self._unsaved:
            question = self.words.t("Leave, and lose what couldn't be written?")
            if not await self.push_screen_wait(Confirm(question, self.words.t("Discard"))):
                return
        if self.typed:
            question = self.words.t("Leave without saving what you typed?")
            if not await self.push_screen_wait(Confirm(question, self.words.t("Discard"))):
                return
        self.remember()
        self.drafts.drop()
        self.drafts.keep([])
        self.exit()

    def _handle_exception(self, error: Exception) -> None:
        """Write a report and the drafts down, then end with one sentence."""
        if self.report:
            return
        self.report = write_report(error, self._screen_stacks.get("_default", []))
        try:
            self.drafts.keep(self.typed)
        except Exception as second:
            # Whatever is broken by now, the report of the first error stands.
            self.log.error(second)
        self._return_code = 1
        if self._exception is None:
            self._exception = error
            self._exception_event.set()
        w = self.words
        said = w.t("The workbench stopped because of a mistake of its own.") + " "
        said += w.t("What was saved is safe, and open forms are kept for the next start.")
        if self.report:
            said += "\n" + w.t("A report without any of your texts: {path}", path=str(self.report))
        # A path that is broken into lines can't be copied.
        self._exit_renderables.append(Text(said, no_wrap=True, overflow="ignore"))
        self._close_messages_no_wait()

    @on(Resize)
    def _room(self, event: Resize) -> None:
        small = event.size.width < LEAST_TERMINAL[0] or event.size.height < LEAST_TERMINAL[1]
        if small and not isinstance(self.screen, TooSmall):
            self.push_screen(TooSmall())
        elif not small and isinstance(self.screen, TooSmall):
            self.pop_screen()


def run(workspace: Workspace, slug: str | None = None) -> None:
    """Open the terminal interface on a workspace, and at a case where one is named."""
    WorkbenchApp(workspace, slug).run()
