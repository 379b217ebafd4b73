"""Long text: in the form, or in the editor that the person is used to."""

from __future__ import annotations

import os
import shlex
import stat
import tempfile
from collections.abc import Mapping
from pathlib import Path

from textual.app import SuspendNotSupported
from textual.geometry import Size
from textual.widget import Widget
from textual.widgets import TextArea

from workbench.case import Problem
from workbench.locale import N_, whole

from ..kit.bench import MOST_AT_ONCE
from ..kit.commands import Command
from ..kit.node import Node
from ..kit.outside import run_here
from ..kit.signals import signal_name

_CURSOR = 1
"""Columns that the cursor has behind the longest line."""
_NO_FILE = {
    stat.S_IFDIR: N_("{editor} left a folder in place of the text; the text is as it was"),
    stat.S_IFIFO: N_("{editor} left a pipe in place of the text; the text is as it was"),
}
_DEVICE = N_("{editor} left a device in place of the text; the text is as it was")


def editor(variables: Mapping[str, str]) -> tuple[str, list[str]]:
    """The variable, VISUAL or else EDITOR, and the command in it; raises `Problem` without one."""
    name = next((each for each in ("VISUAL", "EDITOR") if variables.get(each, "").strip()), "")
    try:
        command = _split(variables.get(name, ""))
    except ValueError:
        raise Problem(
            "{variable} can't be used, since a quotation in it isn't closed: {editor}",
            variable=name,
            editor=variables[name],
        ) from None
    if not command or not command[0].strip():
        raise Problem(
            "No editor is named: leave the workbench, type export EDITOR=nano in the shell "
            "(or another editor), and start it again"
        )
    return name, command


def _split(command: str) -> list[str]:
    """The words of a command; in one of Windows a backslash parts folders."""
    if os.name != "nt":
        return shlex.split(command)
    return [word.strip('"') for word in shlex.split(command, posix=False)]


def edited_elsewhere(text: str, variable: str, command: list[str]) -> str:
    """`text` as the person leaves it in the editor that `variable` names; raises `Problem`."""
    named = shlex.join(command)
    with tempfile.TemporaryDirectory(prefix="workbench-", ignore_cleanup_errors=True) as folder:
        path = Path(folder, "text.txt")
        path.write_bytes(whole(text).encode("utf-8"))
        try:
            status = run_here([*command, path])
        except OSError as error:
            raise Problem(
                "{variable} names {editor}, which can't be started ({why}): leave the workbench, "
                "type export {variable}=nano in the shell (or another editor), and start it again",
                variable=variable,
                editor=named,
                why=error.strerror or str(error),
            ) from None
        if status < 0:
            raise Problem(
                "{editor} was ended by signal {signal}; the text is as it was",
                editor=named,
                signal=signal_name(-status),
            )
        if status:
            raise Problem(
                "{editor} ended with status {status}; the text is as it was",
                editor=named,
                status=status,
            )
        read = _left_by(named, path, max(MOST_AT_ONCE, len(text)))
    # Editors end a file with a line break that nobody typed.
    return read if text.endswith("\n") else read.removesuffix("\n")


def _left_by(named: str, path: Path, most: int) -> str:
    """The text of at most so many characters in what an editor left; raises `Problem`."""
    try:
        # A pipe is never opened: that waits for whoever writes to it.
        kind = stat.S_IFMT(path.stat().st_mode)
        if kind != stat.S_IFREG:
            raise Problem(_NO_FILE.get(kind, _DEVICE), editor=named)
        with path.open("rb") as file:
            # No character has more than four bytes, and one mark may stand before the first.
            read = file.read(4 * most + 8)
            ends = not file.read(1)
    except OSError as error:
        raise Problem(
            "{editor} left no text ({why}); the text is as it was",
            editor=named,
            why=error.strerror or str(error),
        ) from None
    try:
        if ends:
            # Some editors mark UTF-8 at its beginning, and end lines as Windows does.
            if b"\0" in read:
                raise Problem(
                    "{editor} left a NUL character (U+0000) in the text; the text is as it was",
                    editor=named,
                )
            written = "\n".join(read.decode("utf-8-sig").replace("\r\n", "\n").split("\r"))
            if len(written.removesuffix("\n")) <= most:
                return written
    except UnicodeDecodeError as error:
        raise Problem(
            "{editor} wrote what isn't UTF-8 text (byte {place}); the text is as it was",
            editor=named,
            place=error.start + 1,
        ) from None
    raise Problem(
        "{editor} left more than {most} characters, the most that a text takes at once; "
        "the text is as it was",
        editor=named,
        most=most,
    )


class LongText(TextArea, Node):
    """Several lines of text."""

    def on_mount(self) -> None:
        """Keys of our own for those that go to the end of the line and that stop the program."""
        self.unbind("ctrl+e", "ctrl+z")
        w = self.w
        self.install(
            [
                Command("ctrl+e", "editor", w.t("editor"), w.t("Write this text in your editor")),
                Command("ctrl+underscore", "undo", w.t("undo"),
                        w.t("Take back what was typed last in this text"), show=False),
            ]
        )  # fmt: skip

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """The lines that it wraps to, before it is first shown too.

        Textual wraps behind the layout, and then lays out the form once more for each text.
        """
        # Its size within would be looked up by a layout of all.
        if not self.outer_size:
            room = width - self.scrollbar_gutter.width - _CURSOR
            self.wrapped_document.wrap(max(room, 0), self.indent_width)
            self.set_reactive(Widget.virtual_size, Size(0, self.wrapped_document.height))
        return super().get_content_height(container, viewport, width)

    async def action_editor(self) -> None:
        """Leave the terminal to the editor, then take the text over."""
        try:
            variable, command = editor(os.environ)
            # While the editor runs nothing else does.
            await self.bench.look()
            with self.app.suspend():
                text = edited_elsewhere(self.text, variable, command)
        except SuspendNotSupported:
            self.bench.say(self.w.t("This terminal can't be lent to an editor"), error=True)
        except (Problem, OSError) as problem:
            self.bench.refuse(problem)
        else:
            self._take_over(text)
        self.refresh(layout=True)

    def _take_over(self, text: str) -> None:
        if text != self.text:
            self.replace(text, self.document.start, self.document.end)
