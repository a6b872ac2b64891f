"""Binder: repo2docker's own steps for this repository, replayed in a fresh environment, make a lesson run there."""

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from packaging.specifiers import SpecifierSet

ROOT = Path(__file__).parents[2]
LESSON = "book/05-gradient-descent.ipynb"
STEP = re.compile(r"^RUN \$\{KERNEL_PYTHON_PREFIX\}/bin/pip (install .+)$", re.MULTILINE)
RUN = """
import sys, nbformat
from nbclient import NotebookClient
before = nbformat.read(sys.argv[1], as_version=4)
after = NotebookClient(nbformat.from_dict(before), timeout=120, kernel_name="python3").execute()
print(sum(cell.cell_type == "code" for cell in after.cells))
"""
ASK = """
import json, sys, nnlib, anywidget
from pathlib import Path
package = Path(nnlib.__file__).parent
built = sorted(path.name for path in (package / "widgets/static").iterdir())
print(json.dumps({"package": str(package), "prefix": sys.prefix, "built": built}))
"""


def run(command, cwd, timeout, **environment):
    """The finished process; what it said is in the failure."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "NN_", "DOCKER"))}
    found = subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        env=clean | environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf8",
        timeout=timeout,
    )
    assert found.returncode == 0, f"{command} failed:\n{found.stdout[-3000:]}\n{found.stderr[-3000:]}"
    return found


@pytest.fixture(scope="module")
def copy(tmp_path_factory):
    """What a clone of the repository would hold: tracked files, and new ones that are not ignored."""
    target = tmp_path_factory.mktemp("binder") / "clone"
    listed = run(["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"], ROOT, 30).stdout
    for name in filter(None, listed.split("\0")):
        if (ROOT / name).is_file():
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, target / name)
    return target


@pytest.fixture(scope="module")
def dockerfile(copy):
    """The Dockerfile; with --no-build no Docker engine is asked for, whatever the machine has."""
    command = [Path(sys.executable).with_name("jupyter-repo2docker"), "--no-build", "--debug", "."]
    found = run(command, copy, 180, DOCKER_HOST="tcp://127.0.0.1:9")
    chosen = re.search(r"building conda environment for python=(\S+)", found.stderr + found.stdout, re.IGNORECASE)
    return found.stdout, chosen[1]


def test_binder_takes_a_python_that_the_package_allows(dockerfile):
    allowed = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf8"))["project"]["requires-python"]
    assert dockerfile[1] in SpecifierSet(allowed)
    assert f"py-2d{dockerfile[1].replace('.', '-2e')}" in dockerfile[0]


def test_binder_installs_the_requirements_and_then_the_package(dockerfile):
    steps = [shlex.split(step) for step in STEP.findall(dockerfile[0])]
    assert steps == [["install", "--no-cache-dir", "-r", "requirements.txt"], ["install", "--no-cache-dir", "."]]
    copied = dockerfile[0].index("COPY --chown=0:0 src/ ")
    assert all(step.start() > copied for step in STEP.finditer(dockerfile[0])), (
        "the package is copied before it is wanted"
    )


@pytest.mark.long
def test_a_lesson_runs_where_binder_s_steps_were_taken(dockerfile, copy, tmp_path):
    """About two minutes, most of them pip's. pip's cache stays on, unlike in the image: the packages are the same."""
    run([sys.executable, "-m", "venv", tmp_path / "env"], copy, 180)
    python = tmp_path / "env" / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    for step in STEP.findall(dockerfile[0]):
        arguments = [word for word in shlex.split(step) if word != "--no-cache-dir"]
        run([python, "-m", "pip", *arguments], copy, 280, PIP_NO_COMPILE="1", PIP_DISABLE_PIP_VERSION_CHECK="1")

    lessons = (copy / LESSON).parent  # where Jupyter starts a lesson's kernel, and where no nnlib/ lies beside it
    told = json.loads(run([python, "-c", ASK], lessons, 180).stdout)
    assert Path(told["package"]).is_relative_to(told["prefix"]) and Path(told["prefix"]) == tmp_path / "env"
    wanted = {f"{path.parent.name}.js" for path in (copy / "nnlib/widgets").glob("*/index.ts")} | {
        "tokens.css",
        "neuron.css",
    }
    assert wanted <= set(told["built"])
    assert run([python, "-m", "pip", "check"], copy, 180).stdout.startswith("No broken requirements")

    scratch = {"IPYTHONDIR": str(tmp_path / "ipython"), "JUPYTER_CONFIG_DIR": str(tmp_path / "jupyter")}
    found = run([python, "-c", RUN, Path(LESSON).name], lessons, 180, MPLCONFIGDIR=str(tmp_path / "mpl"), **scratch)
    cells = json.loads((copy / LESSON).read_text(encoding="utf8"))["cells"]
    assert int(found.stdout) == sum(cell["cell_type"] == "code" for cell in cells) > 0
