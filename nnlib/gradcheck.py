"""The shock method: nudge one parameter at a time and see what the cost does. It checks backpropagation."""

from typing import NamedTuple

import numpy as np

from nnlib import checks
from nnlib.costs import mse
from nnlib.network import problem
from nnlib.recurrent import Recurrent


@np.errstate(all="ignore")
def numerical_gradient(net, X, Y, *, cost=mse, h=1e-5):
    """The gradient of the mean cost, `(P,)`, by central differences of step h: 2 forward passes per parameter.

    X is `(N, n_in)`, Y is `(N, n_out)`, for a Recurrent as it takes them. It works on float64 copies, so net stays as
    it is. A nudge across a corner, as where a relu's z is within h of 0, sees both slopes: it finds neither.
    ValueError for arguments that do not fit.

    >>> from nnlib import Network
    >>> numerical_gradient(Network([1, 1], "identity"), [[2.0]], [[3.0]]).round(6).tolist()
    [-12.0, -6.0]
    """
    if not isinstance(net, Recurrent):  # Recurrent.cost, below, checks its own X and Y
        problem(net, X, Y, cost)
    h = checks.number("h", h, 0, above=True)
    theta = net.theta.astype(np.float64)  # (P,)
    gradient = np.empty_like(theta)  # (P,)
    for j in range(theta.size):
        up, down = theta.copy(), theta.copy()
        up[j] += h
        down[j] -= h
        gradient[j] = (net.at(up).cost(X, Y, cost) - net.at(down).cost(X, Y, cost)) / (2 * h)
    return gradient


class GradientCheck(NamedTuple):
    """What a check found: both gradients, `(P,)`, how far apart they are, how many forward passes the shocks took.

    `error` is the largest difference over the largest entry; `agrees` says whether it is within the tolerance.
    """

    gradient: np.ndarray
    shocks: np.ndarray
    error: float
    passes: int
    agrees: bool


@np.errstate(all="ignore")
def check_gradient(net, X, Y, *, cost=mse, gradient=None, tolerance=1e-6):
    """Compare a gradient, `(P,)`, by default backpropagation's, with the shock method's: a GradientCheck.

    X is `(N, n_in)`, Y is `(N, n_out)`; ValueError for arguments that do not fit. Where a relu's z is 0, as for an
    input of zeros before the biases have moved, the two disagree, and neither is wrong.

    >>> from nnlib import Network
    >>> net = Network([1, 1], "identity")
    >>> check_gradient(net, [[2.0]], [[3.0]]).agrees, check_gradient(net, [[2.0]], [[3.0]], gradient=[-12, 6]).agrees
    (True, False)
    """
    tolerance = checks.number("tolerance", tolerance, 0)
    shocks = numerical_gradient(net, X, Y, cost=cost)  # (P,)
    found = net.backward(net.forward(X), Y, cost).theta if gradient is None else gradient
    found = checks.array("gradient", found, np.float64)
    if found.shape != shocks.shape:
        raise ValueError(f"gradient must have theta's shape, {shocks.shape}; got {found.shape}. Pass grad.theta.")
    largest = max(np.abs(found).max(), np.abs(shocks).max())
    error = float(np.abs(found - shocks).max() / largest) if largest else 0.0
    if not np.isfinite(shocks).all():  # shocks that left the floats agree with nothing
        error = float("inf")
    return GradientCheck(found, shocks, error, passes=2 * shocks.size, agrees=error <= tolerance)
