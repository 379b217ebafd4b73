"""Two people's work on one case, merged by git: by union without a driver, by record with one."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from workbench.case import (
    Case,
    CaseInfo,
    Change,
    Event,
    Evidence,
    OwnStrategy,
    Problem,
    Rating,
    Tag,
)
from workbench.casebook import Casebook, put, remove_event
from workbench.casebook.merging import merge_files
from workbench.store import VERSION, CaseFile

Edit = Callable[[Case], list[Change]]
DRIVER = f"{shlex.quote(sys.executable)} -m workbench merge %O %A %B"


class Repository:
    """A git repository that holds one case."""

    def __init__(self, folder: Path, attributes: str) -> None:
        self.folder = folder
        folder.mkdir()
        self.file = CaseFile(folder / "cases" / "dyad.json")
        self.git("init", "-q", "-b", "ours")
        self.git("config", "merge.workbench.driver", DRIVER)
        (folder / ".gitattributes").write_text(attributes, "utf-8")
        (folder / ".gitignore").write_text("*.jsonl\n*.bak\n.*.lock\n", "utf-8")

    def git(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Git with nobody's own settings."""
        none = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
        command = ["git", "-c", "user.name=x", "-c", "user.email=x@example.org", *arguments]
        return subprocess.run(
            command,
            cwd=self.folder,
            capture_output=True,
            encoding="utf-8",
            check=False,
            env={**os.environ, **none, "PYTHONPATH": str(Path(__file__).parents[2])},
        )

    def commit(self, edit: Edit | None = None) -> None:
        """Make an edit as the workbench does, and commit it."""
        if edit:
            book = Casebook(self.file)
            book.apply("edit", edit(book.case))
        self.git("add", "-A")
        self.git("commit", "-q", "-m", "x")

    def merge(self, ours: Edit, theirs: Edit) -> subprocess.CompletedProcess[str]:
        """What both sides did since the base, merged into ours."""
        self.git("checkout", "-q", "-b", "theirs")
        self.commit(theirs)
        self.git("checkout", "-q", "ours")
        self.commit(ours)
        return self.git("merge", "--no-edit", "theirs")


@pytest.fixture(params=["*.json merge=workbench\n"])
def base(tmp_path: Path, request: pytest.FixtureRequest) -> Repository:
    """A case of two events, committed."""
    made = Repository(tmp_path / "shared", request.param)
    made.file.create(Case("dyad", CaseInfo(title="Dyad", balancer="A", target="B")))
    made.commit(lambda case: put(case, Event(id="ev-1", title="One"), Event(id="ev-2", title="2")))
    return made


def adding(id_: str) -> Edit:
    return lambda case: put(case, Event(id=id_, title=id_))


def editing(id_: str, **fields: object) -> Edit:
    return lambda case: put(case, case.events[id_].model_copy(update=fields))


def deleting(id_: str) -> Edit:
    return lambda case: remove_event(case, case.events[id_])


def witnessed(case: Case) -> list[Change]:
    return put(case, Evidence(id="pc-1", event="ev-1", side="intent", finding="said so"))


def tagged(strategy: str) -> Edit:
    return editing("ev-1", tags=(Tag(strategy=strategy),))


@pytest.mark.parametrize(
    "base", ["*.json merge=union\n", "*.json merge=workbench\n"], indirect=True
)
def test_both_add(base: Repository) -> None:
    """Additions of both stand, with git's own union as with the driver."""
    assert base.merge(adding("ev-4"), adding("ev-3")).returncode == 0
    assert set(base.file.load().events) == {"ev-1", "ev-2", "ev-3", "ev-4"}


@pytest.mark.parametrize("base", ["*.json merge=union\n"], indirect=True)
def test_one_deletes_and_the_other_adds_evidence_elsewhere(base: Repository) -> None:
    """A tombstone is a changed line, so that union keeps the deletion."""
    assert base.merge(deleting("ev-2"), witnessed).returncode == 0
    merged = base.file.load()
    assert set(merged.events) == {"ev-1"}
    assert set(merged.evidence) == {"pc-1"}


def test_both_edit_other_fields_of_one_event(base: Repository) -> None:
    """A merge goes by field."""
    assert base.merge(editing("ev-1", title="Uno"), editing("ev-1", note="n")).returncode == 0
    event = base.file.load().events["ev-1"]
    assert (event.title, event.note) == ("Uno", "n")


def test_both_tag_the_same_event(base: Repository) -> None:
    """Lists to which both added hold what both added."""
    assert base.merge(tagged("territorial-denial"), tagged("entangling-diplomacy")).returncode == 0
    assert len(base.file.load().events["ev-1"].tags) == 2


def test_both_edit_the_same_field(base: Repository) -> None:
    """Ours stays, the place is named, and git says that there is a conflict."""
    merged = base.merge(editing("ev-1", title="Ours"), editing("ev-1", title="Theirs"))
    assert merged.returncode == 1
    assert "events ev-1 title" in merged.stderr
    assert base.file.load().events["ev-1"].title == "Ours"


@pytest.mark.parametrize("order", [1, -1])
def test_one_deletes_what_the_other_edits(base: Repository, order: int) -> None:
    """The edited event is kept, whoever's it is."""
    merged = base.merge(*[deleting("ev-1"), editing("ev-1", title="Edited")][::order])
    assert merged.returncode == 1
    assert base.file.load().events["ev-1"].title == "Edited"


def test_one_deletes_the_event_that_the_others_evidence_is_about(base: Repository) -> None:
    """No evidence is left without its event."""
    merged = base.merge(deleting("ev-1"), witnessed)
    assert merged.returncode == 1
    assert "pc-1" in merged.stderr
    assert base.file.load().evidence["pc-1"].event == "ev-1"


OWN = {
    "kind": "added", "name_en": "Naval shadowing", "meaning": "m", "strategy_class": "weakening",
    "route": "refusal", "citation": "c",
}  # fmt: skip


@pytest.mark.parametrize("order", [1, -1])
def test_both_add_periods_that_overlap(base: Repository, order: int) -> None:
    """Theirs is left out and named, not all that they did."""
    early, late = (
        Rating(id=f"ra-{n}", of="threat", begins=begins, ends="2005")
        for n, begins in enumerate(("2001", "2003"))
    )
    ours, theirs = [early, late][::order]
    merged = base.merge(
        lambda case: put(case, ours), lambda case: put(case, theirs, Event(id="ev-3", title="3"))
    )
    assert merged.returncode == 1
    now = base.file.load()
    assert set(now.ratings) == {ours.id} and "ev-3" in now.events


def owning(id_: str, **fields: str) -> Edit:
    return lambda case: put(case, OwnStrategy.model_validate({**OWN, "id": id_, **fields}))


def owning_and_tagging(id_: str, event: str) -> Edit:
    def edit(case: Case) -> list[Change]:
        fresh = Event(id=event, title=event, tags=(Tag(strategy=id_, rationale="why"),))
        return [*owning(id_)(case), *put(case, fresh)]

    return edit


@pytest.mark.parametrize("order", [1, -1])
def test_one_deletes_the_own_strategy_that_the_other_tags_with(
    base: Repository, order: int
) -> None:
    """It is kept, the place is named, and the case opens."""
    base.commit(owning("st-1"))

    def without(case: Case) -> list[Change]:
        return [Change(case.own["st-1"], None)]

    merged = base.merge(*[without, tagged("st-1")][::order])
    assert merged.returncode == 1
    assert "codebook st-1" in merged.stderr and "events ev-1" in merged.stderr
    case = base.file.load()
    assert "st-1" in case.own and case.events["ev-1"].tags[0].strategy == "st-1"


@pytest.mark.parametrize("theirs", ["st-2", "st-0"])
def test_both_add_an_own_strategy_of_one_name(base: Repository, theirs: str) -> None:
    """Ours stands in the tags of both; no event of either is lost."""
    merged = base.merge(owning_and_tagging("st-1", "ev-3"), owning_and_tagging(theirs, "ev-4"))
    assert merged.returncode == 1
    assert f"codebook {theirs}" in merged.stderr and "st-1" in merged.stderr
    case = base.file.load()
    assert set(case.own) == {"st-1"}
    assert [case.events[e].tags[0].strategy for e in ("ev-3", "ev-4")] == ["st-1", "st-1"]
    assert case.events["ev-4"].tags[0].rationale == "why"


def test_one_renames_an_own_strategy_to_what_the_other_adds(base: Repository) -> None:
    """Whatever else doesn't open together: theirs is left out, record by record, and named."""
    base.commit(owning("st-1", name_en="Old"))
    merged = base.merge(owning("st-2", name_en="Same"), owning("st-1", name_en="Same"))
    assert merged.returncode == 1
    assert "codebook st-1" in merged.stderr
    assert {s.name_en for s in base.file.load().own.values()} == {"Old", "Same"}


def test_one_deletes_the_claim_that_the_other_denies(base: Repository) -> None:
    """It is kept with its event."""
    effect = {"side": "effect", "kind": "raises-cost"}
    claim = Evidence.model_validate({"id": "pc-1", "event": "ev-1", "status": "capable", **effect})
    denial = Evidence.model_validate(
        {"id": "pc-2", "event": "ev-1", "status": "absent", "denies": ("pc-1",), **effect}
    )
    base.commit(lambda case: put(case, claim))
    merged = base.merge(lambda _: [Change(claim, None)], lambda case: put(case, denial))
    assert merged.returncode == 1
    assert "evidence pc-1" in merged.stderr and "pc-2" in merged.stderr
    assert set(base.file.load().evidence) == {"pc-1", "pc-2"}


def test_one_codes_as_none_and_the_other_tags(base: Repository) -> None:
    """None stands alone: ours is kept."""
    merged = base.merge(editing("ev-1", coded_none=True), tagged("territorial-denial"))
    assert merged.returncode == 1
    assert "events ev-1 tags" in merged.stderr
    event = base.file.load().events["ev-1"]
    assert event.coded_none and not event.tags


def test_both_give_one_key_to_new_events(base: Repository) -> None:
    """Both events are kept, and the place is named."""

    def keyed(id_: str) -> Edit:
        return lambda case: put(case, Event(id=id_, key="e3", title=id_))

    merged = base.merge(keyed("ev-3"), keyed("ev-4"))
    assert merged.returncode == 1
    assert "e3" in merged.stderr and "ev-4" in merged.stderr
    assert {"ev-3", "ev-4"} <= set(base.file.load().events)


def test_a_record_that_is_taken_out_by_hand_is_deleted(base: Repository) -> None:
    """Without a tombstone, too."""
    base.git("checkout", "-q", "-b", "theirs")
    text = base.file.path.read_text("utf-8").splitlines(keepends=True)
    kept = "".join(line for line in text if not line.startswith(',"ev-2"'))
    base.file.path.write_text(kept, "utf-8")
    base.commit()
    base.git("checkout", "-q", "ours")
    base.commit(adding("ev-3"))
    assert base.git("merge", "--no-edit", "theirs").returncode == 0
    assert set(base.file.load().events) == {"ev-1", "ev-3"}


@pytest.mark.parametrize("side", [0, 1, 2])
@pytest.mark.parametrize("record", ["3", '{"title": 3}', '{"title": "x", "tags": 7}'])
def test_a_record_of_another_kind_is_a_sentence(base: Repository, side: int, record: str) -> None:
    """With its place, on whichever side; ours is left alone. What began it may be damaged."""
    whole = base.file.path.read_text("utf-8")
    sides = [base.folder / f"{name}.json" for name in ("base", "ours", "theirs")]
    for number, path in enumerate(sides):
        text = whole.replace('"title": "One"', f'"title": "{path.stem}"')
        damaged = "\n".join(
            f',"ev-1": {record}' if line.startswith(',"ev-1"') else line
            for line in text.split("\n")
        )
        path.write_text(damaged if number == side else text, "utf-8")
    before = sides[1].read_bytes()
    said = merging(*sides)
    assert "Traceback" not in said.stderr
    assert "events ev-1" in said.stderr
    assert said.returncode == (2 if side else 1)
    assert sides[1].read_bytes() == before


def test_a_merge_whose_last_sync_failed_says_what_was_written(
    base: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The new file stands, and the sentence says so; one that wasn't written says that."""
    sides = [base.folder / f"{name}.json" for name in ("base", "ours", "theirs")]
    whole = base.file.path.read_text("utf-8")
    for path, title in zip(sides, ("One", "One", "Uno"), strict=True):
        path.write_text(whole.replace('"title": "One"', f'"title": "{title}"'), "utf-8")
    merged, sync = merge_files(*sides), os.fsync
    before = sides[1].read_bytes()
    calls: list[int] = []

    def failing(at: int) -> Callable[[int], None]:
        def fsync(handle: int) -> None:
            calls.append(handle)
            if len(calls) == at:
                raise OSError(5, "Input/output error")
            sync(handle)

        return fsync

    monkeypatch.setattr(os, "fsync", failing(1))
    with pytest.raises(Problem, match=r"can't be written: Input/output"):
        merged.write()
    assert sides[1].read_bytes() == before
    calls.clear()
    monkeypatch.setattr(os, "fsync", failing(2))
    with pytest.raises(Problem, match=r"was written .* didn't confirm .* Input/output"):
        merged.write()
    assert '"Uno"' in sides[1].read_text("utf-8")


def test_the_later_format_stands(base: Repository) -> None:
    """Where one side's program was older: what the newer wrote isn't called older."""
    now = base.file.path.read_text("utf-8")
    before = now.replace(f'"version": {VERSION}', f'"version": {VERSION - 1}')
    sides = [base.folder / f"{name}.json" for name in ("base", "ours", "theirs")]
    for path, text in zip(sides, (before, before, now), strict=True):
        path.write_text(text, "utf-8")
    assert merging(*sides).returncode == 0
    assert sides[1].read_text("utf-8") == now


def merging(*sides: Path) -> subprocess.CompletedProcess[str]:
    """The driver as a process."""
    return subprocess.run(
        [sys.executable, "-m", "workbench", "merge", *sides],
        capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip


def test_what_is_no_case_file_is_refused(base: Repository) -> None:
    """A sentence and status 2; ours is left alone."""
    other = base.folder / "other.json"
    other.write_text("{}", "utf-8")
    before = base.file.path.read_bytes()
    said = merging(other, base.file.path, other)
    assert said.returncode == 2
    assert "Traceback" not in said.stderr
    assert base.file.path.read_bytes() == before


def test_both_changed_what_a_third_coded(base: Repository) -> None:
    """Different fields: both are named, and nothing clashes."""

    def edit(who: str, **fields: str) -> Edit:
        return lambda case: put(
            case, case.events["ev-1"].model_copy(update={"changed_by": who, **fields})
        )

    done = base.merge(edit("MK", title="Uno"), edit("TR", note="n"))
    assert not done.returncode, done.stdout + done.stderr
    event = Casebook(base.file).case.events["ev-1"]
    assert (event.title, event.note, event.changed_by) == ("Uno", "n", "MK; TR")
