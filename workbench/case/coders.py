"""Who coded a record, in words."""

from __future__ import annotations

from workbench.locale import Words

from .model import Event, Evidence, Overruling, Rating


def coded_by(record: Event | Evidence | Rating | Overruling, w: Words) -> str:
    """Who coded a record, and who changed what that one coded; empty where nobody is named."""
    if not record.changed_by:
        return record.coder
    if not record.coder:
        return w.t("changed by {other}", other=record.changed_by)
    return w.t("{coder}, changed by {other}", coder=record.coder, other=record.changed_by)
