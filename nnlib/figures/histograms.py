"""How the numbers of several layers are spread: a small histogram for each, side by side on one scale."""

import matplotlib.pyplot as plt
import numpy as np

from nnlib import arguments
from nnlib.figures.style import COLOURS, interval, labelled, use_style

BINS = 41
WIDE, HIGH = 1.55, 1.5  # inches of one histogram


def histograms(rows, *, between=(-1, 1), columns=None):
    """`rows`: a dictionary from a row's name to its arrays of numbers, one a column; `columns` names these.

    Every histogram is as high as its own highest bin, so that shapes can be compared. What lies outside `between` is
    counted in the outermost bins. Returns the Axes, an array `(rows, columns)`. Raises ValueError if the rows are not
    such a dictionary, or not all as long.

    >>> histograms({"a": [[0.1, 0.2], [0.5, -0.5]]}).shape
    (1, 2)
    """
    rows = dict(labelled("rows", rows, "lists of numbers", 'Pass {"narrow": [layer1, layer2]}.'))
    low, high = interval("between", between, "Pass between=(-1, 1).")
    widths = {len(row) for row in rows.values()}
    if len(widths) != 1 or not min(widths):
        raise ValueError(f"rows must all have as many columns, one or more; got {sorted(widths)}. Pass equal lists.")
    n = widths.pop()
    columns = arguments.names("columns", [""] * n if columns is None else columns, n)
    use_style()
    size = (WIDE * n, HIGH * len(rows))
    fig, axes = plt.subplots(len(rows), n, figsize=size, sharex=True, squeeze=False, layout="constrained")
    edges = np.linspace(low, high, BINS + 1)
    for ax, column in zip(axes[0], columns, strict=True):
        ax.set_title(column)
    for (name, row), line in zip(rows.items(), axes, strict=True):
        for numbers, ax in zip(row, line, strict=True):
            found = np.clip(arguments.array(f"rows[{name!r}]", numbers).ravel(), low, high)
            counts, _ = np.histogram(found, edges)
            ax.stairs(counts / counts.max(), edges, fill=True, color=COLOURS["hidden1"])
            ax.set(yticks=[], xlim=(low, high))
            ax.spines["left"].set_visible(False)
        line[0].set_ylabel(name, color=COLOURS["ink"])
    return axes
