"""The command `workbench`: no arguments opens the program, the rest is for scripts."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module

import click

from workbench import __version__
from workbench.case import Problem

from .offered import case_argument

_COMMANDS = {
    "new": "cases.new",
    "examples": "cases.examples",
    "open": "main.open_",
    "list": "cases.list_",
    "show": "cases.show",
    "import": "coding.import_",
    "judge": "coding.judge",
    "memo": "coding.memo",
    "export": "coding.export",
    "codebook": "coding.codebook_",
    "check": "cases.check",
    "history": "past.history",
    "restore": "past.restore",
    "merge": "past.merge",
    "inbox": "inbox.inbox",
    "references": "coding.references",
    "doctor": "doctor.doctor",
    "completion": "completion.completion",
}
"""Where each command stands: its module is imported when somebody asks for it."""


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
        _open_screen(None)


@click.command("open")
@case_argument
def open_(case: str) -> None:
    """Open the program at CASE."""
    _open_screen(case)


def _open_screen(slug: str | None) -> None:
    # While everything is new nothing is garbage yet: looking for it costs a tenth of a second.
    gc.disable()
    from workbench.tui import WorkbenchApp

    from .context import workspace

    app = WorkbenchApp(workspace(), slug)
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise Problem("the program needs a terminal; workbench --help lists the commands")
    with _drawn_on_the_terminal():
        app.run()
    if app.return_code:
        raise SystemExit(app.return_code)


@contextmanager
def _drawn_on_the_terminal() -> Iterator[None]:
    """Textual draws on the standard error; where that goes elsewhere, on the standard output."""
    kept = sys.__stderr__
    if kept is None or not kept.isatty():
        sys.__stderr__ = sys.__stdout__  # type: ignore[misc]
    try:
        yield
    finally:
        sys.__stderr__ = kept  # type: ignore[misc]


def main() -> None:
    """Run the command line; every refusal is one sentence on standard error and status 2."""
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
        status = _refuse(f"{error.filename or 'a file'}: {error.strerror or error}")
    sys.exit(status if isinstance(status, int) else 0)


def _refuse(sentence: str) -> int:
    from workbench.locale import shown

    click.echo(f"workbench: {shown(sentence)}", err=True)
    return 2
