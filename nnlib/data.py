"""Data sets for the lessons, and standardising with a way back to the original units."""

from typing import NamedTuple

import numpy as np

from nnlib import checks


class Dataset(NamedTuple):
    """Examples as rows: X is `(N, n_in)`, Y is `(N, 1)`; the columns' names, what Y is, its source and licence."""

    X: np.ndarray
    Y: np.ndarray
    inputs: tuple
    target: str
    source: str
    licence: str


FAHRENHEIT = (66, 70, 69, 68, 67, 72, 73, 70, 57, 63, 70, 78, 67, 53, 67, 75, 70, 81, 76, 79, 75, 76, 58)
DISTRESS = (0, 1, 0, 0, 0, 0, 0, 0, 1, 1, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 1, 0, 1)


def orings():
    """Launch temperature in °F, X `(23, 1)`, and whether an O-ring showed distress, Y `(23, 1)`: the 23 flights before
    Challenger's last.

    >>> flights = orings()
    >>> flights.X.shape, int(flights.Y.sum())
    ((23, 1), 7)
    """
    return Dataset(
        X=np.array(FAHRENHEIT, dtype=float).reshape(-1, 1),
        Y=np.array(DISTRESS, dtype=float).reshape(-1, 1),
        inputs=("temperature (°F)",),
        target="O-ring distress (1: yes, 0: no)",
        source=(
            "S. R. Dalal, E. B. Fowlkes and B. Hoadley, Risk Analysis of the Space Shuttle: Pre-Challenger Prediction "
            "of Failure, Journal of the American Statistical Association 84(408), 1989, 945-957"
        ),
        licence="measured facts from a published table, quoted with their source",
    )


PRICES = (5.00, 2.50, 1.50)  # a burger, fries, a soda
SERVICE = 1.00  # charged once a meal: the bias
MEALS = (
    (1, 1, 1),
    (2, 1, 0),
    (0, 2, 1),
    (1, 0, 3),
    (3, 2, 2),
    (0, 1, 2),
    (2, 3, 1),
    (1, 3, 0),
    (0, 0, 1),
    (2, 0, 2),
)


def receipts():
    """Ten meals, X `(10, 3)`, and what each cost, Y `(10, 1)`: exactly 5.00 a burger, 2.50 fries, 1.50 a soda, and 1.00
    for service.

    >>> meals = receipts()
    >>> meals.X[0].tolist(), meals.Y[0].tolist()
    ([1.0, 1.0, 1.0], [10.0])
    """
    X = np.array(MEALS, dtype=float)  # (10, 3)
    return Dataset(
        X=X,
        Y=X @ np.array(PRICES).reshape(-1, 1) + SERVICE,  # (10, 1)
        inputs=("burgers", "fries", "sodas"),
        target="price",
        source="made up for this book",
        licence="that of this book",
    )


FIVE_FEATURES = ("mean radius", "mean texture", "mean smoothness", "mean symmetry", "mean fractal dimension")


def breast_cancer(columns=FIVE_FEATURES):
    """569 tumours, X `(569, len(columns))` in the features named, and whether each is malignant (1) or benign (0), Y
    `(569, 1)`.

    scikit-learn brings the data (there, 1 is benign). ValueError for a column it does not have, ImportError without it.

    >>> tumours = breast_cancer()
    >>> tumours.X.shape, int(tumours.Y.sum())
    ((569, 5), 212)
    """
    try:
        from sklearn.datasets import load_breast_cancer
    except ImportError as error:
        raise ImportError(
            "This data set comes with scikit-learn, which is not installed. pip install scikit-learn."
        ) from error
    found = load_breast_cancer()
    known = {str(name): i for i, name in enumerate(found.feature_names)}
    if not isinstance(columns, (tuple, list)) or not columns:
        raise ValueError(
            f"columns must be a tuple of feature names; got {checks.told(columns)}. "
            f"Pass columns=('mean radius', 'mean texture')."
        )
    chosen = [checks.named("columns", name, known) for name in columns]
    return Dataset(
        X=found.data[:, chosen],
        Y=(1.0 - found.target).reshape(-1, 1),
        inputs=tuple(columns),
        target="malignant (1: yes, 0: benign)",
        source=(
            "W. H. Wolberg, W. N. Street and O. L. Mangasarian, Breast Cancer Wisconsin (Diagnostic), UCI Machine "
            "Learning Repository, 1995, doi:10.24432/C5DW2B"
        ),
        licence="CC BY 4.0, as the UCI repository gives it",
    )


class Scaling(NamedTuple):
    """How columns were standardised: `(x - mean) / scale`, both `(n_in,)`."""

    mean: np.ndarray
    scale: np.ndarray

    def apply(self, X):
        """Other examples, `(N, n_in)`, on the same scale."""
        return (checks.table("X", X, len(self.mean)) - self.mean) / self.scale  # (N, n_in)

    def to_original(self, w, b):
        """Weights and biases for the original inputs, from those of a first layer trained on standardised ones.

        w is `(n_out, n_in)` and b `(n_out,)`, as `net.W[0]` and `net.b[0]`; new arrays of the same shapes come back.

        >>> w, b = Scaling(np.array([10.0]), np.array([2.0])).to_original([[4.0]], [1.0])
        >>> w.tolist(), b.tolist()
        ([[2.0]], [-19.0])
        """
        w = checks.table("w", w, len(self.mean)) / self.scale  # (n_out, n_in)
        b = checks.array("b", b)  # (n_out,)
        if b.shape != w.shape[:1]:
            raise ValueError(f"b must have shape {w.shape[:1]}, one for each row of w; got {b.shape}. Pass net.b[0].")
        return w, b - w @ self.mean


class Standardised(NamedTuple):
    """Standardised inputs, `(N, n_in)`, and the Scaling that leads there and back."""

    X: np.ndarray
    scaling: Scaling


def standardise(X, inputs=None):
    """Each column of X, `(N, n_in)`, with mean 0 and standard deviation 1, and the Scaling; `inputs` names the columns.

    ValueError where X is not such a table, or a column never changes.

    >>> X, scaling = standardise([[1.0], [3.0]])
    >>> X.tolist(), scaling.mean.tolist(), scaling.scale.tolist()
    ([[-1.0], [1.0]], [2.0], [1.0])
    """
    X = checks.table("X", X)
    if inputs is not None and (isinstance(inputs, str) or not hasattr(inputs, "__len__") or len(inputs) != X.shape[1]):
        raise ValueError(
            f"inputs must name the {X.shape[1]} columns of X; got {checks.told(inputs)}. Pass one name for each."
        )
    still = np.flatnonzero(np.ptp(X, axis=0) == 0)
    if still.size:
        column = f"column {still[0]}" + (f", {inputs[still[0]]!r}," if inputs is not None else "")
        raise ValueError(
            f"X must vary in every column; got {column} which is {X[0, still[0]]:g} in every row. "
            f"Leave this column out: the bias does its work."
        )
    scaling = Scaling(X.mean(axis=0), X.std(axis=0))
    return Standardised(scaling.apply(X), scaling)
