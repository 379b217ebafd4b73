"""Evidence by chance, for the properties that hold of all evidence."""

from __future__ import annotations

from hypothesis import strategies as st

from workbench.case import Bearing, Case, CaseInfo, Event, Evidence
from workbench.judgement import ADVANTAGE, MOTIVES

GRADES = st.none() | st.from_regex(r"[A-F][1-6]", fullmatch=True)
THRESHOLDS = st.sampled_from(["observed", "capable"])
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
    grade=GRADES,
)
_EFFECT = st.builds(
    Evidence,
    id=st.just(""),
    event=st.just("ev-0"),
    side=st.just("effect"),
    kind=st.sampled_from([*ADVANTAGE, "issue-outcome-only"]),
    status=st.sampled_from(["observed", "capable", "absent"]),
    grade=GRADES,
)
EVIDENCE = st.lists(_INTENT | _EFFECT, max_size=7).map(
    lambda many: tuple(p.model_copy(update={"id": f"pc-{n}"}) for n, p in enumerate(many))
)


def case_of(*evidence: tuple[Evidence, ...]) -> Case:
    """A case with an event for each bundle of evidence."""
    events = {f"ev-{n}": Event(id=f"ev-{n}", title=f"event {n}") for n in range(len(evidence))}
    pieces = {
        f"{p.id}-{n}": p.model_copy(update={"id": f"{p.id}-{n}", "event": f"ev-{n}"})
        for n, bundle in enumerate(evidence)
        for p in bundle
    }
    info = CaseInfo(title="t", balancer="A", target="B")
    return Case("c", info, events=events, evidence=pieces)


CASES = st.lists(EVIDENCE, min_size=1, max_size=4).map(lambda bundles: case_of(*bundles))
