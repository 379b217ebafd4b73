"""What the ratings lead one to expect, and which condition says so."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from workbench.case import Case, CaseInfo, Rating
from workbench.codebook import codebook, seeds_folder
from workbench.judgement import Sentences, expectation
from workbench.locale import words
from workbench.memo import memo_markdown

SECOND = """
[[conditions]]
id = "means"
name = { en = "means", zh-Hant = "能力" }
standing = "necessary"
standing_note = { standing = "reading", section = "§參.三", en = "Doe.", zh-Hant = "杜氏。" }
meaning = { standing = "reading", section = "§參.三", en = "Can it?", zh-Hant = "能否？" }
does = { standing = "reading", section = "§參.三", en = "It can.", zh-Hant = "能。" }
section = "§參.三"
scale = "reading"
values = [
    { id = "no-means", name = { en = "without", zh-Hant = "缺乏" }, expects = "no-balancing" },
    { id = "all-means", name = { en = "with them", zh-Hant = "具備" }, expects = "soft" },
]
"""


@pytest.fixture
def two(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A codebook with a second necessary condition, by data alone."""
    folder = tmp_path / "seeds"
    shutil.copytree(seeds_folder(), folder)
    (folder / "codebook" / "z.toml").write_text(SECOND, "utf-8")
    monkeypatch.setattr("workbench.codebook.load.seeds_folder", lambda: folder)
    codebook.cache_clear()
    yield
    codebook.cache_clear()


@pytest.mark.parametrize(
    ("rated", "by", "said"),
    [
        ({"threat": "acute"}, ["means"], "not rated: means."),
        ({"threat": "acute", "means": "no-means"}, ["means"],
         "No balancing is expected (means: without)."),
        ({"threat": "none", "means": "all-means"}, ["threat"],
         "No balancing is expected (threat: none)."),
        ({"threat": "limited", "means": "all-means"}, ["threat", "means"],
         "Soft balancing is expected (threat: limited"),
    ],
)  # fmt: skip
def test_the_condition_that_decides_is_named(
    two: None, rated: dict[str, str], by: list[str], said: str
) -> None:
    """In the sentence of screen and command, and in the memo."""
    ratings = {id_: Rating(id=id_, value=value) for id_, value in rated.items()}
    case = Case("c", CaseInfo(title="T", balancer="A", target="B"), ratings=ratings)
    found = expectation(case)
    assert [condition for condition, _ in found.by] == by
    for lang in ("en", "zh-Hant"):
        sentence = Sentences(case.codebook, words(lang)).expected(found)
        memo = memo_markdown(case, lang, digest="", today=date(2026, 1, 1))
        assert sentence in memo.replace("\\", "")
        assert all(case.codebook.condition(c).name.in_(lang) in sentence for c in by)
    assert said in Sentences(case.codebook, words("en")).expected(found)


def test_an_effect_lens_says_what_it_is_where_only_observed_effects_count(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else it would move with the threshold and nothing would say so."""
    folder = tmp_path / "seeds"
    shutil.copytree(seeds_folder(), folder)
    lenses = folder / "codebook" / "lenses.toml"
    kept = [row for row in lenses.read_text("utf-8").split("\n") if not row.startswith("observed")]
    lenses.write_text("\n".join(kept), "utf-8")
    monkeypatch.setattr("workbench.codebook.load.seeds_folder", lambda: folder)
    codebook.cache_clear()
    with pytest.raises(ValueError, match=r"'art'.*where only observed effects count"):
        codebook()
    codebook.cache_clear()
