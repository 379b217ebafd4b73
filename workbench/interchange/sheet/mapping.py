"""Columns with other names: which column of the coding sheet each stands for."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

_SYNONYMS = {
    "date": ("datum", "day", "when", "year", "event date", "date of event", "date of the event",
             "日期", "時間", "何時", "發生日期", "發生時間", "事件日期", "年份"),
    "title": ("event title", "event description", "headline", "name", "what", "what happened",
              "action", "標題", "事件名稱", "事件", "事件內容", "事件描述", "事件簡述", "何事",
              "發生何事", "事由"),
    "description": ("summary", "details", "說明", "描述", "摘要"),
    "initiator": ("actor", "source actor", "initiating state", "initiator state", "sender", "who",
                  "by whom", "發起者", "行為者", "行為方", "行為國", "發起方", "發起國", "主體",
                  "何人", "誰"),
    "target": ("target actor", "target state", "target country", "receiver", "recipient", "against",
               "against whom", "to whom", "whom", "對象", "對象國", "目標", "目標國", "客體",
               "針對", "針對誰", "對誰"),
    "partners": ("夥伴",),
    "domain": ("領域",),
    "strategies": ("strategy", "strategy type", "策略", "策略類型"),
    "finding": ("evidence", "quote", "quotation", "證據", "證據內容", "發現", "引文", "引述",
                "原文"),
    "source": ("reference", "source title", "source name", "title of source", "來源", "資料來源",
               "資料出處", "出處", "來源名稱", "來源標題", "資料來源名稱", "資料來源標題"),
    "author": ("authors", "作者"),
    "published": ("publication date", "出版日期", "發表日期"),
    "url": ("link", "links", "web link", "source link", "source url", "link to source", "address",
            "網址", "連結", "連結網址", "來源連結", "來源網址"),
    "locator": ("page", "pages", "page number", "page no", "p", "pp", "頁", "頁碼", "頁數", "頁次"),
    "grade": ("rating", "評等", "評級"),
    "coder": ("coded by", "編碼者", "編碼員"),
    "note": ("notes", "comment", "備註"),
}  # fmt: skip
_EXPLAINED = re.compile(r"(?<=\S)\s*[(（\[][^()（）\[\]]*[)）\]]\s*$")
_LONGEST = 1_000
"""Characters of a name: a longer cell is a text, and names no column."""
_BETWEEN = re.compile(r"(?<=[^\x00-\u2fff]) (?=[^\x00-\u2fff])")
"""The space between two Chinese words."""
_OURS = {
    "avoids_confrontation": ("是否避免對抗", "避免對抗"),
    "indirect_or_covert": ("是否迂迴或隱晦", "迂迴或隱晦"),
    "limits_power_or_intent": ("是否限制權力或意圖", "限制權力或意圖"),
    "screening_note": ("篩選備註", "篩選理由"),
    "tag_notes": ("標記備註", "標記理由", "策略備註"),
    "overruled": ("推翻判定", "研究者判定"),
    "overruled_why": ("推翻的理由", "推翻理由"),
    "overruled_by": ("由誰推翻", "推翻者"),
    "side": ("面向", "意圖或效果"),
    "bearing": ("動機或效果類型", "對動機的意涵"),
    "status": ("狀態",),
    "reaction": ("反應",),
    "refuted_by": ("推翻條件",),
    "denies": ("否定",),
    "basis": ("依據",),
    "excerpt": ("原文摘錄", "摘錄"),
    "origin": ("源頭",),
    "expected": ("是否必見",),
    "surprising": ("是否出人意料",),
    "source_type": ("來源類型",),
    "changed_by": ("修改者",),
}
"""The Chinese names of our own columns, which mean anything in a sheet that was made elsewhere."""
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


_CHINESE = {
    other: column
    for names in (_SYNONYMS, _OURS)
    for column, others in names.items()
    for other in others
    if not other.isascii()
}
"""Names that are ours too where a sheet speaks the coding sheet's language."""


def _same(name: str) -> str:
    """A name as it is compared: without its case, its spaces, what explains it, its last mark."""
    if len(name) > _LONGEST:
        return ""
    plain = _EXPLAINED.sub("", name.casefold()).replace("_", " ")
    return _BETWEEN.sub("", " ".join(plain.rstrip(" ?？:：.*").split()))


def means(name: str, columns: Sequence[str]) -> str:
    """The column that a name alone stands for, its own or by a synonym; empty where none."""
    if name.casefold() in columns:
        return name.casefold()
    plain = _same(name)
    return next((column for column, others in _SYNONYMS.items() if plain in (column, *others)), "")


def _own(name: str, columns: Sequence[str]) -> str | None:
    """The column of ours that a name is, with a space for each underscore or none."""
    column = _same(name).replace(" ", "_")
    return column if column in columns else None


def guess(names: Sequence[str], taken: set[str]) -> dict[str, str]:
    """Other name → column, for the names that a synonym in either language explains.

    `taken` are the columns that stand there already or were chosen.
    """
    used = set(taken)
    found: dict[str, str] = {}
    for name in names:
        plain = _same(name)
        for column, others in _SYNONYMS.items():
            if column not in used and (plain == column or plain in others):
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
    column is unknown, and kept in the note, but for a Chinese name of ours.
    """
    own = {name: _own(name, columns) for name in header}
    told = {name: chosen.get(name, own[name]) for name in header if name}
    found: dict[str, str] = {}
    if "title" not in own.values():
        taken = {column for column in told.values() if column}
        found = guess([name for name, column in told.items() if column is None], taken)
        keys = [name for name, column in own.items() if column == "event" and name not in chosen]
        if "title" not in (*taken, *found.values()) and keys and (found or chosen):
            # Where other columns have other names too, the events are what happened.
            found[keys[0]] = "title"
    else:
        taken = {column for column in told.values() if column}
        for name, column in told.items():
            known = _CHINESE.get(_same(name)) if column is None else None
            if known and known not in taken:
                taken.add(known)
                found[name] = known
    return tuple(found.get(name) or told.get(name) or NOTE for name in header)
