"""A workspace and settings of its own for every test, and the command line as a process."""

from __future__ import annotations

import gc
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from .ready import Ready

# With the libraries of all tests loaded, looking for garbage so often is a fifth of their time.
# Nothing is frozen: the program would leave frozen what it finds so, every screen that is gone too.
gc.set_threshold(200_000, 50, 100)

# How long an example takes depends on what else the machine does. `.ci/run` takes more of them.
settings.register_profile("quick", deadline=None, max_examples=25)
settings.register_profile("thorough", deadline=None, max_examples=100)
settings.load_profile("quick")

PATIENCE = 900
"""Seconds after which a command doesn't end any more, however busy the machine is."""
Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The test's workspace; nothing of the person who runs the tests is read or written."""
    folder = tmp_path / "workspace"
    monkeypatch.setenv("WORKBENCH_HOME", str(folder))
    monkeypatch.setenv("WORKBENCH_CONFIG", str(tmp_path / "config"))
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    # A command starts sooner where the one before left what Python made of it.
    monkeypatch.delenv("PYTHONDONTWRITEBYTECODE", raising=False)
    return folder


@pytest.fixture(scope="session")
def ready() -> Iterator[Ready]:
    """Where commands are forked from."""
    waiting = Ready()
    yield waiting
    waiting.close()


@pytest.fixture
def start() -> Run:
    """The command `workbench` as a user starts it, without a terminal."""

    def call(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "workbench", *map(str, arguments)],
            capture_output=True,
            encoding="utf-8",
            stdin=subprocess.DEVNULL,
            check=False,
            timeout=PATIENCE,
        )

    return call


@pytest.fixture
def run(request: pytest.FixtureRequest, start: Run) -> Run:
    """The same, sooner: a process too, but Python is up already when it begins."""

    def call(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
        if not hasattr(os, "fork"):
            return start(*arguments)
        command = list(map(str, arguments))
        status, *said = request.getfixturevalue("ready").run(command, PATIENCE)
        return subprocess.CompletedProcess(command, status, *map(_text, said))

    return call


def _text(data: bytes) -> str:
    return data.decode("utf-8").replace("\r\n", "\n").replace("\r", "\n")
