"""Data as points, what one-input networks predict as curves, and the misses between them."""

import numpy as np

from nnlib import arguments
from nnlib.figures.labels import direct_labels
from nnlib.figures.style import COLOURS, axes_or_new, interval, labelled, series
from nnlib.network import Network


def data_and_fit(X, Y, nets=None, *, inputs="x", target="y", residuals=False, x_range=None, ax=None):
    """Points X, Y, `(N, 1)` each, and a curve for every network in `nets`, a dictionary from label to network.

    A network alone has the output's colour, several have those of a series. residuals draws each example's miss, for
    the first network; x_range widens the curves beyond the data.
    Raises ValueError if X and Y are not columns of one length, or a network does not have one input and one output.
    """
    X, Y = arguments.table("X", X, 1), arguments.table("Y", Y, 1)  # (N, 1) each
    arguments.same_rows(X, Y)
    for label, net in labelled("nets", {} if nets is None else nets, "Network", 'Pass {"fit": net}.'):
        arguments.instance(f"nets[{label!r}]", net, Network, "Build one with nn.Network([1, 1]).")
    nets = nets or {}
    arguments.instance("residuals", residuals, bool, "Pass residuals=True or leave it out.")
    if residuals and not nets:
        raise ValueError("residuals need a network to miss by; got none. Pass nets={'fit': net}.")
    low, high = (X.min(), X.max()) if x_range is None else interval("x_range", x_range, "Pass x_range=(0, 1).")
    ax = axes_or_new(ax)
    grid = np.linspace(low, high, 201).reshape(-1, 1)  # (201, 1)
    if residuals:
        first = next(iter(nets.values()))
        ax.vlines(X[:, 0], Y[:, 0], first.predict(X)[:, 0], color=COLOURS["error"], linewidth=1.5, label="miss")
    curves = series("nets", nets.items())
    for (label, net), token, line in curves if len(curves) > 1 else [(thing, "output", "-") for thing, _, _ in curves]:
        ax.plot(grid[:, 0], net.predict(grid)[:, 0], line, color=COLOURS[token], label=label)
    ax.plot(X[:, 0], Y[:, 0], "o", color=COLOURS["input"], alpha=0.75, label="data")
    ax.set(xlabel=inputs, ylabel=target)
    direct_labels(ax)
    return ax
