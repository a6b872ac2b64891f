"""Fresh: a page is executed and written again when, and only when, something it is made from has changed."""

import hashlib
import shutil
from pathlib import Path

import matplotlib
import numpy

from book.files import files

ROOT = Path(__file__).parents[2]
STATIC = ROOT / "nnlib/widgets/static"
ENGINE = (*files(ROOT / "nnlib", "*.py"), ROOT / "nnlib/colours.json", *files(STATIC, "*"), ROOT / "requirements.txt")
EXTENSIONS = files(ROOT / "book/_ext", "*.py")
PAGES = (*files(ROOT / "book/_static", "*"), ROOT / "_config.yml", ROOT / "_toc.yml")  # each page lists all pages
PAGES += (*files(STATIC, "*.css"), *files(ROOT / "book/live/static", "*"), *files(ROOT / "book/live/python", "*.py"))


def setup(app):
    """Connect the extension: the keys are known before myst-nb asks where its cache is."""
    app.add_config_value("nn_engine", "", "env")  # a new value reads every page again
    app.add_config_value("nn_extensions", "", "env")
    app.add_config_value("nn_pages", "", "html")  # a new value writes every page again, and copies the static files
    app.connect("config-inited", set_keys, priority=10)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}


def set_keys(app, config):
    """Put the engine's digest into the cache's path: what ran with another engine, or other widgets, is not found."""
    config.nn_engine = digest(ENGINE, matplotlib.__version__, numpy.__version__)
    config.nn_extensions = digest(EXTENSIONS)
    config.nn_pages = digest(PAGES)
    caches = Path(app.outdir).parent / "cache"
    config.nb_execution_cache_path = str(caches / config.nn_engine)
    for old in caches.glob("*"):
        if old.name != config.nn_engine:
            shutil.rmtree(old)


def digest(paths, *also):
    """A short digest of the files' names and contents."""
    total = hashlib.sha256("\n".join(also).encode())
    for path in paths:
        total.update(path.relative_to(ROOT).as_posix().encode() + b"\0" + path.read_bytes())
    return total.hexdigest()[:16]
