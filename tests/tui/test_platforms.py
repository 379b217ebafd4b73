"""What other systems do otherwise, faked here: the viewer of Windows, files without case."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from workbench.case import CaseInfo, Problem
from workbench.casebook import Workspace
from workbench.store import durable
from workbench.store.outputs import put_out
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
