"""What a form asks of a source that the case doesn't have yet."""

from __future__ import annotations

from workbench.case import Case, Change, Problem, Source, new_id
from workbench.casebook import put, same_source
from workbench.locale import Words

from .fields import Field

SOURCE = ("title", "author", "published", "url", "source_type")


def source_fields(w: Words) -> list[Field]:
    """A new source; left empty where none is new."""
    example = w.t("e.g. {example}", example="2003-03")
    return [
        Field("title", w.t("new source: title"), hint=w.t("of the book, article or document")),
        Field("author", w.t("new source: author")),
        Field("published", w.t("new source: published"), hint=example),
        Field("url", w.t("new source: address"), hint="https://"),
        Field("source_type", w.t("new source: type"), hint=w.t("e.g. official record, newspaper")),
    ]


def new_source(case: Case, values: dict[str, str]) -> tuple[str | None, list[Change]]:
    """The id of the source that was written down, and what writing it changes; raises `Problem`."""
    given = {name: values[name].strip() for name in SOURCE}
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
