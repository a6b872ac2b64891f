"""Playground as a picture that stands still."""

import numpy as np

from nnlib import figures

POINTS = 31  # of the surface, along each axis
PLANE = 1.3  # how far each input is shown, where no point lies beyond it


def draw(widget, figure):
    """Draw the widget's present state in the figure."""
    figure.set_size_inches(5.6, 4.8)
    ax = figure.subplots()
    beyond = widget.dataset == "own" and np.abs(widget.own[:, :2]).max() > PLANE
    ranges = None if beyond else ((-PLANE, PLANE), (-PLANE, PLANE))
    figures.boundary(widget.net, widget.X, widget.Y, ranges=ranges, n=POINTS, ax=ax)
