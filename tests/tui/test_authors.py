"""Whoever rates or overrules stays its author, whoever opens the form and saves it."""

from __future__ import annotations

import pytest

from workbench.case import CaseInfo, Event, Overruling, Rating, own_strategy
from workbench.casebook import Casebook, Settings, Workspace, put, save_settings
from workbench.codebook import codebook
from workbench.tui import WorkbenchApp
from workbench.tui.forms import EventForm, OverruleForm, RatingForm
from workbench.tui.forms.form import Form
from workbench.tui.forms.strategy import PlacementForm

from .rest import settled

EVENT = Event(id="e", title="T", coder="",
              overruled=Overruling(verdict="contested", reason="why", coder="PH"))  # fmt: skip
RATING = Rating(id="threat", value="latent", note="why so", coder="PH")


def form_of(book: Casebook, name: str) -> Form[bool] | Form[str]:
    """One of the forms, on what PH has written or nobody has coded."""
    event = book.case.events["e"]
    if name == "overruling":
        return OverruleForm(book, event)
    if name == "rating":
        return RatingForm(book, "threat", "threat", (("latent", "latent"), ("acute", "acute")))
    return EventForm(book, event)


async def test_who_placed_a_strategy_stays(known: Workspace) -> None:
    """Saved again by another, as it was: nothing is written."""
    save_settings(Settings(coder="MK", language="en"))
    book = known.create("c", CaseInfo(title="T", balancer="A", target="B"), "")
    strategy = next(s for s in codebook().strategies if s.placed == "inferred")
    book.apply("a", put(book.case, own_strategy(
        id=strategy.id, kind="placed", strategy_class=strategy.class_, route=strategy.route,
        reason="why", citation="Doe 2001", coder="PH")), "PH")  # fmt: skip
    revisions = len(book.history())
    app = WorkbenchApp(known, "c")
    async with app.run_test(size=(100, 40)) as pilot:
        await settled(pilot)
        form = PlacementForm(book, book.case.codebook.strategy(strategy.id))
        app.push_screen(form)
        await settled(pilot)
        await form.save(form.values())
    assert len(book.history()) == revisions and book.case.own[strategy.id].coder == "PH"


@pytest.mark.parametrize("changed", [False, True])
@pytest.mark.parametrize(
    "name", ["overruling", *(pytest.param(n, marks=pytest.mark.long) for n in ("rating", "event"))]
)
async def test_the_author_stays(known: Workspace, name: str, changed: bool) -> None:
    """Saved as it was it is no edit; changed by another it names both."""
    save_settings(Settings(coder="MK", language="en"))
    book = known.create("c", CaseInfo(title="T", balancer="A", target="B"), "")
    book.apply("a", put(book.case, EVENT, RATING), "PH")
    revisions = len(book.history())
    app = WorkbenchApp(known, "c")
    async with app.run_test(size=(100, 40)) as pilot:
        await settled(pilot)
        form = form_of(book, name)
        app.push_screen(form)
        await settled(pilot)
        values = form.values()
        if changed:
            values |= {{"overruling": "reason", "rating": "note", "event": "note"}[name]: "other"}
        await form.save(values)
    event, rating = book.case.events["e"], book.case.ratings["threat"]
    ruled = event.overruled
    assert ruled
    if not changed:
        assert len(book.history()) == revisions
        assert (event, rating) == (EVENT, RATING)
    elif name == "overruling":
        assert (ruled.reason, ruled.coder, ruled.changed_by) == ("other", "PH", "MK")
    elif name == "rating":
        assert (rating.note, rating.coder, rating.changed_by) == ("other", "PH", "MK")
    else:
        assert (event.note, event.coder, event.changed_by) == ("other", "MK", "")
