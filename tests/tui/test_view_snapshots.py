"""The views within the tabs as pictures: small in Chinese, large in English."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from textual.pilot import Pilot

from workbench.casebook import Settings, Workspace, save_settings
from workbench.tui import WorkbenchApp

from .test_snapshots import SIZES, place

__all__ = ["place"]

VIEWS = {
    "square": ["3", "full_stop"],
    "compare": ["3", "full_stop", "full_stop"],
    "diagnosticity": ["3", "comma"],
    "observed": ["4", "full_stop"],
    "confrontation": ["4", "full_stop", "full_stop"],
    "unused": ["4", "comma"],
    "why": ["3", "w"],
    "change": ["3", "c"],
}


@pytest.mark.parametrize(("size", "language"), [("small", "zh-Hant"), ("large", "en")])
@pytest.mark.parametrize("view", VIEWS)
def test_view(
    snap_compare: Callable[..., bool], place: Workspace, view: str, size: str, language: str
) -> None:
    """As it was when it was last looked at."""
    save_settings(Settings.model_validate({"coder": "M. Lin", "language": language}))
    slug = "france-us-iraq-2003" + ("-zh" if language == "zh-Hant" else "")

    async def settle(pilot: Pilot[None]) -> None:
        await pilot.pause(0.3)
        for key in VIEWS[view]:
            await pilot.press(key)
            await pilot.pause(0.1)
        await pilot.pause(0.4)

    app = WorkbenchApp(place, slug)
    assert snap_compare(app, run_before=settle, terminal_size=SIZES[size])
