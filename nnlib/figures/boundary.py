"""Two classes in the plane: the data as points, the prediction as a shade, and the line where it is 1/2."""

import numpy as np

from nnlib import checks
from nnlib.figures.style import CLASSES, COLOURS, axes_or_new
from nnlib.network import Network

SHADE = 0.4  # the opacity of a prediction that is certain


def boundary(net, X, Y, *, names=("$x_1$", "$x_2$"), ranges=None, n=101, title=None, ax=None):
    """What net predicts all over the plane, and X, `(N, 2)`, drawn by class; net=None draws the points alone.

    Y is `(N, 1)`, 0 or 1, or `(N, 2)` with a 1 in the column of the class; net has as many outputs as Y has columns.
    The surer the prediction, the fuller the colour; the boundary is where one output is 1/2, or two are equal.
    ranges: `((low, high), (low, high))`, by default the data with a margin; n: points of the grid along each axis.
    ValueError where net, X, Y or ranges do not fit.
    """
    X = checks.table("X", X, 2)  # (N, 2)
    members = _classes(X, Y)  # (N,)
    u, v = (np.linspace(low, high, checks.whole("n", n, 2, 2000)) for low, high in _ranges(X, ranges))
    P = None if net is None else _prediction(net, u, v, np.shape(Y)[1])  # (n, n)
    x_name, y_name = checks.names("names", names, 2)
    ax = axes_or_new(ax, size=(4.8, 4.0))
    if P is not None:
        _shade(ax, u, v, P)
    for kind, (token, marker) in enumerate(CLASSES):
        ax.plot(
            *X[members == kind].T,
            marker,
            color=COLOURS[token],
            markeredgecolor=COLOURS["paper" if marker == "o" else token],
            markeredgewidth=0.8 if marker == "o" else 2,
            markersize=7.5 if marker == "o" else 7,
            label=f"class {kind}",
        )
    ax.set(xlabel=x_name, ylabel=y_name, xlim=u[[0, -1]], ylim=v[[0, -1]])
    if title is not None:
        ax.set_title(title)
    # below the axes, where it hides no point
    below = {"loc": "upper center", "bbox_to_anchor": (0.5, -0.17), "ncols": 3, "frameon": False}
    ax.legend(**below, fontsize="small", handlelength=1.5, handletextpad=0.4, columnspacing=1.2)
    return ax


def _shade(ax, u, v, P):
    levels = np.linspace(0, 1, 11)
    (zero, _), (one, _) = CLASSES
    sure = levels[:-1] + levels[1:] - 1  # (10,), from -1 to 1
    shades = [(COLOURS[one if s > 0 else zero], SHADE * abs(s)) for s in sure]
    ax.contourf(u, v, P.clip(0, 1), levels=levels, colors=shades)
    if P.min() < 0.5 < P.max():
        ax.contour(u, v, P, levels=[0.5], colors=COLOURS["ink"], linewidths=2)
        ax.plot([], [], color=COLOURS["ink"], label="prediction 1/2")


def _prediction(net, u, v, outputs):
    checks.instance("net", net, Network, "Pass net=None to draw the points alone.")
    if net.sizes[0] != 2 or net.sizes[-1] != outputs:
        raise ValueError(
            f"net must have 2 inputs and {outputs} outputs, as many as Y has columns; got sizes {list(net.sizes)}. "
            f"Build one with nn.Network([2, 4, {outputs}])."
        )
    plane = np.stack(np.meshgrid(u, v), axis=-1)  # (n, n, 2)
    A = net.predict(plane.reshape(-1, 2)).reshape(*plane.shape[:2], outputs)  # (n, n, outputs)
    # two outputs of a softmax sum to 1, so this is the second; of two sigmoids it is 1/2 where they are equal
    return A[..., 0] if outputs == 1 else (1 + A[..., 1] - A[..., 0]) / 2


def _classes(X, Y):
    Y = checks.table("Y", Y)  # (N, 1) or (N, 2)
    checks.same_rows(X, Y)
    one_hot = Y.shape[1] == 2 and (Y.sum(axis=1) == 1).all()
    if not (np.isin(Y, (0, 1)).all() and (Y.shape[1] == 1 or one_hot)):
        raise ValueError(
            f"Y must be 0 or 1 in one column, or a single 1 in each row of two; got shape {Y.shape} and values from "
            f"{Y.min():.3g} to {Y.max():.3g}. Pass Y = (labels == 1).reshape(-1, 1), for example."
        )
    return Y[:, -1]


def _ranges(X, ranges):
    if ranges is None:
        low, high = X.min(axis=0), X.max(axis=0)
        margin = 0.12 * np.where(high > low, high - low, 1)
        return np.column_stack([low - margin, high + margin])
    found = checks.array("ranges", ranges)
    if found.shape != (2, 2) or (found[:, 0] >= found[:, 1]).any():
        raise ValueError(
            f"ranges must be ((low, high), (low, high)) with low below high; got {checks.told(ranges)}. "
            f"Pass ranges=((-1, 1), (-1, 1)), or leave it out."
        )
    return found
