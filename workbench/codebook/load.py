"""Read the codebook from `seeds/`."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .model import Codebook


def seeds_folder() -> Path:
    """Where the typology and the worked cases are: in the package, or beside it in a checkout."""
    package = Path(__file__).parent.parent
    inside = package / "seeds"
    return inside if inside.is_dir() else package.parent / "seeds"


@lru_cache
def codebook() -> Codebook:
    """The one codebook; raises `pydantic.ValidationError` where the seeds are damaged."""
    from .model import Codebook

    whole: dict[str, Any] = {}
    for path in sorted((seeds_folder() / "codebook").glob("*.toml")):
        for name, value in tomllib.loads(path.read_text("utf-8")).items():
            if isinstance(value, list):
                whole.setdefault(name, []).extend(value)
            else:
                whole[name] = value
    return Codebook.model_validate(whole)
