"""The sources, numbered in the order in which the memo cites them."""

from __future__ import annotations

from workbench.case import Source
from workbench.citation import entry
from workbench.memo.document import Anchor, Heading, Node, Span, Together, web_address

from .building import absent, bold, heading, numbered, para
from .context import Memo
from .searched import searched
from .wording import gap


def sources(memo: Memo) -> list[Node]:
    """One entry a source; only http and https addresses are links."""
    title = memo.t("Sources")
    if not memo.source_numbers:
        said = memo.t("No source has been entered.")
        return [*absent(title, said), *searched(memo), *_works(memo)]
    found = heading(title)
    for id, number in memo.source_numbers.items():
        if number == len(memo.cited) + 1:
            kept = memo.t("Kept with the case; no evidence or rating names them:")
            found.append(para(kept, "note"))
        found += source_entry(memo, id)
    return [*found, *searched(memo), *_works(memo)]


def source_entry(memo: Memo, id: str, *, short: bool = False) -> list[Node]:
    """A source where its references lead; in short without what was noted of it."""
    source = memo.case.sources[id]
    if short:
        said = numbered(memo.source_numbers[id], _entry(source, memo.lang), "source")
        return [Anchor(memo.source_link(id)), said]
    below = [
        (memo.t("Archived: {what}", what=source.archived), source.archived),
        (memo.t("SHA-256 of a local copy: {what}", what=source.sha256), source.sha256),
        (memo.t("Note: {what}", what=source.note), source.note.strip()),
    ]
    note = [Span(gap(memo.lang).join(said for said, given in below if given))]
    note = note if note[0].text else []
    said = numbered(memo.source_numbers[id], _entry(source, memo.lang), "source", note)
    return [Anchor(memo.source_link(id)), said]


def _works(memo: Memo) -> list[Node]:
    """What the rules are read from, told apart from what the case rests on."""
    if "method" not in memo.sections:
        return []
    said = memo.t("What the typology and the criteria are read from; no evidence of the case.")
    head = Heading(bold(memo.t("Works behind the rules")), level=2)
    found: list[Node] = [Together((head, para(said, "note")))]
    for work in memo.works:
        mark = f"M{memo.work_numbers[work.id]}"
        found.append(Anchor(memo.work_link(work.id)))
        found.append(numbered(mark, [Span(work.text, lang=work.lang)], "source"))
    return found


def _entry(source: Source, lang: str) -> list[Span]:
    """In Chicago's author-date style; the address, which an entry ends with, is a link."""
    spans: list[Span] = []
    for run in entry(source, lang):
        address = run.text.strip()
        if address.lower().startswith(("http://", "https://")):
            spans.append(Span(address, link=web_address(address)))
        else:
            spans.append(Span(run.text, italic=run.italic))
    return spans
