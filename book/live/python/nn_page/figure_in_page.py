"""A figure in a page: Matplotlib's SVG with the page's colours, so that it turns dark with it, and fit for a phone.

On a narrow screen, panels that stand side by side are put one below the other, and any other figure whose letters would
become too small to read can be pushed sideways. The book's build and the Python that runs in pages both use this.
"""

import json
import re
from html import escape
from importlib.resources import files
from itertools import pairwise

LEAST = 11  # pixels: no letter becomes smaller
PIXELS = 4 / 3  # in a point
# An Axes of matplotlib's, and where its frame begins and ends: left x, y, right x.
PANEL = re.compile(
    r'<g id="axes_\d+">(?=\s*<g id="patch_\d+">\s*<path d="M ([\d.]+) ([\d.]+)\s+L ([\d.]+))',
)
# The paper behind the whole figure, which a notebook needs where it is dark; a page has its own.
PAPER = re.compile(r'(<g id="figure_1">\s*)<g id="patch_1">.*?</g>', re.DOTALL)
# Letters' size and family: `font-size: 11px; font-family: 'A'`, and by the older Matplotlib in pages `font: 11px 'A'`.
SIZE = re.compile(r"font(?:-size)?: [^;\"']*?([\d.]+)px")
FAMILY = re.compile(r"(font(?:-family)?: [^;\"']*)'[^;\"]*")
TOKENS = json.loads((files("nnlib") / "colours.json").read_text(encoding="utf8"))


def in_page_colours(svg, prefix, alt):
    """One SVG as part of a page: colours become tokens, ids are the figure's own, size follows the column."""
    svg = PAPER.sub(r"\1", svg[svg.index("<svg") :], count=1)
    for name, token in TOKENS.items():
        svg = re.sub(re.escape(token["light"]) + r"\b", f"var(--nn-{name.replace('_', '-')})", svg, flags=re.IGNORECASE)
    width, height = (float(side) for side in re.search(r'viewBox="0 0 ([\d.]+) ([\d.]+)"', svg).groups())
    svg, room = panels(svg, width, height)
    room = room or {"--nn-least": f"{width * LEAST / smallest(svg):.0f}px"}
    style = "; ".join(f"{name}: {value}" for name, value in {"max-width": f"{width * PIXELS:.0f}px", **room}.items())
    svg = lean(svg)
    svg = re.sub(r'\bid="([^"]+)"', rf'id="{prefix}-\1"', svg)
    svg = re.sub(r"url\(#([^)]+)\)", rf"url(#{prefix}-\1)", svg)
    svg = re.sub(r'xlink:href="#([^"]+)"', rf'xlink:href="#{prefix}-\1"', svg)
    svg = re.sub(r'\s(width|height)="[\d.]+pt"', "", svg, count=2)
    return svg.replace("<svg", f'<svg role="img" aria-label="{escape(alt)}" style="{style}"', 1)


def smallest(svg):
    """The size of the drawing's smallest letters, in points; indices, smaller still than what they stand at, aside."""
    texts = re.findall(r"<text.*?</text>", svg, flags=re.DOTALL)
    return min((max(map(float, SIZE.findall(text))) for text in texts), default=11.0)


def panels(svg, width, height):
    """The drawing with a class and a place for each panel of a row, and the style sheet's numbers for the whole.

    One below the other, all axes begin at the same x, with the widest room that one of them needs on its left.
    """
    places = [tuple(map(float, place)) for place in PANEL.findall(svg)]
    if len(places) < 2 or len({y for _, y, _ in places}) > 1:
        return svg, {}
    room = max(places[0][0], *(after[0] - before[2] for before, after in pairwise(places)))
    wide = room + places[0][2] - places[0][0] + width - places[-1][2]
    moves = iter((room - x, i * height) for i, (x, _, _) in enumerate(places))

    def placed(_):
        right, down = next(moves)
        return f'<g class="nn-figure-panel" style="--nn-right: {right:.1f}px; --nn-down: {down:.1f}px">'

    stacked = {
        "--nn-scale": f"{width / wide:.4f}",
        "--nn-shape": f"{wide:.1f} / {len(places) * height:.1f}",
        "--nn-most": f"{wide * PIXELS:.0f}px",
    }
    row = PANEL.sub(placed, svg).replace("<svg", '<svg class="nn-figure-row" preserveAspectRatio="xMinYMin"', 1)
    return row, stacked


def lean(svg):
    """The same drawing in fewer letters: no notes, no name that nothing uses, nothing finer than 0.01 point."""
    svg = re.sub(r"<metadata>.*?</metadata>|<!--.*?-->", "", svg, flags=re.DOTALL)
    named = set(re.findall(r'(?:url\(|href=")#([^)"]+)', svg))
    svg = re.sub(r' id="([^"]+)"', lambda m: m[0] if m[1] in named or "pixels" in m[1] else "", svg)
    svg = FAMILY.sub(r"\1sans-serif", svg)  # the page's own, by its style sheet
    rounded = lambda m: f"{float(m[0]):.2f}".rstrip("0").rstrip(".")  # noqa: E731
    svg = re.sub(r"<[^>]+>", lambda tag: re.sub(r"-?\d+\.\d{3,}", rounded, tag[0]), svg)
    svg = re.sub(r' transform="rotate\(-?0 [^"]*"', "", svg)
    svg = re.sub(r">\s+<", "><", svg)
    return re.sub(r"\s+", " ", svg)
