"""Coded passages as candidates for events; codes that name a strategy suggest it.

Some programs write a passage once for every code on it, and some give everything new identifiers
with every export: a candidate is known by its source's name and text, and by what it says there.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence

from workbench.case import Candidate, Problem, Suggestion, candidate_id
from workbench.codebook import codebook

from .model import Code, Passage, Text


def candidates(passages: Iterable[Passage]) -> Iterator[Candidate]:
    """A candidate for each place in a text that was coded, with all the codes on it."""
    places: dict[object, list[Passage]] = {}
    of: dict[tuple[str, str], dict[str, str]] = {}
    for passage in passages:
        source = passage.source
        key = (source.id, passage.start, passage.end, passage.words)
        places.setdefault(key, []).append(passage)
        # Of answers to one question many have the same name, and some the same text.
        alike = of.setdefault((source.name, source.text or ""), {})
        if source.id not in alike:
            alike[source.id] = _identity(source, len(alike))
    return (
        _candidate(same, of[same[0].source.name, same[0].source.text or ""][same[0].source.id])
        for same in places.values()
    )


def _identity(source: Text, number: int) -> str:
    """What a text is, whatever identifier an export gives it; the second of its kind is another."""
    text = (source.text or "").encode("utf-8", "surrogatepass")
    return hashlib.sha256(text).hexdigest() + (f" {number}" if number else "")


def _candidate(same: list[Passage], identity: str) -> Candidate:
    passage = same[0]
    names = tuple(dict.fromkeys(c.name for each in same for c in each.codes if c.name))
    memos = [memo for each in same for memo in each.memos]
    words = passage.words.strip()
    place = "" if passage.start is None else f" {passage.start}–{passage.end}"
    source = passage.source.name or passage.source.id
    title = words or source or next(iter(names), "") or passage.id
    matched = dict.fromkeys(s.id for name in names if (s := codebook().find_strategy(name)))
    return Candidate(
        id=candidate_id("refi-qda", source, identity, place, words),
        dataset="refi-qda",
        row=f"{source}{place}",
        title=title.splitlines()[0][:120],
        description="\n\n".join(filter(None, dict.fromkeys([words, *memos]))),
        codes=names,
        suggestions=tuple(
            Suggestion(
                strategy=s,
                reason="The passage was coded with this name in the project it comes from.",
                reason_zh="該段落在原專案中已用此名編碼。",
            )
            for s in matched
        ),
    )


def counted(codes: Sequence[Code]) -> Problem:
    """What a codebook holds: it has no passages, so nothing of it goes into an inbox."""
    known = sum(codebook().find_strategy(code.name) is not None for code in codes)
    return Problem(
        "a codebook of {n} codes, {known} of them strategies of the typology; it has no passages",
        n=len(codes), known=known,
    )  # fmt: skip


def unmatched(codes: Iterable[Code]) -> Iterator[Problem]:
    """The codes that are neither a strategy nor the name of a class, if there are any."""
    book = codebook()
    groups = {text.casefold() for g in book.classes for text in (g.name.en, g.name.zh_hant)}
    names = [c.name for c in codes if c.codable and c.name.casefold() not in groups]
    strange = [name for name in names if not book.find_strategy(name)]
    if strange:
        shown = ", ".join(strange[:20]) + (f" … ({len(strange)})" if len(strange) > 20 else "")
        yield Problem("codes that are no strategy: {names}", names=shown)
