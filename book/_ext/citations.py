"""Citations: a link to the bibliography, `[(Cauchy, 1847)](appendix/bibliography.md#cauchy1847)`, is one in the page.

In a notebook it stays the link that it is: JupyterLab knows no bibliography, and shows `{cite:p}` as a warning. With
the text in parentheses it cites as `{cite:p}` does, and with the year alone in them, `[Cauchy (1847)](...)`, as
`{cite:t}` does.
"""

from docutils import nodes
from sphinx.addnodes import pending_xref
from sphinxcontrib.bibtex.citation_target import parse_citation_targets
from sphinxcontrib.bibtex.roles import CitationRef

BIBLIOGRAPHY = "book/appendix/bibliography"


def setup(app):
    """Connect the extension."""
    app.connect("doctree-read", cite)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}


def cite(app, doctree):
    """Make a citation of each link of a page to an entry of the bibliography, as sphinxcontrib.bibtex's role does."""
    known = app.env.get_domain("cite").citation_refs
    for link in list(doctree.findall(pending_xref)):
        key = link.get("reftargetid")
        if link.get("reftarget") != BIBLIOGRAPHY or not key:
            continue
        kind = "p" if link.astext().startswith("(") else "t"
        where = {"refdomain": "cite", "reftype": kind, "reftarget": key, "refdoc": app.env.docname, "refwarn": True}
        citation = pending_xref("", nodes.inline("", key), docname=app.env.docname, **where)
        doctree.note_explicit_target(citation, citation)
        link.replace_self(citation)
        reference = CitationRef(citation["ids"][0], app.env.docname, link.line or 0, list(parse_citation_targets(key)))
        known.append(reference)
