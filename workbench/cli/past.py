"""The commands about a case's past: its history, the way back, and git's merges."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from workbench.case import Problem
from workbench.casebook import load_settings
from workbench.casebook.merging import merge_files
from workbench.casebook.recovery import restore_case
from workbench.locale import shown
from workbench.store import CaseFile, Revision

from .context import as_json, out, out_json, said, workspace
from .offered import case_argument


def _say_damage(file: CaseFile) -> None:
    """Name the history's damaged lines on standard error."""
    say, past = said(), file.past()
    faults = [*past.faults, *past.unread(), *([past.torn] if past.torn else [])]
    for fault in sorted(faults, key=lambda fault: fault.line):
        sentence = say.t(
            "{path}, line {line}: {why}",
            path=str(file.history_path),
            line=fault.line,
            why=fault.why.said(say),
        )
        click.echo(f"workbench: {shown(sentence)}", err=True)


def _named(revision: Revision) -> str:
    return said().t(revision.action)


@click.command("history")
@case_argument
@as_json
def history(case: str, json_: bool) -> None:
    """Who changed what in CASE, and when, the newest first."""
    file, say = workspace().file(case), said()
    past = file.past()
    if not past.revisions and not file.path.exists():
        raise Problem(
            "there is no case {slug} in {folder}", slug=case, folder=str(file.path.parent)
        )
    _say_damage(file)
    if json_:
        out_json(
            [
                {
                    "revision": r.number,
                    "time": r.time.isoformat(),
                    "coder": r.coder,
                    "action": r.action,
                    "kind": r.kind,
                    "of": r.of,
                    "changed": [
                        {"table": c.table, "id": c.id, "before": c.before, "after": c.after}
                        for c in r.rows
                    ],
                    "digest": r.digest,
                }
                for r in past.revisions
            ]
        )
        return
    if not past.revisions:
        out(say.t("{slug} has no history yet: its first edit begins one.", slug=case))
    for revision in reversed(past.revisions):
        when = revision.time.astimezone().strftime("%Y-%m-%d %H:%M")
        kind = {"undo": say.t("undone: "), "redo": say.t("done again: ")}.get(revision.kind, "")
        what = kind + _named(revision)
        records = say.tn("{n} record", "{n} records", len(revision.rows))
        who = revision.coder or "—"
        out(shown(f"{revision.number:>5}  {when}  {who}  {what} ({records})"))


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
    _say_damage(file)
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
