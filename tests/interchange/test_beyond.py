"""What a coding sheet leaves out is named, whatever the reason, and nothing is where nothing is."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.conftest import Run
from workbench.case import (
    Assessment,
    Bearing,
    Case,
    Change,
    Event,
    Evidence,
    Rating,
    Record,
    Source,
    Tag,
    begun,
)
from workbench.interchange.sheet import left_out, read_sheet, write_sheet
from workbench.locale import words

PLAIN = Case("plain", begun(title="plain", balancer="A", target="B"))
EVENT = Event(id="e", key="e", title="T", initiator="A", target="B")
SOURCE = Source(id="s", title="S", author="U")
PIECE = Evidence(id="p", event="e", side="intent", source="s")
LATER = {"of_later": 1}
BALANCING = Bearing(motive="balancing", says="supports")

LOST: list[tuple[str, Sequence[Record], str]] = [
    ("a rating with sources alone", [SOURCE, EVENT, PIECE, Rating(id="threat", sources=("s",))],
     "1 rating"),
    ("a later field of a rating", [Rating(id="threat", **LATER)], "1 rating"),
    ("a later field of the assessment", [Assessment(**LATER)], "the assessment"),
    ("a later field of a source", [EVENT, PIECE, SOURCE.model_copy(update=LATER)], "of_later"),
    ("two sources that become one",
     [EVENT, SOURCE, SOURCE.model_copy(update={"id": "t", "url": "https://b"}), PIECE,
      PIECE.model_copy(update={"id": "q", "source": "t"})], "becomes one with it"),
    ("NUL", [EVENT.model_copy(update={"note": "a\0b"})], "note"),
    ("a semicolon in a name", [EVENT.model_copy(update={"partners": ("a;b",)})], "partners"),
    ("tags beside none",
     [EVENT.model_copy(update={"coded_none": True, "tags": (Tag(strategy="binding"),)})],
     "strategies"),
    ("bearings on the side of effect",
     [EVENT, SOURCE, PIECE.model_copy(update={"side": "effect", "kind": "raises-cost",
                                              "status": "observed", "bearings": (BALANCING,)})],
     "bearings"),
    ("a claim without its kind", [EVENT, SOURCE, PIECE.model_copy(update={"side": "effect"})],
     "would be refused for: line 2, column bearing"),
]  # fmt: skip


@pytest.mark.parametrize(("records", "said"), [row[1:] for row in LOST], ids=[r[0] for r in LOST])
def test_what_does_not_come_back_is_named(records: Sequence[Record], said: str) -> None:
    """In a sentence of either language; the sheet itself can be read where it isn't refused."""
    case = PLAIN.with_changes(Change(None, record) for record in records)
    told = left_out(case, words("en"))
    assert said in told and bool(told) == bool(said)
    assert bool(left_out(case, words("zh-Hant"))) == bool(said)
    if case.events and "refused" not in said:
        assert not read_sheet(write_sheet(case), PLAIN, "").faults


def test_what_the_sheet_leaves_out_is_named_once(run: Run, home: Path) -> None:
    """On standard error, with the format that has it; nothing where nothing is left out."""
    run("examples", "us-japan-interwar")
    done = run("export", "us-japan-interwar", "--to", "csv", "-o", home.parent / "x.csv")
    (told,) = done.stderr.splitlines()
    for part in ("rating", "the assessment", "--to json", "--to csl-json", "archive"):
        assert part in told
    assert not run("export", "us-japan-interwar", "--to", "md", "-o", home.parent / "x.md").stderr
    sheet = home.parent / "sheet.csv"
    sheet.write_text("event,title\ne,A\n", "utf-8")
    run("import", "plain", sheet, "--balancer", "A", "--target", "B")
    assert not run("export", "plain", "--to", "csv", "-o", home.parent / "x.csv").stderr
