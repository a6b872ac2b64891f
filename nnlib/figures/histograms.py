"""How the numbers of several layers are spread: a small histogram for each, in rows and columns on one scale."""

import numpy as np

from nnlib import arguments
from nnlib.figures.style import COLOURS, WIDTH, axes_or_new, interval, labelled

BINS = 41
WIDE, HIGH = 0.8, 0.72  # of its place, as far as a histogram goes


def histograms(rows, *, between=(-1, 1), columns=None, ax=None):
    """`rows`: a dictionary from a row's name to its arrays of numbers, one a column; `columns` names these.

    Every histogram is as high as its own highest bin, so that shapes can be compared. What lies outside `between` is
    counted in the outermost bins. Raises ValueError if the rows are not such a dictionary, or not all as long.

    >>> len(histograms({"a": [[0.1, 0.2], [0.5, -0.5]]}).patches)
    2
    """
    rows = dict(labelled("rows", rows, "lists of numbers", 'Pass {"narrow": [layer1, layer2]}.'))
    low, high = interval("between", between, "Pass between=(-1, 1).")
    widths = {len(row) for row in rows.values()}
    if len(widths) != 1 or not min(widths):
        raise ValueError(f"rows must all have as many columns, one or more; got {sorted(widths)}. Pass equal lists.")
    n = widths.pop()
    columns = arguments.names("columns", [""] * n if columns is None else columns, n)
    edges = np.linspace(low, high, BINS + 1)
    places = (edges - low) / (high - low) * WIDE  # of a histogram in the first column

    ax = axes_or_new(ax, size=(WIDTH, 0.5 + 0.75 * len(rows)))
    for c, column in enumerate(columns):
        ax.text(c + WIDE / 2, -0.05, column, color=COLOURS["ink"], ha="center", va="bottom")
        for r, (name, row) in enumerate(rows.items()):
            found = np.clip(arguments.array(f"rows[{name!r}]", row[c]).ravel(), low, high)
            counts, _ = np.histogram(found, edges)
            floor = r + HIGH + 0.1  # rows go down, and bars go up
            tops = floor - HIGH * counts / counts.max()
            ax.stairs(tops, c + places, baseline=floor, fill=True, color=COLOURS["hidden1"], label=f"{name}, {column}")
            ax.plot([c, c + WIDE], [floor, floor], color=COLOURS["muted"], linewidth=0.8)
    ticks = [c + share * WIDE for c in range(n) for share in (0, 0.5, 1)]
    named = [f"{value:g}" for value in (low, (low + high) / 2, high)] * n
    ax.set(xlim=(-0.05, n), ylim=(len(rows) - 0.05, -0.25), xticks=ticks, yticks=np.arange(len(rows)) + 0.5)
    ax.set_xticklabels(named)
    ax.set_yticklabels(rows, color=COLOURS["ink"])
    ax.tick_params(length=0)
    ax.spines[:].set_visible(False)
    return ax
