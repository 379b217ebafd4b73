"""What the application wears, says and remembers, whatever it shows."""

from __future__ import annotations

import gc
from collections.abc import Sequence
from dataclasses import replace
from typing import Any, ClassVar

from textual import events
from textual.app import App
from textual.filter import LineFilter

from workbench.case import Problem
from workbench.casebook import Settings, save_settings
from workbench.locale import Words, shown, whole

from .commands import Commanded
from .lines import keep_lines_whole
from .mending import mend_textual
from .theme import CONTRAST, DARK, LIGHT, TERMINAL, THEMES, Undimmed

MOST_AT_ONCE = 100_000
"""Characters that come into a text at once: laying out more of them holds up every key."""


class BaseApp(App[None], Commanded):
    """An application with settings, themes and sentences in the language of its reader."""

    shared_scope: ClassVar[str] = "app"
    words: Words
    settings: Settings

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
            return self.words.t(
                "It couldn't be written: {why}", why=problem.strerror or str(problem)
            )
        return str(problem)

    def say(self, sentence: str, *, error: bool = False) -> None:
        """A short message."""
        severity = "error" if error else "information"
        self.notify(shown(sentence[:600]), severity=severity, markup=False, timeout=6)  # type: ignore[arg-type]

    async def on_event(self, event: events.Event) -> None:
        """Nothing comes in, by a key or by pasting, that no file could take."""
        if isinstance(event, events.Paste):
            event.text = whole(event.text)
            if len(event.text) > MOST_AT_ONCE:
                self.refuse(
                    Problem(
                        "What you pasted has {n} characters: {most} at once are the most; "
                        "nothing was pasted",
                        n=len(event.text),
                        most=MOST_AT_ONCE,
                    )
                )
                return
        elif isinstance(event, events.Key) and event.character:
            event.character = whole(event.character)
        await super().on_event(event)

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
