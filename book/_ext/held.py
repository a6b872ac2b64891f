"""Held: a formula in a line keeps the comma or the bracket beside it, so that no line begins with a full stop.

A browser may break a line behind a formula, whatever follows, since it sees a box there and no letter. Formula and
neighbours are put into one span, in which `book.css` lets lines break inside the formula alone.
"""

import re

from docutils import nodes
from sphinx.transforms import SphinxTransform

BEFORE, AFTER = re.compile(r"[(\[\"'“]+$"), re.compile(r"^[^\s\w]\S*")


class Held(SphinxTransform):
    """Wraps each formula that touches a sign in the text beside it."""

    default_priority = 990  # when all else is done to the text

    def apply(self, **options):
        """Move the signs beside each formula into a span of its own."""
        for formula in list(self.document.findall(nodes.math)):
            parent, place = formula.parent, formula.parent.index(formula)
            before = taken(parent, place - 1, BEFORE)
            after = taken(parent, place + 1, AFTER)
            if before or after:
                span = nodes.inline(classes=["nn-held"])
                parent.replace(formula, span)
                span += [nodes.Text(before), formula, nodes.Text(after)]


def taken(parent, place, sign):
    """What matches at the edge of the text beside a formula, taken out of that text; "" where nothing does."""
    beside = parent[place] if 0 <= place < len(parent) else None
    found = sign.search(beside.astext()) if isinstance(beside, nodes.Text) else None
    if not found:
        return ""
    text = beside.astext()
    parent[place] = nodes.Text(text[: found.start()] + text[found.end() :])
    return found[0]


def setup(app):
    """Add the transform."""
    app.add_transform(Held)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
