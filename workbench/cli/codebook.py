"""The command `codebook`: the typology, and what evidence may bear on."""

from __future__ import annotations

import json

import click

from workbench.locale import padded

from .context import as_json, out, said


@click.command("codebook")
@as_json
def codebook_(json_: bool) -> None:
    """Print the typology: classes, strategies, motives, kinds of effect, and what each means."""
    from workbench.codebook import codebook

    book = codebook()
    if json_:
        out(json.dumps(book.as_json(), ensure_ascii=False, indent=1))
        return
    say = said()
    lang = say.lang
    for group in book.classes:
        out(f"{group.symbol} {group.name.in_(lang)}")
        for strategy in book.strategies:
            if strategy.class_ == group.id:
                proposers = book.proposed_by(strategy, lang)
                name = strategy.name.in_(lang) + say.bracketed(proposers)
                out(f"  {padded(strategy.id, 28)} {name}")
                said_of = strategy.meaning
                out(f"      {said_of.in_(lang)}{say.bracketed(said_of.section)}")
    for heading, terms in (
        (say.t("Motives"), book.motives),
        (say.t("Kinds of effect"), book.effects),
    ):
        out(heading)
        for term in terms:
            out(f"  {padded(term.id, 28)} {term.name.in_(lang)}")
            out(f"      {term.meaning.in_(lang)}{say.bracketed(term.meaning.section)}")
