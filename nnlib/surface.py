"""The cost as a surface over two of the parameters, or along two directions, ready for contours."""

from typing import NamedTuple

import numpy as np

from nnlib import arguments
from nnlib.costs import mse
from nnlib.layout import views
from nnlib.network import Network, checked_problem
from nnlib.passes import forward

MOST = 10_000  # cells along an axis
CHUNK = 2**14  # numbers per layer held at once: 128 kB of float64, a few of which fit the cache


class Surface(NamedTuple):
    """A grid of costs. `C[j, i]` is the cost where the first axis has `u[i]` and the second `v[j]`."""

    u: np.ndarray  # (n,)
    v: np.ndarray  # (n,)
    C: np.ndarray  # (n, n), rows along v, as matplotlib's contour wants


@np.errstate(all="ignore")
def cost_surface(net, X, Y, *, cost=mse, axes=None, directions=None, ranges, n=64):
    """The cost on an n by n grid through net's theta.

    axes: two different indices into theta, whose values run over the ranges while the others stay; by default (0, 1).
    directions: instead of them two arrays `(P,)`, as random_directions gives: theta + u d1 + v d2.
    ranges: `((lo, hi), (lo, hi))`, one pair for each axis. X is `(N, n_in)`, Y is `(N, n_out)`.
    Raises ValueError if X, Y and cost do not fit net, axes or directions do not fit theta, or a range does not rise.

    >>> from nnlib import Network
    >>> net = Network([1, 1], "identity")
    >>> cost_surface(net, [[1.0]], [[2.0]], ranges=((0, 1), (0, 2)), n=2).C.tolist()
    [[4.0, 1.0], [0.0, 1.0]]
    """
    X, Y, cost = checked_problem(net, X, Y, cost)
    if axes is not None and directions is not None:
        raise ValueError("A surface must have axes or directions; got both. Leave one of them out.")
    if directions is None:
        axes = _two_axes((0, 1) if axes is None else axes, net.theta.size)
        across = np.zeros((2, net.theta.size), dtype=net.theta.dtype)  # (2, P)
        across[(0, 1), axes] = 1
        origin = net.theta * (1 - across.sum(axis=0))  # (P,)
    else:
        across, origin = _two_directions(directions, net.theta), net.theta
    n = arguments.whole("n", n, 2, MOST)
    u, v = (np.linspace(low, high, n) for low, high in _two_ranges(ranges))

    C = np.empty(n * n)
    chunk = max(1, CHUNK // max(len(X) * max(net.sizes), net.theta.size))
    for start in range(0, n * n, chunk):
        cells = np.arange(start, min(start + chunk, n * n))  # (K,)
        places = np.stack([u[cells % n], v[cells // n]], axis=1).astype(net.theta.dtype)  # (K, 2)
        W, b = views(origin + places @ across, net.sizes)  # (K, ...)
        b = [b_l[:, np.newaxis] for b_l in b]  # (K, 1, n_out) each
        run = forward(W, b, net.activations, X)  # Z[-1]: (K, N, n_out)
        C[cells] = cost.mean(run, Y, net.activations[-1], W)  # (K,)
    return Surface(u, v, C.reshape(n, n))


@np.errstate(all="ignore")
def random_directions(net, *, rng):
    """Two random directions through theta, `(2, P)`, on the scale of the network's own weights (Li et al., 2018).

    Each unit's incoming weights get a random direction of those weights' own length, and biases stay: else a network
    whose weights are large would look flatter than the same function with small ones.
    Raises ValueError if all weights are zero, their squares overflow, or rng is neither a seed nor a generator.

    >>> from nnlib import Network
    >>> d1, d2 = random_directions(Network([2, 1], theta=[3.0, 4.0, 7.0]), rng=np.random.default_rng(0))
    >>> round(float(np.linalg.norm(d1)), 12), d1[2].item()
    (5.0, 0.0)
    """
    arguments.instance("net", net, Network, "Build one with nn.Network([2, 1]).")
    rng = arguments.generator(rng)
    found = np.zeros((2, net.theta.size), dtype=net.theta.dtype)
    for direction in found:
        for D, W in zip(views(direction, net.sizes)[0], net.W, strict=True):
            D[:] = rng.normal(size=W.shape)  # (n_out, n_in)
            D *= np.linalg.norm(W, axis=1, keepdims=True) / np.linalg.norm(D, axis=1, keepdims=True)
    if not np.isfinite(found).all():
        raise ValueError("net must have weights whose squares are finite; got larger ones. Start from smaller weights.")
    if not found.any():
        raise ValueError(
            "net must have weights, which say how long a direction is; got zeros. Train net, or draw it with rng."
        )
    return found


def _two_directions(directions, theta):
    found = arguments.array("directions", directions, theta.dtype)
    if found.shape != (2, theta.size):
        raise ValueError(
            f"directions must be two arrays of theta's shape, {theta.shape}; got shape {found.shape}. "
            f"Pass nn.random_directions(net, rng=rng)."
        )
    return found


def _two_axes(axes, P):
    found = arguments.listed(axes)
    inside = all(isinstance(axis, (int, np.integer)) and not isinstance(axis, bool) and 0 <= axis < P for axis in found)
    if len(found) != 2 or not inside or found[0] == found[1]:
        raise ValueError(
            f"axes must be two different indices into theta, from 0 to {P - 1}; got {arguments.short(axes)}. "
            f"Pass axes=(0, 1)."
        )
    return found


def _two_ranges(ranges):
    found = arguments.array("ranges", ranges, np.float64)
    if found.shape != (2, 2) or not (found[:, 1] - found[:, 0] > 0).all() or np.isinf(found[:, 1] - found[:, 0]).any():
        raise ValueError(
            f"ranges must be ((lo, hi), (lo, hi)) with lo below hi, both finite; got {arguments.short(ranges)}. "
            f"Pass ranges=((-1, 1), (-1, 1))."
        )
    return found
