"""Where `-o` writes: a file, standard output, a FIFO, a device; never over a case."""

from __future__ import annotations

import errno
import os
import shutil
import stat
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from workbench.casebook import Workspace, copy_worked_case

SLUG = "japan-china-regionalism"
pytestmark = pytest.mark.skipif(os.name != "posix", reason="FIFOs and devices are of POSIX")


@pytest.fixture
def place(tmp_path: Path) -> Workspace:
    workspace = Workspace(tmp_path / "work")
    copy_worked_case(workspace, SLUG)
    return workspace


def run(place: Workspace, *args: object) -> subprocess.CompletedProcess[bytes]:
    env = {**os.environ, "WORKBENCH_CONFIG": str(place.folder / "config")}
    command = [sys.executable, "-m", "workbench", "--workspace", str(place.folder)]
    return subprocess.run([*command, *map(str, args)], capture_output=True, env=env, check=False)


@pytest.mark.parametrize(
    ("args", "begins"),
    [(("export", SLUG, "--to", "csv"), b"\xef\xbb\xbfevent,"), (("memo", SLUG), b"%PDF-")],
)
def test_a_dash_is_standard_output(place: Workspace, args: tuple[str, ...], begins: bytes) -> None:
    done = run(place, *args, "-o", "-")
    assert done.returncode == 0
    assert done.stdout[: len(begins)] == begins and not Path("-").exists()


def test_a_link_is_followed(place: Workspace, tmp_path: Path) -> None:
    real, link = tmp_path / "real.csv", tmp_path / "link.csv"
    real.write_text("old")
    link.symlink_to(real)
    assert run(place, "export", SLUG, "--to", "csv", "-o", link).returncode == 0
    assert link.is_symlink() and b"event" in real.read_bytes()


def test_a_fifo_is_written_into(place: Workspace, tmp_path: Path) -> None:
    fifo, got = tmp_path / "pipe", list[bytes]()
    os.mkfifo(fifo)
    reader = threading.Thread(target=lambda: got.append(fifo.read_bytes()))
    reader.start()
    done = run(place, "export", SLUG, "--to", "json", "-o", fifo)
    reader.join()
    assert done.returncode == 0 and got[0].startswith(b"{")
    assert stat.S_ISFIFO(fifo.stat().st_mode)


@pytest.mark.parametrize("name", ["/dev/stdout", "/dev/fd/{}"])
def test_a_pipe_without_a_name_is_written_into(place: Workspace, name: str) -> None:
    """As a shell gives one for >(command); of standard output nothing else is in it."""
    reads, writes = os.pipe()
    env = {**os.environ, "WORKBENCH_CONFIG": str(place.folder / "config")}
    with os.fdopen(reads, "rb") as stream:
        done = subprocess.Popen(
            [sys.executable, "-m", "workbench", "--workspace", str(place.folder), "export", SLUG,
             "--to", "csv", "-o", name.format(writes)],
            stdout=writes if name == "/dev/stdout" else subprocess.DEVNULL,
            pass_fds=[writes], env=env,
        )  # fmt: skip
        os.close(writes)
        got = stream.read()
        assert done.wait() == 0
    assert got.startswith(b"\xef\xbb\xbfevent,") and name.encode() not in got


def test_a_full_device_is_named(place: Workspace) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("there is no such device here")
    done = run(place, "export", SLUG, "--to", "csv", "-o", "/dev/full")
    assert done.returncode == 2 and b"/dev/full" in done.stderr


def test_a_device_stays_one(place: Workspace) -> None:
    assert run(place, "export", SLUG, "--to", "csv", "-o", os.devnull).returncode == 0
    assert stat.S_ISCHR(Path(os.devnull).stat().st_mode)


@pytest.mark.parametrize("where", [f"{SLUG}.json", "other.json", "deeper/other.csv"])
def test_no_export_lands_among_cases(place: Workspace, where: str) -> None:
    path = place.cases / where
    before = (place.cases / f"{SLUG}.json").read_bytes()
    done = run(place, "export", SLUG, "--to", "json", "-o", path)
    assert (
        done.returncode == 2 and b"among cases" in done.stderr and b"Traceback" not in done.stderr
    )
    assert (place.cases / f"{SLUG}.json").read_bytes() == before
    assert not (path.exists() and where != f"{SLUG}.json")


@pytest.mark.parametrize("made", [(), ("exports",), ("cases/.DS_Store",)])
def test_nor_among_those_that_will_be(
    place: Workspace, tmp_path: Path, made: tuple[str, ...]
) -> None:
    """Another workspace may have no case yet; a folder of that name for papers is none."""
    other = tmp_path / "other"
    (other / "cases").mkdir(parents=True)
    for name in made:
        (other / name).mkdir()
    done = run(place, "export", SLUG, "--to", "json", "-o", other / "cases" / "x.json")
    assert done.returncode == 2 and b"among cases" in done.stderr
    (other / "exports").mkdir(exist_ok=True)
    for folder in other.iterdir():
        shutil.rmtree(folder)
    (other / "cases").mkdir()
    (other / "cases" / "draft.docx").touch()
    assert run(place, "memo", SLUG, "-o", other / "cases" / "x.pdf").returncode == 0


def test_no_name_is_no_file(place: Workspace) -> None:
    done = run(place, "export", SLUG, "--to", "csv", "-o", "")
    assert done.returncode == 2 and b"-o names no file" in done.stderr


def test_a_refused_output_says_nothing_else(place: Workspace) -> None:
    """Not even what the sheet leaves out."""
    done = run(place, "export", SLUG, "--to", "csv", "-o", place.cases / "other.csv")
    assert done.returncode == 2 and not done.stdout and len(done.stderr.splitlines()) == 1


@pytest.mark.parametrize("command", [["list"], ["show", SLUG]])
def test_a_workspace_within_a_file_is_said(tmp_path: Path, command: list[str]) -> None:
    (tmp_path / "file").write_text("x")
    done = run(Workspace(tmp_path / "file" / "sub"), *command)
    assert done.returncode == 2 and b"file is no folder" in done.stderr


def test_a_folder_is_no_file(place: Workspace, tmp_path: Path) -> None:
    done = run(place, "memo", SLUG, "-o", tmp_path)
    assert done.returncode == 2 and b"is a folder" in done.stderr


@pytest.mark.parametrize(
    ("where", "says"),
    [
        ("missing/x.csv", "there is no folder {}/missing: make it"),
        ("missing/", "{}/missing is a folder: name a file in it"),
        ("file/x.csv", "{}/file is a file, no folder"),
        ("file/deeper/x.csv", "{}/file is a file, no folder"),
    ],
)
@pytest.mark.parametrize("command", [["export", SLUG, "--to", "csv"], ["memo", SLUG]])
def test_a_folder_is_never_made_by_a_slip(
    place: Workspace, tmp_path: Path, command: list[str], where: str, says: str
) -> None:
    """Whatever is named is there, or said; nothing is made."""
    (tmp_path / "file").write_text("x")
    before = sorted(tmp_path.rglob("*"))
    done = run(place, *command, "-o", f"{tmp_path}/{where}")
    assert done.returncode == 2 and says.format(tmp_path) in done.stderr.decode()
    assert sorted(tmp_path.rglob("*")) == before


@pytest.mark.parametrize("name", ["/proc/version", "/dev/fd/99"])
def test_what_is_named_is_what_was_asked_for(place: Workspace, name: str) -> None:
    """Not the file beside it that was to take its place."""
    if not Path(name).parent.exists():
        pytest.skip("there is no such place here")
    done = run(place, "export", SLUG, "--to", "csv", "-o", name)
    assert done.returncode == 2 and done.stderr.decode().splitlines()[-1].startswith(
        f"workbench: {name} can't be used: "
    )


def test_a_case_behind_a_link_is_written_through(place: Workspace, tmp_path: Path) -> None:
    """The link stays one, and another program that has the file itself sees the edit."""
    name, real = place.cases / f"{SLUG}.json", tmp_path / "elsewhere.json"
    name.rename(real)
    name.symlink_to(real)
    book = place.open(SLUG)
    event = book.case.timeline[0]
    from workbench.casebook import put

    book.apply("edit", put(book.case, event.model_copy(update={"title": "Told anew"})))
    assert name.is_symlink() and "Told anew" in real.read_text("utf-8")
    assert place.open(SLUG).case.timeline[0].title == "Told anew"


@pytest.mark.parametrize("what", [("export", SLUG, "--to", "csv"), ("memo", SLUG, "--short")])
def test_standard_output_may_be_closed(place: Workspace, what: tuple[str, ...]) -> None:
    command = [sys.executable, "-m", "workbench", *what, "-o", "-"]
    closed = ["sh", "-c", 'exec "$@" >&-', "sh", *command]
    done = subprocess.run(
        closed, stderr=subprocess.PIPE, check=False,
        env={**os.environ, "WORKBENCH_HOME": str(place.folder)},
    )  # fmt: skip
    assert done.returncode == 2
    assert b"standard output is closed: nothing was written" in done.stderr
    assert b"Traceback" not in done.stderr


def test_a_full_standard_output_is_named(place: Workspace) -> None:
    """Of an export and of a list; where standard error is full too, the status says it."""
    if not Path("/dev/full").exists():
        pytest.skip("there is no such device here")
    env = {**os.environ, "WORKBENCH_CONFIG": str(place.folder / "config")}
    command = [sys.executable, "-m", "workbench", "--workspace", str(place.folder)]
    with Path("/dev/full").open("wb") as full:
        for args in (["list"], ["export", SLUG, "--to", "csv", "-o", "-"]):
            done = subprocess.run(
                [*command, *args], stdout=full, stderr=subprocess.PIPE, env=env, check=False
            )
            assert done.returncode == 2 and b"standard output can't be written to" in done.stderr
        assert subprocess.run([*command, "list"], stdout=full, stderr=full, env=env).returncode == 2


def test_a_full_disk_names_the_file_that_was_meant(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """None that was to take its place, and whatever the system doesn't say of it."""
    from workbench.case import refused
    from workbench.store import replace_file

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError) as caught:
        replace_file(tmp_path / "settings.toml", b"x")
    where = tmp_path / "settings.toml"
    assert str(refused(caught.value)) == f"{where} can't be used: No space left on device"
