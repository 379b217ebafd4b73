"""Long text: in the form, or in the editor that the person is used to."""

from __future__ import annotations

import os
import shlex
import tempfile
from pathlib import Path

from textual.app import SuspendNotSupported
from textual.widgets import TextArea

from workbench.case import Problem
from workbench.locale import whole

from ..commands import Command
from ..node import Node
from ..outside import run_here


def editor(named: str) -> list[str]:
    """The command that VISUAL or EDITOR names; raises `Problem` where it names none."""
    try:
        command = shlex.split(named)
    except ValueError:
        raise Problem("{editor} can't be used: a quotation isn't closed", editor=named) from None
    if not command or not command[0]:
        raise Problem("No editor is named: set the variable EDITOR, for example to nano")
    return command


def edited_elsewhere(text: str, command: list[str]) -> str:
    """`text` as the person leaves it in the editor; raises `Problem`."""
    named = shlex.join(command)
    try:
        with tempfile.TemporaryDirectory(prefix="workbench-", ignore_cleanup_errors=True) as folder:
            path = Path(folder, "text.txt")
            path.write_bytes(whole(text).encode("utf-8"))
            status = run_here([*command, path])
            read = path.read_bytes()
    except OSError as error:
        raise Problem(
            "{editor} can't be used: {why}; the text is as it was",
            editor=named,
            why=error.strerror or str(error),
        ) from None
    if status:
        raise Problem(
            "{editor} ended with status {status}; the text is as it was",
            editor=named,
            status=status,
        )
    try:
        # Some editors mark UTF-8 at its beginning, and end lines as Windows does.
        written = "\n".join(read.decode("utf-8-sig").replace("\r\n", "\n").split("\r"))
    except UnicodeDecodeError as error:
        raise Problem(
            "{editor} wrote what isn't UTF-8 text (byte {place}); the text is as it was",
            editor=named,
            place=error.start + 1,
        ) from None
    # Editors end a file with a line break that nobody typed.
    return written if text.endswith("\n") else written.removesuffix("\n")


class LongText(TextArea, Node):
    """Several lines of text."""

    def on_mount(self) -> None:
        """The key for the editor, in place of the one that goes to the end of the line."""
        self._bindings.key_to_bindings.pop("ctrl+e", None)
        w = self.w
        self.install(
            [Command("ctrl+e", "editor", w.t("editor"), w.t("Write this text in your editor"))]
        )

    async def action_editor(self) -> None:
        """Leave the terminal to the editor, then take the text over."""
        try:
            command = editor(os.environ.get("VISUAL") or os.environ.get("EDITOR") or "")
            # While the editor runs nothing else does.
            await self.bench.look()
            with self.app.suspend():
                text = edited_elsewhere(self.text, command)
        except SuspendNotSupported:
            self.bench.say(self.w.t("This terminal can't be lent to an editor"), error=True)
        except Problem as problem:
            self.bench.refuse(problem)
        else:
            self._take_over(text)
        self.refresh(layout=True)

    def _take_over(self, text: str) -> None:
        if "\0" in text:
            self.bench.say(self.w.t("The NUL characters that the editor wrote are left out"))
        text = text.replace("\0", "")
        if text != self.text:
            self.replace(text, self.document.start, self.document.end)
