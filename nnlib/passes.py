"""The two passes as pure functions: forward from inputs to predictions, backward from errors to the gradient."""

from functools import cache
from typing import NamedTuple

import numpy as np

from nnlib import layout


class Forward(NamedTuple):
    """What a forward pass found. `A[0]` is X; `Z[l]` and `A[l + 1]` are sums and activations, `(N, n_out)`."""

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
    Z, A = [], [X]  # A[0]: (N, n_in)
    for W_l, b_l, activation in zip(W, b, activations, strict=True):
        # The course's W @ x + b, with examples in columns; mT turns the table, here and back, and moves no number.
        # It equals A @ W.T, with examples in rows, and is faster.
        z = (W_l @ A[-1].mT).mT
        z += b_l  # (..., N, n_out)
        Z.append(z)
        A.append(activation.f(z))  # (..., N, n_out)
    return Forward(Z, A)


def mean_cost(W, activations, run, Y, cost):
    """The mean cost over examples, and the penalties on W: a number, or `(K,)` for K networks at once."""
    return cost.per_example(run, Y, activations[-1]).sum(axis=-1) / len(Y) + cost.penalty(W)


def backward(W, activations, run, Y, cost, gradient=None, scale=1.0):
    """The backward pass: the error signal of every layer, last layer first, and from it the gradient.

    `gradient` is a Gradient to be overwritten. With a scale its theta is multiplied by it, and delta is not.
    """
    Z, A = run
    if gradient is None:
        sizes = [a.shape[1] for a in A]
        theta = np.empty(layout.count(sizes), dtype=A[-1].dtype)  # (P,)
        gradient = Gradient([None] * len(Z), theta, *layout.views(theta, sizes))
    delta = gradient.delta
    delta[-1] = cost.delta(run, Y, activations[-1])  # (N, n_out)
    for i in reversed(range(len(Z) - 1)):
        slope = W[i + 1].T.dot(delta[i + 1].T).T  # (N, n_out); dot, here and below: @ takes longer to begin
        delta[i] = activations[i].pull_back(slope, Z[i], A[i + 1])  # (N, n_out)
    ones = _ones(len(Y), A[-1].dtype)  # (N,): v.dot(ones) is the sum of v, faster than v.sum()
    for i in range(len(Z)):
        share = delta[i].T * float(scale / len(Y))  # (n_out, N): the mean is taken here, where the numbers are few
        share.dot(A[i], out=gradient.W[i])  # (n_out, n_in)
        share.dot(ones, out=gradient.b[i])  # (n_out,)
        for penalty in cost.penalties:
            slopes = gradient.W[i]  # by its own name: to assign to a place of the list would be to check it
            slopes += scale * penalty.slope(W[i])
    return gradient


@cache
def _ones(N, dtype):
    return np.ones(N, dtype=dtype)
