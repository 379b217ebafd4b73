"""The grid event × lens: a row an event, which opens on its reasons and its evidence."""

from __future__ import annotations

from html import escape

from workbench.judgement import Finding, classes_of, lens_ids
from workbench.memo.figures import colour_of
from workbench.memo.sections.annex import pieces
from workbench.memo.sections.apart import whose
from workbench.memo.sections.coding import written
from workbench.memo.sections.context import Memo
from workbench.memo.sections.differences import argued
from workbench.memo.sections.events import who
from workbench.memo.sections.wording import edtf, gap

from .walk import Walk, data


def grid(memo: Memo, walk: Walk) -> str:
    """Every event, in the order of the timeline."""
    title = data(memo.t("Event table"))
    if not memo.findings.events:
        none = data(memo.t("The case has no events yet."))
        return f'<h2>{title}</h2><p class="note">{none}</p>'
    opens = memo.t(
        "A row opens on what was coded, the reasons and the evidence. ● marks the events on which "
        "two lenses differ."
    )
    letters = memo.sentences.letters(memo.findings) + ("。" if memo.lang == "zh-Hant" else ".")
    note = gap(memo.lang).join((letters, whose(memo), opens))
    heads = "".join(
        f'<span class="v">{data(memo.lens(lens, short=True))}</span>' for lens in lens_ids()
    )
    rows = "\n".join(_event(memo, walk, finding) for finding in memo.findings.events)
    return (
        f'<h2>{title}</h2><p class="note" dir="auto">{data(note)}</p>'
        f'<div class="events"><div class="heads" aria-hidden="true"><span></span>{heads}</div>'
        f"{rows}</div>"
    )


def _event(memo: Memo, walk: Walk, finding: Finding) -> str:
    event = finding.event
    when = edtf(event.date, memo.lang, short=True) or memo.t("undated")
    acted = who(memo, event)
    by = f' <bdi class="who">{data(acted)}</bdi>' if acted else ""
    marks = "".join(
        f'<span class="t{colour_of(lane).hexval()[2:]}">{data(_symbol(memo, lane))}</span>'
        for lane in memo.lanes_of(event)
    )
    told = escape(memo.t("The lenses differ"))
    differs = f' <b title="{told}">●</b>' if finding.differs else ""
    differing = ' class="differs"' if finding.differs else ""
    verdicts = "".join(_verdict(memo, finding, lens) for lens in lens_ids())
    return (
        f'<details id="{memo.event_link(event.id)}"{differing}><summary>'
        f'<span class="what"><span class="no">{memo.event_numbers[event.id]}</span>'
        f'<span class="when">{data(when)}</span>'
        f'<span class="dir">{data(memo.findings.dyad.letters(event))}</span>'
        f'<span class="marks">{marks}</span>'
        f"<bdi>{data(event.title)}{'†' if event.overruled else ''}</bdi>{by}{differs}</span>"
        f"{verdicts}</summary>{_inside(memo, walk, finding)}</details>"
    )


def _symbol(memo: Memo, lane: str) -> str:
    if lane in ("hard", "uncoded"):
        return {"hard": "✖", "uncoded": "·"}[lane]
    return memo.book.strategy_class(lane).symbol


def _verdict(memo: Memo, finding: Finding, lens: str) -> str:
    verdict = finding.verdicts[lens].verdict
    name = data(memo.lens(lens, short=True))
    word = data(memo.word("verdict", verdict))
    return f'<span class="v {verdict}"><small>{name} </small>{word}</span>'


def _inside(memo: Memo, walk: Walk, finding: Finding) -> str:
    event = finding.event
    facts = [
        who(memo, event) or memo.sentences.who(memo.findings, event),
        memo.t("Whose act: {actor}", actor=memo.word("actor", finding.actor)),
        memo.word("domain", event.domain) if event.domain else "",
        memo.t("Screening: {word}", word=memo.word("screening", finding.screening)),
        memo.t("Field: {word}", word=memo.word("field", finding.field)),
    ]
    dot = "・" if memo.lang == "zh-Hant" else " · "
    found = [f'<p class="meta" dir="auto">{data(dot.join(filter(None, facts)))}</p>']
    if event.description.strip():
        found.append(f'<p class="body" dir="auto">{data(event.description)}</p>')
    found.append(_coding(memo, finding))
    found.append(walk.html(written(memo, event, tags=False)))
    found.append(f'<div class="argued">{walk.html(argued(memo, finding)[2:])}</div>')
    evidence = memo.case.evidence_of(event.id)
    if evidence:
        found.append(f'<div class="pieces">{walk.html([pieces(memo, evidence)])}</div>')
    else:
        none = data(memo.t("No evidence has been entered."))
        found.append(f'<p class="note">{none}</p>')
    return f'<div class="inside">{"".join(found)}</div>'


def _coding(memo: Memo, finding: Finding) -> str:
    event = finding.event
    if not event.tags:
        coded = memo.t("coded: none") if event.coded_none else memo.t("not coded yet")
        return f'<p class="note">{data(coded)}</p>'
    items = []
    for group in classes_of(event, memo.book):
        mark = f'<span class="t{colour_of(group).hexval()[2:]}">{data(_symbol(memo, group))}</span>'
        for tag in event.tags:
            if memo.book.strategy(tag.strategy).class_ == group:
                why = f" – {tag.rationale}" if tag.rationale.strip() else ""
                who = f" ({tag.coder})" if tag.coder else ""
                said = f"<b>{data(memo.strategy(tag.strategy))}</b>{data(why)}"
                items.append(
                    f'<li dir="auto">{mark} {said}<span class="grey">{data(who)}</span></li>'
                )
    return f'<ul class="tags">{"".join(items)}</ul>'
