"""The repository's walls: files say what they are, and none is built, unfinished, or tied to one machine."""

import re
import subprocess
from pathlib import Path

import pytest

from book.files import files

ROOT = Path(__file__).parents[2]
TOP = {
    "README.md", "LICENSE", "CHANGELOG.md", "CONTRIBUTING.md", "Makefile", "_config.yml", "_toc.yml",
    "requirements.txt", "pyproject.toml", "package.json", "package-lock.json",
    "book", "nnlib", "tests", "benchmarks", ".ci", ".github", ".gitignore", ".npmrc",
}  # fmt: skip
BUILT = {"static", "_build", "node_modules", "__pycache__", "dist", ".venv", ".ipynb_checkpoints", "jupyter_execute"}
BUILT_SUFFIXES = {".pyc", ".whl", ".map", ".egg-info"}

# Spelt in pieces, so that this file does not name what it forbids.
MACHINE = re.compile("(?<![\\w.])/(?:home|root|work|Users)" + "/|[A-Z]:" + r"\\+Users")
REGISTRY = re.compile("registry" + r"\.(npmjs|yarnpkg|npmmirror)|pypi" + r"\.org|python" + "hosted|artifact" + "ory")
UNFINISHED = re.compile("\\b(?:TO" + "DO|FIX" + "ME)\\b")

RECURSIVE = re.compile(r"\brglob\(|\bglob\([^)]*\*\*|\bos\.walk\(")

SAYS = {
    ".py": re.compile(r'^r?"""\S'),
    ".js": re.compile(r"^(// ?\S|/\*+ ?\S)"),
    ".mjs": re.compile(r"^(// ?\S|/\*+ ?\S)"),
    ".ts": re.compile(r"^(// ?\S|/\*+ ?\S)"),
    ".css": re.compile(r"^/\*+ ?\S"),
    ".yml": re.compile(r"^# ?\S"),
}


def listed(*options):
    """git's list of files; a clone without git has no such list, and nothing to hold here."""
    found = subprocess.run(
        ["git", "ls-files", "-z", *options], cwd=ROOT, capture_output=True, encoding="utf8", timeout=30
    )
    if found.returncode:
        pytest.skip("this is not a git repository", allow_module_level=True)
    return sorted(name for name in found.stdout.split("\0") if name and (ROOT / name).is_file())


TRACKED = listed("--cached")
FILES = listed("--cached", "--others", "--exclude-standard")  # and those that are about to be committed
TEXTS = {}
for _name in FILES:
    _bytes = (ROOT / _name).read_bytes()
    if b"\0" not in _bytes:
        TEXTS[_name] = _bytes.decode("utf8")


def found(pattern):
    """Every line that matches, with its place."""
    return [
        f"{name}:{number}: {line.strip()[:90]}"
        for name, text in TEXTS.items()
        for number, line in enumerate(text.splitlines(), 1)
        if pattern.search(line)
    ]


def says_what_it_is(name, text):
    """A first line that says it; a package's empty __init__.py has nothing to say."""
    wanted = SAYS.get(Path(name).suffix)
    return wanted is None or bool(wanted.match(text)) or (name.endswith("__init__.py") and not text)


def is_built(name):
    path = Path(name)
    inside = set(path.parts[:-1]) & BUILT
    return bool(inside) or path.suffix in BUILT_SUFFIXES


def test_nothing_built_is_committed():
    assert [name for name in TRACKED if is_built(name)] == [], "git holds no file that a program builds"


def test_no_file_names_a_path_of_one_machine():
    assert found(MACHINE) == [], "write paths from the repository's root: others have it in another folder"


def test_no_file_names_a_package_registry():
    assert found(REGISTRY) == [], "name a package, and leave the choice of a registry to pip and npm"


def test_nothing_is_marked_as_unfinished():
    assert found(UNFINISHED) == [], "finish it, or file an issue"


def test_every_file_s_first_line_says_what_it_is():
    silent = [name for name, text in TEXTS.items() if not says_what_it_is(name, text)]
    assert silent == [], "begin each file with a docstring or a comment that says what it is"


def test_only_one_function_looks_into_folders_of_folders_and_it_skips_the_hidden():
    """`book/files.py`: JupyterLab leaves copies of notebooks in .ipynb_checkpoints. A test's own folder has none."""
    places = [place for place in found(RECURSIVE) if place.split(":")[0].endswith(".py") and "tmp_path" not in place]
    assert [place.split(":")[0] for place in places] == ["book/files.py"], "use book.files.files, which skips them"


@pytest.mark.parametrize("hidden", [".ipynb_checkpoints", "widgets/.ipynb_checkpoints", ".virtual_documents/widgets"])
def test_no_tool_looks_into_hidden_folders(tmp_path, hidden):
    (tmp_path / hidden).mkdir(parents=True)
    (tmp_path / "widgets").mkdir(exist_ok=True)
    for place in ("b.ipynb", "widgets/a.ipynb", ".c.ipynb", f"{hidden}/b-checkpoint.ipynb"):
        (tmp_path / place).touch()
    assert files(tmp_path, "*.ipynb") == [tmp_path / "b.ipynb", tmp_path / "widgets/a.ipynb"]
    hidden_root = tmp_path / ".hidden"
    (tmp_path / "widgets").rename(hidden_root)
    assert files(hidden_root, "*.ipynb") == [hidden_root / "a.ipynb"]


def test_the_top_level_holds_what_the_layout_names():
    assert sorted({name.split("/")[0] for name in FILES} - TOP) == [], "a new file or folder at the top is named in TOP"
