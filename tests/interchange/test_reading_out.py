"""The tidy tables and the page, of a case whose texts are hostile."""

import csv
import io
import zipfile
from html.parser import HTMLParser

from workbench.case import Case, CaseInfo
from workbench.interchange.html import write_html
from workbench.interchange.sheet import read_sheet
from workbench.interchange.tidy import write_tidy
from workbench.judgement import LENSES, judge_case
from workbench.locale import words

EMPTY = Case("c", CaseInfo(title='<img src="/etc/passwd">', balancer="a", target="b"))
SHEET = 'title,date,description\n"=1+1, <script>x</script>",2003,中文\n'.encode()
CASE = EMPTY.with_changes(read_sheet(SHEET, EMPTY, "x").changes)


def test_tidy() -> None:
    archive = zipfile.ZipFile(io.BytesIO(write_tidy(CASE, judge_case(CASE))))
    rows = list(csv.DictReader(io.StringIO(archive.read("lenses.csv").decode())))
    assert [row["lens"] for row in rows] == list(LENSES)
    assert rows[0]["title"] == "=1+1, <script>x</script>"
    told = list(csv.DictReader(io.StringIO(archive.read("dictionary.csv").decode())))
    assert {row["column"] for row in told if row["file"] == "lenses.csv"} == set(rows[0])


def test_html_holds_no_markup_of_the_user() -> None:
    seen: list[str] = []

    class Reader(HTMLParser):
        def handle_starttag(self, tag: str, _attrs: object) -> None:
            seen.append(tag)

    page = write_html(CASE, judge_case(CASE), words("zh-Hant"))
    Reader().feed(page)
    assert not {"script", "img", "link", "iframe"} & set(seen)
    assert "中文" in page
