"""The grid event × lens: a row an event, which opens on its reasons and its evidence."""

from __future__ import annotations

from html import escape

from workbench.case.dates.printed import date_in_print
from workbench.judgement import Finding, classes_of, dissenter, lens_ids, quarrel
from workbench.memo.sections.annex import pieces
from workbench.memo.sections.apart import whose
from workbench.memo.sections.coding import written
from workbench.memo.sections.context import Memo
from workbench.memo.sections.differences import argued
from workbench.memo.sections.events import acting, who
from workbench.memo.sections.profile import lane_name
from workbench.memo.sections.wording import gap

from .render import Renderer, data, told, way


def grid(memo: Memo, render: Renderer) -> str:
    """Every event, in the order of the timeline."""
    title = data(memo.t("Event table"))
    if not memo.findings.events:
        none = data(memo.t("The case has no events yet."))
        return f'<h2>{title}</h2><p class="note">{none}</p>'
    opens = memo.t(
        "A row opens on what was coded, the reasons and the evidence. ⇄ marks the events on which "
        "two lenses contradict each other flatly, ≠ those on which they differ otherwise, ◂ the "
        "lens that alone says something else."
    )
    marks = memo.sentences.marks(memo.findings) + memo.say.stop
    note = gap(memo.lang).join((marks, whose(memo), opens))
    heads = "".join(
        f'<span class="v">{data(memo.lens(lens, short=True))}</span>' for lens in lens_ids()
    )
    rows = "\n".join(_event(memo, render, finding) for finding in memo.findings.events)
    return (
        f'<h2>{title}</h2><p class="note"{way(note)}>{data(note)}</p>'
        f'<div class="events"><div class="heads" aria-hidden="true"><span></span>{heads}</div>'
        f"{rows}</div>"
    )


def _event(memo: Memo, render: Renderer, finding: Finding) -> str:
    event = finding.event
    when = date_in_print(event.date, memo.lang, short=True) or memo.t("undated")
    acted = who(memo, event)
    by = f' <bdi class="who">{data(acted)}</bdi>' if acted else ""
    marks = "".join(
        f'<span class="t-{lane}">{data(_symbol(memo, lane))}</span>'
        for lane in memo.lanes_of(event)
    )
    differ = escape(memo.t("The lenses differ"))
    kind = quarrel(judged.verdict for judged in finding.verdicts.values())
    mark = {"flat": "⇄", "differ": "≠"}.get(kind, "")
    differs = f' <b title="{differ}">{mark}</b>' if mark else ""
    differing = ' class="differs"' if finding.differs else ""
    verdicts = "".join(_verdict(memo, finding, lens) for lens in lens_ids())
    doer = acting(memo, event)
    return (
        f'<details id="{memo.event_link(event.id)}"{differing}><summary>'
        f'<span class="what"><span class="no">{memo.event_numbers[event.id]}</span>'
        f'<span class="when">{data(when)}</span>'
        f'<span class="dir" role="img" aria-label="{told(doer.heard)}">{data(doer.text)}</span>'
        f'<span class="marks">{marks}</span>'
        f"<bdi>{data(event.title)}{'†' if event.overruled else ''}</bdi>{by}{differs}</span>"
        f"{verdicts}</summary>{_inside(memo, render, finding)}</details>"
    )


def _symbol(memo: Memo, lane: str) -> str:
    if lane in ("hard", "uncoded"):
        return {"hard": "✖", "uncoded": "·"}[lane]
    return memo.book.strategy_class(lane).symbol


def _verdict(memo: Memo, finding: Finding, lens: str) -> str:
    judged = finding.verdicts[lens]
    name = data(memo.lens(lens, short=True))
    word = data(f"{memo.mark(judged)} {memo.word('verdict', judged.verdict)}")
    alone = " ◂" if dissenter(finding.verdicts) == lens else ""
    return f'<span class="v {judged.verdict}"><small>{name} </small>{word}{alone}</span>'


def _inside(memo: Memo, render: Renderer, finding: Finding) -> str:
    event = finding.event
    facts = [
        who(memo, event) or memo.sentences.who(memo.findings, event),
        memo.t("Whose act: {actor}", actor=memo.word("actor", finding.actor)),
        memo.word("domain", event.domain) if event.domain else "",
        memo.t("Screening: {word}", word=memo.word("screening", finding.screening)),
        memo.t("Field: {word}", word=memo.word("field", finding.field)),
    ]
    dot = " · "
    said = dot.join(filter(None, facts))
    found = [f'<p class="meta"{way(said)}>{data(said)}</p>']
    if event.description.strip():
        found.append(f'<p class="body" dir="auto">{data(event.description)}</p>')
    found.append(_coding(memo, finding))
    found.append(render.html(written(memo, event, tags=False)))
    found.append(f'<div class="argued">{render.html(argued(memo, finding)[1:])}</div>')
    evidence = memo.case.evidence_of(event.id)
    if evidence:
        found.append(f'<div class="pieces">{render.html([pieces(memo, evidence)])}</div>')
    else:
        none = data(memo.t("No evidence has been entered."))
        found.append(f'<p class="note">{none}</p>')
    return f'<div class="inside">{"".join(found)}</div>'


def _coding(memo: Memo, finding: Finding) -> str:
    event = finding.event
    hard = finding.screening == "hard"
    if not event.tags and not hard:
        coded = memo.t("coded: none") if event.coded_none else memo.t("not coded yet")
        return f'<p class="note">{data(coded)}</p>'
    items = []
    for group in classes_of(event, memo.book):
        mark = f'<span class="t-{group}">{data(_symbol(memo, group))}</span>'
        for tag in event.tags:
            if memo.book.strategy(tag.strategy).class_ == group:
                why = f" – {tag.rationale}" if tag.rationale.strip() else ""
                who = f" ({tag.coder})" if tag.coder else ""
                said = f"<b>{data(memo.strategy(tag.strategy))}</b>{data(why)}"
                items.append(
                    f'<li dir="auto">{mark} {said}<span class="t-grey">{data(who)}</span></li>'
                )
    if hard:
        mark = f'<span class="t-hard">{_symbol(memo, "hard")}</span>'
        items.append(f"<li>{mark} {data(lane_name(memo, 'hard'))}</li>")
    return f'<ul class="tags">{"".join(items)}</ul>'
