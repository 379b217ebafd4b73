"""Masthead and bottom line: what the memo is about, and what it comes to."""

from __future__ import annotations

from workbench.case.dates.printed import day, period
from workbench.judgement import classes_of, lens_ids
from workbench.memo.document import Across, Box, Node, Text

from .apart import rivals, whose
from .building import Said, dotted, para, who_to_whom
from .context import Memo
from .quarrel import zipped
from .wording import gap, listed


def masthead(memo: Memo) -> list[Node]:
    """Title, and the facts under which the case was judged."""
    info, t, say = memo.case.info, memo.t, memo.say
    facts: list[Said] = [
        t("Case {slug}", slug=memo.case.slug),
        who_to_whom(memo, t("{balancer} → {target}", balancer=info.balancer, target=info.target)),
        period(info.begins, info.ends, say),
        info.author and t("Author: {author}", author=info.author),
    ]
    judged = [
        *settings(memo),
        *_joint(memo),
        say.tn("{n} event", "{n} events", len(memo.case.events)),
        say.tn("{n} piece of evidence", "{n} pieces of evidence", len(memo.case.evidence)),
        say.tn("{n} source cited", "{n} sources cited", len(memo.cited)),
    ]
    found: list[Node] = [
        Across(
            para(t("SOFT-BALANCING CASE MEMO"), "eyebrow"),
            para(day(memo.today, memo.lang), "date"),
        ),
        para(info.title, "title"),
        para(dotted(facts), "meta"),
        para(dotted(judged), "meta"),
    ]
    if info.question:
        found.append(para(t("Question: {question}", question=info.question), "meta"))
    return found


def settings(memo: Memo) -> list[str]:
    """The codebook, and what counts as evidence."""
    t, view = memo.t, memo.findings.view
    said = [
        t("Codebook {version}", version=memo.book.version),
        t("Criterion of effects: {lens}", lens=memo.lens(memo.book.half["effect"], short=True)),
        t("Floor of source grade: {floor}", floor=view.floor)
        if view.floor
        else t("No floor of source grade"),
    ]
    left_out = view.interpretations == "left-out"
    return [*said, t("Interpretations left out")] if left_out else said


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


def bottom_line(memo: Memo) -> list[Node]:
    """What the researcher concludes and, below it and apart, what the program counted."""
    t, said = memo.t, memo.case.assessment.bottom_line
    inside: list[Text] = [para(t("BOTTOM LINE"), "eyebrow")]
    if said.strip():
        inside.append(para(said, "lead"))
    else:
        inside.append(para(t("The researcher has not yet written one."), "lead"))
    counted, said = computed(memo), ruled(memo)
    if memo.brief:
        inside.append(para(memo.say.gap.join(filter(None, (counted, said))), "computed"))
    else:
        inside += [para(each, "computed") for each in (counted, said) if each]
    return [Box(tuple(inside)), *([] if memo.brief else zipped(memo))]


def ruled(memo: Memo) -> str:
    """The outcome rule with its warning, and what it makes of the case; in the short form in how
    many readings, for which the long one has a section.
    """
    tell, rule = memo.reading_sentences, memo.case.info.outcome
    if not memo.findings.acts:
        return ""
    said = [tell.ruled(rule)]
    if rule and rule.rule != "none":
        said.append(tell.brief(memo.readings) if memo.brief else tell.own(memo.readings))
    return memo.say.gap.join(said)


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
