"""The independent answer: the mean cost written out in HIPS autograd, with its own reading of theta."""

from itertools import pairwise

import autograd
import autograd.numpy as anp
import numpy as np
from hypothesis import strategies as st

import nnlib as nn

PAIRS = (("identity", "mse"), ("sigmoid", "mse"), ("sigmoid", "cross_entropy"))


def cost(theta, sizes, activation, name, X, Y):
    """The mean cost of a network whose layers all have the same activation, from the textbook formulas."""
    A, start = X, 0
    for n_in, n_out in pairwise(sizes):
        W = theta[start : start + n_in * n_out].reshape((n_out, n_in))
        start += n_in * n_out
        Z = anp.dot(A, W.T) + theta[start : start + n_out]
        start += n_out
        A = Z if activation == "identity" else 1 / (1 + anp.exp(-Z))
    if name == "mse":
        return anp.sum((A - Y) ** 2) / len(X)
    return -anp.sum(Y * anp.log(A) + (1 - Y) * anp.log(1 - A)) / len(X)


gradient = autograd.grad(cost)
hessian = autograd.hessian(cost)


@st.composite
def problems(draw, max_depth=4):
    """A random network with data: (net, X, Y, cost name, arguments for the oracle after theta)."""
    sizes = draw(st.lists(st.integers(1, 5), min_size=2, max_size=max_depth + 1))
    activation, name = draw(st.sampled_from(PAIRS))
    return problem(sizes, activation, name, N=draw(st.integers(1, 6)), seed=draw(st.integers(0, 10**6)))


def problem(sizes, activation="sigmoid", name="mse", N=5, seed=0):
    """The same, for given sizes."""
    rng = np.random.default_rng(seed)
    net = nn.Network(sizes, activation, rng=rng)
    net.theta += rng.normal(size=net.theta.size) / 2  # biases too
    X = rng.normal(size=(N, sizes[0]))
    Y = rng.uniform(size=(N, sizes[-1]))
    return net, X, Y, name, (sizes, activation, name, X, Y)


def difference(a, b):
    """How far apart two arrays are, relative to the larger."""
    a, b = np.asarray(a), np.asarray(b)
    assert a.shape == b.shape
    return np.abs(a - b).max() / max(np.abs(a).max(), np.abs(b).max(), 1e-300)
