"""Clipping: a gradient that is longer than it should be is shortened, so that one steep place cannot throw training."""

import numpy as np

from nnlib import arguments


def clip(gradient, most):
    """The gradient, `(P,)`, scaled down to the length `most` if it is longer (Pascanu, Mikolov and Bengio, 2013).

    Its direction stays; one that is not longer is returned as it is. Raises ValueError if the gradient is not one flat
    array of finite numbers, or `most` is not above 0.

    >>> clip(np.array([3.0, 4.0]), 1.0).round(6).tolist(), clip(np.array([3.0, 4.0]), 5.0).tolist()
    ([0.6, 0.8], [3.0, 4.0])
    """
    gradient = arguments.array("gradient", gradient)
    if gradient.ndim != 1 or gradient.size == 0:
        raise ValueError(
            f"gradient must be one flat array, (P,); got shape {gradient.shape}. Pass net.backward(run, Y).theta."
        )
    most = arguments.number("most", most, 0, above=True)
    largest = float(np.abs(gradient).max()) or 1.0
    direction = gradient / largest  # (P,): an exploded gradient's squares would overflow
    norm = float(np.linalg.norm(direction))
    return gradient if norm * largest <= most else direction * (most / norm)
