"""Two coders and one who settles, at three places: through git, and through e-mail."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from workbench.casebook import Workspace

from .coding import ANN, BEN, SLUG, Said, filled, read, started, write


class Place:
    """A person's own checkout, settings and workspace."""

    def __init__(self, folder: Path, coder: str) -> None:
        self.folder = folder
        self.coder = coder
        self.config = folder.with_name(f"{folder.name}-config")
        self.config.mkdir()
        (self.config / "settings.toml").write_text(f'coder = "{coder}"\n', "utf-8")

    @property
    def rounds(self) -> Path:
        """Where the rounds of the case are."""
        return self.folder / "cases" / f"{SLUG}.rounds"

    def env(self) -> Mapping[str, str]:
        """Who works where."""
        own = {"WORKBENCH_HOME": str(self.folder), "WORKBENCH_CONFIG": str(self.config)}
        return {**os.environ, **own}

    def run(self, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
        """The command `workbench` as this person runs it."""
        command = [sys.executable, "-m", "workbench", *map(str, arguments)]
        return subprocess.run(command, capture_output=True, encoding="utf-8", env=self.env(),
                              stdin=subprocess.DEVNULL, check=False)  # fmt: skip

    def does(self, *arguments: str | Path) -> str:
        """The same, which does what it is asked."""
        done = self.run(*arguments)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def git(self, *arguments: str) -> str:
        """Git in the checkout; nothing of it may fail, a conflict least of all."""
        command = ["git", "-c", "user.name=x", "-c", "user.email=x@example.org", *arguments]
        done = subprocess.run(command, cwd=self.folder, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def shares(self, *files: str) -> None:
        """Commit some files alone, and exchange with the others."""
        self.git("add", "--", *files)
        self.git("commit", "-q", "-m", "x")
        self.git("pull", "-q", "--no-rebase", "--no-edit", "origin", "main")
        self.git("push", "-q", "origin", "HEAD:main")

    def fills(self, said: Said, sheet: Path) -> Path:
        """The coder's sheet, filled."""
        self.does("round", "sheet", SLUG, "R1", "--coder", self.coder, "-o", sheet)
        return filled(sheet, said, sheet.with_name(f"{self.coder}-filled.csv"))


pytestmark = pytest.mark.long


@pytest.mark.skipif(not shutil.which("git"), reason="git isn't here")
def test_three_clones_and_no_conflict(tmp_path: Path) -> None:
    """Seals go round first, layers once all have sealed; the third one settles."""
    shared = tmp_path / "shared.git"
    subprocess.run(["git", "init", "-q", "--bare", "-b", "main", str(shared)], check=True)
    started(tmp_path / "dan")
    dan = Place(tmp_path / "dan", "Dan")
    dan.does("round", "new", SLUG, "R1", "--coder", "Ann", "--coder", "Ben")
    (dan.folder / ".gitignore").write_text("*.bak\n.*.lock\n", "utf-8")
    dan.git("init", "-q", "-b", "main")
    dan.git("remote", "add", "origin", str(shared))
    dan.git("add", "-A")
    dan.git("commit", "-q", "-m", "x")
    dan.git("push", "-q", "origin", "main")
    coders = []
    for name, said in (("Ann", ANN), ("Ben", BEN)):
        subprocess.run(["git", "clone", "-q", str(shared), str(tmp_path / name)], check=True)
        coders.append((Place(tmp_path / name, name), said))
    for place, said in coders:
        answers = place.fills(said, tmp_path / f"{place.coder}.csv")
        place.does("round", "import", SLUG, "R1", answers, "--coder", place.coder)
        place.does("round", "seal", SLUG, "R1", "--coder", place.coder)
    seals = [place.folder / "cases" for place, _ in coders]
    assert all(folder.exists() for folder in seals)
    for number, (place, _) in enumerate(coders, 1):
        place.shares(f"cases/{SLUG}.rounds/R1.{number}.seal.json")
    ann, ben = (place for place, _ in coders)
    dan.git("pull", "-q", "--no-rebase", "origin", "main")
    # All have sealed, and no layer was shared yet.
    assert {path.name for path in dan.rounds.iterdir()} == {
        "R1.json", "R1.1.seal.json", "R1.2.seal.json"
    }  # fmt: skip
    assert "isn't here" in dan.run("agree", SLUG, "--round", "R1").stderr
    ann.git("pull", "-q", "--no-rebase", "--no-edit", "origin", "main")
    for number, place in ((1, ann), (2, ben)):
        place.shares(f"cases/{SLUG}.rounds/R1.{number}.json")
    for place in (ann, dan):
        place.git("pull", "-q", "--no-rebase", "--no-edit", "origin", "main")
    said = [json.loads(p.does("agree", SLUG, "--round", "R1", "--json")) for p in (ann, ben, dan)]
    assert said[0] == said[1] == said[2]
    settles(dan, tmp_path)
    dan.git("add", "-A")
    dan.git("commit", "-q", "-m", "x")
    dan.git("push", "-q", "origin", "main")
    for place in (ann, ben):
        place.git("pull", "-q", "--no-rebase", "--no-edit", "origin", "main")
        assert Workspace(place.folder).open(SLUG).case.events["ev001"].coded
        assert place.run("check", SLUG).returncode == 0


def settles(place: Place, folder: Path) -> None:
    """Every disagreement as the first coder has it."""
    table = folder / "d.csv"
    place.does("round", "disagreements", SLUG, "R1", "--to", "csv", "-o", table)
    rows = [{**row, "settled": row["Ann"], "why": "as Ann has it"} for row in read(table)]
    assert rows
    place.does("round", "settle", SLUG, "R1", write(table, rows), "--by", place.coder)


def test_sheets_alone_go_by_mail(tmp_path: Path) -> None:
    """The coders have a spreadsheet and no workbench; who settles reads both in."""
    started(tmp_path / "dan")
    dan = Place(tmp_path / "dan", "Dan")
    dan.does("round", "new", SLUG, "R1", "--coder", "Ann", "--coder", "Ben")
    for name, said in (("Ann", ANN), ("Ben", BEN)):
        sheet = tmp_path / f"{name}.csv"
        dan.does("round", "sheet", SLUG, "R1", "--coder", name, "--plain-keys", "-o", sheet)
        plain = {key.replace("e", "U00", 1) if len(key) == 2 else key: v for key, v in said.items()}
        back = filled(sheet, plain, tmp_path / f"{name}-back.csv")
        dan.does("round", "import", SLUG, "R1", back, "--coder", name)
        dan.does("round", "seal", SLUG, "R1", "--coder", name)
    dan.does("agree", SLUG, "--round", "R1")
    settles(dan, tmp_path)
    case = Workspace(dan.folder).open(SLUG).case
    assert {tag.coder for tag in case.events["ev001"].tags} == {"Dan"}
    assert case.evidence["pe001"].status == "observed"
