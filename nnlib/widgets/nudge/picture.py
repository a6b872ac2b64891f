"""Nudge as a picture that stands still."""

import nnlib as nn
from nnlib import figures
from nnlib.widgets.shared.pictures import network


def draw(widget, figure):
    """Draw the widget's present state in the figure."""
    ax = network(widget.net, widget.X[widget.example], figure, below=2.6)
    here, reach = widget.theta[widget.pick], max(1.0, 4 * widget.h)
    between = (here - reach, here + reach)
    name = f"theta[{widget.pick}]"
    told = {"axis": widget.pick, "between": between, "tangents": (here,), "start": here + widget.h, "name": name}
    figures.cost_curve(widget.net, widget.X, widget.Y, costs=nn.costs.COSTS[widget.cost], **told, ax=ax)
