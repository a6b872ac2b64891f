"""Widths: on a wide screen text has 640 pixels, widgets and pairs of figures 960, and captions are in the margin."""

from docutils import nodes


def setup(app):
    """Connect the extension: after figures are in the page, and after stages, which have widths of their own."""
    app.connect("doctree-resolved", mark, priority=550)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}


def mark(app, doctree, name):
    """Give notebooks' pages, and what is wide in them, their classes; `book/_static/stage.css` has the widths."""
    notebook = app.env.doc2path(name).endswith(".ipynb")
    if app.builder.format != "html" or name == app.config.root_doc or not notebook:
        return
    next(doctree.findall(nodes.section))["classes"].append("nn-paged")
    for part in doctree.findall(nodes.raw):
        cell, row = part, "nn-figure-row" in part.rawsource + part.astext()
        while cell.parent is not None and "cell" not in cell.get("classes", []):
            cell = cell.parent
        if not isinstance(cell.parent, nodes.section) or in_steps(cell):
            continue  # in a card, or beside a widget that stays: the column is as wide as it can be
        if "place" in part or row:
            cell["classes"] += ["nn-wide", "popout"]  # the theme folds its list of sections beside it
        elif isinstance(part.parent, nodes.figure):
            cell["classes"] += ["nn-noted", "popout"]


def in_steps(part):
    """Whether a part of a page is in the text beside a stage (`book/_ext/stage.py`)."""
    while part is not None:
        if "nn-steps" in part.get("classes", []):
            return True
        part = part.parent
    return False
