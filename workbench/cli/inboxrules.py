"""The commands `inbox rule`: what a researcher's own rules suggest for candidates."""

from __future__ import annotations

import re

import click

from workbench.case import Problem, SuggestionRule, new_id, suggestion_rule
from workbench.casebook import (
    drop_rule,
    find_rule,
    load_settings,
    put_rule,
    spoken_to,
    waiting,
)
from workbench.locale import N_, Words, shown

from .context import LINE, as_json, out, out_json, said, workspace
from .offered import case_argument

_NAME = click.argument("name", type=LINE)


@click.group("rule")
def rule() -> None:
    """Rules that you write and name: what they suggest stands beside a candidate, as a question.

    \b
    workbench inbox rule add CASE "Through the UN" --classes 03 --actors "UN; IGOUNO" \\
        --domain institutional --strategies diplomatic-coordination \\
        --reason "Cooperation by way of the UN may be meant to bind"
    """


def _parts(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in re.split("[;；]", text) if part.strip())


@rule.command("add")
@case_argument
@_NAME
@click.option("--classes", type=LINE, default="", help="Event classes, such as “03; SANCTION”.")
@click.option(
    "--actors", type=LINE, default="", help="Who takes part, by names or codes, “;” between them."
)
@click.option(
    "--words", type=LINE, default="", help="Words of the title or description, “;” between them."
)
@click.option(
    "--column", type=LINE, default="", help="The column of the row in which the words are sought."
)
@click.option("--data", type=LINE, default="", help="Data sets, such as “gdelt; icews”.")
@click.option("--domain", default="", help="The domain that it suggests, such as institutional.")
@click.option("--strategies", default="", help="What it suggests; “;” between strategies.")
@click.option("--reason", type=LINE, required=True, help="Why it suggests that.")
@click.option("--dry-run", is_flag=True, help="Say to how many it speaks; write nothing.")
def add(
    case: str,
    name: str,
    classes: str,
    actors: str,
    words: str,
    column: str,
    data: str,
    domain: str,
    strategies: str,
    reason: str,
    dry_run: bool,
) -> None:
    """Write the rule NAME into CASE, or write it anew where there is one of this name.

    Each condition that you give must hold; of several in one, one is enough.
    """
    book, coder = workspace().open(case), load_settings().coder
    wanted = []
    for each in _parts(strategies):
        found = book.case.codebook.find_strategy(each)
        if found is None:
            raise Problem("there is no strategy “{name}”: workbench codebook lists them", name=each)
        wanted.append(found.id)
    same = [r for r in book.case.rules.values() if r.name.casefold() == name.casefold()]
    written = suggestion_rule(
        id=same[0].id if same else new_id("ru"),
        name=name,
        classes=_parts(classes),
        actors=_parts(actors),
        words=_parts(words),
        column=column,
        datasets=_parts(data),
        domain=domain.strip() or None,
        strategies=tuple(wanted),
        reason=reason,
        coder=coder,
    )
    changes = put_rule(book.case, written)
    out(speaks(*spoken_to(book.case, written), said()))
    if dry_run:
        out(said().t("A dry run: nothing was written."))
    else:
        book.apply(N_("a rule for suggestions"), changes, coder)


def speaks(n: int, m: int, say: Words) -> str:
    """To how many of the candidates that wait a rule speaks."""
    return say.t("speaks to {n} of {m} candidates that wait", n=n, m=m)


@rule.command("list")
@case_argument
@as_json
def list_(case: str, json_: bool) -> None:
    """List the rules of CASE with to how many candidates each of them speaks."""
    opened, say = workspace().open(case).case, said()
    rules = sorted(opened.rules.values(), key=lambda each: (each.name, each.id))
    if json_:
        counts = [spoken_to(opened, each)[0] for each in rules]
        out_json(
            {
                "waiting": len(waiting(opened)),
                "rules": [
                    {**each.model_dump(mode="json"), "speaks_to": n}
                    for each, n in zip(rules, counts, strict=True)
                ],
            }
        )
        return
    if not rules:
        out(say.t("The case has no rules: workbench inbox rule add writes one."))
    for each in rules:
        out(f"{shown(each.name)}: {speaks(*spoken_to(opened, each), say)}")
        out("    " + shown(_asks(each)))
        names = [opened.codebook.said(s, say.lang) for s in each.strategies]
        if each.domain:
            names.insert(0, opened.codebook.word("domain", each.domain, say.lang))
        out("    " + say.t("suggestion: {name}. {reason}", name=shown(say.parted(names)),
                           reason=shown(each.reason)))  # fmt: skip


def _asks(each: SuggestionRule) -> str:
    """The conditions of a rule, as its options are called."""
    asked = {"classes": each.classes, "actors": each.actors, "words": each.words,
             "column": (each.column,) if each.column else (), "data": each.datasets}  # fmt: skip
    return "  ".join(f"--{name} “{'; '.join(said)}”" for name, said in asked.items() if said)


@rule.command("drop")
@case_argument
@_NAME
def drop(case: str, name: str) -> None:
    """Take the rule NAME out of CASE; what was accepted stays as it is."""
    book, coder = workspace().open(case), load_settings().coder
    changes = drop_rule(find_rule(book.case, name))
    book.apply(N_("a removed rule for suggestions"), changes, coder)
