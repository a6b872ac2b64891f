"""Classes in the plane: the data as points, what a network predicts as shades, and the lines between its classes."""

import numpy as np

from nnlib import arguments
from nnlib.figures.style import CLASSES, COLOURS, WIDTH, axes_or_new
from nnlib.metrics import are_classes
from nnlib.network import Network

SHADE = 0.4  # the opacity of a prediction that is certain
WORD = np.array([0.13, 0.055])  # half the width and height of a class's name, in parts of the axes
# Of three classes or more: colour and opacity of the regions, which take turns, and colour and marker of the points.
SHADES = ("muted", "output")  # of class 0's side and of class 1's
REGIONS = (("muted", 0.28), ("output", 0.3), ("surface_high", 0.85), ("paper", 0.0))
POINTS = tuple(zip(("muted", "output", "ink", "ink") * 3, "xos^DvP*<>", strict=False))


def boundary(net, X, Y, *, names=("$x_1$", "$x_2$"), ranges=None, n=101, title=None, ax=None):
    """What net predicts all over the plane, and X, `(N, 2)`, drawn by class; net=None draws the points alone.

    Y is `(N, 1)`, 0 or 1, or `(N, k)` with a 1 in the column of the class; net has as many outputs as Y has columns.
    With one output or two, the surer the prediction, the fuller the colour; the boundary is where one output is 1/2, or
    two are equal. With three to ten, as after a softmax, each region is the most probable class's, and says which.
    ranges: `((low, high), (low, high))`, by default the data with a margin; n: points of the grid along each axis.
    Raises ValueError if X does not have two columns, Y does not hold classes, net does not fit them, or a range does
    not rise.
    """
    X = arguments.table("X", X, 2)  # (N, 2)
    members, kinds = _classes(X, Y)  # (N,), how many classes
    u, v = (np.linspace(low, high, arguments.whole("n", n, 2, 2000)) for low, high in _ranges(X, ranges))
    A = None if net is None else _outputs(net, u, v, np.shape(Y)[1])  # (n, n, outputs)
    x_name, y_name = arguments.names("names", names, 2)
    ax = axes_or_new(ax, size=(WIDTH, 4.0))
    if A is not None and kinds == 2:
        _shade(ax, u, v, _of_the_second(A))
    elif A is not None:
        _regions(ax, u, v, A, X)
    for kind, look in enumerate(CLASSES if kinds == 2 else map(_look, POINTS[:kinds])):
        ax.plot(*X[members == kind].T, **{"marker": "o"} | look, linestyle="none", markersize=6, label=f"class {kind}")
    ax.set(xlabel=x_name, ylabel=y_name, xlim=u[[0, -1]], ylim=v[[0, -1]])
    if title is not None:
        ax.set_title(title)
    # below the axes, where it hides no point
    below = {"loc": "upper center", "bbox_to_anchor": (0.5, -0.19), "ncols": 3, "frameon": False}
    ax.legend(**below, handlelength=1.2, handletextpad=0.3, columnspacing=0.9, borderpad=0)
    return ax


def _look(point):
    token, marker = point
    crossed = marker == "x"
    edge = {"markeredgecolor": COLOURS[token if crossed else "paper"], "markeredgewidth": 2 if crossed else 0.8}
    return {"marker": marker, "color": COLOURS[token]} | edge


def _shade(ax, u, v, P):
    levels = np.linspace(0, 1, 11)
    zero, one = SHADES
    sure = levels[:-1] + levels[1:] - 1  # (10,), from -1 to 1
    shades = [(COLOURS[one if s > 0 else zero], SHADE * abs(s)) for s in sure]
    ax.contourf(u, v, P.clip(0, 1), levels=levels, colors=shades)
    if P.min() < 0.5 < P.max():
        ax.contour(u, v, P, levels=[0.5], colors=COLOURS["ink"], linewidths=2)
        ax.plot([], [], color=COLOURS["ink"], label="one half")


def _regions(ax, u, v, A, X):
    """The part of the plane where each output is the largest, shaded and outlined, its name beside the points."""
    free = _beside(X, u, v)
    for kind, output in enumerate(np.moveaxis(A, -1, 0)):  # (n, n)
        ahead = output - np.delete(A, kind, axis=-1).max(axis=-1)  # (n, n): of the others
        if ahead.max() <= 0:
            continue
        token, opacity = REGIONS[kind % len(REGIONS)]
        ax.contourf(u, v, ahead, levels=[0, ahead.max()], colors=[(COLOURS[token], opacity)])
        if ahead.min() < 0:
            ax.contour(u, v, ahead, levels=[0], colors=COLOURS["ink"], linewidths=1.5)
        inside = ahead > 0
        row, column = _inmost(inside & free if (inside & free).any() else inside)
        words = {"ha": "center", "va": "center", "fontweight": "bold", "color": COLOURS["ink"]}
        paper = {"facecolor": COLOURS["paper"], "edgecolor": "none", "alpha": 0.7, "pad": 1.5}
        ax.text(u[column], v[row], f"class {kind}", **words, bbox=paper, zorder=5)


def _beside(X, u, v):
    """Where a name lies in the plane and hides no point: `(n, n)`."""
    wide, high = WORD * np.array([np.ptp(u), np.ptp(v)])
    within = [(at > at[0] + room) & (at < at[-1] - room) for at, room in ((v, high), (u, wide))]
    free = np.logical_and.outer(*within)
    for x, y in X:
        free[np.ix_(abs(v - y) < high, abs(u - x) < wide)] = False
    return free


def _inmost(inside):
    """The row and column of a place that is as far as any from the edge of a region, `(n, n)`."""
    while True:
        framed = np.pad(inside, 1)
        smaller = inside & framed[:-2, 1:-1] & framed[2:, 1:-1] & framed[1:-1, :-2] & framed[1:-1, 2:]
        if not smaller.any():
            places = np.argwhere(inside)
            return places[len(places) // 2]
        inside = smaller


def _outputs(net, u, v, outputs):
    arguments.instance("net", net, Network, "Pass net=None to draw the points alone.")
    if net.sizes[0] != 2 or net.sizes[-1] != outputs:
        raise ValueError(
            f"net must have 2 inputs and {outputs} outputs, as many as Y has columns; got sizes {list(net.sizes)}. "
            f"Build one with nn.Network([2, 4, {outputs}])."
        )
    plane = np.stack(np.meshgrid(u, v), axis=-1)  # (n, n, 2)
    return net.predict(plane.reshape(-1, 2)).reshape(*plane.shape[:2], outputs)  # (n, n, outputs)


def _of_the_second(A):
    # two outputs of a softmax sum to 1, so this is the second; of two sigmoids it is 1/2 where they are equal
    return A[..., 0] if A.shape[-1] == 1 else (1 + A[..., 1] - A[..., 0]) / 2  # (n, n)


def _classes(X, Y):
    """The class of each row of X, `(N,)`, and how many classes Y tells of."""
    Y = arguments.table("Y", Y)  # (N, 1) or (N, k)
    arguments.same_rows(X, Y)
    if not are_classes(Y) or Y.shape[1] > len(POINTS):
        raise ValueError(
            f"Y must be 0 or 1 in one column, or a single 1 in each row of 2 to {len(POINTS)}; got shape {Y.shape} and "
            f"values from {Y.min():.3g} to {Y.max():.3g}. Pass Y = nn.data.one_hot(labels, classes), for example."
        )
    return (Y[:, 0], 2) if Y.shape[1] == 1 else (Y.argmax(axis=1), Y.shape[1])


def _ranges(X, ranges):
    if ranges is None:
        low, high = X.min(axis=0), X.max(axis=0)
        margin = 0.12 * np.where(high > low, high - low, 1)
        return np.column_stack([low - margin, high + margin])
    found = arguments.array("ranges", ranges)
    if found.shape != (2, 2) or (found[:, 0] >= found[:, 1]).any():
        raise ValueError(
            f"ranges must be ((low, high), (low, high)) with low below high; got {arguments.short(ranges)}. "
            f"Pass ranges=((-1, 1), (-1, 1)), or leave it out."
        )
    return found
