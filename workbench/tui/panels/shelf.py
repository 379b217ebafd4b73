"""The table of cases on the home screen."""

from __future__ import annotations

from rich.text import Text
from textual.widgets import DataTable

from workbench.casebook import Shelf, Shelved
from workbench.judgement import ACTORS

from ..kit.node import Node
from ..kit.plain import cell, moment, pair, widest

_YEARS = 9
_ACTS = 8
_BOTH = 10
_APART = 34
_CHANGED = 12
_ROOMY = 150
"""Columns from which there is room for whose the other events are."""


def share(part: int, whole: int) -> str:
    """A part as a percentage; never 100% while something is missing, nor 0% while it is not."""
    if not whole:
        return "—"
    percent = round(100 * part / whole)
    if part and part != whole:
        percent = min(max(percent, 1), 99)
    return f"{percent}%"


def fits(shelved: Shelved, text: str) -> bool:
    """Whether every word of `text` stands in what is shown of a case."""
    info = shelved.info
    said = [shelved.slug, shelved.years]
    if info:
        said += [info.title, info.balancer, info.target, info.question]
    whole = " ".join(said).casefold()
    return all(word in whole for word in text.casefold().split())


class ShelfTable(DataTable[Text], Node):
    """A row a case: who restrains whom, how far it is coded and weighed, when it was changed."""

    def fill(self, shelves: list[tuple[Shelf, Shelved]], width: int) -> None:
        """Show these cases; the cursor stays where it was."""
        w, row = self.w, self.cursor_row
        self.clear(columns=True)
        wide, roomy = width >= 100, width >= _ROOMY
        columns = 6 + wide + roomy
        # A share, or that a round hides it.
        coded = widest([w.t("coded"), *(self._coded(each) for _, each in shelves)])
        # A year before the common era has a sign: one cut short would be another year.
        years = max(_YEARS, widest(each.years for _, each in shelves))
        acts = max(_ACTS, widest(self._acts(each) for _, each in shelves))
        given = years + acts + _BOTH + coded + _CHANGED * wide + _APART * roomy + 2 * columns + 1
        dyad = self._dyad = max((width - given) * 2 // 5, 14)
        for label, size in (
            (w.t("case"), max(width - given - dyad, 12)),
            (w.t("dyad"), dyad),
            (w.t("years"), years),
            (w.t("acts"), acts),
            (w.t("coded"), coded),
            (w.t("both sides"), _BOTH),
            *([(w.t("apart"), _APART)] if roomy else []),
            *([(w.t("changed"), _CHANGED)] if wide else []),
        ):
            self.add_column(Text(label), width=size)
        for shelf, shelved in shelves:
            self.add_row(*self._row(shelf, shelved, wide, roomy), key=f"{shelf}/{shelved.slug}")
        self.move_cursor(row=min(row, max(len(shelves) - 1, 0)), animate=False)

    def _row(self, shelf: Shelf, shelved: Shelved, wide: bool, roomy: bool) -> list[Text]:
        info = shelved.info
        if info is None:
            assert shelved.problem is not None
            why = self.bench.sentence(shelved.problem)
            row = [cell(f"! {shelved.slug}", style="bold"), cell(why, style="italic")]
            return row + [Text("")] * (4 + wide + roomy)
        away = shelf != "cases"
        title = cell(info.title, style="dim" if away else "")
        if away:
            said = self.w.t("in the trash") if shelf == "trash" else self.w.t("archived")
            title = Text.assemble((f"[{said}] ", "italic"), title)
        row = [
            title,
            pair(info.balancer, info.target, self._dyad),
            Text(shelved.years),
            Text(self._acts(shelved), justify="right"),
            Text(self._coded(shelved), justify="right"),
            Text(share(shelved.both_sides, shelved.acts), justify="right"),
        ]
        if roomy:
            row.append(cell(self._others(shelved, info.target), _APART, "dim"))
        if wide:
            row.append(Text(moment(shelved.modified, self.bench.today), style="dim"))
        return row

    def _acts(self, shelved: Shelved) -> str:
        """How many events are the balancer's acts, of how many."""
        return f"{shelved.acts}/{shelved.events}"

    def _coded(self, shelved: Shelved) -> str:
        """Which share of the acts is coded; nothing where an open round hides it."""
        return self.w.t("in a round") if shelved.hidden else share(shelved.coded, shelved.acts)

    def _others(self, shelved: Shelved, target: str) -> str:
        """How many events are others', by whose they are."""
        say = self.theory.say
        names = {actor: say("actor", actor) for actor in ACTORS} | {"target": target}
        apart = {names[actor]: n for actor, n in shelved.apart.items() if actor != "third"}
        return " · ".join(f"{name} {n}" for name, n in (apart | shelved.third).items())

    def under_cursor(self) -> tuple[Shelf, str] | None:
        """The shelf and slug of the case under the cursor."""
        if not self.row_count:
            return None
        key = self.coordinate_to_cell_key(self.cursor_coordinate).row_key.value or ""
        shelf, _, slug = key.partition("/")
        return ("trash" if shelf == "trash" else "archive" if shelf == "archive" else "cases"), slug

    def find(self, slug: str) -> None:
        """Put the cursor on a case in work."""
        key = f"cases/{slug}"
        if key in self.rows:
            self.move_cursor(row=self.get_row_index(key), animate=False)
