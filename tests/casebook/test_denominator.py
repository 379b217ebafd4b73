"""How much was searched, how much fit, and what became of it: each row and candidate once."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from tests.conftest import Run
from workbench.case import (
    Candidate,
    Case,
    CaseInfo,
    Problem,
    Question,
    Search,
    SearchedData,
    SearchedFile,
)
from workbench.casebook import (
    Casebook,
    Workspace,
    accept,
    denominator,
    left_out_in_words,
    put,
    receive,
    reject,
    searched_before,
)
from workbench.casebook.merging import merge_files
from workbench.locale import Words

ASKED = Question(actors=("France", "United States"), begins="2003", classes=("03",))
ONE, TWO = SearchedFile("1.csv", "a" * 64, 10, 1), SearchedFile("2.csv", "b" * 64, 20)


def found(*names: str, dataset: str = "gdelt") -> list[Candidate]:
    return [Candidate(id=f"ca-{n}", dataset=dataset, row=n, title=f"Row {n}") for n in names]


def search(id_: str, *files: SearchedFile, question: Question = ASKED, fit: int = 1) -> Search:
    rows, misshapen = sum(f.rows for f in files), sum(f.misshapen for f in files)
    data = SearchedData(dataset="gdelt", versions=("2.0",), rows=rows, dyad=3, fit=fit,
                        misshapen=misshapen, files=files)  # fmt: skip
    when = f"2026-01-01T00:00:0{id_[-1]}+00:00"
    return Search(id=id_, when=when, question=question, data=(data,))


@pytest.fixture
def book(home: Path) -> Casebook:
    """A case between two states."""
    info = CaseInfo(title="T", balancer="France", target="United States")
    return Workspace(home).create("dyad", info)


def test_a_search_comes_in_with_what_it_found(book: Casebook, run: Run) -> None:
    """In one edit, which an undo takes back; the file holds it and `check` is content."""
    before = book.file.path.read_bytes()
    book.apply("in", receive(book.case, found("1", "2", "2"), search("se-1", ONE, TWO, fit=3)))
    again = Workspace(book.file.path.parent.parent).open("dyad").case
    assert again.searches == book.case.searches and again.candidates == book.case.candidates
    assert {c.search for c in again.candidates.values()} == {"se-1"}
    assert again.searches["se-1"].data[0].added == 2
    assert run("check", "dyad").returncode == 0
    book.undo("")
    assert not book.case.searches and not book.case.candidates
    text = before.decode().replace('"candidates": {"_": null',
                                   '"candidates": {"_": null\n,"ca-9": {"dataset": "d", "row": "1",'
                                   ' "title": "T", "search": "se-9"}')  # fmt: skip
    book.file.path.write_text(text, "utf-8")
    done = run("check", "dyad")
    assert done.returncode == 1 and "there is no se-9 in searches" in done.stdout


def test_each_question_has_its_denominator(book: Casebook) -> None:
    """Rows of further files add up, the same files count once, reasons are counted."""
    case = book.case

    def after(case: Case, *names: str, of: Search) -> Case:
        return case.with_changes(receive(case, found(*names), of))

    case = after(case, "1", "2", of=search("se-1", ONE, fit=2))
    case = after(case, "2", "3", of=search("se-2", TWO, fit=2))
    late = Question(actors=ASKED.actors, begins="2004")
    case = after(case, "4", of=search("se-3", ONE, question=late))
    case = case.with_changes(put(case, *found("9", dataset="icews")))
    changes, _ = accept(case, case.candidates["ca-1"], (), "A")
    case = case.with_changes(changes)
    for id_, why in (("ca-2", "routine"), ("ca-3", "routine")):
        case = case.with_changes(reject(case, [case.candidates[id_]], why, "A"))
    first, second, unknown = denominator(case)
    assert (first.rows, first.misshapen, first.fit, first.drawn) == (30, 1, 4, 4)
    assert [f.name for f in first.files] == ["1.csv", "2.csv"] and first.versions == ("2.0",)
    assert (first.waiting, first.accepted, first.merged) == (0, 1, 0)
    assert first.rejected == {"routine": 2} and first.candidates == 3
    assert (second.rows, second.fit, second.waiting) == (10, 1, 1)
    assert (unknown.dataset, unknown.rows, unknown.fit, unknown.waiting) == ("icews", None, None, 1)
    # A store that has grown is asked again: what it held before isn't counted twice.
    case = after(case, "5", of=search("se-4", ONE, TWO, SearchedFile("3.csv", "c" * 64, 5), fit=5))
    grown = denominator(case)[0]
    assert (grown.rows, grown.fit, grown.candidates) == (35, 5, 4)
    assert not denominator(book.case)


def test_a_file_is_itself_in_another_packing(book: Casebook) -> None:
    """It counts once, and is known by either hash; one that was kept before has one alone."""
    packed = SearchedFile("1.zip", "c" * 64, 10, 1, ONE.sha256)
    book.apply("one", receive(book.case, found("1"), search("se-1", ONE)))
    book.apply("two", receive(book.case, found("1"), search("se-2", packed, TWO)))
    [counted] = denominator(book.case)
    assert (counted.rows, len(counted.files)) == (30, 2)
    assert searched_before(book.case, ASKED) == {ONE.sha256, TWO.sha256, packed.sha256}
    data = {"dataset": "gdelt", "files": [["1.zip", "c" * 64, 10, 1]]}
    assert SearchedData.model_validate(data).files[0].key == "c" * 64


def test_what_was_packed_when_no_content_was_kept_counts_once_or_is_said(book: Casebook) -> None:
    """By its name and its rows; where another name hides it, that is said."""
    say, case = Words("en"), book.case
    day = SearchedFile("20030101.export.CSV.zip", "c" * 64, 83_412, 1)
    again = SearchedFile("20030101.export.CSV.gz", "d" * 64, 83_412, 1, "e" * 64)
    case = case.with_changes(receive(case, found("1"), search("se-1", day, fit=2)))
    assert not denominator(case)[0].uncompared
    replaced = case.with_changes(receive(case, found("1"), search("se-2", again, TWO, fit=3)))
    [counted] = denominator(replaced)
    assert (counted.rows, counted.fit, counted.twice, counted.uncompared) == (83_432, 3, 0, 0)
    case = case.with_changes(receive(case, (), search("se-2", ONE, day._replace(name="1.zip"))))
    late = search("se-3", again, TWO, SearchedFile("a.zip/1", "f" * 64, 5))
    case = case.with_changes(receive(case, (), late))
    [counted] = denominator(case)
    assert counted.rows == 83_412 + 10 + 20 + 5 and counted.twice == 1 and counted.uncompared == 1
    assert counted.misshapen == 2
    said = " ".join(left_out_in_words(counted, say))
    assert "1 file was gone through by more than one" in said and "never compared" in said


def test_the_files_of_an_archive_are_several(book: Casebook) -> None:
    """They have its hash in common, where that of each was never kept."""
    one, two = (SearchedFile(f"a.zip/{n}.tab", "c" * 64, n) for n in (10, 20))
    case = book.case.with_changes(receive(book.case, (), search("se-1", one, two)))
    assert denominator(case)[0].rows == 30


def test_merged_cases_keep_the_search_of_a_candidate(book: Casebook, tmp_path: Path) -> None:
    """One side takes the search back while the other decides about what it found."""
    book.apply("in", receive(book.case, found("1"), search("se-1", ONE)))
    base, theirs = tmp_path / "base.json", tmp_path / "theirs.json"
    shutil.copy(book.file.path, base)
    book.apply("no", reject(book.case, list(book.case.candidates.values()), "routine", "A"))
    shutil.copy(book.file.path, theirs)
    shutil.copy(base, book.file.path)
    ours = Workspace(book.file.path.parent.parent).open("dyad")
    ours.apply("out", put(ours.case))
    changes = [c.undone() for c in receive(Case("x", ours.case.info), found("1"),
                                           search("se-1", ONE))]  # fmt: skip
    ours.apply("out", changes)
    assert not ours.case.searches
    merge_files(base, ours.file.path, theirs).write()
    both = Workspace(book.file.path.parent.parent).open("dyad").case
    assert both.candidates["ca-1"].state == "rejected" and "se-1" in both.searches


def test_numbers_below_zero_are_refused(book: Casebook) -> None:
    """A hand edit that no search can have made is named by its place."""
    book.apply("in", receive(book.case, (), search("se-1", ONE)))
    text = book.file.path.read_text("utf-8")
    book.file.path.write_text(text.replace(json.dumps(list(ONE)), '["1.csv", "", -1]'), "utf-8")
    with pytest.raises(Problem, match="searches se-1 data"):
        Workspace(book.file.path.parent.parent).open("dyad")
