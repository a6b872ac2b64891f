"""A claim about `make lab`: whatever a reader does to a lesson in JupyterLab, git sees no change."""

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.widgets.lab import opened, started

ROOT = Path(__file__).parents[2]
LESSON = "03-one-neuron.ipynb"
SAVE = "() => jupyterapp.commands.execute('docmanager:save')"
EDIT = "() => jupyterapp.shell.currentWidget.content.activeCell.model.sharedModel.setSource('# Mine')"
RUN = "() => jupyterapp.commands.execute('notebook:run-all-cells')"


def git(clone, *arguments):
    """What git prints, in a clone."""
    author = ["-c", "user.name=A reader", "-c", "user.email=reader@example.org"]
    command = ["git", *author, *arguments]
    return subprocess.run(command, cwd=clone, check=True, capture_output=True, encoding="utf8").stdout


@pytest.fixture
def clone(tmp_path):
    """A repository with this book in it, nothing changed."""
    skipped = shutil.ignore_patterns("__pycache__", ".ipynb_checkpoints")
    shutil.copytree(ROOT / "book", tmp_path / "clone/book", ignore=skipped)
    shutil.copy(ROOT / ".gitignore", tmp_path / "clone")
    for arguments in (["init", "--quiet"], ["add", "--all"], ["commit", "--quiet", "--message=The book"]):
        git(tmp_path / "clone", *arguments)
    return tmp_path / "clone"


@pytest.mark.long  # a JupyterLab of its own; tests/lessons/test_own_copies.py tries the copies without it
def test_opening_editing_running_and_saving_a_lesson_leaves_the_repository_clean(browser, clone, tmp_path):
    home = tmp_path / "home"
    home.mkdir()
    with started(home, "book.lab", clone) as lab, opened(browser, lab, LESSON) as page:
        for act in (SAVE, EDIT, SAVE, RUN, SAVE):
            page.evaluate(act)
    saved = (clone / "my-lessons" / LESSON).read_text(encoding="utf8")
    assert "# Mine" in saved and "application/vnd.jupyter.widget-view+json" in saved
    assert (clone / "my-lessons/.ipynb_checkpoints").is_dir()
    assert git(clone, "status", "--porcelain") == ""
