"""How much event data was searched for a case, and what became of what fit."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from workbench.case import Candidate, Case, How, Question, Search, SearchedData, SearchedFile


@dataclass(frozen=True)
class Denominator:
    """One question that was asked of one data set: what was searched, and what came of it.

    Of candidates that no search is known of only what was decided is known: `question` is None and
    so is every number of rows.
    """

    dataset: str
    waiting: int
    accepted: int
    merged: int
    rejected: Mapping[str, int]
    """How many were rejected, by the reason that was given."""
    question: Question | None = None
    how: How | None = None
    searches: tuple[Search, ...] = ()
    """Those that asked it, the first one first."""
    versions: tuple[str, ...] = ()
    files: tuple[SearchedFile, ...] = ()
    """Each once, by the hash of its content."""
    rows: int | None = None
    dyad: int | None = None
    fit: int | None = None
    drawn: int | None = None
    undated: int | None = None
    misshapen: int | None = None
    twice: int = 0
    """Files that several of these searches went through: `dyad`, `fit`, `drawn` and `undated` may
    count their rows more than once."""
    uncompared: int = 0
    """Packed files of which only the packing was known: in another one, under another name, their
    rows would count again."""

    @property
    def candidates(self) -> int:
        """How many came into the inbox."""
        return self.waiting + self.accepted + self.merged + self.rejections

    @property
    def rejections(self) -> int:
        """How many were rejected, for whatever reason."""
        return sum(self.rejected.values())


def denominator(case: Case) -> tuple[Denominator, ...]:
    """The denominators of a case, by data set and question, in the order of asking.

    A question that was asked again, of further files or of the same ones, is one; no row of a file
    is counted twice for it. Candidates that no search is known of come last.
    """
    of_search: dict[tuple[str, str], list[Candidate]] = {}
    for candidate in case.candidates.values():
        known = candidate.search if candidate.search in case.searches else ""
        of_search.setdefault((known, candidate.dataset), []).append(candidate)
    asked: dict[tuple[object, ...], list[tuple[Search, SearchedData]]] = {}
    for search in sorted(case.searches.values(), key=lambda s: (s.when, s.id)):
        for data in search.data:
            same = (data.dataset, search.how, search.question, search.query_sha256, search.engine)
            asked.setdefault(same, []).append((search, data))
    return (
        *(_of_question(pairs, of_search) for pairs in asked.values()),
        *(
            Denominator(dataset, *_decided(found))
            for (search_id, dataset), found in sorted(of_search.items(), key=lambda item: item[0])
            if not search_id
        ),
    )


def searched_before(case: Case, question: Question, query_sha256: str = "") -> frozenset[str]:
    """The hashes of what was searched for the same question, made by the same query.

    Of files as they lay there, and of what was packed in them.
    """
    return frozenset(
        each
        for search in case.searches.values()
        if search.how == ("engine" if query_sha256 else "files")
        and (search.question, search.query_sha256) == (question, query_sha256)
        for data in search.data
        for file in data.files
        for each in (file.sha256, file.content)
        if each
    )


def _of_question(
    pairs: list[tuple[Search, SearchedData]],
    of_search: Mapping[tuple[str, str], list[Candidate]],
) -> Denominator:
    search, data = pairs[0]
    keys = _keys(f for _, data in pairs for f in data.files)
    counted = _counted([data for _, data in pairs], keys)
    files = {keys[f]: f for data in counted for f in data.files}
    often = Counter(key for data in counted for key in {keys[f] for f in data.files})
    found = [c for s, d in pairs for c in of_search.get((s.id, d.dataset), ())]
    drawn = [data.fit if data.drawn is None else data.drawn for data in counted]
    return Denominator(
        data.dataset,
        *_decided(found),
        question=search.question,
        how=search.how,
        searches=tuple(search for search, _ in pairs),
        versions=tuple(dict.fromkeys(v for _, data in pairs for v in data.versions)),
        files=tuple(files.values()),
        rows=_rows(counted, files.values()),
        dyad=added_up(data.dyad for data in counted),
        fit=sum(data.fit for data in counted),
        drawn=sum(drawn),
        undated=added_up(data.undated for data in counted),
        misshapen=_misshapen(counted, files.values()),
        twice=sum(many > 1 for many in often.values()),
        uncompared=sum(f.uncompared for f in files.values()) if len(pairs) > 1 else 0,
    )


def _keys(files: Iterable[SearchedFile]) -> Mapping[SearchedFile, str]:
    """What makes each file the same; where the hash of its content is missing, how it looks."""
    found: dict[SearchedFile, str] = {}
    alike: dict[tuple[str, int, int], list[SearchedFile]] = {}
    for file in files:
        found[file] = file.key
        alike.setdefault(file.look, []).append(file)
    for many in alike.values():
        if any(file.uncompared for file in many):
            found |= dict.fromkeys(many, found[many[0]])
    return found


def added_up(numbers: Iterable[int | None]) -> int | None:
    """A sum, which isn't known where one of its numbers isn't."""
    total = 0
    for number in numbers:
        if number is None:
            return None
        total += number
    return total


def _rows(counted: list[SearchedData], files: Iterable[SearchedFile]) -> int | None:
    if all(data.files and data.rows is not None for data in counted):
        return sum(file.rows for file in files)
    return added_up(data.rows for data in counted)


def _misshapen(counted: list[SearchedData], files: Iterable[SearchedFile]) -> int:
    if all(data.files for data in counted):
        return sum(file.misshapen for file in files)
    return sum(data.misshapen for data in counted)


def _counted(data: list[SearchedData], keys: Mapping[SearchedFile, str]) -> list[SearchedData]:
    """Of searches that went through the same files the latest; without files, the last of all."""
    seen: set[str] = set()
    found: list[SearchedData] = []
    for each in reversed(data):
        mine = {keys[f] for f in each.files}
        if mine - seen or (not mine and not found):
            found.append(each)
        seen |= mine
    return found[::-1]


def _decided(found: Iterable[Candidate]) -> tuple[int, int, int, Mapping[str, int]]:
    states, reasons = Counter[str](), Counter[str]()
    for candidate in found:
        states[candidate.state] += 1
        if candidate.state == "rejected":
            reasons[candidate.reason] += 1
    return states["waiting"], states["accepted"], states["merged"], dict(reasons.most_common())
