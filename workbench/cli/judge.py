"""The command `judge`: the verdict of every lens on every event."""

from __future__ import annotations

import click

from workbench.locale import columns, padded, shown

from .context import as_json, out, out_json, said, workspace
from .offered import case_argument
from .viewing import say_counts, view_of, viewed


@click.command()
@case_argument
@viewed
@as_json
def judge(case: str, json_: bool, **asked: str | None) -> None:
    """Judge every event of CASE under every lens.

    Threshold, floor, interpretations and joint acts are the case's own where they aren't given.
    What is counted is counted of the balancer's acts; those of others stand apart.
    """
    from workbench.interchange.casejson import judge_json
    from workbench.judgement import (
        NEW_RULES,
        VERDICTS,
        Sentences,
        changed_verdicts,
        judge_case,
        lens_ids,
        quarrel,
    )

    opened = workspace().open(case)
    found = judge_case(opened.case, view_of(opened.case, asked))
    say, book = said(), found.case.codebook
    if opened.file.version < NEW_RULES and (changed := changed_verdicts(found)):
        told = say.tn(
            "{n} verdict is another under today's rules: workbench open {case} lists it",
            "{n} verdicts are others under today's rules: workbench open {case} lists them",
            len(changed),
            case=case,
        )
        click.echo(told, err=True)
    if json_:
        out_json(judge_json(found))
        return
    tell = Sentences(book, say)
    heads = {lens: tell.lens(lens, found.view.threshold, short=True) for lens in lens_ids()}
    wide = {lens: max(16, columns(head) + 2) for lens, head in heads.items()}
    rows = [padded("", 56) + "".join(padded(heads[lens], wide[lens]) for lens in lens_ids())]
    cells = {
        (lens, verdict): padded(book.word("verdict", verdict, say.lang), wide[lens])
        for lens in lens_ids()
        for verdict in VERDICTS
    }
    for finding in found.events:
        event = finding.event
        row = "".join(cells[lens, judged.verdict] for lens, judged in finding.verdicts.items())
        kind = quarrel(judged.verdict for judged in finding.verdicts.values())
        mark = {"flat": "⇄", "differ": "≠"}.get(kind, "")
        whose = padded(found.dyad.mark(event), 3)
        title = padded(shown(event.title), 39)
        rows.append(f"{padded(event.date or '-', 12)} {whose}{title} {row}{mark}")
    # What is said by itself is written by itself: of many rows that takes most of the time.
    out("\n".join(rows))
    out(shown(tell.marks(found)))
    out(tell.view(found.view))
    say_counts(found, tell)
