"""Other explanations that the researcher considered."""

from __future__ import annotations

from workbench.memo.document import Node, Span

from .building import absent, heading, para
from .context import Memo


def alternatives(memo: Memo) -> list[Node]:
    """Each alternative with what came of it."""
    considered = memo.case.assessment.alternatives
    title = memo.t("Alternatives considered")
    if not considered:
        return absent(title, memo.t("The researcher has entered no alternatives."))
    found = heading(title)
    for alternative in considered:
        spans = [Span(alternative.title, bold=True)]
        if alternative.text:
            spans.append(Span(memo.say.lead + alternative.text))
        found.append(para(spans))
    return found
