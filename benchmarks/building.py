"""Building: what a build takes after no edit, an edit of one lesson and one of nnlib, and which notebooks it runs."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.table import Row
from book.files import files

ROOT = Path(__file__).parents[1]
EDITED = "book/04-cost.ipynb"
ENGINE = "nnlib/costs.py"
BUILT = ("nnlib/widgets/static", "node_modules")  # made by the installation, and not by a build of the book
NOTHING, ONE = 0.4, 0.7  # of the full build's time


def measure():
    """The rows: seconds and ratios to the full build, and how many notebooks each build executed."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "book-to-edit"
        clone(copy)
        notebooks = len(files(copy / "book", "*.ipynb"))
        full, executed = build(copy)
        yield Row("full build", full, "s")
        yield Row("full build: notebooks executed", executed, "", exactly=notebooks)

        took, executed = build(copy)
        yield Row("nothing edited, against the full build", took / full, "x", NOTHING)
        yield Row("nothing edited: notebooks executed", executed, "", exactly=0)

        edit_cell(copy / EDITED)
        took, executed = build(copy)
        yield Row("one code cell edited, against the full build", took / full, "x", ONE)
        yield Row("one code cell edited: notebooks executed", executed, "", exactly=1)

        with (copy / ENGINE).open("a", encoding="utf8") as source:
            source.write("\n# an edit\n")
        took, executed = build(copy)
        yield Row("nnlib edited, against the full build", took / full, "x")
        yield Row("nnlib edited: notebooks executed", executed, "", exactly=notebooks)


def clone(copy):
    """What git would commit, and beside it what the installation has made."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf8", check=True).stdout.split("\0")
    for name in filter(None, names):
        if (ROOT / name).is_file():
            (copy / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, copy / name)
    for name in BUILT:
        (copy / name).symlink_to(ROOT / name, target_is_directory=True)


def build(copy):
    """Build the copy with its own nnlib: the seconds, and how many notebooks were executed."""
    before = results(copy)
    begun = time.perf_counter()
    environment = os.environ | {"PYTHONPATH": str(copy)}
    command = [sys.executable, "-m", "book.build"]
    told = copy.parent / "told.txt"  # a file, because a pipe is waited for while any process of the build lives
    with told.open("w", encoding="utf8") as out:
        done = subprocess.run(command, cwd=copy, env=environment, stdin=subprocess.DEVNULL, stdout=out, stderr=out)
    took = time.perf_counter() - begun
    if done.returncode:
        raise SystemExit(f"The copy's build failed.\n{told.read_text(encoding='utf8')[:6000]}")
    return took, len(results(copy) - before)


def results(copy):
    """The results in the execution cache: one appears for each notebook that is executed."""
    return {path.relative_to(copy) for path in (copy / "_build/cache").glob("*/executed/*")}


def edit_cell(path):
    """Put a comment into the notebook's first code cell: enough to have it executed again."""
    notebook = json.loads(path.read_text(encoding="utf8"))
    cell = next(cell for cell in notebook["cells"] if cell["cell_type"] == "code")
    cell["source"] = "# an edit\n" + "".join(cell["source"])
    path.write_text(json.dumps(notebook, indent=1, ensure_ascii=False) + "\n", encoding="utf8")
