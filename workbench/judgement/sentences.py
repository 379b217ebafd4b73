"""The findings in words: the one place from which screens, commands and memos read them."""

from __future__ import annotations

from collections.abc import Iterable

from workbench.case import Event, Threshold
from workbench.codebook import Codebook
from workbench.locale import Words

from .actors import Actor
from .comparison import Criterion, Move, Way
from .confrontation import SignKind
from .diagnosticity import Worth
from .doubts import Doubt
from .findings import Finding, Findings
from .lenses import Judged, Verdict
from .sensitivity import Hinge, Switch
from .view import View


class Sentences:
    """What the program says of a finding, in one language."""

    def __init__(self, book: Codebook, say: Words) -> None:
        self.book = book
        self.say = say

    def verdict(self, verdict: Verdict) -> str:
        """A verdict in its word."""
        return self.book.word("verdict", verdict, self.say.lang)

    def lens(self, lens: str, threshold: Threshold, *, short: bool = False) -> str:
        """A lens by name; where only observed effects count, Art's says so."""
        found = self.book.lens(lens)
        if found.observed and threshold == "observed":
            return found.observed.in_(self.say.lang)
        return (found.short if short else found.name).in_(self.say.lang)

    def rule(self, lens: str, judged: Judged) -> str:
        """The rule that gave the verdict, in plain words."""
        return self.book.lens(lens).rules[judged.rule].in_(self.say.lang)

    def motives(self, motives: tuple[str, ...]) -> str:
        """Motives in a row."""
        return self._listed(self.book.motive(m).name.in_(self.say.lang) for m in motives)

    def hinge(self, hinge: Hinge, piece: str) -> str:
        """What a single piece, named `piece`, would change."""
        verdict = self.verdict(hinge.becomes)
        if hinge.how == "removed":
            return self.say.t("without {piece} → {verdict}", piece=piece, verdict=verdict)
        return self.say.t("{piece} reversed → {verdict}", piece=piece, verdict=verdict)

    def switch(self, switch: Switch, view: View) -> str:
        """What a setting of the case would change."""
        t, verdict = self.say.t, self.verdict(switch.becomes)
        if switch.setting == "floor":
            return t("without a floor → {verdict}", verdict=verdict)
        if switch.setting == "interpretations":
            if view.interpretations == "counted":
                return t("interpretations left out → {verdict}", verdict=verdict)
            return t("interpretations counted → {verdict}", verdict=verdict)
        other = "capable" if view.threshold == "observed" else "observed"
        name = self.book.word("threshold", other, self.say.lang)
        return t("threshold {name} → {verdict}", name=name, verdict=verdict)

    def criterion(self, criterion: Criterion) -> str:
        """A criterion by name, with its settings."""
        view = criterion.view
        parts = [self.lens(criterion.lens, view.threshold, short=True)]
        if view.floor:
            parts.append(self.say.t("floor {value}", value=view.floor))
        if view.interpretations == "left-out":
            parts.append(self.say.t("interpretations left out"))
        return " · ".join(parts)

    def view(self, view: View) -> str:
        """What counts, in one line: threshold, floor, interpretations."""
        t = self.say.t
        threshold = self.book.word("threshold", view.threshold, self.say.lang)
        parts = [t("threshold {name}", name=threshold)]
        parts.append(t("floor {value}", value=view.floor) if view.floor else t("no floor"))
        if view.interpretations == "left-out":
            parts.append(t("interpretations left out"))
        if view.joint == "counted":
            parts.append(t("joint acts counted"))
        return " · ".join(parts)

    def untested(self, judged: Judged) -> str:
        """Which motives that the lens wants tested nobody tested; empty where there are none."""
        if not judged.untested:
            return ""
        t = self.say.t
        if judged.untested == self.book.rivals:
            return t("untested: all four rival motives")
        return t("untested: {motives}", motives=self.motives(judged.untested))

    def untested_in(self, found: Findings, lens: str) -> str:
        """How many acts that balance under `lens` have rivals that nobody tested; empty if none."""
        n = sum(
            f.verdicts[lens].verdict == "balancing" and bool(f.verdicts[lens].untested)
            for f in found.acts
        )
        if not n:
            return ""
        return self.say.tn(
            "of those that balance, {n} with rivals that nothing tests",
            "of those that balance, {n} with rivals that nothing tests",
            n,
        )

    def counted(self, found: Findings) -> str:
        """Whose acts are counted, and how many of the events they are."""
        return self.say.tn(
            "{balancer}: {n} act counted, of {events} events",
            "{balancer}: {n} acts counted, of {events} events",
            len(found.acts),
            balancer=found.case.info.balancer,
            events=len(found.events),
        )

    def apart(self, found: Findings) -> str:
        """The acts that stand apart, by whose they are; empty where there are none."""
        said = self.apart_of(found, (f for acts in found.others.values() for f in acts))
        n = len(found.joint_through_institutions)
        if n:
            said += self.say.tn(
                "; of the joint acts {n} works through institutions, which the target is in",
                "; of the joint acts {n} work through institutions, which the target is in",
                n,
            )
        return said

    def apart_of(self, found: Findings, acts: Iterable[Finding]) -> str:
        """Of some acts that stand apart, whose they are, by name; empty where there are none."""
        parts = [
            f"{self._actor(found, actor, name)} {len(theirs)}"
            for (actor, name), theirs in found.whose(acts).items()
        ]
        return self.say.t("apart: {acts}", acts=self._listed(parts)) if parts else ""

    def _actor(self, found: Findings, actor: Actor, name: str) -> str:
        if actor == "target":
            return found.case.info.target
        return name or self.book.word("actor", actor, self.say.lang)

    def who(self, found: Findings, event: Event) -> str:
        """The event's actors by name: who acted, with whom, upon whom."""
        dyad, t = found.dyad, self.say.t
        acted, upon = dyad.initiator(event), dyad.target(event)
        if event.partners:
            return t(
                "{initiator} (with {partners}) → {target}",
                initiator=acted,
                partners=self._listed(event.partners),
                target=upon,
            )
        return t("{initiator} → {target}", initiator=acted, target=upon)

    def letters(self, found: Findings) -> str:
        """What the letters of actors stand for."""
        info = found.case.info
        return self.say.t(
            "A {balancer}, B {target}, C anyone else; + with others",
            balancer=info.balancer,
            target=info.target,
        )

    def more_letters(self) -> str:
        """The letters of actors that stand for nobody of the two sides, in few words."""
        return self.say.t("C other, + with")

    def _listed(self, parts: Iterable[str]) -> str:
        return ("、" if self.say.lang == "zh-Hant" else ", ").join(parts)

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
            "one": t("bears on one only"),
            "points": t("speaks for several"),
            "rules-out": t("speaks against several"),
            "mixed": t("for and against alike"),
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
        if doubt.kind == "others" and of == 1:
            return t("its one event isn’t an act of the balancer’s that counts")
        if doubt.kind == "differ" and of == 1:
            return t("the lenses differ on its one act that counts")
        if doubt.kind == "others":
            return tn(
                "{n} of its {of} events isn’t an act of the balancer’s that counts",
                "{n} of its {of} events aren’t acts of the balancer’s that count",
                n,
                of=of,
            )
        if doubt.kind == "differ":
            return tn(
                "the lenses differ on {n} of its {of} acts that count",
                "the lenses differ on {n} of its {of} acts that count",
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
