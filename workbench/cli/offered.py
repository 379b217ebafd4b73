"""What the shell offers in place of a case's name; nothing is imported before somebody asks."""

from __future__ import annotations

from pathlib import Path

import click
from click.shell_completion import CompletionItem


def slugs(context: click.Context, _: click.Parameter, begun: str) -> list[CompletionItem]:
    """The workspace's cases whose names begin as what was typed."""
    from workbench.casebook import Workspace

    place = Workspace.find(context.find_root().params.get("workspace"))
    names = (path.stem for path in place.paths())
    return [CompletionItem(name) for name in names if name.startswith(begun)]


def slugs_and_files(
    context: click.Context, parameter: click.Parameter, begun: str
) -> list[CompletionItem]:
    """The workspace's cases, and what the shell finds among the files."""
    return [*slugs(context, parameter, begun), CompletionItem(begun, type="file")]


def worked(_: click.Context, _parameter: click.Parameter, begun: str) -> list[CompletionItem]:
    """The worked cases whose names begin as what was typed."""
    from workbench.casebook import worked_cases

    names = [file.slug for file in worked_cases()]
    return [CompletionItem(name) for name in names if name.startswith(begun)]


case_argument = click.argument("case", shell_complete=slugs)
"""The argument that most commands have."""

event_data = click.argument(
    "files", nargs=-1, required=True, metavar="FILES-OR-FOLDERS...", type=click.Path(path_type=Path)
)
"""Files of event data, folders of them, or patterns; what isn't there is said by who reads them."""
