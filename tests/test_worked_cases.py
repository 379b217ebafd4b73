"""The worked cases as they ship: sourced, coded alike in both languages, and true to the lenses."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

import pytest

from workbench.case import Case, span
from workbench.casebook import worked_cases
from workbench.codebook import codebook
from workbench.judgement import judge_case

CASES = {file.slug: file.load() for file in worked_cases()}
ENGLISH = sorted(slug for slug in CASES if not slug.endswith("-zh"))
# Acts with a strategy; those balancing by effect, observed and capable; those by motive.
COUNTS = {"japan-china-regionalism": (12, 2, 4, 2), "us-japan-interwar": (15, 7, 11, 1)}

both = pytest.mark.parametrize("slug", sorted(CASES))
each = pytest.mark.parametrize("slug", ENGLISH)


@each
def test_it_ships_in_both_languages(slug: str) -> None:
    """An English case and its Traditional Chinese twin, and no twin alone."""
    twin = CASES[f"{slug}-zh"]
    assert (CASES[slug].info.language, twin.info.language) == ("en", "zh-Hant")
    assert len(CASES) == 2 * len(ENGLISH)


@both
def test_it_is_complete(slug: str) -> None:
    """Enough events, both sides of evidence, ratings with reasons, a whole assessment."""
    case = CASES[slug]
    assert len(case.events) >= 12
    assert {case.info.balancer, case.info.target} <= {e.initiator for e in case.events.values()}
    sides = Counter(piece.side for piece in case.evidence.values())
    assert min(sides["intent"], sides["effect"]) >= 10
    assert any(event.coded_none for event in case.events.values())
    assert all(event.coded for event in case.events.values())
    assert len(case.ratings) == 9
    assert all(rating.value and rating.note and rating.sources for rating in case.ratings.values())
    said = case.assessment
    assert all((said.bottom_line, said.judgements, said.alternatives, said.limitations))
    assert all(j.likelihood and j.confidence and j.confidence_reason for j in said.judgements)


@both
def test_its_references_lead_somewhere(slug: str) -> None:
    """Sources can be found and are used; nothing points at what isn't there."""
    case = CASES[slug]
    strategies = {strategy.id for strategy in codebook().strategies}
    used = {source for rating in case.ratings.values() for source in rating.sources}
    for source in case.sources.values():
        assert source.archive or re.match(r"https?://[^\s/]+/", source.url), source.title
    for event in case.events.values():
        assert span(event.date)
        assert {tag.strategy for tag in event.tags} <= strategies
    for piece in case.evidence.values():
        assert piece.event in case.events
        assert piece.source
        shown = piece.status in ("observed", "capable") and piece.kind != "issue-outcome-only"
        assert piece.refuted_by or not shown or piece.grade is None
        assert piece.reaction is None or piece.reaction in case.events
        used.add(piece.source)
    assert used == set(case.sources)
    named = {event for judgement in case.assessment.judgements for event in judgement.events}
    assert named <= set(case.events)


@each
def test_its_coding_leaves_room_for_dispute(slug: str) -> None:
    """The lenses differ on some events and know too little of others."""
    found = judge_case(CASES[slug])
    assert len(found.differing) >= 3
    assert found.count("art")["insufficient"] >= 1


@pytest.mark.parametrize("slug", [slug + end for slug in COUNTS for end in ("", "-zh")])
def test_its_assessment_says_what_the_lenses_find(slug: str) -> None:
    """The counts in the bottom line are those that the lenses reach, at both thresholds."""
    case = CASES[slug]
    acts = {e.id for e in case.events.values() if e.tags and e.initiator == case.info.balancer}
    found = (
        len(acts),
        _balancing(case, acts, "art", "observed"),
        _balancing(case, acts, "art", "capable"),
        _balancing(case, acts, "motives", "observed"),
    )
    assert found == COUNTS[slug.removesuffix("-zh")]
    said = re.findall(r"(?<![\dG])\d{1,2}(?!\d)", case.assessment.bottom_line)
    assert tuple(map(int, said)) == found


def _balancing(case: Case, acts: set[str], lens: str, threshold: Any) -> int:
    found = judge_case(case, threshold=threshold)
    return sum(
        finding.verdicts[lens].verdict == "balancing"
        for finding in found.events
        if finding.event.id in acts
    )


def _coding(case: Case) -> list[Any]:
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


@each
def test_both_languages_are_coded_alike(slug: str) -> None:
    """The same events, tags, bearings, grades, ratings and judgements."""
    english, chinese = CASES[slug], CASES[f"{slug}-zh"]
    assert _coding(english) == _coding(chinese)
    assert {k: r.value for k, r in english.ratings.items()} == {
        k: r.value for k, r in chinese.ratings.items()
    }
    assert [(j.likelihood, j.confidence) for j in english.assessment.judgements] == [
        (j.likelihood, j.confidence) for j in chinese.assessment.judgements
    ]
