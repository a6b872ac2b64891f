"""Activation functions: what a neuron does with its sum z, and how steep that is."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from nnlib import checks


@dataclass(frozen=True, repr=False)
class Activation:
    """A named function and its slope. Both work on arrays of any shape, element by element, and keep float32.

    `f(z)` is the activation; `df(z, a)` its slope at z, given also `a = f(z)`, because most slopes are cheaper from a.
    Calling the object checks that z is finite; a network calls `f` itself, which takes whatever comes.

    >>> sigmoid(0.0).item(), sigmoid.df(0.0, 0.5)
    (0.5, 0.25)
    """

    name: str
    f: Callable
    df: Callable

    def __call__(self, z):
        """f(z), of z's shape. ValueError where z holds anything but finite numbers."""
        return self.f(checks.array("z", z))

    def __repr__(self):
        return self.name


def _sigmoid(z):
    # exp of a negative number cannot overflow, so each side of zero uses the form that needs only that
    e = np.exp(-np.abs(z))
    return np.where(z >= 0, 1, e) / (1 + e)


sigmoid = Activation("sigmoid", _sigmoid, lambda z, a: a * (1 - a))
identity = Activation("identity", np.positive, lambda z, a: np.ones_like(a))  # np.positive copies: A never aliases Z

ACTIVATIONS = {activation.name: activation for activation in (sigmoid, identity)}
