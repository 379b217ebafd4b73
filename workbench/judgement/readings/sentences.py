"""The readings in words: the one place from which screens, commands and memos read them."""

from __future__ import annotations

import unicodedata

from workbench.case import OutcomeRule
from workbench.codebook import Codebook
from workbench.locale import Words

from ..comparison import Criterion
from ..sentences import Sentences
from ..view import View
from .flip import Flip, Touched, WhyNot
from .masks import Stance
from .reading import Conclusion, Reading
from .sidebyside import NO_FLOOR, Choice, Moved, Readings


class ReadingSentences:
    """What the program says of the readings of a case, in one language."""

    def __init__(self, book: Codebook, say: Words) -> None:
        self.book, self.say = book, say
        self.tell = Sentences(book, say)

    def rule(self, rule: OutcomeRule | None) -> str:
        """The outcome rule; that nobody chose one, where it is None."""
        t = self.say.t
        if rule is None or rule.rule == "none":
            said = t("No outcome rule was chosen: acts are counted, nothing is concluded.")
            if rule and rule.reason.strip():
                said = t("Outcome rule: none, on purpose; acts are counted, nothing is concluded.")
            if rule and rule.unclear_counts:
                said += self.say.gap + t("Unclear screening counts as soft.")
            return said
        asked = {
            "any": t("at least one act is soft balancing"),
            "count": self.say.tn(
                "at least {n} act is soft balancing",
                "at least {n} acts are soft balancing",
                rule.k or 0,
            ),
            "share": t(
                "at least {share} % of the acts with a verdict are soft balancing",
                share=f"{float(rule.exact * 100):g}",
            ),
        }[rule.rule]
        if rule.unclear_counts:
            return t("Outcome rule: {rule}; unclear screening counts as soft.", rule=asked)
        return t("Outcome rule: {rule}; unclear screening doesn’t count as soft.", rule=asked)

    def warning(self, rule: OutcomeRule | None) -> str:
        """What a rule hangs on beside the evidence; empty where there is none."""
        t = self.say.t
        if rule is None or rule.rule == "none":
            return ""
        if rule.rule == "share":
            return t("Mind: a share depends on what was logged.")
        return t("Mind: a number of acts depends on how finely acts were split.")

    def ruled(self, rule: OutcomeRule | None, *, reason: bool = False) -> str:
        """The rule with its warning, as it stands wherever a conclusion does."""
        parts = [self.rule(rule), self.warning(rule)]
        if reason and rule and rule.reason.strip():
            why = rule.reason.strip()
            ended = why if unicodedata.category(why[-1]) == "Po" else why + self.say.stop
            parts.insert(1, self.say.t("Why this rule: {reason}", reason=ended))
        return self.say.gap.join(part for part in parts if part)

    def conclusion(self, concludes: Conclusion | None) -> str:
        """What the rule makes of a reading, in a word or two."""
        t = self.say.t
        if concludes is None:
            return t("no rule")
        return {"met": t("met"), "not-met": t("not met"), "undecided": t("undecided")}[concludes]

    def stance(self, stance: Stance, *, short: bool = False) -> str:
        """A lens at its threshold."""
        return self.tell.lens(stance.lens, stance.threshold or "capable", short=short)

    def reading(self, reading: Reading) -> str:
        """A reading by what is chosen in it."""
        view = View(reading.threshold or "capable", reading.floor, reading.interpretations)
        return self.tell.criterion(Criterion(reading.lens, view))

    def counted(self, reading: Reading) -> str:
        """What is counted under a reading, and what the rule makes of it."""
        n = reading.counted
        said = self.say.tn(
            "{n} of {acts} acts is soft balancing ({judged} with a verdict)",
            "{n} of {acts} acts are soft balancing ({judged} with a verdict)",
            n.soft,
            acts=n.acts,
            judged=n.judged,
        )
        if reading.concludes is None:
            return said
        return self.say.t("{counted}: {met}", counted=said, met=self.conclusion(reading.concludes))

    def own(self, readings: Readings) -> str:
        """The conclusion under the settings in which the case is judged."""
        reading = readings.all[readings.own]
        return self.say.t(
            "By {criterion}, {counted}.",
            criterion=self.reading(reading),
            counted=self.counted(reading),
        )

    def brief(self, readings: Readings) -> str:
        """The conclusion and how firm it is, where there is little room."""
        reading = readings.all[readings.own]
        return self.say.t(
            "By {criterion} {n} of {acts}: {met}; met in {k} of {of} readings.",
            criterion=self.reading(reading),
            n=reading.counted.soft,
            acts=reading.counted.acts,
            met=self.conclusion(reading.concludes),
            k=readings.met(),
            of=len(readings.all),
        )

    def firm(self, readings: Readings) -> str:
        """In how many of the readings the rule is met; the span of counts, where there is none."""
        say, of = self.say, len(readings.all)
        if readings.rule.rule == "none":
            soft = [reading.counted.soft for reading in readings.all]
            return say.t(
                "In the {of} readings from {least} to {most} acts are soft balancing.",
                of=of,
                least=min(soft),
                most=max(soft),
            )
        said = say.t("Met in {n} of {of} readings", n=readings.met(), of=of)
        if undecided := readings.met("undecided"):
            said = say.t("{met}, undecided in {n}", met=said, n=undecided)
        return say.t("{met}; that is no probability.", met=said)

    def overruled(self, readings: Readings) -> str:
        """How many acts were overruled, which no reading counts; empty where none was."""
        return (
            self.say.tn(
                "{n} act is overruled; the readings count what its evidence says.",
                "{n} acts are overruled; the readings count what their evidence says.",
                n,
            )
            if (n := sum(act.event.overruled is not None for act in readings.findings.acts))
            else ""
        )

    def moved(self, moved: Moved | None) -> str:
        """Which choice moves the conclusion most; empty without a rule."""
        if moved is None:
            return ""
        t = self.say.t
        if not moved.by:
            return t("No choice moves it: each of them is met in as many of its readings.")
        ranked = sorted(moved.met.items(), key=lambda each: -each[1][0] / each[1][1])
        (most, (n, of)), (least, (k, other)) = ranked[0], ranked[-1]
        return t(
            "What moves it most is {choice}: {most} met in {n} of {of}, {least} in {k} of {other}.",
            choice=self.choice(moved.choice),
            most=self.option(moved.choice, most),
            n=n,
            of=of,
            least=self.option(moved.choice, least),
            k=k,
            other=other,
        )

    def coders(self, readings: Readings) -> str:
        """What each coder's own codes come to, as the case is judged; empty without a round."""
        if not readings.coders:
            return ""
        each = (
            self.say.t("{coder} {counted}", coder=who, counted=self.counted(own.all[own.own]))
            for who, own in readings.coders.items()
        )
        return self.say.t("By each coder’s own codes: {each}.", each=self.say.parted(each))

    def coders_brief(self, readings: Readings) -> str:
        """The same in few words, with the number that each coder has beside the readings, and in
        how many of these the rule is met."""
        if not readings.coders:
            return ""
        t, each = self.say.t, list[str]()
        for number, (who, own) in enumerate(readings.coders.items(), 1):
            reading = own.all[own.own]
            n, of = reading.counted.soft, reading.counted.acts
            said = t("{coder} {n} of {of}", coder=f"{number} {who}", n=n, of=of)
            if reading.concludes:
                said = t("{counted}, met in {k} of {m}", counted=said, k=own.met(), m=len(own.all))
            each.append(said)
        return t("By own codes {each}.", each=self.say.parted(each))

    def choice(self, choice: Choice) -> str:
        """What there is to choose, within a sentence."""
        t = self.say.t
        return {
            "lens": t("the lens"),
            "threshold": t("the threshold"),
            "floor": t("the floor"),
            "interpretations": t("whether interpretations count"),
            "coder": t("the coder"),
        }[choice]

    def option(self, choice: Choice, option: str) -> str:
        """One option of a choice."""
        t = self.say.t
        if choice == "lens":
            return self.tell.lens(option, "capable", short=True)
        if choice == "floor":
            return t("no floor") if option == NO_FLOOR else t("floor {value}", value=option)
        if choice == "threshold":
            return self.book.word("threshold", option, self.say.lang)
        if choice == "coder":
            return t("by the codes of {coder}", coder=option)
        if option == "counted":
            return t("interpretations counted")
        return t("interpretations left out")

    def flip(self, flip: Flip | WhyNot) -> str:
        """The smallest change of the conclusion in numbers, or why there is none."""
        t, tn = self.say.t, self.say.tn
        if not isinstance(flip, Flip):
            return {
                "no-rule": t("Without an outcome rule there is no conclusion that could flip."),
                "undecided": t("No act has a verdict: there is no conclusion that could flip."),
                "none-possible": t("No removal or reversal of pieces flips the conclusion."),
            }[flip]
        reversed_ = sum(piece.how == "reversed" for piece in flip.pieces)
        removed = len(flip.pieces) - reversed_
        how = t("{removed} removed, {reversed} reversed", removed=removed, reversed=reversed_)
        if not (removed and reversed_):
            how = t("removed") if removed else t("reversed")
        return tn(
            "The smallest change that makes it “{to}”: {n} piece, {how}.",
            "The smallest change that makes it “{to}”: {n} pieces, {how}.",
            len(flip.pieces),
            to=self.conclusion(flip.to),
            how=how,
        )

    def touched(self, piece: Touched) -> str:
        """What is done to a piece."""
        return self.say.t("removed") if piece.how == "removed" else self.say.t("reversed")
