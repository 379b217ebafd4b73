"""Why a lens says what it says of an event, and what would change it."""

from __future__ import annotations

from rich.text import Text

from workbench.case import Case, Event, Evidence, coded_by
from workbench.judgement import (
    ADVANTAGE,
    Diagnosis,
    Findings,
    Sentences,
    View,
    bears,
    ground,
    hinges,
    lone_source,
    named_tests,
    reversals,
    switches,
    traced,
)

from ..kit.node import Node
from ..kit.plain import cell, prose
from ..kit.theory import VERDICT_STYLE

INTERPRETED = "~ "
"""Before the finding of a piece that is an interpretation."""


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


def basis(piece: Evidence, node: Node) -> Text:
    """Whether a piece is a record or an interpretation; that nobody said so is said too."""
    said = Text(node.w.t("basis") + "  ", "dim")
    if piece.basis is None:
        return said.append(node.w.t("not said, and counts"), "dim")
    return said.append(node.theory.say("basis", piece.basis))


def denial(piece: Evidence, case: Case, node: Node) -> str:
    """What an absent effect denies: named pieces, none on purpose, or what was observed of its
    kind; empty for a piece that denies nothing by what it is.
    """
    w = node.w
    if piece.status != "absent" or piece.kind not in ADVANTAGE:
        return ""
    name = letters(case, case.events[piece.event])
    claims = [p for p in case.evidence_of(piece.event)
              if p.side == "effect" and p.status != "absent"]  # fmt: skip
    if piece.denies is None:
        kind = node.theory.say("effect", piece.kind)
        mine = [p.id for p in claims if p.status == "observed" and p.kind == piece.kind]
        if not mine:
            return w.t("denies every observed claim of its kind ({kind}): there is none", kind=kind)
        return w.t("denies every observed claim of its kind ({kind}): {pieces}", kind=kind,
                   pieces=tuple(sorted(name[i] for i in mine)))  # fmt: skip
    if not piece.denies:
        return w.t("denies no claim, on purpose")
    named = [p.id for p in claims if p.id in piece.denies]
    if not named:
        return w.t("denies no claim: what it named is no longer a claim of this event")
    return w.t("denies by name: {pieces}", pieces=tuple(sorted(name[i] for i in named)))


def deniers(piece: Evidence, case: Case) -> list[str]:
    """The pieces that deny a claim of effect."""
    if piece.side != "effect" or piece.status == "absent":
        return []
    found = []
    for other in case.evidence_of(piece.event):
        if other.status == "absent" and other.kind in ADVANTAGE:
            whole = (other.denies is None and piece.status == "observed"
                     and other.kind == piece.kind)  # fmt: skip
            if whole or piece.id in (other.denies or ()):
                found.append(other.id)
    return found


def _worth(piece: Evidence, node: Node) -> Text:
    """The words of the source, what the piece goes back to, its tests; nothing where all lack."""
    w, said = node.w, Text()
    if piece.excerpt.strip():
        said.append_text(prose(w.quoted(piece.excerpt.strip()), "italic"))
        said.append(f"  {piece.locator}\n" if piece.locator else "\n", "dim")
    for label, told in ((w.t("origin"), piece.origin), (w.t("test"), _tests(piece, node))):
        if told:
            said.append(label + "  ", "dim").append_text(cell(told, 300)).append("\n")
    return said


def _tests(piece: Evidence, node: Node) -> str:
    """What is answered, question by question, until both are: then the test by name."""
    w, tell, told = node.w, sentences(node), []
    named = named_tests(piece)
    for given in piece.tests:
        if test := named.get(given.motive):
            told.append(tell.test(test, given.motive))
            continue
        question = w.t("expected?") if given.surprising is None else w.t("surprising?")
        answer = given.expected if given.surprising is None else given.surprising
        about = w.bracketed(node.theory.say("motive", given.motive)) if given.motive else ""
        told.append(f"{question} {w.t('yes') if answer else w.t('no')}{about}")
    return w.listed(told)


def about(piece: Evidence, case: Case, node: Node) -> Text:
    """A piece of evidence in full."""
    w, said = node.w, Text()
    said.append_text(prose(piece.finding, "bold")).append("\n")
    said.append_text(_worth(piece, node))
    said.append_text(cited(case, piece, node)).append("\n")
    said.append_text(basis(piece, node))
    if piece.side == "intent":
        for label, says in ((w.t("for"), "supports"), (w.t("against"), "undermines")):
            named = [node.theory.say("motive", b.motive) for b in piece.bearings if b.says == says]
            if named:
                said.append(f"\n{label}  ", "dim").append(w.listed(named))
        if piece.bearings:
            worth = sentences(node).worth(Diagnosis(piece, bears(piece)).worth)
            said.append(f"  {worth}", "dim")
        else:
            nothing = piece.bears_on_nothing
            told = w.t("bears on nothing") if nothing else w.t("no bearing stated")
            said.append(f"\n{told}", "dim")
    if piece.side == "effect":
        denies, by = denial(piece, case, node), deniers(piece, case)
        if denies:
            said.append(f"\n{denies}")
        if by:
            name = letters(case, case.events[piece.event])
            said.append("\n" + w.t("denied by {pieces}", pieces=tuple(sorted(name[i] for i in by))))
        said.append("\n" + w.t("refuted by") + "  ", "dim")
        if piece.refuted_by.strip():
            said.append_text(prose(piece.refuted_by))
        else:
            said.append(w.t("∅ nothing named"), "bold italic")
        reaction = case.events.get(piece.reaction or "")
        if reaction:
            said.append(
                "\n" + node.hint("reaction ({g})", {"g": "evidence.reaction"}) + "  ", "dim"
            )
            said.append_text(cell(f"{reaction.date} {reaction.title}", 200))
    if coders := coded_by(piece, w):
        said.append("\n" + w.t("coder") + "  ", "dim").append_text(cell(coders, 120))
    if piece.note:
        said.append("\n" + w.t("note") + "  ", "dim").append_text(prose(piece.note))
    return said.append("\n")


def _listed(label: str, ids: tuple[str, ...], case: Case, name: dict[str, str], node: Node) -> Text:
    said = Text.assemble((label + "\n", "dim"))
    for piece in sorted(ids, key=lambda i: name.get(i, i)):
        said.append(f"  {name.get(piece, '?')}  ", "bold")
        each = case.evidence[piece]
        told = INTERPRETED + each.finding if each.basis == "interpretation" else each.finding
        said.append_text(cell(told, 160))
        if tested := sentences(node).tested(each):
            said.append(f" · {tested}", "italic")
        said.append("\n")
    return said


def why(findings: Findings, event: Event, lens: str, node: Node) -> Text:
    """The rule that fired, what decided, what was left out, what nothing tests."""
    parts = findings, event, lens, node
    return ruling(*parts).append_text(grounds(*parts))


def ruling(findings: Findings, event: Event, lens: str, node: Node) -> Text:
    """The verdict, the rule that fired, and what nothing tests."""
    w, tell, said, case = node.w, sentences(node), Text(), findings.case
    judged, view = findings.by_id[event.id].verdicts[lens], findings.view
    if event.overruled:
        said.append_text(prose(tell.overruled(event, reason=True))).append("\n\n")
    said.append(w.t("Why, by {lens}", lens=tell.lens(lens, view.threshold)) + "  ", "dim")
    said.append(tell.verdict(judged.verdict) + "\n", VERDICT_STYLE[judged.verdict])
    said.append(tell.rule(lens, judged) + "\n")
    if tell.untested(judged):
        said.append(tell.untested(judged) + "\n", "italic")
    if traced(case) and judged.decided:
        rests = tell.ground(ground(case, lens, judged))
        said.append(rests[0].upper() + rests[1:] + "\n", "italic")
    if source := lone_source(case, judged):
        said.append_text(cell(tell.lone(source), 200, "italic")).append("\n")
    return said


def grounds(findings: Findings, event: Event, lens: str, node: Node) -> Text:
    """What decided, what counted without deciding, what was left out, what is denied."""
    w, case, view, said = node.w, findings.case, findings.view, Text()
    judged, name = findings.by_id[event.id].verdicts[lens], letters(case, event)
    if judged.decided:
        said.append_text(_listed(w.t("decided"), judged.decided, case, name, node))
    rest = tuple(i for i in judged.counted if i not in judged.decided)
    if rest:
        said.append_text(_listed(w.t("counted, without deciding"), rest, case, name, node))
    read = tuple(i for i in judged.left_out if _interpretation(case.evidence[i], view))
    below = tuple(i for i in judged.left_out if i not in read)
    if below:
        said.append_text(_listed(w.t("left out by the floor"), below, case, name, node))
    if read:
        said.append_text(_listed(w.t("left out as interpretations"), read, case, name, node))
    for piece in sorted(judged.counted, key=lambda i: name[i]):
        denies = denial(case.evidence[piece], case, node)
        if denies:
            said.append(f"  {name[piece]}  ", "bold").append(denies + "\n")
    return said


def _interpretation(piece: Evidence, view: View) -> bool:
    return view.interpretations == "left-out" and piece.basis == "interpretation"


def change(findings: Findings, event: Event, lens: str, node: Node) -> Text:
    """The single pieces and the settings that would turn the verdict."""
    w, case, tell = node.w, findings.case, sentences(node)
    name, evidence = letters(case, event), case.evidence_of(event.id)
    given, threshold = (lens, evidence, findings.view), findings.view.threshold
    said = Text()
    by = tell.lens(lens, threshold)
    said.append(w.t("What would change it, by {lens}", lens=by) + "\n", "dim")
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
        said.append(f"  {tell.switch(switch, findings.view)}\n")
    untested = tell.untested(findings.by_id[event.id].verdicts[lens])
    if untested:
        said.append(f"  {untested}\n", "italic")
    return said
