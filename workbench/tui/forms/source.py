"""What a form asks of a source that the case doesn't have yet."""

from __future__ import annotations

from dataclasses import replace

from workbench.case import Case, Change, Problem, Source, new_id
from workbench.case.fields import SOURCE
from workbench.casebook import put, same_source

from ..node import Node
from .fields import Field
from .rows import fields_of

_ASKED = tuple(row for row in SOURCE if row.form)
ASKED = tuple(row.form for row in _ASKED)
"""The fields that a form asks of a new source."""


def source_fields(node: Node) -> list[Field]:
    """A new source; left empty where none is new."""
    return [
        replace(each, label=node.w.t("new source: {what}", what=each.label))
        for each in fields_of(_ASKED, None, node).values()
    ]


def new_source(case: Case, values: dict[str, str]) -> tuple[str | None, list[Change]]:
    """The id of the source that was written down, and what writing it changes; raises `Problem`."""
    given = {row.path: values[row.form].strip() for row in _ASKED}
    if not given["title"]:
        if any(given.values()):
            raise Problem("a new source needs a title")
        return None, []
    source = Source(id=new_id("so"), **given)
    known = same_source(case.sources.values(), source)
    if known:
        return known.id, []
    return source.id, put(case, source)


def listed(source: Source) -> str:
    """A source in one line."""
    return " · ".join(p for p in (source.author, source.title, source.published) if p)
