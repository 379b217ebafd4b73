"""The memo in outline: how it begins, and what each of its sections holds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from rich.text import Text

from workbench.locale import Words

from ..kit.plain import cell, prose

if TYPE_CHECKING:
    from workbench.memo.document import Document, Node, Part

_FIRST = ("masthead", "judgements", "verdicts")
"""What commonly stands on the first page."""


def memo_outline(document: Document, w: Words) -> tuple[Text, Text]:
    """The beginning of the memo as text; and its sections, a line each."""
    from workbench.memo.document import texts

    page, holds = Text(), Text()
    for part in document.parts:
        if part.name in _FIRST:
            for line in texts(part.nodes):
                if line.strip():
                    page.append_text(prose(line)).append("\n")
            page.append("\n")
    holds.append(w.t("What the memo holds") + "\n", "bold")
    for part in document.parts[1:]:
        title, rest = _held(part, w)
        holds.append_text(cell(title, 60)).append(f"  {rest}\n", "dim")
    return page, holds


def _each(nodes: Iterable[Node]) -> Iterator[Node]:
    """Nodes, and those that stand together."""
    from workbench.memo.document import Together

    for node in nodes:
        if isinstance(node, Together):
            yield from _each(node.nodes)
        else:
            yield node


def _held(part: Part, w: Words) -> tuple[str, str]:
    """A section's title, and how many rows and figures it has."""
    from workbench.memo.document import Figure, Heading, Table

    nodes = list(_each(part.nodes))
    title = next((n.plain for n in nodes if isinstance(n, Heading)), part.name)
    rows = sum(len(n.rows) for n in nodes if isinstance(n, Table))
    figures = sum(isinstance(n, Figure) for n in nodes)
    said = [w.tn("{n} row", "{n} rows", rows)] if rows else []
    said += [w.tn("{n} figure", "{n} figures", figures)] if figures else []
    return title, " · ".join(said)
