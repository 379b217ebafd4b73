"""Commands about cases: new, examples, list, show, check."""

from __future__ import annotations

from pathlib import Path

import click

from workbench.case import Problem
from workbench.casebook import Shelved, Workspace, load_settings
from workbench.locale import Words, padded, shown, whole

from .context import as_json, out, out_json, said, workspace
from .offered import case_argument, slugs_and_files, worked
from .viewing import joint, say_counts, view_of


@click.command()
@click.argument("slug")
@click.option("--title", required=True, help="The case's title.")
@click.option("--balancer", required=True, help="Who restrains.")
@click.option("--target", required=True, help="Who is restrained.")
@click.option("--from", "begins", default="", help="First date, in EDTF: 2002-09.")
@click.option("--to", "ends", default="", help="Last date, in EDTF.")
def new(slug: str, title: str, balancer: str, target: str, begins: str, ends: str) -> None:
    """Start a case named SLUG (small letters, digits, hyphens)."""
    from workbench.case import begun, read_date
    from workbench.judgement import check_sides

    for name, value in (("--title", title), ("--balancer", balancer), ("--target", target)):
        if not value.strip():
            raise Problem("{option} is empty", option=name)
    info = begun(
        title=whole(title.strip()),
        balancer=whole(balancer.strip()),
        target=whole(target.strip()),
        begins=read_date(begins),
        ends=read_date(ends),
    )
    check_sides(info)
    out(str(workspace().create(slug, info, load_settings().coder).file.path))


@click.command()
@click.argument("slug", required=False, shell_complete=worked)
def examples(slug: str | None) -> None:
    """List the worked cases, or copy the one named SLUG into the workspace."""
    from workbench.casebook import copy_worked_case, worked_cases

    if slug:
        out(str(copy_worked_case(workspace(), slug).file.path))
        return
    for file in worked_cases():
        out(f"{padded(file.slug, 30)} {shown(file.load().info.title)}")


def _summary(entry: Shelved) -> dict[str, object]:
    if entry.info is None:
        return {"slug": entry.slug, "problem": str(entry.problem)}
    info = entry.info
    return {
        "slug": entry.slug,
        "title": info.title,
        "dyad": {"balancer": info.balancer, "target": info.target},
        "period": {"from": info.begins, "to": info.ends},
        "events": entry.events,
        "acts": {"balancer": entry.acts, **entry.apart},
        "coded": entry.coded,
        "evidence": entry.evidence,
        "modified": entry.modified.isoformat(timespec="seconds"),
    }


@click.command("list")
@as_json
def list_(json_: bool) -> None:
    """List the cases of the workspace."""
    from workbench.codebook import codebook

    place, say = workspace(), said()
    shelf = place.shelf()
    if json_:
        out_json([_summary(entry) for entry in shelf])
        return
    out(say.t("workspace {folder}", folder=shown(str(place.folder))))
    if not shelf:
        out(say.t("No cases yet: workbench examples lists worked ones, workbench new starts one."))
    for entry in shelf:
        if entry.info is None:
            assert entry.problem is not None
            out(f"{padded(entry.slug, 28)} {shown(entry.problem.said(say))}")
            continue
        info = entry.info
        numbers = [
            say.tn(
                "{n} act of {events} events",
                "{n} acts of {events} events",
                entry.acts,
                events=entry.events,
            ),
            say.t("{n} coded", n=entry.coded),
            say.tn("{n} piece of evidence", "{n} pieces of evidence", entry.evidence),
        ]
        if entry.apart:
            named = {"target": info.target, "joint": codebook().word("actor", "joint", say.lang)}
            apart = {named[a]: n for a, n in entry.apart.items() if a in named} | entry.third
            acts = ", ".join(f"{shown(name)} {n}" for name, n in apart.items())
            numbers.append(say.t("apart: {acts}", acts=acts))
        dyad = f"{shown(info.balancer)} → {shown(info.target)}"
        out(f"{padded(entry.slug, 28)} {dyad}  {' · '.join(numbers)}")


@click.command()
@case_argument
@joint
@as_json
def show(case: str, json_: bool, **asked: str | None) -> None:
    """Show one case's summary: expectation, profile, verdict counts; of the balancer's acts."""
    from workbench.interchange.casejson import actors_json, counts_json
    from workbench.judgement import (
        VERDICTS,
        Sentences,
        expectation,
        judge_case,
        lens_ids,
        profile,
    )

    opened, say = workspace().open(case).case, said()
    book = opened.codebook
    found, expected = judge_case(opened, view_of(opened, asked)), expectation(opened)
    observed = profile(opened, [f.event for f in found.acts])
    counts = {lens: {v: found.count(lens)[v] for v in VERDICTS} for lens in lens_ids()}
    if json_:
        out_json(
            {
                "case": case,
                "title": opened.info.title,
                "actors": actors_json(opened),
                "threshold": found.view.threshold,
                "floor": found.view.floor,
                "interpretations": found.view.interpretations,
                "joint": found.view.joint,
                "expectation": {
                    "expected": expected.expected,
                    "accepted_lean": expected.accepted_lean,
                    "contested_lean": list(expected.contested_lean),
                    "unrated": list(expected.unrated),
                },
                "profile": {
                    "events": observed.events,
                    "coded": observed.coded,
                    "coded_none": observed.coded_none,
                    "both_sides": observed.both_sides,
                    "classes": dict(observed.classes),
                    "strategies": dict(observed.strategies),
                },
                "counts": counts_json(found),
            }
        )
        return
    lang, tell = say.lang, Sentences(book, say)
    out(shown(f"{opened.info.title}\n{opened.info.balancer} → {opened.info.target}", lines=True))
    out(
        say.t(
            "expected from the conditions: {word}",
            word=book.word("expectation", expected.expected, lang),
        )
    )
    if expected.contested_lean:
        names = ", ".join(book.condition(c).name.in_(lang) for c in expected.contested_lean)
        out(say.t("contested conditions that lean towards soft balancing: {names}", names=names))
    out(tell.view(found.view))
    out(
        say.t(
            "{coded} of {events} acts coded, {both} with evidence on both sides",
            coded=observed.coded,
            events=observed.events,
            both=observed.both_sides,
        )
    )
    for strategy, times in observed.strategies.most_common():
        named = book.strategy(strategy)
        mark = book.strategy_class(named.class_).symbol
        out(f"  {mark} {padded(shown(book.said(strategy, lang)), 40)} {times:>4}")
    for lens in lens_ids():
        row = "  ".join(f"{book.word('verdict', v, lang)} {counts[lens][v]}" for v in VERDICTS)
        out(f"{padded(tell.lens(lens, found.view.threshold), 34)} {row}")
    say_counts(found, tell)


@click.command()
@click.argument("what", nargs=-1, metavar="[CASE|FILE]...", shell_complete=slugs_and_files)
def check(what: tuple[str, ...]) -> None:
    """Validate case files; say for each problem where it is and what to do.

    Without arguments every case of the workspace is checked. Status 1: something was found.
    """
    place = workspace()
    paths = [_named(place, name) for name in what] or place.paths()
    wrong = [line for path in paths for line in flaws_of(path)]
    for line in [*wrong, *(line for path in paths for line in _own(path))]:
        out(shown(line))
    if not wrong:
        out(
            said().tn("{n} case file, nothing wrong.", "{n} case files, nothing wrong.", len(paths))
        )
    raise click.exceptions.Exit(1 if wrong else 0)


def _named(place: Workspace, name: str) -> Path:
    path = Path(name)
    if path.suffix == ".json" or len(path.parts) > 1:
        if not path.is_file():
            raise Problem("there is no file {path}", path=name)
        return path
    file = place.file(name)
    if not file.path.exists():
        raise Problem("there is no case {slug} in {folder}", slug=name, folder=str(place.folder))
    return file.path


def flaws_of(path: Path) -> list[str]:
    from pydantic import ValidationError

    from workbench.store import flaws, read_tables

    say = said()
    try:
        _, wrong = flaws(read_tables(path))
    except (Problem, ValidationError) as problem:
        sentence = problem.said(say) if isinstance(problem, Problem) else str(problem)
        return [sentence, "  " + say.t("mend the file by hand, or put a backup in its place")]
    lines = _faults(path, say)
    lines += [
        say.t(
            "{path}: {table} {id} {field}: {why}",
            path=str(path),
            table=flaw.table,
            id=flaw.id,
            field=flaw.field,
            why=flaw.why,
        )
        for flaw in wrong
    ]
    return lines


def _faults(path: Path, say: Words) -> list[str]:
    from workbench.store import CaseFile, difference, read_tables

    past = CaseFile(path).past()
    lines = [
        say.t(
            "{path}: the history's line {line}: {why}",
            path=str(path),
            line=fault.line,
            why=fault.why.said(say),
        )
        for fault in (*past.faults, *past.unread())
    ]
    # What git merged isn't in the history yet: opening the case records it.
    if past.revisions and not past.faults and not past.merging:
        missed = difference(past.state(), read_tables(path))
        if missed:
            lines.append(
                say.t(
                    "{path}: {table} {id} isn't as the history has it ({n} in all): "
                    "opening the case records the change",
                    path=str(path),
                    table=missed[0].table,
                    id=missed[0].id,
                    n=len(missed),
                )
            )
    return lines


def _own(path: Path) -> list[str]:
    """What a sound case adds to the codebook, in a line."""
    from pydantic import ValidationError

    from workbench.store import CaseFile

    try:
        case = CaseFile(path).load()
    except (Problem, ValidationError):
        return []
    if not case.own:
        return []
    say = said()
    names = ", ".join(case.codebook.said(entry, say.lang) for entry in case.own)
    return [say.t("{path}: in its codebook: {names}", path=str(path), names=names)]
