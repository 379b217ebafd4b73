"""The sources, numbered in the order in which the memo cites them."""

from __future__ import annotations

from reportlab.platypus import Flowable

from workbench.case import Source
from workbench.citation import entry
from workbench.memo.typesetting import Span, text

from .blocks import Anchor, absent, heading, numbered, para
from .context import Memo


def sources(memo: Memo) -> list[Flowable]:
    """One entry a source; only http and https addresses are links."""
    title = memo.t("Sources")
    if not memo.source_numbers:
        return absent(memo, title, memo.t("No source has been entered."))
    found = heading(memo, title)
    for id, number in memo.source_numbers.items():
        if number == len(memo.cited) + 1:
            kept = memo.t("Kept with the case; no evidence or rating names them:")
            found.append(para(memo, kept, "note"))
        found.append(Anchor(memo.source_link(id)))
        source = memo.case.sources[id]
        note = [Span(memo.t("Note: {what}", what=source.note))] if source.note.strip() else []
        found.append(numbered(memo, number, _entry(source, memo.lang), "source", note))
    return found


def _entry(source: Source, lang: str) -> list[Span]:
    """In Chicago's author-date style; the address, which an entry ends with, is a link."""
    spans: list[Span] = []
    for run in entry(source, lang):
        address = run.text.strip()
        if address.startswith(("http://", "https://")):
            spans.append(Span(address, link=text.link(address)))
        else:
            spans.append(Span(run.text, italic=run.italic))
    return spans
