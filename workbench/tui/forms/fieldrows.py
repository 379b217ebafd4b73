"""What a form asks by the table of fields, and what it reads back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Literal

from workbench.case import Record
from workbench.case.fields import FieldRow, nested, value_of

from ..kit.node import Node
from .fields import Field

_KINDS: Mapping[str, Literal["text", "choice"]] = {
    "text": "text", "choice": "choice", "nothing": "choice",
}  # fmt: skip
_YES = "yes"


def fields_of(rows: Iterable[FieldRow], record: Record | None, node: Node) -> dict[str, Field]:
    """The fields that are asked for by their rows, by name, in the order of the table."""
    return {row.form: _field(row, record, node) for row in rows if row.form}


def _field(row: FieldRow, record: Record | None, node: Node) -> Field:
    w, value = node.w, value_of(record, row.path)
    options: tuple[tuple[str, str], ...] = ()
    if row.kind == "choice":
        options = tuple(node.theory.choices(row.vocabulary, row.values))
    elif row.kind == "nothing":
        value, options = _YES if value else "", ((_YES, w.t("yes")),)
    return Field(
        row.form,
        w.t(row.label),
        value or "",
        _KINDS.get(row.kind, "line"),
        options,
        hint=w.t(row.hint) if row.hint else "",
    )


def updated(rows: Iterable[FieldRow], record: Record, values: Mapping[str, str]) -> dict[str, Any]:
    """The record's fields with what was filled in for those that are asked by their rows."""
    found = record.model_dump()
    told = nested((row.path, _said(row, values[row.form])) for row in rows if row.form in values)
    for name, value in told.items():
        found[name] = {**found[name], **value} if isinstance(value, dict) else value
    return found


def _said(row: FieldRow, value: str) -> str | bool | None:
    if row.kind == "nothing":
        return value == _YES
    if row.kind == "choice":
        return value or None
    return value.strip() if row.kind == "line" else value.rstrip("\r\n")
