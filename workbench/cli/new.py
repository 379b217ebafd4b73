"""The command `new`: a case begins."""

from __future__ import annotations

import click

from workbench.case import Problem
from workbench.casebook import load_settings

from .context import LINE, out, workspace


@click.command()
@click.argument("slug")
@click.option("--title", type=LINE, required=True, help="The case's title.")
@click.option("--balancer", type=LINE, required=True, help="Who restrains.")
@click.option("--target", type=LINE, required=True, help="Who is restrained.")
@click.option("--from", "begins", default="", help="First date, in EDTF: 2002-09.")
@click.option("--to", "ends", default="", help="Last date, in EDTF.")
def new(slug: str, title: str, balancer: str, target: str, begins: str, ends: str) -> None:
    """Start a case named SLUG (small letters, digits, hyphens)."""
    from workbench.case import begun, check_order, read_loose
    from workbench.judgement import check_sides

    for name, value in (("--title", title), ("--balancer", balancer), ("--target", target)):
        if not value:
            raise Problem("{option} is empty", option=name)
    settings = load_settings()
    info = begun(
        title=title,
        balancer=balancer,
        target=target,
        begins=read_loose(begins),
        ends=read_loose(ends),
        language=settings.language,
    )
    check_sides(info)
    check_order(info.begins, info.ends)
    out(str(workspace().create(slug, info, settings.coder).file.path))
