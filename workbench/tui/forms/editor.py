"""Long text: in the form, or in the editor that the person is used to."""

from __future__ import annotations

import os
import shlex
import subprocess
import tempfile
from pathlib import Path

from textual.app import SuspendNotSupported
from textual.widgets import TextArea

from workbench.case import Problem

from ..commands import Command
from ..node import Node


def edited_elsewhere(text: str, command: str) -> str:
    """`text` as the person leaves it in the editor `command`; raises `Problem`."""
    if not command.strip():
        raise Problem("No editor is named: set the variable EDITOR, for example to nano")
    handle, name = tempfile.mkstemp(suffix=".txt", prefix="workbench-")
    path = Path(name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", errors="surrogatepass") as stream:
            stream.write(text)
        status = subprocess.run([*shlex.split(command), name], check=False).returncode
        if status:
            raise Problem(
                "{editor} ended with status {status}; the text is as it was",
                editor=command,
                status=status,
            )
        # Editors end a file with a line break that nobody typed.
        read = path.read_text("utf-8")
        return read if text.endswith("\n") else read.removesuffix("\n")
    except (OSError, ValueError) as error:
        if isinstance(error, Problem):
            raise
        raise Problem(
            "{editor} can't be used: {why}; the text is as it was", editor=command, why=str(error)
        ) from None
    finally:
        path.unlink(missing_ok=True)


class LongText(TextArea, Node):
    """Several lines of text."""

    def on_mount(self) -> None:
        """The key for the editor, in place of the one that goes to the end of the line."""
        self._bindings.key_to_bindings.pop("ctrl+e", None)
        w = self.w
        self.install(
            [Command("ctrl+e", "editor", w.t("editor"), w.t("Write this text in your editor"))]
        )

    def action_editor(self) -> None:
        """Leave the terminal to the editor, then take the text over."""
        command = os.environ.get("VISUAL") or os.environ.get("EDITOR") or ""
        try:
            with self.app.suspend():
                text = edited_elsewhere(self.text, command)
        except SuspendNotSupported:
            self.bench.say(self.w.t("This terminal can't be lent to an editor"), error=True)
        except Problem as problem:
            self.bench.refuse(problem)
        else:
            if text != self.text:
                self.replace(text, self.document.start, self.document.end)
        self.refresh(layout=True)
