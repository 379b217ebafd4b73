"""Faults are slow and rough: the README's test command leaves them out, `.ci/run` runs them."""

from __future__ import annotations

from pathlib import Path

import pytest

from workbench.case import Case, CaseInfo, Change, Event
from workbench.casebook import Casebook, put
from workbench.store import CaseFile

HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if HERE in Path(item.path).parents:
            item.add_marker(pytest.mark.faults)


@pytest.fixture
def file(tmp_path: Path) -> CaseFile:
    """A case of one event whose title is the number of the last edit, and of thirty others."""
    made = CaseFile(tmp_path / "cases" / "dyad.json")
    made.create(Case("dyad", CaseInfo(title="Dyad", balancer="A", target="B")))
    book = Casebook(made)
    others = [Event(id=f"ev-x{n:02}", title="中文 " * 9) for n in range(30)]
    book.apply("edit", put(book.case, Event(id="ev-1", title="0"), *others))
    return made


def count(book: Casebook, to: int) -> None:
    """An edit that replaces one record, adds one and deletes one."""
    event = book.case.events["ev-1"].model_copy(update={"title": str(to)})
    fresh = Event(id=f"ev-n{to}", title="n" * (to % 50))
    old = book.case.events.get(f"ev-n{to - 1}")
    removed = [Change(old, None)] if old else []
    book.apply("edit", [*put(book.case, event, fresh), *removed], "CKM")


def number(file: CaseFile) -> int:
    """Which edit the case stands at, whole; fails where it stands between two."""
    case = CaseFile(file.path).load()
    at = int(case.events["ev-1"].title)
    fresh = {key for key in case.events if key.startswith("ev-n")}
    assert fresh == ({f"ev-n{at}"} if at else set())
    assert len(case.events) == 31 + len(fresh)
    return at
