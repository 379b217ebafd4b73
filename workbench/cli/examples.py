"""The command `examples`: the worked cases, and a copy of one."""

from __future__ import annotations

import click

from workbench.locale import padded, shown

from .context import out, workspace
from .offered import worked


@click.command()
@click.argument("slug", required=False, shell_complete=worked)
def examples(slug: str | None) -> None:
    """List the worked cases, or copy the one named SLUG into the workspace."""
    from workbench.casebook import copy_worked_case, worked_cases

    if slug:
        out(str(copy_worked_case(workspace(), slug).file.path))
        return
    for file in worked_cases():
        out(f"{padded(file.slug, 30)} {shown(file.load().info.title)}")
