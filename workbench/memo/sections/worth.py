"""What the verdicts rest on: tests by name, origins counted, and what was left unset."""

from __future__ import annotations

from collections import Counter

from workbench.judgement import (
    TESTS,
    Finding,
    ground,
    lens_ids,
    lone_source,
    named_tests,
    origins,
)
from workbench.memo.document import Node, Text

from .apart import whose
from .building import Told, event_spans, grid, heading, line, para
from .context import Memo
from .wording import gap, longer


def worth(memo: Memo) -> list[Node]:
    """One row an act of whose evidence somebody named an origin or a test.

    A case in which nobody did has no such section.
    """
    if not memo.traced:
        return []
    t = memo.t
    rows = [row for finding in memo.findings.acts if (row := _row(memo, finding))]
    method = t(
        "An addition of the workbench after Van Evera, Collier, Bennett and Checkel: no verdict "
        "depends on it. Pieces without an origin that cite one source are of one origin."
    )
    said = gap(memo.lang).join((whose(memo), _counted(memo), method))
    found: list[Node] = [*heading(t("What the verdicts rest on")), para(said, "note")]
    if rows:
        head = [t("#"), t("Event"), t("Verdict, and what it rests on")]
        widths = (20 + longer(memo.case.timeline), 150, 0)
        found.append(grid(head, rows, widths, look="tight"))
    return found


def _counted(memo: Memo) -> str:
    """Of all evidence of the acts: pieces, origins, tests, and what was left unset."""
    pieces = memo.findings.evidence
    counted = Counter(test for piece in pieces for test in named_tests(piece).values())
    told = memo.sentences.tests({test: counted[test] for test in TESTS if counted[test]})
    return memo.t(
        "{pieces}, {origins}: {tests}; unset: {unset}.",
        pieces=memo.say.tn("{n} piece", "{n} pieces", len(pieces)),
        origins=memo.say.tn("{n} origin", "{n} origins", origins(pieces)),
        tests=told or memo.t("no test"),
        unset=sum(not named_tests(piece) for piece in pieces),
    )


def _row(memo: Memo, finding: Finding) -> list[Told]:
    event = finding.event
    if not any(p.tests or p.origin for p in memo.case.evidence_of(event.id)):
        return []
    said: dict[str, list[str]] = {}
    for lens in lens_ids():
        judged = finding.verdicts[lens]
        if judged.decided:
            rests = memo.sentences.ground(ground(memo.case, lens, judged))
            if source := lone_source(memo.case, judged):
                rests += memo.say.semicolon + memo.sentences.lone(source)
            verdict = memo.word("verdict", judged.verdict)
            key = memo.t("{verdict}, {rests}", verdict=verdict, rests=rests)
            said.setdefault(key, []).append(memo.lens(lens, short=True))
    lines: list[Text] = [
        line(memo.say.listed(lenses) + memo.say.colon + told) for told, lenses in said.items()
    ]
    return [event_spans(memo, [event.id]), event.title, lines or "–"]
