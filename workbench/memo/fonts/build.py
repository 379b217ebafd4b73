"""Make the fonts beside this script from named npm packages (needs npm and fonttools).

Static TrueType outlines only: ReportLab refuses CFF and renders variable fonts at their thinnest.
The fallbacks are subset to what the Traditional Chinese font lacks; Source Serif, whose name is
reserved under the OFL, ships unmodified.
"""

from __future__ import annotations

import subprocess
import tarfile
import tempfile
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

HERE = Path(__file__).parent
SCRIPTS = (
    *("Hebrew", "Arabic", "Armenian", "Bengali", "Ethiopic", "Georgian", "Gujarati", "Gurmukhi"),
    *("Kannada", "Khmer", "Lao", "Malayalam", "Myanmar", "Sinhala", "Tamil", "Telugu", "Thai"),
)
WHOLE = {
    "source-serif-4": [
        "SourceSerif4_400Regular",
        "SourceSerif4_400Regular_Italic",
        "SourceSerif4_600SemiBold",
    ],
    "noto-sans": ["NotoSans_400Regular", "NotoSans_600SemiBold"],
    "noto-sans-tc": ["NotoSansTC_400Regular", "NotoSansTC_700Bold"],
    **{f"noto-sans-{name.lower()}": [f"NotoSans{name}_400Regular"] for name in SCRIPTS},
}
REST = {
    "noto-sans-sc": "NotoSansSC_400Regular",
    "noto-sans-jp": "NotoSansJP_400Regular",
    "noto-sans-kr": "NotoSansKR_400Regular",
}


def unpack(family: str, into: Path) -> Path:
    """The unpacked package of a font family."""
    name = f"@expo-google-fonts/{family}"
    done = subprocess.run(
        ["npm", "pack", "-s", name], cwd=into, check=True, capture_output=True, text=True
    )
    folder = into / family
    with tarfile.open(into / done.stdout.split()[-1]) as archive:
        archive.extractall(folder, filter="data")
    return folder


def static(path: Path) -> TTFont:
    """The font in `path`; raises `ValueError` where ReportLab couldn't embed it well."""
    font = TTFont(path)
    if "glyf" not in font or "fvar" in font:
        raise ValueError(f"{path.name} isn't a static TrueType font")
    return font


def main() -> None:
    """Write every font and its licence beside this script."""
    with tempfile.TemporaryDirectory() as scratch:
        covered: set[int] = set()
        for family, faces in WHOLE.items():
            folder = unpack(family, Path(scratch))
            licence = next(folder.rglob("LICENSE_FONT")).read_bytes()
            (HERE / f"OFL-{family}.txt").write_bytes(licence)
            for face in faces:
                source = next(folder.rglob(f"{face}.ttf"))
                covered |= set(static(source).getBestCmap() or {})
                (HERE / source.name).write_bytes(source.read_bytes())
        for family, face in REST.items():
            folder = unpack(family, Path(scratch))
            licence = next(folder.rglob("LICENSE_FONT")).read_bytes()
            (HERE / f"OFL-{family}.txt").write_bytes(licence)
            font = static(next(folder.rglob(f"{face}.ttf")))
            wanted = set(font.getBestCmap() or {}) - covered
            covered |= wanted
            options = Options()
            options.layout_features = []
            options.hinting = False
            subsetter = Subsetter(options)
            subsetter.populate(unicodes=wanted)
            subsetter.subset(font)
            font.save(HERE / f"{face}.ttf")


if __name__ == "__main__":
    main()
