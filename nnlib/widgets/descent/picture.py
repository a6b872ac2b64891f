"""Descent as a picture that stands still."""

import nnlib as nn
from nnlib import figures

POINTS = 31  # of the surface, along each axis
RACING = (("series2", "--", "s"), ("series3", "-.", "^"), ("ink", ":", "D"), ("series2", "-", "v"))


def draw(widget, figure):
    """Draw the widget's present state in the figure."""
    figure.set_size_inches(8.2, 3.9)
    left, right = figure.subplots(1, 2)
    path = widget.run().path
    here = widget.net.at(path[-1])
    names = {"inputs": widget.inputs, "target": widget.target}
    figures.data_and_fit(widget.X, widget.Y, {"fit": here}, **names, ax=left)
    ranges = (widget.w_range, widget.b_range)
    surface = nn.cost_surface(here, widget.X, widget.Y, cost=widget.cost, axes=(0, 1), ranges=ranges, n=POINTS)
    figures.contours(surface, path, levels=8, ax=right)
    for (rule, *_), run, (colour, dash, shape) in zip(widget.race, widget.runs(), RACING, strict=False):
        right.plot(
            *run.path.T,
            color=figures.COLOURS[colour],
            linestyle=dash,
            marker=shape,
            markevery=[-1],
            scalex=False,
            scaley=False,
        )
        beside = {"xytext": (7, 0), "textcoords": "offset points", "va": "center", "annotation_clip": True}
        name = right.annotate(rule, run.path[-1], **beside)
        name.set_in_layout(False)  # one that has left the map takes no room
