"""The codebook as the case was coded with it: lenses, classes, strategies."""

from __future__ import annotations

from workbench.codebook import Strategy
from workbench.memo.figures import colour_of
from workbench.memo.sections.context import Memo
from workbench.memo.sections.wording import listed

from .walk import data


def codebook(memo: Memo) -> str:
    """The lenses and what they ask; the strategies with their meanings, class by class."""
    t, book, lang = memo.t, memo.book, memo.lang
    used = {tag.strategy for f in memo.findings.acts for tag in f.event.tags}
    lenses = "".join(
        f"<dt>{data(memo.lens(lens.id))} <small>{data(listed(lens.authors, lang))}</small></dt>"
        f"<dd>{data(lens.meaning.in_(lang))}</dd>"
        for lens in book.lenses
    )
    classes = "".join(
        f'<h3><span class="t{colour_of(group.id).hexval()[2:]}">{data(group.symbol)}</span> '
        f"{data(group.name.in_(lang))}</h3><dl>"
        + "".join(_strategy(memo, s, used) for s in book.strategies if s.class_ == group.id)
        + "</dl>"
        for group in book.classes
    )
    title = t("Codebook")
    inside = t("The lenses, and the strategies by class")
    note = t("Strategies that the acts counted carry are marked ✓.")
    return (
        f"<h2>{data(title)}</h2><details><summary>"
        f"{data(inside)}</summary>"
        f'<div class="inside"><dl>{lenses}</dl><p class="note">{data(note)}</p>{classes}</div>'
        "</details>"
    )


def _strategy(memo: Memo, strategy: Strategy, used: set[str]) -> str:
    lang = memo.lang
    by = ", ".join(strategy.proposers)
    where = " · ".join(part for part in (by, strategy.section) if part)
    mark = " ✓" if strategy.id in used else ""
    return (
        f'<dt dir="auto">{data(memo.strategy(strategy.id))}{mark} <small>{data(where)}</small></dt>'
        f'<dd dir="auto">{data(strategy.meaning.in_(lang))}</dd>'
    )
