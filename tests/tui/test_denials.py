"""What an absent effect denies, and what a case says of its actors: in the forms."""

from __future__ import annotations

import pytest
from textual.widgets import Input, Label, Select, SelectionList, TextArea

from workbench.case import Event, Evidence, begun
from workbench.casebook import Casebook, Workspace, put
from workbench.judgement import judge_case
from workbench.tui import WorkbenchApp
from workbench.tui.forms import CaseInfoForm
from workbench.tui.forms.evidence import EvidenceForm

KIND = {"event": "ev", "side": "effect", "kind": "raises-cost"}


def _piece(name: str, status: str, **said: object) -> Evidence:
    row = {**KIND, "id": name, "status": status, "finding": f"finding {name}", **said}
    return Evidence.model_validate(row)


@pytest.fixture
def book(known: Workspace) -> Casebook:
    """A case with two claims and what denies them."""
    made = known.create("d", begun(title="T", balancer="France", target="United States"))
    pieces = [
        _piece("pc-1", "observed"), _piece("pc-2", "capable"), _piece("pc-3", "absent"),
        _piece("pc-4", "observed", kind="weakens-power"),
    ]  # fmt: skip
    made.apply("x", put(made.case, Event(id="ev", title="[bold] =1+1 中文"), *pieces))
    return made


async def _opened(app: WorkbenchApp, book: Casebook, piece: Evidence) -> EvidenceForm:
    form = EvidenceForm(book, book.case.events["ev"], "effect", piece)
    await app.push_screen(form)
    return form


@pytest.mark.parametrize(
    ("ticked", "denies"),
    [
        ([], None),
        (["none"], ()),
        pytest.param(["pc-2"], ("pc-2",), marks=pytest.mark.long),
        pytest.param(["pc-1", "pc-2"], ("pc-1", "pc-2"), marks=pytest.mark.long),
    ],
)
async def test_what_is_ticked_is_denied(
    known: Workspace, book: Casebook, ticked: list[str], denies: tuple[str, ...] | None
) -> None:
    """Named claims, no claim on purpose, or the whole kind where nothing is ticked."""
    app = WorkbenchApp(known, "d")
    async with app.run_test(size=(80, 24)) as pilot:
        form = await _opened(app, book, book.case.evidence["pc-3"])
        await pilot.pause()
        choice = form.query_one("#field-denies", SelectionList)
        for name in ticked:
            choice.select(name)
        form.query_one("#field-basis", Select).value = "record"
        await pilot.press("ctrl+s")
        await pilot.pause()
        kept = book.case.evidence["pc-3"]
        assert (kept.denies, kept.basis) == (denies, "record")
    # Once more from the file, and back into the form as it was.
    again = known.open("d")
    assert again.case.evidence["pc-3"].denies == denies


async def test_what_it_cant_deny_is_refused_beside_the_field(
    known: Workspace, book: Casebook
) -> None:
    """One sentence, the form as it was, and nothing written."""
    app = WorkbenchApp(known, "d")
    async with app.run_test(size=(120, 40)) as pilot:
        for piece, ticked, said in (
            ("pc-3", ["pc-4"], "same event and kind"),
            ("pc-3", ["none", "pc-1"], "no claim"),
            ("pc-1", ["pc-2"], "only an absent effect"),
        ):
            form = await _opened(app, book, book.case.evidence[piece])
            await pilot.pause()
            choice = form.query_one("#field-denies", SelectionList)
            for name in ticked:
                choice.select(name)
            await pilot.press("ctrl+s")
            await pilot.pause()
            assert app.screen is form
            assert said in str(form.query_one("#error-denies", Label).content)
            assert book.case.evidence[piece].denies is None
            await app.pop_screen()


def test_a_claim_that_goes_is_denied_no_more(book: Casebook) -> None:
    """Removed, or turned into another kind; one edit, one undo."""
    from workbench.casebook import put_evidence, remove_evidence

    denying = book.case.evidence["pc-3"].model_copy(update={"denies": ("pc-1", "pc-2")})
    book.apply("x", put(book.case, denying))
    book.apply("x", remove_evidence(book.case, book.case.evidence["pc-1"]))
    assert book.case.evidence["pc-3"].denies == ("pc-2",)
    other = book.case.evidence["pc-2"].model_copy(update={"kind": "weakens-power"})
    book.apply("x", put_evidence(book.case, other))
    # What denied one claim by name doesn't come to deny all of its kind.
    assert book.case.evidence["pc-3"].denies == ()
    book.undo()
    book.undo()
    assert book.case.evidence["pc-3"].denies == ("pc-1", "pc-2")


async def test_the_case_says_who_is_who_and_what_counts(known: Workspace, book: Casebook) -> None:
    """Other names, threshold, floor, interpretations and joint acts, as its own."""
    app = WorkbenchApp(known, "d")
    async with app.run_test(size=(80, 24)) as pilot:
        form = CaseInfoForm(book)
        await app.push_screen(form)
        await pilot.pause()
        form.query_one("#field-aliases", TextArea).text = "France ＝ 法國； République\n"
        form.query_one("#field-threshold", Select).value = "observed"
        form.query_one("#field-interpretations", Select).value = "left-out"
        form.query_one("#field-joint", Select).value = "counted"
        form.query_one("#field-floor", Input).value = "c3"
        await pilot.press("ctrl+s")
        await pilot.pause()
    info = known.open("d").case.info
    assert info.aliases == {"France": ("法國", "République")}
    view = judge_case(known.open("d").case).view
    assert (view.threshold, view.floor, view.interpretations, view.joint) == (
        "observed", "C3", "left-out", "counted",
    )  # fmt: skip


@pytest.mark.long
@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("France", "line 1"),
        ("France = 法國\nFrance = x", "line 2"),
        ("France = united states ", "one actor"),
    ],
)
async def test_names_that_make_no_sense_are_refused(
    known: Workspace, book: Casebook, text: str, said: str
) -> None:
    """With the line, or with what they would mean; nothing is written."""
    app = WorkbenchApp(known, "d")
    async with app.run_test(size=(120, 40)) as pilot:
        form = CaseInfoForm(book)
        await app.push_screen(form)
        await pilot.pause()
        form.query_one("#field-aliases", TextArea).text = text
        await pilot.pause()
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert app.screen is form
        shown = [str(label.content) for label in form.query(".error").results(Label)]
        assert any(said in sentence for sentence in shown)
    assert known.open("d").case.info.aliases == {}


@pytest.mark.long
async def test_a_case_that_would_end_before_it_begins_is_kept_from_it(
    known: Workspace, book: Casebook
) -> None:
    """Said beside the field of its end, which has the focus; nothing is written."""
    app = WorkbenchApp(known, "d")
    async with app.run_test(size=(80, 24)) as pilot:
        form = CaseInfoForm(book)
        await app.push_screen(form)
        await pilot.pause()
        form.query_one("#field-begins", Input).value = "2004"
        form.query_one("#field-ends", Input).value = "2003"
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert app.screen is form and app.focused is form.query_one("#field-ends")
        shown = [str(label.content) for label in form.query(".error").results(Label)]
        assert any("ends before it begins" in sentence for sentence in shown)
    assert not known.open("d").case.info.ends
