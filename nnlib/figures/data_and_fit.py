"""Data as points, what one-input networks predict as curves, and the misses between them."""

import numpy as np

from nnlib.figures.style import COLOURS, axes_or_new, series


def data_and_fit(X, Y, nets=None, *, inputs="x", target="y", residuals=False, x_range=None, ax=None):
    """Points X, Y, `(N, 1)` each, and a curve for every network in `nets`, a dictionary from label to network.

    residuals draws each example's miss, for the first network; x_range widens the curves beyond the data.
    """
    ax = axes_or_new(ax)
    nets = nets or {}
    X, Y = np.asarray(X, dtype=float), np.asarray(Y, dtype=float)
    low, high = x_range or (X.min(), X.max())
    grid = np.linspace(low, high, 201).reshape(-1, 1)  # (201, 1)
    if residuals:
        first = next(iter(nets.values()))
        ax.vlines(X[:, 0], Y[:, 0], first.predict(X)[:, 0], color=COLOURS["error"], linewidth=1.5, label="miss")
    for (label, net), token, line in series("nets", nets.items()):
        ax.plot(grid[:, 0], net.predict(grid)[:, 0], line, color=COLOURS[token], label=label)
    ax.plot(X[:, 0], Y[:, 0], "o", color=COLOURS["input"], alpha=0.75, label="data")
    ax.set(xlabel=inputs, ylabel=target)
    if nets:
        ax.legend()
    return ax
