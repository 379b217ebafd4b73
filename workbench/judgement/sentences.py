"""The findings in words: the one place from which screens, commands and memos read them.

What a lens says in its own words, of a verdict by each row of its rule, and its names, stands with
the lens in `seeds/codebook/lenses.toml`; names of verdicts, motives and tests in the codebook too.
"""

from __future__ import annotations

from collections.abc import Iterable

from workbench.case import Event, Threshold, coded_by

from .actors import Actor
from .answering import Answered
from .comparison import Criterion, Move, Way
from .conditions import Expectation
from .confrontation import SignKind
from .evidencesentences import EvidenceSentences
from .findings import Finding, Findings
from .lenses import Judged, Verdict
from .sensitivity import Hinge, Switch
from .view import View


class Sentences(EvidenceSentences):
    """What the program says of a finding, in one language."""

    def verdict(self, verdict: Verdict) -> str:
        """A verdict in its word."""
        return self.book.word("verdict", verdict, self.say.lang)

    def lens(self, lens: str, threshold: Threshold, *, short: bool = False) -> str:
        """A lens by name; where only observed effects count, Art's says so."""
        found = self.book.lens(lens)
        if found.observed and threshold == "observed":
            return found.observed.in_(self.say.lang)
        return (found.short if short else found.name).in_(self.say.lang)

    def overruled(self, event: Event, *, reason: bool = False) -> str:
        """The researcher's own verdict: one for the event, whatever the lens; empty without one."""
        own, t = event.overruled, self.say.t
        if own is None:
            return ""
        verdict = self.verdict(own.verdict)
        if not reason:
            return t(
                "event overruled by {coder}: {verdict}",
                coder=coded_by(own, self.say),
                verdict=verdict,
            )
        return t(
            "Event overruled by {coder}: {verdict}. {reason}",
            coder=coded_by(own, self.say),
            verdict=verdict,
            reason=own.reason,
        )

    def rule(self, lens: str, judged: Judged) -> str:
        """The rule that gave the verdict, in the lens's words: `seeds/codebook/lenses.toml`."""
        return self.book.lens(lens).rules[judged.rule].in_(self.say.lang)

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

    def expected(self, found: Expectation) -> str:
        """What is expected, and by which condition's rating."""
        t, book, lang = self.say.t, self.book, self.say.lang
        if found.expected == "undetermined":
            names = self._listed(book.condition(c).name.in_(lang) for c, _ in found.by)
            return t("Nothing can be expected yet; not rated: {names}.", names=names)
        rated = self._listed(
            t("{name}: {value}", name=book.condition(c).name.in_(lang), value=value.name.in_(lang))
            for c, value in found.by
            if value
        )
        return {
            "no-balancing": t("No balancing is expected ({rated}).", rated=rated),
            "soft": t("Soft balancing is expected ({rated}).", rated=rated),
            "hard": t("Hard balancing or direct confrontation is expected ({rated}).", rated=rated),
        }[found.expected]

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
            self.say.t("{actor} {n}", actor=self._actor(found, actor, name), n=len(theirs))
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

    def quarrels(self, flat: int, differ: int) -> tuple[str, str]:
        """On how many acts two lenses contradict each other flatly, and differ otherwise."""
        return (
            self.say.tn("{n} contradicts flatly", "{n} contradict flatly", flat),
            self.say.tn("{n} differs otherwise", "{n} differ otherwise", differ),
        )

    def marks(self, found: Findings) -> str:
        """What the marks of actors stand for."""
        info = found.case.info
        return self.say.t(
            "→ {balancer}, ← {target}, ↔ both, ※ anyone else; + with others, ↗ at another target",
            balancer=info.balancer,
            target=info.target,
        )

    def more_marks(self) -> str:
        """The marks of actors beside the arrow between the two sides, in few words."""
        return self.say.t("← ↔ both, ※ others, + with")

    def after(self, step: Answered) -> str:
        """After how long an act was answered, as exactly as the dates say it."""
        t, tn = self.say.t, self.say.tn
        if step.days is None:
            return t("undated")
        least, most = step.days
        if least != most:
            return t("after {least} to {most} days", least=least, most=most)
        if most < 2 * 365:
            return tn("after {n} day", "after {n} days", most) if most else t("the same day")
        return t("after {n} days, about {years} years", n=most, years=round(most / 365.25))

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
