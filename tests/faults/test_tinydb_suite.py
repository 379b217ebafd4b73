"""TinyDB's own tests (its source distribution), run against our storage."""

from __future__ import annotations

import re
import subprocess
import sys
import tarfile
from importlib.metadata import version
from pathlib import Path

import pytest

LEFT_OUT = {
    "test_caching_json_write": "looks at JSONStorage's own file handle",
    "test_json": "writes a list where the storage's contract has tables",
    "test_json_kwargs": "passes JSONStorage's options for json.dumps",
    "test_json_read": "passes JSONStorage's access_mode",
    "test_create_dirs": "expects JSONStorage's create_dirs; our folder is the workspace's affair",
    "test_json_invalid_directory": "expects the file to be opened when the storage is made",
    "test_encoding": "passes JSONStorage's encoding; ours is always UTF-8",
    "test_json_invalid_mode_warning": "passes JSONStorage's access_mode",
    "test_table_repr": "expects JSONStorage's name in the representation",
    "test_delete": "passes JSONStorage's options for json.dumps",
    "test_insert_on_existing_db": "passes JSONStorage's options for json.dumps",
}
PLUGIN = """
import tinydb, tinydb.storages
from workbench.store import CaseStorage
tinydb.storages.JSONStorage = tinydb.JSONStorage = CaseStorage
tinydb.TinyDB.default_storage_class = CaseStorage
"""


def test_tinydb_passes_its_own_tests_on_our_storage(tmp_path: Path) -> None:
    """Every test but those named above, each with why."""
    wanted = f"tinydb=={version('tinydb')}"
    pip = [sys.executable, "-m", "pip", "download", wanted, "--no-deps", "--no-binary", ":all:"]
    got = subprocess.run([*pip, "-q", "-d", tmp_path], capture_output=True, check=False)
    packed = list(tmp_path.glob("*.tar.gz"))
    if got.returncode or not packed:
        pytest.skip("TinyDB's source distribution can't be fetched here")
    with tarfile.open(packed[0]) as archive:
        archive.extractall(tmp_path, filter="data")
    suite = next(tmp_path.glob("tinydb-*/tests"))
    (tmp_path / "ours.py").write_text(PLUGIN, "utf-8")
    away = f"not ({' or '.join(f'{name}' for name in LEFT_OUT if name != 'test_json')})"
    ran = subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "ours", "-q", "-k", away, "-c", "/dev/null",
         "--rootdir", suite, "--deselect", "test_storages.py::test_json", suite],
        cwd=suite,
        capture_output=True,
        encoding="utf-8",
        check=False,
        env={"PYTHONPATH": f"{tmp_path}:{Path(__file__).parents[2]}", "PATH": "/usr/bin:/bin"},
    )  # fmt: skip
    said = ran.stdout[-2000:]
    assert ran.returncode == 0, said
    passed = re.search(r"(\d+) passed", said)
    assert passed and int(passed[1]) > 190, said
