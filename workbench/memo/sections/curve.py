"""The specification curve: every reading of the case, and after a round those by each coder."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from workbench.judgement import Reading, Readings
from workbench.judgement.readings.sidebyside import NO_FLOOR
from workbench.memo.document import Met, Option, Specification, Specified

from .context import Memo


class _Drawn(NamedTuple):
    """A column: a reading of the case, or of what one coder's codes make of it."""

    reading: Reading
    stance: int
    coder: int
    """0 is the case's own."""
    own: bool


def curve(memo: Memo) -> Specification:
    """The readings as a figure; those by coders stand among the case's own, each in its row."""
    t, tell, found = memo.t, memo.reading_sentences, memo.readings
    drawn = sorted(
        (each for n, of in enumerate((found, *found.coders.values())) for each in _columns(n, of)),
        key=lambda each: -each.reading.counted.soft,
    )
    floors = [each.reading.floor for each in drawn if each.reading.floor]
    levels = (None, *sorted(set(floors), reverse=True))
    reads = dict.fromkeys(each.reading.interpretations for each in drawn)
    reads = dict.fromkeys(sorted(reads)) if len(reads) > 1 else {}
    lenses = [tell.stance(stance, short=True) for stance in found.stances]
    options = [
        *(Option("lens", name) for name in lenses),
        *(Option("floor", tell.option("floor", floor or NO_FLOOR)) for floor in levels),
        *(Option("interpretations", tell.option("interpretations", read)) for read in reads),
        *(Option("coder", name) for name in _coders(memo)),
    ]
    readings = []
    for each in drawn:
        rows = [each.stance, len(lenses) + levels.index(each.reading.floor)]
        if reads:
            read = list(reads).index(each.reading.interpretations)
            rows.append(len(lenses) + len(levels) + read)
        if found.coders:
            rows.append(len(lenses) + len(levels) + len(reads) + each.coder)
        met: Met = each.reading.concludes or ""
        readings.append(Specified(each.reading.counted.soft, met, tuple(rows), each.own))
    ruled = found.rule.rule != "none"
    return Specification(
        tuple(readings),
        tuple(options),
        t("soft balancing, acts"),
        t("meets the rule ● / not ○") if ruled else "",
        t("as the case is judged"),
        _said(memo, [each.reading.counted.soft for each in drawn]),
        _listed(memo, drawn),
    )


def _columns(coder: int, found: Readings) -> Iterable[_Drawn]:
    for place in found.ranked:
        stance = place // len(found.worlds.all)
        yield _Drawn(found.all[place], stance, coder, not coder and place == found.own)


def _coders(memo: Memo) -> list[str]:
    """What the rows of coders are called; none without a round."""
    tell, found = memo.reading_sentences, memo.readings
    if not found.coders:
        return []
    return [memo.t("as the case is coded"), *(tell.option("coder", who) for who in found.coders)]


def _said(memo: Memo, counts: list[int]) -> str:
    found = memo.readings
    if not found.coders:
        return memo.t(
            "Specification curve: {n} readings by how many acts are soft balancing, from {most} to "
            "{least}; by criterion, how many acts in how many readings.",
            n=len(counts), most=counts[0], least=counts[-1],
        )  # fmt: skip
    return memo.t(
        "Specification curve: {n} readings by how many acts are soft balancing, from {most} to "
        "{least}; {own} of them are of the case as it is coded, the others of it by each coder’s "
        "own codes; by criterion and by coder, how many acts in how many readings.",
        n=len(counts), most=counts[0], least=counts[-1], own=len(found.all),
    )  # fmt: skip


def _listed(memo: Memo, drawn: list[_Drawn]) -> tuple[tuple[str, str], ...]:
    """By criterion, and by coder, how many readings count how many acts."""
    found, tell = memo.readings, memo.reading_sentences
    groups = [
        (tell.stance(stance, short=True), [each.reading for each in drawn if each.stance == n])
        for n, stance in enumerate(found.stances)
    ]
    groups += [
        (name, [each.reading for each in drawn if each.coder == n])
        for n, name in enumerate(_coders(memo))
    ]
    return tuple((name, _counts(memo, readings)) for name, readings in groups)


def _counts(memo: Memo, readings: list[Reading]) -> str:
    counts = Counter(reading.counted.soft for reading in readings)
    parts = [memo.t("{acts} in {n}", acts=acts, n=n) for acts, n in sorted(counts.items())[::-1]]
    if memo.readings.rule.rule != "none":
        met = sum(reading.concludes == "met" for reading in readings)
        parts.append(memo.t("rule met in {n} of {of}", n=met, of=len(readings)))
    return memo.say.parted(parts)
