"""References come in from three formats and go out to them, and come back the same."""

import json
from collections.abc import Callable

import bibtexparser
import jsonschema
import pytest
import rispy
from hypothesis import given
from hypothesis import strategies as st

from tests.interchange.csl_schema import SCHEMA
from workbench.case import Case, CaseInfo, Problem, Source
from workbench.case.fields import SOURCE
from workbench.casebook import worked_cases
from workbench.citation import CSL_TYPES, csl_kind, entry, read_names
from workbench.interchange.references import (
    References,
    read_references,
    reference_changes,
    write_bibtex,
    write_csl,
    write_ris,
)
from workbench.locale import words

BIB = (
    b"@article{pape2005, author={Pape, Robert A.}, title={{Soft} Balancing}, "
    b"journal={International Security}, volume=30, number=1, pages={7--45}, year=2005, month=jul}"
)
RIS = (
    b"TY  - JOUR\nID  - pape2005\nAU  - Pape, Robert A.\nTI  - Soft Balancing\n"
    b"JO  - International Security\nVL  - 30\nIS  - 1\nSP  - 7\nEP  - 45\nPY  - 2005\nER  - \n"
)
EMPTY = Case("c", CaseInfo(title="c", balancer="a", target="b"))
WRITERS = [write_csl, write_bibtex, write_ris]
Writer = Callable[[Case], str]


def case_of(*sources: Source) -> Case:
    return Case("c", EMPTY.info, sources={source.id: source for source in sources})


def taken(case: Case, data: bytes) -> Case:
    """The case with the references of a file."""
    return case.with_changes(reference_changes(case, read_references(data)).changes)


@pytest.mark.parametrize("write", WRITERS)
@pytest.mark.parametrize("data", [BIB, RIS])
def test_formats_and_back(data: bytes, write: Writer) -> None:
    (source,) = read_references(data).sources
    assert (source.title, source.author, source.pages) == (
        "Soft Balancing",
        "Pape, Robert A.",
        "7–45",
    )
    assert (source.container, source.issue) == ("International Security", "1")
    case = EMPTY.with_changes(reference_changes(EMPTY, References((source,))).changes)
    (again,) = read_references(write(case).encode()).sources
    assert again == source
    assert not reference_changes(case, References((again,))).changes


HOSTILE = [
    "[bold] [/x]",
    '<img src="/etc/passwd">',
    "=1+1",
    "\x1b[31mred",
    "😀 中文，「引號」",
    "\u202eשלום",
    "{a} }{ \\{ \\",
    "50% of $5 & $6 #1 a_b^c ~ $x$",
    "``quoted'' -- and --- ?` !` \\'e \\\\ \\emph{x}",
    "a\nb\n\nER  - \nTY  - BOOK\n@book{x, title={y}}",
    "a  b   c\td",
    "X and Y and others, et al.",
    '"q" # "r", %comment',
    "Ministry of Trade and Industry, France",
    "0,0",
    "G7,",
    "吳,玉山,",
    "吳, 玉山",
    "a\u2028b\u2029\u2028\nc",
    "<i>T</i> &amp; <b>",
    "Robert A. Pape",
    "Lloyd AC",
    "Stephen G. Brooks and William C. Wohlforth",
    "Apple, Inc.",
    "{Dupont, Lyon}",
    "Ministry of Defence",
    "King, Martin and Salo, Lena",
    "Moreau, L., Salo, K.",
    "張三,李四",
    "others",
    "van der Berg, Jan",
]
# A carriage return is a line break, and a NUL is refused; outer spaces aren't the text's.
texts = st.sampled_from(HOSTILE) | st.text(
    st.characters(codec="utf-8", exclude_characters="\0\r"), max_size=25
).map(str.strip)
names = texts.filter(lambda text: not set(text) & set(";；、"))
DATES = ["2003", "2003-02", "2003-02-10", "2003-02/2003-05", "", "spring", "Sep", "1985~"]
DATES += ["5 March 2003", "Winter 2005/06", "0", "///2003", "2003-02-31", "民國92年3月", "2003?"]
PAGES = ["7–45", "7-45", "iv, 7–9, 12–14", "a--b", "1 – 30"]
KEPT = [
    row.path
    for row in SOURCE
    if row.path not in ("id", "author", "csl_type", "title", "citation_key")
    # What no format has a field for stays in the case file, and the row says so.
    and (row.column or row.other == "csl-json")
]


@st.composite
def sources(draw: st.DrawFn) -> Source:
    fields = {name: draw(texts | st.just("")) for name in KEPT}
    fields["published"] = draw(texts | st.sampled_from(DATES))
    fields["pages"] = draw(texts | st.sampled_from(PAGES))
    return Source(
        id="so-01m83chhgs9gtvyg0n",
        title=draw(texts.filter(bool)),
        author="; ".join(filter(None, draw(st.lists(names, max_size=3)))),
        csl_type=draw(st.sampled_from(["", *sorted(CSL_TYPES)])),
        citation_key=draw(st.sampled_from(["", "pape2005", "吳2011"]) | texts),
        **fields,
    )


@given(sources(), st.sampled_from(WRITERS))
def test_the_round_trip_is_exact(source: Source, write: Writer) -> None:
    """Into a new case: every field, key and citation; a known source is known again."""
    case = case_of(source)
    (again,) = read_references(write(case).encode()).sources
    kept = ("title", "author", "citation_key", *KEPT)
    assert {f: getattr(again, f) for f in kept} == {f: getattr(source, f) for f in kept}
    assert csl_kind(again) == csl_kind(source)
    assert entry(again, "en") == entry(source, "en")
    assert read_names(again.author) == read_names(source.author)
    (change,) = reference_changes(case, References((again,))).changes or [None]
    assert change is None or change.record.id == source.id


@pytest.mark.parametrize("write", WRITERS)
def test_worked_cases_keep_every_source_apart(write: Writer) -> None:
    for file in worked_cases():
        case = file.load()
        found = reference_changes(EMPTY, read_references(write(case).encode()))
        assert found.new == len(case.sources) > 20
        again = reference_changes(case, read_references(write(case).encode()))
        assert again.new == 0


def test_the_libraries_own_readers_read_what_goes_out() -> None:
    """Also where two sources share a key, and a key can't stand in BibTeX."""
    keys = ["same", "same", "not a key, {x}", ""]
    case = case_of(*(Source(id=f"so-{n:018}", title=t, citation_key=k, url="https://a.b/c_d%20e;f")
                     for n, (t, k) in enumerate(zip(HOSTILE, keys, strict=False))))  # fmt: skip
    library = bibtexparser.parse_string(write_bibtex(case))
    assert not library.failed_blocks and len(library.entries) == 4
    assert [e["url"] for e in library.entries] == ["https://a.b/c_d%20e;f"] * 4
    entries = rispy.loads(write_ris(case))
    assert [e["title"] for e in entries] == HOSTILE[:4]
    again = read_references(write_bibtex(case).encode()).sources
    assert [source.citation_key for source in again] == keys


@given(st.lists(sources(), min_size=1, max_size=3))
def test_csl_json_is_valid(many: list[Source]) -> None:
    case = case_of(*(s.model_copy(update={"id": f"so-{n:018}"}) for n, s in enumerate(many)))
    items = json.loads(write_csl(case))
    jsonschema.validate(items, SCHEMA)
    assert len({item["id"] for item in items}) == len(many)


def test_the_schema_refuses_what_is_none() -> None:
    for wrong in ({"id": "a"}, {"id": "a", "type": "un"}, {"id": "a", "type": "book", "doi": "x"}):
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate([wrong], SCHEMA)


TRICKY = [
    (b"@Book{a, author = {{World Bank}}, title = {R \\& D at 5% of GDP}, year = 2001}",
     {"author": "World Bank", "title": "R & D at 5% of GDP", "published": "2001"}),
    (b"@article{a, author={Stephen Brooks and William Wohlforth}, title={T}, year={2005}}",
     {"author": "Brooks, Stephen; Wohlforth, William"}),
    (b"@article{a, author={Jan van der Berg and {Trade and Industry}}, title={T}}",
     {"author": "van der Berg, Jan; Trade and Industry"}),
    (b"@misc{a, title=\"{\\\"U}ber {\\'e}t{\\'e}\", url={https://x.org/a%20b\\_c}}",
     {"title": "Über été", "url": "https://x.org/a%20b_c"}),
    ("@book{a, author={吳, 玉山}, title={權力}}".encode(), {"author": "吳玉山"}),
    (b"% made by Zotero\n@comment{x}\n@string{is = \"Int. Sec.\"}\n"
     b"@article{a, title={T}, journal=is, month=7, year=2005}",
     {"container": "Int. Sec.", "published": "2005-07"}),
    (b'@string{v="Foreign "}@string{j = v # "Affairs"}\n@article{a, title="{\\"U}ber " # {a\\}b},'
     b' journal=J # " (" # {N. Y.} # ")", year=2003, month=mar}',
     {"title": "Über a}b", "container": "Foreign Affairs (N. Y.)", "published": "2003-03"}),
    (b"EndNote\rTY  - BOOK\rTI  - T\r\rAU  - Pape, Robert\r\r\rPY  - 2005\rER  - \r",
     {"title": "T", "author": "Pape, Robert", "published": "2005", "csl_type": "book"}),
    ("TY  - BOOK\nTI  - T\nN1  - a\u2028TY  - b\nER  - \n".encode(), {"note": "a\nTY  - b"}),
    (b"TYPES\n\nTY  - BOOK\nTI  - T\nER  - \n", {"title": "T", "csl_type": "book"}),
    ("\ufeffTY  - NEWS\r\nT1  - T\r\nA1  - 吳, 玉山\r\nY1  - 2003/02/10/\r\nJF  - Le Monde\r\n"
     "UR  - https://a.b/x; https://c.d\r\nER  - \r\n".encode(),
     {"author": "吳玉山", "published": "2003-02-10", "container": "Le Monde",
      "url": "https://a.b/x", "csl_type": "article-newspaper"}),
    (b"1.\nTY  - CHAP\nTI  - A title that\n goes on\nA2  - Ikenberry, John\nPY  - 2002\nER  -",
     {"title": "A title that goes on", "author": "Ikenberry, John", "published": "2002"}),
    (b"TY  - RPRT\nTI  - Resolution 1441\nAU  - UN Security Council\nM1  - S/RES/1441\nER  - ",
     {"number": "S/RES/1441", "issue": ""}),
    (rb"@book{a, author={Mu\~noz, Ana and Ib\'a\~nez, Jos\'e and Donald~E. Knuth and S\~ao P., M.},"
     rb"title={Se\~nales}}",
     {"author": "Muñoz, Ana; Ibáñez, José; Knuth, Donald E.; São P., M.", "title": "Señales"}),
    (rb"@book{a, author={\L{}ukasz Kowalski and \AA{}se Dahl AND Ministry of Defence and Martin"
     rb" King, Jr.}, title={T}}",
     {"author": "Kowalski, Łukasz; Dahl, Åse; Ministry of Defence; King, Martin Jr."}),
    (b"@book{a, author={{Ministry of X} and family=Gaulle, given=Charles, prefix=de, useprefix=true"
     b" and given={Ana}, family={Salo} and others}, title={T}}",
     {"author": "Ministry of X; de Gaulle, Charles; Salo, Ana; et al."}),
    (b"@book{a, author={Moreau, L., Salo, K., Sokol, J.-P.}, title={T <i>of</i> R &amp; D}}",
     {"author": "Moreau, L.; Salo, K.; Sokol, J.-P.", "title": "T of R & D"}),
    ("@article{a, author={張三,李四,王五}, title={T}}".encode(), {"author": "張三; 李四; 王五"}),
    (b"@book{a, author={Moreau, Lise; Apple Inc.}, title={T}, pages={1 \xe2\x80\x93 30}, "
     b"subtitle={S}, howpublished={\\url{https://a.b/c\\_d}}}",
     {"author": "Moreau, Lise; Apple Inc.", "title": "T: S", "url": "https://a.b/c_d",
      "pages": "1–30"}),
    (b"DB  - X\nTI  - Tag order\n goes on\nSP  - 1\nTY  - JOUR\nVL  - 4\nER  - \n",
     {"title": "Tag order goes on", "pages": "1", "volume": "4", "csl_type": "article-journal"}),
    (b"TY - WEB\nTI - One blank - here\nAU - {Ministry of X}\nUR - https://a.b\nER -",
     {"title": "One blank - here", "author": "Ministry of X", "csl_type": "webpage"}),
    ("TY  - JOUR\nTI  - T\nAU  - 張三;李四;\nAU  - 王五\nM3  - 10.5555/x\n"
     "LA  - 中文;\nER  - ".encode(),
     {"author": "張三; 李四; 王五", "doi": "10.5555/x", "source_type": "", "language": "中文"}),
    (b"TY  - JOUR\nTI  - T\nA1  - Fanning E.\nA1  - Lloyd AC\nA1  - House of Lords\n"
     b"A1  - Salo, L. and Sokol, J.\nA1  - Harbour Group,\nER  - ",
     {"author": "Fanning, E.; Lloyd, AC; House of Lords; Salo, L.; Sokol, J.; Harbour Group"}),
    (b'[{"id": "http://zotero.org/users/1/items/A", "title": ["<i>T</i> &amp; <br>"], "note": '
     b'"Citation Key: moreau2003", "type": "journal-article", "author": [{"name": "The Group"}, '
     b'{"family": "Berg", "given": "A.", "dropping-particle": "van", "non-dropping-particle": '
     b'"den"}, {"literal": "Dupont, Lyon"}, {"literal": "others"}, "NATO"]}]',
     {"title": "T & <br>", "citation_key": "moreau2003", "csl_type": "article-journal",
      "author": "The Group; van den Berg, A.; {Dupont, Lyon}; et al.; NATO"}),
    (rb"@book{a, author={{\'E}tienne de Gaulle}, title={T}, date={2003~}, urldate={2003-03-04}}",
     {"author": "de Gaulle, Étienne", "published": "2003~", "accessed": "2003-03-04"}),
    (b"@set{s, entryset={a}}\n@book{a, title={T}, date={2003-03%/2003-04}}",
     {"citation_key": "a", "published": "2003-03%/2003-04"}),
    (b"\xef\xbb\xbf\xef\xbb\xbfty  - BOOK\nti  - T\nau  - Pape, R.\ner  - \n",
     {"title": "T", "author": "Pape, R.", "csl_type": "book"}),
    (b'[{"id": 1, "title": "T", "issued": {"date-parts": [[2003]], "circa": "false"}}]',
     {"published": "2003"}),
    (b'{"items": [{"id": 7, "type": "thesis", "title": ["T"], "author": [{"family": "King",'
     b'"given": "Martin", "suffix": "Jr"}], "issued": {"raw": "2003"}}]}',
     {"citation_key": "7", "title": "T", "author": "King, Martin Jr", "published": "2003"}),
]  # fmt: skip


@pytest.mark.parametrize(("data", "told"), TRICKY)
def test_what_other_programs_write(data: bytes, told: dict[str, str]) -> None:
    (source,) = read_references(data).sources
    assert {name: getattr(source, name) for name in told} == told


def test_a_known_work_is_updated_under_its_own_id() -> None:
    case = taken(EMPTY, BIB)
    item = [{"id": "pape2005", "title": "Soft Balancing", "issued": 2005, "publisher": "MIT [x]"}]
    found = reference_changes(case, read_references(json.dumps(item).encode()))
    assert (found.new, found.updated) == (0, 1)
    ((was, fields),) = found.replaced
    assert was.id in case.sources
    assert fields == {"published": ("2005-07", "2005"), "publisher": ("", "MIT [x]")}
    assert found.changes[0].record.model_dump()["author"] == "Pape, Robert A."


def test_a_key_that_stands_twice_is_said_with_its_line() -> None:
    """Two works are two sources, one of them without the key; a work that repeats is one."""
    said = "line 2: the key a stands in the file twice"
    bib = b"@book{a, title={T}, author={X}}\n@book{a, title={U}, author={Y}}"
    found = read_references(bib)
    assert [str(note.said(words("en"))) for note in found.notes] == [said]
    case = taken(EMPTY, bib)
    assert sorted(s.title for s in case.sources.values()) == ["T", "U"]
    assert len({s.citation_key for s in case.sources.values()}) == 2
    again = bib.replace(b"{U}, author={Y}", b"{T}, author={X}")
    assert len(taken(EMPTY, again).sources) == 1


def test_a_reference_without_title_is_said_with_its_key() -> None:
    with pytest.raises(Problem, match=r"reference 2 \(b\) has no title"):
        read_references(b"@book{a, title={T}}\n@book{b, author={U}}")


def test_a_part_takes_from_the_whole_what_it_has_not() -> None:
    """Also from one that stands below it, over two steps; a whole that isn't there is said."""
    child, sibling, parent = read_references(
        b"@incollection{c, author={Hala Haddad}, title={Part}, pages={2--3}, crossref={P}}\n"
        b"@inproceedings{d, title={Talk}, booktitle={Own}, crossref={gone}}\n"
        b"@book{p, editor={Lena Salo}, title={Whole}, booktitle={Whole}, doi={10.5555/w},"
        b" publisher={H}, xdata={y}}\n@xdata{y, title={-}, year=2004, address={Bonn}}\n"
    ).sources
    assert (child.container, child.published, child.publisher) == ("Whole", "2004", "H")
    assert (child.place, child.title, child.doi, child.pages) == ("Bonn", "Part", "", "2–3")
    assert (parent.container, parent.author, sibling.container) == ("", "Salo, Lena", "Own")


def test_what_is_not_taken_over_is_said() -> None:
    """Fields without a place, a whole that isn't there, types that nobody knows."""
    bib = (
        b"@weird{c, title={T}, crossref={gone}, keywords={a}, abstract={b}, author={A}, editor={C}}"
    )
    ris = b"TY  - XXXX\nTI  - T\nUR  - https://a.b\nUR  - https://c.d\nKW  - k\nZZ  - z\nER  - "
    csl = b'[{"id": 1, "type": "odd", "title": "T", "abstract": "A", "custom": {"x": 1}}]'
    part = b"@incollection{c, title={T}, author={A}, crossref={w}}\n@book{w, title={W}, editor={E}}"
    for data, said in (
        (part, ["not taken over: editor (1)"]),
        (bib, ["the entry gone", "the type “weird”", "keywords (1), abstract (1)"]),
        (ris, ["the type “XXXX”", "UR (1), KW (1), ZZ (1)"]),
        (csl, ["the type “odd”", "not taken over: abstract (1)"]),
    ):
        notes = "\n".join(map(str, read_references(data).notes))
        assert all(part in notes for part in said), notes


@pytest.mark.parametrize(
    ("begins", "says"),
    [(b"PMID- 1\nTI  - T", "PubMed"), (b"%0 Book\n%T T", "EndNote"), (b"FN C\nVR 1.0", "Web of")],
)
def test_lists_of_other_kinds_are_named(begins: bytes, says: str) -> None:
    with pytest.raises(Problem, match=f"{says}.*export it as RIS"):
        read_references(begins)


@pytest.mark.parametrize("end", ["{T}\n year=2003", '"T" year="2003"', "{T} year={2003}"])
def test_a_missing_comma_is_said_with_its_line(end: str) -> None:
    with pytest.raises(Problem, match=r"line 2: this BibTeX entry can't be read"):
        read_references(f"@book{{a,\n title={end}\n}}".encode())


def test_a_line_that_belongs_to_nothing_is_said() -> None:
    book = b"TY  - BOOK\r\nTI  - T\r\nER  - \r\n\r\n"
    with pytest.raises(Problem, match=r"line 6: this line"):
        read_references(book + book.replace(b"\nTI", b"\n stray\r\nTI"))
    with pytest.raises(Problem, match=r"line 5: this reference isn't closed"):
        read_references(book + book.replace(b"ER", b"N1"))


@pytest.mark.parametrize(
    "data",
    [b"", b"{", b"[1]", b"@book{x, title=", b"\xff", b'[{"id":"a"}]', b"TY  - BOOK\nTI  - x"],
)
def test_what_cannot_be_read_is_a_sentence(data: bytes) -> None:
    with pytest.raises(Problem):
        read_references(data)


@pytest.mark.parametrize(
    "data",
    [BIB.replace(b"Soft", b"So\0ft"), RIS.replace(b"Soft", b"So\0ft"), b'[{"title": "a\\u0000"}]'],
    ids=["bib", "ris", "csl"],
)
def test_a_nul_is_refused(data: bytes) -> None:
    with pytest.raises(Problem, match="NUL"):
        taken(EMPTY, data)
