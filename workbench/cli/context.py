"""What every command needs: the workspace, the words, and how to say something."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import Any

import click

from workbench.case import Problem
from workbench.casebook import Workspace, load_settings
from workbench.locale import Words, shown, words

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


def out(text: str = "") -> None:
    """A line on standard output."""
    click.echo(text)


def out_json(value: Any) -> None:
    """One JSON value on standard output, and nothing else there."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=1))


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
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
        return
    put_out(path, data)
    out(str(path))


as_json = click.option("--json", "json_", is_flag=True, help="Print one JSON value.")
"""The option that most commands have."""
output_option = click.option(
    "-o",
    "--output",
    type=Output(),
    help="Where to write it: a file in a folder that is there, or - for standard output.",
)
"""Where an export goes."""
