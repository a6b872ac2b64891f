"""A cost surface seen from above: one line per height, with the path that a descent took."""

import numpy as np

from nnlib import arguments
from nnlib.figures.style import COLOURS, axes_or_new, check_surface, labelled, plane_path, start_and_end


def contours(surface, path=None, *, levels=12, names=("weight w", "bias b"), marks=None, title=None, ax=None):
    """Contours of an `nn.Surface`; path, `(steps + 1, 2)`, from a cross to a ring; marks: label to `(u, v)`.

    levels: how many heights, or the heights themselves. The higher the cost, the fuller the colour.
    Raises ValueError if the surface is flat or not finite, or the path is not over two parameters.
    """
    check_surface(surface)
    if not 0 < np.ptp(surface.C) < np.inf:
        raise ValueError(
            f"surface must have finite costs that differ; got {surface.C.min():.3g} to {surface.C.max():.3g}. "
            f"Choose other ranges for nn.cost_surface."
        )
    path = None if path is None else plane_path(path)
    x_name, y_name = arguments.names("names", names, 2)
    marks = {} if marks is None else marks
    for label, place in labelled("marks", marks, "(u, v)", 'Pass {"minimum": (1.0, -2.0)}.'):
        if arguments.array(f"marks[{label!r}]", place).shape != (2,):
            raise ValueError(
                f"marks[{label!r}] must be a place, (u, v); got {arguments.short(place)}. Pass two numbers."
            )
    if not isinstance(levels, (list, tuple, np.ndarray)):
        levels = arguments.whole("levels", levels, 3, 1000)
        # spaced by squares, as in the widgets, so that the flat floor of a valley is drawn as finely as its slopes
        levels = surface.C.min() + np.ptp(surface.C) * np.linspace(0, 1, levels + 1) ** 2
    levels = arguments.array("levels", levels)
    if levels.ndim != 1 or len(levels) < 4 or (np.diff(levels) <= 0).any():
        raise ValueError(f"levels must rise, four or more of them; got {arguments.short(levels)}. Pass levels=12.")
    ax = axes_or_new(ax, size=(4.7, 4.0))
    shades = [(COLOURS["cost_high"], i / (len(levels) - 2)) for i in range(len(levels) - 1)]  # one colour, more opaque
    ax.contourf(surface.u, surface.v, surface.C, levels=levels, colors=shades)
    lines = ax.contour(surface.u, surface.v, surface.C, levels=levels[1:-1], colors=COLOURS["muted"], linewidths=0.7)
    ax.clabel(lines, lines.levels[::2], fontsize="x-small", fmt="%.3g", colors=COLOURS["muted"])
    if path is not None:
        start_and_end(ax, *path.T)
    for label, (u, v) in marks.items():
        ax.plot([u], [v], "*", color=COLOURS["output"], markersize=13, label=label)
    if path is not None or marks:
        ax.legend()
    ax.set(xlabel=x_name, ylabel=y_name, xlim=surface.u[[0, -1]], ylim=surface.v[[0, -1]])
    if title is not None:
        ax.set_title(title)
    return ax
