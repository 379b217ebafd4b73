"""What every command needs: the workspace, the words, and how to say something."""

from __future__ import annotations

import errno
import json
import os
import sys
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from workbench.case import Problem
from workbench.casebook import Workspace, load_settings
from workbench.locale import Words, one_line, shown, whole, words

STANDARD_OUTPUT = Path("-")
"""What `-o -` means."""


class Output(click.Path):
    """Where `-o` leads, looked at before anything is said or made."""

    def __init__(self) -> None:
        super().__init__(path_type=Path)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The path; raises `Problem` where no export can go there."""
        from workbench.store.outputs import check_folder

        if not str(value):
            raise Problem("-o names no file: name one, or - for standard output")
        path = Path(os.fsdecode(super().convert(value, param, ctx)))
        if str(value).endswith(("/", os.sep)):
            raise Problem("{path} is a folder: name a file in it", path=str(path))
        if path != STANDARD_OUTPUT:
            check_folder(path)
        return path


class Line(click.ParamType[str]):
    """A text of one line: several are joined, as where they are pasted into a field."""

    name = "text"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The line; raises `Problem` for one with characters that only a terminal obeys."""
        line = one_line(whole(str(value)).replace("\t", " ")).strip()
        for character in line:
            if unicodedata.category(character) == "Cc":
                raise Problem(
                    "{option} holds a control character ({code}): leave it out",
                    option=param.opts[0] if param else "",
                    code=f"U+{ord(character):04X}",
                )
        return line


def named_workspace() -> Workspace:
    """The workspace that `--workspace`, the environment or the current folder names."""
    return Workspace.find(click.get_current_context().find_root().params.get("workspace"))


def workspace() -> Workspace:
    """The same; raises `Problem` where a file stands in its place."""
    place = named_workspace()
    place.check()
    place.told = _tell
    return place


def _tell(problem: Problem) -> None:
    """What the reader should know of what is printed."""
    click.echo(f"workbench: {shown(problem.said(said()))}", err=True)


def said() -> Words:
    """The words of the language in the settings."""
    return words(load_settings().language)


@contextmanager
def _written() -> Iterator[None]:
    """Name standard output where the system refuses what is written there."""
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        if os.name == "nt" and error.errno == errno.EINVAL:
            # So Windows calls a reader that went away.
            raise BrokenPipeError from error
        why = error.strerror or type(error).__name__
        raise Problem("standard output can't be written to: {why}", why=why) from error


def out(text: str = "") -> None:
    """A line on standard output."""
    with _written():
        click.echo(text)


def out_json(value: Any) -> None:
    """One JSON value on standard output, and nothing else there."""
    out(json.dumps(value, ensure_ascii=False, indent=1))


def _is_standard_output(path: Path) -> bool:
    """Whether a path, such as /dev/stdout, leads to where this process writes already."""
    try:
        return os.path.samestat(path.stat(), os.fstat(sys.stdout.fileno()))
    except (AttributeError, OSError, ValueError):
        return False


def write_bytes(path: Path, data: bytes) -> None:
    """Write an export and say where it is; for `-` it goes to standard output, and nothing else."""
    from workbench.store import put_out

    if path == STANDARD_OUTPUT and sys.stdout is None:
        raise Problem("standard output is closed: nothing was written")
    if path == STANDARD_OUTPUT or _is_standard_output(path):
        with _written():
            sys.stdout.buffer.write(data)
            sys.stdout.buffer.flush()
        return
    put_out(path, data)
    out(str(path))


LINE = Line()
"""The kind of whatever a command writes into a case, in place of click's text."""
as_json = click.option("--json", "json_", is_flag=True, help="Print one JSON value.")
"""The option that most commands have."""
output_option = click.option(
    "-o",
    "--output",
    type=Output(),
    help="Where to write it: a file in a folder that is there, or - for standard output.",
)
"""Where an export goes."""
