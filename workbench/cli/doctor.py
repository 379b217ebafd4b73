"""The command `doctor`: whether everything that the program stands on is as it should be."""

from __future__ import annotations

import shutil
import textwrap

import click

from workbench.locale import Words, columns, padded, shown

from .context import as_json, named_workspace, out, out_json, said
from .doctorchecks import Check, checks


@click.command()
@as_json
def doctor(json_: bool) -> None:
    """Look at the terminal, fonts, workspace, settings and versions; say what needs attention.

    Nothing is changed, and the terminal isn't asked anything. Status 1: something needs attention.
    """
    say = said()
    found = list(checks(named_workspace(), say))
    well = all(each.ok for each in found)
    if json_:
        rows = [{"check": c.id, "ok": c.ok, "said": c.said, "do": c.todo} for c in found]
        out_json({"ok": well, "checks": rows})
        raise click.exceptions.Exit(0 if well else 1)
    _print(found, say)
    raise click.exceptions.Exit(0 if well else 1)


def _print(found: list[Check], say: Words) -> None:
    marks = {True: say.t("ok"), False: say.t("attention")}
    first, second = max(map(columns, marks.values())) + 2, max(columns(c.name) for c in found) + 2
    room = max(shutil.get_terminal_size().columns - first - second, 30)
    for each in found:
        lines = _wrapped(shown(each.said), room)
        if each.todo:
            lines += _wrapped("→ " + shown(each.todo), room)
        heads = [padded(marks[each.ok], first) + padded(each.name, second)]
        for line in lines:
            out(f"{heads.pop() if heads else ' ' * (first + second)}{line}")
    out()
    out(say.t("These two lines are equally long where the terminal draws wide characters well:"))
    out("  │柔性平衡│")
    out("  │12345678│")
    out(say.t("These two as well; if they aren’t, verdicts = “letters” in the settings helps:"))
    out("  │●◐○·●◐○·│")
    out("  │12345678│")


def _wrapped(text: str, room: int) -> list[str]:
    # A path or a command that is broken in two can't be copied.
    return textwrap.wrap(text, room, break_long_words=False, break_on_hyphens=False)
