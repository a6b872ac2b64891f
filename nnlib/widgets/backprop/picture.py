"""Backprop as a picture that stands still."""

import nnlib as nn
from nnlib import figures
from nnlib.figures.labels import direct_labels
from nnlib.widgets.shared.pictures import network

AHEAD = 20  # updates that the cost is followed for


def draw(widget, figure):
    """Draw the widget's present state in the figure."""
    ax = network(widget.present, widget.X[widget.example], figure, below=2.6)
    updates = max(AHEAD, widget.steps)
    right = nn.fit(
        widget.net,
        widget.X,
        widget.Y,
        cost=widget.cost,
        optimizer=nn.SGD(widget.learning_rate),
        epochs=updates,
    )
    ax.plot(right.cost, "-", color=figures.COLOURS["ink"], label="backpropagation")
    if widget.rule != "backpropagation":
        name = widget.rule.replace("_", " ")
        ax.plot(widget.costs(updates), "--", color=figures.COLOURS["series2"], label=name)
    ax.plot([widget.steps], widget.costs()[-1:], "o", color=figures.COLOURS["ink"], label="now")
    ax.set(xlabel="update", ylabel="cost")
    direct_labels(ax)
