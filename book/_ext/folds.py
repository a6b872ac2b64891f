"""Folds: an admonition of the class `dropdown` is closed until its title is clicked, without any script."""

from docutils import nodes


def setup(app):
    """Connect the extension: folds are made when a page is read."""
    app.add_node(fold, html=(open_fold, close_fold))
    app.add_node(fold_title, html=(open_title, close_title))
    app.connect("doctree-read", fold_dropdowns)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}


class fold(nodes.General, nodes.Element):
    """A title, and what is folded under it."""


class fold_title(nodes.TextElement):
    """What is seen of a fold that is closed."""


def fold_dropdowns(app, doctree):
    """Put a fold in the place of each such admonition; those of quizzes are gone by now."""
    for dropdown in list(doctree.findall(nodes.admonition)):
        if "dropdown" in dropdown["classes"]:
            title, *parts = dropdown.children
            dropdown.replace_self(fold("", fold_title("", "", *title.children), *parts, ids=dropdown["ids"]))


def open_fold(self, node):
    self.body.append(self.starttag(node, "details", CLASS="nn-dropdown"))


def close_fold(self, node):
    self.body.append("</details>\n")


def open_title(self, node):
    self.body.append("<summary>")


def close_title(self, node):
    self.body.append("</summary>\n")
