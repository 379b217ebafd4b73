"""The commands of the inbox by which a person decides: list, accept, merge, reject, split."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any

import click

from workbench.case import Candidate, Case, Change, Problem
from workbench.casebook import (
    accept_all,
    asked_in_words,
    data_set_in_words,
    denominator,
    find_candidate,
    load_settings,
    merge,
    reasons_in_words,
    reject,
    split_off,
    suggestions,
    waiting,
)
from workbench.locale import N_, Words, padded, shown

from .context import LINE, as_json, out, out_json, said, workspace
from .offered import case_argument

if TYPE_CHECKING:
    from workbench.interchange.eventdata import Group

_MANY = click.argument("candidates", nargs=-1, required=True, metavar="CANDIDATE…")


def _with_groups(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options of a command that groups what may be one event."""
    days = click.option("--days", type=click.IntRange(0, 31), default=1, show_default=True,
                        help="Days between the first row of a group and its last.")  # fmt: skip
    grouped = click.option("--grouped", is_flag=True,
                           help="By groups of rows that may report one event.")  # fmt: skip
    return grouped(days(command))


def _groups(case: Case, days: int) -> tuple[Group, ...]:
    from workbench.interchange.eventdata import grouped

    return grouped(waiting(case), days)


@click.command("list")
@case_argument
@click.option("--all", "all_", is_flag=True, help="Also those that have been decided about.")
@_with_groups
@as_json
def list_(case: str, all_: bool, grouped: bool, days: int, json_: bool) -> None:
    """List the candidates that wait, with what their codes may suggest, and why."""
    opened, say = workspace().open(case).case, said()
    groups = _groups(opened, days) if grouped or json_ else ()
    of = {each.id: group for group in groups for each in group.members}
    found = list(opened.candidates.values()) if all_ else waiting(opened)
    if json_:
        if grouped:
            out_json([_group_json(group, say) for group in groups])
            return
        out_json([_as_json(opened, each, of.get(each.id)) for each in found])
        return
    for line in _searches(opened, say):
        out(shown(line))
    if not found:
        out(say.t("The inbox is empty: workbench inbox add brings candidates in."))
    elif grouped:
        _list_groups(opened, groups, say)
        found = [each for each in found if each.id not in of]
    for each in found:
        _line(opened, each, say)


def _searches(case: Case, say: Words) -> Iterator[str]:
    """What was searched, and what became of it; nothing where nothing was."""
    for found in denominator(case) if case.searches else ():
        yield f"{data_set_in_words(found)}{say.colon}{asked_in_words(found, say)}"
        parts = []
        if found.fit is not None:
            rows = say.t("rows searched: not known")
            if found.rows is not None:
                rows = say.t("{n} rows searched", n=f"{found.rows:,}")
            parts = [rows, say.t("{n} fit", n=f"{found.fit:,}")]
        parts += [
            say.t("{n} accepted", n=f"{found.accepted:,}"),
            say.t("{n} merged", n=f"{found.merged:,}"),
            say.t("{n} rejected", n=f"{found.rejections:,}"),
            say.t("{n} waiting", n=f"{found.waiting:,}"),
        ]
        yield "    " + say.listed(parts)
        if reasons := reasons_in_words(found, say):
            yield "    " + say.t("rejected: {reasons}", reasons=reasons)


def _as_json(case: Case, candidate: Candidate, group: Group | None) -> dict[str, Any]:
    belongs = {"id": group.id, "candidates": len(group)} if group else None
    hints = [hint.model_dump(mode="json") for hint in suggestions(case, (candidate,))]
    return {**candidate.model_dump(mode="json"), "suggestions": hints, "group": belongs}


def _group_json(group: Group, say: Words) -> dict[str, Any]:
    first, last = group.dates
    return {
        "id": group.id, "class": group.kind, "place": group.place, "days": group.days,
        "begins": first, "ends": last, "why": group.why(say),
        "candidates": [each.model_dump(mode="json") for each in group.members],
    }  # fmt: skip


def _list_groups(case: Case, groups: Iterable[Group], say: Words) -> None:
    groups = tuple(groups)
    n = sum(map(len, groups))
    out(
        say.t(
            "{candidates} in {groups}",
            candidates=say.tn("{n} candidate", "{n} candidates", n),
            groups=say.tn("{n} group", "{n} groups", len(groups)),
        )
    )
    for group in groups:
        if len(group) > 1:
            out(f"{len(group)} × {shown(group.why(say))}")
        for each in group.members:
            _line(case, each, say, "  " if len(group) > 1 else "")


def _line(case: Case, each: Candidate, say: Words, indent: str = "") -> None:
    out(f"{indent}{each.id}  {padded(each.date or '-', 11)} {shown(each.title)}")
    for hint in suggestions(case, (each,)):
        strategy = case.codebook.find_strategy(hint.strategy)
        named = [strategy.name.in_(say.lang) if strategy else hint.strategy]
        if hint.domain:
            named.insert(0, case.codebook.word("domain", hint.domain, say.lang))
        name, reason = shown(say.parted(filter(None, named))), shown(hint.in_(say.lang))
        line = say.t("suggestion: {name}. {reason}", name=name, reason=reason)
        if hint.rule:
            line += say.bracketed(say.t("rule “{rule}”", rule=shown(hint.rule)))
        out(f"{indent}    {line}")


def _named(case: Case, ids: Iterable[str], grouped: bool, days: int) -> list[tuple[Candidate, ...]]:
    """The candidates of some ids, each alone or with all of its group; raises `Problem`."""
    found = {each.id: each for each in (find_candidate(case, id_) for id_ in ids)}
    if not grouped:
        return [(each,) for each in found.values()]
    of = {each.id: group for group in _groups(case, days) for each in group.members}
    # What has been decided about is in no group, and is refused by its own sentence.
    groups = {(of[id_].id if id_ in of else id_): id_ for id_ in found}
    return [of[id_].members if id_ in of else (found[id_],) for id_ in groups.values()]


def _flat(groups: Iterable[tuple[Candidate, ...]]) -> list[Candidate]:
    return [each for group in groups for each in group]


@click.command("accept")
@case_argument
@_MANY
@click.option("--tags", default="", help="Strategies, separated by “;”. Default: not coded yet.")
@_with_groups
def accept_(case: str, candidates: tuple[str, ...], tags: str, grouped: bool, days: int) -> None:
    """Make an event of each CANDIDATE, tagged with the strategies that you give; prints its id.

    With --grouped a candidate and the others of its group become one event: the best dated makes
    it, the others are merged into it.
    """
    book, coder = workspace().open(case), load_settings().coder
    strategies = []
    for name in filter(None, map(str.strip, tags.split(";"))):
        strategy = book.case.codebook.find_strategy(name)
        if strategy is None:
            raise Problem("there is no strategy “{name}”: workbench codebook lists them", name=name)
        strategies.append(strategy.id)
    groups = _named(book.case, candidates, grouped, days)
    changes, events = accept_all(book.case, groups, coder, strategies)
    label = N_("accepting a candidate") if len(_flat(groups)) == 1 else N_("accepting candidates")
    book.apply(label, changes, coder)
    for event in events:
        out(event.name)


@click.command("merge")
@case_argument
@_MANY
@click.option("--into", required=True, help="The key or id of the event.")
@_with_groups
def merge_(case: str, candidates: tuple[str, ...], into: str, grouped: bool, days: int) -> None:
    """Note the origin of each CANDIDATE in an event that is there already."""
    book, coder = workspace().open(case), load_settings().coder
    event = book.case.by_name.get(into)
    if event is None:
        raise Problem("there is no event {key}", key=into)
    chosen = _flat(_named(book.case, candidates, grouped, days))
    label = N_("merging a candidate") if len(chosen) == 1 else N_("merging candidates")
    book.apply(label, merge(book.case, chosen, event, coder), coder)


@click.command("reject")
@case_argument
@_MANY
@click.option("--reason", type=LINE, required=True, help="Why it is no event of this case.")
@_with_groups
def reject_(case: str, candidates: tuple[str, ...], reason: str, grouped: bool, days: int) -> None:
    """Turn each CANDIDATE down; it never comes back by itself."""
    book, coder = workspace().open(case), load_settings().coder
    chosen = _flat(_named(book.case, candidates, grouped, days))
    label = N_("rejecting a candidate") if len(chosen) == 1 else N_("rejecting candidates")
    book.apply(label, reject(book.case, chosen, reason, coder), coder)


@click.command("split")
@case_argument
@_MANY
def split_(case: str, candidates: tuple[str, ...]) -> None:
    """Let each CANDIDATE stand apart from all groups; a second time takes that back."""
    book, coder = workspace().open(case), load_settings().coder
    changes: list[Change] = []
    for each in _flat(_named(book.case, candidates, False, 0)):
        changes += split_off(book.case, each)
    book.apply(N_("splitting a candidate off its group"), changes, coder)
