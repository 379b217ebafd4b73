"""What isn't the balancer's act: seen on the screen, and set apart there too."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len
from rich.text import Text

from workbench.case import Case, Event
from workbench.judgement import VERDICTS, Actor, Finding, Findings, View, quarrel

from ..kit.node import Node
from ..kit.plain import cell
from ..kit.theory import VERDICT_STYLE
from .reasons import sentences

ACTORS = 4
"""The columns of the mark of whose act an event is, under its heading."""


NARROW = 100
"""Columns under which a sentence is said in fewer words."""


FLAT, DIFFER = "⇄", "≠"
"""Beside an act on which two lenses contradict each other flatly, and on which they differ."""


def quarrel_mark(finding: Finding) -> str:
    """How far the lenses are apart on an event, in a mark; empty where they agree."""
    kind = quarrel(judged.verdict for judged in finding.verdicts.values())
    return {"flat": FLAT, "differ": DIFFER}.get(kind, "")


def style_of(finding: Finding) -> str:
    """Faint where the event isn't counted; its letters and its place say so without colour."""
    return "" if finding.counts else "dim"


def who(found: Findings, event: Event, style: str = "") -> Text:
    """Whose act an event is, in a mark."""
    return Text(found.dyad.mark(event), style=style, no_wrap=True)


def heading(found: Findings, actor: Actor, node: Node) -> Text:
    """Over the acts of one side: whose they are, by name, and how many."""
    return cell(sentences(node).apart_of(found, found.others[actor]), style="bold")


def beside(found: Findings, acts: Sequence[Finding], node: Node, width: int) -> Text:
    """Over acts that stand apart in a column: whose they are, by name; else how many, where their
    letters alone have room."""
    said = sentences(node).apart_of(found, acts)
    if cell_len(said) > width:
        said = node.w.t("apart: {acts}", acts=len(acts))
    return cell(said, width, "bold")


def uncounted(found: Findings, finding: Finding, node: Node) -> str:
    """Why an event isn't counted; empty where it is."""
    w = node.w
    if finding.counts:
        return ""
    if finding.actor == "joint":
        return w.t("not counted: a joint act")
    name = found.case.info.target
    if finding.actor == "third":
        name = found.dyad.initiator(finding.event)
    return w.t("not counted: {name} acted", name=name)


def counted(found: Findings, node: Node) -> Text:
    """Whose acts are counted, and whose stand apart, by name."""
    tell, acts = sentences(node), len(found.acts)
    said = tell.counted(found)
    if node.room.width < NARROW:
        name = found.case.info.balancer
        said = node.w.tn("{balancer}: {n} act", "{balancer}: {n} acts", acts, balancer=name)
    parts = [said, tell.apart(found)]
    return cell(" · ".join(part for part in parts if part), 400)


def key_to_actors(found: Findings, node: Node) -> Text:
    """What the marks of actors stand for."""
    return cell(sentences(node).marks(found), 200, "dim")


def key_to_verdicts(node: Node) -> Text:
    """What stands for the verdicts, and for no evidence."""
    said = Text(no_wrap=True)
    theory = node.theory
    for verdict in VERDICTS:
        said.append(f"{theory.verdict(verdict)} ", VERDICT_STYLE[verdict])
        said.append(theory.say("verdict", verdict) + "  ", "dim")
    return said.append(f"{theory.bare} {theory.say('field', 'no-evidence')}", "dim")


def unjudged(case: Case) -> Findings:
    """Who is who in a case, where nothing is judged."""
    return Findings(case, View.of(case.info), ())
