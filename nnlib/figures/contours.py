"""A cost surface seen from above: one line per height, with the path that a descent took."""

import numpy as np
from matplotlib.collections import LineCollection

from nnlib import arguments
from nnlib.figures.labels import GROUND, direct_labels, room_for
from nnlib.figures.style import COLOURS, WIDTH, axes_or_new, check_surface, labelled, plane_path

OLDEST = 0.4  # the opacity of a path's first step; the last is full


def contours(surface, path=None, *, levels=12, names=("weight w", "bias b"), marks=None, title=None, ax=None):
    """Contours of an `nn.Surface`; path, `(steps + 1, 2)`, from a cross to a ring; marks: label to `(u, v)`.

    levels: about how many heights, which are round numbers, or the heights themselves. The higher the cost, the
    fuller the colour, and the later a step, the fuller its line.
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
        levels = _round(surface.C.min(), surface.C.max(), levels)
    levels = arguments.array("levels", levels)
    if levels.ndim != 1 or len(levels) < 4 or (np.diff(levels) <= 0).any():
        raise ValueError(f"levels must rise, four or more of them; got {arguments.short(levels)}. Pass levels=12.")
    ax = axes_or_new(ax, size=(WIDTH, 3.9))
    ax.set_facecolor(COLOURS["cost_low"])
    shades = [(COLOURS["cost_high"], i / (len(levels) - 2)) for i in range(len(levels) - 1)]  # one colour, more opaque
    ax.contourf(surface.u, surface.v, surface.C, levels=levels, colors=shades)
    lines = ax.contour(surface.u, surface.v, surface.C, levels=levels[1:-1], colors=COLOURS["muted"], linewidths=0.7)
    ax.set(xlabel=x_name, ylabel=y_name, xlim=surface.u[[0, -1]], ylim=surface.v[[0, -1]])
    if path is not None:
        _draw_path(ax, path)
    for label, (u, v) in marks.items():
        ax.plot([u], [v], "+", color=COLOURS["ink"], markersize=10, markeredgewidth=2, label=label)
    direct_labels(ax)
    _write_heights(ax, lines)
    if title is not None:
        ax.set_title(title)
    return ax


def _round(low, high, n):
    """About n round heights between low and high, and these two.

    They are spaced by squares, so that the flat floor of a valley is drawn as finely as its slopes.
    """
    spaced = low + (high - low) * ((np.arange(n + 1) + 0.35) / n) ** 2  # (n + 1,)
    tens = 10 ** np.floor(np.log10(np.diff(spaced)))  # (n,)
    units = tens * np.array([1, 2, 5])[np.searchsorted([2, 5], np.diff(spaced) / tens, side="right")]
    even = np.unique([float(f"{height:.12g}") for height in np.round(spaced[:-1] / units) * units])
    return np.array([low, *even[(even > low) & (even < high)], high])


def _write_heights(ax, lines):
    """The heights that are even numbers, 1, 1.5, 2, 2.5 and so on, level, and where there is room."""
    for height, path in zip(lines.levels, lines.get_paths(), strict=True):
        even = any(n * height == float(f"{n * height:.1g}") for n in (1, 2))
        place = room_for(ax, f"{height:g}", path.vertices) if even else None
        if place is not None:
            ax.text(*place, f"{height:g}", ha="center", va="center", color=COLOURS["ink"], bbox=GROUND, zorder=5)


def _draw_path(ax, path):
    """From a cross to a ring: a line in a casing of paper that shows it on every shade, older steps fading."""
    ends = dict(markersize=9, markeredgewidth=2, markeredgecolor=COLOURS["ink"], markerfacecolor=COLOURS["paper"])
    ax.plot(*path.T, color=COLOURS["paper"], linewidth=3, solid_joinstyle="round", label="_path")
    steps = np.stack([path[:-1], path[1:]], axis=1)  # (steps, 2, 2)
    age = [(COLOURS["ink"], opacity) for opacity in np.linspace(OLDEST, 1, len(steps)).round(2)]
    ax.add_collection(LineCollection(steps, colors=age, linewidths=1.5, zorder=2.5), autolim=False)
    ax.plot(*path[:1].T, "x", label="start", **ends)
    ax.plot(*path[-1:].T, "o", label="end", **ends)
