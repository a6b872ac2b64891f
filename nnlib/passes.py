"""The two passes as pure functions: forward from inputs to predictions, backward from errors to the gradient."""

from functools import lru_cache
from typing import NamedTuple

import numpy as np

from nnlib import layout


class Forward(NamedTuple):
    """What a forward pass found. `A[0]` is X; `Z[l]` and `A[l + 1]` are sums and activations, `(N, n_out)`.

    X is not copied where it is an array of the network's dtype: leave it as it is until the backward pass.
    """

    Z: list
    A: list


class Gradient(NamedTuple):
    """What a backward pass found.

    `delta[l]` is `(N, n_out)`: row i is the derivative of example i's own cost with respect to its row of `Z[l]`.
    `theta` is `(P,)`: the gradient of the mean cost, laid out as the network's theta; `W[l]`, `b[l]` are views of it.
    """

    delta: list
    theta: np.ndarray
    W: list
    b: list


def forward(W, b, activations, X):
    """The forward pass of one network, or of K at once where the weights have a leading axis K.

    X is `(N, n_in)`; of K networks, each bias is `(K, 1, n_out)`. Nothing is checked here: the doors have done so.
    """
    Z, A, a, single = [], [X], X, W[0].ndim == 2  # A[0]: (N, n_in)
    for W_l, b_l, activation in zip(W, b, activations, strict=True):
        # the course's W @ x, transposed, as examples are rows; dot is @ that begins sooner, but takes no stack of W
        z = a.dot(W_l.T) if single else a @ W_l.mT  # (..., N, n_out)
        z += b_l
        a = activation.f(z)  # (..., N, n_out)
        Z.append(z)
        A.append(a)
    return Forward(Z, A)


def mean_cost(W, activations, run, Y, cost):
    """The mean cost over examples, and the penalties on W: a number, or `(K,)` for K networks at once."""
    return cost.per_example(run, Y, activations[-1]).sum(axis=-1) / len(Y) + cost.penalty(W)


def backward(W, activations, run, Y, cost, gradient=None, scale=None):
    """The backward pass: the error signal of every layer, last layer first, and from it the gradient.

    `gradient` is a Gradient to be overwritten. With a scale its theta is that many times the gradient, and its delta is
    scaled too, and divided by N.
    """
    Z, A = run
    if gradient is None:
        gradient = empty_gradient([a.shape[1] for a in A], A[-1].dtype)
    ones = _ones(len(Y), A[-1].dtype)  # (N,)
    scaled = scale is not None
    d = cost.delta(run, Y, activations[-1])  # (N, n_out)
    if scaled:  # here, where the numbers are fewest; all that follows is scaled with them
        d *= scale / len(Y)
    for i in reversed(range(len(Z))):
        gradient.delta[i] = d
        share, slopes = d if scaled else d * (1 / len(Y)), gradient.W[i]  # what each example adds to the mean
        if slopes.flags.c_contiguous:  # what a product is written into must be so, and one of both is
            share.T.dot(A[i], slopes)  # (n_out, n_in)
        else:
            A[i].T.dot(share, slopes.T)  # (n_in, n_out)
        ones.dot(share, gradient.b[i])  # (n_out,): the sum over examples, faster than share.sum(axis=0)
        if i > 0:
            d = activations[i - 1].pull_back(d.dot(W[i]), Z[i - 1], A[i])  # (N, n_out)
    for penalty in cost.penalties:
        for slopes, W_l in zip(gradient.W, W, strict=True):
            slopes += (scale if scaled else 1.0) * penalty.slope(W_l)
    return gradient


def empty_gradient(sizes, dtype, *, column_major=False):
    """A Gradient to be overwritten; its matrices in column-major order where that is asked for."""
    theta = layout.empty(sizes, dtype)
    return Gradient([None] * (len(sizes) - 1), theta, *layout.views(theta, sizes, column_major=column_major))


@lru_cache(maxsize=8)  # sizes of batches: a few
def _ones(N, dtype):
    return np.ones(N, dtype=dtype)
