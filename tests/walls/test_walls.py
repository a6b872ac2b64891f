"""The repository's walls: short files that say what they are, nothing built, no machine's path, no unfinished mark."""

import re
import subprocess
from pathlib import Path, PurePath

import pytest

ROOT = Path(__file__).parents[2]
LONGEST = 320  # lines
TOP = {
    "README.md", "LICENSE", "CHANGELOG.md", "CONTRIBUTING.md", "Makefile", "_config.yml", "_toc.yml",
    "requirements.txt", "pyproject.toml", "package.json", "package-lock.json",
    "book", "nnlib", "tests", "benchmarks", ".ci", ".github", ".gitignore", ".npmrc",
}  # fmt: skip
WRITTEN_BY_PROGRAMS = ("package-lock.json", "requirements.txt", "tests/golden/*.json", "*.ipynb")
LISTS = ("*.bib", "glossary.md")  # as long as what they list
BUILT = {"static", "_build", "node_modules", "__pycache__", "dist", ".venv", ".ipynb_checkpoints", "jupyter_execute"}
BUILT_SUFFIXES = {".pyc", ".whl", ".map", ".egg-info"}

# Spelt in pieces, so that this file does not name what it forbids.
MACHINE = re.compile("(?<![\\w.])/(?:home|root|work|Users)" + "/|[A-Z]:" + r"\\+Users")
REGISTRY = re.compile("registry" + r"\.(npmjs|yarnpkg|npmmirror)|pypi" + r"\.org|python" + "hosted|artifact" + "ory")
UNFINISHED = re.compile("\\b(?:TO" + "DO|FIX" + "ME)\\b")

SAYS = {
    ".py": re.compile(r'^r?"""\S'),
    ".js": re.compile(r"^(// ?\S|/\*+ ?\S)"),
    ".mjs": re.compile(r"^(// ?\S|/\*+ ?\S)"),
    ".css": re.compile(r"^/\*+ ?\S"),
    ".yml": re.compile(r"^# ?\S"),
}


def listed(*options):
    """git's list of files; a clone without git has no such list, and nothing to hold here."""
    found = subprocess.run(["git", "ls-files", "-z", *options], cwd=ROOT, capture_output=True, text=True, timeout=30)
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


def short(text):
    return len(text.splitlines()) <= LONGEST


def says_what_it_is(name, text):
    """A first line that says it; a package's empty __init__.py has nothing to say."""
    wanted = SAYS.get(Path(name).suffix)
    return wanted is None or bool(wanted.match(text)) or (name.endswith("__init__.py") and not text)


def is_built(name):
    path = Path(name)
    inside = set(path.parts[:-1]) & BUILT
    return bool(inside) or path.suffix in BUILT_SUFFIXES


def test_no_hand_written_file_is_long():
    by_hand = {
        name: text for name, text in TEXTS.items() if not any(map(PurePath(name).match, WRITTEN_BY_PROGRAMS + LISTS))
    }
    assert [f"{name}: {len(text.splitlines())}" for name, text in by_hand.items() if not short(text)] == []


def test_nothing_built_is_committed():
    assert [name for name in TRACKED if is_built(name)] == []


def test_no_file_names_a_path_of_one_machine():
    assert found(MACHINE) == []


def test_no_file_names_a_package_registry():
    assert found(REGISTRY) == []


def test_nothing_is_marked_as_unfinished():
    assert found(UNFINISHED) == []


def test_every_file_s_first_line_says_what_it_is():
    assert [name for name, text in TEXTS.items() if not says_what_it_is(name, text)] == []


def test_the_top_level_holds_what_the_layout_names():
    assert sorted({name.split("/")[0] for name in FILES} - TOP) == []


@pytest.mark.parametrize(("pattern", "wrong", "right"), [
    (MACHINE, "open('/ho" + "me/ada/data.csv')", "https://example.org/home/ada"),
    (MACHINE, "C:" + "\\\\Users\\\\Ada", ".github/work" + "flows/test.yml"),
    (MACHINE, "cd /wo" + "rk/main", "frame" + "work/main"),
    (REGISTRY, "https://py" + "pi.org/simple", "pip install nnlib"),
    (REGISTRY, "https://registry" + ".npmjs.org/d3", "npm install d3"),
    (UNFINISHED, "# TO" + "DO later", "to do later"),
    (UNFINISHED, "// FIX" + "ME", "prefixmeter"),
])  # fmt: skip
def test_the_patterns_catch_what_they_forbid_and_nothing_else(pattern, wrong, right):
    assert pattern.search(wrong) and not pattern.search(right)


@pytest.mark.parametrize(("name", "silent", "speaking"), [
    ("a.py", "import os\n", '"""Adds."""\n'),
    ("tests/__init__.py", "import os\n", ""),
    ("a.py", "", '"""Adds."""\n'),
    ("a.js", "export const a = 1;\n", "// Adds.\n"),
    ("a.mjs", "", "/** Adds. */\n"),
    ("a.css", ".a { color: red; }\n", "/* Adds. */\n"),
    ("a.yml", "on: push\n", "# Adds.\non: push\n"),
])  # fmt: skip
def test_a_first_line_is_judged_by_its_language(name, silent, speaking):
    assert says_what_it_is(name, speaking) and not says_what_it_is(name, silent)


def test_what_is_built_and_what_is_long_is_recognised():
    assert is_built("nnlib/widgets/static/a.js") and is_built("_build/html/index.html") and is_built("a/b.pyc")
    assert not is_built("book/_static/book.css") and not is_built("nnlib/widgets/js/build.mjs")
    assert short("line\n" * LONGEST) and not short("line\n" * (LONGEST + 1))
