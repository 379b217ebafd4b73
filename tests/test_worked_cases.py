"""The worked case as it ships: large enough, sourced, and coded alike in both languages."""

from __future__ import annotations

from typing import Any

from workbench.casebook import worked_cases
from workbench.judgement import judge_case

CASES = {file.slug: file.load() for file in worked_cases()}
ENGLISH = CASES["france-us-iraq-2003"]
CHINESE = CASES["france-us-iraq-2003-zh"]


def test_it_is_as_large_as_promised() -> None:
    """Events in both directions, evidence on both sides, sources with addresses."""
    for case in (ENGLISH, CHINESE):
        assert len(case.events) >= 24
        directions = {event.initiator for event in case.events.values()}
        assert {case.info.balancer, case.info.target} <= directions
        sides = [piece.side for piece in case.evidence.values()]
        assert len(sides) >= 60
        assert min(sides.count("intent"), sides.count("effect")) >= 20
        assert len(case.sources) >= 25
        assert all(s.url.startswith(("http://", "https://")) for s in case.sources.values())
        assert any(event.coded_none for event in case.events.values())
        assert case.assessment.bottom_line
        assert case.assessment.judgements
        assert len(case.ratings) == 9


def test_its_coding_leaves_room_for_dispute() -> None:
    """The lenses differ on some events and know too little of others."""
    found = judge_case(ENGLISH)
    assert len(found.differing) >= 3
    assert found.count("art")["insufficient"] >= 1


def _coding(case: Any) -> list[Any]:
    return [
        (
            event.key,
            event.date,
            event.domain,
            [tag.strategy for tag in event.tags],
            event.coded_none,
            event.screen.model_dump(exclude={"note"}),
            [
                (
                    p.side,
                    [b.model_dump() for b in p.bearings],
                    p.kind,
                    p.status,
                    p.grade,
                    case.events[p.reaction].key if p.reaction else None,
                    bool(p.refuted_by),
                    case.sources[p.source].url if p.source else None,
                )
                for p in case.evidence_of(event.id)
            ],
        )
        for event in case.timeline
    ]


def test_both_languages_are_coded_alike() -> None:
    """The same events, tags, bearings, grades and ratings."""
    assert _coding(ENGLISH) == _coding(CHINESE)
    assert {k: r.value for k, r in ENGLISH.ratings.items()} == {
        k: r.value for k, r in CHINESE.ratings.items()
    }
    assert [(j.likelihood, j.confidence) for j in ENGLISH.assessment.judgements] == [
        (j.likelihood, j.confidence) for j in CHINESE.assessment.judgements
    ]
