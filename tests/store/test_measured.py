"""Case files and rounds of far more JSON than a case has: refused before any of it is read."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.bounded import bounded
from workbench.case import CaseInfo
from workbench.casebook import Workspace
from workbench.store import CaseDB, NotWritten

HEAD = (
    b'{"_meta": {"1": {"format": "soft-balancing-case", "version": 3}}\n,"case": {"_": null\n'
    b',"case": {"title": "T", "balancer": "A", "target": "B"}\n}\n'
)
MEMORY, SECONDS = 300 << 20, 2
"""What a refusal may take: addresses, and the processor."""


def table(*records: bytes) -> bytes:
    """A case file as we lay it out, of these events."""
    rows = b"".join(b',"e-%d": %b\n' % (n, record) for n, record in enumerate(records))
    return HEAD + b',"events": {"_": null\n' + rows + b"}\n}\n"


FILES: dict[str, tuple[Callable[[], bytes], str]] = {
    "records": (lambda: table(*[b"{}"] * 600_001), "more than 600,000 records"),
    "deleted": (lambda: table(*[b"null"] * 600_001), "more than 600,000 records"),
    "objects": (lambda: table(b'{"a": [%b{}]}' % (b"{}," * 900_000)), "far more objects"),
    "lists": (lambda: table(b"[" * 1_200_001), "more than 1,200,000 objects or lists"),
    "values": (lambda: table(b'{"a": [%b1]}' % (b"1," * 3_000_000)), "far more objects, values"),
    "names": (lambda: table(b"{%b}" % b",".join(b'"%d":1' % n for n in range(900_000))),
              "far more objects, values"),
    "one line": (lambda: b'{"x":{%b}}' % b",".join(b'"%d":{}' % n for n in range(900_000)),
                 "far more objects"),
    "a text": (lambda: b'{"a": "%b"}' % (b"x" * 200_000_000), "a text in it has more than 40 MB"),
    "not as ours": (lambda: b'{"events": {%b}}' % b", ".join(
        b'"ev-%018d": {"title": "t", "target": "B"}' % n for n in range(600_001)),
        "more than 600,000 records"),
    "lines": (lambda: HEAD + b"\n" * 40_000_000, "far more objects, values, lines"),
    "spaces": (lambda: HEAD + b" " * 60_000_000, "values, lines or spaces"),
}  # fmt: skip


def run(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """The command as a process that may take no more than a refusal does."""
    return bounded(MEMORY, SECONDS, *arguments)


@pytest.mark.parametrize(
    "name", [pytest.param(n, marks=[] if n == "names" else pytest.mark.long) for n in FILES]
)
def test_a_case_file_of_too_much(home: Path, name: str) -> None:
    """Whatever opens it, lists it or merges it says so."""
    Workspace(home).create("c", CaseInfo(title="T", balancer="A", target="B"))
    make, says = FILES[name]
    path = home / "cases" / "big.json"
    path.write_bytes(make())
    done = run("list")
    assert done.returncode == 0 and says in done.stdout and "c    A → B" in done.stdout
    for command in (("show", "big"), ("check",), ("merge", path, path, path)):
        done = run(*command)
        assert done.returncode in (1, 2) and says in done.stdout + done.stderr, done.stderr[-300:]
        assert "Traceback" not in done.stderr


def test_no_edit_makes_a_case_that_nobody_opens(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What would have too many records isn't written."""
    Workspace(home).create("c", CaseInfo(title="T", balancer="A", target="B"))
    path = home / "cases" / "c.json"
    before = path.read_bytes()
    monkeypatch.setattr("workbench.store.storage.MOST_RECORDS", 2)
    with pytest.raises(NotWritten, match="more than 2 records"), CaseDB(path) as cases:
        cases.table("events").insert_multiple([{"title": "a"}, {"title": "b"}])
    assert path.read_bytes() == before


@pytest.mark.long
def test_a_round_of_too_much(home: Path) -> None:
    """Of each of its objects an error would be kept."""
    Workspace(home).create("c", CaseInfo(title="T", balancer="A", target="B"))
    path = home / "cases" / "c.rounds" / "r.json"
    path.parent.mkdir()
    path.write_bytes(b'{"name": "r", "units": [%b{}]}' % (b"{}," * 900_000))
    done = run("round", "list", "c")
    assert "r.json is damaged" in done.stdout + done.stderr and "Traceback" not in done.stderr


@pytest.mark.long
def test_so_many_sentences_that_nobody_reads_them(home: Path) -> None:
    """`check` says a thousand of a file, and how many more there are."""
    Workspace(home).create("c", CaseInfo(title="T", balancer="A", target="B"))
    (home / "cases" / "c.json").write_bytes(table(*[b'{"summary": "untitled"}'] * 20_000))
    (home / "cases" / "c.history.jsonl").write_bytes(b'{"revision": 1}\n' * 200_000)
    done = run("check")
    lines = done.stdout.splitlines()
    assert done.returncode == 1 and len(lines) < 1_010, done.stderr[-300:]
    assert any("more" in line for line in lines[-2:]), lines[-2:]
