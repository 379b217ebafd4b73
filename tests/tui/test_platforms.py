"""What other systems do otherwise, faked here: the viewer of Windows, files without case."""

from __future__ import annotations

import errno
import os
import sys
from pathlib import Path

import pytest

from workbench.case import CaseInfo, Problem
from workbench.casebook import Workspace
from workbench.casebook.rounds.roundfiles import RoundFiles
from workbench.cli import context, doctorchecks
from workbench.locale import words
from workbench.store import durable
from workbench.store.outputs import put_out
from workbench.tui.forms import editor as editors
from workbench.tui.kit.outside import opened


@pytest.mark.parametrize("works", [True, False])
def test_the_viewer_of_windows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, works: bool
) -> None:
    """Where no program is named for a PDF it says that it didn't open, and nothing ends."""
    asked: list[Path] = []

    def startfile(path: Path) -> None:
        asked.append(path)
        if not works:
            raise OSError(1155, "no application is associated")

    monkeypatch.setattr(os, "startfile", startfile, raising=False)
    monkeypatch.setattr(sys, "platform", "win32")
    assert opened(tmp_path / "memo.pdf") is works and asked == [tmp_path / "memo.pdf"]


def test_an_export_among_cases_whatever_their_case(home: Path) -> None:
    """On macOS and Windows Cases/ is cases/."""
    Workspace(home).create("c", CaseInfo(title="T", balancer="A", target="B"))
    for history in home.glob("cases/*.history.jsonl"):
        history.unlink()
    (home / "cases").rename(home / "CASES")
    with pytest.raises(Problem, match="lies among cases"):
        put_out(home / "CASES" / "memo.md", b"x")


def test_a_folder_is_synced_where_the_system_has_a_way(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Windows opens no folder: a file is replaced there without."""
    path = tmp_path / "c.json"
    path.write_bytes(b"old")

    def no_folder(*_: object) -> int:
        raise PermissionError

    monkeypatch.setattr(durable.os, "name", "nt")
    monkeypatch.setattr(durable.os, "open", no_folder)
    with durable.synced_folder(tmp_path):
        path.write_bytes(b"new")
    assert path.read_bytes() == b"new"


def test_the_history_is_written_byte_for_byte(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Windows would put a byte before each line break, unless it is told not to."""
    asked: list[int] = []
    open_ = os.open

    def told(path: Path, flags: int, mode: int = 0o777, **more: int) -> int:
        asked.extend([flags] if str(path).endswith(".history.jsonl") else [])
        return open_(path, flags & ~binary, mode, **more)

    binary = 1 << 30
    monkeypatch.setattr(os, "O_BINARY", binary, raising=False)
    monkeypatch.setattr(os, "open", told)
    Workspace(home).create("c", CaseInfo(title="T", balancer="A", target="B"), "CKM")
    assert asked and all(flags & binary for flags in asked)


def test_the_documents_folder_is_the_platforms(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Wherever it lies: on Windows it may have been moved, on Linux it has a name of its own."""
    monkeypatch.delenv("WORKBENCH_HOME")
    monkeypatch.chdir(tmp_path)
    moved = tmp_path / "OneDrive" / "文件"
    monkeypatch.setattr("platformdirs.user_documents_path", lambda: moved)
    assert Workspace.find(None).folder == moved / "Soft Balancing Workbench"


def test_an_edit_is_in_the_drive_on_macos(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where that has a way; else as elsewhere."""
    fcntl = pytest.importorskip("fcntl")
    asked: list[int] = []
    monkeypatch.setattr(sys, "platform", "darwin")
    monkeypatch.setattr(fcntl, "F_FULLFSYNC", 51, raising=False)
    monkeypatch.setattr(fcntl, "fcntl", lambda _, wish: asked.append(wish))
    durable.replace_file(tmp_path / "c.json", b"x")
    assert asked == [51, 51]

    def no_way(*_: object) -> None:
        raise OSError

    synced: list[int] = []
    monkeypatch.setattr(fcntl, "fcntl", no_way)
    monkeypatch.setattr(os, "fsync", synced.append)
    durable.to_disk(7)
    assert synced == [7]


def test_an_editor_of_windows(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its folders are parted by what escapes a character elsewhere."""
    monkeypatch.setattr(editors.os, "name", "nt")
    named = {"EDITOR": '"C:\\Program Files\\Edit\\edit.exe" -w C:\\x'}
    assert editors.editor(named)[1] == ["C:\\Program Files\\Edit\\edit.exe", "-w", "C:\\x"]


def test_a_reader_that_went_away_on_windows(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is told by another number there, and is no refusal."""

    def gone(_: str) -> None:
        raise OSError(errno.EINVAL, "Invalid argument")

    monkeypatch.setattr(context.click, "echo", gone)
    with pytest.raises(Problem, match="standard output"):
        context.out("x")
    monkeypatch.setattr(context.os, "name", "nt")
    with pytest.raises(BrokenPipeError):
        context.out("x")


def test_a_drive_that_is_not_there(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No folder above the workspace is: the doctor says so, and so does what would be written."""
    place = Workspace(home)
    monkeypatch.setattr(Path, "is_dir", lambda _: False)
    monkeypatch.setattr(os.path, "lexists", lambda _: False)
    [check] = doctorchecks._workspace(place, words("en"))
    assert not check.ok and str(home) in check.said
    place.file("c").check_free()


def test_a_move_to_another_drive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No path leads there from here; the place is written down whole."""
    Workspace(tmp_path).create("c", CaseInfo(title="T", balancer="A", target="B"))

    def none(*_: object) -> str:
        raise ValueError("path is on mount 'D:', start on mount 'C:'")

    monkeypatch.setattr(os.path, "relpath", none)
    Workspace(tmp_path).rename("c", "d")
    assert Workspace(tmp_path).open("d").case.info.title == "T"


@pytest.mark.parametrize("name", ["con", "NUL", "Com1"])
def test_no_round_is_called_like_a_device(tmp_path: Path, name: str) -> None:
    """On Windows its file would be one."""
    with pytest.raises(Problem, match="device"):
        RoundFiles(tmp_path / "c.json").check_free(name)
