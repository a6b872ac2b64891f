"""Rows of X as the images they are: one square a number, the greater the fuller."""

import math

import numpy as np
from matplotlib.collections import PathCollection
from matplotlib.colors import LinearSegmentedColormap, Normalize, to_rgba
from matplotlib.patches import Rectangle
from matplotlib.path import Path

from nnlib import arguments
from nnlib.figures.style import COLOURS, WIDTH, axes_or_new

# one colour, from none of it to all of it: so the page can turn it light on dark
INK = LinearSegmentedColormap.from_list("ink", [to_rgba(COLOURS["ink"], alpha) for alpha in (0.0, 1.0)])
SQUARE = np.array([(0, 0), (1, 0), (1, 1), (0, 1), (0, 0)])
CODES = [Path.MOVETO, Path.LINETO, Path.LINETO, Path.LINETO, Path.CLOSEPOLY]
LETTER = 0.08  # inches of a title's width
SPACE = 0.15  # between two images, as a part of an image


def image_grid(X, *, shape=(8, 8), titles=None, wrong=None, columns=None, ax=None):
    """The rows of X, `(N, height * width)`, as N images of `shape=(height, width)`, from left to right, row by row.

    The least number of X is blank, the greatest full. titles: a text above each image, such as "8, not 3".
    wrong, `(N,)` of True and False: where True, the frame is thick and the title bold, both in the error's colour.
    columns: images in a row, by default at most 8.
    Raises ValueError if X does not have height * width columns, or titles or wrong do not have an entry for each row.
    """
    height, width = _shape(shape)
    X = arguments.table("X", X, height * width)  # (N, height * width)
    titles = _one_each("titles", titles, X)
    wrong = _one_each("wrong", wrong, X)
    if wrong is not None and not np.isin(arguments.array("wrong", wrong), (0, 1)).all():
        raise ValueError(
            f"wrong must hold True and False only; got {arguments.short(wrong)}. Pass wrong=said != right."
        )
    columns = min(len(X), 8 if columns is None else arguments.whole("columns", columns, 1))
    rows = math.ceil(len(X) / columns)
    above = 0.3 if titles else 0.0
    across, down = width * (1 + SPACE), height * (1 + SPACE + above)  # from one image to the next
    size = max(min(1.1, WIDTH / columns / 1.1), *(LETTER * len(str(title)) for title in titles or [""]), 0.0)
    ax = axes_or_new(ax, size=(size * columns * 1.1, size * rows * down / across * 1.1))
    for i, pixels in enumerate(X.reshape(-1, height, width)):  # (height, width)
        left, top = (i % columns) * across, (i // columns) * down
        ax.add_collection(_pixels(pixels, left, top, X.min(), X.max())).set_gid(f"pixels-{i}")  # for the style sheet
        bad = wrong is not None and bool(wrong[i])
        frame = {"edgecolor": COLOURS["error" if bad else "muted"], "linewidth": 2.5 if bad else 0.8}
        ax.add_patch(Rectangle((left, top), width, height, facecolor="none", **frame))
        if titles:
            ax.text(
                left + width / 2,
                top - 0.06 * height,
                titles[i],
                color=COLOURS["error" if bad else "ink"],
                weight="bold" if bad else "normal",
                ha="center",
                va="bottom",
            )
    edge = SPACE / 2
    ax.set(
        xlim=(-edge * width, columns * across - edge * width),
        ylim=(rows * down - (edge + above) * height, -(edge + above) * height),
        aspect="equal",
    )
    ax.set_axis_off()
    return ax


def _pixels(pixels, left, top, low, high):
    """One shape for each value, of all squares that have it; blank ones are left out: so a page stays small."""
    values = np.unique(pixels[pixels > low])  # (V,)
    squares = []
    for value in values:
        rows, columns = np.nonzero(pixels == value)
        corners = np.column_stack([left + columns, top + rows])[:, np.newaxis] + SQUARE  # (squares, 5, 2)
        squares.append(Path(corners.reshape(-1, 2), CODES * len(rows)))
    return PathCollection(squares, array=values, cmap=INK, norm=Normalize(low, high), linewidths=0)


def _shape(shape):
    if not isinstance(shape, (tuple, list)) or len(shape) != 2:
        raise ValueError(f"shape must be (height, width); got {arguments.short(shape)}. Pass shape=(8, 8) or (28, 28).")
    return arguments.whole("shape[0]", shape[0], 1), arguments.whole("shape[1]", shape[1], 1)


def _one_each(name, values, X):
    if values is None:
        return None
    listed = isinstance(values, (list, tuple)) or (isinstance(values, np.ndarray) and values.ndim == 1)
    if not listed or len(values) != len(X):
        raise ValueError(
            f"{name} must have one entry for each of the {len(X)} rows of X; got {arguments.short(values)}. "
            f"Pass a list of {len(X)}."
        )
    return list(values)
