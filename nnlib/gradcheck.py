"""Finite differences: nudge one parameter at a time and see what the cost does. They check backpropagation."""

from typing import NamedTuple

import numpy as np

from nnlib import arguments
from nnlib.costs import mse
from nnlib.network import checked_problem
from nnlib.recurrent import Recurrent

STEP = 1e-5  # near the best for central differences: rounding and truncation are about equal there
ROUNDINGS = 16  # how many roundings of a cost we allow for: a pass makes several, and they rarely add up


@np.errstate(all="ignore")
def numerical_gradient(net, X, Y, *, cost=mse, h=STEP):
    """The gradient of the mean cost, `(P,)`, by central differences of step h: 2 forward passes per parameter.

    X is `(N, n_in)`, Y is `(N, n_out)`, for a Recurrent as it takes them. It works on float64 copies, so net stays as
    it is. A nudge across a corner, as where a relu's z is within h of 0, sees both slopes: it finds neither.
    Raises ValueError if X, Y and cost do not fit net, or h is not above 0.

    >>> from nnlib import Network
    >>> numerical_gradient(Network([1, 1], "identity"), [[2.0]], [[3.0]]).round(6).tolist()
    [-12.0, -6.0]
    """
    if not isinstance(net, Recurrent):  # Recurrent.cost, below, checks its own X and Y
        checked_problem(net, X, Y, cost)
    h = arguments.number("h", h, 0, above=True)
    theta = net.theta.astype(np.float64)  # (P,)
    return np.array([_difference(net, theta, j, X, Y, cost, h) for j in range(theta.size)])  # (P,)


def _difference(net, theta, j, X, Y, cost, h):
    """The central difference in parameter j: two forward passes."""
    up, down = theta.copy(), theta.copy()
    up[j] += h
    down[j] -= h
    return (net.at(up).cost(X, Y, cost) - net.at(down).cost(X, Y, cost)) / (2 * h)


class GradientCheck(NamedTuple):
    """What a check found: both gradients, `(P,)`, how far apart they are, how many forward passes the differences took.

    `error` is the largest difference over the largest entry. From one that exceeds the tolerance, the finite
    differences' own error is subtracted first. `agrees` says whether `error` is within the tolerance.
    """

    gradient: np.ndarray
    shocks: np.ndarray
    error: float
    passes: int
    agrees: bool


@np.errstate(all="ignore")
def check_gradient(net, X, Y, *, cost=mse, gradient=None, tolerance=1e-6):
    """Compare a gradient, `(P,)`, by default backpropagation's, with finite differences: a GradientCheck.

    X is `(N, n_in)`, Y is `(N, n_out)`. Both gradients are of float64 copies; a float32 gradient of your own is allowed
    float32's rounding of numbers near 1. Raises ValueError if X, Y and cost do not fit net, the gradient does not have
    theta's shape, or the tolerance is below 0.

    Where all slopes are near 0, a ratio compares only the finite differences' own error, which is subtracted. Its first
    part is rounding: two costs, each rounded by about eps · C, are divided by the step h: about eps · C / h is left (a
    cost below 1 counts as 1, because it is computed from numbers of that size). Its second part is truncation, because
    the cost bends within the step: it falls with h², so a second difference of half the step measures it.

    Where a relu's z is 0, as for an input of zeros before the biases have moved, the two disagree; neither is wrong.

    >>> from nnlib import Network
    >>> net = Network([1, 1], "identity")
    >>> check_gradient(net, [[2.0]], [[3.0]]).agrees, check_gradient(net, [[2.0]], [[3.0]], gradient=[-12, 6]).agrees
    (True, False)
    """
    tolerance = arguments.number("tolerance", tolerance, 0)
    shocks = numerical_gradient(net, X, Y, cost=cost)  # (P,)
    copy = net.at(net.theta.astype(np.float64))
    found = copy.backward(copy.forward(X), Y, cost).theta if gradient is None else arguments.array("gradient", gradient)
    if found.shape != shocks.shape:
        raise ValueError(f"gradient must have theta's shape, {shocks.shape}; got {found.shape}. Pass grad.theta.")
    eps, found = np.finfo(found.dtype).eps, found.astype(np.float64)
    largest, apart = max(np.abs(found).max(), np.abs(shocks).max()), np.abs(found - shocks)
    doubtful = np.flatnonzero(apart > tolerance * largest)
    rounding = ROUNDINGS * (np.finfo(np.float64).eps / STEP + eps) * max(1.0, copy.cost(X, Y, cost))
    for j in doubtful:
        bend = abs(shocks[j] - _difference(copy, copy.theta, j, X, Y, cost, STEP / 2))  # 3/4 of the truncation
        apart[j] = max(0.0, apart[j] - rounding - 2 * bend)
    error = float(apart.max() / largest) if largest else 0.0
    if not np.isfinite(shocks).all():  # differences that overflow agree with nothing
        error = float("inf")
    return GradientCheck(found, shocks, error, passes=2 * (shocks.size + doubtful.size), agrees=error <= tolerance)
