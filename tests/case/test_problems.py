"""What a refusal says, in the language of whoever reads it."""

from __future__ import annotations

import errno
import os
import re
from pathlib import Path

import pytest

from workbench.case import Problem
from workbench.interchange.references import read_references
from workbench.locale import first_of, words
from workbench.store import CaseFile

NONE_OF = "“{cell}” is none of {allowed}"


def test_things_side_by_side_stand_as_the_language_has_them() -> None:
    problem = Problem(NONE_OF, cell="{x}", allowed=("yes", "no", "{y}"))
    assert str(problem) == "“{x}” is none of yes, no, {y}"
    assert "yes、no、{y}" in problem.said(words("zh-Hant"))


def test_of_many_the_first_are_said() -> None:
    assert first_of(["a", "b"], 2) == ("a", "b")
    assert first_of(["a", "b", "c"], 2) == ("a", "b …")
    assert first_of([], 2) == ()


@pytest.mark.parametrize(
    ("text", "why", "place"),
    [
        ('[{"title": "x"', "the text ends in the middle", "line 1, column 15"),
        ('[\n{"title" "x"}]', "a colon is expected", "line 2, column 10"),
        ("[{title: 1}]", "a name in double quotes is expected", "line 1, column 3"),
        ('[{"title": 1 2}]', "a comma or the closing bracket", "line 1, column 14"),
        ('[{"title": }]', "a value is expected", "line 1, column 12"),
        ('[{"title": "a\nb"}]', "a line break or another control", "line 1, column 14"),
        ('[{"title": "\\q"}]', "what follows a backslash", "line 1, column 13"),
        ('[{"title": "x}]', "a quotation mark isn't closed", "line 1, column 12"),
        ("[] []", "something stands after the end", "line 1, column 4"),
    ],
)
def test_why_a_text_is_no_json(text: str, why: str, place: str) -> None:
    """In a sentence of the program's, which has a translation."""
    with pytest.raises(Problem) as refused:
        read_references(text.encode())
    assert why in str(refused.value) and place in str(refused.value)
    assert not re.search("[a-z]{5}", refused.value.said(words("zh-Hant")))


def test_a_byte_order_mark_is_named(tmp_path: Path) -> None:
    """Before a case file, where it isn't seen."""
    path = tmp_path / "c.json"
    path.write_bytes(b"\xef\xbb\xbf{}")
    with pytest.raises(Problem, match="a byte order mark stands before it"):
        CaseFile(path).load()


@pytest.mark.parametrize("encoding", ["utf-32", "utf-32-le", "utf-32-be"])
def test_references_in_an_encoding_of_four_bytes(encoding: str) -> None:
    """Said to be that: the list is one, and neither another format nor UTF-16."""
    with pytest.raises(Problem, match="looks like UTF-32"):
        read_references('[{"id": "a", "title": "條約"}]'.encode(encoding))


def test_what_a_system_says_is_translated() -> None:
    """And a reason that is a problem itself; what nobody knows stays as it is."""
    message, zh = "{path} can't be read: {why}", words("zh-Hant")
    denied = Problem(message, path="a", why=os.strerror(errno.EACCES))
    assert denied.said(zh).endswith("沒有權限")
    inner = Problem("byte {place} isn't UTF-8 text", place=3)
    assert "第 3 個位元組" in Problem(message, path="a", why=inner).said(zh)
    assert "kaputt" in Problem(message, path="a", why="kaputt").said(zh)
