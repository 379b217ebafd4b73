"""Names as fields of references hold them: several on a line, groups, «Fanning E.»."""

from __future__ import annotations

import re

from workbench.citation import Name, apart, is_chinese, read_names

from .shared import named

# Family names of two characters; any other two before a comma are a whole name.
_COMPOUND = re.compile(
    "歐陽|欧阳|司馬|司马|諸葛|诸葛|上官|司徒|夏侯|皇甫|東方|东方|尉遲|尉迟|公孫|公孙|令狐|慕容|張簡|张简|范姜|"
    "端木|長孫|长孙|宇文|鮮于|鲜于|獨孤|独孤|南宮|南宫"
)
_INITIALS = r"(?:[^\W\d_]\.[ -]?)+"
# Without a second way to match a part, a line that fits nowhere is soon through.
_LISTED = re.compile(rf"[^,;]+, *{_INITIALS}(?:(?>, and|, &|,| and| &) *+[^,;]+, *{_INITIALS})+")
_TRAILING = re.compile(r"([^\W\d_][\w'’ -]*[^\W\d_]) ((?:[^\W\d_]\.-?)+|[A-Z]{1,2})")


def several(line: str) -> list[str]:
    """The names on a line that may hold more than one, each as it stands there."""
    parts = [part.strip() for part in apart(line, ";；")]
    return [name for part in parts if part for name in _on_one(part)]


def _on_one(part: str) -> list[str]:
    if part.startswith("{"):
        return [part]
    if is_chinese(part):
        names = [name.strip() for name in re.split(r"[,，、]", part) if name.strip()]
        short = all(is_chinese(name) and 1 < len(name) < 5 for name in names)
        if short and (len(names) > 2 or (len(names) == 2 and not _COMPOUND.fullmatch(names[0]))):
            return names
        return [part]
    if _LISTED.fullmatch(part):
        listed = re.sub(r"\band\b|&", ",", part)
        return [n.strip() for n in re.findall(rf"[^\W\d_][^,;&]*?, *{_INITIALS}", listed)]
    both = re.split(r" and | & ", part)
    if len(both) > 1 and all(name.count(",") == 1 for name in both):
        return [name.strip() for name in both]
    whole = [name.strip() for name in part.split(",")]
    if len(whole) > 2 and all(" " in name and name[:1].isupper() for name in whole):
        return whole
    return [part]


def tagged(name: str) -> str:
    """A name as RIS has it, «Family, Given»; a group, and what may be one, stays whole.

    Databases write «Fanning E.» and «Lloyd AC» too.
    """
    if re.fullmatch(r"\{[^{}]*\}", name):
        whole = name[1:-1].strip()
        return Name(literal=whole).typed if whole else ""
    family, _, given = (part.strip() for part in name.partition(","))
    together = named(family, given)
    if is_chinese(name) and "," not in together and family and given:
        return together
    trailing = _TRAILING.fullmatch(name)
    if trailing and read_names(name) == (Name(literal=name),):
        person = f"{trailing[1]}, {trailing[2]}"
        # «Bank A.» is read as no person after all.
        return person if read_names(person)[0].family else name
    read, *more = read_names(name) or (Name(literal=name),)
    if more:
        # «王小明、中華民國外交部» is read as two wherever it stands.
        return name
    return read.typed if read.literal else name


def as_tagged(name: Name) -> str:
    """A name for RIS: in braces where a group would be taken for a person, or for several."""
    said = name.typed
    if [tagged(each) for each in several(said)] == [said] or "{" in said:
        return said
    return f"{{{said}}}"
