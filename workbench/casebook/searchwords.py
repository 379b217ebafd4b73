"""What was asked of event data and what came of it, in words, for every face and the memo."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from workbench.case import Question, date_in_words
from workbench.locale import N_, Words

from .denominator import Denominator

_NAMES = {"gdelt": "GDELT", "icews": "ICEWS", "polecat": "POLECAT", "acled": "ACLED"}
CHOICES: Mapping[str, Mapping[str, str]] = {
    "how": {
        "files": N_("from files"),
        "store": N_("from the store"),
        "engine": N_("by an engine elsewhere"),
    },
    "state": {
        "waiting": N_("waiting"),
        "accepted": N_("accepted"),
        "merged": N_("merged"),
        "rejected": N_("rejected"),
    },
    "dates": {"day": N_("the day first"), "month": N_("the month first")},
}
"""What may stand in fields of searches and candidates."""
_REASONS = 20
"""Reasons that are told one by one, the commonest first."""


def data_set_in_words(found: Denominator) -> str:
    """The data set and its versions."""
    return " ".join((_NAMES.get(found.dataset, found.dataset), *found.versions))


def question_in_words(question: Question, say: Words) -> str:
    """What was asked, in the order of its parts."""
    parts = [" – ".join(question.actors)]
    if question.begins or question.ends:
        parts.append(date_in_words(f"{question.begins or '..'}/{question.ends or '..'}", say))
    if question.classes:
        parts.append(say.t("event classes {names}", names=question.classes))
    if question.per_month is not None:
        parts.append(
            say.t(
                "at most {n} rows of each month, drawn with the seed {seed}",
                n=question.per_month,
                seed=question.seed,
            )
        )
    return say.parted(part for part in parts if part)


def asked_in_words(found: Denominator, say: Words) -> str:
    """What was asked of a data set, and of how many files; of candidates without a search that."""
    if found.question is None or found.how is None:
        return say.t("no search is known of these candidates")
    how = CHOICES["how"][found.how]
    parts = [question_in_words(found.question, say), say.t(how)]
    if found.files:
        parts.append(say.tn("{n} file", "{n} files", len(found.files)))
    last = found.searches[-1]
    if last.query_sha256:
        parts.append(say.t("SHA-256 of the query {hash}", hash=last.query_sha256))
    return say.parted(part for part in parts if part)


def reasons_in_words(found: Denominator, say: Words) -> str:
    """Why candidates were rejected, and how many for each reason; empty where none were."""
    told = list(found.rejected.items())
    parts = [f"{reason}{say.bracketed(f'{n:,}')}" for reason, n in told[:_REASONS]]
    if rest := sum(n for _, n in told[_REASONS:]):
        parts.append(say.t("other reasons") + say.bracketed(f"{rest:,}"))
    return say.parted(parts)


def left_out_in_words(found: Denominator, say: Words) -> Iterator[str]:
    """Which rows no search could look into, and what isn't known of how many there were.

    Also which may have been counted more than once.
    """
    if found.question is not None and found.rows is None:
        yield say.t("how many rows were searched isn’t known")
    elif found.question is not None and found.dyad is None:
        yield say.t("how many rows are of the two states isn’t known")
    if n := found.misshapen:
        yield say.tn(
            "{rows} row of another width was left out",
            "{rows} rows of another width were left out",
            n,
            rows=f"{n:,}",
        )
    if n := found.undated:
        yield say.tn(
            "the date of {rows} row of the two states can’t be read",
            "the dates of {rows} rows of the two states can’t be read",
            n,
            rows=f"{n:,}",
        )
    if n := found.twice:
        yield say.tn(
            "{n} file was gone through by more than one of these searches, so that its rows of the "
            "two states, and those that fit, may count twice",
            "{n} files were gone through by more than one of these searches, so that their rows of "
            "the two states, and those that fit, may count twice",
            n,
        )
    if n := found.uncompared:
        yield say.tn(
            "what is packed in {n} file was never compared: if it was searched again in another "
            "packing under another name, its rows count twice",
            "what is packed in {n} files was never compared: if they were searched again in "
            "another packing under another name, their rows count twice",
            n,
        )
