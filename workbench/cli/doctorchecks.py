"""What `workbench doctor` looks at: the terminal, the fonts, the workspace, settings, versions."""

from __future__ import annotations

import importlib.metadata
import locale
import os
import platform
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from workbench import LEAST_TERMINAL, __version__
from workbench.case import Problem
from workbench.casebook import Workspace, key_doubts, lettered, read_settings, settings_path
from workbench.locale import Words

from .check import flaws_of

_PACKAGE = "soft-balancing-workbench"
_TOLD = 5
"""What is said at most of the settings at once."""
_ROOM = 100_000_000
"""Bytes: a thousand events with their history and a memo take a few per cent of it."""


@dataclass(frozen=True)
class Check:
    """One thing that was looked at: its id, what was found, and what to do where it needs it."""

    id: str
    name: str
    said: str
    todo: str = ""

    @property
    def ok(self) -> bool:
        """Whether nothing has to be done."""
        return not self.todo


def checks(place: Workspace, say: Words) -> Iterator[Check]:
    """Every check, in the order in which a person would go through them."""
    yield from _terminal(say)
    yield _fonts(say)
    yield from _workspace(place, say)
    yield from _settings(say)
    yield _verdicts(say)
    yield from _versions(say)


def _terminal(say: Words) -> Iterator[Check]:
    size, kind = _size(), os.environ.get("TERM", "")
    name = say.t("terminal")
    if size is None:
        yield Check("terminal", name, say.t("none here; run this where you mean to work"))
        yield _characters(say)
        return
    found = say.t("{columns} columns, {rows} rows", columns=size[0], rows=size[1])
    small = size[0] < LEAST_TERMINAL[0] or size[1] < LEAST_TERMINAL[1]
    columns, rows = LEAST_TERMINAL
    todo = say.t("enlarge the window to {columns} × {rows} or more", columns=columns, rows=rows)
    yield Check("terminal", name, found, todo if small else "")
    yield _colours(kind, say)
    yield _characters(say)
    yield _mouse(kind, say)
    yield _copying(say)


def _size() -> os.terminal_size | None:
    for stream in (sys.__stdout__, sys.__stderr__, sys.__stdin__):
        try:
            return os.get_terminal_size(stream.fileno())  # type: ignore[union-attr]
        except (AttributeError, OSError, ValueError):
            continue
    return None


def _colours(kind: str, say: Words) -> Check:
    name, modern = say.t("colours"), sys.platform == "win32"
    if "NO_COLOR" in os.environ:
        return Check("colours", name, say.t("none, as NO_COLOR asks; shapes and words say it all"))
    if os.environ.get("COLORTERM", "").lower() in ("truecolor", "24bit") or modern:
        return Check("colours", name, say.t("all of them (24 bits)"))
    if "256color" in kind or "kitty" in kind:
        return Check("colours", name, "256")
    found = say.t("16 or fewer (TERM={kind})", kind=kind or "—")
    return Check(
        "colours", name, found, say.t("run: {command}", command="export TERM=xterm-256color")
    )


def _characters(say: Words) -> Check:
    encoding = "utf-8" if sys.platform == "win32" else locale.getencoding().lower()
    todo = say.t("set LANG to a UTF-8 locale, such as zh_TW.UTF-8 or en_US.UTF-8")
    whole = encoding.replace("-", "") == "utf8"
    return Check("characters", say.t("characters"), encoding, "" if whole else todo)


def _mouse(kind: str, say: Words) -> Check:
    without = kind in ("", "dumb", "linux") and sys.platform != "win32"
    if without:
        return Check("mouse", say.t("mouse"), say.t("none here; every action has a key"))
    return Check("mouse", say.t("mouse"), say.t("expected; every action has a key too"))


def _copying(say: Words) -> Check:
    # It looks for the platform's tools when it is imported.
    import pyperclip

    name = say.t("copying")
    if pyperclip.is_available():
        return Check("copying", name, say.t("into the system's clipboard"))
    through = say.t("through the terminal (OSC 52), where it allows that")
    if os.environ.get("TMUX") and _tmux_keeps_it():
        todo = say.t("run: {command}", command="tmux set -s set-clipboard on")
        return Check("copying", name, say.t("tmux keeps what is copied to itself"), todo)
    return Check("copying", name, through)


def _tmux_keeps_it() -> bool:
    try:
        asked = ["tmux", "show-options", "-sv", "set-clipboard"]
        done = subprocess.run(asked, capture_output=True, text=True, timeout=2, check=False)
    except (OSError, subprocess.SubprocessError):
        return False
    return done.stdout.strip() in ("external", "off")


def _fonts(say: Words) -> Check:
    name = say.t("fonts of the memo")
    try:
        from workbench.memo.pdf.typesetting.fonts import FILES, face_of
    except ImportError as error:
        return Check("fonts", name, say.t("{name} is missing", name=error.name), _again(say))
    for file in FILES:
        try:
            face_of(file)
        except Exception:
            return Check("fonts", name, say.t("{name} can't be read", name=file), _again(say))
    return Check("fonts", name, say.t("{n} can be read", n=len(FILES)))


def _again(say: Words) -> str:
    return say.t("install the workbench again")


def _workspace(place: Workspace, say: Words) -> Iterator[Check]:
    folder, name = place.folder, say.t("workspace")
    there = next((each for each in (folder, *folder.parents) if each.is_dir()), None)
    choose = say.t("choose another folder: --workspace DIR, or WORKBENCH_HOME")
    if there is None:
        # A drive of Windows that isn't there.
        found = f"{folder}: {say.t('No such file or directory')}"
        yield Check("workspace", name, found, choose)
        return
    try:
        place.check()
        with tempfile.TemporaryFile(dir=there):
            found = (
                str(folder)
                if there == folder
                else say.t("{folder}, made when needed", folder=folder)
            )
            yield Check("workspace", name, found)
    except Problem:
        yield Check("workspace", name, f"{folder}: {say.t('Not a directory')}", choose)
    except OSError as error:
        yield Check("workspace", name, f"{folder}: {say.t(error.strerror or '')}", choose)
    free = shutil.disk_usage(there).free
    todo = say.t("free some room: a save first writes the case a second time")
    room = say.t("{n} MB free", n=f"{free // 1_000_000:,}")
    yield Check("room", say.t("room on the disk"), room, todo if free < _ROOM else "")
    yield from _cases(place, say)


def _cases(place: Workspace, say: Words) -> Iterator[Check]:
    paths = place.paths()
    wrong = [path.stem for path in paths if flaws_of(path)]
    found, todo = say.tn("{n} case, sound", "{n} cases, sound", len(paths)), ""
    if not paths:
        found = say.t("none yet")
    if wrong:
        found = say.t("something is wrong in {names}", names=say.listed(wrong))
        todo = say.t("run: {command}", command=f"workbench check {' '.join(wrong)}")
    yield Check("cases", say.t("cases"), found, todo)
    held = [path for path in place.cases.glob(".*.json.lock") if _held(path)]
    if held:
        names = say.listed(path.name[1 : -len(".json.lock")] for path in held)
        todo = say.t("close the other program; if none is open, try again in a moment")
        yield Check("locks", say.t("locks"), say.t("held: {names}", names=names), todo)
    else:
        yield Check("locks", say.t("locks"), say.t("none is held"))


def _held(lock: Path) -> bool:
    from filelock import FileLock, Timeout

    try:
        with FileLock(lock, timeout=0):
            return False
    except Timeout:
        return True
    except OSError:
        return False


def _settings(say: Words) -> Iterator[Check]:
    name, path = say.t("settings"), settings_path()
    settings, doubts = read_settings()
    doubts += key_doubts(settings.keys)
    if doubts:
        told = [doubt.said(say) for doubt in doubts[:_TOLD]] + ["…"] * (len(doubts) > _TOLD)
        todo = say.t("mend the file, or delete it to begin anew")
        yield Check("settings", name, " · ".join(told), todo)
    else:
        there = str(path) if path.exists() else say.t("{path}, made when needed", path=path)
        yield Check("settings", name, there)
    yield Check("language", say.t("language"), settings.language)


def _verdicts(say: Words) -> Check:
    """Whether verdicts are marks or letters on the screens, and why."""
    letters, why = lettered(read_settings()[0].verdicts)
    found = say.t("letters") if letters else say.t("marks (● ◐ ○ ·)")
    because = {
        "asked": say.t("as the settings ask"),
        "encoding": say.t("the characters aren’t UTF-8"),
        "console": say.t("this kind of terminal lacks the marks"),
        "wide": say.t("this terminal draws the marks two columns wide"),
        "able": say.t("verdicts = “letters” in the settings changes it"),
    }[why]
    return Check("verdicts", say.t("verdicts"), f"{found}: {because}")


def _versions(say: Words) -> Iterator[Check]:
    system = f"Python {platform.python_version()}, {platform.platform(terse=True)}"
    yield Check("program", say.t("program"), f"{__version__}, {system}")
    name = say.t("libraries")
    try:
        wanted = importlib.metadata.requires(_PACKAGE) or []
    except importlib.metadata.PackageNotFoundError:
        yield Check("libraries", name, say.t("not known: the workbench runs from its folder"))
        return
    found, wrong = [], []
    for line in wanted:
        match = re.match(r"([\w.-]+?)(?:<([\w.]+),)?>=([\w.]+)$", line)
        if match:
            library, beyond, least = match.groups()
            version = _version(library)
            found.append(f"{library} {version or '—'}")
            if version is None or _numbers(version) < _numbers(least):
                wrong.append(f"{library} {least}")
            elif beyond and _numbers(version) >= _numbers(beyond):
                wrong.append(f"{library} < {beyond}")
    todo = say.t("install the workbench again; it needs {names}", names=say.listed(wrong))
    yield Check("libraries", name, ", ".join(found), todo if wrong else "")


def _version(library: str) -> str | None:
    try:
        return importlib.metadata.version(library)
    except importlib.metadata.PackageNotFoundError:
        return None


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in re.findall(r"\d+", version))
