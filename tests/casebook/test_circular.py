"""Reactions that lead back: the part of many in which one may."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from workbench.casebook import circular

_EVENTS = st.sampled_from("abcdefgh")
_GRAPHS = st.dictionaries(_EVENTS, st.sets(_EVENTS, min_size=1))


def _leads_to(onward: dict[str, set[str]], start: str, end: str) -> bool:
    seen, todo = set[str](), list(onward.get(start, ()))
    while todo:
        at = todo.pop()
        if at == end:
            return True
        if at not in seen:
            seen.add(at)
            todo += onward.get(at, ())
    return False


@given(_GRAPHS)
def test_every_way_back_stands_in_it(onward: dict[str, set[str]]) -> None:
    closed = circular(onward)
    for event in onward:
        assert _leads_to(onward, event, event) == _leads_to(closed, event, event)


@given(_GRAPHS)
def test_it_is_empty_where_nothing_leads_back(onward: dict[str, set[str]]) -> None:
    later = {event: {each for each in after if each > event} for event, after in onward.items()}
    assert circular(later) == {}


def test_a_long_chain_is_no_circle_until_it_is_closed() -> None:
    chain = {str(n): {str(n + 1)} for n in range(50_000)}
    assert circular(chain) == {}
    assert len(circular(chain | {"50000": {"0"}})) == 50_001
