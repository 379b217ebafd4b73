"""The outcome rule wherever a conclusion stands on the screen."""

from __future__ import annotations

from workbench.judgement import ReadingSentences, read_case

from .panel import Panel


def concluded(panel: Panel) -> str:
    """The rule with its reason and its warning, and what it makes of the case as it is judged."""
    tell = ReadingSentences(panel.theory.book, panel.w)
    rule = panel.case.info.outcome
    said = tell.ruled(rule, reason=True)
    if rule is None or rule.rule == "none" or not panel.of.findings.acts:
        return said
    kept, name = panel.of.findings.kept, (concluded, panel.w.lang)
    if name not in kept:
        kept[name] = tell.own(read_case(panel.of.findings))
    return said + panel.w.gap + str(kept[name])
