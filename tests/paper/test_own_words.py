"""Nothing in the repository has a run of twelve Chinese characters in common with the paper."""

from __future__ import annotations

import re
from pathlib import Path

from tests.paper.sieve import LENGTH, STEP, grams, segments, shared
from workbench.codebook import codebook

ROOT = Path(__file__).parents[2]
FOLDERS = ("seeds", "tests", "workbench")
KINDS = {".cff", ".csv", ".json", ".md", ".po", ".py", ".toml", ".txt"}
_TITLES = re.compile(r"《[^》]*》|〈[^〉]*〉")


def written() -> list[Path]:
    """Every text of the repository that may hold Chinese."""
    places = [
        ROOT.glob("*"),
        *((ROOT / name).rglob("*") for name in ("seeds", "tests", "workbench")),
    ]
    found = [path for place in places for path in place if path.suffix in KINDS]
    return [path for path in found if path.is_file()]


def own(text: str) -> str:
    """The text without entries and titles of works and names of strategies: no sentences."""
    for work in codebook().bibliography:
        text = text.replace(work.text, "|")
    for name in sorted((s.name.zh_hant for s in codebook().strategies), key=len, reverse=True):
        text = text.replace(name, "|")
    return _TITLES.sub("|", text)


def test_no_run_of_twelve_characters_is_the_papers() -> None:
    """Read across punctuation, so that a comma moved makes no other sentence."""
    paths = written()
    assert len(paths) > 700
    found = {path: shared(own(path.read_text("utf-8", errors="replace"))) for path in paths}
    assert {path: runs for path, runs in found.items() if runs} == {}


def test_the_sieve_finds_what_is_in_it() -> None:
    """The name of a strategy stands in table 1; left in, it is found, whatever stands between."""
    assert len(grams()) > 4000
    assert LENGTH + STEP - 1 == 12
    name = codebook().strategy("security-consultations").name.zh_hant
    assert len(name) == 11
    assert shared(f"所謂「{name[:3]}，{name[3:9]} {name[9:]}」，是何意？") == [name[:10]]
    assert shared("今日天氣甚佳，宜於出門散步，不宜久坐讀書") == []
    assert list(segments("一、二，三 x 四")) == ["一二三", "四"]
