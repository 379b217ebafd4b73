"""The command `workbench`: no arguments opens the program, the rest is for scripts."""

from __future__ import annotations

import gc
import os
import sys
from contextlib import suppress
from importlib import import_module

import click

from workbench import __version__
from workbench.case import Problem, refused

_COMMANDS = {
    "new": "new.new",
    "examples": "examples.examples",
    "open": "open.open_",
    "list": "list.list_",
    "show": "show.show",
    "import": "import_.import_",
    "judge": "judge.judge",
    "readings": "readings.readings",
    "memo": "memo.memo",
    "export": "export.export",
    "codebook": "codebook.codebook_",
    "check": "check.check",
    "history": "history.history",
    "restore": "restore.restore",
    "merge": "merge.merge",
    "inbox": "inbox.inbox",
    "data": "data.data",
    "references": "references.references",
    "round": "round.round_",
    "agree": "agree.agree",
    "doctor": "doctor.doctor",
    "completion": "completion.completion",
}
"""Where each command stands, in a file of its name, which is imported when somebody asks for it."""


class Commands(click.Group):
    """A group whose commands are imported one by one."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names, as the help lists them."""
        return sorted(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of a name, or None."""
        if cmd_name not in _COMMANDS:
            return None
        module, _, name = _COMMANDS[cmd_name].partition(".")
        found = getattr(import_module(f".{module}", __package__), name)
        assert isinstance(found, click.Command)
        return found


@click.group(
    cls=Commands,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(__version__, prog_name="workbench")
@click.option(
    "--workspace",
    metavar="DIR",
    help="The folder with cases/ and exports/. Default: WORKBENCH_HOME, else the current "
    "folder if it holds cases/, else one in your documents.",
)
@click.pass_context
def cli(context: click.Context, workspace: str | None) -> None:
    """Log the events of a dyad, code them with the soft-balancing typology, weigh intent
    against effect, and export a case memo. Without a command, the program opens.

    \b
    First steps:
      workbench examples france-us-iraq-2003    copy a worked case
      workbench open france-us-iraq-2003        open it
      workbench memo france-us-iraq-2003        write its PDF memo
    """
    if context.invoked_subcommand is None:
        # The interface is imported late: no other command needs it.
        from .open import open_screen

        open_screen(None)


def main() -> None:
    """Run the command line; every refusal is one sentence on standard error and status 2."""
    # A command makes much and leaves little behind: looking for that takes a third of its time.
    gc.set_threshold(50_000, 20, 100)
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure:
            reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        status = cli.main(prog_name="workbench", standalone_mode=False)
    except click.exceptions.Abort:
        status = 130
    except click.ClickException as error:
        status = _refuse(error.format_message())
    except Problem as problem:
        from .context import said

        status = _refuse(problem.said(said()))
    except BrokenPipeError:
        # The reader went away; Python must not complain again while it closes the stream.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        status = 0
    except OSError as error:
        from .context import said

        status = _refuse(refused(error).said(said()))
    # Nor is it worth a sixth of a memo's time to look through all of that once more at the end.
    gc.freeze()
    sys.exit(status if isinstance(status, int) else 0)


def _refuse(sentence: str) -> int:
    from workbench.locale import shown

    # Where nothing can be said, the status says it still.
    with suppress(OSError):
        click.echo(f"workbench: {shown(sentence)}", err=True)
    return 2
