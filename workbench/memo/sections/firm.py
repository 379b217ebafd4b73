"""How firm the conclusion is: every reading of the case, and what would flip it (THEORY §5)."""

from __future__ import annotations

from workbench.judgement import Flip, flip_of
from workbench.memo.document import Node, Span

from .building import absent, evidence_spans, heading, para, together
from .context import Memo
from .curve import curve

_NAMED = 12
"""Pieces of a flip that are named; beyond it their number says enough."""


def firm(memo: Memo) -> list[Node]:
    """What is concluded under the case's own settings, and under every other reading."""
    t, tell, found = memo.t, memo.reading_sentences, memo.readings
    title = t("How firm is this?")
    if not memo.findings.acts:
        return absent(title, t("There are no acts to read."))
    gap = memo.say.gap
    rule = memo.case.info.outcome
    said = [
        tell.firm(found),
        tell.coders(found),
        tell.overruled(found),
        tell.moved(found.moves_most),
    ]
    note = t(
        "Each column is one reading: a criterion, a threshold, a floor of source grade, and "
        "interpretations in or out (after Steegen et al. 2016; Simonsohn, Simmons and Nelson "
        "2020). How many of them agree is no probability: they share their evidence."
    )
    if found.coders:
        note += gap + t(
            "Columns by a coder’s own codes read the units of the last sealed round as that coder "
            "answered them, what was left out as uncoded, and the rest as the case has it. Where "
            "the text numbers readings and names no coder, it means those of the case as it is "
            "coded."
        )
    return together(
        heading(title),
        [
            para(gap.join((tell.ruled(rule, reason=True), tell.own(found)))),
            curve(memo),
            para(gap.join(filter(None, said))),
            para(_flip(memo)),
            para(_without(memo)),
            para(note, "note"),
        ],
    )


def _flip(memo: Memo) -> list[Span]:
    """The smallest change, each of its pieces leading to its row."""
    flip = flip_of(memo.findings, memo.readings.rule)
    said = memo.reading_sentences.flip(flip)
    if not isinstance(flip, Flip) or len(flip.pieces) > _NAMED:
        return [Span(said)]
    pieces = evidence_spans(memo, [piece.id for piece in flip.pieces])
    gap, named = memo.say.gap, memo.t("The pieces:")
    return [Span(f"{said}{gap}{named}{gap}"), *pieces, Span(memo.say.stop)]


def _without(memo: Memo) -> str:
    """What leaving the interpretations out would make of it, and which criteria say otherwise."""
    t, tell, found = memo.t, memo.reading_sentences, memo.readings
    read = memo.findings.view.interpretations
    under = [(stance, found.all[found.under(stance, read)]) for stance in found.stances]
    parts = []
    if len(found.worlds.interpretations) > 1:
        without = found.all[found.under(found.art, "left-out")]
        parts.append(t("Without interpretations {counted}.", counted=tell.counted(without)))
    if found.rule.rule != "none":
        each = (
            t("{lens} {met}", lens=tell.stance(stance, short=True),
              met=tell.conclusion(reading.concludes))
            for stance, reading in under
        )  # fmt: skip
    else:
        each = (
            t("{lens} {met}", lens=tell.stance(stance, short=True), met=reading.counted.soft)
            for stance, reading in under
        )
    parts.append(t("By criterion: {each}.", each=memo.say.listed(each)))
    return memo.say.gap.join(parts)
