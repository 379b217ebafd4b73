"""The command `list`: the cases of the workspace."""

from __future__ import annotations

import click

from workbench.case import Problem
from workbench.casebook import Shelved, Workspace
from workbench.locale import columns, padded, shown

from .context import as_json, out, out_json, said, workspace


def _summary(entry: Shelved) -> dict[str, object]:
    if entry.info is None:
        return {"slug": entry.slug, "problem": str(entry.problem)}
    info = entry.info
    return {
        "slug": entry.slug,
        "title": info.title,
        "dyad": {"balancer": info.balancer, "target": info.target},
        "period": {"from": info.begins, "to": info.ends},
        "events": entry.events,
        "acts": {"balancer": entry.acts, **entry.apart},
        "coded": entry.coded,
        "in_round": entry.hidden,
        "evidence": entry.evidence,
        "modified": entry.modified.isoformat(timespec="seconds"),
    }


def _unread(place: Workspace, shelf: list[Shelved]) -> list[Problem]:
    """Which files of rounds can't be read, so that the codes of their cases are hidden."""
    closed = [place.file(entry.slug).closed for entry in shelf if entry.hidden]
    # An open round hides codes by its name, what can't be read by its path.
    return [problem for problem in closed if problem and "path" in problem.fields]


@click.command("list")
@as_json
def list_(json_: bool) -> None:
    """List the cases of the workspace.

    In the JSON `in_round` says that an open round hides the codes of a case, so that `coded` is 0.
    """
    from workbench.codebook import codebook

    place, say = workspace(), said()
    shelf = place.shelf()
    for problem in _unread(place, shelf):
        click.echo(f"workbench: {shown(problem.said(say))}", err=True)
    if json_:
        out_json([_summary(entry) for entry in shelf])
        return
    out(say.t("workspace {folder}", folder=shown(str(place.folder))))
    if not shelf:
        out(say.t("No cases yet: workbench examples lists worked ones, workbench new starts one."))
    width = max((columns(entry.slug) for entry in shelf), default=0)
    for entry in shelf:
        if entry.info is None:
            assert entry.problem is not None
            out(f"{padded(entry.slug, width)}  {shown(entry.problem.said(say))}")
            continue
        info = entry.info
        numbers = [
            say.tn(
                "{n} act of {events} events",
                "{n} acts of {events} events",
                entry.acts,
                events=entry.events,
            ),
            say.t("in a round") if entry.hidden else say.t("{n} coded", n=entry.coded),
            say.tn("{n} piece of evidence", "{n} pieces of evidence", entry.evidence),
        ]
        if entry.apart:
            named = {"target": info.target, "joint": codebook().word("actor", "joint", say.lang)}
            apart = {named[a]: n for a, n in entry.apart.items() if a in named} | entry.third
            acts = say.listed(
                say.t("{actor} {n}", actor=shown(name), n=n) for name, n in apart.items()
            )
            numbers.append(say.t("apart: {acts}", acts=acts))
        dyad = f"{shown(info.balancer)} → {shown(info.target)}"
        out(f"{padded(entry.slug, width)}  {dyad}  {' · '.join(numbers)}")
