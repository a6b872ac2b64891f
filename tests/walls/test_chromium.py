"""Chromium is installed once, whoever asks for it, and a run that cannot have it ends at once."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
NONE = "The browser tests need Chromium: install it"
# A package manager that refuses a second installation, at the same time or later, and is slow enough to be asked twice.
MANAGER = """#!{sh}
[ "$1" = update ] && exit 0
{mkdir} "{folder}/installed" || exit 1
{sleep} 1
printf '#!{sh}\\n' > "{folder}/chromium"
{chmod} +x "{folder}/chromium"
"""

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="elsewhere Chromium is not found by PATH alone")


@pytest.fixture
def machine(tmp_path):
    """A folder to be the whole PATH, and the environment in which it is: there is no Chromium on this machine."""
    folder = tmp_path / "bin"
    folder.mkdir()
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("NN_", "PYTEST_"))}
    return folder, clean | {"PATH": str(folder), "TMPDIR": str(tmp_path)}


def program(path, text):
    """Write a program that can be run."""
    path.write_text(text, encoding="utf8")
    path.chmod(0o755)


def ran(environment, *arguments):
    """A pytest run in that environment."""
    command = [sys.executable, "-m", "pytest", *arguments]
    return subprocess.run(
        command, cwd=ROOT, env=environment, stdin=subprocess.DEVNULL, capture_output=True, encoding="utf8"
    )


def test_several_processes_that_ask_at_the_same_time_install_chromium_once(machine):
    folder, environment = machine
    tools = {name: shutil.which(name) for name in ("sh", "mkdir", "sleep", "chmod")}
    program(folder / "apt-get", MANAGER.format(folder=folder, **tools))
    program(folder / "sudo", f'#!{tools["sh"]}\nshift\n[ "$1" = true ] || exec "$@"\n')
    command = [sys.executable, "-m", "tests.chromium"]
    asking = [
        subprocess.Popen(
            command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf8"
        )
        for _ in range(4)
    ]
    answers = [process.communicate(timeout=60) for process in asking]
    assert [process.returncode for process in asking] == [0] * 4, answers
    assert {found.strip() for found, _ in answers} == {str(folder / "chromium")}


@pytest.mark.parametrize("workers", ["0", "2"])
def test_without_chromium_a_run_ends_at_once_with_one_sentence(machine, workers):
    found = ran(machine[1], f"--numprocesses={workers}", "tests/book/test_pages.py", "tests/widgets/test_lab_all.py")
    assert found.returncode == pytest.ExitCode.USAGE_ERROR
    assert found.stdout == "" and re.fullmatch(rf"ERROR: {NONE}[^\n]+\n+", found.stderr)


def test_a_run_without_browser_tests_needs_no_chromium(machine):
    found = ran(machine[1], "--numprocesses=0", "tests/walls/test_repository.py")
    assert found.returncode == 0, found.stdout + found.stderr
    assert "Chromium" not in found.stdout + found.stderr


def test_a_run_hands_its_chromium_on_to_its_workers(machine, tmp_path):
    folder, environment = machine
    program(folder / "chromium", f"#!{shutil.which('sh')}\n")
    asks = tmp_path / "test_handed.py"
    asks.write_text("import os\ndef test_handed():\n    print(os.environ['NN_CHROMIUM'])\n", encoding="utf8")
    beside = ["tests/book/test_anchors.py", str(asks), "-k", "handed"]  # the first has the run look for Chromium
    found = ran(environment, "-c", "pyproject.toml", "--numprocesses=1", "-rP", *beside)
    assert found.returncode == 0, found.stdout + found.stderr
    assert found.stdout.splitlines().count(str(folder / "chromium")) == 1
    assert f"The browser tests use {folder / 'chromium'}." in found.stdout
