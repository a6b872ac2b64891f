"""Inline figures: each lesson's SVG is set into the page, in the page's colours, so that it turns dark with it."""

from pathlib import Path

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from book.live.python.nn_page.figure_in_page import in_page_colours

SCROLLS = "jp-RenderedHTMLCommon"


def setup(app):
    """Connect the extension."""
    app.add_post_transform(InlineFigures)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}


class InlineFigures(SphinxPostTransform):
    """Replaces the image of an executed cell, where it is an SVG, by the drawing itself."""

    default_priority = 6  # after myst-nb has chosen the output to show (4), before images are collected (10)
    formats = ("html",)

    def run(self, **kwargs):
        """Visit every image of the page."""
        folder = Path(self.app.outdir).parent / "jupyter_execute"
        for image in list(self.document.findall(nodes.image)):
            path = Path(self.app.srcdir) / image["uri"]
            if path.suffix != ".svg" or folder not in path.resolve().parents:
                continue
            drawing = in_page_colours(path.read_text(encoding="utf8"), prefix=path.stem[:8], alt=image.get("alt", ""))
            # SCROLLS: the theme puts into the tabs' order what of this class can be pushed sideways
            drawn = f'<div class="output nn-figure {SCROLLS}">{drawing}</div>'
            image.replace_self(nodes.raw("", drawn, format="html"))
