"""The application: settings, language, theme, and the screens that stand on each other."""

from __future__ import annotations

import asyncio
import gc
import os
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from textual import on, work
from textual.command import CommandPalette, Provider
from textual.events import Resize
from textual.screen import ModalScreen

from workbench import LEAST_TERMINAL
from workbench.case import Problem
from workbench.casebook import (
    Place,
    Workspace,
    key_doubts,
    load_memory,
    read_settings,
)
from workbench.locale import Words, shown, words

from ..kit.commands import Command, commands_at
from ..kit.node import Node
from ..kit.theme import TERMINAL
from ..kit.threads import ForgetfulThreads
from .watching import WatchingApp

# What the first screen doesn't need is imported where it is used, or while that screen is read.
if TYPE_CHECKING:
    from workbench.casebook import Casebook


_STYLES = Path(__file__).parents[1] / "styles"
_FIRST_LOOK = 0.5
"""Seconds that the first screen has for itself, before what comes next is imported."""


def _actions() -> type[Provider]:
    from .palette import Actions

    return Actions


class WorkbenchApp(WatchingApp):
    """The Soft Balancing Workbench in a terminal."""

    CSS_PATH = [_STYLES / f"{name}.tcss" for name in ("workbench", "home", "form", "terminal")]  # noqa: RUF012
    HORIZONTAL_BREAKPOINTS = [(100, "-wide")]  # noqa: RUF012
    VERTICAL_BREAKPOINTS = [(32, "-high")]  # noqa: RUF012
    TITLE = "Soft Balancing Workbench"
    COMMANDS = {_actions}  # noqa: RUF012

    def __init__(self, workspace: Workspace, slug: str | None = None) -> None:
        """Show `workspace`, and in it the case `slug` where one is named; raises `Problem`."""
        # NO_COLOR (no-color.org): the terminal's own two colours, nothing computed from ours.
        super().__init__(ansi_color=True if "NO_COLOR" in os.environ else None)
        self.workspace = workspace
        self._first = workspace.open(slug, newer=True) if slug else None
        self.settings, doubts = read_settings()
        self._doubts += doubts
        self.words: Words = words(self.settings.language)
        self.memory = load_memory(workspace.folder)
        self._small = False
        self.dress(self.settings.theme)
        self._bind()

    def _bind(self) -> None:
        w = self.words
        self.unbind()
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
                Command("", "verdicts", w.t("marks or letters"), show=False,
                        help=w.t("Verdicts as marks, or as letters")),
                Command("f9,ctrl+o", "coder", w.t("coder"), w.t("Change who codes"), show=False),
                Command("ctrl+c", "help_quit", w.t("quit"), w.t("How to leave"), show=False),
                Command("ctrl+q,f10", "quit", w.t("quit"), w.t("Leave the workbench"), show=False),
                Command("ctrl+z", "suspend_process", w.t("stop"), show=False, first=True,
                        help=w.t("Back to the shell for a while; fg comes back here")),
            ]
        )  # fmt: skip

    def on_mount(self) -> None:
        """Wear what the terminal can show, then begin."""
        asyncio.get_running_loop().set_default_executor(ForgetfulThreads())
        if self.no_color or (not self.is_headless and self.console.color_system == "standard"):
            self.theme = TERMINAL.name
        # Textual lays out twice, and throws the first away, what is pushed within its own start.
        self.call_later(self._begin)

    def _begin(self) -> None:
        """Show the case that is wanted, else the home screen, and over it what needs an answer."""
        if self._first:
            self.show_case(self._first)
        else:
            from ..screens import HomeScreen

            self.push_screen(HomeScreen())
        if not self.settings.coder:
            self._ask_coder()
        else:
            self.call_after_refresh(self._take_up)
        self._doubts += key_doubts(self.settings.keys)
        for doubt in self._doubts:
            self.refuse(doubt)
        self.watch_over()
        self.set_timer(_FIRST_LOOK, self._prepare)

    def _prepare(self) -> None:
        gc.enable()
        self.keep_all()
        self.run_worker(_make_ready, thread=True, group="prepare")

    def _ask_coder(self) -> None:
        from ..forms import CoderForm

        self.push_screen(CoderForm())

    def open_case(self, slug: str, tab: str | None = None, event: str | None = None) -> None:
        """Open a case of the workspace and show it."""
        try:
            book = self.workspace.open(slug, newer=True)
        except (Problem, OSError) as problem:
            self.refuse(problem)
            return
        self.show_case(book, tab, event)

    def show_case(self, book: Casebook, tab: str | None = None, event: str | None = None) -> None:
        """Show an open case, where one was in it last unless told otherwise."""
        slug = book.case.slug
        place = self.memory.places.get(slug, Place())
        place = replace(place, tab=tab or place.tab, event=event or place.event)
        self.memory.last = slug
        if self.at_case:
            self.remember()
            self.pop_screen()
        from ..screens import CaseScreen

        self.push_screen(CaseScreen(book, place))

    def go_home(self) -> None:
        """From the case back to the home screen, which is made when it is first seen."""
        from ..screens import HomeScreen

        if not self.at_case:
            return
        self.remember()
        gc.unfreeze()
        if any(isinstance(screen, HomeScreen) for screen in self.screen_stack):
            self.pop_screen()
        else:
            self.switch_screen(HomeScreen())

    async def action_language(self) -> None:
        """The other language, at the same place."""
        from ..forms import CoderForm
        from ..screens import CaseScreen, HomeScreen

        top = self.screen
        if isinstance(top, ModalScreen) and not isinstance(top, CoderForm):
            self.say(self.words.t("Close this first, then switch the language"))
            return
        self.remember()
        language = "en" if self.settings.language == "zh-Hant" else "zh-Hant"
        self.words = words(language)
        self.__dict__.pop("theory", None)
        self.keep(language=language)
        self._bind()
        cases = self.cases
        book, place = (cases[-1].book, cases[-1].place()) if cases else (None, None)
        while len(self.screen_stack) > 1:
            await self.pop_screen()
        await self.push_screen(HomeScreen())
        if book:
            await self.push_screen(CaseScreen(book, place))
        if isinstance(top, Node):
            top.reopen()

    def action_verdicts(self) -> None:
        """Verdicts as letters where they were marks, and back."""
        self.keep(verdicts="marks" if self.theory.lettered else "letters")
        self.__dict__.pop("theory", None)
        for screen in self.cases:
            screen.redraw()

    def read_codebook(self, entry: str = "") -> None:
        """The codebook at an entry, with the entries of the open case."""
        if self.at_case:
            self.at_case.open_codebook(entry)
        elif not isinstance(self.screen, ModalScreen):
            from ..screens.codebook import CodebookScreen

            self.push_screen(CodebookScreen(None, entry))

    def action_codebook(self) -> None:
        """The codebook."""
        self.read_codebook()

    @work
    async def bring_in(self, book: Casebook | None = None, *, slug: str | None = None) -> None:
        """Import a file into an open case, or into one of the shelf that is asked for."""
        from .bringing import bring_in, bring_in_somewhere

        if book:
            await bring_in(self, book)
        else:
            await bring_in_somewhere(self, slug)

    def action_coder(self) -> None:
        """Ask who codes."""
        if not isinstance(self.screen, ModalScreen):
            self._ask_coder()

    def action_help(self, page: str | None = None) -> None:
        """What the screen is for, and its keys; or another page of the guide."""
        from ..screens import HelpScreen

        if not isinstance(self.screen, HelpScreen):
            self.push_screen(HelpScreen(commands_at(self.screen), page))

    def action_command_palette(self) -> None:
        """Every action by name."""
        if not isinstance(self.screen, ModalScreen):
            hint = self.words.t("Type a part of what you want to do")
            self.push_screen(CommandPalette(placeholder=hint, id="--command-palette"))

    def action_help_quit(self) -> None:
        """Ctrl+C ends other programs: say what ends this one."""
        said = self.words.t("To leave, press ctrl+q or F10; what was saved stays saved")
        if "app.quit" in self.own_keys:
            quit_ = {"ctrl_q": "app.quit"}
            said = self.hint("To leave, press {ctrl_q}; what was saved stays saved", quit_)
        self.say(said)

    @work(exclusive=True, group="copy")
    async def action_copy(self) -> None:
        """Copy what is under the cursor; say by which way."""
        from .copying import to_system_clipboard, under_cursor

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

    async def action_quit(self) -> None:
        """Leave; ask first where that loses something."""
        self._leave()

    @property
    def _unsaved(self) -> list[Casebook]:
        return [screen.book for screen in self.cases if screen.book.unsaved]

    @work
    async def _leave(self) -> None:
        from ..forms import Confirm

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
        self.drafts.drop(self.hidden_drafts)
        self.drafts.keep([], last=True)
        self.exit()

    @on(Resize)
    def _room(self, event: Resize) -> None:
        small = event.size.width < LEAST_TERMINAL[0] or event.size.height < LEAST_TERMINAL[1]
        if small == self._small:
            return
        from ..screens import TooSmall

        self._small = small
        if small:
            self.push_screen(TooSmall())
        for screen in [] if small else self.screen_stack:
            if isinstance(screen, TooSmall):
                screen.dismiss()


def _make_ready() -> None:
    """Import what is wanted next while the first screen is read."""
    from ..kit import theory  # noqa: F401
    from ..screens import CaseScreen, HelpScreen, Tagger  # noqa: F401
    from . import copying, palette, recovery  # noqa: F401
