"""JupyterLab on the reader's own copies of the lessons. Run it from the root: python -m book.lab, with its options.

The copies are in my-lessons/, which git ignores: JupyterLab writes a notebook that was only opened, and the next
`git pull` would refuse to touch it. Each start brings what is new in the book, and keeps what the reader changed.
"""

import hashlib
import json
import os
import shutil
import sys
from pathlib import Path

from book.files import files

ROOT = Path(__file__).parents[1]
BOOK = ROOT / "book"
MINE = ROOT / "my-lessons"
PATTERNS = ("*.ipynb", "*.md", "*.bib", "same_network_pytorch.py")  # the lessons, and what they link to and show
RECORD = ".copied.json"  # among the copies: for each, digests of the book's file and of its cells, as it was copied


def main(options):
    """Bring the copies up to date, and start JupyterLab with them."""
    if kept := update(BOOK, MINE):
        print(
            f"You and the book have both changed {', '.join(kept)}: your copy stays as it is. "
            "Rename it, and the next start puts the book's new version beside it."
        )
    from jupyterlab.labapp import main as jupyterlab

    root = ["--allow-root"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []  # as in a container
    return jupyterlab([f"--ServerApp.root_dir={MINE}", *root, *options])


def update(book, mine):
    """Copy the book's new and changed files; the names of those that the reader changed too, whose copies stay."""
    mine.mkdir(exist_ok=True)
    record, kept = mine / RECORD, []
    copied = json.loads(record.read_text(encoding="utf8")) if record.exists() else {}
    for source in sorted(path for pattern in PATTERNS for path in files(book, pattern)):
        name = source.relative_to(book).as_posix()
        copy, was = mine / name, copied.get(name, {})
        now = {"file": digest(source.read_bytes()), "cells": digest(cells(source))}
        if copy.exists() and digest(cells(copy)) not in (was.get("cells"), now["cells"]):
            if was.get("file") != now["file"]:
                kept.append(name)
            continue
        if not copy.exists() or was.get("file") != now["file"]:
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source, copy)
        copied[name] = now
    record.write_text(json.dumps(copied, indent=1), encoding="utf8")
    return kept


def cells(path):
    """What a person writes into a file: a notebook's cells without their outputs, and every other file as it is."""
    content = path.read_bytes()
    try:
        written = [[cell["cell_type"], "".join(cell["source"])] for cell in json.loads(content)["cells"]]
    except (ValueError, TypeError, KeyError):
        return content
    return json.dumps(written).encode()


def digest(content):
    """A short name for these bytes, which no others have."""
    return hashlib.sha256(content).hexdigest()[:16]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
