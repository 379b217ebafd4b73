"""A case is carried with its history, or not at all, wherever the program is killed."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from workbench.case import CaseInfo, Event, Problem
from workbench.casebook import Casebook, Workspace, put
from workbench.store import CaseFile, NotWritten, moving

Files = dict[str, bytes]
Operation = Callable[[Workspace], object]
OPERATIONS: dict[str, tuple[Operation, str]] = {
    "rename": (lambda place: place.rename("dyad", "other"), "cases/other"),
    "duplicate": (lambda place: place.duplicate("dyad"), "cases/dyad-copy"),
    "trash": (lambda place: place.move("dyad", "cases", "trash"), "trash/dyad"),
}
STEPS = ((Path, "replace"), (Path, "unlink"), (Path, "open"), (Path, "chmod"), (os, "fsync"),
         (os, "fdopen"), (os, "open"))  # fmt: skip


@pytest.fixture
def place(home: Path) -> Workspace:
    """A case with a history and the generation before."""
    made = Workspace(home)
    book = made.create("dyad", CaseInfo(title="Dyad", balancer="A", target="B"))
    for title in ("One", "Two"):
        book.apply("edit", put(book.case, Event(id="ev-1", title=title)))
    return made


def files(folder: Path) -> Files:
    """What lies in the workspace, locks apart."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and not path.name.endswith(".lock")
    }


def carried(before: Files, to: str, copy: bool) -> Files:
    """The same files under another name."""
    there = {to + name.removeprefix("cases/dyad"): data for name, data in before.items()}
    return {**before, **there} if copy else there


class Stop:
    """Kill this process, or fail, at the step with a number; count them before."""

    def __init__(self, at: int, how: Callable[[], object]) -> None:
        self.at, self.how, self.count = at, how, 0

    def __call__(self, real: Callable[..., object], after: bool) -> Callable[..., object]:
        def step(*arguments: object, **named: object) -> object:
            done = real(*arguments, **named) if after else None
            self.count += 1
            if self.count == self.at:
                self.how()
            return done if after else real(*arguments, **named)

        return step

    def among(self, patch: pytest.MonkeyPatch, after: bool = False) -> None:
        for where, name in STEPS:
            patch.setattr(where, name, self(getattr(where, name), after))


def killed_at(folder: Path, operation: Operation, at: int, after: bool) -> bool:
    """Whether the operation came to its step `at`, where its process was killed."""
    child = os.fork()
    if child == 0:
        try:
            with pytest.MonkeyPatch.context() as patch:
                Stop(at, lambda: os._exit(9)).among(patch, after)
                operation(Workspace(folder))
        finally:
            os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 9


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
@pytest.mark.parametrize(
    "after", [pytest.param(False, marks=pytest.mark.faults), True], ids=["before", "after"]
)
@pytest.mark.parametrize(
    "name",
    [pytest.param(n, marks=[] if n == "rename" else pytest.mark.faults) for n in OPERATIONS],
)
def test_killed_at_every_step(place: Workspace, name: str, after: bool) -> None:
    """The next look at the workspace finds all of it here or all of it there, and goes on."""
    operation, to = OPERATIONS[name]
    before, spare = files(place.folder), place.folder.with_name("spare")
    whole = carried(before, to, name == "duplicate")
    shutil.copytree(place.folder, spare)
    step, seen = 1, set[bool]()
    while killed_at(place.folder, operation, step, after):
        Workspace(place.folder).shelf()
        now = files(place.folder)
        assert now in (before, whole), f"step {step}"
        seen.add(now == whole)
        there = place.folder / (f"{to}.json" if now == whole else "cases/dyad.json")
        book = Casebook(CaseFile(there))
        assert book.undo() == "edit"
        assert [r.number for r in book.history()] == [1, 2, 3, 4]
        shutil.rmtree(place.folder)
        shutil.copytree(spare, place.folder)
        step += 1
    assert step > 8
    assert seen == {False, True}
    assert files(place.folder) == whole


@pytest.mark.parametrize("name", OPERATIONS)
def test_failed_at_every_step(place: Workspace, name: str) -> None:
    """A sentence, and everything is as it was: a failed duplicate leaves nothing."""
    operation, to = OPERATIONS[name]
    before = files(place.folder)
    whole = carried(before, to, name == "duplicate")

    def full() -> None:
        raise OSError(28, "No space left on device")

    for step in range(1, 200):
        stop = Stop(step, full)
        with pytest.MonkeyPatch.context() as patch:
            stop.among(patch)
            try:
                operation(Workspace(place.folder))
            except NotWritten as problem:
                assert "No space left" in str(problem)
            else:
                break
        assert files(place.folder) == before, f"step {step}"
    assert step > 8
    assert files(place.folder) == whole


def test_what_cant_be_taken_back_either_is_put_right_later(place: Workspace) -> None:
    """No bare `OSError`: the next look at the workspace, with the disk well again, does it."""
    before = files(place.folder)

    def broken(*_: object) -> None:
        raise OSError(5, "Input/output error")

    with pytest.MonkeyPatch.context() as patch:
        real = Path.replace

        def replace(path: Path, to: Path) -> Path:
            if path.name == "dyad.json":
                patch.setattr(Path, "replace", broken)
            return Path.replace(path, to) if path.name == "dyad.json" else real(path, to)

        patch.setattr(Path, "replace", replace)
        with pytest.raises(NotWritten, match="Input/output"):
            place.rename("dyad", "other")
    assert files(place.folder) != before
    assert [shelved.slug for shelved in Workspace(place.folder).shelf()] == ["dyad"]
    assert files(place.folder) == before


@pytest.mark.parametrize("left", ["other.history.jsonl", "other.json.bak"])
def test_a_name_under_which_something_lies_is_refused(place: Workspace, left: str) -> None:
    """The history of a lost case isn't written over; what looks for a free name passes it by."""
    orphan = place.cases / left
    orphan.write_text("kept\n", "utf-8")
    before = files(place.folder)
    with pytest.raises(Problem, match=r"history of a case other|already a file"):
        place.rename("dyad", "other")
    assert files(place.folder) == before
    assert place.free_slug("other") == "other-2"
    place.rename("dyad", "third")
    assert orphan.read_text("utf-8") == "kept\n"


@pytest.mark.parametrize("note", [
    "", "{", "[]", "3", '{"to": "other.json", "files": [], "copy": true}',
    '{"to": "../../out/x.json", "files": [["dyad.json", "x.json"]], "copy": false}',
    '{"to": "other.json", "files": [["dyad.json", "../../x.json"]], "copy": true}',
    '{"to": "other.json", "files": [["else.json", "else.json"]], "copy": true}',
])  # fmt: skip
def test_a_note_that_isnt_ours_moves_nothing(place: Workspace, note: str) -> None:
    """It is thrown away; every case stays where it is."""
    place.duplicate("dyad")
    before = files(place.folder)
    (place.cases / ".dyad.json.moving").write_text(note, "utf-8")
    Workspace(place.folder).shelf()
    assert files(place.folder) == before


def test_a_move_under_way_is_left_alone(place: Workspace) -> None:
    """Whoever looks meanwhile neither waits for it nor takes it back."""
    looked: list[list[str]] = []
    real = moving._Move.go

    def go(move: moving._Move) -> None:
        real(move)
        looked.append([shelved.slug for shelved in Workspace(place.folder).shelf()])

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(moving._Move, "go", go)
        place.rename("dyad", "other")
    assert looked == [["other"]]
    assert json.loads(place.file("other").path.read_bytes())["events"]["ev-1"]["title"] == "Two"


def test_what_is_new_has_its_names_on_the_disk(place: Workspace) -> None:
    """Both folders are synced before the case follows its history, and after."""
    synced: list[Path | str] = []
    fsync, replace = os.fsync, Path.replace

    def noted(handle: int) -> None:
        synced.append(Path(f"/proc/self/fd/{handle}").readlink().name)
        fsync(handle)

    def moved(path: Path, to: Path) -> Path:
        synced.append(path.name)
        return replace(path, to)

    if not Path("/proc/self/fd").is_dir():
        pytest.skip("needs /proc")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "fsync", noted)
        patch.setattr(Path, "replace", moved)
        place.move("dyad", "cases", "trash")
    at = synced.index("dyad.json")
    assert {"cases", "trash"} <= set(synced[synced.index("dyad.history.jsonl") : at])
    assert {"cases", "trash"} <= set(synced[at:])
