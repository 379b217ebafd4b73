"""How the program ends or steps aside, whoever wants it: what was typed and the terminal stay.

Textual has no other door to a mistake of the program's own, nor to the moment after the last key.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, cast

from rich.console import RenderableType
from textual.css.query import NoMatches
from textual.driver import Driver
from textual.screen import ModalScreen, Screen

from ..kit.bench import Bench

if TYPE_CHECKING:
    from ..kit.drafts import Draft
    from .recovery import DraftsOnDisk
    from .terminal import Terminal


class EndingApp(Bench):
    """An application that keeps what was typed, and gives the terminal back."""

    report: Path | None = None
    """Where the report of a crash is."""
    farewell = ""
    """What is to be said in the shell once the terminal is given back."""
    _leaves = False

    @cached_property
    def drafts(self) -> DraftsOnDisk:
        """What forms held when the program was interrupted, and what the open ones hold."""
        from .recovery import DraftsOnDisk

        return DraftsOnDisk()

    @property
    def typed(self) -> list[Draft]:
        """What was typed in the open forms and isn't saved."""
        if not any(isinstance(screen, ModalScreen) for screen in self.screen_stack):
            return []
        from ..forms import Form
        from ..screens import Tagger
        from .recovery import draft_of

        found = []
        for form in self.screen_stack:
            if isinstance(form, Form | Tagger) and form.is_mounted:
                try:
                    found += [draft_of(form)] if form.changed else []
                except NoMatches:
                    continue  # a form that is just closing has no fields any more
                except Exception as error:
                    # One that is broken must not cost what stands in the others.
                    self.log.error(error)
        return found

    def _keep_typed(self) -> None:
        try:
            self.drafts.keep(self.typed, last=True)
        except Exception as error:
            # Whatever is broken by now, the program ends as it was about to.
            self.log.error(error)

    def remember(self) -> None:
        """Remember where one is."""

    def ended(self, number: int) -> None:
        """End because of a signal: what was typed is there again at the next start."""
        self._keep_typed()
        with suppress(Exception):
            self.remember()
        self.exit(return_code=128 + number)

    def exit(
        self, result: None = None, return_code: int = 0, message: RenderableType | None = None
    ) -> None:
        """End; whoever comes first says with which status."""
        if not self._leaves:
            self._leaves = True
            super().exit(result, return_code, message)

    async def _shutdown(self) -> None:
        # Keys that are on their way find no screen any more.
        self._exit = True
        await super()._shutdown()

    def _handle_exception(self, error: Exception) -> None:
        """Write a report and the drafts down, then end with one sentence."""
        from .recovery import ends, of_what_goes, write_report

        if self._leaves or self._exit:
            return
        # What is still coming up while all is taken down misses its parts: that is no mistake, but
        # where the program itself hears nothing more it would stand still for good.
        if of_what_goes(error) and not ends(self, error):
            return
        screens: list[Screen[object]] = []
        with suppress(KeyError):
            screens = self.screen_stack  # there is none before the first one comes
        self.report = write_report(error, screens)
        self._keep_typed()
        if self._exception is None:
            self._exception = error
            self._exception_event.set()
        w = self.words
        said = w.t("The workbench stopped because of a mistake of its own.") + " "
        said += w.t("What was saved is safe, and open forms are kept for the next start.")
        if self.report:
            said += "\n" + w.t("A report without any of your texts: {path}", path=str(self.report))
        self.farewell = said
        self.exit(return_code=1)

    def failed(self, error: Exception) -> None:
        """End because of a mistake of the program's own, made in a thread of the terminal's."""
        self._handle_exception(error)

    def get_driver_class(self) -> type[Driver]:
        """Textual's driver for the platform; on Linux and macOS the one that is ours."""
        found = super().get_driver_class()
        if found.__name__ == "LinuxDriver":
            from .terminal import Terminal

            return Terminal
        return found

    @contextmanager
    def suspend(self) -> Iterator[None]:
        """Lend the terminal; it is taken back also where the borrower fails."""
        failed: BaseException | None = None
        with super().suspend():
            # Textual takes it back only from who returns.
            try:
                yield
            except BaseException as error:
                failed = error
        if failed:
            raise failed

    def action_suspend_process(self) -> None:
        """Stop, until the shell goes on with the program."""
        can = self._driver is not None and self._driver.can_suspend
        if not can or not cast("Terminal", self._driver).stop():
            self.say(self.words.t("Nothing here would go on with a program that stops"))
