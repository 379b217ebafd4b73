"""What a form asks of a source: one that the case doesn't have yet, or all of one that it has."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from workbench.case import Case, Change, Problem, Source, new_id
from workbench.case.fields import SOURCE, FieldRow
from workbench.casebook import Casebook, put, same_source, sha256_of
from workbench.locale import N_

from ..kit.node import Node
from ..kit.plain import cell
from .fieldrows import fields_of, updated
from .fields import Field
from .form import Form, Misfilled
from .paths import Paths

_FIRST = tuple(row for row in SOURCE if row.form and row.column)
_MORE = tuple(
    row for row in SOURCE if row.path in ("container", "volume", "issue", "pages", "publisher")
)
_ASKED = (*_FIRST, *_MORE)
ASKED = tuple(row.form for row in _ASKED)
"""The fields that a form asks of a new source."""


def source_fields(node: Node) -> list[Field]:
    """A new source; left empty where none is new."""
    return _new(_FIRST, node)


def more_source_fields(node: Node) -> list[Field]:
    """What an article or a book has too: asked last, since few sources have it."""
    return _new(_MORE, node)


def _new(rows: Iterable[FieldRow], node: Node) -> list[Field]:
    w = node.w
    # What a source's own field is called is said twice here, and too wide.
    short = {"source_type": w.t("type")}
    return [
        replace(each, label=w.t("new source: {what}", what=short.get(each.name, each.label)))
        for each in fields_of(rows, None, node).values()
    ]


def new_source(case: Case, values: dict[str, str]) -> tuple[str | None, list[Change]]:
    """The id of the source that was written down, and what writing it changes; raises `Problem`."""
    given = {row.path: values.get(row.form, "").strip() for row in _ASKED}
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


class SourceForm(Form[str]):
    """All that a case holds of a source."""

    def __init__(self, book: Casebook, source: Source | None) -> None:
        """Edit `source`, or write a new one down."""
        super().__init__()
        self.book = book
        self.new = source is None
        self.source = source or Source(id=new_id("so"), title="")

    @property
    def heading(self) -> str:
        """A new one, or which."""
        if self.new:
            return self.w.t("A new source")
        return self.w.t("Source: {title}", title=cell(self.source.title, 60).plain)

    def fields(self) -> list[Field]:
        """Every field of the table."""
        return list(fields_of(SOURCE, self.source, self).values())

    async def save(self, values: dict[str, str]) -> str:
        """Keep it; what makes two sources one may not be that of another."""
        source = Source.model_validate(updated(SOURCE, self.source, values))
        if not source.title:
            raise Misfilled("title", self.w.t("a new source needs a title"))
        others = (s for s in self.book.case.sources.values() if s.id != source.id)
        if same_source(others, source):
            raise Misfilled(
                "title",
                self.w.t("another source has this title, author and date: merge the two instead"),
            )
        await self.write(self.book, N_("a source"), put(self.book.case, source))
        return source.id


class CopyForm(Form[str]):
    """Where a local copy of a source is, for its hash; the file isn't taken in."""

    def __init__(self, book: Casebook, source: Source) -> None:
        super().__init__()
        self.book, self.source = book, source

    @property
    def heading(self) -> str:
        """Of which source."""
        return self.w.t("A copy of: {title}", title=cell(self.source.title, 60).plain)

    def fields(self) -> list[Field]:
        """The file."""
        hint = self.w.t("its SHA-256 is kept, the file stays where it is")
        return [Field("path", self.w.t("file"), hint=hint, completes=Paths())]

    async def save(self, values: dict[str, str]) -> str:
        """Keep the hash."""
        path = Path(values["path"].strip()).expanduser()
        digest = await asyncio.to_thread(sha256_of, path)
        known, w = self.source.sha256, self.w
        source = self.source.model_copy(update={"sha256": digest})
        await self.write(self.book, N_("a source"), put(self.book.case, source))
        if not known:
            return w.t("The SHA-256 of the copy is kept: {digest}", digest=digest)
        if known == digest:
            return w.t("The copy is the one whose SHA-256 was kept")
        return w.t("The copy is another one than before: its SHA-256 is kept now")
