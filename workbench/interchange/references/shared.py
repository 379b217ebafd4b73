"""What the formats of references have in common: names, keys, and how a source is made."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from workbench.case import Case, Problem, Source
from workbench.citation import csl_kind, is_chinese

_OURS = re.compile(r"so-[0-9a-z]{18}")
ARTICLES = ("article-journal", "article-newspaper", "article-magazine")


def made(fields: Mapping[str, str], number: int) -> Source:
    """The source that a reference tells of; raises `Problem` where it has no title.

    A citation key that is a source's id is the id; a type that the other fields tell isn't
    kept beside them.
    """
    told = {name: value.strip() for name, value in fields.items()}
    if not told.get("title"):
        raise Problem("reference {number} has no title", number=number)
    own = _OURS.fullmatch(told.get("citation_key", ""))
    source = Source.model_validate(
        {**told, "id": own[0] if own else "", "citation_key": "" if own else told["citation_key"]}
    )
    bare = source.model_copy(update={"csl_type": ""})
    return bare if csl_kind(bare) == source.csl_type else source


def named(family: str, given: str) -> str:
    """«Family, Given»; a Chinese name is written as one, without a mark."""
    if is_chinese(family) and is_chinese(given) and "," not in family + given:
        return family + given
    return ", ".join(part for part in (family, given) if part)


def keyed(case: Case) -> Iterable[tuple[str, Source]]:
    """The sources, each with its citation key, or with its id where it has none of its own."""
    seen: set[str] = set()
    for source in case.sources.values():
        key = source.citation_key
        yield source.id if not key or key in seen else key, source
        seen.add(key)
