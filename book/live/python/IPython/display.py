"""display, as in a notebook; HTML, SVG and Markdown hold a text and say which kind it is."""

from html import escape

from nn_page import shown

__all__ = ["HTML", "SVG", "Markdown", "clear_output", "display"]


class HTML:
    """A piece of a page."""

    def __init__(self, data):
        self.data = data

    def _repr_html_(self):
        return self.data


class SVG(HTML):
    """A drawing."""


class Markdown(HTML):
    """A text, shown as it is written."""

    def _repr_html_(self):
        return f"<pre>{escape(self.data)}</pre>"


def display(*values, **options):
    """Show each of the values."""
    for value in values:
        shown.show(value)


def clear_output(wait=False):
    """Remove what the running cell has shown so far."""
    from nn_page.messages import flush, send

    flush()
    send("clear")
