"""What the researcher wrote that is on no passage: ratings, the assessment, the case's note."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from workbench.case import Assessment, Case, KeyJudgement, Rating
from workbench.codebook import Codebook, Term
from workbench.codebook.rows import Text
from workbench.judgement import of_part
from workbench.locale import Words

from .documents import labelled, reference


@dataclass(frozen=True)
class Memo:
    """A note with its name and its writer."""

    id: str
    name: str
    text: str
    coder: str = ""


def case_memos(case: Case, say: Words) -> list[Memo]:
    """The notes on the case as a whole."""
    found = [Memo("case", case.info.title, case.info.note)] if case.info.note else []
    book = case.codebook
    rated = [(c.id, c.name) for c in book.conditions]
    rated += [(c.id, c.name) for c in book.threat_components]
    values: dict[str, Term] = {term.id: term for c in book.conditions for term in c.values}
    values |= {term.id: term for term in book.ratings}
    for rating, name in _ratings(case, rated):
        value = values.get(rating.value or "")
        cited = [case.sources[s] for s in rating.sources if s in case.sources]
        text = labelled(
            say,
            ("from", rating.begins),
            ("to", rating.ends),
            ("rating", value.name.in_(say.lang) if value else rating.value or ""),
            ("note", rating.note),
            ("sources", "\n".join(reference(s, say.lang) for s in cited)),
            ("changed by", rating.changed_by),
        )
        found.append(Memo(rating.id, name.in_(say.lang), text, rating.coder))
    if text := _assessment(case, case.assessment, say):
        found.append(Memo("assessment", say.t("Assessment"), text))
    return found


def _ratings(case: Case, rated: Iterable[tuple[str, Text]]) -> Iterator[tuple[Rating, Text]]:
    """What is rated of the whole case, and below it what is rated of a part."""
    for id_, name in rated:
        whole = [case.ratings[id_]] if id_ in case.ratings else []
        for rating in (*whole, *of_part(case, id_)):
            if rating.value or rating.note:
                yield rating, name


def _assessment(case: Case, said: Assessment, say: Words) -> str:
    judged = [_judgement(case, j, say) for j in said.judgements]
    others = ["\n".join(filter(None, (a.title, a.text))) for a in said.alternatives]
    return labelled(
        say,
        ("Bottom line", said.bottom_line),
        ("Key judgements", "\n\n".join(["", *judged]) if judged else ""),
        ("Alternatives considered", "\n\n".join(["", *others]) if others else ""),
        ("Limitations", said.limitations),
        ("What to watch", said.watch),
    )


def _judgement(case: Case, judgement: KeyJudgement, say: Words) -> str:
    """A line each, since likelihood and confidence never share a sentence (ICD 203)."""
    book: Codebook = case.codebook
    parts = [judgement.text]
    if judgement.likelihood:
        parts.append(book.word("likelihood", judgement.likelihood, say.lang))
    if judgement.confidence:
        parts.append(book.word("confidence", judgement.confidence, say.lang))
    parts.append(judgement.confidence_reason)
    titles = [case.events[id_].title for id_ in judgement.events if id_ in case.events]
    parts.append(labelled(say, ("stands on events", "; ".join(titles))))
    return "\n".join(filter(None, parts))
