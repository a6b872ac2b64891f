"""The two passes: forward from inputs to predictions, backward from the error to the gradient. Nothing is checked here.

The backward pass is the four equations of lesson 12. C is the cost, z = W a + b, and f′ is an activation's derivative:

1. δ = ∂C/∂z in the last layer; `delta` of a cost in `costs.py` computes it
2. δ = f′(z) ∘ Wᵀδ in every other layer, with the W and the δ of the layer after it
3. ∂C/∂b = δ
4. ∂C/∂W = δ aᵀ, with the a of the layer before

Examples are rows: where the lesson has one column x and writes W x, a batch X of N rows is multiplied by the transpose,
X Wᵀ, and where it writes Wᵀδ, a batch of errors is multiplied by W itself. Its δ aᵀ, added up over the rows, is δᵀ A.
"""

from typing import NamedTuple

import numpy as np

from nnlib import layout


class Forward(NamedTuple):
    """What a forward pass computed. `A[0]` is X; `Z[l]` and `A[l + 1]` are sums and activations, `(N, n_out)`.

    If X is an array of the network's dtype, `A[0]` is X itself and not a copy: do not change it before the backward
    pass.
    """

    Z: list
    A: list


class Gradient(NamedTuple):
    """What a backward pass computed.

    Row i of `delta[l]`, `(N, n_out)`, is the derivative of example i's own cost with respect to row i of `Z[l]`.
    `theta`, `(P,)`, is the gradient itself: the slope of the mean cost in each number of the network's theta, in the
    same order. `W[l]` and `b[l]` are views of it.
    """

    delta: list
    theta: np.ndarray
    W: list
    b: list


def forward(W, b, activations, X):
    """The forward pass of X, `(N, n_in)`.

    It also runs K networks at once, with weights `(K, n_out, n_in)` and biases `(K, 1, n_out)`; that is why it uses
    `.mT`, which transposes only the last two axes.
    """
    Z, A = [], [X]
    for W_l, b_l, activation in zip(W, b, activations, strict=True):
        Z.append(A[-1] @ W_l.mT + b_l)  # (N, n_out)
        A.append(activation.f(Z[-1]))  # (N, n_out)
    return Forward(Z, A)


def backward(W, activations, run, Y, cost):
    """The backward pass: the errors of all layers, from the last to the first, and from them the gradient."""
    Z, A = run
    N, last = len(Y), len(W) - 1
    sizes = [a.shape[1] for a in A]
    theta = np.empty(layout.count(sizes), W[0].dtype)  # (P,)
    dW, db = layout.views(theta, sizes)  # views into theta: writing to them fills it
    delta = [None] * len(W)

    delta[last] = cost.delta(run, Y, activations[last])  # equation 1
    for l in reversed(range(last)):
        dC_dA = delta[l + 1] @ W[l + 1]  # (N, width of layer l)
        delta[l] = activations[l].pull_back(dC_dA, Z[l], A[l + 1])  # equation 2
    for l in range(len(W)):
        share = delta[l] / N  # each example's share of the mean
        db[l][:] = share.sum(axis=0)  # equation 3, (n_out,)
        np.matmul(share.T, A[l], out=dW[l])  # equation 4, (n_out, n_in)

    for penalty in cost.penalties:  # it depends on W alone: its slope is added once, and not once per example
        for dW_l, W_l in zip(dW, W, strict=True):
            dW_l += penalty.slope(W_l)
    return Gradient(delta, theta, dW, db)


def forward_in_slices(W, b, activations, X, size=1000):
    """Yields (slice, Forward) for 1,000 rows at a time, so that many examples need little memory."""
    for start in range(0, len(X), size):
        rows = slice(start, start + size)
        yield rows, forward(W, b, activations, X[rows])
