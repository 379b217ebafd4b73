"""Effect against intent in two figures: act by act, and in counts that move between lenses."""

from __future__ import annotations

from workbench.judgement import VERDICTS, Column, Judged, zipper
from workbench.memo.document import Node, Slopes, Strand, Tooth, Zipper

from .building import para
from .context import Memo
from .profile import event_named
from .wording import gap, listed

_SHOWN = 80
"""Acts that the zipper has room for; of more, those on which the two lenses differ."""


def zipped(memo: Memo) -> list[Node]:
    """The zipper of the case, and what its teeth mean; nothing where there is no evidence."""
    t, found = memo.t, zipper(memo.findings)
    if all(column.finding.bare for column in found.columns):
        return []
    shown = found.columns
    if len(shown) > _SHOWN:
        shown = tuple(c for c in shown if c.quarrel in ("flat", "differ"))[:_SHOWN]
    teeth = tuple(_tooth(memo, column, found.above, found.below) for column in shown)
    flat, differ = memo.sentences.quarrels(len(found.teeth("flat")), len(found.teeth("differ")))
    numbers = {
        kind: [str(memo.event_numbers[c.finding.event.id]) for c in found.teeth(kind)]
        for kind in ("flat", "differ")
    }
    said = t(
        "Effect against intent, an act a column, in the order of the log: {above} above, {below} "
        "below. │ {flat}; ╎ {differ}.",
        above=memo.lens(found.above, short=True),
        below=memo.lens(found.below, short=True),
        flat=flat,
        differ=differ,
    )
    note = [said, memo.marks]
    brief = t("Zipper of effect against intent: {flat}; {differ}.", flat=flat, differ=differ)
    if len(shown) < len(found.columns):
        note.append(
            t(
                "Of {n} acts only those on which the two differ are drawn, at most {most}.",
                n=len(found.columns),
                most=_SHOWN,
            )
        )
    listed_ = tuple(
        (name, listed(numbers[kind], memo.lang) or "–")
        for kind, name in (("flat", t("Contradict flatly")), ("differ", t("Differ otherwise")))
    )
    labels = [
        f"{memo.word('side', memo.book.lens(lens).side)} {memo.lens(lens, short=True)}"
        for lens in (found.above, found.below)
    ]
    figure = Zipper(labels[0], labels[1], teeth, brief, listed_)
    return [figure, para(gap(memo.lang).join(note), "aside")]


def _tooth(memo: Memo, column: Column, above: str, below: str) -> Tooth:
    event, verdicts = column.finding.event, column.finding.verdicts
    kind = column.quarrel if column.quarrel in ("flat", "differ") else ""
    return Tooth(
        memo.event_numbers[event.id],
        _said(verdicts[above]),
        _said(verdicts[below]),
        kind,
        memo.event_link(event.id) if "events" in memo.sections else "",
        event_named(memo, event),
    )


def _said(judged: Judged) -> str:
    return "" if judged.bare else judged.verdict


def flip(memo: Memo) -> list[Node]:
    """How many acts have which verdict under the lens of effects, and under that of intent."""
    found = zipper(memo.findings)
    if all(column.finding.bare for column in found.columns):
        return []
    ways = [
        (c.finding.verdicts[found.above].verdict, c.finding.verdicts[found.below].verdict)
        for c in found.columns
    ]
    places = {verdict: place for place, verdict in enumerate(VERDICTS)}
    ends = tuple(
        (
            verdict,
            memo.word("verdict", verdict),
            sum(one == verdict for one, _ in ways),
            sum(two == verdict for _, two in ways),
        )
        for verdict in VERDICTS
    )
    strands = tuple(
        Strand(places[one], places[two], ways.count((one, two)))
        for one in VERDICTS
        for two in VERDICTS
        if (one, two) in ways
    )
    left, right = (memo.lens(lens) for lens in (found.above, found.below))
    said = memo.t(
        "From one lens to the other: how many acts have which verdict under {left} and under "
        "{right}, and how many go from which to which.",
        left=left,
        right=right,
    )
    brief = memo.t("Slopes from {left} to {right}.", left=left, right=right)
    return [Slopes(left, right, ends, strands, brief), para(said, "aside")]
