"""What screens, panels and forms know of the application: what it wears, says, remembers, opens."""

from __future__ import annotations

import asyncio
import gc
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar

from textual import events
from textual.app import App
from textual.await_complete import AwaitComplete
from textual.dom import DOMNode
from textual.filter import LineFilter
from textual.screen import Screen
from textual.timer import Timer
from textual.widgets import Input
from textual.worker import Worker

from workbench.case import Problem, refused
from workbench.casebook import (
    Memory,
    Settings,
    Workspace,
    key_doubts,
    lettered,
    save_settings,
)
from workbench.locale import Words, shown, uncontrolled, whole

from .commands import Commanded, hinted
from .early import Early, Typed
from .linebreaks import keep_lines_whole
from .mending import mend_textual
from .theme import CLASS_COLOURS, CONTRAST, DARK, LIGHT, TERMINAL, THEMES, Undimmed
from .toasts import place_messages

if TYPE_CHECKING:
    from workbench.case import Change
    from workbench.casebook import Casebook, Conflict

    from .drafts import Drafts
    from .theory import Theory

Result = TypeVar("Result")
_CALM = 1.5
"""Seconds after a screen has closed until what it left is looked for."""
MOST_AT_ONCE = 100_000
"""Characters that come into a text at once: laying out more of them holds up every key."""
MOST_IN_A_LINE = 10_000
"""The same for one line, which is measured in full at every key."""


class Bench(App[None], Commanded):
    """An application with settings, themes and sentences in the language of its reader.

    What it shows stands above: the shell says how a case is opened, and what an edit meets.
    """

    shared_scope: ClassVar[str] = "app"
    words: Words
    settings: Settings
    workspace: Workspace
    memory: Memory

    @property
    def drafts(self) -> Drafts:
        """What forms held when the program was interrupted."""
        raise NotImplementedError

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        # What moves by itself is in the way: a tab is there when its line has arrived below it.
        self.animation_level = "none"
        self._doubts: list[Problem] = []
        self._early = Early(self, self._serve)
        self._tidying: Timer | None = None

    @cached_property
    def theory(self) -> Theory:
        """The codebook as it is shipped, in the language of the interface."""
        from .theory import Theory

        return Theory(
            self.words.lang,
            lettered=lettered(self.settings.verdicts)[0],
            colours=CLASS_COLOURS.get(self.theme, {}),
        )

    @property
    def coder(self) -> str:
        """Who codes."""
        return self.settings.coder

    @property
    def today(self) -> date:
        """The day; a seam for tests."""
        return date.today()

    @cached_property
    def own_keys(self) -> Mapping[str, str]:
        """The keys that the settings change, without those that aren't used."""
        given = self.settings.keys
        refused = {doubt.fields["id"] for doubt in key_doubts(given)}
        return {id_: keys for id_, keys in given.items() if id_ not in refused}

    def hint(self, message: str, keys: Mapping[str, str], **fields: object) -> str:
        """A sentence that names keys, as the settings have them (`hinted`)."""
        return hinted(self.words, self.own_keys, message, keys, **fields)

    @property
    def last_case(self) -> str | None:
        """The case that was open last, where it is still there."""
        slug = self.memory.last
        return slug if slug and (self.workspace.cases / f"{slug}.json").exists() else None

    def open_case(self, slug: str, tab: str | None = None, event: str | None = None) -> None:
        """Open a case of the workspace and show it."""
        raise NotImplementedError

    def show_case(self, book: Casebook, tab: str | None = None, event: str | None = None) -> None:
        """Show an open case, where one was in it last unless told otherwise."""
        raise NotImplementedError

    def go_home(self) -> None:
        """From the case back to the home screen."""
        raise NotImplementedError

    def bring_in(self, book: Casebook | None = None, *, slug: str | None = None) -> Worker[None]:
        """Import a file into an open case, or into one of the shelf that is asked for."""
        raise NotImplementedError

    def save_elsewhere(self, book: Casebook) -> Worker[None]:
        """Save a case as it is here in another file, whatever became of its own."""
        raise NotImplementedError

    def settle(
        self, book: Casebook, conflict: Conflict, changes: Sequence[Change], asker: DOMNode
    ) -> Worker[None]:
        """Ask about a conflict; once it is settled, a form that meant to write is done."""
        raise NotImplementedError

    def unwritten(self, book: Casebook, problem: Exception, asker: DOMNode) -> Worker[None]:
        """Ask what to do about a disk that refuses; once it is written, a form is done."""
        raise NotImplementedError

    async def look(self) -> None:
        """Keep what the open forms hold, and see whether an open case was changed outside."""
        raise NotImplementedError

    async def action_language(self) -> None:
        """The other language, at the same place."""
        raise NotImplementedError

    def action_help(self, page: str | None = None) -> None:
        """What the screen is for, and its keys; or another page of the guide."""
        raise NotImplementedError

    def read_codebook(self, entry: str = "") -> None:
        """The codebook at an entry, with the entries of the open case."""
        raise NotImplementedError

    def dress(self, wanted: str) -> None:
        """Wear a theme before anything is shown; the light one where there is none so called."""
        keep_lines_whole()
        mend_textual()
        # A theme that is chosen later costs reading all styles a second time.
        for theme in (LIGHT, DARK, CONTRAST, TERMINAL):
            self.register_theme(theme)
        self.theme = wanted if wanted in self.available_themes else LIGHT.name

    def keep_all(self) -> None:
        """What is there now stays: looking for garbage in it again and again stops the cursor."""
        if not self.is_headless:
            gc.freeze()

    def refuse(self, problem: Exception) -> None:
        """Say in one sentence why something wasn't done."""
        self.say(self.sentence(problem), error=True)

    def sentence(self, problem: Exception) -> str:
        """A problem in the language of the interface."""
        if isinstance(problem, Problem):
            return problem.said(self.words)
        if isinstance(problem, OSError):
            return refused(problem).said(self.words)
        return str(problem)

    def say(self, sentence: str, *, error: bool = False) -> None:
        """A short message."""
        severity = "error" if error else "information"
        self.notify(shown(sentence[:600]), severity=severity, markup=False, timeout=6)  # type: ignore[arg-type]
        self._place_messages()

    def _place_messages(self) -> None:
        def place() -> None:
            if self.screen_stack:
                place_messages(self.screen)

        self.call_after_refresh(place)

    def push_screen(self, screen: Screen[Any] | str, *given: Any, **named: Any) -> Any:
        """Show a screen, which knows the terminal's size before anything in it has a style.

        Textual tells it afterwards, and then works out all styles once more. So it does where a
        screen brings a file of its own, which is read here: it is for the new screen alone.
        """
        if isinstance(screen, Screen):
            for path in screen.css_path:
                if not self.stylesheet.has_source(str(path)):
                    self.stylesheet.read(path)
            for size, steps in zip(
                self.size, (self.HORIZONTAL_BREAKPOINTS, self.VERTICAL_BREAKPOINTS), strict=True
            ):
                classes = {name: size >= least for least, name in steps or ()}
                screen.update_classes(classes, update=False)
        return super().push_screen(screen, *given, **named)

    def update_styles(self, node: DOMNode, animate: bool = True) -> None:
        """What isn't in the tree yet gets its styles when it comes in, not while it is made too."""
        if node.parent is not None or node is self:
            super().update_styles(node, animate)

    def pop_screen(self) -> AwaitComplete:
        """Close a screen, and look for what it left once no key was pressed for a while.

        What it was made of holds itself: Python would find it after a hundred million objects.
        """
        if self._tidying is None:
            self._tidying = self.set_timer(_CALM, self._tidy)
        return super().pop_screen()

    def _tidy(self) -> None:
        self._tidying = None
        gc.collect()
        # Whoever went home had all of it looked through: the next case isn't, each time again.
        if not gc.get_freeze_count():
            self.keep_all()

    async def push_screen_wait(  # type: ignore[override]
        self, screen: Screen[Result], **named: Any
    ) -> Result:
        """Show a screen and wait for its answer.

        Textual first does here what waits to be done; a worker that is cancelled meanwhile, since
        its own screen goes, would end the application with it.
        """
        return await asyncio.shield(super().push_screen_wait(screen, **named))

    async def on_event(self, event: events.Event) -> None:
        """Nothing comes in, by a key or by pasting, that no file could take."""
        if isinstance(event, events.Paste):
            event.text = whole(event.text)
            if "\0" in event.text:
                self.refuse(
                    Problem("What you pasted holds a NUL character (U+0000); nothing was pasted")
                )
                return
            event.text = uncontrolled(event.text)
            most = MOST_IN_A_LINE if isinstance(self.focused, Input) else MOST_AT_ONCE
            if len(event.text) > most:
                self.refuse(
                    Problem(
                        "What you pasted has {n} characters: {most} at once are the most; "
                        "nothing was pasted",
                        n=len(event.text),
                        most=most,
                    )
                )
                return
        elif isinstance(event, events.Key) and event.character:
            event.character = whole(event.character)
        if isinstance(event, Typed) and not event.is_forwarded:
            await self._early.take(event)
        else:
            await self._serve(event)

    async def _serve(self, event: events.Event) -> None:
        await super().on_event(event)
        if isinstance(event, events.Key):
            if self._tidying:
                self._tidying.reset()
            self._place_messages()

    def copy_to_clipboard(self, text: str) -> None:
        """Copy by the terminal (OSC 52), which takes UTF-8."""
        super().copy_to_clipboard(whole(text))

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
        self.__dict__.pop("theory", None)
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
