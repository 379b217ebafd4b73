"""The command `open`: the program at a case."""

from __future__ import annotations

import gc
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import click

from workbench.case import Problem

from .offered import case_argument


@click.command("open")
@case_argument
def open_(case: str) -> None:
    """Open the program at CASE."""
    open_screen(case)


def open_screen(slug: str | None) -> None:
    """Open the program at a case, or at its first screen; raises `Problem` without a terminal."""
    # While everything is new nothing is garbage yet: looking for it costs a tenth of a second.
    gc.disable()
    from workbench.tui import WorkbenchApp

    from .context import workspace

    app = WorkbenchApp(workspace(), slug)
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise Problem("the program needs a terminal; workbench --help lists the commands")
    with _drawn_on_the_terminal():
        app.run()
    if app.farewell:
        click.echo(app.farewell, err=True)
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
