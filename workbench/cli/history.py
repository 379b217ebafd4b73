"""The command `history`: who changed what in a case, and when."""

from __future__ import annotations

import click

from workbench.case import Problem
from workbench.case.labels import FIELDS
from workbench.locale import shown
from workbench.store import CaseFile, Revision

from .context import as_json, out, out_json, said, workspace
from .offered import case_argument


def say_damage(file: CaseFile) -> None:
    """Name the history's damaged lines on standard error."""
    say = said()
    for fault in file.past().damage({}):
        sentence = say.t(
            "{path}, line {line}: {why}",
            path=str(file.history_path),
            line=fault.line,
            why=fault.why.said(say),
        )
        click.echo(f"workbench: {shown(sentence)}", err=True)


def _named(revision: Revision) -> str:
    """What was done, and which fields of what was there already it changed."""
    names: dict[str, None] = {}
    for row in revision.rows:
        before, after = row.before or {}, row.after or {}
        if before and after:
            both = dict.fromkeys([*before, *after])
            names |= dict.fromkeys(n for n in both if before.get(n) != after.get(n))
    names.pop("changed_by", None)
    action = said().t(revision.action)
    if not names:
        return action
    fields = " · ".join(said().t(_label(name)) for name in names)
    return said().t("{name}: {value}", name=action, value=fields)


def _label(name: str) -> str:
    within = (label for path, label in FIELDS.items() if path.startswith(f"{name}."))
    return FIELDS.get(name) or next(within, name)


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
    say_damage(file)
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
        out(shown(f"{revision.number:>5}  {when}  {who}  {what}{say.bracketed(records)}"))
