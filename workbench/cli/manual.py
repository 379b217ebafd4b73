"""Write the manual page from the commands' own help: `python -m workbench.cli.manual`.

One page for all of them, `man/workbench.1`, which the wheel installs where `man` finds it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from inspect import cleandoc
from pathlib import Path

import click

from workbench import __version__

from .main import cli

PAGE = Path(__file__).parents[2] / "man" / "workbench.1"
_ENDING = r"""
.SH EXIT STATUS
0 done; 1 a check found something; 2 bad usage or input, with one sentence on standard error, and
nothing written.
.SH ENVIRONMENT
.TP
.B WORKBENCH_HOME
The folder with cases/ and exports/, where \fB\-\-workspace\fP isn't given.
.TP
.B WORKBENCH_CONFIG
The folder of the settings, drafts and reports, in place of the platform's own.
.TP
.B NO_COLOR
Where it is set, the screens use the terminal's two colours.
.SH FILES
.TP
.I cases/SLUG.json
One case, a record per line; \fIcases/SLUG.history.jsonl\fP beside it holds every revision.
.TP
.I exports/
Memos and other exports.
""".lstrip()


def page() -> str:
    """The manual page, in the macros of man(7)."""
    root = click.Context(cli, info_name="workbench", **cli.context_settings)
    parts = [
        f'.TH WORKBENCH 1 "" "Soft Balancing Workbench {__version__}" "User Commands"',
        ".SH NAME",
        r"workbench \- log, code and weigh the events of a dyad, and export a case memo",
        ".SH SYNOPSIS",
        *_usage(root),
        ".SH DESCRIPTION",
        *_text(cli.help or ""),
        ".SH OPTIONS",
        *_options(root),
        ".SH COMMANDS",
    ]
    for context in _below(root):
        parts += [".SS " + _escaped(context.command_path), *_usage(context)]
        parts += [".PP", *_text(context.command.help or ""), *_options(context)]
    return "\n".join(parts) + "\n" + _ENDING


def _below(context: click.Context) -> Iterator[click.Context]:
    group = context.command
    if not isinstance(group, click.Group):
        return
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        if command is not None:
            inner = click.Context(command, info_name=name, parent=context)
            yield inner
            yield from _below(inner)


def _usage(context: click.Context) -> list[str]:
    pieces = " ".join(context.command.collect_usage_pieces(context))
    return [rf"\fB{_escaped(context.command_path)}\fP {_escaped(pieces)}"]


def _text(said: str) -> Iterator[str]:
    """Paragraphs are filled; click marks by \b those whose lines stay as they are."""
    for number, paragraph in enumerate(re.split(r"\n\s*\n", cleandoc(said))):
        kept = paragraph.startswith("\b")
        if number:
            yield ".PP"
        if kept:
            yield ".nf"
        yield from (_escaped(line) for line in paragraph.strip("\b\n").split("\n"))
        if kept:
            yield ".fi"


def _options(context: click.Context) -> Iterator[str]:
    parameters = context.command.params if context.parent else cli.get_params(context)
    for parameter in parameters:
        record = parameter.get_help_record(context)
        if record and isinstance(parameter, click.Option):
            yield from (".TP", rf"\fB{_escaped(record[0])}\fP", _escaped(record[1]))


def _escaped(text: str) -> str:
    """A line that begins with a dot or a quote, and a backslash anywhere, would be an order."""
    text = text.replace("\\", r"\e").replace("-", r"\-")
    return r"\&" + text if text.startswith((".", "'")) else text


if __name__ == "__main__":
    PAGE.parent.mkdir(exist_ok=True)
    PAGE.write_text(page(), "utf-8")
