"""Sources merged, taken out and found again; which of them carry a verdict alone."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.case import Case, Event, Evidence, Problem, Rating, Source, begun
from workbench.casebook import alike, lost, merge_sources, remove_source, sha256_of
from workbench.judgement import citations, judge_case

PAGE = ("url", "accessed", "archived", "sha256")
WORDS = st.sampled_from(["", "x", "y"])
SOURCES = st.builds(
    Source,
    id=st.just(""),
    title=st.sampled_from(["S", "T"]),
    author=WORDS,
    url=WORDS,
    note=st.sampled_from(["", "x", "x\ny", "z"]),
    volume=WORDS,
    accessed=WORDS,
    sha256=WORDS,
)


def case_with(*sources: Source, cite: tuple[str, ...] = ()) -> Case:
    pieces = {
        f"pc-{n}": Evidence(id=f"pc-{n}", event="ev", side="effect", kind="raises-cost",
                            status="capable", source=id_)
        for n, id_ in enumerate(cite)
    }  # fmt: skip
    rating = Rating(id="threat", sources=tuple(dict.fromkeys(cite)))
    return Case("c", begun(title="T", balancer="A", target="B"),
                events={"ev": Event(id="ev", title="E")}, evidence=pieces,
                sources={s.id: s for s in sources}, ratings={"threat": rating})  # fmt: skip


@given(SOURCES, SOURCES, st.lists(st.sampled_from(["a", "b", "c"]), max_size=4))
def test_merging_loses_no_word_and_no_citation(one: Source, other: Source, cite: list[str]) -> None:
    """What cited either cites the one that stays, which has all fields that either had."""
    gone, kept = (s.model_copy(update={"id": i}) for s, i in ((one, "a"), (other, "b")))
    third = Source(id="c", title="third")
    before = case_with(gone, kept, third, cite=tuple(cite))
    after = before.with_changes(merge_sources(before, gone, kept))
    assert set(after.sources) == {"b", "c"}
    now = {"a": "b", "b": "b", "c": "c"}
    for id_, piece in before.evidence.items():
        assert after.evidence[id_].source == now[str(piece.source)]
    cited = tuple(dict.fromkeys(now[s] for s in before.ratings["threat"].sources))
    assert after.ratings["threat"].sources == cited
    whole = after.sources["b"].model_dump()
    for name, value in kept.model_dump().items():
        if name == "note":
            lines = whole["note"].split("\n")
            assert {*kept.note.split("\n"), *gone.note.split("\n")} - {""} <= set(lines)
        elif name not in ("id", *PAGE):
            assert whole[name] == (value or getattr(gone, name))
    for name, value in gone.model_dump().items():
        if value and name not in ("id", "note"):
            assert value == whole[name] or value in whole["note"]
    assert [whole[n] for n in PAGE] in (
        [getattr(kept, n) for n in PAGE],
        [getattr(gone, n) for n in PAGE],
        [kept.url, *(getattr(gone, n) for n in PAGE[1:])],
    )
    assert gone.url in ("", whole["url"], *whole["note"].split("\n"))
    assert judge_case(after).events == judge_case(before).events


def test_what_is_said_of_another_page_goes_to_the_note() -> None:
    """An archive, a hash and a date belong to their address; a title that differs isn't lost."""
    gone = Source(id="a", title="Old", url="https://x.test/1", accessed="2024-01-02",
                  archived="https://a.test/1", sha256="0" * 64)  # fmt: skip
    case = case_with(gone, Source(id="b", title="New", url="https://x.test/2"))
    assert {*PAGE, "title"} == set(lost(gone, case.sources["b"]))
    after = case.with_changes(merge_sources(case, gone, case.sources["b"])).sources["b"]
    assert (after.url, after.accessed, after.archived, after.sha256) == (
        "https://x.test/2", "", "", "")  # fmt: skip
    for said in ("title: Old", "https://x.test/1", gone.accessed, gone.archived, gone.sha256):
        assert said in after.note
    bare = Source(id="c", title="Old")
    case = case_with(gone, bare)
    assert lost(gone, bare) == []
    whole = case.with_changes(merge_sources(case, gone, bare)).sources["c"]
    assert whole.model_copy(update={"id": "a"}) == gone


def test_a_source_stays_while_something_cites_it() -> None:
    """A piece or a rating; nothing is written."""
    case = case_with(Source(id="a", title="A"), Source(id="b", title="B"), cite=("a",))
    with pytest.raises(Problem):
        remove_source(case, case.sources["a"])
    with pytest.raises(Problem):
        merge_sources(case, case.sources["a"], case.sources["a"])
    assert set(case.with_changes(remove_source(case, case.sources["b"])).sources) == {"a"}


def test_the_source_most_alike_is_offered_first() -> None:
    """The same title and author before the same words of a title."""
    wanted = Source(id="a", title="Press conference", author="Chirac", published="2003")
    near = Source(id="b", title="Press conference", author="Chirac")
    far = Source(id="c", title="A press report")
    case = case_with(far, wanted, Source(id="d", title="Other"), near)
    assert [s.id for s in alike(case, wanted)][:2] == ["b", "c"]


def test_what_a_source_carries_alone() -> None:
    """Every piece that decided is of it; a second source takes that away."""
    sources = Source(id="a", title="Wikipedia"), Source(id="b", title="B")
    alone = citations(judge_case(case_with(*sources, cite=("a", "a"))))
    assert [(c.event, c.lens, c.verdict) for c in alone["a"].alone] == [("ev", "art", "balancing")]
    assert alone["a"].times == 3 and alone["b"].times == 0 and not alone["b"].alone
    both = citations(judge_case(case_with(*sources, cite=("a", "b"))))
    assert not both["a"].alone and not both["b"].alone


def test_the_hash_is_of_the_file_alone(tmp_path: Path) -> None:
    """A folder and what isn't there are refused with a sentence."""
    copy = tmp_path / "copy.pdf"
    copy.write_bytes(b"words")
    assert sha256_of(copy) == hashlib.sha256(b"words").hexdigest()
    for wrong in (tmp_path, tmp_path / "none"):
        with pytest.raises(Problem):
            sha256_of(wrong)
