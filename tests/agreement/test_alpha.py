"""Agreement: published values, another implementation, and the bootstrap over groups."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from itertools import permutations
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.steps import steps
from workbench.agreement import (
    DRAWS,
    Draws,
    Measure,
    agreement,
    alpha,
    confusion,
    interval,
    masi,
    modal_share,
    of_strategies,
    uncommon,
)

MEASURES: tuple[Measure, ...] = ("nominal", "ordinal", "interval", "sets")


def sets(*texts: str) -> list[frozenset[str]]:
    return [frozenset(text) for text in texts]


@pytest.mark.parametrize(
    ("measure", "published"), [("nominal", 0.743), ("ordinal", 0.815), ("interval", 0.849)]
)
def test_the_example_with_missing_values(measure: Measure, published: float) -> None:
    """Krippendorff (2011), part C: four observers, twelve units, some left out."""
    rows = ("123321412...", "1233224125.3", ".3332342251.", "12332441251.")
    units = [tuple(None if c == "." else int(c) for c in unit) for unit in zip(*rows, strict=True)]
    found = alpha(units, measure)
    assert found is not None and round(found, 3) == published
    assert found == pytest.approx(naive(units, measure))


def test_the_distances_of_masi() -> None:
    """Passonneau (2006)."""
    pairs = [("ab", "abc", 0.5556), ("ab", "bc", 0.8889), ("abc", "bcd", 0.8333), ("a", "b", 1),
             ("", "a", 1), ("", "", 0), ("ab", "ab", 0)]  # fmt: skip
    for one, other, far in pairs:
        assert round(masi(*sets(one, other)), 4) == round(masi(*sets(other, one)), 4) == far


def test_sets_of_two_coders() -> None:
    units = list(
        zip(
            sets("a", "ab", "abc", "c", "d", "bc"),
            sets("a", "a", "bcd", "c", "a", "bc"),
            strict=True,
        )
    )
    found = alpha(units, "sets")
    assert found is not None and round(found, 4) == 0.4569


@pytest.mark.parametrize("measure", MEASURES)
def test_where_nothing_varies_it_is_undefined(measure: Measure) -> None:
    one: Any = frozenset("a") if measure == "sets" else 1
    for units in ([], [(one, None)], [(one, one), (one, one)]):
        assert alpha(units, measure) is None
    assert interval([[(one, one)]], measure, Draws(1, 1, 50)) is None


def naive(units: Sequence[Sequence[Any]], measure: Measure) -> float | None:
    """From the coincidence matrix, as Krippendorff (2011) writes it, step by step."""
    matrix: Counter[tuple[Any, Any]] = Counter()
    for unit in units:
        given_ = [value for value in unit if value is not None]
        for one, other in permutations(range(len(given_)), 2):
            matrix[given_[one], given_[other]] += 1 / (len(given_) - 1)  # type: ignore[assignment]
    values = sorted({one for one, _ in matrix}, key=str)
    if measure != "sets":
        values.sort()
    total = {v: sum(matrix[v, w] for w in values) for v in values}
    n = sum(total.values())

    def ordinal(a: Any, b: Any) -> float:
        low, high = sorted((values.index(a), values.index(b)))
        between = sum(total[values[g]] for g in range(low, high + 1))
        return (between - (total[a] + total[b]) / 2) ** 2

    def set_distance(a: frozenset[str], b: frozenset[str]) -> float:
        if a == b:
            return 0
        jaccard = len(a & b) / len(a | b)
        subset = a <= b or b <= a
        return 1 - jaccard * (2 / 3 if subset else 1 / 3 if a & b else 0)

    far: Callable[[Any, Any], float] = {
        "nominal": lambda a, b: a != b,
        "interval": lambda a, b: (a - b) ** 2,
        "ordinal": ordinal,
        "sets": set_distance,
    }[measure]
    observed = sum(matrix[a, b] * far(a, b) for a in values for b in values)
    expected = sum(total[a] * total[b] * far(a, b) for a in values for b in values)
    return None if not expected else 1 - (n - 1) * observed / expected


answers = {
    "sets": st.none() | st.frozensets(st.sampled_from("abcd")),
    "number": st.none() | st.integers(1, 5),
}


@given(data=st.data(), coders=st.integers(2, 4), measure=st.sampled_from(MEASURES))
def test_it_is_what_another_implementation_finds(
    data: st.DataObject, coders: int, measure: Measure
) -> None:
    answer = answers["sets" if measure == "sets" else "number"]
    units = data.draw(st.lists(st.tuples(*[answer] * coders), max_size=12))
    expected = naive(units, measure)
    if expected is None:
        assert alpha(units, measure) is None
    else:
        assert alpha(units, measure) == pytest.approx(expected, abs=1e-12)


@given(data=st.data(), coders=st.integers(2, 4), measure=st.sampled_from(MEASURES))
def test_the_interval_is_of_alpha_over_drawn_groups(
    data: st.DataObject, coders: int, measure: Measure
) -> None:
    """Each draw is what alpha says of the units of the groups that were drawn."""
    answer = answers["sets" if measure == "sets" else "number"]
    group = st.lists(st.tuples(*[answer] * coders), max_size=3)
    groups = data.draw(st.lists(group, min_size=1, max_size=6))
    draws = Draws(len(groups), 7, 40)
    found = []
    for drawn in draws.drawn:
        *chosen, _first_again = drawn(groups)
        found.append(naive([unit for each in chosen for unit in each], measure))
    defined = sorted(each for each in found if each is not None)
    between = interval(groups, measure, draws)
    if not defined:
        assert between is None
        return
    assert between is not None
    assert between.undefined == 40 - len(defined)
    place = 0.025 * (len(defined) - 1)
    low = defined[int(place)] + place % 1 * (
        defined[min(int(place) + 1, len(defined) - 1)] - defined[int(place)]
    )
    assert between.low == pytest.approx(low, abs=1e-6)
    assert between.low <= between.high


def test_the_same_seed_draws_the_same() -> None:
    groups = [[(n % 3, (n * n) % 3)] for n in range(30)]
    one, other, another = (interval(groups, "nominal", Draws(30, seed)) for seed in (1, 1, 2))
    assert one == other != another


def test_shares() -> None:
    """Pairs that are equal, the commonest value, and those that aren't it; a lone answer apart."""
    units = [("a", "a", None), ("a", "b", "b"), ("c", None, None), ("a", "a", "a")]
    assert agreement(units) == (1 + 1 + 3) / 7
    assert modal_share(units) == 6 / 8
    assert uncommon(units) == 2
    assert agreement([("a", None)]) is modal_share([]) is None
    table = confusion(units, ("A", "B", "C"))
    assert table["A", "B"] == Counter({("a", "a"): 2, ("a", "b"): 1})
    assert table["B", "C"] == Counter({("b", "b"): 1, ("a", "a"): 1})


def test_strategy_by_strategy() -> None:
    units = [*zip(sets("ab", "a", ""), sets("a", "b", ""), strict=True), (frozenset("c"), None)]
    a, b, c = of_strategies(units, "abc")
    assert (a.both, a.only, a.neither) == (1, (1, 0), 1)
    assert (b.both, b.only, b.neither) == (0, (1, 1), 1)
    assert (a.positive_agreement, b.positive_agreement, c.positive_agreement) == (2 / 3, 0, None)


def test_many_events_cost_little() -> None:
    """300 events by three coders, every variable, in steps that don't depend on the machine."""
    random, draws = Random(3), Draws(300, 1)
    names = [str(number) for number in range(22)]

    def some() -> frozenset[str]:
        return frozenset(random.sample(names, random.randint(0, 3)))

    groups = [[(some(), some(), some())] for _ in range(300)]
    assert len({answer for [unit] in groups for answer in unit}) > 300
    done = steps(lambda: interval(groups, "sets", draws))
    assert done < 1_000_000 and draws.times == DRAWS == 2000
