"""The engine's walls: what `import nnlib` loads, what it exports, and how its modules open."""

import importlib
import pathlib
import subprocess
import sys

import pytest

import nnlib

HERE = pathlib.Path(nnlib.__file__).parent
FILES = [path for path in HERE.rglob("*.py") if path.stem != "__init__"]
MODULES = sorted(".".join(path.relative_to(HERE).with_suffix("").parts) for path in FILES)
LOADED = """
import sys
before = set(sys.modules)
import nnlib
top = {name.partition(".")[0] for name in set(sys.modules) - before}
print(*sorted(top - set(sys.stdlib_module_names)))
"""


def test_import_nnlib_loads_numpy_and_nothing_else():
    root = pathlib.Path(nnlib.__file__).parent.parent
    run = subprocess.run([sys.executable, "-c", LOADED], cwd=root, capture_output=True, text=True, check=True)
    assert run.stdout.split() == ["nnlib", "numpy"]


def test_every_exported_name_exists():
    assert all(hasattr(nnlib, name) for name in nnlib.__all__)


@pytest.mark.parametrize("name", MODULES)
def test_a_module_opens_by_saying_what_it_is_and_stays_short(name):
    module = importlib.import_module(f"nnlib.{name}")
    assert module.__doc__
    assert len(pathlib.Path(module.__file__).read_text().splitlines()) < 300
