"""The table of fields: a row for every field, and nothing but its row for a new one."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import pytest
from pydantic import BaseModel

from workbench.case import Event, Evidence, Rating, Record, Source
from workbench.case.fields import TABLE

RECORDS: tuple[type[Record], ...] = (Event, Evidence, Source, Rating)


def paths(model: type[BaseModel], within: str = "") -> Iterator[str]:
    """Every field of a record, the nested ones by their path."""
    for name, field in model.model_fields.items():
        parts = [
            inner
            for each in (field.annotation, *get_args(field.annotation))
            for inner in (each, *get_args(each))
            if isinstance(inner, type) and issubclass(inner, BaseModel)
        ]
        if not parts:
            yield within + name
        for part in parts[:1]:
            yield from paths(part, f"{within}{name}.")


@pytest.mark.parametrize("record", RECORDS)
def test_every_field_has_a_row(record: type[Record]) -> None:
    """Nothing is added to a record without saying what becomes of it; no row is of nothing."""
    rows = [row.path for row in TABLE[record.table]]
    there = list(paths(record))
    assert not set(there) - set(rows), "a field without a row in workbench/case/fields.py"
    whole = {path.partition(".")[0] for path in there}
    assert not set(rows) - set(there) - whole, "a row without its field"
    assert len(rows) == len(set(rows))


def test_what_is_not_in_the_sheet_says_why() -> None:
    """A row has a column, or a reason why it has none."""
    for rows in TABLE.values():
        for row in rows:
            assert bool(row.column) != bool(row.outside.strip()), row.path
            assert row.label


NEW = """
import asyncio, csv, io, re
from dataclasses import replace
from datetime import UTC, date, datetime
import workbench.case.fields as fields
KIND = {kind!r}
row = fields.FieldRow("weather", "Weather of it", KIND, "weather", seldom=True, form="weather",
                      annex="Weather: {{what}}", memo=True, **{more!r})
fields.EVIDENCE += (row,)
fields.EVENT += (fields.FieldRow("mood", "Mood", "text", "mood", seldom=True, form="mood",
                                 annex="Mood: {{what}}", memo=True),)
fields.EVIDENCE += tuple(fields.FieldRow(name, name, name, "new_" + name, seldom=True)
                         for name in ("date", "names", "actor"))
fields.SOURCE += (fields.FieldRow("mirror", "Mirror", "line", "mirror"),)
fields.TABLE |= {{"events": fields.EVENT, "evidence": fields.EVIDENCE}}
from workbench.case import Case, CaseInfo, Event, Evidence, Source
from workbench.interchange.sheet import read_sheet, write_sheet
said = {value!r}
piece = Evidence(id="p", event="e", side="intent", finding="F", weather=said, source="s",
                 date="2003-03", names=["a", "b"], actor=" X ")
source = Source(id="s", title="S", mirror="=m ")
event = Event(id="e", key="e", title="T", initiator="A", target="B", mood="=1+1\\n| [bold]")
case = Case("c", CaseInfo(title="T", balancer="A", target="B"), events={{"e": event}},
            evidence={{"p": piece}}, sources={{"s": source}})
again = read_sheet(write_sheet(case), Case("c", case.info), "")
assert not again.faults, again.faults
records = [c.after for c in again.changes]
assert [r.weather for r in records if isinstance(r, Evidence)] == [said]
(p,) = (r for r in records if isinstance(r, Evidence))
assert (p.date, tuple(p.names), p.actor) == ("2003-03", ("a", "b"), " X ")
assert [r.mirror for r in records if isinstance(r, Source)] == ["=m "]
assert [r.mood for r in records if isinstance(r, Event)] == ["=1+1\\n| [bold]"]
from workbench.memo import memo_markdown
from workbench.interchange.refi import write_project
memo = memo_markdown(case, "en", digest="", today=date(2026, 1, 1))
memo = re.sub(r"\\\\(.)", r"\\1", memo)
assert "Weather: " in memo and "Mood: " in memo and {shown!r} in memo
import zipfile
with zipfile.ZipFile(io.BytesIO(write_project(case, datetime.now(UTC)))) as packed:
    said_there = packed.read("project.qde").decode()
    assert "Mood" in said_there or any(
        "Mood" in packed.read(n).decode() for n in packed.namelist() if n.endswith(".txt"))
    assert "Weather of it" in packed.read("project.qde").decode()
from workbench.case.labels import FIELDS
from workbench.tui.panels.sheet import COLUMN_WORDS
assert FIELDS["weather"] == COLUMN_WORDS["weather"] == "Weather of it"
from workbench.casebook import Casebook, Settings, Workspace, put, save_settings
from workbench.tui import WorkbenchApp
from workbench.tui.forms import EvidenceForm
save_settings(Settings(coder="MK", language="en"))
place = Workspace.find(None)
book = place.create("c", case.info, "")
book.apply("a", put(book.case, source, event, piece), "")
async def form():
    app = WorkbenchApp(place, "c")
    async with app.run_test(size=(120, 50)) as pilot:
        await pilot.pause()
        screen = EvidenceForm(book, event, "intent", piece)
        app.push_screen(screen)
        await pilot.pause()
        values = screen.values()
        assert values["weather"] == said, values
        await screen.save(values)
        assert book.case.evidence["p"].weather == said
asyncio.run(form())
"""


@pytest.mark.parametrize(
    ("kind", "value", "shown", "more"),
    [
        ("line", "=1+1 [bold] 中文 \x1b[31m", "=1+1 [bold] 中文", {}),
        ("choice", "interpretation", "interpretation",
         {"values": ("record", "interpretation"), "vocabulary": "basis"}),
    ],
)  # fmt: skip
def test_a_field_needs_nothing_but_its_row(
    home: Path, kind: str, value: str, shown: str, more: dict[str, object]
) -> None:
    """Form, sheet both ways, memo, history and REFI-QDA follow a row of a plain kind."""
    code = NEW.format(kind=kind, value=value, shown=shown, more=more)
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=False,
        cwd=Path(__file__).parents[2],
    )  # fmt: skip
    assert not done.returncode, done.stderr[-3000:]
