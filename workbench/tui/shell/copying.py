"""Copy what is under the cursor, as one would cite it."""

from __future__ import annotations

import contextlib

from textual.widgets import DataTable

from workbench.case import Event
from workbench.judgement import lens_ids
from workbench.locale import whole

from ..kit.bench import Bench
from ..panels import EvidencePanel, LensesPanel, MemoPanel
from ..panels.apart import uncounted
from ..panels.panel import row_key
from ..panels.reasons import sentences
from ..screens.case import CaseScreen
from ..screens.home import HomeScreen


def citation(event: Event, case: CaseScreen) -> str:
    """An event in one line: when, who to whom, what, how it is coded, and its id."""
    w = case.w
    actors = sentences(case).who(case.findings, event)
    tags = case.theory.tagged(event, w.t("none"), w.t("uncoded")).plain
    parts = [part for part in (event.date or w.t("undated"), actors, event.title) if part]
    before, behind = w.marks
    name = f"{before}{case.book.case.slug}/{event.name}{behind}"
    return f"{w.then.join(parts)}{w.bracketed(tags)}{name}"


def verdicts(event: Event, case: CaseScreen) -> str:
    """An event's verdict under each lens with the rule that gave it, and what counted."""
    w, theory, tell, view = case.w, case.theory, sentences(case), case.findings.view
    finding = case.findings.by_id[event.id]
    judged = finding.verdicts
    lines = [
        w.t(
            "{name}: {value}",
            name=tell.lens(lens, view.threshold),
            value=theory.say("verdict", judged[lens].verdict),
        )
        + " · ".join(
            ["", tell.rule(lens, judged[lens]), *filter(None, [tell.untested(judged[lens])])]
        )
        for lens in lens_ids()
    ]
    counted = [tell.view(view), *filter(None, [uncounted(case.findings, finding, case)])]
    return "\n".join([*lines, " · ".join(counted)])


def under_cursor(bench: Bench) -> str | None:
    """What the cursor is on, as text; None where there is nothing."""
    screen = bench.screen
    if isinstance(screen, HomeScreen):
        table = next(iter(screen.query("#cases").results(DataTable)), None)
        slug = row_key(table) if table else None
        return str(bench.workspace.cases / f"{slug}.json") if slug else None
    if not isinstance(screen, CaseScreen):
        return screen.get_selected_text() or getattr(screen, "under_cursor", None)
    panel, event = screen.panel, screen.event
    if isinstance(panel, MemoPanel):
        return str(panel.path) if panel.path else None
    if event is None:
        return None
    if isinstance(panel, EvidencePanel | LensesPanel):
        return f"{citation(event, screen)}\n{verdicts(event, screen)}"
    return citation(event, screen)


def to_system_clipboard(text: str) -> bool:
    """Hand the text to the platform's own clipboard; whether there is one."""
    # It looks for the platform's tools when it is imported.
    import pyperclip

    with contextlib.suppress(pyperclip.PyperclipException, OSError):
        pyperclip.copy(whole(text))
        return True
    return False
