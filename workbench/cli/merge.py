"""The command `merge`: two versions of a case file into one, for git."""

from __future__ import annotations

from pathlib import Path

import click

from workbench.casebook.merging import merge_files
from workbench.locale import shown

from .context import said


@click.command("merge")
@click.argument("base", type=click.Path(path_type=Path))
@click.argument("ours", type=click.Path(path_type=Path))
@click.argument("theirs", type=click.Path(path_type=Path))
def merge(base: Path, ours: Path, theirs: Path) -> None:
    """Merge two versions of a case file by record and field, into OURS: git's merge driver.

    Two versions of a history become what both hold. Status 1: what couldn't be merged keeps OURS,
    and each place is named.
    """
    say = said()
    merged = merge_files(base, ours, theirs)
    for clash in merged.clashes:
        click.echo(shown(clash.said(say)), err=True)
    merged.write()
    raise click.exceptions.Exit(1 if merged.clashes else 0)
