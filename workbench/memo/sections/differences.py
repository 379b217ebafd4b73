"""The events on which the lenses differ, each argued: rule, evidence, and what would change it."""

from __future__ import annotations

from workbench.case.dates.printed import date_in_print
from workbench.judgement import (
    Finding,
    Hinge,
    Judged,
    ground,
    hinges,
    lens_ids,
    reversals,
    switches,
)
from workbench.memo.document import Heading, Node, Reference, Span, Together

from .apart import apart, whose
from .building import (
    Told,
    absent,
    bold,
    event_spans,
    evidence_spans,
    grey,
    grid,
    heading,
    marked,
    para,
)
from .context import Memo
from .wording import gap


def differences(memo: Memo) -> list[Node]:
    """One argument an act; others' acts are named apart."""
    t, differing = memo.t, memo.findings.differing
    title = t("Events on which the lenses differ")
    aside = apart(memo, lambda acts: event_spans(memo, (f.event.id for f in acts if f.differs)))
    if not differing:
        none = t("No act has two verdicts that differ; “insufficient” isn’t counted as one.")
        return [*absent(title, gap(memo.lang).join((whose(memo), none))), *aside]
    found = heading(title)
    method = t(
        "Two lenses differ on an event when both reach a verdict other than insufficient "
        "and it isn’t the same one. The reasons below are the program’s: the rule that "
        "applied, the pieces of evidence that decided, and the single pieces that would "
        "change the verdict if they were left out or said the opposite. Where several "
        "are named, any one of them is enough."
    )
    found += [para(gap(memo.lang).join((whose(memo), method)), "note"), *aside]
    first, *rest = [argued(memo, finding) for finding in differing]
    return [Together((*found, *first)), *(Together(tuple(each)) for each in rest)]


def argued(memo: Memo, finding: Finding) -> list[Node]:
    """The event, and a row a lens: its verdict, why, and what would change it."""
    event = finding.event
    when = date_in_print(event.date, memo.lang) or memo.t("undated")
    number = memo.event_numbers[event.id]
    named = memo.t("Event {n}", n=number)
    title = (
        Reference(named, bold=True, to=memo.event_link(event.id))
        if "events" in memo.sections
        else Span(named, bold=True),
        grey(f"  {when}  "),
        Span(event.title, bold=True),
    )
    rows = [_lens(memo, finding, lens) for lens in lens_ids()]
    head = [memo.t("Criterion"), memo.t("Verdict"), memo.t("Because")]
    head += [memo.t("Decided by"), memo.t("What would change it")]
    found: list[Node] = [
        Heading(title, level=2),
        grid(head, rows, (50, 58, 0, 58, 146), look="tight"),
    ]
    if event.overruled:
        said = memo.sentences.overruled(event, reason=True)
        found.append(para([Span("† ", bold=True), Span(said)], "footnote"))
    return found


def _lens(memo: Memo, finding: Finding, id: str) -> list[Told]:
    judged, sentences = finding.verdicts[id], memo.sentences
    because = sentences.rule(id, judged)
    if untested := sentences.untested(judged):
        # A sentence of its own, in either language.
        because += gap(memo.lang) + untested[0].upper() + untested[1:] + memo.say.stop
    if memo.traced and judged.decided:
        rests = sentences.ground(ground(memo.case, id, judged))
        because += gap(memo.lang) + rests[0].upper() + rests[1:] + memo.say.stop
    return [
        bold(memo.lens(id, short=True)),
        memo.word("verdict", judged.verdict),
        because,
        evidence_spans(memo, judged.decided) or "–",
        _changes(memo, finding, id, judged),
    ]


def _changes(memo: Memo, finding: Finding, lens: str, judged: Judged) -> Told:
    evidence, found = memo.case.evidence_of(finding.event.id), memo.findings
    settings = (lens, evidence, found.view)
    alike: dict[tuple[str, str], list[Hinge]] = {}
    for hinge in (*hinges(*settings), *reversals(*settings)):
        alike.setdefault((hinge.how, hinge.becomes), []).append(hinge)
    parts: list[list[Span]] = []
    for same in alike.values():
        # An arrow and what it leads to stay on one line.
        said = memo.sentences.hinge(same[0], "\0").replace("→ ", "→\u00a0")
        before, after = said.split("\0")
        pieces = evidence_spans(memo, [hinge.evidence for hinge in same])
        parts.append([*marked(memo, before), *pieces, *marked(memo, after)])
    for switch in switches(*settings):
        said = memo.sentences.switch(switch, found.view).replace("→ ", "→\u00a0")
        parts.append(marked(memo, said))
    if not parts:
        if judged.verdict == "insufficient":
            return memo.t("new evidence")
        return memo.t("no single piece")
    stop = Span(memo.say.semicolon)
    return [span for n, part in enumerate(parts) for span in ([stop, *part] if n else part)]
