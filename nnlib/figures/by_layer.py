"""One number for each layer, joined from left to right: how what flows through a network shrinks or grows."""

import numpy as np

from nnlib import arguments
from nnlib.figures.history import Plain
from nnlib.figures.labels import direct_labels
from nnlib.figures.style import COLOURS, axes_or_new, labelled, series


def by_layer(rows, *, what="length of the gradient", ax=None):
    """A line for each of `rows`, a dictionary from label to one number above 0 for each layer, on a logarithmic scale.

    what: the axis' name. Raises ValueError if there are more than four rows, or a number is not above 0.
    """
    curves = series("rows", labelled("rows", rows, "numbers", 'Pass {"this network": [0.1, 0.2]}.'))
    ax = axes_or_new(ax)
    most = 1
    for (label, row), token, line in curves:
        row = arguments.array(f"rows[{label!r}]", row)
        if row.ndim != 1 or not row.size or (row <= 0).any():
            raise ValueError(
                f"rows[{label!r}] must be a row of numbers above 0, one for each layer; got {arguments.short(row)}. "
                f"Pass lengths, such as [np.linalg.norm(dW) for dW in grad.W]."
            )
        ax.plot(np.arange(1, row.size + 1), row, line, color=COLOURS[token], marker="o", markersize=4, label=label)
        most = max(most, row.size)
    ax.set(xlabel="layer, from the first to the last", ylabel=what, yscale="log", xticks=range(1, most + 1))
    ax.yaxis.set_major_formatter(Plain())
    direct_labels(ax)
    return ax
