"""The command `completion`: the script by which a shell completes what is typed."""

from __future__ import annotations

import click
from click.shell_completion import get_completion_class

from .context import out, said

_HOW = {
    "bash": ('eval "$(workbench completion bash)"', "~/.bashrc"),
    "zsh": ('eval "$(workbench completion zsh)"', "~/.zshrc"),
    "fish": ("workbench completion fish | source", "~/.config/fish/config.fish"),
}


@click.command()
@click.argument("shell", type=click.Choice(list(_HOW)))
@click.pass_context
def completion(context: click.Context, shell: str) -> None:
    """Print the script by which SHELL completes commands, options and the names of cases."""
    kind = get_completion_class(shell)
    assert kind is not None
    out(kind(context.find_root().command, {}, "workbench", "_WORKBENCH_COMPLETE").source())
    line, file = _HOW[shell]
    out("# " + said().t("To have it in every new shell, add this line to {file}:", file=file))
    out("#   " + line)
