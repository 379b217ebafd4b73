"""The command `show`: a case in short."""

from __future__ import annotations

import click

from workbench.locale import N_, padded, shown

from .context import as_json, out, out_json, said, workspace
from .offered import case_argument
from .viewing import joint, say_counts, say_outcome, view_of


@click.command()
@case_argument
@joint
@as_json
def show(case: str, json_: bool, **asked: str | None) -> None:
    """Show one case's summary: expectation, profile, verdict counts; of the balancer's acts."""
    from workbench.interchange.casejson import (
        actors_json,
        counts_json,
        periods_json,
        searches_json,
    )
    from workbench.judgement import (
        VERDICTS,
        Sentences,
        expectation,
        judge_case,
        lens_ids,
        periods,
        profile,
        stretch,
    )

    opened, say = workspace().open(case).case, said()
    book = opened.codebook
    found, expected = judge_case(opened, view_of(opened, asked)), expectation(opened)
    observed = profile(opened, [f.event for f in found.acts])
    counts = {lens: {v: found.count(lens)[v] for v in VERDICTS} for lens in lens_ids()}
    parts = periods(found)
    if json_:
        out_json(
            {
                "case": case,
                "title": opened.info.title,
                "actors": actors_json(opened),
                "threshold": found.view.threshold,
                "floor": found.view.floor,
                "interpretations": found.view.interpretations,
                "joint": found.view.joint,
                "expectation": {
                    "expected": expected.expected,
                    "accepted_lean": expected.accepted_lean,
                    "contested_lean": list(expected.contested_lean),
                    "proposed_lean": list(expected.proposed_lean),
                    "unrated": list(expected.unrated),
                },
                "profile": {
                    "events": observed.events,
                    "coded": observed.coded,
                    "coded_none": observed.coded_none,
                    "both_sides": observed.both_sides,
                    "classes": dict(observed.classes),
                    "strategies": dict(observed.strategies),
                },
                "counts": counts_json(found),
                **({"periods": periods_json(parts)} if parts else {}),
                **({"searches": searches_json(opened)} if opened.searches else {}),
            }
        )
        return
    lang, tell = say.lang, Sentences(book, say)
    out(shown(f"{opened.info.title}\n{opened.info.balancer} → {opened.info.target}", lines=True))
    for part in parts:
        out(f"{stretch(part, say)}{say.colon}{tell.expected(part.expectation)}")
    if not parts:
        out(tell.expected(expected))
    for sentence, lean in (
        (N_("contested conditions that lean towards soft balancing: {names}"),
         expected.contested_lean),
        (N_("proposed conditions that lean towards soft balancing: {names}"),
         expected.proposed_lean),
    ):  # fmt: skip
        if lean:
            names = say.listed(book.condition(c).name.in_(lang) for c in lean)
            out(say.t(sentence, names=names))
    out(tell.view(found.view))
    out(
        say.t(
            "{coded} of {events} acts coded, {both} with evidence on both sides",
            coded=observed.coded,
            events=observed.events,
            both=observed.both_sides,
        )
    )
    for strategy, times in observed.strategies.most_common():
        named = book.strategy(strategy)
        mark = book.strategy_class(named.class_).symbol
        out(f"  {mark} {padded(shown(book.said(strategy, lang)), 40)} {times:>4}")
    for lens in lens_ids():
        row = "  ".join(f"{book.word('verdict', v, lang)} {counts[lens][v]}" for v in VERDICTS)
        out(f"{padded(tell.lens(lens, found.view.threshold), 34)} {row}")
    say_counts(found, tell)
    say_outcome(found, say)
