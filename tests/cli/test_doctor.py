"""`workbench doctor`: what it finds, in both languages, without asking the terminal anything."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from filelock import FileLock

from tests.conftest import Run
from workbench.casebook.settings import read_settings
from workbench.locale import words

SLUG = "france-us-iraq-2003"


def found(run: Run, status: int) -> dict[str, dict[str, object]]:
    """The checks by their id."""
    done = run("doctor", "--json")
    assert done.returncode == status, done
    said = json.loads(done.stdout)
    assert said["ok"] is (status == 0)
    assert all(row["ok"] is (not row["do"]) for row in said["checks"])
    return {row["check"]: row for row in said["checks"]}


def test_all_is_well(run: Run, home: Path) -> None:
    """A new workspace and one with a case; nothing is made or left there."""
    checks = found(run, 0)
    assert {"fonts", "workspace", "room", "cases", "settings", "language", "program"} <= set(checks)
    assert not home.exists()
    run("examples", SLUG)
    before = sorted(home.rglob("*"))
    assert str(found(run, 0)["cases"]["said"]).startswith("1 case")
    assert [p for p in sorted(home.rglob("*")) if p.suffix != ".lock"] == [
        p for p in before if p.suffix != ".lock"
    ]


def test_what_needs_attention(run: Run, home: Path, tmp_path: Path) -> None:
    """A damaged case, a case held by another program, settings that can't be read."""
    run("examples", SLUG)
    (home / "cases" / "damaged.json").write_text("{", "utf-8")
    (tmp_path / "config").mkdir(exist_ok=True)
    (tmp_path / "config" / "settings.toml").write_text("language = [", "utf-8")
    with FileLock(home / "cases" / f".{SLUG}.json.lock"):
        checks = found(run, 1)
    assert {name for name, check in checks.items() if not check["ok"]} == {
        "cases",
        "locks",
        "settings",
    }
    assert checks["cases"]["do"] == "run: workbench check damaged"
    assert SLUG in str(checks["locks"]["said"])


@pytest.mark.parametrize(
    ("written", "english", "chinese"),
    [
        ('coder = "a"\nlanguage = [', "the text ends in the middle", "文字中途就結束了"),
        ('coder = "a"\ntheme = ?', "line 2, column 9: this is no TOML", "第 2 行第 9 欄"),
        ('coder = "a"\ncoder = "b"', "a name is given twice", "有一個名稱寫了兩次"),
        ('[keys]\n"log.new" = "a"\n[keys]', "a name is given twice", "有一個名稱寫了兩次"),
        (f"coder = {'9' * 10_000}", "a number has too many digits", "有一個數字位數過多"),
        ("a = " + "[" * 5_000, "it is nested too deeply", "巢狀過深"),
        (
            "".join(f"x{n}" + ".a" * 900 + "=1\n" for n in range(100)),
            "it is nested too deeply",
            "巢狀過深",
        ),
        ('a = "' + "x" * 200_000, "it has more than 200,000 bytes", "超過 200,000 位元組"),
    ],
)
def test_settings_that_cannot_be_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, written: str, english: str, chinese: str
) -> None:
    """What is wrong with them is said in words of the program's, in both languages."""
    (tmp_path / "settings.toml").write_text(written, "utf-8")
    monkeypatch.setenv("WORKBENCH_CONFIG", str(tmp_path))
    _, [doubt] = read_settings()
    for said, lang in ((english, "en"), (chinese, "zh-Hant")):
        assert doubt.said(words(lang)).partition("settings.toml")[2].count(said) == 1


@pytest.mark.parametrize("keys", ['"a"', "1", '["a"]', "true"])
def test_keys_that_are_no_table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, keys: str) -> None:
    """They are left as they come, and the sentence names them."""
    (tmp_path / "settings.toml").write_text(f"keys = {keys}", "utf-8")
    monkeypatch.setenv("WORKBENCH_CONFIG", str(tmp_path))
    settings, [doubt] = read_settings()
    assert settings.keys == {} and "“keys”" in str(doubt)


@pytest.mark.parametrize("coder", ["A\nB", "A\n", "A\u2028B", "A\rB"])
def test_a_coder_of_several_lines(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, coder: str
) -> None:
    """No name that stands in every line of the history is one; the setting is named."""
    (tmp_path / "settings.toml").write_text(f"coder = {json.dumps(coder)}", "utf-8")
    monkeypatch.setenv("WORKBENCH_CONFIG", str(tmp_path))
    settings, [doubt] = read_settings()
    assert settings.coder == "" and "“coder”" in str(doubt)


def test_a_font_that_cannot_be_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """Which one is said in either language, in no library's words."""
    from workbench.cli import doctorchecks
    from workbench.memo.pdf.typesetting import fonts

    monkeypatch.setattr(fonts, "FILES", {"Nowhere": "NotThere"})
    for lang, said in (("en", "Nowhere can't be read"), ("zh-Hant", "無法讀取 Nowhere")):
        check = doctorchecks._fonts(words(lang))
        assert check.said == said and not check.ok


def test_a_workspace_that_cannot_be(run: Run, home: Path) -> None:
    """A file stands where the folder should."""
    home.write_text("a file", "utf-8")
    assert not found(run, 1)["workspace"]["ok"]


def test_a_workspace_that_leads_to_itself(run: Run, home: Path) -> None:
    """Nothing can be made in a link's place: not one that leads in a circle, nor one to nothing."""
    for target in (home.name, "nowhere"):
        home.unlink(missing_ok=True)
        home.symlink_to(target)
        assert not found(run, 1)["workspace"]["ok"]
        listed = run("list")
        assert listed.returncode == 2 and str(home) in listed.stderr


def test_old_libraries_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is older than the lower bound, beyond the upper one, or missing, is told with it."""
    from workbench.cli import doctorchecks
    from workbench.locale import words

    wanted = ["click>=99.1", "nowhere-at-all>=1", "tinydb>=4.8.2", 'pytest>=1; extra == "test"']
    wanted += ["textual<2,>=1", "rich<999,>=1"]
    monkeypatch.setattr(doctorchecks.importlib.metadata, "requires", lambda _: wanted)
    libraries = [c for c in doctorchecks._versions(words("en")) if c.id == "libraries"]
    assert libraries[0].todo.endswith("click 99.1, nowhere-at-all 1, textual < 2")


@pytest.mark.skipif(sys.platform == "win32", reason="a pseudo-terminal is POSIX")
@pytest.mark.parametrize(("kind", "status"), [("xterm-256color", 0), ("vt100", 1)])
def test_in_a_terminal_in_chinese(home: Path, kind: str, status: int) -> None:
    """Size and colours are told from the environment; no control sequence is written."""
    import fcntl
    import pty
    import struct
    import termios

    master, slave = pty.openpty()
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 30, 100, 0, 0))
    drop = {"COLORTERM", "NO_COLOR", "TMUX"}
    environment = {k: v for k, v in os.environ.items() if k not in drop}
    environment |= {"TERM": kind, "LANG": "zh_TW.UTF-8"}
    del environment["LC_ALL"]
    done = subprocess.run(
        [sys.executable, "-X", "utf8", "-m", "workbench", "doctor"],
        stdin=slave,
        capture_output=True,
        encoding="utf-8",
        env=environment | {"LC_CTYPE": "C.UTF-8"},
        check=False,
    )
    os.close(slave)
    os.close(master)
    assert done.returncode == status, done
    assert "100 欄、30 列" in done.stdout
    assert ("注意" in done.stdout) is (status == 1)
    assert "\x1b" not in done.stdout


def test_it_loads_no_screen() -> None:
    """Versions come from the metadata."""
    code = (
        "import sys; from workbench.cli import main; sys.argv = ['workbench', 'doctor']\n"
        "try:\n    main()\nexcept SystemExit:\n    pass\n"
        "assert 'textual' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True, capture_output=True)
