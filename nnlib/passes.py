"""The two passes as pure functions: forward from inputs to predictions, backward from errors to the gradient."""

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

    X is `(N, n_in)`; nothing is checked here: the doors have done so.
    """
    Z, A = [], [X]  # A[0]: (N, n_in)
    for W_l, b_l, activation in zip(W, b, activations, strict=True):
        # examples are rows, so the course's W @ x + b stands transposed: x @ W.T + b (mT: of the last two axes)
        Z.append(A[-1] @ W_l.mT + b_l[..., np.newaxis, :])  # (..., N, n_out)
        A.append(activation.f(Z[-1]))  # (..., N, n_out)
    return Forward(Z, A)


def backward(W, activations, run, Y, cost):
    """The backward pass: the error signal of every layer, last layer first, and from it the gradient."""
    Z, A = run
    sizes = [a.shape[1] for a in A]
    theta = np.empty(layout.count(sizes), dtype=A[-1].dtype)  # (P,)
    grad_W, grad_b = layout.views(theta, sizes)
    delta = [None] * len(Z)
    delta[-1] = cost.delta(run, Y, activations[-1])  # (N, n_out)
    for i in reversed(range(len(Z) - 1)):
        delta[i] = (delta[i + 1] @ W[i + 1]) * activations[i].df(Z[i], A[i + 1])  # (N, n_out)
    for i in range(len(Z)):
        grad_W[i] = delta[i].T @ A[i] / len(Y)  # (n_out, n_in)
        grad_b[i] = delta[i].mean(axis=0)  # (n_out,)
    return Gradient(delta, theta, grad_W, grad_b)


def cost_and_gradient(net, X, Y, cost):
    """The mean cost, a float, and its gradient `(P,)`, from one forward and one backward pass."""
    W = net.W
    run = forward(W, net.b, net.activations, X)
    value = float(cost.per_example(run, Y).mean())
    return value, backward(W, net.activations, run, Y, cost).theta
