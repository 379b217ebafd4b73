"""The command `inbox`: candidates from event data and coded projects, and what becomes of them."""

from __future__ import annotations

import click

from .inboxadd import add
from .inboxdeciding import accept_, list_, merge_, reject_, split_
from .inboxrules import rule


@click.group()
def inbox() -> None:
    """Candidates for events: from event data or a QDA project. Nothing is coded by itself.

    \b
    workbench inbox add CASE 20030305.export.CSV.zip --classes 03,12
    workbench inbox add CASE gdelt-2003/ gdelt-2004/
    workbench inbox list CASE
    workbench inbox accept CASE ca-… --tags "balking; binding"
    """


for _command in (add, list_, accept_, merge_, reject_, split_, rule):
    inbox.add_command(_command)
