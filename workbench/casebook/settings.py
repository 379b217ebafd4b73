"""What the program asks once: a file that a person may edit, in the platform's own folders."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path

import platformdirs

from workbench.case import Problem
from workbench.locale import LANGUAGES
from workbench.store import replace_file

_PROGRAM = "soft-balancing-workbench"
_FIRST_LINES = """\
# The settings of the Soft Balancing Workbench.
# To change a key, name the action and its new key under [keys], for example:
#   [keys]
#   "log.new" = "a"
# The command palette (ctrl+p) shows the name of every action.

"""


def _spoken() -> str:
    # POSIX, Environment Variables: the first of these that is set says the language of messages.
    named = next(filter(None, map(os.environ.get, ("LC_ALL", "LC_MESSAGES", "LANG"))), "")
    return "zh-Hant" if named.startswith("zh") else "en"


@dataclass(frozen=True)
class Settings:
    """Who codes, the language of the interface, the theme, and the keys that were changed."""

    coder: str = ""
    language: str = field(default_factory=_spoken)
    theme: str = "workbench-light"
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


def read_settings() -> Settings:
    """The settings, the defaults where there are none; raises `Problem` for what can't be read."""
    path = settings_path()
    try:
        given = tomllib.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        return Settings()
    except (OSError, ValueError) as error:
        raise Problem(
            "{path} can't be read, so the settings are left as they come: {why}",
            path=str(path),
            why=str(error),
        ) from error
    known = {name: given[name] for name in Settings.__dataclass_fields__ if name in given}
    wrong = _unread(known)
    if wrong:
        raise Problem(
            "“{name}” in {path} can't be read, so the settings are left as they come",
            name=wrong,
            path=str(path),
        )
    return Settings(**known)


def _unread(given: dict[str, object]) -> str:
    """The first setting whose value is none, by its place in the file."""
    keys = given.get("keys", {})
    if not isinstance(keys, dict):
        return "keys"
    texts = {f"keys.{name}": key for name, key in keys.items()}
    texts |= {name: value for name, value in given.items() if name != "keys"}
    if given.get("language", "en") not in LANGUAGES:
        return "language"
    return next((name for name, value in texts.items() if not isinstance(value, str)), "")


def load_settings() -> Settings:
    """The settings; the defaults where there are none or they can't be read."""
    try:
        return read_settings()
    except Problem:
        return Settings()


def save_settings(settings: Settings) -> None:
    """Keep the settings; what a person wrote around them stays. Raises `OSError`."""
    # Only whoever changes a setting pays for the editor of the file.
    import tomlkit
    from tomlkit.exceptions import TOMLKitError

    path = settings_path()
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        text = path.read_text("utf-8")
        document = tomlkit.parse(text)
    except FileNotFoundError:
        document = tomlkit.parse(_FIRST_LINES)
    except (TOMLKitError, UnicodeDecodeError):
        path.replace(path.with_name("settings.unreadable.toml"))
        document = tomlkit.parse(_FIRST_LINES)
    for name, value in asdict(settings).items():
        if document.get(name) != value and (value or name in document):
            document[name] = value
    replace_file(path, tomlkit.dumps(document).encode("utf-8"))
