"""One event in words."""

from __future__ import annotations

from rich.text import Text

from workbench.case import Event, coded_by
from workbench.judgement import Findings, lens_ids

from ..kit.node import Node
from ..kit.plain import cell, prose
from ..kit.theory import VERDICT_STYLE
from .apart import uncounted
from .reasons import sentences


def detail(event: Event, findings: Findings, node: Node) -> Text:
    """What is known of an event, and how it is judged."""
    w, theory, tell = node.w, node.theory, sentences(node)
    threshold = findings.view.threshold
    finding = findings.by_id.get(event.id)
    said = Text()
    date = event.date or w.t("undated")
    said.append(f"{date}  {findings.dyad.mark(event)}\n", "dim")
    said.append_text(prose(event.title, "bold"))
    said.append("\n").append_text(prose(tell.who(findings, event)))
    if finding and not finding.counts:
        said.append(" · ").append_text(prose(uncounted(findings, finding, node), "italic"))
    if findings.dyad.aimed_elsewhere(event):
        at = w.t("aimed at {name}, not at the case’s target", name=findings.dyad.target(event))
        said.append(" · ").append_text(prose(at, "italic"))
    if event.domain:
        said.append(" · " + theory.say("domain", event.domain), "dim")
    said.append("\n")
    for tag in event.tags:
        said.append("\n").append_text(theory.mark(theory.class_of(tag.strategy)))
        said.append(f" {theory.strategy(tag.strategy)}")
        if tag.rationale:
            said.append("\n  ").append_text(prose(tag.rationale, "dim"))
    if not event.tags:
        coded = (
            w.t("∅ coded as none")
            if event.coded_none
            else node.hint("· not coded yet: press {t}", {"t": "log.tag"})
        )
        said.append("\n" + coded, "dim")
    if finding:
        screening = theory.say("screening", finding.screening)
        said.append(f"\n\n{screening} · {theory.say('field', finding.field)}\n", "italic")
        for lens in lens_ids():
            verdict = finding.verdicts[lens].verdict
            said.append("\n").append_text(cell(theory.lens_head(lens, threshold), 12))
            mark = theory.judged(finding.verdicts[lens])
            said.append(f"  {mark} " + theory.say("verdict", verdict), VERDICT_STYLE[verdict])
            if verdict == "balancing" and (rivals := tell.untested(finding.verdicts[lens])):
                said.append("\n  ").append_text(prose(rivals, "dim"))
    if event.overruled:
        said.append("\n").append_text(prose(tell.overruled(event), "bold"))
    if event.changed_by:
        by = coded_by(event, w)
        said.append("\n" + w.t("coder") + "  ", "dim").append_text(cell(by, 120))
    if event.description:
        said.append("\n\n").append_text(prose(event.description))
    if event.note:
        said.append("\n\n").append_text(prose(event.note, "dim"))
    return said
