"""Pictures: a widget as a figure that stands still, for hosts that show no widgets; each draws itself in picture.py."""

import io
import textwrap
from importlib import import_module
from itertools import pairwise
from xml.sax.saxutils import escape

import matplotlib as mpl
import numpy as np
from matplotlib.figure import Figure

from nnlib import figures
from nnlib.figures.style import RC

LETTERS = 0.14  # of the sentence, in a pixel of the picture's width
LINE = 20  # pixels from one line of it to the next


def svg(widget):
    """The widget's present state as an SVG, its sentence below. Raises ValueError if a figure refuses such a state."""
    with mpl.rc_context(RC), np.errstate(all="ignore"):
        figure, file = Figure(layout="constrained"), io.StringIO()
        import_module(f"nnlib.widgets.{widget.folder}.picture").draw(widget, figure)
        figure.savefig(file, format="svg", metadata={"Date": None, "Creator": None})
        ink, paper = figures.COLOURS["ink"], figures.COLOURS["paper"]
    drawing = file.getvalue()
    drawing = drawing[drawing.index("<svg") :].rstrip()
    width, height = (96 * inches for inches in figure.get_size_inches())  # pixels
    lines = textwrap.wrap(f"A still picture of an interactive figure. {widget.about}", int(LETTERS * width))
    told = "".join(f'<tspan x="10" dy="{LINE}">{escape(line)}</tspan>' for line in lines)
    full = height + LINE * (len(lines) + 1)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 {width:g} '
        f'{full:g}" width="{width:g}" height="{full:g}"><rect width="100%" height="100%" fill="{paper}"/>'
        f'{drawing}<text y="{height:g}" fill="{ink}" '
        f'font-family="sans-serif" font-size="14">{told}</text></svg>'
    )


def network(net, x, figure, below=0.0, **names):
    """The network in the whole figure; or, with so many inches `below` it, above an Axes there, which it answers."""
    high = max(3.4, 0.75 * max(net.sizes) + 1.4)
    figure.set_size_inches(7.0, high + below)
    top, *rest = figure.subplots(2, 1, height_ratios=(high, below)) if below else [figure.subplots()]
    most = max(n * m for n, m in pairwise(net.sizes))
    figures.network_diagram(net, x, weights="numbers" if most <= 12 else "widths", ax=top, **names)
    return rest[0] if below else None
