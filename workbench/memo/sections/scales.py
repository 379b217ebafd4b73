"""A key to the scales that the memo uses."""

from __future__ import annotations

from workbench.codebook import Term
from workbench.locale import words
from workbench.memo.document import Node, Span

from .building import heading, para
from .context import Memo
from .wording import listed


def scales(memo: Memo) -> list[Node]:
    """Every scale in a line."""
    t, lang = memo.t, memo.lang
    found = heading(t("Key to the scales"))
    classes = listed((f"{c.symbol} {c.name.in_(lang)}" for c in memo.book.classes), lang)
    lines = [(t("Classes of strategy"), classes)]
    for vocabulary, name in (
        ("likelihood", t("Likelihood")),
        ("confidence", t("Confidence, which describes the evidence and not the likelihood")),
        ("status", t("Status of an effect")),
        ("reliability", t("Reliability of a source")),
        ("credibility", t("Credibility of what it says")),
    ):
        entries = [_entry(vocabulary, term, lang) for term in memo.book.terms.get(vocabulary, [])]
        lines.append((name, " · ".join(entries)))
    colon = memo.say.colon
    for name, said in lines:
        found.append(para([Span(name + colon, bold=True), Span(said)], "note"))
    found.append(
        para(
            t(
                "The codebook, version {version}, follows {author} ({year}), doi:{doi}.",
                version=memo.book.version,
                author=memo.book.source.author.in_(lang),
                year=memo.book.source.year,
                doi=memo.book.source.doi,
            ),
            "note",
        )
    )
    return found


def _entry(vocabulary: str, term: Term, lang: str) -> str:
    name = term.name.in_(lang)
    if vocabulary in ("reliability", "credibility"):
        return f"{term.id} {name}"
    if vocabulary == "likelihood" and term.meaning:
        meaning = term.meaning.in_(lang)
        return name + words(lang).bracketed(meaning)
    return name
