"""The way in, from the shelf and from an open case: the file, then what its content asks for."""

from __future__ import annotations

from workbench.case import Problem
from workbench.casebook import Casebook

from ..forms import CandidatesForm, ImportForm, NewCaseForm
from ..forms.incoming import NEW_CASE, Incoming
from ..kit.bench import Bench
from ..kit.plain import cell


async def bring_in(bench: Bench, book: Casebook) -> None:
    """Import into an open case."""
    incoming = await bench.push_screen_wait(ImportForm(book.file.slug))
    if incoming:
        await _bring(bench, book, incoming)


async def bring_in_somewhere(bench: Bench, slug: str | None) -> None:
    """Import into a case of the shelf, at first `slug`, or into one that is made for it."""
    shelf = bench.workspace.shelf()
    cases = [(each.slug, cell(each.info.title, 36).plain) for each in shelf if each.info]
    incoming = await bench.push_screen_wait(ImportForm(slug, cases))
    if incoming is None:
        return
    if incoming.slug == NEW_CASE:
        book = await bench.push_screen_wait(NewCaseForm())
    else:
        book = _opened(bench, incoming.slug)
    if book:
        bench.show_case(book)
        await _bring(bench, book, incoming)


def _opened(bench: Bench, slug: str) -> Casebook | None:
    try:
        return bench.workspace.open(slug)
    except (Problem, OSError) as problem:
        bench.refuse(problem)
        return None


async def _bring(bench: Bench, book: Casebook, incoming: Incoming) -> None:
    kind = incoming.what.kind
    if kind == "sheet":
        from ..screens.sheet import SheetScreen

        bench.push_screen(SheetScreen(book, incoming))
    elif kind == "references":
        from ..screens.references import ReferencesScreen

        bench.push_screen(ReferencesScreen(book, incoming))
    else:
        form = CandidatesForm(book, incoming.path, incoming.what)
        candidates = await bench.push_screen_wait(form)
        if candidates:
            from ..screens.inbox import InboxScreen

            bench.say(bench.words.tn("{n} new candidate", "{n} new candidates", candidates))
            if not isinstance(bench.screen, InboxScreen):
                bench.push_screen(InboxScreen(book))
