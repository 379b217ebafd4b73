"""One word for one thing in Chinese: the glossary against catalogue, codebook, guide and cases."""

from __future__ import annotations

import io
import json
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from babel.messages.pofile import read_po
from pydantic import BaseModel

from workbench.codebook import Reference, Text, codebook, seeds_folder
from workbench.guide import PAGES, page
from workbench.locale import words
from workbench.locale.build import CATALOGUE

GLOSSARY = tomllib.loads((CATALOGUE.parents[2] / "glossary.toml").read_text("utf-8"))
TERMS: list[dict[str, Any]] = GLOSSARY["terms"]
RULES: list[dict[str, str]] = GLOSSARY["rules"]


def catalogue() -> Iterator[tuple[str, str]]:
    """Every sentence of the program in Chinese."""
    for entry in read_po(io.BytesIO(CATALOGUE.read_bytes()), locale="zh_Hant"):
        if entry.id:
            yield "catalogue", entry.string if isinstance(entry.string, str) else entry.string[0]


def of_codebook(value: object) -> Iterator[tuple[str, str]]:
    """Every sentence of the codebook, the entries of the bibliography left out."""
    if isinstance(value, Text):
        yield "codebook", value.zh_hant
    elif isinstance(value, Reference):
        yield from of_codebook(value.note)
    elif isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from of_codebook(getattr(value, name))
    elif isinstance(value, dict | list | tuple):
        for each in value.values() if isinstance(value, dict) else value:
            yield from of_codebook(each)


def guide() -> Iterator[tuple[str, str]]:
    """Every line of the guide, what is typed and the entries of works left out."""
    for name in PAGES:
        for line in page(name, "zh-Hant").splitlines():
            if name != "works" or not line.endswith(("。", ".")) or line.startswith("論文"):
                plain = re.sub(r"`[^`]*`|\]\([^)]*\)|<!--.*?-->", " ", line)
                yield f"guide/{name}", plain


def cases() -> Iterator[tuple[str, str]]:
    """What the worked cases say in Chinese of their own; titles and excerpts are others' words."""
    for path in sorted((seeds_folder() / "cases").glob("*-zh.json")):
        yield from _said(path.stem, json.loads(path.read_text("utf-8")), "")


def _said(name: str, value: object, key: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        for inner, each in value.items():
            if inner not in ("sources", "excerpt", "aliases"):
                yield from _said(name, each, inner)
    elif isinstance(value, list):
        for each in value:
            yield from _said(name, each, key)
    elif isinstance(value, str) and re.search(r"[\u4e00-\u9fff]", value):
        yield f"{name} {key}", value


def everything() -> list[tuple[str, str]]:
    """Where, and what."""
    return [*catalogue(), *of_codebook(codebook()), *guide(), *cases()]


SAID = everything()


@pytest.mark.parametrize("term", TERMS, ids=lambda term: term["en"])
def test_a_thing_has_one_word(term: dict[str, Any]) -> None:
    """Its other words stand nowhere, and it stands where it is spoken of."""
    wrong = [(where, word, text) for where, text in SAID for word in term.get("not", ())
             if word in text]  # fmt: skip
    assert wrong == []
    for message in term.get("messages", ()):
        said = words("zh-Hant").t(message)
        assert said != message, f"{message!r} is no sentence of the program"
        assert term["zh"] in said, message
    if "entry" in term:
        vocabulary, _, id_ = term["entry"].partition(".")
        assert codebook().word(vocabulary, id_, "zh-Hant") == term["zh"]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule["instead"])
def test_punctuation_and_measure_words_follow_the_rules(rule: dict[str, str]) -> None:
    """Full-width marks, dates in one way, 件 for events, 項 for acts, 筆 for evidence."""
    wrong = [(where, text) for where, text in SAID if re.search(rule["pattern"], text)]
    assert wrong == []


def test_the_likelihoods_read_as_one_scale() -> None:
    """Each word says more than the one before, and none calls 55–80 % merely possible."""
    names = [term.name.zh_hant for term in codebook().terms["likelihood"]]
    assert names == [
        term["zh"] for term in TERMS if term.get("entry", "").startswith("likelihood.")
    ]
    assert "可能" not in names and len(set(names)) == 7


def test_the_places_that_are_read_are_there() -> None:
    """None of the four is empty: a glossary that reads nothing finds nothing."""
    for place in (catalogue(), of_codebook(codebook()), guide(), cases()):
        assert len(list(place)) > 200


def test_every_locator_and_editor_in_a_chinese_case_is_in_chinese() -> None:
    """No English words for places in a source, and no name of whoever edited the case."""
    for path in sorted(Path(seeds_folder() / "cases").glob("*-zh.json")):
        text = path.read_text("utf-8")
        locators = re.findall(r'"locator": "([^"]*)"', text)
        english = r"\b(paras?|pp?|chapters?|sections?|p\.|pp\.|column|lines?)\b"
        assert [found for found in locators if re.search(english, found)] == [], path.stem
        assert "Workbench editors" not in text, path.stem


def test_a_number_stands_between_spaces_in_chinese() -> None:
    """Wherever the program says one in figures: 其中 3 項. Dates have none, nor have numerals."""
    number = r"(?:\d[\d,.]*|\{(?:n|of|k|m|acts|coded|days|events|whole|years)\})"
    beside = re.compile(rf"[一-鿿]{number}(?![\d年月日])|{number}(?![年月日])[一-鿿]")
    dates = re.compile(r"\d+年(?:\d+月)?(?:\d+日)?|\d+月")
    numerals = {words("zh-Hant").t("untested: all {n} rival motives")}
    wrong = [said for _, said in catalogue() if said not in numerals
             and beside.search(dates.sub("", said))]  # fmt: skip
    assert wrong == []
