"""A case straight from its file's bytes, where every line is laid out as ours.

Nothing is refused here: what isn't surely sound is left to `lines` and `casetables`, which are
slower and say what is wrong and where.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import chain
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
_BEGINS, _ENDS, _COLON = b',"', b'": ', b'":'
_OPENED = b'": {'
_ROW = "\n" + _BEGINS.decode()
_TOMBSTONE = _ENDS + NULL
_OPENS = _ENDS + Lines({"": {}}).data().split(b"\n")[0].removeprefix(b'{"": ')
_say_fields = BaseModel.__pydantic_fields_set__.__set__  # type: ignore[attr-defined]
_SAID = attrgetter("__pydantic_fields_set__")
_AT_ONCE = 100_000
"""Bytes whose records are looked at while the processor still has them at hand."""


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
    at = data.index(b"\n") + 1
    held = {META: TableLines.of(_meta(data[: at - 1]))}
    found: _Found = {kind.table: {} for kind in RECORDS}
    named = 0
    while not data.startswith(b"}", at):
        opening = data[at : data.index(b"\n", at)]
        name = opening.removeprefix(_BEGINS).removesuffix(_OPENS)
        table = name.decode()
        if table in held or opening != _BEGINS + name + _OPENS:
            raise ValueError(name)
        at += len(opening) + 1
        ids: list[str] = []
        sizes: list[int] = []
        known: dict[int, set[str]] = {}
        for lines in _some_lines(data, at):
            some, records, many = _records(_KINDS[table], lines, known)
            found[table] |= records
            named += many
            ids += some
            sizes += map(len, lines)
        held[table] = TableLines.within(data, at, ids, sizes)
        at = held[table].end + 2
        if len(held[table]) != len(ids):
            raise ValueError(name)
    if data[at:] != b"}\n":
        raise ValueError(at)
    return held, found, named


def _some_lines(data: bytes, at: int) -> Iterator[list[bytes]]:
    """The lines from `at` up to the brace that closes their table, some after some.

    Raises `ValueError` where there is none.
    """
    while True:
        stop = data.rfind(b"\n", at, at + _AT_ONCE)
        lines = data[at : stop if stop >= 0 else data.index(b"\n", at)].split(b"\n")
        if b"}" in lines:
            yield lines[: lines.index(b"}")]
            return
        yield lines
        at += sum(map(len, lines)) + len(lines)


def _ids(parted: list[tuple[bytes, bytes, bytes]]) -> list[str]:
    """The ids in lines parted at their braces; raises `ValueError` for a strange one."""
    heads = [head if opened else _deleted(head) for head, opened, _ in parted]
    text = b"\n".join(heads).decode()
    ids = f"\n{text}".split(_ROW)[1:]
    if not len(ids) == len(heads) == text.count('"') or "\\" in text:
        raise ValueError(text)
    return ids


def _deleted(line: bytes) -> bytes:
    """What stands before the colon of a tombstone; raises `ValueError` where a line is none."""
    head = line.removesuffix(_TOMBSTONE)
    if head == line or not head.decode().isprintable():
        raise ValueError(line)
    return head


def _meta(line: bytes) -> dict[str, bytes]:
    said = decoded_once(line.decode() + "}")[META]
    rows = {key: b"," + encoded(key) + b": " + encoded(value) for key, value in said.items()}
    if _head(rows) != line or set(said) != {"1"} or set(said["1"]) != {"format", "version"}:
        raise ValueError(line)
    return rows


def _head(meta: Mapping[str, bytes]) -> bytes:
    return Lines({META: meta}).data().split(b"\n")[0]


def _records(
    kind: type[Record], lines: list[bytes], known: dict[int, set[str]]
) -> tuple[list[str], dict[str, Record], int]:
    """The ids in some lines, their records, and how many names stand in these but for the ids.

    `known` are sets of names that records before them say. Raises `pydantic.ValidationError`.
    """
    parted = [line.partition(_OPENED) for line in lines]
    ids = _ids(parted)
    texts = [
        b'{"id": %b"%b%b' % (head[1:], b"" if value == b"}" else b", ", value)
        for head, opened, value in parted
        if opened
    ]
    made = [*map(kind.__pydantic_validator__.validate_json, texts)]
    many = _within(made) - len(made)
    for record, names in zip(made, map(_SAID, made), strict=True):
        # Most say the same fields: a set of their names for each takes more than what they say.
        alike = known.setdefault(len(names), names)
        if alike == names:
            _say_fields(record, alike)
        many += len(names)
    live = (id_ for id_, (_, opened, _) in zip(ids, parted, strict=True) if opened)
    return ids, dict(zip(live, made, strict=True)), many


def _once(data: bytes, held: Mapping[str, TableLines], found: _Found, named: int) -> None:
    """Raise `ValueError` where a record has a name twice: pydantic would take the last.

    `named` is how many names stand in the records.
    """
    # A colon stands behind every name, and behind some quotations in a text.
    aside = _head(held[META]).count(_COLON) + 2 * len(held.keys() - {META})
    named += sum(len(lines) for table, lines in held.items() if table != META)
    if data.count(_COLON) == aside + named and not _apart(data):
        return
    for table, records in found.items():
        for key, record in records.items():
            line = held[table][key]
            # Its own name stands there as its id.
            here = len(record.__pydantic_fields_set__) + _within([record])
            if line.count(_COLON) != here or _apart(line):
                said = decoded_once(line[line.index(_ENDS) + len(_ENDS) :].decode())
                records[key] = _KINDS[table].model_validate({**said, "id": key})


def _apart(data: bytes) -> bool:
    """Whether a colon may stand apart from its name, where it isn't counted."""
    at = data.find(b" :")
    while at > 0 and data[at - 1] not in b'" ':
        at = data.find(b" :", at + 2)
    return at >= 0


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
