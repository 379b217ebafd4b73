"""Every journey has a workspace and settings of its own."""

import gc
from itertools import count
from pathlib import Path

import pytest

from workbench.case import CaseInfo, Event, Evidence, new_id
from workbench.casebook import Settings, Workspace, put, save_settings

from .rest import await_rest as await_rest

_TESTS = count(1)
_BETWEEN = 20
"""Tests after which what they left is looked for: the screens of one are some 20 MB."""


def pytest_runtest_teardown() -> None:
    """Free the screens that the tests before have left."""
    if not next(_TESTS) % _BETWEEN:
        gc.collect()


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    monkeypatch.setenv("WORKBENCH_CONFIG", str(tmp_path / "config"))
    monkeypatch.delenv("WORKBENCH_HOME", raising=False)
    return Workspace(tmp_path / "work")


@pytest.fixture
def known(workspace: Workspace) -> Workspace:
    """A workspace whose coder is known already."""
    save_settings(Settings(coder="CKM"))
    return workspace


HOSTILE = "[/b] [red]sic[/] \x1b[31m \u202eevil {x} %s"


@pytest.fixture
def hostile(known: Workspace) -> Workspace:
    """A case whose every word is markup and control characters."""
    book = known.create("hostile", CaseInfo(title=HOSTILE, balancer=HOSTILE, target=HOSTILE))
    event = Event(id=new_id("ev"), date="2003-03-05", title=HOSTILE, description=HOSTILE * 9,
                  initiator=HOSTILE, target=HOSTILE, note=HOSTILE)  # fmt: skip
    later = event.model_copy(update={"id": new_id("ev"), "date": "2003-03-17"})
    piece = Evidence(id=new_id("pc"), event=event.id, side="effect", finding=HOSTILE,
                     kind="raises-cost", status="observed", refuted_by=HOSTILE,
                     reaction=later.id)  # fmt: skip
    book.apply("hostile", put(book.case, event, later, piece))
    return known
