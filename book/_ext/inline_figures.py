"""Inline figures: each lesson's SVG is set into the page, in the page's colours, so that it turns dark with it."""

import json
import re
from pathlib import Path

from docutils import nodes
from markupsafe import escape
from sphinx.transforms.post_transforms import SphinxPostTransform

TOKENS = json.loads((Path(__file__).parents[2] / "nnlib/colours.json").read_text(encoding="utf8"))


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
            image.replace_self(nodes.raw("", f'<div class="nn-figure">{drawing}</div>', format="html"))


def in_page_colours(svg, prefix, alt):
    """One SVG as part of a page: colours become tokens, ids are the figure's own, size follows the column."""
    svg = svg[svg.index("<svg") :]
    for name, token in TOKENS.items():
        svg = re.sub(re.escape(token["light"]) + r"\b", f"var(--nn-{name.replace('_', '-')})", svg, flags=re.IGNORECASE)
    svg = lean(svg)
    svg = re.sub(r'\bid="([^"]+)"', rf'id="{prefix}-\1"', svg)
    svg = re.sub(r"url\(#([^)]+)\)", rf"url(#{prefix}-\1)", svg)
    svg = re.sub(r'xlink:href="#([^"]+)"', rf'xlink:href="#{prefix}-\1"', svg)
    width = re.search(r'<svg[^>]*?\bwidth="([\d.]+)pt"', svg, flags=re.DOTALL)
    style = f' style="max-width: {float(width[1]) * 4 / 3:.0f}px"' if width else ""
    svg = re.sub(r'\s(width|height)="[\d.]+pt"', "", svg, count=2)
    return svg.replace("<svg", f'<svg role="img" aria-label="{escape(alt)}"{style}', 1)


def lean(svg):
    """The same drawing in fewer letters: no notes, no name that nothing uses, nothing finer than 0.01 point."""
    svg = re.sub(r"<metadata>.*?</metadata>|<!--.*?-->", "", svg, flags=re.DOTALL)
    named = set(re.findall(r'(?:url\(|href=")#([^)"]+)', svg))
    svg = re.sub(r' id="([^"]+)"', lambda m: m[0] if m[1] in named or "pixels" in m[1] else "", svg)
    svg = re.sub(r"font-family: '[^;\"]*", "font-family: sans-serif", svg)  # the page's own, by its style sheet
    rounded = lambda m: f"{float(m[0]):.2f}".rstrip("0").rstrip(".")  # noqa: E731
    svg = re.sub(r"<[^>]+>", lambda tag: re.sub(r"-?\d+\.\d{3,}", rounded, tag[0]), svg)
    svg = re.sub(r' transform="rotate\(-?0 [^"]*"', "", svg)
    svg = re.sub(r">\s+<", "><", svg)
    return re.sub(r"\s+", " ", svg)
