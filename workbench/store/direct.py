"""A case straight from its file's bytes, where every line is laid out as ours.

Nothing is refused here: what isn't surely sound is left to `lines` and `casetables`, which are
slower and say what is wrong and where.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, get_args, get_origin

from pydantic import BaseModel

from workbench.case import RECORDS, Case, Problem, Record

from .casetables import Flaw, case_of, flaws, unfounded
from .format import version_of
from .garbage import without_collection
from .lines import HALF, META, Lines, Rows, Tables, decoded_once, encoded, live, read_bytes
from .tablelines import TableLines

_KINDS = {kind.table: kind for kind in RECORDS}
_BEGINS, _ENDS, _COLON, _APART = b',"', b'": ', b'":', b'" :'
_OPENS = _ENDS + Lines({"": {}}).data().split(b"\n")[0].removeprefix(b'{"": ')
_say_fields = BaseModel.__pydantic_fields_set__.__set__  # type: ignore[attr-defined]
_UNLIKELY = re.compile(rb'[\x00-\x1f"\\]')
"""What no id of ours holds."""


def direct_case(slug: str, data: bytes) -> tuple[Lines, Case] | None:
    """The lines of a case file and its case; None where anything may be wrong with it."""
    # Neither a tab nor a return stands in a line of ours, nor half a character in what is sound.
    if b"\t" in data or b"\r" in data or HALF.search(data):
        return None
    try:
        rows, held = _rows(data)
        found = {kind.table: _records(kind, rows.get(kind.table, {})) for kind in RECORDS}
        _once(data, rows, found)
    except (ValueError, LookupError, RecursionError):
        return None
    if "case" not in found["case"] or next(unfounded(found, found), None):
        return None
    return Lines(held), case_of(slug, found)


def looked_through(path: Path) -> tuple[Case | None, Tables, list[Flaw]]:
    """The case in a file, None where it has flaws, its records, and its flaws.

    Raises `Problem` where it can't be read.
    """
    data = read_bytes(path)
    if data is None:
        raise Problem("there is no case file {path}", path=str(path))
    with without_collection():
        if found := direct_case(path.stem, data):
            version_of(found[0], path)
            return found[1], live(json.loads(data)), []
        lines = Lines.parse(data, path)
        version_of(lines, path)
        tables = lines.tables()
        records, wrong = flaws(tables)
        return None if wrong else case_of(path.stem, records), tables, wrong


def _rows(data: bytes) -> tuple[Rows, Rows]:
    """The line of every record by table and id, and the same where they stand in the file.

    Raises an error where one isn't as ours.
    """
    lines = data.split(b"\n")
    rows: dict[str, dict[str, bytes]] = {META: _meta(lines[0])}
    held: dict[str, Mapping[str, bytes]] = dict(rows)
    at, place = 1, len(lines[0]) + 1
    while lines[at] != b"}":
        name = lines[at].removeprefix(_BEGINS).removesuffix(_OPENS)
        end = lines.index(b"}", at)
        mine = lines[at + 1 : end]
        keys = [line[2 : line.index(_ENDS)] for line in mine]
        table = dict(zip(map(bytes.decode, keys), mine, strict=True))
        if (
            name.decode() in rows
            or lines[at] != _BEGINS + name + _OPENS
            or len(table) != len(mine)
            or not all(line.startswith(_BEGINS) for line in mine)
            or _UNLIKELY.search(b"".join(keys))
        ):
            raise ValueError(name)
        rows[name.decode()] = table
        held[name.decode()] = mine_held = TableLines.within(data, place + len(lines[at]) + 1, table)
        at, place = end + 1, mine_held.end + len(lines[end]) + 1
    if lines[at:] != [b"}", b""] or rows.keys() - _KINDS.keys() != {META}:
        raise ValueError(lines[at])
    return rows, held


def _meta(line: bytes) -> dict[str, bytes]:
    said = decoded_once(line.decode() + "}")[META]
    rows = {key: b"," + encoded(key) + b": " + encoded(value) for key, value in said.items()}
    if _head(rows) != line or set(said) != {"1"} or set(said["1"]) != {"format", "version"}:
        raise ValueError(line)
    return rows


def _head(meta: Mapping[str, bytes]) -> bytes:
    return Lines({META: meta}).data().split(b"\n")[0]


def _records(kind: type[Record], lines: Mapping[str, bytes]) -> dict[str, Record]:
    """The records in their lines, each given its id; raises `pydantic.ValidationError`."""
    read, found = kind.__pydantic_validator__.validate_json, {}
    named: dict[int, set[str]] = {}
    for key, line in lines.items():
        at = line.index(_ENDS)
        value = line[at + len(_ENDS) :]
        if value != b"null":
            if value[-1:] != b"}":
                raise ValueError(value)
            begun = b"{" if value == b"{}" else value[:-1] + b", "
            record = found[key] = read(begun + b'"id": "' + line[2:at] + b'"}')
            # Most say the same fields: a set of their names for each takes more than what they say.
            names = record.__pydantic_fields_set__
            alike = named.setdefault(len(names), names)
            if alike == names:
                _say_fields(record, alike)
    return found


def _once(data: bytes, rows: Rows, found: dict[str, dict[str, Record]]) -> None:
    """Raise `ValueError` where a record has a name twice: pydantic would take the last."""
    # A colon stands behind every name, and behind some quotations in a text.
    aside = _head(rows[META]).count(_COLON) + 2 * len(rows.keys() - {META})
    named = sum(len(rows.get(table, ())) + _named(list(records.values()))
                for table, records in found.items())  # fmt: skip
    if data.count(_COLON) == aside + named and _APART not in data:
        return
    for table, records in found.items():
        for key, record in records.items():
            line = rows[table][key]
            if line.count(_COLON) != 1 + _named([record]) or _APART in line:
                said = decoded_once(line[line.index(_ENDS) + len(_ENDS) :].decode())
                records[key] = _KINDS[table].model_validate({**said, "id": key})


def _named(records: Sequence[BaseModel]) -> int:
    """How many names stand in records of one kind, those within them too; but not the ids."""
    if not records:
        return 0
    kind = type(records[0])
    many = sum(len(r.__pydantic_fields_set__) for r in records)
    many -= len(records) if issubclass(kind, Record) else 0
    for name in _composed(kind):
        held = [value for r in records if (value := getattr(r, name))]
        single = [v for v in held if isinstance(v, BaseModel)]
        inner = [each for v in held if not isinstance(v, BaseModel) for each in v]
        models = [each for each in inner if isinstance(each, BaseModel)]
        many += _named(single) + _named(models) + len(inner) - len(models)
    return many


@cache
def _composed(kind: type[BaseModel]) -> tuple[str, ...]:
    """The fields of a kind of record that hold names themselves."""
    return tuple(n for n, f in kind.model_fields.items() if _holds(f.annotation))


def _holds(annotation: Any) -> bool:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return True
    return get_origin(annotation) is dict or any(map(_holds, get_args(annotation)))
