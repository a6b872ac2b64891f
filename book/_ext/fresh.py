"""Fresh: a page is executed and written again when, and only when, something it is made from has changed."""

import hashlib
import pickle
import shutil
from pathlib import Path

import matplotlib
import numpy
from sphinx.application import ENV_PICKLE_FILENAME

ROOT = Path(__file__).parents[2]
ENGINE = ("nnlib/**/*.py", "nnlib/colours.json", "nnlib/widgets/static/*", "requirements.txt")
PAGES = ("book/_static/**/*", "book/_ext/*.py", "_config.yml", "nnlib/widgets/static/*.css")


def setup(app):
    """Connect the extension: the keys are known before myst-nb asks where its cache is."""
    app.add_config_value("nn_engine", "", "env")  # a new value reads every page again
    app.add_config_value("nn_pages", "", "html")  # a new value writes every page again, and copies the static files
    app.connect("config-inited", set_keys, priority=10)
    app.connect("build-finished", keep)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}


def set_keys(app, config):
    """Put the engine's digest into the cache's path: what ran with another engine, or other widgets, is not found."""
    config.nn_engine = digest(ENGINE, matplotlib.__version__, numpy.__version__)
    config.nn_pages = digest(PAGES)
    caches = Path(app.outdir).parent / "cache"
    config.nb_execution_cache_path = str(caches / config.nn_engine)
    for old in caches.glob("*"):
        if old.name != config.nn_engine:
            shutil.rmtree(old)


def keep(app, error):
    """Save the environment once more: Sphinx does so before it writes pages, and would forget their index entries.

    Without it the search would know no word of the glossary after a build in which the glossary was not written anew.
    """
    if error is None:
        with open(Path(app.doctreedir) / ENV_PICKLE_FILENAME, "wb") as file:
            pickle.dump(app.env, file, pickle.HIGHEST_PROTOCOL)


def digest(patterns, *also):
    """A short digest of the files' names and contents."""
    total = hashlib.sha256("\n".join(also).encode())
    for pattern in patterns:
        for path in sorted(p for p in ROOT.glob(pattern) if p.is_file() and "__pycache__" not in p.parts):
            total.update(path.relative_to(ROOT).as_posix().encode() + b"\0" + path.read_bytes())
    return total.hexdigest()[:16]
