"""One event on paper: its coding, its verdicts and what would change them, all its evidence."""

from __future__ import annotations

from workbench.case import QUESTIONS
from workbench.case.dates.printed import date_in_print, day
from workbench.judgement import Finding
from workbench.memo.document import Across, Heading, Node, Span, Text

from .annex import pieces
from .building import Said, dotted, heading, line, para, who_to_whom
from .coding import noted, tagged
from .context import Memo
from .differences import argued
from .masthead import settings
from .method import in_short
from .sources import source_entry
from .wording import gap

Parts = dict[str, list[Node]]


def one_event(memo: Memo, finding: Finding) -> Parts:
    """The parts of the sheet by name, in their order; numbers are those of the case's memo."""
    found: Parts = {
        "masthead": _masthead(memo, finding),
        "coding": _coding(memo, finding),
        "verdicts": _verdicts(memo, finding),
        "evidence": _evidence(memo, finding),
        "reactions": _reactions(memo, finding),
        "sources": _sources(memo, finding),
    }
    return {name: nodes for name, nodes in found.items() if nodes}


def _masthead(memo: Memo, finding: Finding) -> list[Node]:
    t, event, info = memo.t, finding.event, memo.case.info
    case: list[Said] = [
        t("Case {slug}", slug=memo.case.slug),
        info.title,
        who_to_whom(memo, t("{balancer} → {target}", balancer=info.balancer, target=info.target)),
        info.author and t("Author: {author}", author=info.author),
    ]
    facts: list[Said] = [
        t("Event {n}", n=memo.event_numbers[event.id]),
        t("key {key}", key=event.key) if event.key else "",
        date_in_print(event.date, memo.lang) or t("undated"),
        who_to_whom(memo, memo.sentences.who(memo.findings, event)),
        t("Whose act: {actor}", actor=memo.word("actor", finding.actor)),
        memo.word("domain", event.domain) if event.domain else "",
    ]
    found: list[Node] = [
        Across(para(t("ONE EVENT OF A CASE"), "eyebrow"), para(day(memo.today, memo.lang), "date")),
        para(event.title, "title"),
        *(para(dotted(said), "meta") for said in (facts, case, settings(memo))),
    ]
    if event.description.strip():
        found.append(para(event.description, "small"))
    return found


def _coding(memo: Memo, finding: Finding) -> list[Node]:
    """Strategies with their reasons, the answers to the screening, and what else was written."""
    t, event = memo.t, finding.event
    told: list[Text] = list(map(line, tagged(memo, event)))
    if not told:
        told = [line(t("coded: none") if event.coded_none else t("not coded yet"))]
    answers = (
        t(
            "{question}: {answer}",
            question=memo.word("screening_question", question),
            answer=memo.word("answer", answer) if answer else "–",
        )
        for question in QUESTIONS
        for answer in (getattr(event.screen, question),)
    )
    screened = t(
        "Screening: {word} ({answers})",
        word=memo.word("screening", finding.screening),
        answers=memo.say.parted(answers),
    )
    field = t("Field: {word}", word=memo.word("field", finding.field))
    dot = " · "
    return [*heading(t("Coding")), *told, para(screened + dot + field, "small"),
            *noted(memo, event)]  # fmt: skip


def _verdicts(memo: Memo, finding: Finding) -> list[Node]:
    """A row a criterion, and whether they differ."""
    t = memo.t
    said = [
        t("The lenses differ on this event; there the verdict hangs on the criterion.")
        if finding.differs
        else t("No two lenses that decide differ on this event."),
        t(
            "The reasons are the program’s. Where several pieces are named that would change a "
            "verdict, any one of them is enough."
        ),
    ]
    rest = argued(memo, finding)[1:]
    return [*heading(t("Verdicts and what would change them")), *rest,
            para(gap(memo.lang).join(said), "note"), in_short(memo)]  # fmt: skip


def _evidence(memo: Memo, finding: Finding) -> list[Node]:
    t, evidence = memo.t, memo.case.evidence_of(finding.event.id)
    if not evidence:
        return [*heading(t("Evidence")), para(t("No evidence has been entered."), "note")]
    return [*heading(t("Evidence")), pieces(memo, evidence, of_one=True)]


def _reactions(memo: Memo, finding: Finding) -> list[Node]:
    """The events that its claims name as reactions, and those whose claims name it as one."""
    case, event = memo.case, finding.event
    after = {p.reaction for p in case.evidence_of(event.id) if p.reaction in case.events}
    before = {p.event for p in case.evidence.values() if p.reaction == event.id}
    found: list[Node] = []
    for lead, ids in (
        (memo.t("The target’s reaction, as claims name it"), after),
        (memo.t("Is the reaction to"), before),
    ):
        if ids:
            found.append(Heading((Span(lead, bold=True),), level=2))
            found += (para(_named(memo, e.id), "small") for e in case.timeline if e.id in ids)
    return found


def _named(memo: Memo, id: str) -> str:
    event = memo.case.events[id]
    dot = " · "
    named = memo.t("Event {n}", n=memo.event_numbers[id])
    return dot.join(filter(None, (named, date_in_print(event.date, memo.lang), event.title)))


def _sources(memo: Memo, finding: Finding) -> list[Node]:
    cited = {p.source for p in memo.case.evidence_of(finding.event.id)}
    numbered = (id for id in memo.source_numbers if id in cited)
    entries = [node for id in numbered for node in source_entry(memo, id, short=True)]
    return [*heading(memo.t("Sources")), *entries] if entries else []
