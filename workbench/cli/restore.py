"""The command `restore`: a case as it was."""

from __future__ import annotations

from datetime import datetime

import click

from workbench.case import Problem
from workbench.casebook import load_settings
from workbench.casebook.restoring import restore_case
from workbench.store import CaseFile, Revision

from .context import out, said, workspace
from .history import say_damage
from .offered import case_argument


@click.command("restore")
@case_argument
@click.option(
    "--at",
    metavar="REVISION|TIME",
    help="A revision's number, or a moment such as 2026-11-23T14:00. Default: the last revision.",
)
def restore(case: str, at: str | None) -> None:
    """Put CASE back as it was: an edit like any other, or the way back to a lost case file."""
    file, say = workspace().file(case), said()
    say_damage(file)
    damaged = [fault.line for fault in file.past().faults]
    revision = _at(file, at)
    restored = restore_case(file, revision.number, load_settings().coder)
    when = revision.time.astimezone().strftime("%Y-%m-%d %H:%M")
    out(
        say.t(
            "{slug} is again as after revision {number} of {when}.",
            slug=case,
            number=revision.number,
            when=when,
        )
    )
    if restored.aside:
        out(say.t("The file that couldn't be read is kept as {path}.", path=str(restored.aside)))
    if damaged and not restored.anew:
        out(say.t("What the damaged lines of the history changed stays in the case as it is."))
    elif any(line <= revision.line for line in damaged):
        out(say.t("What the damaged lines of the history changed is not in the case."))


def _at(file: CaseFile, at: str | None) -> Revision:
    revisions = file.past().revisions
    if not revisions:
        raise Problem("{slug} has no history to restore from", slug=file.slug)
    if at is None:
        return revisions[-1]
    if at.isdecimal():
        found = [r for r in revisions if str(r.number) == at.lstrip("0")]
    else:
        try:
            moment = datetime.fromisoformat(at).astimezone()
        except (ValueError, OverflowError, OSError):
            raise Problem(
                "--at takes a revision's number or a moment such as 2026-11-23T14:00, not “{at}”",
                at=at,
            ) from None
        found = [r for r in revisions if r.time <= moment]
    if not found:
        raise Problem("{slug} has no revision at {at}", slug=file.slug, at=at)
    return found[-1]
