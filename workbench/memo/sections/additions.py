"""The codebook annex: what the case added to the typology, or placed anew."""

from __future__ import annotations

from reportlab.platypus import Flowable

from workbench.memo.typesetting import Span

from .blocks import Cell, absent, grid, heading
from .context import Memo
from .wording import listed


def additions(memo: Memo) -> list[Flowable]:
    """One row a strategy that the case placed itself; the 22 of the paper are not repeated."""
    t, lang, book = memo.t, memo.lang, memo.book
    title = t("Codebook: what the case added")
    own = [s for s in book.strategies if s.placed not in ("named", "inferred")]
    if not own:
        said = t(
            "Nothing: the case is coded with the codebook’s own {n} strategies.",
            n=len(book.strategies),
        )
        return absent(memo, title, said)
    rows: list[list[Cell]] = [
        [
            [Span(strategy.name.in_(lang), bold=True)],
            book.strategy_class(strategy.class_).name.in_(lang),
            strategy.meaning.in_(lang),
            listed(strategy.proposers, lang),
            listed(strategy.citations, lang),
        ]
        for strategy in own
    ]
    head = [t("Strategy"), t("Class"), t("Meaning"), t("Proposed by"), t("Citation")]
    return [*heading(memo, title), grid(memo, head, rows, (98, 70, 0, 90, 100), look="tight")]
