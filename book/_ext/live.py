"""Live: puts Python into the book's folder, and into each page with code the script that runs it there.

All that pages load at the first Run is in `_static/python/`, each file named by its content. Where it cannot be had,
the book is built without Run buttons, and the build says so; NN_LIVE=required makes an error of that.
"""

import json
import os
import re
import shutil
from pathlib import Path

from docutils import nodes
from sphinx.errors import ExtensionError
from sphinx.util import logging

from book import sources
from book._ext.living_widgets import FOLDER, sources_of
from book.shipping import named_sources, shipped

ROOT = Path(__file__).parents[2]
LIVE = ROOT / "book/live"
BUILT = LIVE / "static"

# The place of the bar of Python's buttons: were it not there before the script, all that follows would jump.
BAR = '<div class="nn-python pst-js-only"></div>'
# It comes after a page's question, or where there is none, after the title.
AFTER = re.compile(r'<p class="nn-lead">.*?</p>|</h1>(?!.*<p class="nn-lead">)', re.DOTALL)

log = logging.getLogger(__name__)


def setup(app):
    """Connect the extension: whether pages have Python is known before the first is read."""
    app.add_config_value("nn_python", "", "html")  # a new value writes every page again
    app.connect("config-inited", gather, priority=20)
    app.connect("builder-inited", keep_widgets)
    app.connect("doctree-read", keep_hidden, priority=400)  # before other extensions move cells
    app.connect("html-page-context", add_script)
    app.connect("build-finished", tidy)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}


def gather(app, config):
    """Copy everything into place; `nn_python` is then the name of the list of it, or empty."""
    shutil.rmtree(Path(app.outdir) / "_static/live", ignore_errors=True)
    shutil.copytree(BUILT, Path(app.outdir) / "_static/live")
    try:
        config.nn_python = shipped(Path(app.outdir) / "_static/python", Path(app.outdir).parent / "python")
    except sources.Unreachable as error:
        sentence = f"The pages get no Run buttons, because {error}. The book is otherwise complete."
        if os.environ.get("NN_LIVE") == "required":
            raise ExtensionError(f"NN_LIVE=required, but {error}.") from error
        print(sentence)


def keep_widgets(app):
    """Write every widget's program: a cell may make a widget that no page of the book shows."""
    if not app.config.nn_python:
        return
    _, used = named_sources()
    sources_of(app.env)["python"] = set(used)
    folder = Path(app.outdir) / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    for file, text in used.items():
        (folder / file).write_text(text, encoding="utf8")


def keep_hidden(app, doctree):
    """Name each cell, and keep the code of those that a page does not show; the set-up cell is for Colab.

    myst-nb leaves a cell tagged `remove-cell` out of the page, and of one tagged `remove-input` the code.
    """
    path = Path(app.env.doc2path(app.env.docname))
    if path.suffix != ".ipynb":
        return
    cells = [cell for cell in json.loads(path.read_text(encoding="utf8"))["cells"] if cell["cell_type"] == "code"]
    shown = [node for node in doctree.findall(nodes.container) if node.get("nb_element") == "cell_code"]
    following = None  # the cell after it that the page shows
    for cell in reversed(cells):
        tags = cell["metadata"].get("tags", [])
        text = json.dumps("".join(cell["source"])).replace("</", "<\\/")  # so that no text can end the script
        code = nodes.raw("", f'<script type="application/json" class="nn-code">{text}</script>', format="html")
        if "remove-cell" not in tags:
            following = shown.pop()
            following["ids"].append(f"cell-{cell['id']}")  # what a reader changes there is kept under this name
            if "remove-input" in tags:
                following += code
        elif cell["id"] != "set-up":
            hidden = nodes.container("", code, classes=["cell"])
            if following is None:
                doctree += hidden
            else:
                following.parent.insert(following.parent.index(following), hidden)


def add_script(app, page, template, context, doctree):
    """Give a page with visible code its script."""
    if doctree is None or not app.config.nn_python or not any(map(is_code, doctree.findall(nodes.container))):
        return
    modules = json.loads((BUILT / "modules.json").read_text(encoding="utf8"))
    beside = {f"data-{name}": modules[name] for name in ("session", "editor")}
    app.add_js_file("live/live.js", defer="defer", **beside, **{"data-manifest": f"../python/{app.config.nn_python}"})
    app.add_css_file("live/live.css", priority=820)
    context["body"] = re.sub(AFTER, rf"\g<0>{BAR}", context["body"], count=1)


def is_code(node):
    """Whether a part of a page is the code of a cell."""
    return "cell_input" in node["classes"]


def tidy(app, error):
    """Remove the files of Python that no page uses any more."""
    folder = Path(app.outdir) / "_static/python"
    if error or not app.config.nn_python:
        return
    listed = (folder / app.config.nn_python).read_text(encoding="utf8")
    for path in folder.iterdir():
        if path.name != app.config.nn_python and f'"{path.name}' not in listed:
            shutil.rmtree(path) if path.is_dir() else path.unlink()
