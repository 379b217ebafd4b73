"""The commands as a script meets them: status, one sentence, nothing written."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from tests.conftest import Run
from workbench.case import Case, CaseInfo, Event, new_id
from workbench.casebook import Settings, Workspace, put, save_settings
from workbench.cli.main import cli
from workbench.store import CaseFile

SLUG = "france-us-iraq-2003"
ROWS = """event,date,title,strategies,side,finding,bearing,status,grade,source
e1,2003-03-05,三國外長聯合聲明,抗衡訊號;約束,intent,宣示將否決,balancing:supports,,B2,聯合聲明
e1,,,,effect,草案撤回,constrains-action,observed,B2,聯合聲明
e2,2003-03-06,例行磋商,none,,,,,,
"""


def refused(run: Run, *arguments: str | Path) -> str:
    """The one sentence with which a command refuses."""
    done = run(*arguments)
    assert done.returncode == 2, done
    assert not done.stdout
    assert "Traceback" not in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1, done.stderr
    return done.stderr


def test_from_nothing_to_verdicts(run: Run, home: Path, tmp_path: Path) -> None:
    """A Chinese sheet makes a case whose verdicts are those of THEORY §4."""
    sheet = tmp_path / "表.csv"
    sheet.write_text(ROWS, "utf-8")
    assert "--balancer" in refused(run, "import", "new-case", sheet)
    assert not (home / "cases").exists()
    arguments = ("import", "new-case", sheet, "--balancer", "法國", "--target", "美國")
    assert json.loads(run(*arguments, "--dry-run", "--json").stdout)["events"] == 2
    assert not (home / "cases" / "new-case.json").exists()
    assert run(*arguments).returncode == 0
    judged = json.loads(run("judge", "new-case", "--json").stdout)
    first = judged["events"][0]
    assert first["key"] == "e1"
    assert first["strategies"] == ["signals-of-resolve", "binding"]
    assert first["field"] == "declared-balancing"
    said = {lens: v["verdict"] for lens, v in first["verdicts"].items()}
    # No rival motive was tested, which the third lens asks for.
    assert said.pop("motives") == "insufficient" and set(said.values()) == {"balancing"}
    assert (judged["threshold"], judged["interpretations"]) == ("capable", "counted")
    assert judged["events"][1]["coded"] is True
    assert run("check", "new-case").returncode == 0
    shown = json.loads(run("show", "new-case", "--json").stdout)
    assert shown["counts"]["balancer"]["art"] == {"balancing": 1, "insufficient": 1}
    assert shown["actors"] == {"balancer": "法國", "target": "美國", "aliases": {}}


def test_a_bad_sheet_says_where_and_writes_nothing(run: Run, home: Path, tmp_path: Path) -> None:
    """Every bad row by line and column."""
    sheet = tmp_path / "bad.csv"
    sheet.write_text("title,date\nA,2003-02-30\nB,\nC,soon\n", "utf-8")
    done = run("import", "c", sheet, "--balancer", "A", "--target", "B")
    assert done.returncode == 2
    lines = done.stderr.strip().splitlines()
    assert len(lines) == 2
    assert "line 2, column date" in lines[0]
    assert "line 4, column date" in lines[1]
    assert not (home / "cases").exists()


def test_a_bad_sheet_names_the_options_that_help(run: Run, tmp_path: Path) -> None:
    """Each once, and each does; what no option helps names none."""
    sheet = tmp_path / "own.csv"
    text = "wann,was,mittel,finding\n3/1/2003,A,S1,x\n5/1/2003,Réunion,S1,y\n"
    sheet.write_bytes(text.encode("cp1252"))
    arguments = ["import", "c", sheet, "--balancer", "A", "--target", "B"]
    for helped, options in (
        ("--encoding Windows-1252", ["--encoding", "Windows-1252"]),
        ('--map "NAME=title"', ["--map", "was=title", "--map", "wann=date",
                                "--map", "mittel=strategies"]),
        ('--value "strategies:S1=OURS"', ["--value", "strategies:S1=balking"]),
        ("--set side=intent", ["--set", "side=intent"]),
        ("--dates day-first", ["--dates", "month-first"]),
    ):  # fmt: skip
        done = run(*arguments)
        assert done.returncode == 2 and done.stderr.count(helped) == 1, done.stderr
        arguments += options
    assert run(*arguments).returncode == 0


def test_a_file_at_the_wrong_command_is_sent_on(run: Run, tmp_path: Path) -> None:
    """And a state that the data can't know is asked for by the option that names it."""
    sheet, data, list_ = (tmp_path / name for name in ("a.csv", "b.csv", "c.csv"))
    sheet.write_text("Datum,Headline\n2003,A\n", "utf-8")
    data.write_text(
        "Event ID\tEvent Date\tSource Country\tTarget Country\tEvent Text\n"
        "1\t2003-03-05\tFrance\tUnited States\tReject\n"
        "2\t3/5/2003\tFrance\tUnited States\tReject\n",
        "utf-8",
    )
    list_.write_text("TY  - JOUR\nTI  - T\nER  - \n", "utf-8")
    assert (
        run("new", "c", "--title", "C", "--balancer", "The Union", "--target", "美國").returncode
        == 0
    )
    assert "workbench import" in refused(run, "inbox", "add", "c", sheet)
    assert "workbench inbox add" in refused(run, "import", "c", data)
    assert "workbench references" in refused(run, "import", "c", list_)
    assert "--actors" in refused(run, "inbox", "add", "c", data)
    done = run("inbox", "add", "c", data, "--actors", "France,USA")
    assert done.returncode == 0 and "--dates month-first" in done.stderr


def test_the_worked_case(run: Run, home: Path) -> None:
    """Listed, copied once, judged, summed up, and exported."""
    listed = run("examples").stdout
    assert SLUG in listed
    assert f"{SLUG}-zh" in listed
    assert run("examples", SLUG).returncode == 0
    assert "already" in refused(run, "examples", SLUG)
    entry = json.loads(run("list", "--json").stdout)[0]
    assert entry["slug"] == SLUG
    assert entry["events"] >= 24
    assert entry["evidence"] >= 60
    for form, suffix in (("csv", "csv"), ("md", "md"), ("json", "json"), ("csl-json", "csl.json")):
        assert run("export", SLUG, "--to", form).returncode == 0
        assert (home / "exports" / f"{SLUG}.{suffix}").stat().st_size > 1000
    assert run("export", SLUG, "--to", "html", "--lang", "zh-Hant").returncode == 0
    page = (home / "exports" / f"{SLUG}.zh-Hant.html").read_text("utf-8")
    assert '<html lang="zh-Hant">' in page and "判準" in page
    again = run(
        "import",
        "again",
        home / "exports" / f"{SLUG}.csv",
        "--balancer",
        "France",
        "--target",
        "United States",
    )
    assert again.returncode == 0, again.stderr
    first, second = (json.loads(run("judge", c, "--json").stdout) for c in (SLUG, "again"))
    assert [e["verdicts"]["art"]["verdict"] for e in first["events"]] == [
        e["verdicts"]["art"]["verdict"] for e in second["events"]
    ]
    assert first["differ"] == second["differ"]


WHOSE = """event,title,initiator,partners,target,side,bearing,status
own,Empty initiator,,,,effect,raises-cost,observed
alias,In the other language,France,,,effect,raises-cost,capable
third,A third party alone,Turkey,,,effect,raises-cost,observed
with,A third party with the balancer,Turkey,法國,,effect,raises-cost,absent
against,The target,美國,Spain,Turkey,intent,balancing:supports,
both,The target with the balancer,美國,France,,intent,balancing:undermines,
joint,The balancer with the target,,United States,,effect,constrains-action,observed
"""


def test_counts_are_of_whose_acts(run: Run, home: Path, tmp_path: Path) -> None:
    """An event of each kind, an alias among them; joint acts apart, or counted on demand."""
    sheet = tmp_path / "whose.csv"
    sheet.write_text(WHOSE, "utf-8")
    assert run("import", "w", sheet, "--balancer", "法國", "--target", "美國").returncode == 0
    path = home / "cases" / "w.json"
    tables = json.loads(path.read_text("utf-8"))
    aliases = {"法國": ["France"], "United States": ["美國"]}
    tables["case"]["case"]["aliases"] = aliases
    path.write_text(json.dumps(tables), "utf-8")
    judged = json.loads(run("judge", "w", "--json").stdout)
    assert {e["key"]: e["actor"] for e in judged["events"]} == {
        "own": "balancer", "alias": "balancer", "third": "third", "with": "balancer",
        "against": "target", "both": "joint", "joint": "joint",
    }  # fmt: skip
    first = judged["events"][0]
    assert (first["initiator"], first["partners"], first["target"]) == ("法國", [], "美國")
    nothing = {"insufficient": 3}
    assert judged["counts"]["balancer"] == {
        "events": 3, "art": {"balancing": 2, "not-balancing": 1}, "intent": nothing,
        "motives": nothing, "two-level": nothing, "differ": 0,
        "field": {"balancing-by-effect": 2, "friction-or-unknown": 1},
    }  # fmt: skip
    assert {actor: c["events"] for actor, c in judged["counts"].items()} == {
        "balancer": 3, "target": 1, "joint": 2, "third": 1,
    }  # fmt: skip
    shown = json.loads(run("show", "w", "--json").stdout)
    assert shown["counts"] == judged["counts"]
    assert shown["actors"] == {"balancer": "法國", "target": "美國", "aliases": aliases}
    counted = json.loads(run("show", "w", "--joint", "counted", "--json").stdout)["counts"]
    assert (counted["balancer"]["events"], counted["joint"]["events"]) == (4, 1)
    strict = json.loads(run("judge", "w", "--threshold", "observed", "--json").stdout)
    assert strict["counts"]["balancer"]["art"]["balancing"] == 1
    listed = json.loads(run("list", "--json").stdout)[0]
    assert listed["acts"] == {"balancer": 3, "target": 1, "joint": 2, "third": 1}
    assert "apart: 美國 1, joint 2, Turkey 1" in run("list").stdout
    text = run("judge", "w").stdout
    assert "→+" in text and "←+" in text and "→ 法國, ← 美國" in text
    assert "apart: 美國 1, joint 2, Turkey 1" in text


def test_an_older_case_keeps_its_setting_and_is_told_of(run: Run, home: Path) -> None:
    """One of format version 2 that says no threshold is judged by observed effects, as before."""
    run("new", "old", "--title", "T", "--balancer", "A", "--target", "B")
    path = home / "cases" / "old.json"
    tables = json.loads(path.read_text("utf-8"))
    assert tables["case"]["case"].pop("threshold") == "capable"
    tables["_meta"]["1"]["version"] = 2
    tables["events"]["ev-1"] = {"title": "One"}
    bears = [{"motive": "balancing", "says": "supports"}]
    tables["evidence"]["pc-1"] = {"event": "ev-1", "side": "intent", "bearings": bears}
    path.write_text(json.dumps(tables), "utf-8")
    done = run("judge", "old", "--json")
    judged = json.loads(done.stdout)
    assert judged["threshold"] == "observed"
    assert judged["events"][0]["verdicts"]["motives"]["verdict"] == "insufficient"
    assert done.stderr.startswith("1 verdict is another under today's rules")
    assert "Art, observed effects only" in run("judge", "old").stdout


@pytest.mark.parametrize("lang", [pytest.param("en", marks=pytest.mark.long), "zh-Hant"])
def test_the_memo(run: Run, home: Path, lang: str) -> None:
    """Its path is printed, and it is a PDF."""
    run("examples", SLUG)
    done = run("memo", SLUG, "--lang", lang)
    path = home / "exports" / f"{SLUG}.{lang}.pdf"
    assert done.stdout.strip() == str(path)
    assert path.read_bytes().startswith(b"%PDF-")


def test_a_long_memo_says_how_far_it_is(run: Run, home: Path) -> None:
    """In tenths, on standard error; the path alone is the answer."""
    events = {f"e{n}": Event(id=f"e{n}", date="2003-02-14", title=f"Act {n}") for n in range(150)}
    info = CaseInfo(title="T", balancer="A", target="B")
    (home / "cases").mkdir(parents=True)
    CaseFile(home / "cases" / "many.json").create(Case("many", info, events=events))
    done = run("memo", "many")
    *tenths, last = done.stderr.splitlines()
    assert len(tenths) > 4 and all("Writing the memo … " in line for line in tenths)
    assert last.endswith("100%") and done.stdout.count("\n") == 1


def test_new_and_its_refusals(run: Run, home: Path) -> None:
    """A case is made once, under a name that is no path, with dates that are dates."""
    arguments = ("--title", "[bold]", "--balancer", "=1+1", "--target", "\u202e中文")
    assert run("new", "dyad", *arguments, "--from", "2003").returncode == 0
    assert "already" in refused(run, "new", "dyad", *arguments)
    assert "name a case" in refused(run, "new", "../../etc", *arguments)
    assert "can't be read as a date" in refused(run, "new", "other", *arguments, "--from", "soon")
    assert "--title" in refused(run, "new", "other", "--balancer", "A", "--target", "B")
    one = ("--title", "T", "--balancer", "France", "--target", " ＦＲＡＮＣＥ")
    assert "one actor" in refused(run, "new", "other", *one)
    assert "\u202e" not in run("list").stdout
    assert not list(home.parent.glob("etc*"))


def test_a_case_begins_in_the_language_of_whoever_begins_it(
    run: Run, home: Path, tmp_path: Path
) -> None:
    """By `new` as on the screen, and by a sheet: its memo and its notes are in that language."""
    save_settings(Settings(language="zh-Hant"))
    sides = ("--balancer", "法國", "--target", "美國")
    assert run("new", "made", "--title", "T", *sides).returncode == 0
    sheet = tmp_path / "s.csv"
    sheet.write_text(ROWS, "utf-8")
    assert run("import", "brought", sheet, *sides).returncode == 0
    cases = (Workspace(home).open(slug).case.info for slug in ("made", "brought"))
    assert [info.language for info in cases] == ["zh-Hant", "zh-Hant"]


def test_bad_usage_is_one_sentence(run: Run, tmp_path: Path) -> None:
    """Unknown commands, cases, files, options."""
    assert "nonsense" in refused(run, "nonsense")
    assert "there is no case" in refused(run, "show", "nowhere")
    assert "there is no case" in refused(run, "open", "nowhere")
    assert "nofile.csv" in refused(
        run, "import", "c", tmp_path / "nofile.csv", "--balancer", "A", "--target", "B"
    )
    assert "isn't a grade" in refused(run, "judge", "nowhere", "--floor", "Z9")
    assert "terminal" in refused(run)


def test_check_finds_what_is_wrong(run: Run, home: Path) -> None:
    """Status 1, and each problem with its place."""
    run("new", "dyad", "--title", "T", "--balancer", "A", "--target", "B")
    path = home / "cases" / "dyad.json"
    tables = json.loads(path.read_text("utf-8"))
    tables["events"]["ev-1"] = {"title": "t", "date": "never", "tags": []}
    tables["evidence"]["pc-1"] = {"event": "gone", "side": "intent"}
    path.write_text(json.dumps(tables), "utf-8")
    done = run("check")
    assert done.returncode == 1
    assert "ev-1 date" in done.stdout
    assert "pc-1 event" in done.stdout
    assert "workbench check" in refused(run, "show", "dyad")
    path.write_text("{", "utf-8")
    assert run("check", path).returncode == 1


LONG = ("examples", "list", "show", "judge", "memo", "export", "codebook", "check", "open",
        "history", "restore", "merge", "inbox", "references", "doctor", "completion")  # fmt: skip


@pytest.mark.parametrize(
    "command", ["new", "import", *(pytest.param(each, marks=pytest.mark.long) for each in LONG)]
)
def test_help(start: Run, command: str) -> None:
    """Every command explains itself, in a process that has imported nothing before."""
    done = start(command, "--help")
    assert done.returncode == 0
    assert "Usage:" in done.stdout


def test_version_and_codebook(run: Run) -> None:
    """What the program is, and what it goes by."""
    assert run("--version").stdout.startswith("workbench, version ")
    book = json.loads(run("codebook", "--json").stdout)
    assert len(book["strategies"]) == 22
    printed = {line.split()[0] for line in run("codebook").stdout.splitlines()}
    for each in (*book["strategies"], *book["motives"], *book["effects"]):
        assert each["id"] in printed


def test_the_list_shows_whole_slugs(run: Run, home: Path) -> None:
    """What is to be typed after `open` is never cut."""
    slug = "a-case-whose-name-says-all-that-it-is-about"
    sides = ("--balancer", "A", "--target", "B")
    for each in (slug, "short"):
        assert run("new", each, "--title", "T", *sides).returncode == 0
    lines = run("list").stdout.splitlines()[1:]
    assert [line.split()[0] for line in lines] == [slug, "short"]
    assert len({line.index("A → B") for line in lines}) == 1


def test_history_names_the_fields_that_changed(run: Run, home: Path) -> None:
    """An edit by its fields, in words; what came anew by its name alone."""
    book = Workspace(home).create("dyad", CaseInfo(title="T", balancer="A", target="B"))
    event = Event(id=new_id("ev"), title="One", date="2003")
    book.apply("new event", put(book.case, event), "PH")
    changed = event.model_copy(update={"title": "Another", "date": "2004", "domain": "military"})
    book.apply("the event's description", put(book.case, changed), "MK")
    newest, before = run("history", "dyad").stdout.splitlines()[:2]
    assert "the event's description: date · title · domain (1 record)" in newest
    assert "new event (1 record)" in before


def test_a_line_is_one_line(run: Run, home: Path) -> None:
    """Several are joined, as in pasting; what only a terminal obeys is refused by name."""
    sides = ("--balancer", "B", "--target", "T")
    assert run("new", "one", "--title", "Two\nlines\r\n", *sides).returncode == 0
    assert json.loads(run("show", "one", "--json").stdout)["title"] == "Two lines"
    done = run("new", "two", "--title", "red \x1b[31m", *sides)
    assert done.returncode == 2 and "--title" in done.stderr and "U+001B" in done.stderr
    rule = ("inbox", "rule", "add", "one", "A\nname", "--classes", "03", "--reason", "so\x07")
    assert "--reason" in run(*rule).stderr
    assert not (home / "cases" / "two.json").exists()


def test_every_text_that_a_command_keeps_is_one_line() -> None:
    """What is no line is looked up, or read as something else: a date, a coder, a sheet's cell."""
    looked_up = {"case", "candidates", "begins", "ends", "tags", "into", "round_", "keys",
                 "domain", "strategies", "what", "key", "slug", "floor", "rule", "at", "url",
                 "table", "coder", "coders", "by", "renames", "constants", "meanings", "encoding",
                 "worksheet"}  # fmt: skip

    def texts(command: click.Command) -> Iterator[str]:
        for each in getattr(command, "commands", {}).values():
            yield from texts(each)
        yield from (str(each.name) for each in command.params if each.type is click.STRING)

    context = click.Context(cli)
    commands = filter(None, (cli.get_command(context, name) for name in cli.list_commands(context)))
    assert {text for each in commands for text in texts(each)} <= looked_up
