"""What a referee asks of a worked case: sources that bear the verdicts, codes that are argued."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

import pytest

from workbench.case import Case, Evidence
from workbench.casebook import worked_cases
from workbench.judgement import judge_case

CASES = {file.slug: file.load() for file in worked_cases()}
ENGLISH = sorted(slug for slug in CASES if not slug.endswith("-zh"))
STRUCK = re.compile(
    r"wiki(pedia|mili|summaries)|liquisearch|docslib|studylib|scribd|pdfslide|vdocuments?\."
    r"|encyclopediahub|dailyhistory|u-s-history\.com|wordpress|blogspot|ibook\.pub|newsmine"
    r"|911plus|onestudent|ww2days|enotes|proxy|prideseo|web\.test\.|/\d+(\.\d+){3}[:/]"
)
"""Mirrors, mills, proxies, students' pages, lone encyclopaedias: where no source may lead."""
# As Chang's paper writes the scholars, and as the cases write the statesmen.
NAMES = {
    "Pape": "派普", "Paul": "保羅", "Kelley": "凱莉", "Lieber": "列伯爾", "Alexander": "亞歷山大",
    "Brooks": "布魯克斯", "Wohlforth": "沃佛斯", "Art": "阿特", "Sohn": "孫洌",
    "Saltzman": "薩茲曼", "Recchia": "雷基亞", "Borg": "博格", "Chirac": "席哈克", "Bush": "布希",
    "Blair": "布萊爾", "Powell": "鮑爾", "Rumsfeld": "倫斯斐", "Villepin": "德維勒班",
    "Schröder": "施若德", "Putin": "普丁", "Stimson": "史汀生", "Hull": "赫爾",
    "Roosevelt": "羅斯福", "Hoover": "胡佛", "Yesiltas": "亞索塔",
    "Hughes": "休斯", "Briand": "白里安", "Koizumi": "小泉", "Abe": "安倍", "Aso": "麻生",
}  # fmt: skip
DIGITS = "○一二三四五六七八九"
IN_BOTH = ("title", "author", "published", "url", "doi", "container", "volume", "issue", "pages")

each = pytest.mark.parametrize("slug", ENGLISH)
both = pytest.mark.parametrize("slug", sorted(CASES))


def _weak(piece: Evidence) -> bool:
    """Whether its source is graded below B, or not at all."""
    return piece.grade is None or piece.grade[0] > "B"


def _verdicts(case: Case, without: frozenset[str]) -> dict[tuple[str, str], str]:
    evidence = {name: piece for name, piece in case.evidence.items() if name not in without}
    return {
        (found.event.key, lens): said.verdict
        for found in judge_case(replace(case, evidence=evidence)).acts
        for lens, said in found.verdicts.items()
    }


@both
def test_no_verdict_rests_on_a_source_below_b(slug: str) -> None:
    """No act that is counted changes where a weak source, or all of them, are left out."""
    case = CASES[slug]
    verdicts = _verdicts(case, frozenset())
    weak = {piece.source: frozenset[str]() for piece in case.evidence.values() if _weak(piece)}
    for piece in filter(_weak, case.evidence.values()):
        weak[piece.source] |= {piece.id}
    for left_out in (*weak.values(), frozenset().union(*weak.values())):
        changed = {
            at: (verdicts[at], said)
            for at, said in _verdicts(case, left_out).items()
            if said != verdicts[at]
        }
        assert not changed, [case.evidence[name].finding for name in left_out]


@both
def test_sources_are_such_as_a_referee_accepts(slug: str) -> None:
    """No mirror, mill or lone encyclopaedia; an article has its volume and pages."""
    for source in CASES[slug].sources.values():
        assert not STRUCK.search(source.url), source.url
        if source.container:
            assert source.pages and (source.volume or source.issue), source.title


@both
def test_every_code_is_argued(slug: str) -> None:
    """Each tag has a reason, each act that is called indirect the way by which it is so."""
    for event in CASES[slug].events.values():
        assert all(tag.rationale for tag in event.tags), event.title
        assert event.coded_none is not bool(event.tags), event.title
        if event.screen.indirect_or_covert == "yes":
            assert re.match("Indirect: |迂迴：", event.screen.note), event.title


def _texts(case: Case) -> Iterator[tuple[str, str]]:
    """Everything that a reader meets, in an order that both languages share."""
    said = case.assessment
    yield from (("title", case.info.title), ("question", case.info.question))
    for event in case.timeline:
        yield from ((event.key, t) for t in (event.title, event.description, event.note))
        yield event.key, event.screen.note
        yield from ((event.key, tag.rationale) for tag in event.tags)
        for piece in case.evidence_of(event.id):
            yield from ((event.key, t) for t in (piece.finding, piece.refuted_by, piece.note))
            yield event.key, piece.locator
    yield from ((name, case.ratings[name].note) for name in sorted(case.ratings))
    yield from (("judgement", f"{j.text} {j.confidence_reason}") for j in said.judgements)
    yield from (("alternative", f"{a.title} {a.text}") for a in said.alternatives)
    yield from (("said", t) for t in (said.bottom_line, said.limitations, said.watch))


def _years(text: str) -> set[str]:
    plain = re.sub(f"[{DIGITS}]{{4}}", lambda m: "".join(str(DIGITS.index(c)) for c in m[0]), text)
    return set(re.findall(r"(?<![\d/.,])(?:1[89]\d\d|20[0-2]\d)(?!\d)", plain))


@each
def test_titles_names_and_dates_agree(slug: str) -> None:
    """What the one language says the other doesn't leave out, nor call or date otherwise."""
    english, chinese = CASES[slug], CASES[f"{slug}-zh"]
    for (where, one), (_, other) in zip(_texts(english), _texts(chinese), strict=True):
        assert bool(one) == bool(other), (where, one, other)
        assert _years(one) == _years(other), (where, one, other)
        for name, written in NAMES.items():
            named = bool(re.search(rf"\b{name}\b", one))
            assert named == (written in other), (where, one, other)


def test_an_actor_has_one_name_in_each_language() -> None:
    """In all three cases, whoever acts."""
    pairs: set[tuple[str, str]] = set()
    for slug in ENGLISH:
        for one, other in zip(CASES[slug].timeline, CASES[f"{slug}-zh"].timeline, strict=True):
            named = [(e.initiator, e.target, *e.partners) for e in (one, other)]
            pairs |= set(zip(*named, strict=True))
    assert len({one for one, _ in pairs}) == len({other for _, other in pairs}) == len(pairs)


@each
def test_both_languages_cite_alike(slug: str) -> None:
    """The same works in the same order, with the same particulars."""
    cited = [
        [[getattr(case.sources[p.source or ""], field) for field in IN_BOTH]
         for event in case.timeline for p in case.evidence_of(event.id)]
        for case in (CASES[slug], CASES[f"{slug}-zh"])
    ]  # fmt: skip
    assert cited[0] == cited[1]
