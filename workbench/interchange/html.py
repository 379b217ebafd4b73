"""A case as one HTML file that loads nothing: grid, events with their evidence, sources."""

from __future__ import annotations

from html import escape

from workbench.case import Case
from workbench.citation import entry
from workbench.judgement import LENSES, Findings
from workbench.locale import Words, shown

_LOOK = """
:root{color-scheme:light dark}
body{font:16px/1.5 system-ui,"Noto Sans TC",sans-serif;
  max-width:70rem;margin:2rem auto;padding:0 1rem}
h1{font-size:1.6rem}h2{font-size:1.15rem;margin-top:2rem}
table{border-collapse:collapse;width:100%;font-size:.875rem}
th,td{text-align:left;vertical-align:top;padding:.3rem .6rem;border-bottom:1px solid #8885}
thead th{border-bottom:1.5px solid}td:first-child{white-space:nowrap}
details{border-bottom:1px solid #8885;padding:.4rem 0}summary{cursor:pointer}
p,li,td{overflow-wrap:anywhere}small{opacity:.75}
@media print{body{margin:0;max-width:none}tr,li{break-inside:avoid}}
"""
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"


def _data(text: str) -> str:
    return escape(shown(text))


def write_html(case: Case, findings: Findings, words: Words) -> str:
    """The page; what was typed is text, never markup."""
    book, lang = case.codebook, words.lang
    heads = "".join(f"<th>{_data(book.lens(lens).short.in_(lang))}</th>" for lens in LENSES)
    grid, panels = [], []
    for finding in findings.events:
        event = finding.event
        said = "".join(
            f"<td>{_data(book.word('verdict', finding.verdicts[lens].verdict, lang))}</td>"
            for lens in LENSES
        )
        grid.append(f"<tr><td>{_data(event.date)}</td><td>{_data(event.title)}</td>{said}</tr>")
        tags = "; ".join(_data(book.strategy(t.strategy).name.in_(lang)) for t in event.tags)
        pieces = "".join(
            f"<li><b>{_data(book.word('side', piece.side, lang))}</b> {_data(piece.finding)} "
            f"<small>{_data(piece.grade or '')}</small></li>"
            for piece in case.evidence_of(event.id)
        )
        panels.append(
            f"<details open><summary>{_data(event.date)} <b>{_data(event.title)}</b></summary>"
            f"<p>{_data(event.initiator)} → {_data(event.target)} <small>{tags}</small></p>"
            f"<p>{_data(event.description)}</p><ul>{pieces}</ul></details>"
        )
    cited = "".join(
        "<li>"
        + "".join(
            f"<i>{_data(run.text)}</i>" if run.italic else _data(run.text)
            for run in entry(source, lang)
        )
        + "</li>"
        for source in case.sources.values()
    )
    title = _data(case.info.title)
    differ = _data(words.t("The lenses differ on {n} events.", n=len(findings.differing)))
    return (
        f'<!doctype html>\n<html lang="{lang}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        '<meta name="viewport" content="width=device-width,initial-scale=1">\n'
        f"<title>{title}</title>\n<style>{_LOOK}</style>\n</head>\n<body>\n<h1>{title}</h1>\n"
        f"<p>{_data(case.info.balancer)} → {_data(case.info.target)}</p>\n<p>{differ}</p>\n"
        f"<table><thead><tr><th></th><th></th>{heads}</tr></thead><tbody>\n"
        + "\n".join(grid)
        + "\n</tbody></table>\n"
        + "\n".join(panels)
        + f"\n<h2>{_data(words.t('Sources'))}</h2>\n<ol>{cited}</ol>\n</body>\n</html>\n"
    )
