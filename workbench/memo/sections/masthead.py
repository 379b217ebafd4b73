"""Masthead and bottom line: what the memo is about, and what it comes to."""

from __future__ import annotations

from reportlab.platypus import Flowable, Spacer

from workbench.judgement import LENSES

from .blocks import Rule, boxed, eyebrow, para
from .context import Memo
from .wording import day, listed, period


def masthead(memo: Memo) -> list[Flowable]:
    """Rule, title, and the facts under which the case was judged."""
    info, t, say = memo.case.info, memo.t, memo.say
    facts = [
        t("Case {slug}", slug=memo.case.slug),
        t("{balancer} → {target}", balancer=info.balancer, target=info.target),
        period(info.begins, info.ends, say),
        info.author and t("Author: {author}", author=info.author),
    ]
    judged = [
        t("Codebook {version}", version=memo.book.version),
        t("Threshold of effects: {status}", status=memo.word("status", memo.findings.threshold)),
        t("Floor of source grade: {floor}", floor=memo.findings.floor)
        if memo.findings.floor
        else t("No floor of source grade"),
        say.tn("{n} event", "{n} events", len(memo.case.events)),
        say.tn("{n} piece of evidence", "{n} pieces of evidence", len(memo.case.evidence)),
        say.tn("{n} source cited", "{n} sources cited", len(memo.cited)),
    ]
    dot = "・" if memo.lang == "zh-Hant" else " · "
    found: list[Flowable] = [
        Rule(),
        Spacer(1, 5),
        eyebrow(memo, t("SOFT-BALANCING CASE MEMO"), day(memo.today, memo.lang)),
        para(memo, info.title, "title"),
        para(memo, dot.join(fact for fact in facts if fact), "meta"),
        para(memo, dot.join(judged), "meta"),
    ]
    if info.question:
        found.append(para(memo, t("Question: {question}", question=info.question), "meta"))
    return found


def bottom_line(memo: Memo) -> list[Flowable]:
    """What the researcher concludes and, below it and apart, what the program counted."""
    t, said = memo.t, memo.case.assessment.bottom_line
    inside: list[Flowable] = [para(memo, t("BOTTOM LINE"), "eyebrow")]
    if said.strip():
        inside.append(para(memo, said, "lead"))
    else:
        inside.append(para(memo, t("The researcher has not yet written one."), "lead"))
    inside.append(para(memo, computed(memo), "computed"))
    return [Spacer(1, 8), *boxed(inside), Spacer(1, 4)]


def computed(memo: Memo) -> str:
    """The counts under each lens, said as counts."""
    t, found = memo.t, memo.findings
    if not found.events:
        return t("Computed from the coding: the case has no events yet.")
    each = listed(
        (
            t(
                "{n} under {lens}",
                n=found.count(lens)["balancing"],
                lens=memo.book.lens(lens).name.in_(memo.lang),
            )
            for lens in LENSES
        ),
        memo.lang,
    )
    first = memo.say.tn(
        "Computed from the coding of {n} event: called balancing are {each}.",
        "Computed from the coding of {n} events: called balancing are {each}.",
        len(found.events),
        each=each,
    )
    if found.differing:
        second = memo.say.tn(
            "On {n} event the lenses differ; there the verdict hangs on the criterion.",
            "On {n} events the lenses differ; there the verdict hangs on the criterion.",
            len(found.differing),
        )
    else:
        second = t("No event has two verdicts that differ; “insufficient” isn’t counted as one.")
    said = [first, second]
    mute = sum({f.verdicts[i].verdict for i in LENSES} == {"insufficient"} for f in found.events)
    if mute:
        said.append(
            memo.say.tn(
                "On {n} event the evidence decides nothing under any lens.",
                "On {n} events the evidence decides nothing under any lens.",
                mute,
            )
        )
    return ("" if memo.lang == "zh-Hant" else " ").join(said)
