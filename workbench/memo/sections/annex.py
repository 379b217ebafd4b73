"""The evidence annex: every finding, on what it bears, and where it can be read."""

from __future__ import annotations

from collections.abc import Sequence

from reportlab.platypus import Flowable

from workbench.case import Evidence, reaches
from workbench.judgement import ADVANTAGE
from workbench.memo.typesetting import Span

from .blocks import (
    Anchor,
    Cell,
    absent,
    event_spans,
    evidence_spans,
    grey,
    grid,
    heading,
    para,
    source_spans,
)
from .coding import noted
from .context import Memo
from .wording import listed, longer


def annex(memo: Memo) -> list[Flowable]:
    """One row a piece of evidence, in the order of the events."""
    t = memo.t
    title = t("Evidence annex")
    if not memo.evidence:
        return absent(memo, title, t("No evidence has been entered."))
    return [*heading(memo, title), *_left_out(memo), pieces(memo, memo.evidence)]


def _left_out(memo: Memo) -> list[Flowable]:
    """Which pieces count for no verdict, and why."""
    t, view = memo.t, memo.findings.view
    chinese = memo.lang == "zh-Hant"
    spans: list[Span] = []
    for lead, ids in (
        (t("Left out of the verdicts as interpretations: "),
         [p.id for p in memo.evidence if _interpreted(memo, p)]),
        (t("Left out of the verdicts, below the floor of {floor}: ", floor=view.floor),
         [p.id for p in memo.evidence if not reaches(p.grade, view.floor)]),
    ):  # fmt: skip
        if ids:
            stop = Span("。" if chinese else ". ")
            spans += [Span(lead), *evidence_spans(memo, ids), stop]
    return [para(memo, spans, "note")] if spans else []


def _interpreted(memo: Memo, piece: Evidence) -> bool:
    """Whether a piece is an interpretation under a view that leaves these out."""
    left = memo.findings.view.interpretations == "left-out"
    return left and piece.basis == "interpretation"


def pieces(memo: Memo, evidence: Sequence[Evidence]) -> Flowable:
    """The table of these pieces."""
    t = memo.t
    head = [t("No."), t("Event"), t("Side"), t("Finding"), t("Bearing or effect")]
    head += [t("Source"), t("Grade")]
    rows = [_row(memo, piece) for piece in evidence]
    widths = (27 + longer(memo.evidence), 30, 32, 0, 116, 84, 32)
    return grid(memo, head, rows, widths, look="tight")


def _row(memo: Memo, piece: Evidence) -> list[Cell]:
    number = f"E{memo.evidence_numbers[piece.id]}"
    return [
        [Anchor(memo.evidence_link(piece.id)), para(memo, [Span(number, bold=True)], "tight")],
        event_spans(memo, [piece.event]),
        memo.t("intent") if piece.side == "intent" else memo.t("effect"),
        [
            para(memo, piece.finding or "–", "tight"),
            *_basis(memo, piece),
            *_denied(memo, piece),
            *_refuted(memo, piece),
            *noted(memo, piece),
        ],
        _bearing(memo, piece),
        _source(memo, piece),
        piece.grade or "–",
    ]


def _bearing(memo: Memo, piece: Evidence) -> Cell:
    if piece.side == "intent":
        lines = [
            memo.t(
                "{motive}: {bearing}",
                motive=memo.book.motive(b.motive).name.in_(memo.lang),
                bearing=memo.word("bearing", b.says),
            )
            for b in piece.bearings
        ]
        return [para(memo, line, "tight") for line in lines] or memo.t("bears on no motive")
    spans = []
    if piece.kind:
        spans.append(Span(memo.book.effect(piece.kind).name.in_(memo.lang)))
    if piece.status:
        status = memo.word("status", piece.status)
        spans.append(grey(f"（{status}）" if memo.lang == "zh-Hant" else f" ({status})"))
    if piece.reaction in memo.event_numbers:
        spans.append(Span(memo.t("; reaction: event ")))
        spans += event_spans(memo, [piece.reaction])
    return spans or "–"


def _basis(memo: Memo, piece: Evidence) -> list[Flowable]:
    """Whether it is record or interpretation, where that is said, and what leaves it out."""
    t, view = memo.t, memo.findings.view
    said = [t("Basis: {basis}", basis=memo.word("basis", piece.basis))] if piece.basis else []
    if _interpreted(memo, piece):
        said.append(t("left out as an interpretation"))
    if not reaches(piece.grade, view.floor):
        said.append(t("left out below the floor of {floor}", floor=view.floor))
    return [para(memo, listed(said, memo.lang), "aside")] if said else []


def _denied(memo: Memo, piece: Evidence) -> list[Flowable]:
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
        spans = [Span(t("Denies every observed claim of its kind: "))]
        spans += evidence_spans(memo, claims) or [Span(t("there is none"))]
    elif not piece.denies:
        spans = [Span(t("Denies no claim, on purpose"))]
    else:
        named = evidence_spans(memo, piece.denies)
        spans = [Span(t("Denies: ")), *(named or [Span(t("pieces that are no longer there"))])]
    return [para(memo, spans, "aside")]


def _refuted(memo: Memo, piece: Evidence) -> list[Flowable]:
    """What would refute a claim of effect, or that nobody said so."""
    if piece.side == "intent":
        return []
    if piece.refuted_by.strip():
        said = memo.t("Refuted by: {what}", what=piece.refuted_by)
        return [para(memo, said, "aside")]
    return [para(memo, [Span(memo.t("What would refute it isn’t stated."), bold=True)], "aside")]


def _source(memo: Memo, piece: Evidence) -> Cell:
    spans = source_spans(memo, [piece.source] if piece.source else [])
    if piece.locator:
        spans.append(Span(("，" if memo.lang == "zh-Hant" else ", ") + piece.locator))
    return spans or [Span(memo.t("none"), bold=True)]
