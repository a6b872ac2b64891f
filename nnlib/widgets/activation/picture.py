"""Activation as a picture that stands still."""

import numpy as np

from nnlib import figures
from nnlib.figures.labels import direct_labels


def draw(widget, figure):
    """Draw the widget's present state in the figure."""
    figure.set_size_inches(6.4, 3.8)
    ax = figure.subplots()
    if widget.layers == 1:
        reach = max(6.0, 1.2 * abs(widget.z))
        figures.activation_and_slope(widget.activation, z_range=(-reach, reach), tangents=(widget.z,), ax=ax)
        return
    reach = max(4.0, 1.2 * abs(widget.x))
    x = np.linspace(-reach, reach, 201).reshape(-1, 1)  # (201, 1)
    run = widget.net.forward(x)
    for l, (token, line) in enumerate((("hidden1", "--"), ("output", "-"))):
        name = widget.net.activations[l].name
        ax.plot(x[:, 0], run.A[l + 1][:, 0], line, color=figures.COLOURS[token], label=f"after layer {l + 1}, {name}")
    ax.plot([widget.x], [widget.a], "o", color=figures.COLOURS["ink"], label="at x")
    ax.set(xlabel="x", ylabel="a", xlim=(-reach, reach))
    direct_labels(ax)
