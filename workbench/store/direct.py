"""A case straight from its file's bytes, where every line is laid out as ours.

Nothing is refused here: what isn't surely sound is left to `lines` and `casetables`, which are
slower and say what is wrong and where.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from itertools import chain, repeat
from operator import attrgetter
from pathlib import Path
from typing import Any, get_args, get_origin

from pydantic import BaseModel

from workbench.case import RECORDS, Case, Problem, Record

from .casetables import Flaw, case_of, flaws, unfounded
from .format import version_of
from .garbage import without_collection
from .lines import HALF, META, NULL, Lines, decoded_once, encoded
from .measured import read_case
from .tablelines import TableLines

_Found = dict[str, dict[str, Record]]
_KINDS = {kind.table: kind for kind in RECORDS}
_BEGINS, _ENDS, _COLON, _APART = b',"', b'": ', b'":', b'" :'
_OPENS = _ENDS + Lines({"": {}}).data().split(b"\n")[0].removeprefix(b'{"": ')
_say_fields = BaseModel.__pydantic_fields_set__.__set__  # type: ignore[attr-defined]
_SAID = attrgetter("__pydantic_fields_set__")
_UNLIKELY = re.compile(r'[\x00-\x1f"\\]')
"""What no id of ours holds."""
_AT_ONCE = 200
"""Records that are looked at again while the processor still has them at hand."""


def direct_case(slug: str, data: bytes) -> tuple[Lines, Case] | None:
    """The lines of a case file and its case; None where anything may be wrong with it."""
    # Neither a tab nor a return stands in a line of ours, nor half a character in what is sound.
    if b"\t" in data or b"\r" in data or HALF.search(data):
        return None
    try:
        held, found, named = _read(data)
        _once(data, held, found, named)
    except (ValueError, LookupError, RecursionError):
        return None
    if "case" not in found["case"] or next(unfounded(found, found), None):
        return None
    return Lines(held), case_of(slug, found)


def looked_through(path: Path) -> tuple[Case | None, Lines, list[Flaw]]:
    """The case in a file, None where it has flaws, its lines, and its flaws.

    Raises `Problem` where it can't be read.
    """
    data = read_case(path)
    if data is None:
        raise Problem("there is no case file {path}", path=str(path))
    with without_collection():
        if found := direct_case(path.stem, data):
            version_of(found[0], path)
            return found[1], found[0], []
        lines = Lines.parse(data, path)
        version_of(lines, path)
        records, wrong = flaws(lines.tables())
        return None if wrong else case_of(path.stem, records), lines, wrong


def _read(data: bytes) -> tuple[dict[str, TableLines], _Found, int]:
    """The line of every record by table and id, its record, and how many names stand in these.

    Raises an error where a line isn't as ours.
    """
    lines = data.split(b"\n")
    held = {META: TableLines.of(_meta(lines[0]))}
    found: _Found = {kind.table: {} for kind in RECORDS}
    at, place, named = 1, len(lines[0]) + 1, 0
    while lines[at] != b"}":
        name = lines[at].removeprefix(_BEGINS).removesuffix(_OPENS)
        end = lines.index(b"}", at)
        mine = lines[at + 1 : end]
        heads = [line[: line.index(_ENDS)] for line in mine]
        ids = [head[2:].decode() for head in heads]
        table = name.decode()
        if (
            table in held
            or lines[at] != _BEGINS + name + _OPENS
            or len(set(ids)) != len(ids)
            or not all(map(bytes.startswith, heads, repeat(_BEGINS)))
            or _UNLIKELY.search("".join(ids))
        ):
            raise ValueError(name)
        found[table], many = _records(_KINDS[table], ids, heads, mine)
        held[table] = TableLines.within(data, place + len(lines[at]) + 1, ids, mine)
        at, place, named = end + 1, held[table].end + len(lines[end]) + 1, named + many
    if lines[at:] != [b"}", b""]:
        raise ValueError(lines[at])
    return held, found, named


def _meta(line: bytes) -> dict[str, bytes]:
    said = decoded_once(line.decode() + "}")[META]
    rows = {key: b"," + encoded(key) + b": " + encoded(value) for key, value in said.items()}
    if _head(rows) != line or set(said) != {"1"} or set(said["1"]) != {"format", "version"}:
        raise ValueError(line)
    return rows


def _head(meta: Mapping[str, bytes]) -> bytes:
    return Lines({META: meta}).data().split(b"\n")[0]


def _records(
    kind: type[Record], ids: list[str], heads: list[bytes], lines: list[bytes]
) -> tuple[dict[str, Record], int]:
    """The records in their lines, each given its id, and how many names stand in them but for that.

    Raises `pydantic.ValidationError`.
    """
    read, found, many = kind.__pydantic_validator__.validate_json, {}, 0
    known: dict[int, set[str]] = {}
    for begins in range(0, len(ids), _AT_ONCE):
        made = []
        some = slice(begins, begins + _AT_ONCE)
        for id_, head, line in zip(ids[some], heads[some], lines[some], strict=True):
            value = line[len(head) + len(_ENDS) :]
            if value == NULL:
                continue
            if value[-1:] != b"}":
                raise ValueError(value)
            begun = b"{" if value == b"{}" else value[:-1] + b", "
            record = found[id_] = read(b'%b"id": "%b"}' % (begun, head[2:]))
            # Most say the same fields: a set of their names for each takes more than what they say.
            names = record.__pydantic_fields_set__
            alike = known.setdefault(len(names), names)
            if alike == names:
                _say_fields(record, alike)
            many += len(names) - 1
            made.append(record)
        many += _within(made)
    return found, many


def _once(data: bytes, held: Mapping[str, TableLines], found: _Found, named: int) -> None:
    """Raise `ValueError` where a record has a name twice: pydantic would take the last.

    `named` is how many names stand in the records.
    """
    # A colon stands behind every name, and behind some quotations in a text.
    aside = _head(held[META]).count(_COLON) + 2 * len(held.keys() - {META})
    named += sum(len(lines) for table, lines in held.items() if table != META)
    if data.count(_COLON) == aside + named and _APART not in data:
        return
    for table, records in found.items():
        for key, record in records.items():
            line = held[table][key]
            # Its own name stands there as its id.
            here = len(record.__pydantic_fields_set__) + _within([record])
            if line.count(_COLON) != here or _APART in line:
                said = decoded_once(line[line.index(_ENDS) + len(_ENDS) :].decode())
                records[key] = _KINDS[table].model_validate({**said, "id": key})


def _within(records: Sequence[BaseModel]) -> int:
    """How many names stand in what records of one kind are composed of."""
    many = 0
    for name in _composed(type(records[0])) if records else ():
        held = list(filter(None, map(attrgetter(name), records)))
        if held and isinstance(held[0], dict):
            many += sum(map(len, held))
        elif held:
            inner = list(chain.from_iterable(held)) if isinstance(held[0], tuple) else held
            many += sum(map(len, map(_SAID, inner))) + _within(inner)
    return many


@cache
def _composed(kind: type[BaseModel]) -> tuple[str, ...]:
    """The fields of a kind of record that hold names themselves."""
    return tuple(n for n, f in kind.model_fields.items() if _holds(f.annotation))


def _holds(annotation: Any) -> bool:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return True
    return get_origin(annotation) is dict or any(map(_holds, get_args(annotation)))
