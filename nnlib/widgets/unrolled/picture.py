"""Unrolled as a picture that stands still."""

import numpy as np

from nnlib import figures
from nnlib.figures.labels import direct_labels


def draw(widget, figure):
    """Draw the widget's present state in the figure."""
    figure.set_size_inches(8.0, 3.2)
    left, right = figure.subplots(1, 2)
    steps = np.arange(1, len(widget.x) + 1)
    colours = figures.COLOURS
    for name, values, token, line in (("x", widget.x, "input", ":"), ("state h", widget.h, "hidden1", "-")):
        left.plot(steps, values, line, color=colours[token], marker="o", label=name)
    direct_labels(left)
    errors = np.array(widget.delta)
    if widget.logarithm and errors.any():
        right.plot(steps, np.where(errors == 0, np.nan, np.abs(errors)), "o", color=colours["error"])
        right.set(yscale="log", ylabel="size of the error δ")
    else:
        right.bar(steps, errors, width=0.55, color=colours["error"])
        right.set(ylabel="error δ")
    for ax in (left, right):
        if ax.get_yscale() == "linear":
            ax.axhline(0, color=colours["grid"], linewidth=1, zorder=0)
        ax.set(xlabel="step", xticks=steps)
