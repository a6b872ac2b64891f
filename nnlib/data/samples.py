"""Samples drawn with a seed: two classes in the plane, which one line can or cannot part, and a noisy sine.

In the plane X is `(n, 2)` and Y `(n, 1)`, 0 and 1 by turns, so n is even and the classes are of equal size. Shapes lie
between -1 and 1; `noise` is the standard deviation of the noise added to each number. `rng` is a generator or a whole
number, its seed. Every function raises ValueError if n is too small or too large, noise is
below 0, or rng is neither a seed nor a generator.
"""

import numpy as np

from nnlib import arguments
from nnlib.data.dataset import Dataset

MOST = 10**7  # examples
MOST_NOISE = 10  # ten times the size of the shapes: nothing is left of them


def blobs(n=200, noise=0.2, *, rng):
    """A cloud around (-0.5, -0.5), class 0, and one around (0.5, 0.5), class 1: one neuron parts them.

    >>> blobs(2, 0, rng=np.random.default_rng(0)).X.tolist()
    [[-0.5, -0.5], [0.5, 0.5]]
    """
    k, _, rng = _classes(n, noise, rng)
    return _plane("blobs", k - 0.5, k - 0.5, noise, rng)


def xor(n=200, noise=0.15, *, rng):
    """Four clouds around (±0.5, ±0.5): class 1 where the signs differ. No line parts them (Minsky and Papert, 1969).

    >>> xor(4, 0, rng=np.random.default_rng(0)).X.tolist()
    [[-0.5, -0.5], [-0.5, 0.5], [0.5, 0.5], [0.5, -0.5]]
    """
    k, _, rng = _classes(n, noise, rng)
    x1 = np.arange(len(k)) // 2 % 2 - 0.5  # (n,)
    return _plane("xor", x1, np.where(k, -x1, x1), noise, rng)


def rings(n=200, noise=0.08, *, rng):
    """A ring of radius 0.4, class 0, inside one of radius 0.9, class 1.

    >>> np.hypot(*rings(2, 0, rng=np.random.default_rng(0)).X.T).round(3).tolist()
    [0.4, 0.9]
    """
    k, t, rng = _classes(n, noise, rng)
    r = 0.4 + 0.5 * k  # (n,)
    return _plane("rings", r * np.cos(2 * np.pi * t), r * np.sin(2 * np.pi * t), noise, rng)


def moons(n=200, noise=0.07, *, rng):
    """Two half circles of radius 2/3 that reach into each other, class 0 above: the shape of scikit-learn's make_moons.

    >>> moons(4, rng=np.random.default_rng(0)).Y.ravel().tolist()
    [0.0, 1.0, 0.0, 1.0]
    """
    k, t, rng = _classes(n, noise, rng)
    x1, x2 = (2 * np.cos(np.pi * t) - 1) / 3, (2 * np.sin(np.pi * t) - 0.5) / 3
    turned = 1 - 2 * k  # the second moon is the first, turned by half a circle
    return _plane("moons", turned * x1, turned * x2, noise, rng)


def spiral(n=400, noise=0.02, *, rng):
    """Two arms of one and a half turns around each other, from radius 0.1 to 1 (after Lang and Witbrock, 1988).

    >>> spiral(4, rng=np.random.default_rng(0)).Y.ravel().tolist()
    [0.0, 1.0, 0.0, 1.0]
    """
    k, t, rng = _classes(n, noise, rng)
    t = np.sqrt(t)  # about evenly dense along the arms, which grow longer with each turn
    r, angle = 0.1 + 0.9 * t, np.pi * (3 * t + k)
    return _plane("spiral", r * np.cos(angle), r * np.sin(angle), noise, rng)


def sine(n=50, noise=0.1, *, rng):
    """A number to predict: x drawn from -1 to 1, X `(n, 1)`, and sin(πx) with noise added, Y `(n, 1)`.

    >>> wave = sine(3, 0, rng=np.random.default_rng(0))
    >>> bool(np.allclose(wave.Y, np.sin(np.pi * wave.X)))
    True
    """
    n, noise, rng = _check(n, noise, rng, 1)
    X = rng.uniform(-1, 1, (n, 1))
    Y = np.sin(np.pi * X) + noise * rng.standard_normal(X.shape)  # (n, 1)
    return Dataset(X, Y, ("x",), "y", "drawn with nnlib.data.sine", "that of this book")


def _check(n, noise, rng, least):
    return (
        arguments.whole("n", n, least, MOST),
        arguments.number("noise", noise, 0, MOST_NOISE),
        arguments.generator(rng),
    )


def _classes(n, noise, rng):
    """The classes, 0 and 1 by turns, for each example a place along its shape, 0 to 1, both `(n,)`; the rng."""
    n, _, rng = _check(n, noise, rng, 2)
    if n % 2:
        raise ValueError(f"n must be even, half of it for each class; got {n}. Pass {n + 1}.")
    return np.arange(n) % 2, rng.uniform(size=n), rng


def _plane(name, x1, x2, noise, rng):
    X = np.column_stack([x1, x2]) + float(noise) * rng.standard_normal((len(x1), 2))  # (n, 2)
    Y = np.arange(len(X)).reshape(-1, 1) % 2.0  # (n, 1)
    return Dataset(X, Y, ("x1", "x2"), "class (0 or 1)", f"drawn with nnlib.data.{name}", "that of this book")
