"""Curvature: how the slope itself changes, and the longest step that it allows."""

import copy
from typing import NamedTuple

import numpy as np

from nnlib import arguments
from nnlib.activations import relu
from nnlib.costs import mse
from nnlib.layout import views
from nnlib.network import checked_problem
from nnlib.passes import backward, forward

MOST = 5_000  # parameters: more have a Hessian that fills a memory


@np.errstate(all="ignore")
def hessian(net, X, Y, *, cost=mse):
    """The second derivatives of the mean cost at net's theta, `(P, P)` and symmetric.

    Fourth-order central differences of the gradient that backpropagation gives exactly: 4 gradients per parameter.
    X is `(N, n_in)`, Y is `(N, n_out)`. Corners add nothing: an l1 penalty is left out, and each relu keeps the side of
    its corner that it is on. Raises ValueError if X, Y and cost do not fit net, or net has more than 5,000 parameters.

    >>> from nnlib import Network
    >>> hessian(Network([1, 1], "identity"), [[2.0]], [[3.0]]).round(6).tolist()
    [[8.0, 4.0], [4.0, 2.0]]
    """
    checked_problem(net, X, Y, cost)  # refuses what does not fit, before theta is read
    if net.theta.size > MOST:
        raise ValueError(
            f"net must have {MOST:,} parameters or fewer for a Hessian, (P, P); got {net.theta.size:,}. "
            f"Take a smaller network."
        )
    net = net.at(net.theta.astype(np.float64))  # float32 has too few digits for differences
    X, Y, cost = checked_problem(net, X, Y, cost)
    cost = copy.copy(cost)  # l1 is straight on both sides of zero; a difference would take its corner for curvature
    cost.penalties = tuple(penalty for penalty in cost.penalties if penalty.name != "l1")
    run = forward(net.W, net.b, net.activations, X)
    step = _steps(net, run)  # (P,)
    activations = [
        FixedSlopes(f.df(z, a)) if f == relu else f for f, z, a in zip(net.activations, run.Z, run.A[1:], strict=True)
    ]

    def gradient(shifted):
        W, b = views(shifted, net.sizes)
        run = forward(W, b, activations, X)
        return backward(W, activations, run, Y, cost).theta  # (P,)

    H = np.empty((step.size, step.size))  # (P, P)
    for j, h in enumerate(step):
        shift = np.zeros_like(step)
        shift[j] = h
        near = gradient(net.theta + shift) - gradient(net.theta - shift)
        far = gradient(net.theta + 2 * shift) - gradient(net.theta - 2 * shift)
        H[j] = (8 * near - far) / (12 * h)
    return (H + H.T) / 2


class FixedSlopes(NamedTuple):
    """relu with the slope of each neuron fixed, `(N, n)`: a straight line, without the corner."""

    slope: np.ndarray

    def f(self, z):
        """The activation, `(N, n)`."""
        return z * self.slope

    def pull_back(self, dC_da, z, a):
        """The chain rule: takes dC/da, `(N, n)`, and returns dC/dz, `(N, n)`."""
        return dC_da * self.slope


def stable_learning_rate(net, X, Y, *, cost=mse, momentum=0.0):
    """The learning rate above which steps grow instead of shrink near net's theta: 2 (1 + momentum) / λmax.

    The momentum is the heavy ball's; with Nesterov's the limit is 1 / (1 + 2 momentum) of it.
    λmax is the Hessian's largest eigenvalue at the present theta. The limit is exact where the cost is a quadratic and
    a local estimate elsewhere (Polyak, "Some methods of speeding up the convergence of iteration methods", 1964).
    It is infinite where λmax is not above zero: no direction curves upward there, so no valley can be overshot.
    Raises ValueError as `hessian` does, or if the momentum is not in [0, 1), or if second derivatives overflow.

    >>> from nnlib import Network
    >>> round(stable_learning_rate(Network([1, 1], "identity"), [[2.0]], [[3.0]]), 6)
    0.2
    """
    momentum = arguments.number("momentum", momentum, 0, 1)
    H = hessian(net, X, Y, cost=cost)  # (P, P)
    if not np.isfinite(H).all():
        raise ValueError(
            "The second derivatives of the cost must be finite; got some that are not. "
            "Start from smaller parameters, or standardise X with nn.data.standardise(X)."
        )
    curvatures = np.linalg.eigvalsh(H)  # (P,)
    if curvatures.max() <= 1e-12 * np.abs(curvatures).max():  # zero, but for the rounding of the differences
        return float("inf")
    return float(2 * (1 + momentum) / curvatures.max())


def _steps(net, run):
    """A step for each parameter, `(P,)`, that moves its neuron's z by about 2^-10, whatever the inputs' scale.

    Truncation grows as h^4 and rounding as 1/h; for a sigmoid they meet near 2^-10. Powers of two add without rounding.
    """
    step = np.ones_like(net.theta)
    for W, A in zip(views(step, net.sizes)[0], run.A[:-1], strict=True):
        size = np.abs(A).max(axis=0)  # (n_in,)
        W[:] = 2.0 ** -np.round(np.log2(np.where(size > 0, size, 1)))  # (n_out, n_in)
    # a step must also change its parameter, and be exact in its digits
    least = 2.0 ** np.ceil(np.log2(np.maximum(np.abs(net.theta), 1e-300)) - 30)
    return np.maximum(step * 2.0**-10, least)
