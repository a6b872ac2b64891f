"""Index page: names the index, which Sphinx makes of all words and names of the book, in the table of contents."""

from sphinx.addnodes import toctree


def setup(app):
    """Connect the extension, after the table of contents has been read from its file."""
    app.connect("doctree-read", name_it, priority=900)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}


def name_it(app, doctree):
    """Add the index to the last part; `_toc.yml` can name files only, and the index is none."""
    if app.env.docname == app.config.root_doc and (parts := list(doctree.findall(toctree))):
        parts[-1]["entries"].append(("Index", "genindex"))
