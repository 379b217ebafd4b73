"""Masthead and bottom line: what the memo is about, and what it comes to."""

from __future__ import annotations

from reportlab.platypus import Flowable, Spacer

from workbench.judgement import classes_of, lens_ids

from .apart import rivals, whose
from .blocks import Rule, boxed, eyebrow, para
from .context import Memo
from .wording import day, gap, listed, period


def masthead(memo: Memo) -> list[Flowable]:
    """Rule, title, and the facts under which the case was judged."""
    info, t, say, view = memo.case.info, memo.t, memo.say, memo.findings.view
    facts = [
        t("Case {slug}", slug=memo.case.slug),
        t("{balancer} → {target}", balancer=info.balancer, target=info.target),
        period(info.begins, info.ends, say),
        info.author and t("Author: {author}", author=info.author),
    ]
    judged = [
        t("Codebook {version}", version=memo.book.version),
        t("Criterion of effects: {lens}", lens=memo.lens(memo.book.half["effect"], short=True)),
        t("Floor of source grade: {floor}", floor=view.floor)
        if view.floor
        else t("No floor of source grade"),
        t("Interpretations left out") if view.interpretations == "left-out" else "",
        *_joint(memo),
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
        para(memo, dot.join(filter(None, judged)), "meta"),
    ]
    if info.question:
        found.append(para(memo, t("Question: {question}", question=info.question), "meta"))
    return found


def _joint(memo: Memo) -> list[str]:
    """How joint acts are counted, where there are any or the case says that they are."""
    found, tn = memo.findings, memo.say.tn
    counted = [f for f in found.acts if f.actor == "joint"]
    apart = found.others.get("joint", ())
    said = []
    if counted or found.view.joint == "counted":
        institutional = [f for f in counted if "institutional" in classes_of(f.event, memo.book)]
        said.append(
            tn(
                "{n} joint act counted ({k} through institutions)",
                "{n} joint acts counted ({k} through institutions)",
                len(counted),
                k=len(institutional),
            )
        )
    if apart:
        said.append(
            tn(
                "{n} joint act apart ({k} through institutions)",
                "{n} joint acts apart ({k} through institutions)",
                len(apart),
                k=len(found.joint_through_institutions),
            )
        )
    return said


def bottom_line(memo: Memo) -> list[Flowable]:
    """What the researcher concludes and, below it and apart, what the program counted."""
    t, said = memo.t, memo.case.assessment.bottom_line
    inside: list[Flowable] = [para(memo, t("BOTTOM LINE"), "eyebrow")]
    if said.strip():
        inside.append(para(memo, said, "lead"))
    else:
        inside.append(para(memo, t("The researcher has not yet written one."), "lead"))
    inside.append(para(memo, computed(memo), "computed"))
    above, below = (3, 0) if memo.brief else (8, 4)
    return [Spacer(1, above), *boxed(inside), Spacer(1, below)]


def computed(memo: Memo) -> str:
    """The counts under each lens, said as counts."""
    t, found = memo.t, memo.findings
    if not found.events:
        return t("Computed from the coding: the case has no events yet.")
    each = listed(
        (
            t("{n} under {lens}", n=found.count(lens)["balancing"], lens=memo.lens(lens))
            for lens in lens_ids()
        ),
        memo.lang,
    )
    said = [
        t("Computed from the coding: {counted}", counted=whose(memo)),
        t("Of these, called balancing are {each}.", each=each),
    ]
    if found.differing:
        said.append(
            memo.say.tn(
                "On {n} act the lenses differ; there the verdict hangs on the criterion.",
                "On {n} acts the lenses differ; there the verdict hangs on the criterion.",
                len(found.differing),
            )
        )
    else:
        said.append(t("No act has two verdicts that differ; “insufficient” isn’t counted as one."))
    mute = sum({f.verdicts[i].verdict for i in lens_ids()} == {"insufficient"} for f in found.acts)
    if mute:
        said.append(
            memo.say.tn(
                "On {n} act the evidence decides nothing under any lens.",
                "On {n} acts the evidence decides nothing under any lens.",
                mute,
            )
        )
    return gap(memo.lang).join(filter(None, (*said, rivals(memo))))
