"""The program in a real terminal: however it ends, stops or lends it, nothing typed is lost."""

from __future__ import annotations

import os
import shutil
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.benchmarks.cases import large_case
from workbench.casebook import Settings, Workspace, copy_worked_case, save_settings, state_folder

pytestmark = pytest.mark.skipif(os.name != "posix", reason="pseudo-terminals are POSIX")
if os.name == "posix":
    import termios

    from .ptys import Pty, shell, workbench

SLUG = "japan-china-regionalism"


@pytest.fixture
def case(home: Path) -> Path:
    """The file of a worked case in a workspace whose coder is known."""
    save_settings(Settings(coder="CKM"))
    return copy_worked_case(Workspace(home), SLUG).file.path


@pytest.fixture
def form(case: Path) -> Iterator[Pty]:
    """The form for a new event, its title filled in, in the description."""
    with workbench("open", SLUG) as terminal:
        terminal.wait_for("1 Log", "help")
        terminal.type("n")
        terminal.wait_for("New event")
        terminal.type("2011\tA title of mine\t\t\t\t\t")
        terminal.wait_for("A title of mine")
        yield terminal


def _saved(terminal: Pty, case: Path, text: str, leave: bool = True) -> None:
    """The form is alive and holds what it held: it is saved with `text` besides."""
    # What is typed may be drawn letter by letter: it is sought in the file alone.
    terminal.type(text + "\x13")
    terminal.wait_until(case, "A title of mine")
    assert text in case.read_text("utf-8")
    if leave:
        terminal.type("\x11")
        assert terminal.ended() == 0
        assert terminal.whole


@pytest.mark.long
@pytest.mark.parametrize("painted", [True, False])
def test_no_key_of_the_first_second_is_lost(home: Path, painted: bool) -> None:
    """Among ten thousand events: a form is opened, filled in and saved while all else comes up;
    from when the case is seen, or from the command on.
    """
    save_settings(Settings(coder="CKM"))
    file = Workspace(home).file("long")
    file.create(large_case("long", 10_000))
    title = "Every letter of this is heard"
    keys = f"n2011\t{title}"
    with workbench("open", "long") as terminal:
        if painted:
            terminal.wait_for("1 Log")
        for key in keys:
            terminal.type(key)
            terminal.read_for(1 / len(keys))
        # Before the program has the terminal, Ctrl+S would stop it.
        terminal.mark = 0
        terminal.wait_for("New event")
        terminal.type("\x13")
        terminal.wait_until(file.path, title)
        terminal.type("\x11")
        assert terminal.ended() == 0


@pytest.mark.parametrize(
    ("named", "said"),
    [pytest.param("", "No editor is named: leave the workbench, type export EDITOR=nano",
                  marks=pytest.mark.long),
     pytest.param("'vi", "EDITOR can't be used, since a quotation in it isn't closed",
                  marks=pytest.mark.long),
     ("/nowhere/at/all", "EDITOR names /nowhere/at/all, which can't be started (No such file"),
     pytest.param("sh -c 'kill -9 $$'", "was ended by signal SIGKILL", marks=pytest.mark.long),
     pytest.param(" ", "No editor is named", marks=pytest.mark.long),
     pytest.param("/", "can't be started (Permission denied)", marks=pytest.mark.long),
     pytest.param("false", "ended with status 1", marks=pytest.mark.long)],
)  # fmt: skip
def test_an_editor_that_cant_be_used(
    monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest, case: Path, named: str,
    said: str,
) -> None:  # fmt: skip
    """A sentence; the terminal is taken back, the form as it was."""
    monkeypatch.setenv("VISUAL", " ")
    monkeypatch.setenv("EDITOR", named)
    terminal = request.getfixturevalue("form")
    terminal.type("before")
    terminal.wait_for("before")
    terminal.type("\x05")
    terminal.wait_for(*said.split())
    assert terminal.modes[b"1049"] and terminal.modes[b"1000"]
    _saved(terminal, case, "after")
    assert "beforeafter" in case.read_text("utf-8")


EDITOR = """\
import os, pathlib, sys
wanted = pathlib.Path(sys.argv[1]).read_bytes()
file = pathlib.Path(sys.argv[-1])
pathlib.Path(sys.argv[2]).write_bytes(file.read_bytes())
if wanted == b"gone":
    file.unlink()
elif wanted == b"folder":
    file.unlink()
    file.mkdir()
elif wanted == b"pipe":
    file.unlink()
    os.mkfifo(file)
elif wanted == b"device":
    file.unlink()
    file.symlink_to("/dev/zero")
elif wanted == b"long":
    file.write_bytes(b"word " * 1_000_000)
else:
    file.write_bytes(wanted)
"""


@pytest.mark.long
def test_what_an_editor_writes(
    monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest, case: Path, tmp_path: Path
) -> None:
    """What is no UTF-8 is refused and changes nothing; marks and line ends are made ours."""
    (tmp_path / "editor.py").write_text(EDITOR, "utf-8")
    wanted, given = tmp_path / "wanted", tmp_path / "given"
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv("EDITOR", f"{sys.executable} {tmp_path}/editor.py {wanted} {given}")
    terminal = request.getfixturevalue("form")
    terminal.type("as it was")
    terminal.wait_for("as it was")
    for data, said in (
        (b"not \xff", "(byte 5)"),
        ("中文".encode("utf-16"), "(byte 1)"),
        (b"half \xed\xa0\x80 of one", "(byte 6)"),
        (b"one\x00two", "left a NUL character"),
        (b"gone", "left no text"),
        (b"folder", "left a folder"),
        (b"pipe", "left a pipe"),
        (b"device", "left a device"),
        (b"long", "left more than 100000 characters"),
    ):
        given.unlink(missing_ok=True)
        wanted.write_bytes(data)
        terminal.type("\x05")
        # What was said before is painted anew when the terminal is taken back.
        terminal.wait_until(given, "as it was")
        terminal.wait_for(*said.split())
    wanted.write_bytes(b"\xef\xbb\xbfone\r\ntwo\rthree\n")
    given.unlink(missing_ok=True)
    terminal.type("\x05")
    terminal.wait_until(given, "as it was")
    terminal.wait_for("three")
    assert given.read_text("utf-8") == "as it was"
    terminal.type("\x1b[1;5F")
    _saved(terminal, case, "!")
    assert '"one\\ntwo\\nthree!"' in case.read_text("utf-8")


@pytest.mark.parametrize(
    ("number", "status"),
    [
        (signal.SIGTERM, 143),
        (signal.SIGHUP, 129),
        pytest.param(signal.SIGINT, 130, marks=pytest.mark.long),
    ],
)
def test_a_signal_ends_it_with_the_terminal_whole(form: Pty, number: int, status: int) -> None:
    """The terminal as it was, what was typed kept, and the status that shells expect."""
    os.kill(form.pid, number)
    assert form.ended() == status
    assert form.whole
    assert "A title of mine" in (state_folder() / "drafts.json").read_text("utf-8")


@pytest.mark.long
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_while_the_first_screen_comes_up(case: Path, number: int) -> None:
    """What is still being mounted misses its parts, and sets no status and writes no report."""
    for moment in (0.0, 0.15, 0.3, 0.5, 0.8, 1.2, 1.7):
        with workbench("open", SLUG) as terminal:
            while not terminal.modes[b"1049"]:
                assert terminal.read()
            terminal.read_for(moment)
            os.kill(terminal.pid, number)
            assert terminal.ended() == 128 + number, (moment, terminal.text)
            assert terminal.whole
            assert "mistake" not in terminal.text and "Traceback" not in terminal.text
        assert not (state_folder() / "reports").exists()


@pytest.mark.long
def test_a_signal_while_an_editor_has_the_terminal(
    monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest, case: Path
) -> None:
    """The editor ends first, then the program, and what was typed is kept."""
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv("EDITOR", "sh -c 'echo editing; exec sleep 600'")
    terminal = request.getfixturevalue("form")
    terminal.type("\x05")
    terminal.wait_for("editing")
    assert terminal.whole
    os.kill(terminal.pid, signal.SIGTERM)
    assert terminal.ended() == 143
    assert terminal.whole
    assert "A title of mine" in (state_folder() / "drafts.json").read_text("utf-8")


def test_a_terminal_that_is_closed(form: Pty) -> None:
    """Nobody reads any more, and still what was typed is kept."""
    form.hang_up()
    assert form.ended() == 129
    assert "A title of mine" in (state_folder() / "drafts.json").read_text("utf-8")


@pytest.mark.long
def test_bytes_that_are_no_text(form: Pty, case: Path) -> None:
    """Halves of characters, other encodings and keys that no terminal has."""
    form.paste(b"half \xed\xa0\x80 and \xff. ")
    form.wait_for("half", "and")
    form.type(b"\xa4\xa4\xe4\xb8\x1b[99999999999u\x1b[57;;55296u\x1b[a:b;;u\x1b[1114112u")
    _saved(form, case, "after")
    assert "\\ud800" not in case.read_text("utf-8")


@pytest.mark.parametrize("parts", [1, 3])
def test_escapes_that_are_pasted(form: Pty, case: Path, parts: int) -> None:
    """They are left out, and what stands around them keeps its place, in one read or in several."""
    data = b"\x1b[200~head \x1b[31mtail\n\x1b\x1b[20\x1bmore\x1b\x1b[201~ end"
    for place in range(0, len(data), -(-len(data) // parts)):
        form.type(data[place : place + -(-len(data) // parts)])
    _saved(form, case, "after")
    assert r"head [31mtail\n[20more endafter" in case.read_text("utf-8")


needs_bash = pytest.mark.skipif(not shutil.which("bash"), reason="a shell that knows jobs")


@needs_bash
def test_stopping_and_going_on(case: Path) -> None:
    """Ctrl+Z gives the terminal to the shell, `fg` brings back what was seen."""
    with shell() as terminal:
        terminal.type("PS1='ready$ '\n")
        terminal.wait_for("ready$")
        terminal.before = termios.tcgetattr(terminal.master)
        terminal.type(f"'{sys.executable}' -m workbench open {SLUG}\n")
        terminal.wait_for("1 Log", "help")
        for _ in range(2):
            terminal.type("\x1a")
            terminal.wait_for("Stopped", "ready$")
            assert terminal.whole
            terminal.type("fg\n")
            terminal.wait_for("1 Log", "help")
            assert terminal.modes[b"1049"] and not terminal.modes[b"25"]
        terminal.type("\x1a")
        terminal.wait_for("Stopped", "ready$")
        terminal.type("kill %1; fg; echo status $?\n")
        terminal.wait_for("status 143")
        assert terminal.whole


@needs_bash
@pytest.mark.long
def test_stopping_in_a_form(home: Path) -> None:
    """From the first moment on, in the first form of all, and while one writes a long text."""
    case = copy_worked_case(Workspace(home), SLUG).file.path
    with shell() as terminal:
        terminal.type("PS1='ready$ '\n")
        terminal.wait_for("ready$")
        terminal.before = termios.tcgetattr(terminal.master)
        terminal.type(f"'{sys.executable}' -m workbench open {SLUG}\n")

        def stops(seen: str) -> None:
            terminal.type("\x1a")
            terminal.wait_for("Stopped", "ready$")
            assert terminal.whole
            terminal.type("fg\n")
            terminal.wait_for(seen)

        while not terminal.modes[b"1049"]:
            assert terminal.read()
        stops("Who codes?")
        stops("Who codes?")
        terminal.type("CKM\r")
        terminal.wait_for("1 Log", "help")
        terminal.type("n")
        terminal.wait_for("New event")
        terminal.type("2011\tA title of mine\t\t\t\t\tone")
        terminal.wait_for("A title of mine", "one")
        stops("A title of mine")
        _saved(terminal, case, "two", leave=False)
        terminal.type("\x11")
        terminal.wait_for("ready$")
        assert terminal.whole and "onetwo" in case.read_text("utf-8").split("A title of")[1]


@pytest.mark.long
def test_where_nobody_would_go_on_with_it(case: Path) -> None:
    """Without a shell that waits the system stops nothing, and that is said."""
    with workbench("open", SLUG) as terminal:
        terminal.wait_for("1 Log", "help")
        terminal.type("\x1a")
        terminal.wait_for("Nothing here", "program that stops")
        os.kill(terminal.pid, signal.SIGSTOP)
        os.kill(terminal.pid, signal.SIGCONT)
        terminal.wait_for("1 Log", "help")
        terminal.type("\x11")
        assert terminal.ended() == 0
        assert terminal.whole
