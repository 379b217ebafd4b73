"""The record of a search: the question that can be asked again, and how much was searched."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

from workbench.case import (
    Candidate,
    Question,
    Search,
    SearchedData,
    SearchedFile,
    new_id,
)

from .fitting import Progress, Wanted
from .searching import FileSearched, PartSearched


def question_of(wanted: Wanted) -> Question:
    """What is asked, however the states are called; raises `Problem` as `Wanted.pair` does."""
    states = sorted(actor.en for actor in wanted.pair)
    return Question(
        actors=tuple(states),
        begins=wanted.begins,
        ends=wanted.ends,
        classes=tuple(sorted(set(wanted.classes))),
        dates=wanted.dates,
    )


def search_of(files: Sequence[FileSearched], question: Question, coder: str) -> Search:
    """The record of a search of files, of those that were searched whole."""
    by_dataset: dict[str, list[tuple[FileSearched, list[PartSearched]]]] = {}
    for file in files:
        if file.outcome != "searched":
            continue
        for dataset in dict.fromkeys(part.dataset for part in file.parts):
            mine = [part for part in file.parts if part.dataset == dataset]
            by_dataset.setdefault(dataset, []).append((file, mine))
    return Search(
        id=new_id("se"),
        when=datetime.now(UTC).isoformat(timespec="seconds"),
        coder=coder,
        question=question,
        data=tuple(_data(dataset, many) for dataset, many in by_dataset.items()),
    )


def _data(dataset: str, many: list[tuple[FileSearched, list[PartSearched]]]) -> SearchedData:
    parts = [part for _, mine in many for part in mine]
    editions = [part.progress.edition for part in parts]
    versions = {c.version for part in parts for c in part.candidates} | set(editions)
    return SearchedData(
        dataset=dataset,
        versions=tuple(sorted(versions - {""})),
        rows=sum(part.progress.rows for part in parts),
        dyad=sum(part.progress.dyad for part in parts),
        fit=sum(len(part.candidates) for part in parts),
        undated=sum(part.progress.undated for part in parts),
        misshapen=sum(part.progress.misshapen for part in parts),
        files=tuple(
            SearchedFile(
                part.label,
                file.sha256,
                part.progress.rows,
                part.progress.misshapen,
                part.progress.content,
            )
            for file, mine in many
            for part in mine
        ),
    )


def candidates_of(files: Iterable[FileSearched]) -> list[Candidate]:
    """What fits, in the order of the files and of their lines."""
    return [each for file in files for part in file.parts for each in part.candidates]


def progress_of(files: Sequence[FileSearched]) -> Progress:
    """How all files were read."""
    found = Progress()
    for file in files:
        for part in file.parts:
            found.took(part.progress)
    return found
