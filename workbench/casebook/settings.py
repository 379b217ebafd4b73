"""What the program remembers between runs, in the platform's configuration folder."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Literal

import platformdirs
from pydantic import BaseModel, ConfigDict, ValidationError

from workbench.store import replace_file


class Settings(BaseModel):
    """Who codes, the language of the interface, and the theme."""

    model_config = ConfigDict(frozen=True, extra="allow")
    coder: str = ""
    language: Literal["en", "zh-Hant"] = "en"
    theme: str = "workbench-light"


def _path() -> Path:
    named = os.environ.get("WORKBENCH_CONFIG")
    folder = Path(named) if named else platformdirs.user_config_path("soft-balancing-workbench")
    return folder / "settings.json"


def load_settings() -> Settings:
    """The settings; the defaults where there are none or they can't be read."""
    try:
        return Settings.model_validate_json(_path().read_bytes())
    except (OSError, ValidationError):
        return Settings()


def save_settings(settings: Settings) -> None:
    """Keep the settings for the next run; raises `OSError`."""
    _path().parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps(settings.model_dump(mode="json"), ensure_ascii=False, indent=1)
    replace_file(_path(), text.encode("utf-8"))
