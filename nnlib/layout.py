"""The layout of theta: which numbers of the one flat array are which layer's weights and biases."""

from itertools import pairwise

from nnlib import arguments


def count(sizes):
    """How many parameters a network of these layer sizes has: `(n_in + 1) * n_out` for each layer.

    >>> count([5, 2, 2, 5])
    33
    """
    return sum((n_in + 1) * n_out for n_in, n_out in pairwise(sizes))


def views(theta, sizes):
    """The weight matrices and bias vectors inside theta, as views: writing to them writes to theta.

    Layer by layer, first `W[l]` row by row, `(n_out, n_in)`, then `b[l]`, `(n_out,)`. Theta is `(P,)`, or `(K, P)` for
    K networks of the same sizes at once; then each view begins with an axis of length K.

    >>> import numpy as np
    >>> theta = np.zeros(3)
    >>> W, b = views(theta, [2, 1])
    >>> W[0][0, 1] = 7.0
    >>> theta.tolist()
    [0.0, 7.0, 0.0]
    """
    W, b, start = Views(), Views(), 0
    for n_in, n_out in pairwise(sizes):
        middle, stop = start + n_out * n_in, start + n_out * (n_in + 1)
        W.append(theta[..., start:middle].reshape(*theta.shape[:-1], n_out, n_in))
        b.append(theta[..., middle:stop])  # (..., n_out)
        start = stop
    return W, b


class Views(list):
    """A list of views into theta. Assigning to an entry, as in `net.W[0] = ...`, copies the numbers into theta."""

    def __setitem__(self, layer, values):
        self[layer][...] = arguments.array(f"layer {layer}", values)
