"""The independent answer for a recurrent network: its mean cost written out in HIPS autograd, and random problems."""

from itertools import pairwise

import autograd
import autograd.numpy as anp
import numpy as np
from hypothesis import strategies as st

import nnlib as nn
from tests.engine import oracle


def written_out(theta, nudge, sizes, f, g, name, X, Y, l1=0.0, l2=0.0):
    """The mean cost from the textbook formulas, with its own reading of theta and every state's sum nudged."""
    n_in, n_hidden, n_out = sizes
    cuts = np.cumsum([0, n_hidden * (n_in + n_hidden), n_hidden, n_out * n_hidden, n_out])
    rows, b, W_y, b_y = (theta[start:stop] for start, stop in pairwise(cuts))
    rows, W_y = rows.reshape((n_hidden, n_in + n_hidden)), W_y.reshape((n_out, n_hidden))
    h, total, last = anp.zeros((len(X), n_hidden)), 0.0, X.shape[1] - 1
    for t in range(X.shape[1]):
        h = oracle.FORMULAS[f](anp.dot(anp.concatenate([X[:, t], h], axis=1), rows.T) + b + nudge[:, t])
        a = oracle.FORMULAS[g](anp.dot(h, W_y.T) + b_y)
        if Y.ndim == 2 and t < last:
            continue
        y = Y if Y.ndim == 2 else Y[:, t]
        if name == "mse":
            total = total + anp.sum((a - y) ** 2)
        else:
            total = total - anp.sum(y * anp.log(a)) - (g == "sigmoid") * anp.sum((1 - y) * anp.log(1 - a))
    penalty = sum(l1 * anp.sum(anp.abs(W)) + l2 * anp.sum(W**2) for W in (rows, W_y))
    return total / len(X) + penalty


slopes = autograd.grad(written_out, (0, 1))


@st.composite
def problems(draw, states=oracle.HIDDEN, ends=oracle.ENDS):
    """A random recurrent network with data: (net, X, Y, cost name, arguments for the oracle after theta)."""
    f, (g, name) = draw(st.sampled_from(states)), draw(st.sampled_from(ends))
    widths = (draw(st.integers(1 + nn.activations.ACTIVATIONS[part].joint, 4)) for part in ("identity", f, g))
    N, T, every = draw(st.integers(1, 4)), draw(st.integers(1, 6)), draw(st.booleans())
    return problem(list(widths), f, g, name, N=N, T=T, every=every, seed=draw(st.integers(0, 10**6)))


def problem(sizes, f="tanh", g="identity", name="mse", N=5, T=4, every=True, seed=0):
    """The same, for given sizes; without `every`, only the last step has a target."""
    rng = np.random.default_rng(seed)
    net = nn.Recurrent(sizes, f, g, rng=rng, init=0.4)
    net.theta += rng.normal(size=net.theta.size) / 4  # biases too
    X = rng.normal(size=(N, T, sizes[0]))
    Y = rng.uniform(size=(N, T, sizes[2]) if every else (N, sizes[2]))
    if g == "softmax":
        Y /= Y.sum(axis=-1, keepdims=True)
    return net, X, Y, name, (np.zeros((N, T, sizes[1])), sizes, f, g, name, X, Y)


def backprop(net, X, Y, cost=nn.mse):
    return net.backward(net.forward(X), Y, cost).theta
