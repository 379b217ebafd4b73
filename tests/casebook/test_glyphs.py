"""When letters stand for verdicts: as asked for, else where the terminal lacks the marks."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.conftest import Run
from workbench.casebook import Settings, lettered, read_settings, save_settings


@pytest.mark.parametrize(
    ("asked", "environment", "expected"),
    [
        ("", {"TERM": "xterm-256color"}, (False, "able")),
        ("", {"TERM": "linux"}, (True, "console")),
        ("", {"TERM": "xterm", "VTE_CJK_WIDTH": "wide"}, (True, "wide")),
        ("", {"TERM": "xterm", "RUNEWIDTH_EASTASIAN": "1"}, (True, "wide")),
        ("marks", {"TERM": "linux"}, (False, "asked")),
        ("letters", {"TERM": "xterm-256color"}, (True, "asked")),
    ],
)
def test_letters_stand_where_marks_cannot(
    asked: str,
    environment: dict[str, str],
    expected: tuple[bool, str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The settings come first; an encoding without marks before the kind of terminal."""
    for name in ("VTE_CJK_WIDTH", "RUNEWIDTH_EASTASIAN"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr("locale.getencoding", lambda: "UTF-8")
    assert lettered(asked) == expected
    monkeypatch.setattr("locale.getencoding", lambda: "ISO-8859-1")
    assert lettered(asked)[0] is (expected[0] if asked else True)


def test_doctor_tells_which(run: Run, home: Path) -> None:
    """And a setting that means nothing is said and left."""
    save_settings(Settings(coder="CKM", verdicts="letters"))
    rows = json.loads(run("doctor", "--json").stdout)["checks"]
    assert "letters" in next(row["said"] for row in rows if row["check"] == "verdicts")
    save_settings(Settings(coder="CKM", verdicts="pictures"))
    settings, doubts = read_settings()
    assert settings.verdicts == "" and len(doubts) == 1
