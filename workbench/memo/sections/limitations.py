"""Limitations: what the researcher says of them, and what the program can count."""

from __future__ import annotations

from workbench.case import Evidence, reaches
from workbench.judgement import Gaps, gaps
from workbench.memo.document import Node, Span

from .agreement import tested
from .apart import whose
from .building import bullets, heading, para
from .context import Memo
from .wording import gap, listed


def limitations(memo: Memo) -> list[Node]:
    """The researcher's text first, then the counted limits."""
    found = heading(memo.t("Limitations"))
    text = memo.case.assessment.limitations
    if text.strip():
        found.append(para(text))
    return [*found, *bullets(counted(memo))]


def limits(memo: Memo) -> Node:
    """The researcher's limits and the counted ones in small print, for the short form."""
    lines = [Span(memo.t("Limitations"), bold=True), Span(memo.say.colon)]
    own = memo.case.assessment.limitations.strip()
    said = gap(memo.lang).join(filter(None, (own, *counted(memo))))
    return para([*lines, Span(said)], "aside")


def counted(memo: Memo) -> list[str]:
    """The limits that follow from the log itself."""
    t, tn, missing = memo.t, memo.say.tn, gaps(memo.findings)
    lines: list[str] = []
    if not memo.brief:
        lines += [t("The verdicts are computed by the program from the coding."), whose(memo)]
    lines += _of_coders(memo)
    if n := missing.uncoded:
        lines.append(tn("{n} act is not coded yet.", "{n} acts are not coded yet.", n))
    if n := missing.bare:
        lines.append(tn("{n} act has no evidence.", "{n} acts have no evidence.", n))
    return lines + _of_evidence(memo, missing)


def _of_coders(memo: Memo) -> list[str]:
    """Who coded, and how far it was tested whether others would code so."""
    t, coders = memo.t, memo.case.coders
    if memo.rounds:
        said = [t("Coded by {coders}.", coders=listed(coders, memo.lang))] if coders else []
        return [*said, *tested(memo)]
    if len(coders) == 1:
        return [
            t(
                "A single coder, {coder}, coded the case; no agreement is measured.",
                coder=coders[0],
            )
        ]
    if coders:
        return [
            t(
                "Coded by {coders}; agreement between coders is not measured.",
                coders=listed(coders, memo.lang),
            )
        ]
    return []


def _of_evidence(memo: Memo, missing: Gaps) -> list[str]:
    tn, view = memo.say.tn, memo.findings.view
    found = memo.findings.evidence
    lines = []
    if missing.no_grade:
        lines.append(
            tn(
                "{n} piece of evidence carries no source grade.",
                "{n} pieces of evidence carry no source grade.",
                missing.no_grade,
            )
        )
    if view.floor:
        left = [p for p in found if not reaches(p.grade, view.floor)]
        lines.append(
            tn(
                "Under the floor of {floor}, {n} piece of evidence is left out of the verdicts.",
                "Under the floor of {floor}, {n} pieces of evidence are left out of the verdicts.",
                len(left),
                floor=view.floor,
            )
        )
    if view.interpretations == "left-out":
        lines += _of_interpretations(memo, found)
    if missing.no_refutation:
        lines.append(
            tn(
                "{n} claim of an effect doesn’t say what would refute it.",
                "{n} claims of an effect don’t say what would refute them.",
                missing.no_refutation,
            )
        )
    if missing.no_source:
        lines.append(
            tn(
                "{n} piece of evidence names no source.",
                "{n} pieces of evidence name no source.",
                missing.no_source,
            )
        )
    return lines


def _of_interpretations(memo: Memo, found: tuple[Evidence, ...]) -> list[str]:
    tn = memo.say.tn
    lines = [
        tn(
            "{n} piece of evidence is left out of the verdicts as an interpretation.",
            "{n} pieces of evidence are left out of the verdicts as interpretations.",
            sum(p.basis == "interpretation" for p in found),
        )
    ]
    if unsaid := sum(p.basis is None for p in found):
        lines.append(
            tn(
                "{n} piece of evidence doesn’t say whether it is record or interpretation; it "
                "counts.",
                "{n} pieces of evidence don’t say whether they are record or interpretation; they "
                "count.",
                unsaid,
            )
        )
    return lines
