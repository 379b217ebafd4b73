"""Candidates that may report one event: each in one group, for reasons that can be read."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from workbench.case import Candidate, candidate_id, span
from workbench.interchange.eventdata import Group, grouped
from workbench.locale import words


def row(n: int, date: str = "2003-03-05", place: str = "", **more: object) -> Candidate:
    fields: dict[str, object] = {
        "dataset": "gdelt", "initiator": "France", "target": "United States",
        "codes": ("036", "03"), "record": {"ActionGeo_FullName": place} if place else {},
    }  # fmt: skip
    fields |= {"row": str(n), "title": f"Row {n}", "date": date, **more}
    return Candidate.model_validate({"id": candidate_id("x", str(n)), **fields})


DATES = ("", "2003", "2003-03", *(f"2003-03-{day:02d}" for day in range(1, 10)))
PLACES = ("", "Paris, Île-de-France, France", "New York, United States")


@st.composite
def rows(draw: st.DrawFn) -> list[Candidate]:
    """Rows of few days, sides, places and classes, so that many are alike."""
    found = []
    for n in range(draw(st.integers(0, 14))):
        sides = draw(st.sampled_from([("France", "United States"), ("United States", "France"),
                                      ("", "")]))  # fmt: skip
        found.append(row(n, draw(st.sampled_from(DATES)), draw(st.sampled_from(PLACES)),
                         initiator=sides[0], target=sides[1], apart=draw(st.booleans()),
                         codes=draw(st.sampled_from([(), ("036",), ("AGREE",), ("163",)]))),
                     )  # fmt: skip
    return found


def members(groups: tuple[Group, ...]) -> set[frozenset[str]]:
    return {frozenset(each.id for each in group.members) for group in groups}


@given(rows(), st.integers(0, 3), st.randoms())
def test_each_candidate_is_in_one_group(found: list[Candidate], days: int, chance) -> None:  # type: ignore[no-untyped-def]
    """None is lost or doubled; the order of coming tells nothing; grouping a group changes none."""
    groups = grouped(found, days)
    assert sorted(c.id for g in groups for c in g.members) == sorted(c.id for c in found)
    shuffled = list(found)
    chance.shuffle(shuffled)
    assert grouped(shuffled, days) == groups
    for group in groups:
        assert grouped(group.members, days) == (group,)
        if len(group) > 1:
            seen = [span(c.date) for c in group.members]
            numbers = [d[0].number for d in seen if d]
            assert len(numbers) == len(group) and max(numbers) - min(numbers) <= days
            assert len({(c.initiator, c.target) for c in group.members}) == 1
            assert not any(c.apart for c in group.members)
            assert len({c.record.get("ActionGeo_FullName") for c in group.members} - {None}) <= 1


def test_data_sets_meet_in_a_group() -> None:
    """GDELT, ICEWS and POLECAT name class and place each their way; the surest date is first."""
    gdelt = row(1, "2003-03-06", PLACES[1])
    icews = row(2, record={"Country": "France", "City": "Paris"}, dataset="icews", codes=("0311",))
    polecat = row(3, record={"Country": "FRA"}, dataset="polecat", codes=("AGREE", "meet"))
    silent = row(4, "2003-03-06")
    elsewhere = row(5, place=PLACES[2])
    (one, alone) = grouped([gdelt, icews, polecat, elsewhere])
    assert one.members[0].date == "2003-03-05" and len(one) == 3 and alone.members == (elsewhere,)
    why = one.why(words("en"))
    assert "France → United States" in why and "03 · AGREE" in why and "France" in why
    assert "2003-03-05 to 2003-03-06" in why
    # A row without a place joins where one group alone names one.
    assert silent in grouped([gdelt, icews, silent])[0].members
    assert len(grouped([gdelt, elsewhere, silent])) == 3


def test_a_busy_fortnight_is_no_one_event() -> None:
    """A group ends with its window, were there rows on every day."""
    busy = [row(n, f"2003-03-{n:02d}") for n in range(1, 8)]
    assert [len(group) for group in grouped(busy)] == [2, 2, 2, 1]


def test_who_acted_isnt_said() -> None:
    """ACLED names two actors in any order; other data sets' rows don't join them."""
    acled = {"initiator": "", "target": "", "dataset": "acled", "codes": ("03",)}
    one = {"actor1": "Military Forces of France (2017-)", "actor2": "United States"}
    two = {"actor1": "USA", "actor2": "Police Forces of France"}
    found = grouped([row(1, record=one, **acled), row(2, record=two, **acled), row(3)])
    assert sorted(map(len, found)) == [1, 2]
