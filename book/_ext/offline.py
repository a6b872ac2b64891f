"""Offline: every page's formulas, icons and scripts come from the book's own folder."""

import json
import shutil
from pathlib import Path

import sphinxcontrib.katex as katex
from sphinx.util import logging

ROOT = Path(__file__).parents[2]
MODULES = ROOT / "node_modules"

# A found page is read again for the lines around the word; from a disk a browser refuses that, and says so.
ON_DISK = 'if (location.protocol === "file:") DOCUMENTATION_OPTIONS.SHOW_SEARCH_SUMMARY = false;'

log = logging.getLogger(__name__)


def setup(app):
    """Connect the extension."""
    app.connect("config-inited", own_katex, priority=10)
    app.connect("build-finished", finish)
    app.add_js_file(None, body=ON_DISK)
    app.add_css_file("tokens.css", priority=700)
    app.add_css_file("book.css", priority=800)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}


def own_katex(app, config):
    """KaTeX's style sheet from the book; it must be of the version that renders."""
    config.katex_css_path = "katex/katex.min.css"
    installed = json.loads((MODULES / "katex/package.json").read_text(encoding="utf8"))["version"]
    if installed != katex.katex_version:
        log.warning("KaTeX renders formulas as %s, but its style sheet is %s", katex.katex_version, installed)


def finish(app, error):
    """Copy KaTeX's style sheet and fonts, and the tokens."""
    if error or app.builder.format != "html":
        return
    static = Path(app.outdir) / "_static"
    (static / "katex/fonts").mkdir(parents=True, exist_ok=True)
    shutil.copy(MODULES / "katex/dist/katex.min.css", static / "katex")
    for font in (MODULES / "katex/dist/fonts").iterdir():
        shutil.copy(font, static / "katex/fonts")
    shutil.copy(ROOT / "nnlib/widgets/static/tokens.css", static)
