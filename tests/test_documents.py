"""What is said about the repository holds: paths, versions, the citation."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

from workbench import __version__
from workbench.codebook import codebook

ROOT = Path(__file__).parent.parent


def read(name: str) -> str:
    """A document of the repository."""
    return (ROOT / name).read_text("utf-8")


def test_contributing_names_what_is_there() -> None:
    """Every path and every module that it names, and every package in the picture."""
    text = read("CONTRIBUTING.md")
    paths = {p for p in re.findall(r"`([\w./-]+)`", text) if "/" in p and "SLUG" not in p}
    assert len(paths) > 30
    assert [p for p in paths if not (ROOT / p).exists()] == []
    for module in re.findall(r"python -m ((?:workbench|tests)[\w.]*)", text):
        path = ROOT / module.replace(".", "/")
        assert path.is_dir() or path.with_suffix(".py").is_file(), module
    picture = text.split("```text")[1].split("```")[0]
    packages = {
        p.stem for p in (ROOT / "workbench").iterdir() if not p.name.startswith(("_", "py."))
    }
    assert packages - set(re.findall(r"\w+", picture)) == set()


def test_one_version_everywhere() -> None:
    """The program, the package, the citation and the changelog."""
    assert tomllib.loads(read("pyproject.toml"))["project"]["version"] == __version__
    assert re.findall(r"^version: (.+)$", read("CITATION.cff"), re.MULTILINE) == [__version__]
    assert re.findall(r"^## \[(\d.+?)\]", read("CHANGELOG.md"), re.MULTILINE)[0] == __version__


def test_the_paper_is_cited_as_the_codebook_cites_it() -> None:
    """Its DOI stands in both."""
    doi = re.search(r"doi: (\S+)", read("CITATION.cff"))
    assert doi
    assert doi[1] in str(codebook().as_json()["source"])


def test_every_font_ships_with_its_licence() -> None:
    """A family, a text of the SIL Open Font License; the wheel takes both with the package."""
    fonts = ROOT / "workbench" / "memo" / "fonts"
    plain = {re.sub(r"\W", "", p.stem.removeprefix("OFL-")) for p in fonts.glob("OFL-*.txt")}
    families = {p.stem.split("_")[0].lower() for p in fonts.glob("*.ttf")}
    assert families == plain
    for text in fonts.glob("OFL-*.txt"):
        assert "SIL OPEN FONT LICENSE Version 1.1" in text.read_text("utf-8")
    patterns = tomllib.loads(read("pyproject.toml"))["project"]["license-files"]
    assert "workbench/memo/fonts/*.txt" in patterns


def test_the_lock_names_every_dependency() -> None:
    """What the README's commands install is pinned, what the tests need too."""
    project = tomllib.loads(read("pyproject.toml"))["project"]
    extras = project["optional-dependencies"]
    # The extra of the tests names the others, which stand there themselves.
    wanted = [each for extra in extras.values() for each in extra if project["name"] not in each]
    wanted += project["dependencies"]
    locked = {line.split("==")[0].lower() for line in read("requirements.lock").splitlines()}
    assert {re.split(r"[><=[]", each)[0].lower() for each in wanted} - locked == set()
