"""A case to be read as Markdown (CommonMark 0.31)."""

from __future__ import annotations

import re

from workbench.case import Case, Source
from workbench.judgement import LENSES, VERDICTS, Findings
from workbench.locale import Words, shown

_LIVE = re.compile(r"([\\`*_{}\[\]<>()#+\-.!|~&$:@=])")


def _data(text: str) -> str:
    return _LIVE.sub(r"\\\1", shown(text))


def write_markdown(case: Case, findings: Findings, words: Words) -> str:
    """Dyad, verdicts, events with their evidence, sources; what was typed is data."""
    book, lang = case.codebook, words.lang
    numbers = {source: n for n, source in enumerate(case.sources, 1)}
    lines = [f"# {_data(case.info.title)}", ""]
    lines += [f"{_data(case.info.balancer)} → {_data(case.info.target)}", ""]
    heads = [book.word("verdict", verdict, lang) for verdict in VERDICTS]
    lines += [f"|   | {' | '.join(heads)} |", f"|---|{'---:|' * len(heads)}"]
    for lens in LENSES:
        counts = " | ".join(str(findings.count(lens)[verdict]) for verdict in VERDICTS)
        lines.append(f"| {book.lens(lens).name.in_(lang)} | {counts} |")
    lines += ["", words.t("The lenses differ on {n} events.", n=len(findings.differing)), ""]
    for finding in findings.events:
        event = finding.event
        lines += [f"## {_data(event.date)} {_data(event.title)}", ""]
        names = [_data(book.said(tag.strategy, lang)) for tag in event.tags]
        said = [
            f"{book.lens(lens).short.in_(lang)}: "
            f"{book.word('verdict', finding.verdicts[lens].verdict, lang)}"
            for lens in LENSES
        ]
        lines += [f"{_data(event.initiator)} → {_data(event.target)}  ", "; ".join(names) + "  "]
        lines += [" · ".join(said), ""]
        if event.description:
            lines += [_data(event.description), ""]
        for piece in case.evidence_of(event.id):
            cited = f" [{numbers[piece.source]}]" if piece.source else ""
            side = book.word("side", piece.side, lang)
            lines.append(f"- {side}: {_data(piece.finding)}{cited} {piece.grade or ''}".rstrip())
        lines.append("")
    if case.own:
        title = words.t("The case’s own codebook")
        lines += [f"## {title}", ""]
    for entry in case.own.values():
        why = " ".join(filter(None, (entry.meaning, entry.reason)))
        group = book.strategy_class(entry.strategy_class).name.in_(lang)
        entry_said = f"{book.said(entry.id, lang)}: {group}. {why} ({entry.citation})"
        lines += [f"- {_data(entry_said)}"]
    lines += [""] if case.own else []
    lines += [f"## {words.t('Sources')}", ""]
    lines += [f"{n}. {_source(case.sources[source])}" for source, n in numbers.items()]
    return "\n".join(lines) + "\n"


def _source(source: Source) -> str:
    parts = (source.author, source.title, source.published, source.url)
    return ", ".join(_data(part) for part in parts if part)
