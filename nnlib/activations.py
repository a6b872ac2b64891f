"""Activation functions: what a neuron does with its sum z, and how steep that is."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from nnlib import checks


@dataclass(frozen=True, repr=False)
class Activation:
    """A named function and its slope. Both take arrays `(..., n)`, a row of n neurons each, and keep float32.

    `f(z)` is the activation; `df(z, a)` its slope at z, given also `a = f(z)`, because most slopes are cheaper from a.
    The slope has z's shape: one number a neuron. Where every activation depends on every sum of the row, as in softmax,
    `joint` is true and `df` is the whole matrix, `(..., n, n)`, with entry (i, j) the slope of a[i] in z[j].
    Calling the object checks that z is finite; a network calls `f` itself, which takes whatever comes.

    >>> sigmoid(0.0).item(), sigmoid.df(0.0, 0.5)
    (0.5, 0.25)
    """

    name: str
    f: Callable
    df: Callable
    joint: bool = False

    def __post_init__(self):
        checks.instance("name", self.name, str, "Pass name='cube'.")
        checks.instance("joint", self.joint, bool, "Pass joint=True or leave it out.")
        if not (callable(self.f) and callable(self.df)):
            raise ValueError(
                f"f and df must be functions, of z and of z and a; got {checks.told(self.f)} and "
                f"{checks.told(self.df)}. Pass lambda z: ... and lambda z, a: ..."
            )
        for dtype in (np.float64, np.float32):
            z = np.array([[-1.0, 0.5, 1.0]], dtype=dtype)  # (1, n): a row of sums, to see what the functions make of it
            a = _answer("f", self.f, z.shape, z)
            slope = _answer("df", self.df, z.shape + z.shape[1:] if self.joint else z.shape, z, a.astype(dtype))
            for name, found in (("f", a), ("df", slope)):
                if found.dtype != dtype:  # as of np.where(z > 0, 1.0, 0.1)
                    object.__setattr__(self, name, _in_the_type_of_z(getattr(self, name)))

    @np.errstate(all="ignore")
    def __call__(self, z):
        """f(z), of z's shape. ValueError where z holds anything but finite numbers."""
        z = checks.array("z", z)
        if self.joint and (not z.ndim or not z.shape[-1]):
            got = "none" if z.ndim else "a single number"
            raise ValueError(f"{self.name} needs a row of sums; got {got}. Pass [z_1, z_2, ...].")
        return self.f(z)

    def pull_back(self, slope, z, a):
        """The chain rule through this activation: slopes in a, `(..., n)`, become slopes in z, `(..., n)`."""
        if self.joint:
            return (slope[..., np.newaxis, :] @ self.df(z, a))[..., 0, :]
        return slope * self.df(z, a)

    def __repr__(self):
        return self.name


@np.errstate(all="ignore")
def _answer(name, function, shape, *arguments):
    """What a function answers, which must be floats of this shape."""
    try:
        found = function(*arguments)
        got = checks.told(found)
    except Exception as error:
        found, got = None, f"{type(error).__name__}: {error}"
    if not isinstance(found, np.ndarray) or found.shape != shape or found.dtype.kind != "f":
        raise ValueError(
            f"{name} must answer floats of shape {shape} for z of shape {arguments[0].shape}; got {got}. "
            f"Write it with NumPy's functions, which take whole arrays."
        )
    return found


def _in_the_type_of_z(function):
    return lambda z, *a: function(z, *a).astype(z.dtype)


def _sigmoid(z):
    a = np.exp(-z)  # infinite where z is far below zero; then a is 0, off by less than the least normal float
    a += 1  # in place: sooner than 1 + a
    return np.reciprocal(a)


def _relu_slope(z, a):
    return np.greater(a, 0).astype(np.result_type(a))  # at z = 0 there is no slope; 0 is taken, as everywhere


def _softmax(z):
    z = np.asfortranarray(z)  # one unit after the other, not one example: maxima and sums are found sooner so
    e = np.exp(z - z.max(axis=-1, keepdims=True))  # the largest becomes e^0: nothing overflows, and a stays the same
    e /= e.sum(axis=-1, keepdims=True)
    return e


def _softmax_slope(z, a):
    return a[..., np.newaxis] * (np.eye(a.shape[-1], dtype=a.dtype) - a[..., np.newaxis, :])  # (..., n, n)


identity = Activation("identity", np.positive, lambda z, a: np.ones_like(a))  # np.positive copies: A never aliases Z
sigmoid = Activation("sigmoid", _sigmoid, lambda z, a: a * (1 - a))
tanh = Activation("tanh", np.tanh, lambda z, a: 1 - a * a)
relu = Activation("relu", lambda z: np.maximum(z, 0), _relu_slope)
softmax = Activation("softmax", _softmax, _softmax_slope, joint=True)

ACTIVATIONS = {activation.name: activation for activation in (identity, sigmoid, tanh, relu, softmax)}
