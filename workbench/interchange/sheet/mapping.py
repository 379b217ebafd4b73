"""Columns with other names: which column of the coding sheet each stands for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

_SYNONYMS = {
    "date": ("datum", "day", "when", "event date", "日期", "時間", "何時", "發生日期", "事件日期"),
    "title": ("event title", "headline", "name", "what", "what happened", "標題", "事件名稱",
              "事件", "何事", "發生何事", "事由"),
    "description": ("summary", "details", "說明", "描述", "摘要"),
    "initiator": ("actor", "source actor", "sender", "who", "發起者", "行為者", "發起方", "發起國",
                  "何人", "誰"),
    "target": ("target actor", "receiver", "against", "against whom", "to whom", "whom", "對象",
               "對象國", "目標", "針對", "針對誰", "對誰"),
    "partners": ("夥伴",),
    "domain": ("領域",),
    "strategies": ("strategy", "策略"),
    "finding": ("evidence", "quote", "quotation", "證據", "發現", "引文", "引述", "原文"),
    "source": ("reference", "來源", "資料來源", "出處"),
    "author": ("authors", "作者"),
    "published": ("publication date", "出版日期", "發表日期"),
    "url": ("link", "網址", "連結"),
    "locator": ("page", "pages", "頁", "頁碼", "頁數"),
    "grade": ("rating", "評等", "評級"),
    "coder": ("coded by", "編碼者"),
    "note": ("notes", "comment", "備註"),
}  # fmt: skip
_QUESTIONS = ("what", "何事")
"""What names a title beside other columns only: alone it may ask anything."""
NOTE = ""
"""What a column is read as that the coding sheet doesn't have: it is kept in the event's note."""


@dataclass(frozen=True)
class Column:
    """A column of a sheet: its own name, what it is read as, and the first cell that is filled."""

    name: str
    read_as: str
    example: str = ""


def _same(name: str) -> str:
    return " ".join(name.casefold().replace("_", " ").split())


def guess(names: Sequence[str], taken: set[str]) -> dict[str, str]:
    """Other name → column, for the names that a synonym in either language explains.

    `taken` are the columns that stand there already or were chosen.
    """
    used = set(taken)
    found: dict[str, str] = {}
    for name in names:
        for column, others in _SYNONYMS.items():
            if column not in used and _same(name) in others:
                found[name] = column
                used.add(column)
    return {} if not taken and [*map(_same, found)] in ([each] for each in _QUESTIONS) else found


def names_title(names: Sequence[str]) -> bool:
    """Whether a header has a column for titles, under whatever name."""
    return any(_same(name) in ("title", *_SYNONYMS["title"]) for name in names)


def read_as(
    header: Sequence[str], columns: Sequence[str], chosen: Mapping[str, str]
) -> tuple[str, ...]:
    """What each column of a header is read as: chosen, else under its own name, else guessed.

    A sheet that has `title` under its own name speaks the coding sheet's language: there a strange
    column is unknown, and kept in the note.
    """
    own = {name: name.casefold() for name in header if name.casefold() in columns}
    told = {name: chosen.get(name, own.get(name)) for name in header if name}
    found: dict[str, str] = {}
    if "title" not in own.values():
        taken = {column for column in told.values() if column}
        found = guess([name for name, column in told.items() if column is None], taken)
    return tuple(found.get(name) or told.get(name) or NOTE for name in header)
