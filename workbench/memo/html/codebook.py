"""The codebook as the case was coded with it: lenses, classes, strategies."""

from __future__ import annotations

from workbench.codebook import Said, Strategy
from workbench.memo.sections.context import Memo

from .render import data


def codebook(memo: Memo) -> str:
    """The lenses and what they ask; the strategies with their meanings, class by class."""
    t, book, lang = memo.t, memo.book, memo.lang
    used = {tag.strategy for f in memo.findings.acts for tag in f.event.tags}
    lenses = "".join(
        f"<dt>{data(memo.lens(lens.id))} "
        f"<small>{data(book.people_named(lens.authors, lang))}</small></dt>"
        f"<dd>{_marked(lens.meaning, lang)}<br>{_marked(lens.criterion, lang)}</dd>"
        for lens in book.lenses
    )
    classes = "".join(
        f'<h3><span class="t-{group.id}">{data(group.symbol)}</span> '
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
    by = memo.book.proposed_by(strategy, lang)
    mark = " ✓" if strategy.id in used else ""
    return (
        f'<dt dir="auto">{data(memo.strategy(strategy.id))}{mark} <small>{data(by)}</small></dt>'
        f'<dd dir="auto">{_marked(strategy.meaning, lang)}</dd>'
    )


def _marked(said: Said, lang: str) -> str:
    """A sentence with its mark, § the paper or ≈ a reading of it, and the section."""
    if said.standing == "case":
        return data(said.in_(lang))
    mark = "≈ " if said.standing == "reading" else ""
    return f"{data(said.in_(lang))} <small>{data(mark + said.section)}</small>"
