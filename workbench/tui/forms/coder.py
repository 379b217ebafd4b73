"""Who codes, asked once."""

from __future__ import annotations

from workbench.case import Problem

from .fields import Field
from .form import Form


class CoderForm(Form[str]):
    """The name that is recorded with every tag and piece of evidence."""

    @property
    def heading(self) -> str:
        """Why it is asked."""
        return self.w.t(
            "Who codes? Your name or initials are kept with every tag and piece of evidence."
        )

    def fields(self) -> list[Field]:
        """A name."""
        return [Field("coder", self.w.t("coder"), self.bench.coder, hint=self.w.t("e.g. CKM"))]

    async def save(self, values: dict[str, str]) -> str:
        """Remember it."""
        name = values["coder"].strip()
        if not name:
            raise Problem(self.w.t("a coder needs a name or initials"))
        self.bench.keep(coder=name)
        return name
