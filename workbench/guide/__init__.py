"""What the program says of itself: a page for every screen, in each language, as Markdown.

The help shows these pages, and a code host shows the same files.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

PAGES = (
    "tutorial",
    "theory",
    "verdicts",
    "home",
    "case",
    "log",
    "form",
    "tagger",
    "evidence",
    "sources",
    "lenses",
    "readings",
    "conditions",
    "assessment",
    "memo",
    "codebook",
    "import",
    "inbox",
    "data",
    "history",
    "rounds",
    "settings",
    "works",
)
"""The pages, in the order in which they are listed."""
_OF_SCOPES = {
    "app": "settings",
    "sheet": "import",
    "references": "import",
    "suggestion-rules": "inbox",
    "store": "data",
    "settle": "rounds",
    "verdict": "verdicts",
    "readings-view": "readings",
}


def page_of(scope: str) -> str | None:
    """The page about a scope of commands; None where it has none of its own."""
    name = _OF_SCOPES.get(scope, scope)
    return name if name in PAGES else None


@cache
def page(name: str, language: str) -> str:
    """The Markdown (CommonMark, with tables) of a page, one of `PAGES`."""
    return path_of(name, language).read_text("utf-8")


def path_of(name: str, language: str) -> Path:
    """Where a page, one of `PAGES`, stands."""
    return Path(__file__).parent / language / f"{name}.md"


def title(name: str, language: str) -> str:
    """A page's heading."""
    return page(name, language).split("\n", 1)[0].removeprefix("# ").strip()
