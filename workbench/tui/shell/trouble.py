"""What is asked when an edit can't simply be written: a conflict, or a disk that refuses."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

from workbench.case import Case, Change, Event, Problem, new_id
from workbench.casebook import Casebook, Conflict, stored
from workbench.locale import N_

from ..forms.conflict import ConflictForm
from ..forms.unwritten import ElsewhereForm, UnwrittenForm
from ..kit.bench import Bench
from ..kit.changewords import Told


def mine_over_theirs(case: Case, changes: Sequence[Change]) -> list[Change]:
    """The same edit, made to the case as it is now."""
    return [
        change
        for c in changes
        if (change := Change(stored(case, c.record), c.after)).before != change.after
    ]


def mine_as_a_copy(conflict: Conflict, changes: Sequence[Change]) -> list[Change]:
    """The same edit, but what collided becomes a record of its own."""
    mine = conflict.mine
    assert mine is not None
    copy = mine.model_copy(update={"id": new_id("ev" if isinstance(mine, Event) else "pc")})
    if isinstance(copy, Event):
        copy = copy.model_copy(update={"key": ""})
    rest = [c for c in changes if c.record.id != mine.id and c.before is None]
    return [*rest, Change(None, copy)]


async def settle(
    bench: Bench, book: Casebook, conflict: Conflict, changes: Sequence[Change]
) -> bool:
    """Show both sides and do what is chosen; whether anything was."""
    told = Told(bench.words, bench.theory, book.case)
    blind = bool(book.answers_of)
    form = ConflictForm(told, conflict.mine, conflict.theirs, blind=blind)
    answer = await bench.push_screen_wait(form)
    if answer is None:
        return False
    try:
        if answer == "mine":
            edit = mine_over_theirs(book.case, changes)
        else:
            edit = mine_as_a_copy(conflict, changes) if answer == "copy" else []
        label = N_("a conflict, decided by hand")
        await asyncio.to_thread(book.apply, label, edit, bench.coder)
    except (Problem, OSError) as problem:
        bench.refuse(problem)
        return False
    said = {
        "mine": N_("Yours stands"),
        "theirs": N_("Theirs stands"),
        "copy": N_("Theirs stands, and yours beside it as a copy"),
    }
    bench.say(bench.words.t(said[answer]))
    return True


async def unwritten(bench: Bench, book: Casebook, problem: Exception) -> bool:
    """Ask what to do about a disk that refuses; whether the work is on some disk now."""
    if not book.unsaved:
        # Such as an undo: who asked for it says why it wasn't done.
        return False
    why = bench.sentence(problem)
    while book.unsaved:
        answer = await bench.push_screen_wait(UnwrittenForm(why))
        if answer is None:
            return False
        if answer == "elsewhere":
            if await saved_elsewhere(bench, book):
                return True
            continue
        try:
            await asyncio.to_thread(book.retry)
        except (Problem, OSError) as again:
            why = bench.sentence(again)
    bench.say(bench.words.t("Written: nothing is waiting any more"))
    return True


async def saved_elsewhere(bench: Bench, book: Casebook) -> bool:
    """Ask for another file and save the case there; whether it was."""
    path = await bench.push_screen_wait(ElsewhereForm(book))
    if path:
        bench.say(bench.words.t("Saved in {path}", path=path))
    return bool(path)
