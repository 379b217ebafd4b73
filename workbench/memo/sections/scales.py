"""A key to the scales that the memo uses."""

from __future__ import annotations

from reportlab.platypus import Flowable

from workbench.codebook import Term
from workbench.memo.typesetting import Span

from .blocks import heading, para
from .context import Memo
from .wording import listed


def scales(memo: Memo) -> list[Flowable]:
    """Every scale in a line."""
    t, lang = memo.t, memo.lang
    found = heading(memo, t("Key to the scales"))
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
    lines += _rules(memo)
    colon = "：" if lang == "zh-Hant" else ": "
    for name, said in lines:
        found.append(para(memo, [Span(name + colon, bold=True), Span(said)], "note"))
    found.append(
        para(
            memo,
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


def _rules(memo: Memo) -> list[tuple[str, str]]:
    """What decides whose act an event is, and what a verdict may claim (THEORY §4, §5)."""
    t = memo.t
    return [
        (
            t("Whose act"),
            t(
                "An event is the balancer’s act where the balancer and not the target is among "
                "its initiator and partners, the target’s where the target is and not the "
                "balancer, joint where both are, else a third party’s. Where nobody is named as "
                "initiator it is the balancer. All that is said of the case is said of the "
                "balancer’s acts; joint acts stand apart, unless the case counts those that the "
                "balancer initiated."
            ),
        ),
        (
            t("Effects"),
            t(
                "Art’s criterion is an act that can produce a balancing effect, so effects that "
                "are possible count like those that were observed; that only observed ones count "
                "is stricter than Art, and is named so. An effect that is absent was looked for "
                "and not seen: it denies the claims that it names or, where it names nothing, "
                "the observed claims of its kind. A claim of what was only possible is denied by "
                "name alone."
            ),
        ),
        (
            t("Rival motives"),
            t(
                "Brooks and Wohlforth’s lens says balancing only where no rival motive is "
                "supported and at least one was tested and undermined. Rivals that nobody tested "
                "are named; a rival is ruled out only by evidence against it, and all four only "
                "where all four are undermined."
            ),
        ),
    ]


def _entry(vocabulary: str, term: Term, lang: str) -> str:
    name = term.name.in_(lang)
    if vocabulary in ("reliability", "credibility"):
        return f"{term.id} {name}"
    if vocabulary == "likelihood" and term.meaning:
        meaning = term.meaning.in_(lang)
        return f"{name}（{meaning}）" if lang == "zh-Hant" else f"{name} ({meaning})"
    return name
