"""Points of a plane, each with its name in place of a marker."""

import numpy as np

from nnlib import arguments
from nnlib.figures.style import COLOURS, axes_or_new


def named_points(points, names, *, ringed=(), labels=("first number", "second number"), ax=None):
    """`points`, `(N, 2)`, each written as its name; those of the names in `ringed` are bold and in a ring.

    Raises ValueError if points has another shape, names are not N, or a ringed name is not among them.
    """
    points = arguments.table("points", points, 2)
    names = arguments.names("names", names, len(points))
    strange = [name for name in ringed if name not in names]
    if strange:
        raise ValueError(f"ringed must be some of the names; got {strange[0]!r}. Pass names that are in {names}.")
    ax = axes_or_new(ax, size=(5.4, 4.2))
    for (x, y), name in zip(points, names, strict=True):
        found = name in ringed
        if found:
            ax.plot(x, y, "o", markersize=19, color="none", markeredgecolor=COLOURS["output"], markeredgewidth=1.5)
        style = {"color": COLOURS["output"], "weight": "bold"} if found else {"color": COLOURS["ink"]}
        ax.text(x, y, name, ha="center", va="center_baseline", clip_on=True, **style)
    low, high = points.min(axis=0), points.max(axis=0)
    edge = 0.08 * np.maximum(high - low, 1e-9)
    ax.set(xlim=(low[0] - edge[0], high[0] + edge[0]), ylim=(low[1] - edge[1], high[1] + edge[1]))
    ax.set(xlabel=labels[0], ylabel=labels[1])
    return ax
