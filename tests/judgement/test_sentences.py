"""Every finding has words in both languages, and each kind its own."""

from __future__ import annotations

from typing import get_args

import pytest

from workbench.codebook import codebook
from workbench.judgement import SIGNS, VERDICTS, WAYS, WORTHS, Doubt, Sentences, View, lens_ids
from workbench.judgement.doubts import DoubtKind
from workbench.judgement.sensitivity import Hinge, Switch
from workbench.locale import words


@pytest.mark.parametrize("lang", ["en", "zh-Hant"])
def test_each_finding_is_said_in_its_own_words(lang: str) -> None:
    """No two kinds share a sentence; in Chinese none is left in English."""
    said = Sentences(codebook(), words(lang))
    spoken = [
        [said.verdict(v) for v in VERDICTS],
        [said.way(w) for w in WAYS],
        [said.worth(w) for w in WORTHS],
        [said.sign(s) for s in SIGNS],
        [said.sign_name(s) for s in SIGNS],
        [said.doubt(Doubt(kind, 2, 3)) for kind in get_args(DoubtKind)],
        [said.lens(lens, "capable") for lens in lens_ids()],
        [said.lens("art", threshold) for threshold in ("capable", "observed")],
        [said.hinge(Hinge("a", "contested", how), "a") for how in ("removed", "reversed")],
        [
            said.switch(Switch(s, "contested"), View())
            for s in ("threshold", "floor", "interpretations")
        ],
    ]
    for sentences in spoken:
        assert len(set(sentences)) == len(sentences)
        if lang == "zh-Hant":
            assert all(any("\u4e00" <= c <= "\u9fff" for c in s) for s in sentences)
