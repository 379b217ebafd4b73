"""The findings in words: the one place from which screens, commands and memos read them."""

from __future__ import annotations

from workbench.case import Threshold
from workbench.codebook import Codebook
from workbench.locale import Words

from .comparison import Criterion, Move, Way
from .confrontation import SignKind
from .diagnosticity import Worth
from .doubts import Doubt
from .lenses import Judged, Verdict
from .sensitivity import Hinge, Switch


class Sentences:
    """What the program says of a finding, in one language."""

    def __init__(self, book: Codebook, say: Words) -> None:
        self.book = book
        self.say = say

    def verdict(self, verdict: Verdict) -> str:
        """A verdict in its word."""
        return self.book.word("verdict", verdict, self.say.lang)

    def lens(self, lens: str, *, short: bool = False) -> str:
        """A lens by name."""
        found = self.book.lens(lens)
        return (found.short if short else found.name).in_(self.say.lang)

    def rule(self, lens: str, judged: Judged) -> str:
        """The rule that gave the verdict, in plain words."""
        return self.book.lens(lens).rules[judged.rule].in_(self.say.lang)

    def motives(self, motives: tuple[str, ...]) -> str:
        """Motives in a row."""
        comma = "、" if self.say.lang == "zh-Hant" else ", "
        return comma.join(self.book.motive(m).name.in_(self.say.lang) for m in motives)

    def hinge(self, hinge: Hinge, piece: str) -> str:
        """What a single piece, named `piece`, would change."""
        verdict = self.verdict(hinge.becomes)
        if hinge.how == "removed":
            return self.say.t("without {piece} → {verdict}", piece=piece, verdict=verdict)
        return self.say.t("{piece} reversed → {verdict}", piece=piece, verdict=verdict)

    def switch(self, switch: Switch, threshold: Threshold) -> str:
        """What a setting of the case would change."""
        verdict = self.verdict(switch.becomes)
        if switch.setting == "floor":
            return self.say.t("without a floor → {verdict}", verdict=verdict)
        other = "capable" if threshold == "observed" else "observed"
        name = self.book.word("threshold", other, self.say.lang)
        return self.say.t("threshold {name} → {verdict}", name=name, verdict=verdict)

    def criterion(self, criterion: Criterion) -> str:
        """A criterion by name, with its settings."""
        parts = [self.lens(criterion.lens, short=True)]
        if criterion.lens == "art":
            parts.append(self.book.word("threshold", criterion.threshold, self.say.lang))
        if criterion.floor:
            parts.append(self.say.t("floor {value}", value=criterion.floor))
        return " · ".join(parts)

    def move(self, move: Move) -> str:
        """From which verdict to which."""
        return f"{self.verdict(move.one.verdict)} → {self.verdict(move.two.verdict)}"

    def way(self, way: Way) -> str:
        """Which way an event moves."""
        t = self.say.t
        return {
            "towards": t("towards balancing"),
            "away": t("away from balancing"),
            "gained": t("gains a verdict"),
            "lost": t("loses its verdict"),
        }[way]

    def worth(self, worth: Worth) -> str:
        """What a piece of intent evidence does to the motives."""
        t = self.say.t
        return {
            "parts": t("tells them apart"),
            "rules-out": t("speaks against"),
            "points": t("speaks for"),
            "same": t("the same on all"),
            "nothing": t("says nothing"),
        }[worth]

    def sign(self, kind: SignKind) -> str:
        """A sign of a turn to hard balancing; never more than the coding shows."""
        t = self.say.t
        return {
            "hard": t("hard: it does not avoid confrontation"),
            "retaliation": t("the target's reaction: does it retaliate?"),
            "alliance": t("coordination without avoiding confrontation: is it an alliance?"),
            "arms-race": t("coded again as a build-up or internal balancing: is it an arms race?"),
        }[kind]

    def sign_name(self, kind: SignKind) -> str:
        """A sign in a word."""
        t = self.say.t
        return {
            "hard": t("hard"),
            "retaliation": t("retaliation?"),
            "alliance": t("alliance?"),
            "arms-race": t("arms race?"),
        }[kind]

    def doubt(self, doubt: Doubt) -> str:
        """Why the evidence of a key judgement may not carry it."""
        t, tn, n, of = self.say.t, self.say.tn, doubt.n, doubt.of
        if doubt.kind == "differ":
            return tn(
                "the lenses differ on {n} of its {of} events",
                "the lenses differ on {n} of its {of} events",
                n,
                of=of,
            )
        if doubt.kind == "gone":
            return tn(
                "{n} event or piece that it names is no longer in the case",
                "{n} events or pieces that it names are no longer in the case",
                n,
            )
        if doubt.kind == "below-floor":
            return tn(
                "{n} of its {of} pieces is below the floor",
                "{n} of its {of} pieces are below the floor",
                n,
                of=of,
            )
        if doubt.kind == "ungraded":
            return tn(
                "{n} of its {of} pieces has no grade",
                "{n} of its {of} pieces have no grade",
                n,
                of=of,
            )
        if doubt.kind == "no-source":
            return tn(
                "{n} of its {of} pieces names no source",
                "{n} of its {of} pieces name no source",
                n,
                of=of,
            )
        return {
            "no-event": t("no event is named that this judgement stands on"),
            "no-evidence": t("its events have no evidence"),
            "no-effect": t("it stands on no evidence of effect"),
            "one-source": t("all of its evidence comes from one source"),
            "one-coder": t("a single coder coded all of its evidence"),
            "no-likelihood": t("no likelihood is given"),
            "no-confidence": t("no confidence is given"),
        }[doubt.kind]
