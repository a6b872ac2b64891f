"""Descent as a picture that stands still."""

import nnlib as nn
from nnlib import figures

POINTS = 31  # of the surface, along each axis


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
