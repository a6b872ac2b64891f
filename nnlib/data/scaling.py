"""Standardising: columns of mean 0 and deviation 1, and weights brought back to the original units."""

from typing import NamedTuple

import numpy as np

from nnlib import arguments


class Scaling(NamedTuple):
    """How columns were standardised: `(x - mean) / scale`, both `(n_in,)`."""

    mean: np.ndarray
    scale: np.ndarray

    @np.errstate(all="ignore")
    def apply(self, X):
        """Other examples, `(N, n_in)`, on the same scale."""
        return (arguments.table("X", X, len(self.mean)) - self.mean) / self.scale  # (N, n_in)

    @np.errstate(all="ignore")
    def to_original(self, w, b):
        """Weights and biases for the original inputs, from those of a first layer trained on standardised ones.

        w is `(n_out, n_in)` and b `(n_out,)`, as `net.W[0]` and `net.b[0]`; new arrays of the same shapes come back.

        >>> w, b = Scaling(np.array([10.0]), np.array([2.0])).to_original([[4.0]], [1.0])
        >>> w.tolist(), b.tolist()
        ([[2.0]], [-19.0])
        """
        w = arguments.table("w", w, len(self.mean)) / self.scale  # (n_out, n_in)
        b = arguments.array("b", b)  # (n_out,)
        if b.shape != w.shape[:1]:
            raise ValueError(f"b must have shape {w.shape[:1]}, one for each row of w; got {b.shape}. Pass net.b[0].")
        return w, b - w @ self.mean


class Standardised(NamedTuple):
    """Standardised inputs, `(N, n_in)`, and the Scaling that made them so, and takes weights back."""

    X: np.ndarray
    scaling: Scaling


@np.errstate(all="ignore")
def standardise(X, inputs=None):
    """Each column of X, `(N, n_in)`, with mean 0 and standard deviation 1, and the Scaling; `inputs` names the columns.

    Raises ValueError if X is not such a table, or a column never changes.

    >>> X, scaling = standardise([[1.0], [3.0]])
    >>> X.tolist(), scaling.mean.tolist(), scaling.scale.tolist()
    ([[-1.0], [1.0]], [2.0], [1.0])
    """
    X = arguments.table("X", X)
    inputs = None if inputs is None else arguments.names("inputs", inputs, X.shape[1])
    # (n_in,) each; summed in float64, because the many terms of a long column would not fit into float32
    mean, scale = (part(X, axis=0, dtype=np.float64).astype(X.dtype) for part in (np.mean, np.std))
    still = np.flatnonzero(~(scale > 4 * np.finfo(X.dtype).eps * np.abs(mean)))  # no more than what rounding leaves
    if still.size:
        column = f"column {still[0]}" + (f", {inputs[still[0]]!r}," if inputs is not None else "")
        raise ValueError(
            f"X must vary in every column; got {column} which is {X[0, still[0]]:g} in every row, but for rounding. "
            f"Leave this column out: the bias does its work."
        )
    if not np.isfinite(mean + scale).all():
        raise ValueError(
            f"X must have a finite deviation in every column; got numbers up to {np.abs(X).max():g}, whose squares are "
            f"not. Divide X by {np.abs(X).max():.0e} first."
        )
    scaling = Scaling(mean, scale)
    return Standardised(scaling.apply(X), scaling)
