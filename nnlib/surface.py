"""The cost as a surface over two of the parameters, ready for contours."""

import numbers
from typing import NamedTuple

import numpy as np

from nnlib import checks
from nnlib.costs import mse
from nnlib.layout import views
from nnlib.network import problem
from nnlib.passes import forward, mean_cost

CHUNK = 2**20  # numbers per layer held at once: 8 MB of float64


class Surface(NamedTuple):
    """A grid of costs. `C[j, i]` is the cost where the first axis has `u[i]` and the second `v[j]`."""

    u: np.ndarray  # (n,)
    v: np.ndarray  # (n,)
    C: np.ndarray  # (n, n), rows along v, as matplotlib's contour wants


def cost_surface(net, X, Y, *, cost=mse, axes=(0, 1), ranges, n=64):
    """The cost on an n by n grid over two of theta's coordinates; the others stay as they are in net.

    axes: two different indices into theta; ranges: `((lo, hi), (lo, hi))`, one pair for each axis.
    X is `(N, n_in)`, Y is `(N, n_out)`; ValueError for arguments that do not fit.

    >>> from nnlib import Network
    >>> net = Network([1, 1], "identity")
    >>> cost_surface(net, [[1.0]], [[2.0]], ranges=((0, 1), (0, 2)), n=2).C.tolist()
    [[4.0, 1.0], [0.0, 1.0]]
    """
    X, Y, cost = problem(net, X, Y, cost)
    axes = _two_axes(axes, net.theta.size)
    n = checks.whole("n", n, 2)
    u, v = (np.linspace(low, high, n) for low, high in _two_ranges(ranges))

    C = np.empty(n * n)
    chunk = max(1, CHUNK // (len(X) * max(net.sizes)))
    for start in range(0, n * n, chunk):
        cells = np.arange(start, min(start + chunk, n * n))  # (K,)
        theta = np.tile(net.theta, (len(cells), 1))  # (K, P)
        theta[:, axes[0]] = u[cells % n]
        theta[:, axes[1]] = v[cells // n]
        W, b = views(theta, net.sizes)
        run = forward(W, b, net.activations, X)  # A[-1]: (K, N, n_out)
        C[cells] = mean_cost(W, net.activations, run, Y, cost)  # (K,)
    return Surface(u, v, C.reshape(n, n))


def _two_axes(axes, P):
    found = list(axes) if isinstance(axes, (tuple, list, np.ndarray)) else []
    inside = all(isinstance(axis, numbers.Integral) and 0 <= axis < P for axis in found)
    if len(found) != 2 or not inside or found[0] == found[1]:
        raise ValueError(
            f"axes must be two different indices into theta, from 0 to {P - 1}; got {checks.told(axes)}. "
            f"Pass axes=(0, 1)."
        )
    return found


def _two_ranges(ranges):
    found = checks.array("ranges", ranges, np.float64)
    if found.shape != (2, 2) or (found[:, 0] >= found[:, 1]).any():
        raise ValueError(
            f"ranges must be ((lo, hi), (lo, hi)) with lo below hi; got {checks.told(ranges)}. "
            f"Pass ranges=((-1, 1), (-1, 1))."
        )
    return found
