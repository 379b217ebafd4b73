"""Cases on the shelf: counted, renamed, copied, put away and brought back."""

from __future__ import annotations

from pathlib import Path

import pytest

from workbench.case import CaseInfo, Problem
from workbench.casebook import Casebook, Workspace, copy_worked_case
from workbench.judgement import judge_case, profile

SLUG = "france-us-iraq-2003"


@pytest.fixture
def place(tmp_path: Path) -> Workspace:
    """A worked case with a history and a hidden file of its own."""
    found = Workspace(tmp_path / "work")
    copy_worked_case(found, SLUG)
    (found.cases / f"{SLUG}.history.jsonl").write_text("{}\n", "utf-8")
    (found.cases / f"{SLUG}.json.bak").write_text("1", "utf-8")
    return found


def files(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir() if not path.name.endswith(".lock")}


def all_of(slug: str) -> set[str]:
    return {f"{slug}.json", f"{slug}.history.jsonl", f"{slug}.json.bak", f"{slug}.rounds"}


def test_the_shelf_counts_as_the_case_does(place: Workspace) -> None:
    """Without opening it."""
    (shelved,) = place.shelf()
    found = judge_case(place.open(SLUG).case)
    counts = profile(found.case, [f.event for f in found.acts])
    assert shelved.events == len(found.events) > shelved.acts
    assert shelved.apart == {actor: len(acts) for actor, acts in found.others.items()}
    assert (shelved.acts, shelved.coded, shelved.both_sides) == (
        counts.events,
        counts.coded,
        counts.both_sides,
    )
    assert shelved.evidence == len(found.evidence)
    assert shelved.years == "2002–2003"


def test_a_change_is_seen_and_a_damaged_case_named(place: Workspace) -> None:
    """The shelf forgets what it counted as soon as the file is another one."""
    assert place.shelf()[0].problem is None
    (place.cases / f"{SLUG}.json").write_text('{"case": {"case": []}}', "utf-8")
    (place.cases / "other.json").write_text('{"_meta": 3', "utf-8")
    assert all(shelved.problem and shelved.info is None for shelved in place.shelf())


def test_a_case_goes_to_the_trash_whole_and_comes_back_whole(place: Workspace) -> None:
    """Also beside another case that took its name meanwhile."""
    before = (place.cases / f"{SLUG}.json").read_bytes()
    assert place.move(SLUG, "cases", "trash") == SLUG
    assert files(place.folder / "trash") == all_of(SLUG) and not files(place.cases)
    place.create(SLUG, CaseInfo(title="Another", balancer="A", target="B"))
    back = place.move(SLUG, "trash", "cases")
    assert back == f"{SLUG}-2"
    assert files(place.cases) == {f"{SLUG}.json", f"{SLUG}.history.jsonl"} | all_of(back)
    assert (place.cases / f"{back}.json").read_bytes() == before
    assert not files(place.folder / "trash") and Casebook(place.file(back)).case.events


def test_renaming_and_copying_take_everything_along(place: Workspace) -> None:
    """And refuse a name that is taken or can't be one."""
    copy = place.duplicate(SLUG)
    assert files(place.cases) == all_of(SLUG) | all_of(copy)
    place.rename(copy, "iraq")
    assert files(place.cases) == all_of(SLUG) | all_of("iraq")
    for wanted in (SLUG, "../out", "Ä"):
        with pytest.raises(Problem):
            place.rename("iraq", wanted)
    assert files(place.cases) == all_of(SLUG) | all_of("iraq")


def test_a_move_that_fails_half_way_is_taken_back(
    place: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every file is where it was."""
    real = Path.replace

    def fail(path: Path, to: Path) -> Path:
        if path.name == f"{SLUG}.json" and "archive" in str(to):
            raise OSError(28, "No space left on device")
        return real(path, to)

    monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(Problem, match="No space left"):
        place.move(SLUG, "cases", "archive")
    assert files(place.cases) == all_of(SLUG) and not files(place.folder / "archive")
