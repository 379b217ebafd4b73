"""Key judgements: likelihood and confidence never share a sentence (ICD 203)."""

from __future__ import annotations

from workbench.case import KeyJudgement
from workbench.judgement import doubts
from workbench.memo.document import Node, Span

from .building import absent, event_spans, evidence_spans, grey, heading, numbered, para
from .context import Memo

_SHOWN = ("differ", "one-coder", "ungraded", "no-likelihood", "no-confidence")
"""What the short form's table and limitations show, or the judgement itself by its absence."""


def key_judgements(memo: Memo) -> list[Node]:
    """The researcher's judgements, numbered, each with how sure and by what."""
    judgements = memo.case.assessment.judgements
    title = memo.t("Key judgements")
    if not judgements:
        return absent(title, memo.t("The researcher has entered no key judgements."))
    found = heading(title)
    for n, judgement in enumerate(judgements, 1):
        found.append(numbered(n, [Span(judgement.text)], below=_how_sure(memo, judgement)))
    return found


def watch(memo: Memo) -> list[Node]:
    """What the researcher would watch for, if something is written."""
    text = memo.case.assessment.watch
    title = memo.t("What to watch")
    if not text.strip():
        return absent(title, memo.t("The researcher has named no warning signs."))
    return [*heading(title), para(text)]


def _how_sure(memo: Memo, judgement: KeyJudgement) -> list[Span]:
    t = memo.t
    said = []
    if judgement.likelihood:
        said.append(t("Likelihood: {word}.", word=memo.word("likelihood", judgement.likelihood)))
    if judgement.confidence:
        word = memo.word("confidence", judgement.confidence)
        if judgement.confidence_reason:
            reason = judgement.confidence_reason.rstrip(".。")
            said.append(t("Confidence: {word} ({reason}).", word=word, reason=reason))
        else:
            said.append(t("Confidence: {word}.", word=word))
    gap, stop = memo.say.gap, memo.say.stop
    spans = [grey(gap.join(said))] if said else []
    known = [memo.findings.by_id[e.id] for e in map(memo.event_named, judgement.events) if e]
    for lead, events in (
        (t("Events: "), [f.event.id for f in known if f.counts]),
        (t("Events apart, not the balancer’s acts: "),
         [f.event.id for f in known if not f.counts]),
    ):  # fmt: skip
        if events:
            if spans:
                spans.append(Span(gap))
            spans += [grey(lead), *event_spans(memo, events), grey(stop)]
    pieces = [p for p in judgement.evidence if p in memo.case.evidence]
    if pieces:
        spans += [grey(gap + t("Evidence: ")), *evidence_spans(memo, pieces), grey(stop)]
    return [*spans, *_doubted(memo, judgement)]


def _doubted(memo: Memo, judgement: KeyJudgement) -> list[Span]:
    """Where its evidence may not carry the judgement, from the coding alone.

    That some of its events are others' acts is shown by these standing apart.
    """
    shown = _SHOWN if memo.brief else ()
    if "limitations" in memo.sections and len(memo.case.coders) == 1:
        # Said once, of the whole case.
        shown = (*shown, "one-coder")
    found = [d for d in doubts(judgement, memo.findings) if d.kind not in (*shown, "others")]
    said = [memo.sentences.doubt(doubt) for doubt in found]
    if not said:
        return []
    gap, stop = memo.say.gap, memo.say.stop
    return [
        grey(
            gap
            + memo.t(
                "The program notes: {doubts}",
                doubts=memo.say.parted(said),
            )
            + stop
        )
    ]
