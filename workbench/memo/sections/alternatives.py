"""Other explanations that the researcher considered."""

from __future__ import annotations

from reportlab.platypus import Flowable

from workbench.memo.typesetting import Span

from .blocks import absent, heading, para
from .context import Memo


def alternatives(memo: Memo) -> list[Flowable]:
    """Each alternative with what came of it."""
    considered = memo.case.assessment.alternatives
    title = memo.t("Alternatives considered")
    if not considered:
        return absent(memo, title, memo.t("The researcher has entered no alternatives."))
    found = heading(memo, title)
    for alternative in considered:
        spans = [Span(alternative.title, bold=True)]
        if alternative.text:
            spans.append(Span(("：" if memo.lang == "zh-Hant" else ". ") + alternative.text))
        found.append(para(memo, spans))
    return found
