"""Two people's histories of one case, merged by git: no revision is lost, and work goes on."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.conftest import Run
from workbench.case import Case, CaseInfo, Event, Problem
from workbench.casebook import Casebook, put
from workbench.store import CaseFile

from .test_merge import Repository, adding, editing

UNION, DRIVER = (
    f"cases/*.json merge={how}\ncases/*.history.jsonl merge={how}\n"
    for how in ("union", "workbench")
)


@pytest.fixture(params=[UNION, DRIVER], ids=["union", "driver"])
def shared(tmp_path: Path, request: pytest.FixtureRequest) -> Repository:
    """A case of two events, committed with its history."""
    made = Repository(tmp_path / "shared", request.param)
    (made.folder / ".gitignore").write_text("*.bak\n.*.lock\n", "utf-8")
    made.file.create(Case("dyad", CaseInfo(title="Dyad", balancer="A", target="B")))
    made.commit(lambda case: put(case, Event(id="ev-1", title="One"), Event(id="ev-2", title="2")))
    return made


def history(shared: Repository) -> Path:
    return shared.file.path.with_name("dyad.history.jsonl")


def lines(data: str) -> set[str]:
    return set(data.splitlines())


def on(shared: Repository, branch: str) -> str:
    return shared.git("show", f"{branch}:cases/dyad.history.jsonl").stdout


def opened(shared: Repository) -> Casebook:
    """The case as its next reader finds it, what was merged put down."""
    book = Casebook(CaseFile(shared.file.path))
    book.settle()
    return book


def test_every_revision_of_both_is_there(shared: Repository, run: Run) -> None:
    """Each as its author wrote it, in one chain that `check` accepts before and after opening."""
    assert shared.merge(adding("ev-4"), adding("ev-3")).returncode == 0
    merged = lines(history(shared).read_text("utf-8"))
    assert merged == lines(on(shared, "ours~1")) | lines(on(shared, "theirs"))
    assert len(merged) == 4
    assert run("check", shared.file.path).returncode == 0
    book = opened(shared)
    revisions = book.history()
    assert [r.number for r in revisions] == [1, 2, 3, 4, 5]
    assert revisions[-1].kind == "merged"
    assert {r.digest for r in revisions if r.number < 5} >= {revisions[-1].prev}
    said = run("check", shared.file.path)
    assert said.returncode == 0, said.stdout
    assert book.file.past().state()["events"].keys() == book.case.events.keys()


def test_work_goes_on_behind_a_merge(shared: Repository) -> None:
    """Undo goes back to the merge and no further; what was before it can be restored."""
    shared.merge(adding("ev-4"), adding("ev-3"))
    book = opened(shared)
    assert book.undo() is None
    book.apply("edit", put(book.case, Event(id="ev-1", title="Two")))
    book.apply("edit", put(book.case, Event(id="ev-1", title="Three")))
    assert book.undo() == "edit"
    again = opened(shared)
    assert again.case.events["ev-1"].title == "Two"
    assert again.redo() == "edit" and again.undo() == "edit" and again.undo() == "edit"
    assert again.undo() is None
    assert again.case.events["ev-1"].title == "One"
    again.restore("ev-1", 2)
    assert not again.file.past().faults


def test_fields_of_both_are_put_down(tmp_path: Path, run: Run) -> None:
    """What the driver merged by field is in the history once the case was opened."""
    made = Repository(tmp_path / "shared", DRIVER)
    (made.folder / ".gitignore").write_text("*.bak\n.*.lock\n", "utf-8")
    made.file.create(Case("dyad", CaseInfo(title="Dyad", balancer="A", target="B")))
    made.commit(lambda case: put(case, Event(id="ev-1", title="One")))
    assert made.merge(editing("ev-1", title="Uno"), editing("ev-1", note="n")).returncode == 0
    assert run("check", made.file.path).returncode == 0
    book = opened(made)
    assert (book.case.events["ev-1"].title, book.case.events["ev-1"].note) == ("Uno", "n")
    assert book.at(book.history()[-1].number).events == book.case.events
    assert run("check", made.file.path).returncode == 0


def test_an_undo_of_before_the_merge_still_names_its_edit(shared: Repository) -> None:
    """Numbers move when histories are merged; what an undo took back stays what it was."""
    shared.git("checkout", "-q", "-b", "theirs")
    shared.commit(editing("ev-2", title="theirs"))
    book = Casebook(shared.file)
    book.undo(), book.redo(), book.undo()
    shared.commit()
    shared.git("checkout", "-q", "ours")
    shared.commit(editing("ev-1", title="ours"))
    shared.git("merge", "--no-edit", "theirs")
    taken = [(r.kind, r.number, r.of) for r in opened(shared).history()]
    assert taken[-5:] == [
        ("edit", 4, None), ("undo", 5, 4), ("redo", 6, 4), ("undo", 7, 4), ("merged", 8, None),
    ]  # fmt: skip


@pytest.mark.long
@pytest.mark.parametrize("shared", [DRIVER], indirect=True)
def test_both_merge_each_other_again_and_again(shared: Repository, run: Run) -> None:
    """Criss-cross: no line stands there twice, none is missing, none is a fault."""

    def edit(branch: str, id_: str) -> None:
        shared.git("checkout", "-q", branch)
        opened(shared)
        shared.commit(adding(id_))

    shared.git("branch", "theirs")
    for turn in range(2):
        edit("ours", f"ev-o{turn}")
        edit("theirs", f"ev-t{turn}")
        shared.git("branch", "-f", "before", "ours")
        shared.git("checkout", "-q", "ours")
        assert shared.git("merge", "--no-edit", "theirs").returncode == 0
        opened(shared)
        shared.commit()
        shared.git("checkout", "-q", "theirs")
        assert shared.git("merge", "--no-edit", "before").returncode == 0
        opened(shared)
        shared.commit()
    every = lines(on(shared, "ours")) | lines(on(shared, "theirs"))
    assert shared.git("merge", "--no-edit", "ours").returncode == 0
    book = opened(shared)
    past = book.file.past()
    assert not past.faults and not past.merging
    assert len(past.revisions) == len(every) + 1
    assert len(past.tips) == 1
    assert set(book.case.events) >= {f"ev-{who}{turn}" for who in "ot" for turn in range(2)}
    assert run("check", shared.file.path).returncode == 0


def test_a_branch_that_was_changed_after_a_merge_is_found(shared: Repository) -> None:
    """The merge is chained to both: neither side's last line can be changed behind it."""
    shared.merge(adding("ev-4"), adding("ev-3"))
    opened(shared)
    text = history(shared).read_text("utf-8")
    for title in ("ev-3", "ev-4"):
        history(shared).write_text(text.replace(f'"title": "{title}"', '"title": "x"'), "utf-8")
        assert CaseFile(shared.file.path).past().faults, title
        with pytest.raises(Problem, match="damaged in line"):
            Casebook(CaseFile(shared.file.path)).undo()


@pytest.mark.parametrize(
    "damage", [["oops"], ['{"revision": 1e999}'], ['{"revision": 3, "prev": []}']]
)
def test_a_damaged_line_is_kept_and_named(tmp_path: Path, run: Run, damage: Sequence[str]) -> None:
    """Status 1 and a sentence with the line; no line of either is lost."""
    CaseFile(tmp_path / "dyad.json").create(
        Case("dyad", CaseInfo(title="Dyad", balancer="A", target="B"))
    )
    base = (tmp_path / "dyad.history.jsonl").read_text("utf-8")
    sides = [tmp_path / name for name in ("base", "ours", "theirs")]
    for side, more in zip(sides, ([], ["torn"], damage), strict=True):
        side.write_text(base + "".join(f"{line}\n" for line in more), "utf-8")
    said = run("merge", *sides)
    assert said.returncode == 1
    assert "line 2" in said.stderr and "line 3" in said.stderr
    assert "Traceback" not in said.stderr
    assert sides[1].read_text("utf-8") == base + "torn\n" + damage[0] + "\n"


def test_two_histories_that_began_apart(shared: Repository, run: Run) -> None:
    """A case that was shared without its history, until both shared theirs."""
    shared.git("rm", "-q", "--cached", "cases/dyad.history.jsonl")
    history(shared).unlink()
    shared.commit()
    history(shared).unlink(missing_ok=True)
    shared.git("rm", "-q", "--cached", "cases/dyad.history.jsonl")
    shared.git("commit", "-q", "-m", "none")
    assert shared.merge(adding("ev-4"), adding("ev-3")).returncode == 0
    book = opened(shared)
    assert [r.kind for r in book.history()] == ["begun", "edit", "begun", "edit", "merged"]
    assert set(book.case.events) == {"ev-1", "ev-2", "ev-3", "ev-4"}
    assert run("check", shared.file.path).returncode == 0
    assert json.loads(history(shared).read_text("utf-8").splitlines()[-1])["also"]
