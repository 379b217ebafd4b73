"""What every command needs: the workspace, the words, and how to say something."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click

from workbench.casebook import Workspace, load_settings
from workbench.locale import Words, words


def workspace() -> Workspace:
    """The workspace that `--workspace`, the environment or the current folder names."""
    return Workspace.find(click.get_current_context().find_root().params.get("workspace"))


def said() -> Words:
    """The words of the language in the settings."""
    return words(load_settings().language)


def out(text: str = "") -> None:
    """A line on standard output."""
    click.echo(text)


def out_json(value: Any) -> None:
    """One JSON value on standard output, and nothing else there."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=1))


def write_bytes(path: Path, data: bytes) -> None:
    """Write an export, making its folder; the old one stands until the new one is whole."""
    from workbench.store import replace_file

    path.parent.mkdir(parents=True, exist_ok=True)
    replace_file(path, data)


as_json = click.option("--json", "json_", is_flag=True, help="Print one JSON value.")
"""The option that most commands have."""
