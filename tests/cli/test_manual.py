"""The manual page: every command and option, in macros that man reads without a warning."""

from __future__ import annotations

import shutil
import subprocess

import click
import pytest

from workbench.cli import cli
from workbench.cli.manual import PAGE, page


def test_it_holds_every_command_and_option() -> None:
    """As `--help` knows them, the commands of groups too; and the page is the newest."""
    said = page().replace("\\-", "-")
    root = click.Context(cli, info_name="workbench")
    groups: list[tuple[str, click.Context]] = [("workbench", root)]
    names = []
    for path, context in groups:
        group = context.command
        assert isinstance(group, click.Group)
        for name in group.list_commands(context):
            command = group.get_command(context, name)
            assert command is not None
            names.append(f"{path} {name}")
            part = said.split(f".SS {path} {name}\n")[1].split("\n.S")[0]
            for option in command.params:
                assert all(o in part for o in option.opts if o.startswith("-")), (name, option)
            if isinstance(command, click.Group):
                groups.append((f"{path} {name}", click.Context(command, parent=context)))
    assert said.count("\n.SS ") == len(names) > 20
    assert PAGE.read_text("utf-8") == page(), "run python -m workbench.cli.manual"


@pytest.mark.skipif(not shutil.which("man"), reason="man isn't here")
def test_man_reads_it() -> None:
    """No warning, nothing lost, no control character left of click's own marks."""
    done = subprocess.run(
        ["man", "--warnings=w", "-E", "UTF-8", "-l", str(PAGE)],
        capture_output=True,
        encoding="utf-8",
        env={"MANWIDTH": "80", "PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "MANPAGER": "cat"},
        check=True,
    )
    assert not done.stderr
    assert "workbench inbox accept" in done.stdout
    assert "\b" not in PAGE.read_text("utf-8")
