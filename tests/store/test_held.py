"""A file that another program holds, as Windows says it."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from workbench.case import CaseInfo, Event, Problem
from workbench.casebook import Casebook, Workspace, put
from workbench.store import CaseFile


class Held:
    """The next attempts to replace a file fail as on Windows; nobody really waits."""

    def __init__(self, patch: pytest.MonkeyPatch, times: int, winerror: int) -> None:
        self.left, self.paused, self._replace = times, 0.0, Path.replace
        self._code = winerror
        patch.setattr(Path, "replace", lambda path, to: self._put(path, to))
        patch.setattr(time, "sleep", self._pause)

    def _put(self, path: Path, to: Path) -> Path:
        if not self.left:
            return self._replace(path, to)
        self.left -= 1
        error = PermissionError(13, "The process cannot access the file", str(path))
        error.winerror = self._code  # type: ignore[attr-defined]
        raise error

    def _pause(self, seconds: float) -> None:
        self.paused += seconds


@pytest.mark.parametrize("winerror", [5, 32])
def test_an_edit_waits_until_a_scanner_lets_go(
    home: Path, monkeypatch: pytest.MonkeyPatch, winerror: int
) -> None:
    """Nothing is lost, and nobody hears of it."""
    book = Workspace(home).create("dyad", CaseInfo(title="T", balancer="A", target="B"))
    held = Held(monkeypatch, 3, winerror)
    book.apply("e", put(book.case, Event(id="ev-1", title="One")))
    assert not held.left and 0 < held.paused < 1
    assert set(CaseFile(book.file.path).load().events) == {"ev-1"}


def test_what_is_never_let_go_is_said(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """After two seconds, and the old file stands."""
    book = Workspace(home).create("dyad", CaseInfo(title="T", balancer="A", target="B"))
    held = Held(monkeypatch, 1_000, 32)
    with pytest.raises(Problem, match="cannot access"):
        book.apply("e", put(book.case, Event(id="ev-1", title="One")))
    assert 1 < held.paused <= 2.5
    held.left = 0
    assert not CaseFile(book.file.path).load().events
    assert not list(book.file.path.parent.glob("*.tmp"))


def test_a_folder_without_the_right_is_no_scanner(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is said at once."""
    book = Workspace(home).create("dyad", CaseInfo(title="T", balancer="A", target="B"))
    held = Held(monkeypatch, 1_000, 0)
    with pytest.raises(Problem, match="cannot access"):
        Casebook(book.file).apply("e", put(book.case, Event(id="ev-1", title="One")))
    assert not held.paused
