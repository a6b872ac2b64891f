"""A table of probabilities as squares: the area of a square is the probability, so the eye finds the large ones."""

import numpy as np
from matplotlib.collections import PathCollection
from matplotlib.path import Path

from nnlib import arguments
from nnlib.figures.style import COLOURS, axes_or_new

CORNERS = np.array([(-0.5, -0.5), (0.5, -0.5), (0.5, 0.5), (-0.5, 0.5), (-0.5, -0.5)])
CODES = [Path.MOVETO, Path.LINETO, Path.LINETO, Path.LINETO, Path.CLOSEPOLY]
LEAST = 0.002  # below it a square would be smaller than a dot
CELL = 0.21  # inches


def squares(P, rows, columns, *, down="", across="", ax=None):
    """P, `(len(rows), len(columns))`, numbers from 0 to 1: a square in each cell, which fills it where the number is 1.

    rows and columns are the names beside and above; down and across say what they are.
    Raises ValueError if P has another shape, or a number below 0 or above 1.
    """
    P = arguments.table("P", P)
    rows, columns = arguments.names("rows", rows, len(P)), arguments.names("columns", columns, P.shape[1])
    if P.min() < 0 or P.max() > 1:
        raise ValueError(f"P must lie between 0 and 1; got {P.min():g} to {P.max():g}. Divide each row by its sum.")
    across_inches, down_inches = CELL * len(columns) + 0.8, CELL * len(rows) + 0.6
    ax = axes_or_new(ax, size=(across_inches, down_inches))
    i, j = np.nonzero(P >= LEAST)
    places, sides = np.column_stack([j, i]), np.sqrt(P[i, j])  # an area is a side squared
    shapes = [Path(place + side * CORNERS, CODES) for place, side in zip(places, sides, strict=True)]
    ax.add_collection(PathCollection([Path.make_compound_path(*shapes)], facecolor=COLOURS["ink"], linewidths=0))
    ax.set(
        xlim=(-0.7, len(columns) - 0.3),
        ylim=(len(rows) - 0.3, -0.7),
        xticks=range(len(columns)),
        yticks=range(len(rows)),
        xlabel=across,
        ylabel=down,
        aspect="equal",
    )
    ax.set_xticklabels(columns, fontsize="small")
    ax.set_yticklabels(rows, fontsize="small")
    ax.xaxis.set(ticks_position="top", label_position="top")
    ax.tick_params(length=0)
    ax.spines[:].set_visible(False)
    ax.set_axisbelow(True)
    ax.grid(color=COLOURS["grid"], linewidth=0.5)
    return ax
