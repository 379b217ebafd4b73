"""What the program asks once: a file that a person may edit, in the platform's own folders."""

from __future__ import annotations

import os
import re
import tomllib
import unicodedata
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from errno import EINVAL
from pathlib import Path
from typing import Any

import platformdirs

from workbench.case import Problem
from workbench.locale import LANGUAGES, N_, is_line
from workbench.store import put_in_place, replace_file

from .glyphs import SHOWN_AS

_PROGRAM = "soft-balancing-workbench"
THEMES = ("workbench-light", "workbench-dark", "workbench-contrast", "workbench-terminal")
"""The themes by name; `workbench.tui.kit.theme` says how they look."""
_MOST = 200_000
"""Bytes of the file, above which it is none that a person wrote."""
_DEEPEST = 1_000
"""Dots in a line, which no setting needs."""
_DOTS = 10_000
"""Dots in the file, fifty times those of all actions."""
_LONGEST = 200
"""Characters of a name or a value, and of what is repeated of one in a sentence."""
_HELD = frozenset(("ctrl", "shift", "alt", "super", "hyper", "meta"))
_NAMED = frozenset(
    ["escape", "enter", "tab", "space", "backspace", "delete", "insert", "home", "end", "pageup",
     "pagedown", "up", "down", "left", "right", "minus", "plus", "slash", "backslash", "at",
     "underscore"]
)  # fmt: skip
_FIRST_LINES = """\
# The settings of the Soft Balancing Workbench.
# To change a key, name the action and its new key under [keys], for example:
#   [keys]
#   "log.new" = "a"
# The help (?) shows the name of every action.

"""


def _spoken() -> str:
    # POSIX, Environment Variables: the first of these that is set says the language of messages.
    named = next(filter(None, map(os.environ.get, ("LC_ALL", "LC_MESSAGES", "LANG"))), "")
    return "zh-Hant" if named.startswith("zh") else "en"


@dataclass(frozen=True)
class Settings:
    """Who codes, the language of the interface, how it looks, and the keys that were changed."""

    coder: str = ""
    language: str = field(default_factory=_spoken)
    theme: str = "workbench-light"
    verdicts: str = ""
    """`marks` or `letters`; as the terminal can where nothing is asked for."""
    store: str = ""
    """The folder of the store of event data; empty: `data` in the workspace."""
    keys: Mapping[str, str] = field(default_factory=dict)
    """Keys of one's own, by the id of the command."""


def settings_path() -> Path:
    """The file that a person may edit."""
    named = os.environ.get("WORKBENCH_CONFIG")
    folder = Path(named) if named else platformdirs.user_config_path(_PROGRAM)
    return folder / "settings.toml"


def state_folder() -> Path:
    """Where the program keeps what it remembers by itself: places, drafts, reports."""
    named = os.environ.get("WORKBENCH_CONFIG")
    return Path(named) / "state" if named else platformdirs.user_state_path(_PROGRAM)


def read_settings() -> tuple[Settings, list[Problem]]:
    """The settings, and what in their file can't be used: that is as the program comes."""
    path = settings_path()
    try:
        given = tomllib.loads(_text(path))
    except FileNotFoundError:
        return Settings(), []
    except (OSError, ValueError, RecursionError) as error:
        why = _why(error)
        message = N_("{path} can't be read, so the settings are left as they come: {why}")
        return Settings(), [Problem(message, path=str(path), why=why)]
    doubts = []
    known: dict[str, Any] = {}
    for name, value in given.items():
        if name not in Settings.__dataclass_fields__:
            message = N_(
                "“{name}” in {path} is no setting: there are coder, language, theme, verdicts, "
                "store and [keys]"
            )
        elif name == "keys" and isinstance(value, dict):
            known[name] = {id_: key for id_, key in value.items() if _is_key(id_, key)}
            for id_ in value.keys() - known[name].keys():
                doubts.append(_unusable(f"keys.{id_}", path))
            continue
        elif _fits(name, value):
            known[name] = value
            continue
        else:
            doubts.append(_unusable(name, path))
            continue
        doubts.append(Problem(message, name=name[:_LONGEST], path=str(path)))
    return Settings(**known), doubts


def _why(error: OSError | ValueError | RecursionError) -> Problem | str:
    """Why the file can't be read, whatever words the parser has for it."""
    if isinstance(error, Problem):
        return error
    if isinstance(error, RecursionError):
        return N_("it is nested too deeply")
    if isinstance(error, UnicodeDecodeError):
        return Problem("byte {place} isn't UTF-8 text", place=error.start + 1)
    if isinstance(error, OSError):
        return error.strerror or N_("it can't be opened")
    if not isinstance(error, tomllib.TOMLDecodeError):
        return N_("a number has too many digits")
    if re.match("Cannot (overwrite a value|declare .* twice|mutate)", str(error)):
        return N_("a name is given twice")
    place = re.search(r"\(at line (\d+), column (\d+)\)$", str(error))
    if not place:
        return N_("the text ends in the middle")
    said = N_("line {line}, column {column}: this is no TOML that can be read")
    return Problem(said, line=place[1], column=place[2])


def _text(path: Path) -> str:
    """The file's text, without the mark that some editors put first; raises `ValueError`."""
    if path.exists() and not path.is_file():
        raise OSError(EINVAL, N_("it is a folder, or no file"))
    with path.open("rb") as stream:
        data = stream.read(_MOST + 1)
    if len(data) > _MOST:
        raise Problem("it has more than {n} bytes", n=f"{_MOST:,}")
    # Each part of a dotted name is a table in another, before anything could be refused.
    deepest = max(line.count(b".") for line in data.split(b"\n"))
    if deepest > _DEEPEST or data.count(b".") > _DOTS:
        raise RecursionError
    return data.decode("utf-8-sig").replace("\r\n", "\n")


def _unusable(name: str, path: Path) -> Problem:
    message = N_("“{name}” in {path} can't be used, so it is left as it comes")
    return Problem(message, name=name[:_LONGEST], path=str(path))


def _fits(name: str, value: object) -> bool:
    if name == "language":
        return value in LANGUAGES
    if name == "theme":
        return value in THEMES
    if name == "verdicts":
        return value in SHOWN_AS
    # Keys are a table; whoever asks for this has something else.
    return name != "keys" and isinstance(value, str) and len(value) <= _LONGEST and is_line(value)


def _is_key(id_: str, key: object) -> bool:
    """Whether an action's name can be one, and its keys are keys; no key at all unbinds it."""
    if not isinstance(key, str) or len(id_) > _LONGEST or len(key) > _LONGEST:
        return False
    return all(_named(part.strip()) for part in key.split(",") if part.strip())


def _named(key: str) -> bool:
    *held, last = key.split("+") if len(key) > 1 else [key]
    if not set(held) <= _HELD or not last:
        return False
    if len(last) == 1 or last in _NAMED or re.fullmatch(r"f([1-9]|1\d|2[0-4])", last):
        return True
    try:
        # Marks are called by their names in Unicode: question_mark, full_stop.
        return bool(unicodedata.lookup(last.replace("_", " "))) and last.islower()
    except KeyError:
        return False


def load_settings() -> Settings:
    """The settings; as the program comes where there are none or they can't be used."""
    return read_settings()[0]


def save_settings(settings: Settings) -> None:
    """Keep the settings; what a person wrote around them stays. Raises `OSError`."""
    # Only whoever changes a setting pays for the editor of the file.
    import tomlkit
    from tomlkit.exceptions import TOMLKitError

    path = settings_path()
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        document = tomlkit.parse(_text(path))
    except FileNotFoundError:
        document = tomlkit.parse(_FIRST_LINES)
    except (TOMLKitError, ValueError, RecursionError):
        put_in_place(path, path.with_name("settings.unreadable.toml"))
        document = tomlkit.parse(_FIRST_LINES)
    for name, value in asdict(settings).items():
        if document.get(name) != value and (value or name in document):
            document[name] = value
    replace_file(path, tomlkit.dumps(document).encode("utf-8"))
