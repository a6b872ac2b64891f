"""Penalties: what large weights cost, to keep them small."""

import numpy as np

from nnlib import arguments


class Penalty:
    """What large weights cost, added to any cost: `strength` times the sum of |W| (l1) or of W² (l2). Biases are free.

    >>> from nnlib import Network, mse
    >>> Network([1, 1], "identity", theta=[3.0, 1.0]).cost([[0.0]], [[1.0]], cost=mse + l2(0.5))
    4.5
    """

    def __init__(self, name, strength, size, slope):
        self.name, self.strength = name, arguments.number("strength", strength, 0)
        self._size, self._slope = size, slope

    def value(self, W):
        """The penalty of one network's weights, a number, or `(K,)` for K networks at once."""
        return self.strength * sum(self._size(W_l).sum(axis=(-2, -1)) for W_l in W)

    def slope(self, W_l):
        """Its derivative with respect to one layer's weights, of their shape."""
        return self.strength * self._slope(W_l)

    def __repr__(self):
        return f"{self.name}({self.strength:g})"


def l1(strength):
    """The penalty strength · Σ|W|, which pushes every weight towards zero, a small one as hard as a large one.

    A step can jump past zero, so weights do not end at zero but near it, within learning rate · strength.
    Raises ValueError if strength is below 0.
    """
    return Penalty("l1", strength, np.abs, np.sign)


def l2(strength):
    """The penalty strength · ΣW², without a half, which shrinks every weight.

    Raises ValueError if strength is below 0.
    """
    return Penalty("l2", strength, np.square, _slope_of_square)


def _slope_of_square(W):
    return 2 * W
