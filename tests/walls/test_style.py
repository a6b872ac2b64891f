"""Style: ruff's rules and form for Python and notebooks, codespell for what people read."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LESSONS = [str(path) for path in sorted((ROOT / "book").glob("*.ipynb"))]
READ = ["book", "nnlib", "tests", "benchmarks", "README.md", "CONTRIBUTING.md", "CHANGELOG.md"]
CHECKS = {
    "ruff finds nothing": ["ruff", "check", "."],
    "Python is formatted": ["ruff", "format", "--check", ".", "--exclude", "*.ipynb"],
    "lessons fit a page's width": ["ruff", "format", "--check", "--line-length", "76", *LESSONS],
    "codespell finds nothing": ["codespell_lib", *READ],
}


@pytest.mark.parametrize("claim", CHECKS)
def test_style(claim):
    """Each check ends well and says so with its exit code."""
    ran = subprocess.run([sys.executable, "-m", *CHECKS[claim]], cwd=ROOT, capture_output=True, encoding="utf8")
    assert ran.returncode == 0, ran.stdout + ran.stderr
