"""Evidence by chance, for the properties that hold of all evidence."""

from __future__ import annotations

from hypothesis import strategies as st

from workbench.case import Bearing, Case, CaseInfo, Event, Evidence
from workbench.judgement import ADVANTAGE, MOTIVES, View

GRADES = st.none() | st.from_regex(r"[A-F][1-6]", fullmatch=True)
VIEWS = st.builds(
    View,
    threshold=st.sampled_from(["observed", "capable"]),
    floor=GRADES,
    interpretations=st.sampled_from(["counted", "left-out"]),
    joint=st.sampled_from(["apart", "counted"]),
)
BASES = st.sampled_from([None, "record", "interpretation"])
_BEARINGS = st.lists(
    st.builds(
        Bearing, motive=st.sampled_from(MOTIVES), says=st.sampled_from(["supports", "undermines"])
    ),
    max_size=3,
).map(tuple)
_INTENT = st.builds(
    Evidence,
    id=st.just(""),
    event=st.just("ev-0"),
    side=st.just("intent"),
    bearings=_BEARINGS,
    basis=BASES,
    grade=GRADES,
)
_NAMED = st.sampled_from([f"pc-{n}" for n in range(8)])
_EFFECT = st.builds(
    Evidence,
    id=st.just(""),
    event=st.just("ev-0"),
    side=st.just("effect"),
    kind=st.sampled_from([*ADVANTAGE, "issue-outcome-only"]),
    status=st.sampled_from(["observed", "capable", "absent"]),
    denies=st.none()
    | st.lists(st.sampled_from([f"pc-{n}" for n in range(8)]), max_size=2).map(tuple),
    basis=BASES,
    grade=GRADES,
)
EVIDENCE = st.lists(_INTENT | _EFFECT, max_size=7).map(
    lambda many: tuple(p.model_copy(update={"id": f"pc-{n}"}) for n, p in enumerate(many))
)


INITIATORS = ("", "A", "ａ ", "B", "C", "D")


def case_of(*evidence: tuple[Evidence, ...], initiators: tuple[str, ...] = ()) -> Case:
    """A case with an event for each bundle of evidence, by the balancer where nobody is named."""
    by = dict(enumerate(initiators))
    events = {
        f"ev-{n}": Event(id=f"ev-{n}", title=f"event {n}", initiator=by.get(n, ""))
        for n in range(len(evidence))
    }
    pieces = {
        f"{p.id}-{n}": p.model_copy(
            update={
                "id": f"{p.id}-{n}",
                "event": f"ev-{n}",
                "denies": None if p.denies is None else tuple(f"{d}-{n}" for d in p.denies),
            }
        )
        for n, bundle in enumerate(evidence)
        for p in bundle
    }
    info = CaseInfo(title="t", balancer="A", target="B")
    return Case("c", info, events=events, evidence=pieces)


CASES = st.lists(st.tuples(EVIDENCE, st.sampled_from(INITIATORS)), min_size=1, max_size=4).map(
    lambda made: case_of(*(e for e, _ in made), initiators=tuple(i for _, i in made))
)
