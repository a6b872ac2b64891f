"""The shock method: nudge one parameter at a time and see what the cost does. It checks backpropagation."""

import numpy as np

from nnlib import checks
from nnlib.costs import mse
from nnlib.network import problem
from nnlib.recurrent import Recurrent


def numerical_gradient(net, X, Y, *, cost=mse, h=1e-5):
    """The gradient of the mean cost, `(P,)`, by central differences of step h: 2 forward passes per parameter.

    X is `(N, n_in)`, Y is `(N, n_out)`, for a Recurrent as it takes them. It works on float64 copies, so net stays as
    it is. ValueError for arguments that do not fit.

    >>> from nnlib import Network
    >>> numerical_gradient(Network([1, 1], "identity"), [[2.0]], [[3.0]]).round(6).tolist()
    [-12.0, -6.0]
    """
    if not isinstance(net, Recurrent):  # whose own cost, below, refuses what does not fit
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
