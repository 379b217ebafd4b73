"""The specification grid: choices as rows of marks, readings as columns."""

from __future__ import annotations

from collections.abc import Sequence

from rich.text import Text

from workbench.judgement import Coded, Reading, Readings, ReadingSentences

from ..kit.plain import cell

_BLOCKS = " ▁▂▃▄▅▆▇█"
_LEVELS = len(_BLOCKS) - 1
_MARKS = {"met": "●", "not-met": "○", "undecided": "–", None: " "}
_OWN = {"met": "◆", "not-met": "◇", "undecided": "–", None: "◆"}
"""Of the reading under which the case is judged."""


def specification(
    found: Readings, tell: ReadingSentences, names: Sequence[str], high: int
) -> list[list[Text]]:
    """The rows, each a label and a mark a reading: the curve of `high` lines, what the rule makes
    of it, and what is chosen in each. `names` are those of the lenses at their thresholds.
    """
    readings = [found.reading(each) for each in found.every]
    return [
        *_curve(found, readings, tell, high),
        _row(tell.say.t("meets the rule"), [_meets(found, each) for each in found.every]),
        *(
            _row(
                name,
                ["●" if _is(r, stance.lens, stance.threshold) else "·" for r in readings],
            )
            for stance, name in zip(found.stances, names, strict=True)
        ),
        _row(tell.say.t("floor"), [r.floor[0] if r.floor else "·" for r in readings]),
        _row("", [r.floor[1] if r.floor else " " for r in readings]),
        *_read(found, readings, tell),
        *_coders(found, tell),
    ]


def _is(reading: Reading, lens: str, threshold: str | None) -> bool:
    return (reading.lens, reading.threshold) == (lens, threshold)


def _meets(found: Readings, each: Coded) -> str:
    marks = _OWN if each == Coded("", found.own) else _MARKS
    return marks[found.reading(each).concludes]


def _read(found: Readings, readings: Sequence[Reading], tell: ReadingSentences) -> list[list[Text]]:
    """Whether interpretations are left out, where there is a choice."""
    if all(len(found.by(who).worlds.interpretations) < 2 for who in ("", *found.coders)):
        return []
    marks = ["●" if r.interpretations == "left-out" else "·" for r in readings]
    return [_row(tell.say.t("interpr. out"), marks)]


def _coders(found: Readings, tell: ReadingSentences) -> list[list[Text]]:
    """By whose codes, as the number of the coder, where there is a choice."""
    if not found.coders:
        return []
    number = {who: str(n) for n, who in enumerate(found.coders, 1)}
    return [_row(tell.say.t("coder"), [number.get(each.coder, "·") for each in found.every])]


def _curve(
    found: Readings, readings: Sequence[Reading], tell: ReadingSentences, high: int
) -> list[list[Text]]:
    """Bars of how many acts are soft balancing, the most as high as there is room."""
    soft = [reading.counted.soft for reading in readings]
    most = max(soft, default=0)
    steps = [-(-n * high * _LEVELS // most) if most else 0 for n in soft]
    label = tell.say.t("acts {most}–{least}", most=most, least=min(soft, default=0))
    rows = []
    for line in reversed(range(high)):
        levels = (min(max(step - line * _LEVELS, 0), _LEVELS) for step in steps)
        rows.append(_row(label if line == high - 1 else "", [_BLOCKS[n] for n in levels]))
    return rows


def _row(label: str, marks: Sequence[str]) -> list[Text]:
    return [
        cell(label),
        *(Text(mark, style="dim" if mark == "·" else "") for mark in marks),
    ]
