"""Every sentence of the codebook against a table that was written from the paper."""

from __future__ import annotations

from collections.abc import Iterator
from fnmatch import fnmatchcase
from pathlib import Path
from typing import NamedTuple

import pytest

from workbench.codebook import Said, codebook

TABLE = Path(__file__).parents[1] / "paper" / "table.txt"
MARKS = {"paper": "§", "reading": "≈"}


class Row(NamedTuple):
    """What the paper has on a sentence."""

    sentence: str
    mark: str
    section: str
    en: list[str]
    zh: list[str]


class Sentence(NamedTuple):
    """What the codebook says, and whose it calls it."""

    key: str
    mark: str
    section: str
    en: str = ""
    zh: str = ""


def rows() -> list[Row]:
    """The table."""
    found = []
    for line in TABLE.read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            sentence, mark, section, *words = (cell.strip() for cell in line.split("|"))
            en, zh = ([word for word in cell.split("; ") if word] for cell in words)
            found.append(Row(sentence, mark, section, en, zh))
    return found


def sentences() -> Iterator[Sentence]:
    """Every sentence of the codebook, and every class, route, overlap, rule and scale."""
    book = codebook()
    for table in ("classes", "strategies", "motives", "effects", "lenses", "threat_components",
                  "conditions"):  # fmt: skip
        for row in getattr(book, table):
            for field in type(row).model_fields:
                said = getattr(row, field)
                if isinstance(said, Said):
                    key = f"{table}.{row.id}.{field}"
                    yield Sentence(key, MARKS[said.standing], said.section, said.en, said.zh_hant)
    for s in book.strategies:
        yield Sentence(f"strategies.{s.id}.class", MARKS[s.class_standing], "§肆.二")
        yield Sentence(f"strategies.{s.id}.route", MARKS[s.route_standing], "§肆.二")
        for o in s.overlaps:
            both = "+".join(sorted((s.id, o.strategy)))
            yield Sentence(f"overlaps.{both}", MARKS[o.standing], o.section)
    for lens in book.lenses:
        yield Sentence(f"lenses.{lens.id}.rows", MARKS[lens.criterion.standing], lens.section)
    for c in book.conditions:
        yield Sentence(f"conditions.{c.id}.values", MARKS[c.scale], c.does.section)


def row_of(key: str) -> Row:
    """The most exact row of the table."""
    fitting = [row for row in rows() if fnmatchcase(key, row.sentence)]
    assert fitting, f"{key} isn't in the table"
    return min(fitting, key=lambda row: row.sentence.count("*"))


@pytest.mark.parametrize("said", sentences(), ids=lambda said: said.key)
def test_a_sentence_is_whose_the_paper_makes_it(said: Sentence) -> None:
    """Its mark, its section, and the words that carry the point."""
    row = row_of(said.key)
    assert (said.mark, said.section) == (row.mark, row.section)
    assert [word for word in row.en if word not in said.en] == []
    assert [word for word in row.zh if word not in said.zh] == []


def test_every_row_of_the_table_is_of_a_sentence() -> None:
    """None is left over, and the paper's own sentences are known by their words."""
    found = list(sentences())
    assert {row_of(said.key).sentence for said in found} == {row.sentence for row in rows()}
    assert [s.key for s in found if s.en and s.mark == "§" and not row_of(s.key).en] == []
