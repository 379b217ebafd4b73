"""An equal key isn't an equal work: an update never turns one work into another."""

from __future__ import annotations

import json
from pathlib import Path
from time import process_time
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import Run
from workbench.case import Case, CaseInfo, Source
from workbench.interchange.references import read_references, reference_changes

EMPTY = Case("c", CaseInfo(title="c", balancer="a", target="b"))
Item = dict[str, Any]


def listed(*items: Item) -> bytes:
    return json.dumps(items).encode()


def taken(case: Case, *items: Item) -> Case:
    """The case with the items of one file."""
    found = reference_changes(case, read_references(listed(*items)))
    return case.with_changes(found.changes)


def told(source: Source) -> dict[str, str]:
    return source.model_dump(exclude={"id", "citation_key"})


ITEMS = st.fixed_dictionaries(
    {
        "id": st.sampled_from(["ITEM-1", "ITEM-1-2", "", "so-01m83chhgs9gtvyg0n"]),
        "title": st.sampled_from(["One work", "One  Work!", "Another", "第三"]),
    },
    optional={
        "author": st.sampled_from(
            [[{"family": "Moreau", "given": "Lise"}], [{"family": "Moreau", "given": "L."}],
             [{"family": "Salo", "given": "Lena"}], [{"literal": "外交部"}]]
        ),
        "issued": st.sampled_from([{"date-parts": [[2003]]}, {"date-parts": [[2003, 3]]}, 2019]),
        "DOI": st.sampled_from(["10.5555/a", "https://doi.org/10.5555/A", "10.5555/b"]),
        "publisher": st.sampled_from(["P", "Q"]),
    },
)  # fmt: skip


def bare(title: str) -> str:
    return "".join(char for char in title.casefold() if char.isalnum())


def one_work(a: Source, b: Source) -> bool:
    """What makes two records one work, said here once more in its plainest form."""
    doi = [s.doi.casefold().removeprefix("https://doi.org/") for s in (a, b)]
    title = [bare(s.title) for s in (a, b)]
    family = [s.author.split(",")[0] for s in (a, b)]
    year = [s.published[:4] for s in (a, b)]
    named = (family[0] == family[1] != "") or (year[0] == year[1] != "")
    return (doi[0] == doi[1] != "") or (title[0] == title[1] and named)


@given(ITEMS, ITEMS)
def test_an_update_never_turns_one_work_into_another(a: Item, b: Item) -> None:
    """Whatever two files hold under whichever key."""
    case = taken(EMPTY, a)
    (first,) = case.sources.values()
    (second,) = read_references(listed(b)).sources
    found = reference_changes(case, read_references(listed(b)))
    after = case.with_changes(found.changes)
    if len(after.sources) == 2:
        assert found.updated == 0 and after.sources[first.id] == first
        (other,) = [s for s in after.sources.values() if s.id != first.id]
        assert told(other) == told(second)
        keys = [s.citation_key for s in after.sources.values() if s.citation_key]
        assert len(set(keys)) == len(keys)
    else:
        (now,) = after.sources.values()
        assert one_work(first, second) or told(first) == told(second)
        filled = {name: text for name, text in told(second).items() if text}
        assert told(now) == {**told(first), **filled}
        assert now.citation_key == first.citation_key or not first.citation_key
    assert not reference_changes(after, read_references(listed(b))).new


@given(st.lists(ITEMS, max_size=5))
def test_a_repeat_in_one_file_is_never_an_update(items: list[Item]) -> None:
    """Each work comes in as it was first said; again, nothing new comes in."""
    found = reference_changes(EMPTY, read_references(listed(*items)))
    read = read_references(listed(*items)).sources
    assert found.updated == 0
    held = [told(change.record) for change in found.changes if isinstance(change.record, Source)]
    assert all(any(each == told(source) for source in read) for each in held)
    for source in read:
        assert any(bare(each["title"]) == bare(source.title) for each in held)
    assert found.new == len(held) <= len(items)


def test_another_work_under_a_taken_key_is_said(run: Run, home: Path, tmp_path: Path) -> None:
    """On the command line: a key of its own, in a sentence; the dry run lists what is replaced."""
    run("new", "c", "--title", "T", "--balancer", "A", "--target", "B")
    one = {"id": "ITEM-1", "title": "Cited", "author": [{"literal": "NATO"}], "issued": 2003}
    two = {"id": "ITEM-1", "title": "Quite another", "issued": 2003}
    path = tmp_path / "refs.json"
    path.write_bytes(listed(one))
    assert run("references", "c", path).stdout.startswith("1 new")
    path.write_bytes(listed(two, {**one, "publisher": "[x]", "issued": {"raw": "May 2003"}}))
    dry = run("references", "c", path, "--dry-run")
    assert dry.stderr.startswith(
        "reference 1, “Quite another”: its key ITEM-1 is that of another work, “Cited”; it comes "
        "in as ITEM-1-2"
    )
    lines = dry.stdout.splitlines()
    assert lines[:2] == ["1 new sources, 1 updated", "updated: “Cited”"]
    assert {line.strip() for line in lines[2:4]} == {
        "published: 2003 → 2003-05",
        "publisher: ∅ → [x]",
    }
    said = json.loads(run("references", "c", path, "--json").stdout)
    assert said["updates"][0]["replaced"]["publisher"] == {"was": "", "now": "[x]"}
    assert len(said["notes"]) == 1
    assert run("references", "c", path).stdout.startswith("0 new sources, 0 updated")


def test_a_record_that_stands_twice_comes_in_once() -> None:
    """And both are said where they are two works."""
    record = b"TY  - JOUR\nTI  - T\nAU  - Moreau, Lise\nPY  - 2003\nDO  - 10.5555/x\nER  - \n"
    found = reference_changes(EMPTY, read_references(record * 2))
    assert (found.new, len(found.notes)) == (1, 1)
    assert str(found.notes[0]) == "reference 2 is the work of reference 1 again, and is left out"
    case = EMPTY.with_changes(found.changes)
    assert not reference_changes(case, read_references(record)).changes


def test_a_list_that_gives_one_key_to_all_is_matched_in_linear_time() -> None:
    """Each under a key of its own, and again each as itself; both were quadratic."""
    items = [{"id": "k", "title": f"Title {n}", "author": [{"literal": "A"}]} for n in range(3_000)]
    read = read_references(listed(*items))
    begun = process_time()
    case = EMPTY.with_changes(reference_changes(EMPTY, read).changes)
    again = reference_changes(case, read)
    assert process_time() - begun < 2
    keys = [source.citation_key for source in case.sources.values()]
    assert keys == ["k", *(f"k-{n}" for n in range(2, 3_001))]
    assert (again.new, again.updated, again.same) == (0, 0, 3_000)


def test_chapters_with_the_doi_of_their_book_stay_apart() -> None:
    chapters = [{"id": f"c{n}", "title": f"Chapter {n}", "DOI": "10.5555/book"} for n in range(3)]
    case = taken(EMPTY, *chapters)
    assert len(case.sources) == 3 == len(taken(case, *chapters).sources)
