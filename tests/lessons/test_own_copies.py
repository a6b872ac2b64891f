"""Claims about `make lab`: readers work on copies, which follow the book until the reader changes them."""

import json
import os
import re
import shutil
import subprocess
from pathlib import Path

import jupyterlab.labapp
import nbformat
import pytest

from book import lab
from book.files import files

ROOT = Path(__file__).parents[2]
LESSON, PAGE = "1-lesson.ipynb", "appendix/page.md"


def notebook(path, *sources, output="1"):
    """Write a notebook of these code cells, each with an output."""
    shown = nbformat.v4.new_output("stream", text=output)
    made = [nbformat.v4.new_code_cell(source, outputs=[shown], id=f"a-{i}") for i, source in enumerate(sources)]
    nbformat.write(nbformat.v4.new_notebook(cells=made), path)


@pytest.fixture
def book(tmp_path):
    """A book of one lesson and one page."""
    folder = tmp_path / "book"
    (folder / "appendix").mkdir(parents=True)
    notebook(folder / LESSON, "print(1)")
    (folder / PAGE).write_text("A page", encoding="utf8")
    return folder


@pytest.fixture
def mine(book, tmp_path):
    """The reader's copies of it."""
    assert lab.update(book, tmp_path / "mine") == []
    return tmp_path / "mine"


def texts(folder):
    return {path.relative_to(folder).as_posix(): path.read_text(encoding="utf8") for path in files(folder, "*")}


def test_the_reader_gets_a_copy_of_each_lesson_and_page(book, mine):
    assert texts(mine) == texts(book)


def test_a_copy_that_the_reader_left_alone_follows_the_book(book, mine):
    notebook(book / LESSON, "print(2)")
    (book / PAGE).write_text("A better page", encoding="utf8")
    notebook(book / "2-new.ipynb", "print(3)")
    assert lab.update(book, mine) == []
    assert texts(mine) == texts(book)


def test_a_lesson_that_was_only_run_and_saved_follows_the_book(book, mine):
    notebook(mine / LESSON, "print(1)", output="run again, and saved")
    saved = texts(mine)
    assert lab.update(book, mine) == [] and texts(mine) == saved
    notebook(book / LESSON, "print(1)", output="printed by a new nnlib")
    assert lab.update(book, mine) == []
    assert texts(mine) == texts(book)


def test_what_the_reader_changed_stays_and_is_named_once_the_book_changes_too(book, mine):
    notebook(mine / LESSON, "print('mine')")
    changed = texts(mine)
    assert lab.update(book, mine) == [] and texts(mine) == changed
    notebook(book / LESSON, "print(2)")
    for _ in range(2):
        assert lab.update(book, mine) == [LESSON] and texts(mine) == changed


def test_renaming_a_changed_copy_or_deleting_it_brings_the_book_s(book, mine):
    notebook(mine / LESSON, "print('mine')")
    notebook(book / LESSON, "print(2)")
    (mine / LESSON).rename(mine / "own.ipynb")
    (mine / PAGE).unlink()
    assert lab.update(book, mine) == []
    own = texts(mine).pop("own.ipynb")
    assert "mine" in own and texts(mine) == texts(book) | {"own.ipynb": own}
    notebook(book / LESSON, "print(3)")
    assert lab.update(book, mine) == [] and texts(mine)[LESSON] == texts(book)[LESSON]


@pytest.mark.parametrize("broken", ["", "no notebook", "[]", '{"cells": [1]}'])
def test_a_copy_that_is_no_notebook_any_more_is_the_reader_s(book, mine, broken):
    (mine / LESSON).write_text(broken, encoding="utf8")
    notebook(book / LESSON, "print(2)")
    assert lab.update(book, mine) == [LESSON]
    assert texts(mine)[LESSON] == broken


def test_files_that_lie_where_copies_would_without_a_record_are_the_reader_s(book, tmp_path):
    other = tmp_path / "other"
    other.mkdir()
    notebook(other / LESSON, "print('mine')")
    assert lab.update(book, other) == [LESSON]
    assert "mine" in texts(other)[LESSON] and texts(other)[PAGE] == "A page"


def test_all_that_a_lesson_links_to_or_shows_is_copied(tmp_path):
    lab.update(lab.BOOK, tmp_path / "mine")
    wanted = []
    for copy in files(tmp_path / "mine", "*.ipynb") + files(tmp_path / "mine", "*.md"):
        text = copy.read_text(encoding="utf8")
        if copy.suffix == ".ipynb":
            text = "\n".join(
                "".join(cell["source"]) for cell in json.loads(text)["cells"] if cell["cell_type"] != "code"
            )
        names = re.findall(r"\]\(([^)<#:]+)[^)]*\)|\{literalinclude\} (\S+)", text)
        wanted += [copy.parent / (link or shown) for link, shown in names]
    assert len(wanted) > 50 and [path for path in wanted if not path.is_file()] == []


@pytest.mark.parametrize("name", [LESSON, PAGE, lab.RECORD, ".ipynb_checkpoints/a.ipynb", "own.ipynb"])
def test_git_ignores_the_copies(name):
    ignored = subprocess.run(["git", "check-ignore", "--quiet", lab.MINE / name], cwd=ROOT)
    assert ignored.returncode == 0 or not (ROOT / ".git").exists()


@pytest.mark.parametrize("root", [True, False])
def test_jupyterlab_gets_the_reader_s_options_and_starts_as_root_too(monkeypatch, tmp_path, root):
    got = []
    monkeypatch.setattr(lab, "MINE", tmp_path / "mine")
    monkeypatch.setattr(jupyterlab.labapp, "main", got.extend)
    monkeypatch.setattr(os, "geteuid", lambda: 0 if root else 1000, raising=False)
    lab.main(["--no-browser", "--port=9000"])
    allowed = ["--allow-root"] if root else []
    assert got == [f"--ServerApp.root_dir={tmp_path / 'mine'}", *allowed, "--no-browser", "--port=9000"]


def test_a_conflict_is_said_in_one_sentence(monkeypatch, tmp_path, capsys):
    monkeypatch.setattr(lab, "MINE", tmp_path / "mine")
    monkeypatch.setattr(jupyterlab.labapp, "main", lambda options: None)
    monkeypatch.setattr(lab, "update", lambda book, mine: [LESSON, PAGE])
    lab.main([])
    assert capsys.readouterr().out.startswith(f"You and the book have both changed {LESSON}, {PAGE}: your copy stays")


@pytest.mark.skipif(shutil.which("make") is None, reason="there is no make here")
def test_make_lab_passes_its_options_on():
    found = subprocess.run(["make", "-n", "lab", "ARGS=--port 9000"], cwd=ROOT, capture_output=True, encoding="utf8")
    assert re.search(r"python -m book\.lab --port 9000$", found.stdout, re.MULTILINE)
