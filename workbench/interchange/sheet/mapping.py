"""Columns with other names: which column of the coding sheet each stands for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

_SYNONYMS = {
    "date": ("datum", "day", "event_date", "日期", "時間"),
    "title": ("event title", "headline", "name", "標題", "事件名稱"),
    "description": ("summary", "details", "說明", "描述", "摘要"),
    "initiator": ("actor", "source actor", "sender", "發起者", "行為者"),
    "target": ("target actor", "receiver", "對象", "目標"),
    "partners": ("夥伴",),
    "domain": ("領域",),
    "strategies": ("strategy", "策略"),
    "finding": ("evidence", "證據", "發現"),
    "source": ("reference", "來源", "資料來源"),
    "author": ("authors", "作者"),
    "published": ("publication date", "出版日期"),
    "url": ("link", "網址", "連結"),
    "coder": ("coded by", "編碼者"),
    "note": ("notes", "comment", "備註"),
}


def guess(names: Sequence[str]) -> dict[str, str]:
    """Other name → column, for the names that a synonym in either language explains.

    A sheet that has `title` under its own name speaks the coding sheet's language: there a strange
    column is unknown, and kept in the note.
    """
    taken = {name.strip().casefold() for name in names}
    if "title" in taken:
        return {}
    found: dict[str, str] = {}
    for name in names:
        for column, others in _SYNONYMS.items():
            if name.strip().casefold() in others and column not in taken:
                found[name.strip()] = column
                taken.add(column)
    return found


def names_title(names: Sequence[str]) -> bool:
    """Whether a header has a column for titles, under whatever name."""
    return any(n.strip().casefold() in ("title", *_SYNONYMS["title"]) for n in names)


def renamed(names: Sequence[str], chosen: Mapping[str, str]) -> list[str]:
    """The header under the names that the coder chose."""
    return [chosen.get(name.strip(), name) for name in names]
