"""Why a lens says what it says of an event, and what would change it."""

from __future__ import annotations

from rich.text import Text

from workbench.case import Case, Event, Evidence
from workbench.judgement import Findings, hinges

from ..node import Node
from ..plain import cell, prose


def letters(case: Case, event: Event) -> dict[str, str]:
    """A letter for each piece of an event's evidence, intent before effect."""
    pieces = sorted(case.evidence_of(event.id), key=lambda p: (p.side != "intent", p.id))
    alphabet = "abcdefghijklmnopqrstuvwxyz"
    return {p.id: alphabet[i] if i < 26 else str(i + 1) for i, p in enumerate(pieces)}


def _piece(piece: Evidence, case: Case, node: Node) -> Text:
    w, theory = node.w, node.theory
    said = Text()
    said.append_text(prose(piece.finding, "bold")).append("\n")
    source = case.sources.get(piece.source or "")
    if source:
        parts = (source.author, source.title, source.published, piece.locator)
        said.append_text(cell(" · ".join(p for p in parts if p), 300, "dim"))
    else:
        said.append(w.t("no source"), "dim italic")
    grade = piece.grade
    said.append(" · ", "dim")
    if grade:
        words = f"{theory.say('reliability', grade[0])}, {theory.say('credibility', grade[1])}"
        said.append(f"{grade}: {words}", "dim")
    else:
        said.append(w.t("ungraded"), "dim italic")
    if piece.side == "effect":
        said.append("\n" + w.t("refuted by") + "  ", "dim")
        if piece.refuted_by:
            said.append_text(cell(piece.refuted_by, 400))
        else:
            said.append(w.t("nothing named"), "dim italic")
        reaction = case.events.get(piece.reaction or "")
        if reaction:
            said.append("\n" + w.t("reaction") + "  ", "dim")
            said.append_text(cell(f"{reaction.date} {reaction.title}", 200))
    return said.append("\n\n")


def reasons(
    case: Case, findings: Findings, event: Event, lens: str, piece: Evidence | None, node: Node
) -> Text:
    """The piece under the cursor, the rule that fired, and what the verdict hangs on."""
    w, theory = node.w, node.theory
    judged, name = findings.by_id[event.id].verdicts[lens], letters(case, event)

    def listed(ids: tuple[str, ...]) -> str:
        return ", ".join(name.get(i, i) for i in sorted(ids, key=lambda i: name.get(i, i)))

    said = Text()
    if event.overruled:
        said.append(w.t("Overruled by {coder}: ", coder=event.overruled.coder), "dim")
        said.append(theory.say("verdict", event.overruled.verdict), "bold").append(". ")
        said.append_text(prose(event.overruled.reason)).append("\n\n")
    said.append(w.t("Why, by {lens}", lens=theory.lens_name(lens)) + "\n", "dim")
    said.append(theory.rule(lens, judged.rule) + "\n")
    if judged.decided:
        said.append(w.t("decided") + "  ", "dim").append(listed(judged.decided) + "\n", "bold")
    if judged.left_out:
        said.append(w.t("left out by the floor") + "  ", "dim")
        said.append(listed(judged.left_out) + "\n")
    if judged.untested:
        motives = ", ".join(theory.say("motive", m) for m in judged.untested)
        said.append(w.t("untested") + "  ", "dim").append(motives + "\n")
    said.append("\n" + w.t("What would change it") + "\n", "dim")
    found = hinges(lens, case.evidence_of(event.id), findings.threshold, findings.floor)
    for hinge in found:
        verdict = theory.say("verdict", hinge.becomes)
        said.append(w.t("without {piece} → {verdict}", piece=name[hinge.evidence], verdict=verdict))
        said.append("\n")
    if not found:
        said.append(w.t("no single piece of evidence") + "\n")
    if piece:
        head = Text("\n" + name.get(piece.id, "") + "  ", style="bold")
        return said.append_text(head).append_text(_piece(piece, case, node))
    return said
