"""What a list of references changes in a case."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from workbench.case import Case, Change, Source, new_id
from workbench.casebook import same_source


@dataclass(frozen=True)
class ReferenceImport:
    """What a list of references would change in a case."""

    changes: tuple[Change, ...]
    new: int
    updated: int
    same: int


def reference_changes(case: Case, found: Sequence[Source]) -> ReferenceImport:
    """Sources with a known citation key are updated under their own id; evidence stays as it is.

    A source without such a key is known by its id, which an export gives in the key's place.
    """
    held = dict(case.sources)
    keys = {s.citation_key: s.id for s in held.values() if s.citation_key}
    touched: dict[str, None] = {}
    for source in found:
        known = (
            held.get(source.id)
            or held.get(keys.get(source.citation_key, ""))
            or same_source(held.values(), source)
        )
        if known is None:
            known = source.model_copy(update={"id": new_id("so")})
        else:
            told = {k: v for k, v in source.model_dump().items() if v and k != "id"}
            if known.note:
                told.pop("note", None)
            known = known.model_copy(update=told)
        held[known.id] = known
        touched[known.id] = None
        if known.citation_key:
            keys[known.citation_key] = known.id
    changes = [Change(case.sources.get(id), held[id]) for id in touched]
    changes = [change for change in changes if change.before != change.after]
    new = sum(change.before is None for change in changes)
    return ReferenceImport(tuple(changes), new, len(changes) - new, len(touched) - len(changes))
