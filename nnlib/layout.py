"""The layout of theta: which numbers of the one flat array are which layer's weights and biases."""

from itertools import pairwise

import numpy as np

from nnlib import checks

CACHE_LINE = 64  # bytes that a processor fetches at once


def count(sizes):
    """How many parameters a network of these layer sizes has: `(n_in + 1) * n_out` for each layer.

    >>> count([5, 2, 2, 5])
    33
    """
    return sum((n_in + 1) * n_out for n_in, n_out in pairwise(sizes))


def empty(sizes, dtype):
    """A theta, `(P,)`, of numbers yet to be written. It begins with a cache line: products are faster so."""
    raw = np.empty(count(sizes) + CACHE_LINE, dtype=dtype)
    start = -raw.ctypes.data % CACHE_LINE // raw.itemsize
    return raw[start : start + count(sizes)]


def views(theta, sizes, *, column_major=False):
    """The weight matrices and bias vectors that lie in theta, as views: writing to them writes to theta.

    theta is `(P,)`, or `(K, P)` for K networks of the same sizes at once.
    Layer by layer: first `W[l]` row by row, `(n_out, n_in)`, then `b[l]`, `(n_out,)`; a leading K where theta has one.
    In column-major order W[l] lies there column by column, which suits products with large tables; its shape stays.

    >>> theta = np.zeros(3)
    >>> W, b = views(theta, [2, 1])
    >>> W[0][0, 1] = 7.0
    >>> theta.tolist()
    [0.0, 7.0, 0.0]
    """
    lead = theta.shape[:-1]
    W, b, start = Views(), Views(), 0
    for n_in, n_out in pairwise(sizes):
        middle, stop = start + n_out * n_in, start + n_out * (n_in + 1)
        part = theta[..., start:middle]
        W.append(part.reshape(*lead, n_in, n_out).mT if column_major else part.reshape(*lead, n_out, n_in))
        b.append(theta[..., middle:stop])  # (..., n_out)
        start = stop
    return W, b


def flat(W, b):
    """A new theta, `(P,)`, of weights `W[l]` and biases `b[l]`, wherever and in whatever order they lie.

    >>> flat(*views(np.arange(6.0), [2, 2])).tolist()
    [0.0, 1.0, 2.0, 3.0, 4.0, 5.0]
    """
    return np.concatenate([part.ravel() for layer in zip(W, b, strict=True) for part in layer])


class Views(list):
    """A list of views in which an assignment writes into the view, so that theta and the list can never part."""

    def __setitem__(self, layer, values):
        if not isinstance(layer, (int, np.integer)):
            raise ValueError(
                f"A list of views must be assigned layer by layer; got an index {checks.told(layer)}. "
                f"Write W[0] = ..., or net.theta = other.theta for all at once."
            )
        write(f"layer {layer}", self[layer], values)


def write(name, view, values):
    """Write values, all of them or one for all, into a view of theta. ValueError where they do not fit."""
    found = checks.array(name, values, view.dtype)
    if found.shape not in (view.shape, ()):
        raise ValueError(f"{name} must have shape {view.shape}; got {found.shape}. Pass all its numbers, or one.")
    view[...] = found
