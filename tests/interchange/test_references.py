"""References come in from three formats, and again without touching anything else."""

import json

import pytest

from workbench.case import Case, CaseInfo, Problem
from workbench.interchange.csljson import write_csl
from workbench.interchange.references import read_references, reference_changes

BIB = (
    b"@article{pape2005, author={Pape, Robert A.}, title={{Soft} Balancing}, "
    b"journal={International Security}, volume=30, number=1, pages={7--45}, year=2005, month=jul}"
)
RIS = (
    b"TY  - JOUR\nID  - pape2005\nAU  - Pape, Robert A.\nTI  - Soft Balancing\n"
    b"JO  - International Security\nVL  - 30\nIS  - 1\nSP  - 7\nEP  - 45\nPY  - 2005\nER  - \n"
)
EMPTY = Case("c", CaseInfo(title="c", balancer="a", target="b"))


@pytest.mark.parametrize("data", [BIB, RIS])
def test_formats_and_back_through_csl(data: bytes) -> None:
    (source,) = read_references(data)
    assert (source.title, source.author, source.pages) == (
        "Soft Balancing",
        "Pape, Robert A.",
        "7–45",
    )
    assert (source.container, source.issue) == ("International Security", "1")
    case = EMPTY.with_changes(reference_changes(EMPTY, [source]).changes)
    (again,) = read_references(write_csl(case).encode())
    assert again == source
    assert not reference_changes(case, [again]).changes


def test_a_known_key_updates_under_the_same_id() -> None:
    case = EMPTY.with_changes(reference_changes(EMPTY, read_references(BIB)).changes)
    item = [{"id": "pape2005", "type": "article-journal", "title": "=1+1 [bold]"}]
    found = reference_changes(case, read_references(json.dumps(item).encode()))
    assert (found.new, found.updated) == (0, 1)
    assert found.changes[0].record.id in case.sources
    assert found.changes[0].record.model_dump()["author"] == "Pape, Robert A."


@pytest.mark.parametrize("data", [b"", b"{", b"[1]", b"@book{x, title=", b"\xff", b'[{"id":"a"}]'])
def test_what_cannot_be_read_is_a_sentence(data: bytes) -> None:
    with pytest.raises(Problem):
        read_references(data)
