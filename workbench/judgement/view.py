"""Under what a case is judged: which evidence counts, and whose acts are the balancer's."""

from __future__ import annotations

from dataclasses import dataclass

from workbench.case import CaseInfo, Evidence, Interpretations, Joint, Threshold, reaches


@dataclass(frozen=True)
class View:
    """Threshold, floor, interpretations and joint acts: a case's own, or as one tries them."""

    threshold: Threshold = "capable"
    floor: str | None = None
    interpretations: Interpretations = "counted"
    joint: Joint = "apart"

    @classmethod
    def of(cls, info: CaseInfo) -> View:
        """The case's own."""
        return cls(info.threshold, info.floor, info.interpretations, info.joint)

    @property
    def chooses(self) -> bool:
        """Whether there are pieces that it doesn't count."""
        return self.floor is not None or self.interpretations == "left-out"

    def counts(self, piece: Evidence) -> bool:
        """Whether a piece reaches the floor and isn't left out as an interpretation."""
        if self.interpretations == "left-out" and piece.basis == "interpretation":
            return False
        return reaches(piece.grade, self.floor)

    def reached(self, piece: Evidence) -> bool:
        """Whether an effect claim reaches the threshold."""
        return piece.status == "observed" or (
            self.threshold == "capable" and piece.status == "capable"
        )
