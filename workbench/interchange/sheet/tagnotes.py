"""The cell that says why an event is tagged, and by whom: one line in it for each tag.

A line is `STRATEGY | CODER | WHY`, in which a backslash, a line break and a bar are written as
`_WRITTEN` has them. White space around a part isn't its own, unless a backslash stands before it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from workbench.case import Event, Problem, Tag

_WRITTEN = {"\\": "\\\\", "\n": "\\n", "|": "\\|"}
_READ = {written[1]: char for char, written in _WRITTEN.items()}
_PART = re.compile(r"(?:\\.|[^\\|])*", re.DOTALL)
_ESCAPE = re.compile(r"\\(.)", re.DOTALL)


@dataclass(frozen=True)
class TagLine:
    """A line of the cell."""

    strategy: str
    """As it is written: an id, or a name in either language."""
    coder: str
    why: str


def tag_notes(event: Event) -> str:
    """The cell of an event; empty where its strategies and its coder already say everything."""
    names = [tag.strategy for tag in event.tags]
    if len(set(names)) == len(names) and all(
        tag == Tag(strategy=tag.strategy, coder=event.coder) for tag in event.tags
    ):
        return ""
    return "\n".join(
        " | ".join(map(_written, (tag.strategy, tag.coder, tag.rationale))) for tag in event.tags
    )


def _written(text: str) -> str:
    ends = (0, len(text) - 1)
    return "".join(
        _WRITTEN.get(char) or (f"\\{char}" if place in ends and char.isspace() else char)
        for place, char in enumerate(text)
    )


def _trimmed(part: str) -> str:
    """A part without the white space around it that no backslash keeps."""
    bare = part.strip()
    kept = (len(bare) - len(bare.rstrip("\\"))) % 2
    return part.lstrip()[: len(bare) + kept]


def read_tag_notes(cell: str) -> list[TagLine]:
    """The lines of a cell; raises `Problem` where one of them isn't a tag's."""
    # A line break of any other kind is data.
    return [_read(line) for line in cell.split("\n") if line.strip()]


def _read(line: str) -> TagLine:
    plain = line.split("|")
    if "\\" not in line and len(plain) == 3 and plain[0].strip():
        return TagLine(*map(str.strip, plain))
    parts, at = [], 0
    while found := _PART.match(line, at):
        parts.append(_trimmed(found[0]))
        at = found.end()
        if line[at : at + 1] != "|":
            break
        at += 1
    escaped = {char for part in parts for char in _ESCAPE.findall(part)}
    if at < len(line) or not all(char in _READ or char.isspace() for char in escaped):
        raise Problem(
            "“{line}”: here a backslash is written \\\\, a line break \\n, a bar \\|", line=line
        )
    if len(parts) != 3 or not parts[0]:
        raise Problem(
            "“{line}” isn't STRATEGY | CODER | WHY, of which the last two may be empty", line=line
        )
    return TagLine(*(_ESCAPE.sub(_said, part) for part in parts))


def _said(escape: re.Match[str]) -> str:
    return _READ.get(escape[1], escape[1])


def in_order(tags: Sequence[Tag], strategies: Sequence[str], coder: str) -> tuple[Tag, ...]:
    """The tags of `strategies`: as the lines of the cell say them, else by `coder` without why.

    Where every strategy has its line, the lines are in order.
    """
    if {tag.strategy for tag in tags} == set(strategies):
        return tuple(tags)
    found: list[Tag] = []
    for strategy in strategies:
        told = [tag for tag in tags if tag.strategy == strategy]
        found += told or [Tag(strategy=strategy, coder=coder)]
    return tuple(found)
