"""The worked cases as they ship: sourced, coded alike in both languages, and true to the lenses."""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import replace
from typing import Any, get_args

import pytest

from workbench.case import Basis, Case, span
from workbench.casebook import worked_cases
from workbench.codebook import codebook
from workbench.judgement import (
    ADVANTAGE,
    Dyad,
    Findings,
    View,
    diagnose,
    judge_case,
)
from workbench.store.format import VERSION

FILES = {file.slug: file for file in worked_cases()}
CASES = {slug: file.load() for slug, file in FILES.items()}
ENGLISH = sorted(slug for slug in CASES if not slug.endswith("-zh"))
# The numbers that an assessment states, in the order of its text: bottom line, key judgements,
# limitations. Facts are written in words; "none" counts as a number.
STATED = {
    "france-us-iraq-2003": (
        "events acts art observed capable-only contested art soft unclear motives "
        "motives-contested motives-not two-level differ",
        "",
        "tested intent parts one art-record",
    ),
    "japan-china-regionalism": (
        "events acts joint target acts art observed art motives motives-contested two-level "
        "two-level-record shown joint-institutions gain",
        "",
        "tested intent one parts two-level-record with-joint art-with-joint",
    ),
    "us-japan-interwar": (
        "events acts target joint acts art observed capable-only art soft unclear hard motives "
        "motives-contested motives-not two-level differ",
        "",
        "tested intent one parts with-joint art-with-joint",
    ),
}
NUMBER = re.compile(r"(?<![\dA-Za-z+])\d{1,3}(?!\d)|\bnone\b|無一")

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


def _numbers(case: Case) -> dict[str, int]:
    """What the lenses and counts find of a case, under its own view and under others."""
    own = View.of(case.info)

    def under(**changed: Any) -> Findings:
        return judge_case(case, replace(own, **changed))

    found = judge_case(case)
    balancing = [f for f in found.acts if f.verdicts["art"].verdict == "balancing"]
    observed = under(threshold="observed").count("art")["balancing"]
    without = under(interpretations="left-out")
    counted = under(joint="counted")
    intent = diagnose(found.evidence, own)
    motives = found.count("motives")
    bears = [
        {(b.motive, b.says) for p in case.evidence_of(f.event.id) for b in p.bearings}
        for f in found.acts
    ]
    screenings = Counter(f.screening for f in balancing)
    return {
        "events": len(found.events),
        "acts": len(found.acts),
        "target": len(found.others["target"]),
        "joint": len(found.others.get("joint", ())),
        "joint-institutions": len(found.joint_through_institutions),
        "art": len(balancing),
        "observed": observed,
        "capable-only": len(balancing) - observed,
        "contested": found.count("art")["contested"],
        "soft": screenings["soft"],
        "unclear": screenings["unclear"],
        "hard": screenings["hard"],
        "motives": motives["balancing"],
        "motives-contested": motives["contested"],
        "motives-not": motives["not-balancing"],
        "two-level": found.count("two-level")["balancing"],
        "differ": len(found.differing),
        "shown": len(found.fields()["declared-balancing"]),
        "intent": len(intent),
        "parts": sum(d.worth == "parts" for d in intent),
        "one": sum(d.worth == "one" for d in intent),
        "tested": sum(any((m, "undermines") in said for m in codebook().rivals) for said in bears),
        "gain": sum(("economic-gain", "supports") in said for said in bears),
        "art-record": without.count("art")["balancing"],
        "two-level-record": without.count("two-level")["balancing"],
        "with-joint": len(counted.acts),
        "art-with-joint": counted.count("art")["balancing"],
    }


@both
def test_its_assessment_says_what_the_lenses_find(slug: str) -> None:
    """Every number that it states, in either language, is the one that is computed."""
    case, plain = CASES[slug], slug.removesuffix("-zh")
    found, said = _numbers(case), case.assessment
    judged = " ".join(t for j in said.judgements for t in (j.text, j.confidence_reason))
    for text, names in zip(
        (said.bottom_line, judged, said.limitations), STATED[plain], strict=True
    ):
        stated = [int(n) if n.isdigit() else 0 for n in NUMBER.findall(text)]
        assert stated == [found[name] for name in names.split()], text
    untested = ("No rival motive was tested", "沒有任何行動的競爭動機經檢驗")
    assert any(each in said.limitations for each in untested) == (found["tested"] == 0)
    single = ("bear on one motive each", "各只涉及一種動機")
    assert any(each in said.limitations for each in single) == (found["one"] == found["intent"])


@both
def test_its_judgements_stand_on_acts_of_the_balancer(slug: str) -> None:
    """Each on at least one that counts or is joint; nothing stands on a third party's."""
    found = judge_case(CASES[slug])
    for judgement in CASES[slug].assessment.judgements:
        actors = {found.by_id[event].actor for event in judgement.events}
        assert actors & {"balancer", "joint"}
        assert "third" not in actors


@both
def test_it_is_judged_as_the_paper_has_it(slug: str) -> None:
    """The threshold is said, not left to a default; the file is of today's format."""
    info = CASES[slug].info
    assert info.threshold == "capable" and "threshold" in info.model_fields_set
    assert json.loads(FILES[slug].path.read_text("utf-8"))["_meta"]["1"]["version"] == VERSION


@both
def test_every_piece_says_what_it_is(slug: str) -> None:
    """Record or interpretation; of an absent effect beside claims of its kind, what it denies."""
    case = CASES[slug]
    assert {p.basis for p in case.evidence.values()} == set(get_args(Basis))
    for piece in case.evidence.values():
        beside = [
            p.id
            for p in case.evidence_of(piece.event)
            if p.kind == piece.kind and p.status in ("observed", "capable")
        ]
        if piece.status == "absent" and piece.kind in ADVANTAGE and beside:
            assert piece.denies is not None, piece.finding
            assert set(piece.denies) <= set(beside)
        else:
            assert piece.denies is None


@each
def test_both_languages_name_the_same_actors(slug: str) -> None:
    """Whose act each event is; every alias names one actor, in both languages."""
    english, chinese = (judge_case(CASES[slug + end]) for end in ("", "-zh"))
    assert [(f.actor, english.dyad.mark(f.event)) for f in english.events] == [
        (f.actor, chinese.dyad.mark(f.event)) for f in chinese.events
    ]
    groups = [
        {frozenset((name, *others)) for name, others in found.case.info.aliases.items()}
        for found in (english, chinese)
    ]
    assert groups[0] == groups[1]
    for found, other in ((english, chinese), (chinese, english)):
        # The twin's names are known here too, so an event named in its language is the same act.
        dyad = Dyad(found.case.info)
        for event in other.case.timeline:
            named = other.by_id[event.id].actor
            assert dyad.actor(event) == named, event.title


@pytest.mark.parametrize("end", ["", "-zh"])
def test_what_others_did_is_theirs(end: str) -> None:
    """Turkey's vote, the pro-American letters, the sponsors' deadline, the target's treaties."""
    case = CASES["france-us-iraq-2003" + end]
    france = {f.event.key: f for f in judge_case(case).events}
    assert {key: france[key].actor for key in ("e08", "e14", "e18", "e20", "e33")} == {
        "e08": "third",
        "e14": "target",
        "e18": "third",
        "e20": "target",
        "e33": "balancer",
    }
    assert {key for key, f in france.items() if f.actor == "joint"} == set()
    assert not any(france[key].counts for key in ("e08", "e14", "e18", "e20"))
    dyad = judge_case(case).dyad
    elsewhere = {key for key, f in france.items() if dyad.aimed_elsewhere(f.event)}
    assert elsewhere == {"e15"}
    joint = {
        slug: {f.event.key for f in judge_case(CASES[slug + end]).events if f.actor == "joint"}
        for slug in ("us-japan-interwar", "japan-china-regionalism")
    }
    assert joint == {
        "us-japan-interwar": {"e01", "e02"},
        "japan-china-regionalism": {"e02", "e06", "e12", "e13", "e14"},
    }


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
                    p.basis,
                    p.denies and [_place(case, claim) for claim in p.denies],
                    case.sources[p.source].url if p.source else None,
                )
                for p in case.evidence_of(event.id)
            ],
        )
        for event in case.timeline
    ]


def _place(case: Case, piece: str) -> int:
    """Where a piece stands among those of its event."""
    beside = case.evidence_of(case.evidence[piece].event)
    return [p.id for p in beside].index(piece)


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
