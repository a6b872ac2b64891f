"""Claims about a book that is built again: what has changed since is on every page."""

from pathlib import Path

from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace

ROOT = Path(__file__).parents[2]
CONF = """
from book._ext.patches import forget_contents, forget_index_entries

html_theme = "alabaster"

def setup(app):
    app.connect("env-before-read-docs", forget_contents)
    app.connect("env-purge-doc", forget_index_entries)
    app.connect("env-updated", lambda app, env: [] if env.master_doctree else [])  # as lesson.py and ends.py ask for it
"""


def built(folder, pages):
    """Build a small book of these pages; the text of the first."""
    source = folder / "source"
    source.mkdir(exist_ok=True)
    (source / "conf.py").write_text(CONF)
    contents = "".join(f"   {name}\n" for name in pages)
    (source / "index.rst").write_text(f"Book\n====\n\n.. toctree::\n\n{contents}")
    for name in pages:
        (source / f"{name}.rst").write_text(f"Page {name}\n=======\n\n.. index:: word of {name}\n")
    for page in source.glob("*.rst"):
        if page.stem not in ("index", *pages):
            page.unlink()
    out = folder / "out"
    with docutils_namespace():  # what the extensions register is gone afterwards
        Sphinx(source, source, out, folder / "doctrees", "html", status=None, freshenv=False).build(force_all=True)
    return (out / f"{pages[0]}.html").read_text(encoding="utf8")


def test_a_page_that_is_new_is_in_the_sidebar_of_the_others(tmp_path, monkeypatch):
    monkeypatch.syspath_prepend(str(ROOT))
    assert 'href="two.html">Page two' not in built(tmp_path, ["one"])
    assert 'href="two.html">Page two' in built(tmp_path, ["one", "two"])


def test_a_page_that_is_gone_is_in_no_sidebar_and_no_search(tmp_path, monkeypatch):
    monkeypatch.syspath_prepend(str(ROOT))
    built(tmp_path, ["one", "two"])
    assert "word of two" in (tmp_path / "out/searchindex.js").read_text(encoding="utf8")
    assert "Page two" not in built(tmp_path, ["one"])
    assert "word of two" not in (tmp_path / "out/searchindex.js").read_text(encoding="utf8")
