"""What a shell offers while a command is typed."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.conftest import Run

SLUG = "france-us-iraq-2003"


def offered(run: Run, monkeypatch: pytest.MonkeyPatch, typed: str) -> list[str]:
    """What bash is given after `typed`."""
    monkeypatch.setenv("_WORKBENCH_COMPLETE", "bash_complete")
    monkeypatch.setenv("COMP_WORDS", typed)
    monkeypatch.setenv("COMP_CWORD", str(len(typed.split(" ")) - 1))
    done = run()
    monkeypatch.delenv("_WORKBENCH_COMPLETE")
    assert not done.stderr
    return done.stdout.split()


def test_names_of_cases(run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Cases of the workspace in use, worked cases, and files where a file may stand."""
    assert offered(run, monkeypatch, "workbench judge ") == []
    assert f"plain,{SLUG}" in offered(run, monkeypatch, "workbench examples fr")
    run("examples", SLUG)
    for command in ("judge", "open", "inbox list", "history", "export"):
        assert offered(run, monkeypatch, f"workbench {command} fr") == [f"plain,{SLUG}"]
    assert offered(run, monkeypatch, "workbench judge x") == []
    assert offered(run, monkeypatch, "workbench check fr") == [f"plain,{SLUG}", "file,fr"]
    elsewhere = f"workbench --workspace {tmp_path / 'none'} judge "
    assert offered(run, monkeypatch, elsewhere) == []
    assert "plain,doctor" in offered(run, monkeypatch, "workbench d")


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_script_says_how_it_is_installed(run: Run, shell: str) -> None:
    """It is the shell's own script, with a comment at its end."""
    done = run("completion", shell)
    assert done.returncode == 0
    assert f"_WORKBENCH_COMPLETE={shell}_complete" in done.stdout
    assert f"workbench completion {shell}" in done.stdout.splitlines()[-1]
    if shutil.which(shell):
        subprocess.run([shell, "-n"], input=done.stdout, text=True, check=True)


def test_a_shell_it_doesnt_know(run: Run) -> None:
    """One sentence, status 2."""
    done = run("completion", "csh")
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1
