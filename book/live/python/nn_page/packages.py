"""Packages: each is fetched when it is first imported, so that a page which draws nothing never loads Matplotlib."""

import ctypes
import hashlib
import importlib.abc
import importlib.machinery
import importlib.util
import io
import json
import os
import site
import sys
import zipfile
from pathlib import Path

LATE = ("nnlib.figures",)  # run when a name of theirs is first used: a lesson imports figures before it draws any


def install(packages, fetch):
    """Let imports find the page's packages. `packages`: a JSON object from import name to the file that holds it."""
    os.environ |= {"MPLBACKEND": "module://nn_page.backend", "JUPYTER_WIDGETS_ECHO": "0"}
    sys.meta_path[:0] = [Fetched(json.loads(packages), fetch), Late()]


class Fetched(importlib.abc.MetaPathFinder):
    """Fetches and unpacks the file of a package that is imported first; Python's own finders do the rest."""

    def __init__(self, packages, fetch):
        self.packages, self.fetch = packages, fetch

    def find_spec(self, name, path=None, target=None):
        """None: the package is where Python looks for it, once its file is unpacked."""
        if file := self.packages.pop(name, None):
            for library in file.get("libraries", ()):
                share(self.unpacked(library, "/usr/lib"))
            packages = Path(site.getsitepackages()[0])
            self.unpacked(file, packages)
            if fonts := file.get("fonts"):
                (packages / "matplotlib/fontlist.json").write_bytes(self.content(fonts))
            # So that Python looks into the folder anew. importlib.invalidate_caches() would read every zip file too.
            sys.path_importer_cache.pop(str(packages), None)

    def unpacked(self, file, folder):
        """The paths of a file's parts, once they are in the folder."""
        with zipfile.ZipFile(io.BytesIO(self.content(file))) as archive:
            archive.extractall(folder)
            return [Path(folder) / name for name in archive.namelist()]

    def content(self, file):
        """A file's bytes. ImportError where the book's folder has it no more, or has another one."""
        content = self.fetch(file["file"], file["title"], file["bytes"])
        mend = "Reload the page; if that does not help, the book has to be built again."
        if content is None:
            raise ImportError(f"{file['file']} is missing from this book's folder. {mend}")
        content = content.to_bytes()
        if hashlib.sha256(content).hexdigest() != file["sha256"]:
            raise ImportError(f"{file['file']} is not the file that this book was built with. {mend}")
        return content


def share(paths):
    """Load libraries that other packages call by name: Pyodide's own loader notes them in the same way."""
    from pyodide_js import _module

    loaded = _module.LDSO.loadedLibsByName
    for path in paths:
        ctypes.CDLL(str(path), mode=ctypes.RTLD_GLOBAL)
        setattr(loaded, path.name, getattr(loaded, str(path)))


class Late(importlib.abc.MetaPathFinder):
    """Finds the modules of LATE as ever, and has them run later."""

    def find_spec(self, name, path=None, target=None):
        """The module's spec, with a loader that waits for the first use."""
        if name not in LATE:
            return None
        spec = importlib.machinery.PathFinder.find_spec(name, path, target)
        spec.loader = importlib.util.LazyLoader(spec.loader)
        return spec
