"""The events on which the lenses differ, each argued: rule, evidence, and what would change it."""

from __future__ import annotations

from reportlab.platypus import Flowable, Spacer

from workbench.judgement import Finding, Hinge, Judged, hinges, lens_ids, reversals, switches
from workbench.memo.typesetting import Span

from .apart import apart, whose
from .blocks import Cell, Together, absent, event_spans, evidence_spans, grey, grid, heading, para
from .context import Memo
from .wording import edtf, gap


def differences(memo: Memo) -> list[Flowable]:
    """One argument an act; others' acts are named apart."""
    t, differing = memo.t, memo.findings.differing
    title = t("Events on which the lenses differ")
    aside = apart(memo, lambda acts: event_spans(memo, (f.event.id for f in acts if f.differs)))
    if not differing:
        none = t("No act has two verdicts that differ; “insufficient” isn’t counted as one.")
        return [*absent(memo, title, gap(memo.lang).join((whose(memo), none))), *aside]
    found = heading(memo, title)
    method = t(
        "Two lenses differ on an event when both reach a verdict other than insufficient "
        "and it isn’t the same one. The reasons below are the program’s: the rule that "
        "applied, the pieces of evidence that decided, and the single pieces that would "
        "change the verdict if they were left out or said the opposite. Where several "
        "are named, any one of them is enough."
    )
    found += [para(memo, gap(memo.lang).join((whose(memo), method)), "note"), *aside]
    first, *rest = [argued(memo, finding) for finding in differing]
    return [Together([*found[1:], *first]), *map(Together, rest)]


def argued(memo: Memo, finding: Finding) -> list[Flowable]:
    """The event, and a row a lens: its verdict, why, and what would change it."""
    event = finding.event
    when = edtf(event.date, memo.lang) or memo.t("undated")
    number = memo.event_numbers[event.id]
    title = [
        Span(
            memo.t("Event {n}", n=number),
            bold=True,
            link=f"#{memo.event_link(event.id)}" if "events" in memo.sections else None,
        ),
        grey(f"  {when}  "),
        Span(event.title, bold=True),
    ]
    rows = [_lens(memo, finding, lens) for lens in lens_ids()]
    head = [memo.t("Criterion"), memo.t("Verdict"), memo.t("Because")]
    head += [memo.t("Decided by"), memo.t("What would change it")]
    found: list[Flowable] = [
        Spacer(1, 5),
        para(memo, title, "subhead"),
        grid(memo, head, rows, (52, 58, 0, 62, 170), look="tight"),
    ]
    if event.overruled:
        said = memo.t(
            "Overruled by {coder}: {verdict}. {reason}",
            coder=event.overruled.coder,
            verdict=memo.word("verdict", event.overruled.verdict),
            reason=event.overruled.reason,
        )
        found.append(para(memo, [Span("† ", bold=True), Span(said)], "small"))
    return found


def _lens(memo: Memo, finding: Finding, id: str) -> list[Cell]:
    judged, sentences = finding.verdicts[id], memo.sentences
    because = sentences.rule(id, judged)
    if untested := sentences.untested(judged):
        chinese = memo.lang == "zh-Hant"
        # A sentence of its own, in either language.
        because += gap(memo.lang) + untested[0].upper() + untested[1:] + ("。" if chinese else ".")
    return [
        [Span(memo.lens(id, short=True), bold=True)],
        memo.word("verdict", judged.verdict),
        because,
        evidence_spans(memo, judged.decided) or "–",
        _changes(memo, finding, id, judged),
    ]


def _changes(memo: Memo, finding: Finding, lens: str, judged: Judged) -> Cell:
    evidence, found = memo.case.evidence_of(finding.event.id), memo.findings
    settings = (lens, evidence, found.view)
    alike: dict[tuple[str, str], list[Hinge]] = {}
    for hinge in (*hinges(*settings), *reversals(*settings)):
        alike.setdefault((hinge.how, hinge.becomes), []).append(hinge)
    parts: list[list[Span]] = []
    for same in alike.values():
        # An arrow and what it leads to stay on one line.
        said = memo.sentences.hinge(same[0], "\0").replace("→ ", "→\u00a0")
        before, after = said.split("\0")
        pieces = evidence_spans(memo, [hinge.evidence for hinge in same])
        parts.append([Span(before), *pieces, Span(after)])
    for switch in switches(*settings):
        said = memo.sentences.switch(switch, found.view).replace("→ ", "→\u00a0")
        parts.append([Span(said)])
    if not parts:
        if judged.verdict == "insufficient":
            return memo.t("new evidence")
        return memo.t("no single piece")
    stop = Span("；" if memo.lang == "zh-Hant" else "; ")
    return [span for n, part in enumerate(parts) for span in ([stop, *part] if n else part)]
