"""The engine's walls: what `import nnlib` loads, and what it exports."""

import importlib.metadata
import itertools
import pathlib
import subprocess
import sys
import tomllib

import nnlib
from nnlib import course, figures, widgets
from nnlib.activations import ACTIVATIONS
from nnlib.costs import COSTS

HERE = pathlib.Path(nnlib.__file__).parent
LOADED = """
import sys
before = set(sys.modules)
import nnlib
top = {name.partition(".")[0] for name in set(sys.modules) - before}
print(*sorted(top - set(sys.stdlib_module_names)))
"""


def test_import_nnlib_loads_numpy_and_nothing_else():
    root = pathlib.Path(nnlib.__file__).parent.parent
    run = subprocess.run([sys.executable, "-c", LOADED], cwd=root, capture_output=True, encoding="utf8", check=True)
    assert run.stdout.split() == ["nnlib", "numpy"]


def test_the_course_loads_no_more_until_a_widget_is_judged():
    root = pathlib.Path(nnlib.__file__).parent.parent
    code = LOADED.replace(
        "import nnlib\n", "from nnlib.course import check\ncheck('5-steps', 37)\ncheck('5-limit', 0.2)\n"
    )
    run = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, encoding="utf8", check=True)
    assert run.stdout.splitlines()[-1].split() == ["nnlib", "numpy"]


def test_the_version_is_that_of_the_installed_distribution_whose_name_is_not_nnlib():
    """The package index gives another library to whoever installs `nnlib`."""
    project = tomllib.loads((HERE.parent / "pyproject.toml").read_text(encoding="utf8"))["project"]
    assert project["name"] != "nnlib" and "version" not in project  # hatch reads it from nnlib/__init__.py
    assert nnlib.__version__ == importlib.metadata.version(project["name"])


def test_every_exported_name_exists():
    assert all(hasattr(nnlib, name) for name in nnlib.__all__)


def test_every_activation_and_cost_of_the_tables_is_exported_under_its_name():
    for name, entry in (ACTIVATIONS | COSTS).items():
        assert name in nnlib.__all__ and getattr(nnlib, name) is entry


def one_letter_apart(a, b):
    """Whether one letter more, less or other makes one word of the other."""
    if len(a) == len(b):
        return sum(x != y for x, y in zip(a, b, strict=True)) == 1
    short, long = sorted((a, b), key=len)
    return any(short == long[:i] + long[i + 1 :] for i in range(len(long)))


def test_no_two_public_names_are_the_same_or_differ_by_one_letter():
    """Apart from a class and the function that makes it, such as Split and split."""
    names = [name for place in (nnlib, nnlib.data, figures, course, widgets) for name in place.__all__]
    assert len(set(names)) == len(names), sorted(names)
    words = sorted({name.lower() for name in names if name.isalpha()})
    close = [pair for pair in itertools.combinations(words, 2) if one_letter_apart(*pair)]
    assert close == [("standardise", "standardised")]  # again the function and what it makes
