"""The sources, numbered in the order in which the memo cites them."""

from __future__ import annotations

import unicodedata

from reportlab.platypus import Flowable

from workbench.case import Source
from workbench.memo.typesetting import Span, text

from .blocks import Anchor, absent, heading, numbered
from .context import Memo


def sources(memo: Memo) -> list[Flowable]:
    """One entry a source; only http and https addresses are links."""
    title = memo.t("Sources")
    if not memo.source_numbers:
        return absent(memo, title, memo.t("No source has been entered."))
    found = heading(memo, title)
    for id, number in memo.source_numbers.items():
        found.append(Anchor(memo.source_link(id)))
        found.append(numbered(memo, number, _entry(memo.case.sources[id]), look="source"))
    return found


def _entry(source: Source) -> list[Span]:
    chinese = any("CJK" in unicodedata.name(char, "") for char in source.title[:200])
    if chinese:
        parts = [source.author, f"〈{source.title}〉", source.published, source.source_type]
        entry = "，".join(part for part in parts if part) + "。"
    else:
        head = f"{source.author}, " if source.author else ""
        tail = [part for part in (source.published, source.source_type) if part]
        ending = "," if tail else "."
        entry = f"{head}“{source.title}{ending}”" + (f" {', '.join(tail)}." if tail else "")
    spans = [Span(entry)]
    if source.url:
        spans += [Span(" "), Span(source.url.strip(), link=text.link(source.url))]
    return spans
