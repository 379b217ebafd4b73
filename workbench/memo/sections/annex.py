"""The evidence annex: every finding, on what it bears, and where it can be read."""

from __future__ import annotations

from collections.abc import Sequence

from workbench.case import Evidence, reaches
from workbench.judgement import ADVANTAGE
from workbench.memo.document import Node, Span, Text

from .building import (
    Told,
    absent,
    bold,
    event_spans,
    evidence_spans,
    grey,
    grid,
    heading,
    line,
    para,
    place,
    source_spans,
)
from .coding import noted
from .context import Memo
from .wording import listed, longer


def annex(memo: Memo) -> list[Node]:
    """One row a piece of evidence, in the order of the events."""
    t = memo.t
    title = t("Evidence annex")
    if not memo.evidence:
        return absent(title, t("No evidence has been entered."))
    return [*heading(title), *_left_out(memo), pieces(memo, memo.evidence)]


def _left_out(memo: Memo) -> list[Node]:
    """Which pieces count for no verdict, and why."""
    t, view = memo.t, memo.findings.view
    spans: list[Span] = []
    for lead, ids in (
        (t("Left out of the verdicts as interpretations: "),
         [p.id for p in memo.evidence if _interpreted(memo, p)]),
        (t("Left out of the verdicts, below the floor of {floor}: ", floor=view.floor),
         [p.id for p in memo.evidence if not reaches(p.grade, view.floor)]),
    ):  # fmt: skip
        if ids:
            stop = Span(memo.say.stop + memo.say.gap)
            spans += [Span(lead), *evidence_spans(memo, ids), stop]
    return [para(spans, "note")] if spans else []


def _interpreted(memo: Memo, piece: Evidence) -> bool:
    """Whether a piece is an interpretation under a view that leaves these out."""
    left = memo.findings.view.interpretations == "left-out"
    return left and piece.basis == "interpretation"


def pieces(memo: Memo, evidence: Sequence[Evidence], *, of_one: bool = False) -> Node:
    """The table of these pieces; where they are `of_one` event, it isn't named in each row."""
    t = memo.t
    head = [t("No."), t("Event"), t("Side"), t("Finding"), t("Bearing or effect")]
    head += [t("Source"), t("Grade")]
    widths = [27 + longer(memo.evidence), 30, 32, 0, 92, 66, 32]
    rows = [_row(memo, piece) for piece in evidence]
    if of_one:
        head, rows = [head[0], *head[2:]], [[row[0], *row[2:]] for row in rows]
        widths = [widths[0], 32, 0, 84, 54, 32]
    return grid(head, rows, widths, look="tight")


def _row(memo: Memo, piece: Evidence) -> list[Told]:
    number = f"E{memo.evidence_numbers[piece.id]}"
    return [
        place(memo.evidence_link(piece.id), bold(number)),
        event_spans(memo, [piece.event]),
        memo.t("intent") if piece.side == "intent" else memo.t("effect"),
        [
            line(piece.finding or "–"),
            *_quoted(memo, piece),
            *_facts(memo, piece),
            *noted(memo, piece),
        ],
        _bearing(memo, piece),
        _source(memo, piece),
        piece.grade or "–",
    ]


def _bearing(memo: Memo, piece: Evidence) -> Told:
    if piece.side == "intent":
        lines = [
            memo.t(
                "{motive}: {bearing}",
                motive=memo.book.motive(b.motive).name.in_(memo.lang),
                bearing=memo.word("bearing", b.says),
            )
            for b in piece.bearings
        ]
        if lines:
            return [line(each) for each in lines]
        return memo.t("bears on nothing") if piece.bears_on_nothing else memo.t("no bearing stated")
    spans = []
    if piece.kind:
        spans.append(Span(memo.book.effect(piece.kind).name.in_(memo.lang)))
    if piece.status:
        status = memo.word("status", piece.status)
        spans.append(grey(memo.say.bracketed(status)))
    if piece.reaction in memo.event_numbers:
        spans.append(Span(memo.t("; reaction: event ")))
        spans += event_spans(memo, [piece.reaction])
    return spans or "–"


def _quoted(memo: Memo, piece: Evidence) -> list[Text]:
    """The words of the source, with where they stand."""
    words = piece.excerpt.strip()
    if not words:
        return []
    spans = [Span(memo.say.quoted(words), quoted=True)]
    if piece.locator:
        spans.append(grey(memo.say.bracketed(piece.locator)))
    return [para(spans, "aside")]


def _facts(memo: Memo, piece: Evidence) -> list[Text]:
    """What a piece goes back to, its tests and basis, what it denies and what would refute it."""
    t, tested = memo.t, memo.sentences.tested(piece)
    facts: list[Sequence[Span]] = [
        [Span(t("Origin: {what}", what=piece.origin))] if piece.origin else [],
        [Span(t("Test: {what}", what=tested))] if tested else [],
        _basis(memo, piece),
        _denied(memo, piece),
        _refuted(memo, piece),
    ]
    spans: list[Span] = []
    for fact in filter(None, facts):
        spans += [Span(" · "), *fact] if spans else fact
    return [para(spans, "aside")] if spans else []


def _basis(memo: Memo, piece: Evidence) -> list[Span]:
    """Whether it is record or interpretation, where that is said, and what leaves it out."""
    t, view = memo.t, memo.findings.view
    said = [t("Basis: {basis}", basis=memo.word("basis", piece.basis))] if piece.basis else []
    if _interpreted(memo, piece):
        said.append(t("left out as an interpretation"))
    if not reaches(piece.grade, view.floor):
        said.append(t("left out below the floor of {floor}", floor=view.floor))
    return [Span(listed(said, memo.lang))] if said else []


def _denied(memo: Memo, piece: Evidence) -> list[Span]:
    """Which claims an absent effect denies."""
    if piece.status != "absent" or piece.kind not in ADVANTAGE:
        return []
    t = memo.t
    if piece.denies is None:
        claims = [
            p.id
            for p in memo.case.evidence_of(piece.event)
            if p.kind == piece.kind and p.status == "observed"
        ]
        there = evidence_spans(memo, claims) or [Span(t("there is none"))]
        return [Span(t("Denies every observed claim of its kind: ")), *there]
    if not piece.denies:
        return [Span(t("Denies no claim, on purpose"))]
    named = evidence_spans(memo, piece.denies)
    return [Span(t("Denies: ")), *(named or [Span(t("pieces that are no longer there"))])]


def _refuted(memo: Memo, piece: Evidence) -> Sequence[Span]:
    """What would refute a claim of effect, or that nobody said so."""
    if piece.side == "intent":
        return []
    if piece.refuted_by.strip():
        return [Span(memo.t("Refuted by: {what}", what=piece.refuted_by))]
    return bold(memo.t("What would refute it isn’t stated."))


def _source(memo: Memo, piece: Evidence) -> Told:
    spans = source_spans(memo, [piece.source] if piece.source else [])
    if piece.locator:
        spans.append(Span(memo.say.pause + piece.locator))
    return spans or bold(memo.t("none"))
