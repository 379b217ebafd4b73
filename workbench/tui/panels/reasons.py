"""Why a lens says what it says of an event, and what would change it."""

from __future__ import annotations

from rich.text import Text

from workbench.case import Case, Event, Evidence
from workbench.judgement import (
    Diagnosis,
    Findings,
    Sentences,
    bears,
    hinges,
    reversals,
    switches,
)

from ..node import Node
from ..plain import cell, prose
from ..theory import VERDICT_STYLE


def sentences(node: Node) -> Sentences:
    """The findings in the language of the interface."""
    return Sentences(node.theory.book, node.w)


def letters(case: Case, event: Event) -> dict[str, str]:
    """A letter for each piece of an event's evidence, intent before effect."""
    pieces = sorted(case.evidence_of(event.id), key=lambda p: (p.side != "intent", p.id))
    alphabet = "abcdefghijklmnopqrstuvwxyz"
    return {p.id: alphabet[i] if i < 26 else str(i + 1) for i, p in enumerate(pieces)}


def cited(case: Case, piece: Evidence, node: Node) -> Text:
    """Where a piece can be read and how far that can be trusted; what is missing is said."""
    w, theory, said = node.w, node.theory, Text()
    source = case.sources.get(piece.source or "")
    if source:
        parts = (source.author, source.title, source.published, piece.locator)
        said.append_text(cell(" · ".join(p for p in parts if p), 300, "dim"))
        if not piece.locator:
            said.append(" · " + w.t("∅ no locator"), "dim italic")
    else:
        said.append(w.t("∅ no source"), "bold italic")
    said.append("\n")
    if piece.grade:
        reliable = theory.say("reliability", piece.grade[0])
        credible = theory.say("credibility", piece.grade[1])
        return said.append(f"{piece.grade} · {reliable} · {credible}", "dim")
    return said.append(w.t("∅ ungraded"), "bold italic")


def about(piece: Evidence, case: Case, node: Node) -> Text:
    """A piece of evidence in full."""
    w, said = node.w, Text()
    said.append_text(prose(piece.finding, "bold")).append("\n")
    said.append_text(cited(case, piece, node))
    if piece.side == "intent":
        said.append("\n" + w.t("motives") + "  ", "dim")
        said.append(sentences(node).worth(Diagnosis(piece, bears(piece)).worth))
    if piece.side == "effect":
        said.append("\n" + w.t("refuted by") + "  ", "dim")
        if piece.refuted_by.strip():
            said.append_text(prose(piece.refuted_by))
        else:
            said.append(w.t("∅ nothing named"), "bold italic")
        reaction = case.events.get(piece.reaction or "")
        if reaction:
            said.append("\n" + w.t("reaction (g)") + "  ", "dim")
            said.append_text(cell(f"{reaction.date} {reaction.title}", 200))
    if piece.coder:
        said.append("\n" + w.t("coder") + "  ", "dim").append_text(cell(piece.coder, 60))
    if piece.note:
        said.append("\n" + w.t("note") + "  ", "dim").append_text(prose(piece.note))
    return said.append("\n")


def _listed(label: str, ids: tuple[str, ...], case: Case, name: dict[str, str]) -> Text:
    said = Text.assemble((label + "\n", "dim"))
    for piece in sorted(ids, key=lambda i: name.get(i, i)):
        said.append(f"  {name.get(piece, '?')}  ", "bold")
        said.append_text(cell(case.evidence[piece].finding, 160)).append("\n")
    return said


def why(findings: Findings, event: Event, lens: str, node: Node) -> Text:
    """The rule that fired, what decided, what was left out, what nothing tests."""
    w, case, tell = node.w, findings.case, sentences(node)
    judged, name = findings.by_id[event.id].verdicts[lens], letters(case, event)
    said = Text()
    if event.overruled:
        said.append(w.t("Overruled by {coder}: ", coder=event.overruled.coder), "dim")
        said.append(node.theory.say("verdict", event.overruled.verdict), "bold").append(". ")
        said.append_text(prose(event.overruled.reason)).append("\n\n")
    said.append(w.t("Why, by {lens}", lens=tell.lens(lens)) + "  ", "dim")
    said.append(tell.verdict(judged.verdict) + "\n", VERDICT_STYLE[judged.verdict])
    said.append(tell.rule(lens, judged) + "\n")
    if judged.decided:
        said.append_text(_listed(w.t("decided"), judged.decided, case, name))
    rest = tuple(i for i in judged.counted if i not in judged.decided)
    if rest:
        said.append_text(_listed(w.t("counted, without deciding"), rest, case, name))
    if judged.left_out:
        said.append_text(_listed(w.t("left out by the floor"), judged.left_out, case, name))
    if judged.untested:
        said.append(w.t("rivals that nothing tests") + "  ", "dim")
        said.append(tell.motives(judged.untested) + "\n")
    return said


def change(findings: Findings, event: Event, lens: str, node: Node) -> Text:
    """The single pieces and the settings that would turn the verdict."""
    w, case, tell = node.w, findings.case, sentences(node)
    name, evidence = letters(case, event), case.evidence_of(event.id)
    given = (lens, evidence, findings.threshold, findings.floor)
    said = Text()
    said.append(w.t("What would change it, by {lens}", lens=tell.lens(lens)) + "\n", "dim")
    found = sorted((*hinges(*given), *reversals(*given)), key=lambda h: name[h.evidence])
    for hinge in found:
        said.append(f"  {tell.hinge(hinge, name[hinge.evidence])}\n")
    if not found:
        counted = findings.by_id[event.id].verdicts[lens].counted
        said.append("  ")
        said.append(
            w.t("no single piece of evidence, left out or reversed")
            if counted
            else w.t("only new evidence: nothing counts yet")
        ).append("\n")
    for switch in switches(*given):
        said.append(f"  {tell.switch(switch, findings.threshold)}\n")
    return said
