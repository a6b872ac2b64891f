"""Activation functions: what a neuron does with its sum z, and how steep that function is.

Here and in the other files, 'slope' means derivative.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from nnlib import arguments


@dataclass(frozen=True, repr=False)
class ActivationFunction:
    """A named function with its derivative. Both work on arrays `(..., n)`: a row holds the n neurons of a layer.

    `f(z)` is the activation a, `(..., n)`. `df(z, a)` is its derivative at z; it gets `a = f(z)` too, because most
    derivatives are simple in a. For softmax each activation depends on every sum in its row: then `joint` is true, and
    `df` returns the table of all slopes (the Jacobian), `(..., n, n)`, with entry (i, j) = da[i]/dz[j].

    `range` holds the smallest and the largest value of f, `formula` is f as a textbook writes it, and `init` names the
    rule by which the weights of such a layer are drawn (see `nnlib/initialisation.py`).

    >>> sigmoid(0.0).item(), sigmoid.df(0.0, 0.5)
    (0.5, 0.25)
    """

    name: str
    f: Callable
    df: Callable
    joint: bool = False
    range: tuple[float, float] = (-np.inf, np.inf)
    formula: str = ""
    init: str = "xavier"

    @np.errstate(all="ignore")  # here and in other files: an overflow becomes infinite, without a warning
    def __call__(self, z):
        """f(z), of z's shape. Raises ValueError if z holds anything but finite numbers."""
        return self.f(arguments.array("z", z))

    def pull_back(self, dC_da, z, a):
        """The chain rule (a vector-Jacobian product): takes dC/da, `(..., n)`, and returns dC/dz, `(..., n)`."""
        if self.joint:
            # dC/dz[j] = Σᵢ dC/da[i] · da[i]/dz[j]: the row dC/da times the table df
            return (dC_da[..., np.newaxis, :] @ self.df(z, a))[..., 0, :]
        return dC_da * self.df(z, a)

    def __repr__(self):
        return self.name


# Named functions and not lambdas, so that a network can be pickled: pickle cannot store a lambda.
def _slope_of_identity(z, a):
    return np.ones_like(a)


def _sigmoid(z):
    return 1 / (1 + np.exp(-z))  # far below zero, exp overflows to infinity, and a becomes 0


def _slope_of_sigmoid(z, a):
    return a * (1 - a)


def _slope_of_tanh(z, a):
    return 1 - a * a


def _relu(z):
    return np.maximum(z, 0)


def _slope_of_relu(z, a):
    return np.sign(a)  # a is never negative: 1 above zero, else 0; at z = 0 there is no slope; 0 is the usual choice


def _softmax(z):
    e = np.exp(z - z.max(axis=-1, keepdims=True))  # e^-max cancels in the quotient, and nothing overflows
    return e / e.sum(axis=-1, keepdims=True)


def _slope_of_softmax(z, a):
    # da[i]/dz[j] = a[i] (1 - a[i]) where i = j, and -a[i] a[j] elsewhere
    return a[..., np.newaxis] * (np.eye(a.shape[-1], dtype=a.dtype) - a[..., np.newaxis, :])  # (..., n, n)


# The table. Everything else, tests included, takes its list of activations from here. The widgets have the same one in
# nnlib/widgets/shared/core/activations.ts, and a test holds the two equal.
# np.positive returns a copy, so changing A in place never changes Z
identity = ActivationFunction("identity", np.positive, _slope_of_identity, formula="z")
sigmoid = ActivationFunction("sigmoid", _sigmoid, _slope_of_sigmoid, range=(0, 1), formula="1 / (1 + exp(-z))")
tanh = ActivationFunction("tanh", np.tanh, _slope_of_tanh, range=(-1, 1), formula="2 * sigmoid(2 * z) - 1")
relu = ActivationFunction("relu", _relu, _slope_of_relu, range=(0, np.inf), formula="max(0, z)", init="he")
softmax = ActivationFunction(
    "softmax", _softmax, _slope_of_softmax, joint=True, range=(0, 1), formula="exp(z) / sum(exp(z))"
)

ACTIVATIONS = {activation.name: activation for activation in (identity, sigmoid, tanh, relu, softmax)}
ELEMENTWISE = tuple(name for name, activation in ACTIVATIONS.items() if not activation.joint)
