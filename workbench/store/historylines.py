"""The lines of a history: how a revision is written as one, and read from one."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any, get_args

from workbench.case import Problem

from .garbage import without_collection
from .lines import HALF, Rows, decoded, encoded
from .revisions import FIRST, ROOT, Fault, Kind, Past, Revision
from .rows import (
    CHANGES,
    Kept,
    RowChange,
    Told,
    mended,
    of_type,
    others,
    rows_of,
    said_in,
    told_as,
    wrong,
)

_YEARS = range(1970, 3000)
"""The years that every system can show in every time zone."""
_MOST = 2**53
_MOST_FAULTS = 10_000
"""Lines that are no history, after which the file is taken for none."""
_ENDS = b'], "prev": "'
_LARGE = 1 << 20
"""Bytes of a line, from which it is looked at before it is read."""
_FIELDS = ("revision", "time", "coder", "action", "kind", "changes", "prev")
"""What every line says."""


def line_of(revision: Revision, rows: Iterable[RowChange], of: str | None) -> bytes:
    """A revision as the history holds it; `rows` are what it changed and `of` is
    the digest of the one that it names.
    """
    r = revision
    begins = encoded(
        {
            "revision": r.number,
            "time": r.time.isoformat(timespec="milliseconds"),
            "coder": r.coder,
            "action": r.action,
            "kind": r.kind,
            **({} if of is None else {"of": of}),
        }
    )
    changes = b", ".join(map(told_as, rows))
    ends = encoded({"prev": r.prev, **({"also": r.also} if r.also else {})})
    return begins[:-1] + CHANGES + changes + b"], " + ends[1:]


def whole_lines(data: bytes) -> tuple[bytes, bytes]:
    """The lines, the last one's break added where it lacks, and the rest that a crash cut off.

    A crash leaves the beginning of a line of ours, or zeros; anything else is a line, were it
    damaged, and stays.
    """
    end = data.rfind(b"\n") + 1
    rest = data[end:]
    if rest.startswith(FIRST) or FIRST.startswith(rest.rstrip(b"\0")):
        try:
            decoded(rest.decode("utf-8"))
        except (ValueError, RecursionError):
            return data[:end], rest
    return data + b"\n", b""


def read_lines(
    data: bytes, before: Past | None = None, held: Rows | None = None, path: Path | None = None
) -> Past:
    """Every revision and every fault in the lines; a line that stands twice is read once.

    `before` is what stands before `data` in the file, read already, its last line ended. `held` are
    the lines of the case file: what stands there needn't be read to know that it can be. `path` is
    the file, where a long line needn't be held.
    """
    before = before or Past()
    whole, rest = whole_lines(data)
    with without_collection():
        past = _read_whole(whole, before, held or {}, path)
    why = Problem("the line is cut off; the next edit takes its place")
    torn = Fault(past.lines + 1, why) if rest else None
    size = before.size + len(data) - len(rest)
    return replace(past, size=size, ended=len(whole) <= len(data), torn=torn)


def _read_whole(data: bytes, before: Past, held: Rows, path: Path | None) -> Past:
    revisions = list(before.revisions)
    faults = list(before.faults)
    numbers = {revision.digest: revision.number for revision in revisions}
    lines = list(_looked_at(data))
    # Whoever wrote the next line had this one whole: its rows are read when they are asked for.
    vouched = {each for _, said in lines if said for each in (said["prev"], *said.get("also", ()))}
    at = before.size
    for line, (raw, said) in enumerate(lines, before.lines + 1):
        digest = hashlib.sha256(raw).hexdigest()
        kept = Kept(path, at, len(raw), digest)
        at += len(raw) + 1
        if digest in numbers:
            continue
        try:
            if held and said and digest not in vouched:
                others(raw, held)
                vouched.add(digest)
            revision, named = _revision(raw, kept, line, said if digest in vouched else None)
            followed = (revision.prev, *revision.also)
            lost = any(each != ROOT and each not in numbers for each in followed)
            # Where two began a history of one case, each has a first line.
            first = not revisions or revision.kind == "begun"
            if lost or (revision.prev == ROOT and not first):
                why = Problem("the line before it was changed or taken away")
                faults.append(Fault(line, why))
            least = revisions[-1].number + 1 if revisions else 1
            of = numbers.get(named) if isinstance(named, str) else named
            if isinstance(named, str) and of is None:
                faults.append(Fault(line, Problem("the line that it names isn't there")))
            revision = replace(revision, number=max(revision.number, least), of=of)
        except Problem as problem:
            # Where it was raised would keep the line, and what was read of it.
            faults.append(Fault(line, problem.with_traceback(None)))
            if len(faults) > _MOST_FAULTS:
                why = Problem("so many lines can't be read that the rest wasn't looked at")
                faults.append(Fault(line + 1, why))
                break
            continue
        numbers[digest] = revision.number
        revisions.append(revision)
    return Past(tuple(revisions), tuple(faults), lines=before.lines + data.count(b"\n"))


def _looked_at(data: bytes) -> Iterator[tuple[bytes, dict[str, Any] | None]]:
    """Every line and its outline, up to where so many can't be read that the rest isn't looked at.

    A file of empty lines holds more of them than memory does.
    """
    at = wrong = 0
    while at < len(data) and wrong <= _MOST_FAULTS:
        end = data.index(b"\n", at)
        raw = data[at:end]
        said = _outline(raw)
        if said is None and not _readable(raw):
            wrong += 1
        yield raw, said
        at = end + 1


def _readable(raw: bytes) -> bool:
    """Whether a line that isn't laid out as ours is a revision all the same."""
    try:
        _revision(raw, Kept(None, 0, len(raw), ""), 0, None)
    except Problem:
        return False
    return True


def _outline(raw: bytes) -> dict[str, Any] | None:
    """What a line as we write it says but for its rows; None for any other."""
    begins, ends = raw.find(CHANGES), raw.rfind(_ENDS)
    if not raw.startswith(FIRST) or not 0 < begins < ends:
        return None
    try:
        said = decoded((raw[:begins] + b", " + raw[ends + 3 :]).decode("utf-8"))
    except (ValueError, RecursionError):
        return None
    also = said.get("also", [])
    tied = [said.get("prev"), *also] if isinstance(also, list) else [None]
    return said if all(isinstance(each, str) for each in tied) else None


def _revision(
    raw: bytes, kept: Kept, line: int, outline: Mapping[str, Any] | None
) -> tuple[Revision, str | int | None]:
    """The revision of a line, and what it names as the one taken back or done again.

    `outline` is what it says but for its rows, where those needn't be read now.
    """
    if outline is None and len(raw) > _LARGE:
        # A line that lacks one is refused before memory is taken for what else it says.
        for field in _FIELDS:
            if f'"{field}"'.encode() not in raw:
                raise wrong(field)
    said = said_in(raw) if outline is None else outline
    number = of_type(said, "revision", int)
    if not 0 < number < _MOST:
        raise wrong("revision")
    kind: Kind | None = next((k for k in get_args(Kind) if k == said.get("kind")), None)
    if kind is None:
        raise wrong("kind")
    named = said.get("of")
    if named is not None and type(named) not in (int, str):
        raise wrong("of")
    # Looked for once: a line of an import is as long as the file.
    broken = HALF.search(raw) is not None
    also = of_type(said, "also", list) if "also" in said else []
    if not all(isinstance(each, str) for each in also):
        raise wrong("also")
    return (
        Revision(
            number=number,
            time=_time(of_type(said, "time", str)),
            coder=mended(of_type(said, "coder", str), broken),
            action=mended(of_type(said, "action", str), broken),
            kind=kind,
            of=None,
            told=Told.of(raw, kept, None if said is outline else rows_of(said, raw)),
            prev=of_type(said, "prev", str),
            digest=kept.digest,
            also=tuple(also),
            line=line,
        ),
        named,
    )


def _time(text: str) -> datetime:
    try:
        time = datetime.fromisoformat(text)
    except ValueError:
        raise wrong("time") from None
    if time.tzinfo is None or time.year not in _YEARS:
        raise wrong("time")
    return time
